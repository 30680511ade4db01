//! Runs the stages and holds their caches.
