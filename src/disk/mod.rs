//! The only reader and writer of files.
