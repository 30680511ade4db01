//! A job to a view to bytes.
