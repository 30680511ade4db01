//! The real program in a folder of its own.

#![allow(dead_code, reason = "each test file uses some of it")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The instant as of which tests look at a site.
pub(crate) const NOW: &str = "2026-11-21T12:00:00Z";

/// The program, in a folder, undisturbed by what the tester's own shell sets.
pub(crate) fn handbill(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbill"));
    command.current_dir(folder);
    for name in ["SOURCE_DATE_EPOCH", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "EDITOR", "VISUAL"] {
        command.env_remove(name);
    }
    command
}

/// What a run of the program left behind.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    /// The program, run to its end.
    pub(crate) fn of(command: &mut Command) -> Self {
        let Output { status, stdout, stderr } = command.output().expect("the program starts");
        Self {
            code: status.code().expect("no signal ends the program"),
            stdout: String::from_utf8(stdout).expect("stdout is UTF-8"),
            stderr: String::from_utf8(stderr).expect("stderr is UTF-8"),
        }
    }

    /// The program with these arguments in a folder.
    pub(crate) fn new(folder: &Path, arguments: &[&str]) -> Self {
        Self::of(handbill(folder).args(arguments))
    }

    /// Itself, if the program ended with this code.
    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }
}

/// Writes files below a folder, which they make as they need.
pub(crate) fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        write_bytes(folder, name, text.as_bytes());
    }
}

/// Writes one file below a folder.
pub(crate) fn write_bytes(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
    std::fs::write(path, bytes).expect("a file");
}

/// Copies a folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            std::fs::copy(from, to).expect("a file");
        }
    }
}

/// Every file below a folder by its path from there, with `/`, in order.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    fn walk(root: &Path, folder: &Path, found: &mut Vec<String>) {
        let Ok(entries) = std::fs::read_dir(folder) else { return };
        for entry in entries {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                let inside = path.strip_prefix(root).expect("below the root");
                let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
                found.push(parts.join("/"));
            }
        }
    }
    let mut found = Vec::new();
    walk(folder, folder, &mut found);
    found.sort();
    found
}
