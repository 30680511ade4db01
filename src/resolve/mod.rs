//! All documents to one site.
