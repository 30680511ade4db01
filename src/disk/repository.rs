//! Whether version control is at work in the site's files.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A file by which git says that it changes the files of a repository; another one is another operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GitLock {
    modified: Option<SystemTime>,
    len: u64,
}

/// The lock of the repository that a folder lies in, if git holds it now.
#[must_use]
pub fn git_lock(folder: &Path) -> Option<GitLock> {
    let lock = folder.ancestors().find_map(git_folder)?.join("index.lock");
    let there = lock.symlink_metadata().ok()?;
    Some(GitLock { modified: there.modified().ok(), len: there.len() })
}

/// Where git keeps what it knows of the repository whose top this folder is.
fn git_folder(top: &Path) -> Option<PathBuf> {
    let own = top.join(".git");
    let there = own.metadata().ok()?;
    if there.is_dir() {
        return Some(own);
    }
    // In a worktree and in a submodule a file names the folder.
    let text = (there.len() < 8192).then(|| fs::read_to_string(&own).ok())??;
    Some(top.join(text.strip_prefix("gitdir:")?.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_found_above_the_site_and_where_a_worktree_keeps_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |path: &str| folder.path().join(path);
        for made in ["repository/.git/worktrees/tree", "repository/site", "tree/site"] {
            fs::create_dir_all(path(made)).expect("made");
        }
        fs::write(path("tree/.git"), "gitdir: ../repository/.git/worktrees/tree\n").expect("written");
        for (site, lock) in [
            ("repository/site", "repository/.git/index.lock"),
            ("tree/site", "repository/.git/worktrees/tree/index.lock"),
        ] {
            assert_eq!(git_lock(&path(site)), None, "{site} is free");
            fs::write(path(lock), "").expect("written");
            let held = git_lock(&path(site));
            assert!(held.is_some(), "{lock} is not seen from {site}");
            assert_eq!(git_lock(&path(site)), held, "one operation is taken for two");
            fs::remove_file(path(lock)).expect("removed");
        }
    }
}
