//! Front matter and configuration: one table of fields for each kind drives everything.
