//! Codes: derived, issued, and kept in the ledger (`codes.toml`) that a team commits.
//!
//! In: the text of the ledger, and the identities of what is printed. Out: codes that stay what they are, and the
//! text of the ledger with them. What a code leads to is for `resolve` to say.

mod comments;
mod conflict;
mod derive;
mod issue;
mod read;
mod write;

pub use derive::{Identity, derive};
pub use issue::issue;
pub use read::{base_of, read};
pub use write::write;

/// The ledger's file, at the site's root.
pub const FILE: &str = "codes.toml";

#[cfg(test)]
mod tests;
