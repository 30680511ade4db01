//! The preview: watch, run the pipeline, answer HTTP.
