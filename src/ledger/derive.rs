//! An identity to its code.

use crate::model::{Code, Lang};

/// Keeps these hashes apart from all others (blake3, key derivation). Another text would give every poster another code.
const CONTEXT: &str = "handbill 2026-11-22 codes of posters: attempt, uid, language, placement";

/// What a code is for: one poster of one page in one language, at one place.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identity {
    /// The page's.
    pub uid: String,
    /// The page's.
    pub lang: Lang,
    /// The place of a print run.
    pub placement: Option<String>,
}

/// The code of an identity; `attempt` counts from 0, and a further one gives another code.
///
/// The same everywhere: two clones of a site issue the same codes without asking each other.
#[must_use]
pub fn derive(identity: &Identity, attempt: u32) -> Code {
    let mut hasher = blake3::Hasher::new_derive_key(CONTEXT);
    hasher.update(&attempt.to_le_bytes());
    let mut part = |text: &str| {
        // With its length before it, no part runs into the next.
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    };
    part(&identity.uid);
    part(identity.lang.as_str());
    if let Some(placement) = &identity.placement {
        part(placement);
    }
    let hash = hasher.finalize();
    let [a, b, c, d, ..] = *hash.as_bytes();
    Code::from_bits(u32::from_le_bytes([a, b, c, d]))
}
