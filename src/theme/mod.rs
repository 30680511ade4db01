//! A theme: templates, texts, assets and their fingerprints.
