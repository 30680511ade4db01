//! A site to the list of its outputs.
