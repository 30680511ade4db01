//! The only reader and writer of files.
//!
//! In: a site's folder, as a [`SourceTree`](crate::model::SourceTree) and diagnostics.
//! Out: [`Artifact`](crate::model::Artifact)s, staged inside the output and put in place in order.
//! Reading never leaves the site, writing never leaves the output.

mod cache;
mod commit;
mod compare;
mod error;
mod ground;
mod location;
mod lock;
mod manifest;
mod names;
mod namesakes;
mod new_file;
mod open;
mod output;
mod read;
mod replace;
mod repository;
mod walk;
mod watched;

#[cfg(test)]
mod tests;

pub use cache::Cache;
pub use commit::Written;
pub use error::{BadOutput, DiskError, InTheWay};
pub use new_file::write_new;
pub use open::open_source;
pub use output::{Output, Put};
pub use read::{SETTLED, is_settled, read};
pub use replace::replace_source;
pub use repository::{GitLock, git_lock};
pub use watched::{Watched, watched};
