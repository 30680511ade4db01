//! What "Safe" promises when the machine fails: a kill at any instant, a full disk, a folder that may not be
//! written, two builds at once. Each time the real program runs, what it left is looked at, and a next build must
//! mend it to the bytes of a cold one.

#![cfg(unix)]

mod common;

#[path = "faults/cache.rs"]
mod cache;
#[path = "faults/disk.rs"]
mod disk;
#[path = "faults/kill.rs"]
mod kill;
#[path = "faults/rights.rs"]
mod rights;
#[path = "faults/together.rs"]
mod together;
#[path = "faults/two_sites.rs"]
mod two_sites;
