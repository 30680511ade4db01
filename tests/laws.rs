//! What holds for every site, tried on sites that nobody would write.

mod support;
#[path = "support/walk.rs"]
mod walk;

#[path = "laws/addresses.rs"]
mod addresses;
#[path = "laws/any_bytes.rs"]
mod any_bytes;
#[path = "laws/data.rs"]
mod data;
#[path = "laws/generated.rs"]
mod generated;
#[path = "laws/instants.rs"]
mod instants;
#[path = "laws/kinds.rs"]
mod kinds;
#[path = "laws/shared.rs"]
mod shared;
#[path = "laws/warm.rs"]
mod warm;
#[path = "laws/written.rs"]
mod written;

use proptest::prelude::ProptestConfig;

/// `LAWS=20` tries twenty times as many.
pub(crate) fn cases(cases: u32) -> ProptestConfig {
    let times = std::env::var("LAWS").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    let cases = cases * times;
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 300, ..ProptestConfig::default() }
}
