//! One source to one document.
