//! The ledger of printed codes, written when what it names is published.

use std::path::Path;

use super::Edition;
use crate::diagnostics::Diagnostic;
use crate::disk::{self, DiskError};
use crate::ledger;
use crate::model::{LedgerUpdate, SourceBody, SourcePath};

/// Whether a command may write codes into the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Issuing {
    /// It writes those that are lacking.
    Write,
    /// It refuses to, and so does not publish them either: a machine of which nobody keeps the files.
    Refuse,
}

impl Edition {
    /// What the ledger has to learn before this edition may be published.
    #[must_use]
    pub fn ledger_update(&self) -> Option<&LedgerUpdate> {
        self.printer.as_ref()?.site().codes.update.as_ref()
    }

    /// Writes what the ledger has to learn; how many codes that issues.
    ///
    /// # Errors
    /// What the disk refuses, and where somebody else wrote the ledger since it was read.
    pub fn issue_codes(&self, site_root: &Path) -> Result<usize, DiskError> {
        let Some(update) = self.ledger_update() else { return Ok(0) };
        let path = SourcePath::new(ledger::FILE);
        let before = self.files.files.get(&path).and_then(|file| match &file.body {
            SourceBody::Text(text) => Some(text.as_bytes()),
            SourceBody::Bytes(bytes) => Some(&**bytes),
            SourceBody::Blob => None,
        });
        let text = ledger::write(&update.ledger);
        disk::replace_source(site_root, &path, before, text.as_bytes())?;
        Ok(update.issued.len())
    }

    /// Why an edition cannot be published by a command that may not write the ledger.
    pub(super) fn locked(&self) -> Option<Diagnostic> {
        /// As many codes as fit into a message.
        const SHOWN: usize = 12;
        let update = self.ledger_update()?;
        let (codes, lacks) = match (&*update.issued, &*update.moved) {
            ([], moved) => (moved, "has not heard what became of"),
            (issued, _) => (issued, "lacks"),
        };
        let path = SourcePath::new(ledger::FILE);
        let count = if codes.len() == 1 { "1 code".to_owned() } else { format!("{} codes", codes.len()) };
        let mut names: Vec<String> = codes
            .iter()
            .take(SHOWN)
            .map(|code| match update.ledger.entries.iter().find(|entry| entry.code == *code) {
                Some(entry) => format!("`{code}` for `{}`", entry.target),
                None => format!("`{code}`"),
            })
            .collect();
        if codes.len() > SHOWN {
            names.push(format!("and {} more", codes.len() - SHOWN));
        }
        let message =
            format!("`{path}` {lacks} {count}, and `--locked` may not write it: {}", names.join(", "));
        Some(
            Diagnostic::error("ledger::locked", message)
                .in_file(&path)
                .help("run `handbill build` or `handbill poster codes --issue` where you write, and commit `codes.toml`")
                .help("for a page that waits for its `publish_at`, issue its code ahead: `handbill poster codes --issue --now …`"),
        )
    }
}
