//! What a second run can use again: losing it loses only time.

use std::sync::Arc;

use rayon::prelude::*;

use super::SHARE;
use crate::diagnostics::{self, Diagnostic, has_errors};
use crate::markdown::Highlighter;
use crate::model::{Document, Ledger, Lost, SiteConfig, SourceBody, SourceFile, SourceTree};
use crate::poster::Fonts;
use crate::render::Engine;
use crate::{ledger, parse, theme};

/// What the last run made.
#[derive(Debug, Default)]
pub(super) struct Cache {
    files: Option<Arc<SourceTree>>,
    config: Option<Arc<SiteConfig>>,
    /// In order of their paths.
    documents: Vec<Parsed>,
    engine: Option<Compiled>,
    ledger: Option<Codes>,
    highlighter: Highlighter,
}

/// A theme, compiled.
#[derive(Debug)]
struct Compiled {
    /// The very files that it was made of.
    files: Vec<SourceFile>,
    /// The hash of the fonts that posters are measured with.
    fonts: [u8; 32],
    engine: Arc<Engine>,
    /// What it was warned of: a second run must not hide it.
    found: Vec<Diagnostic>,
}

/// The ledger, read.
#[derive(Debug)]
struct Codes {
    file: SourceFile,
    ledger: Arc<Ledger>,
    found: Vec<Diagnostic>,
}

/// A source and what parsing made of it.
#[derive(Debug)]
struct Parsed {
    /// The very file that was parsed: the reader shares its text as long as it stays the same.
    file: SourceFile,
    document: Option<Arc<Document>>,
    found: Arc<[Diagnostic]>,
}

impl Cache {
    pub(super) fn files(&self) -> Option<&SourceTree> {
        self.files.as_deref()
    }

    pub(super) fn keep_files(&mut self, files: SourceTree) -> Arc<SourceTree> {
        let files = Arc::new(files);
        self.files = Some(Arc::clone(&files));
        files
    }

    /// Keeps the configuration; another one makes every document and the theme new.
    pub(super) fn keep_config(&mut self, config: SiteConfig) -> Arc<SiteConfig> {
        if let Some(kept) = self.config.as_ref().filter(|kept| ***kept == config) {
            return Arc::clone(kept);
        }
        self.documents.clear();
        self.engine = None;
        let config = Arc::new(config);
        self.config = Some(Arc::clone(&config));
        config
    }

    /// Every document of `content/`, and every source with errors, in order of their paths; only changed
    /// sources are parsed.
    pub(super) fn documents(
        &mut self,
        files: &SourceTree,
        config: &SiteConfig,
        found: &mut Vec<Diagnostic>,
    ) -> (Vec<Arc<Document>>, Vec<Lost>) {
        let sources: Vec<&SourceFile> =
            files.below("content").filter(|file| parse::is_source(&file.path)).collect();
        let colours = &self.highlighter;
        // Both are in order of their paths.
        let mut before = std::mem::take(&mut self.documents).into_iter().peekable();
        let same = |file: &&SourceFile| {
            while before.next_if(|parsed| parsed.file.path < file.path).is_some() {}
            before.next_if(|parsed| parsed.file.is_unchanged(file))
        };
        let kept: Vec<Option<Parsed>> = sources.iter().map(same).collect();
        let parsed: Vec<Parsed> = (sources.par_iter().zip(kept))
            .with_max_len(SHARE)
            .map(|(file, kept)| {
                kept.unwrap_or_else(|| {
                    let (document, mut problems) = parse::document(file, config, colours);
                    diagnostics::sort(&mut problems);
                    Parsed { file: (*file).clone(), document: document.map(Arc::new), found: problems.into() }
                })
            })
            .collect();
        found.extend(parsed.iter().flat_map(|parsed| parsed.found.iter().cloned()));
        found.extend(parse::check_layout(files.below("content").map(|file| &file.path), config));
        let documents = parsed.iter().filter_map(|parsed| parsed.document.clone()).collect();
        let unsound = sources.iter().zip(&parsed).filter(|(_, parsed)| has_errors(&parsed.found));
        let lost = unsound.map(|(file, _)| parse::lost(file, config)).collect();
        self.documents = parsed;
        (documents, lost)
    }

    /// The codes that were issued so far; only a change of the ledger reads it again.
    pub(super) fn ledger(&mut self, files: &SourceTree, found: &mut Vec<Diagnostic>) -> Arc<Ledger> {
        let Some(file) = files.get(ledger::FILE) else {
            self.ledger = None;
            return Arc::default();
        };
        if let Some(kept) = self.ledger.as_ref().filter(|kept| kept.file.is_unchanged(file)) {
            found.extend(kept.found.iter().cloned());
            return Arc::clone(&kept.ledger);
        }
        let (ledger, problems) = match &file.body {
            SourceBody::Text(text) => ledger::read(&file.path, text),
            SourceBody::Bytes(bytes) => (Ledger::default(), vec![parse::not_utf8(&file.path, bytes)]),
            SourceBody::Blob => (Ledger::default(), Vec::new()),
        };
        let ledger = Arc::new(ledger);
        found.extend(problems.iter().cloned());
        self.ledger = Some(Codes { file: file.clone(), ledger: Arc::clone(&ledger), found: problems });
        ledger
    }

    /// The theme, compiled; only a change of its files or of the configuration compiles it again.
    pub(super) fn engine(
        &mut self,
        files: &SourceTree,
        config: &SiteConfig,
        fonts: &Fonts,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Arc<Engine>> {
        let sources: Vec<SourceFile> =
            files.files.values().filter(|file| theme::is_theme_file(file.path.as_str())).cloned().collect();
        if let Some(kept) = &self.engine
            && same_files(&kept.files, &sources)
            && kept.engine.has_its_files(files)
            && kept.fonts == fonts.hash()
        {
            found.extend(kept.found.iter().cloned());
            return Some(Arc::clone(&kept.engine));
        }
        self.engine = None;
        let (theme, mut problems) = theme::load(files, config);
        let engine = theme.and_then(|theme| {
            let (engine, more) = Engine::new(theme, config, fonts);
            problems.extend(more);
            engine
        });
        found.extend(problems.iter().cloned());
        let engine = Arc::new(engine?);
        // A theme with an error is not kept: what mends it may lie outside its files.
        if !has_errors(&problems) {
            self.engine = Some(Compiled {
                files: sources,
                fonts: fonts.hash(),
                engine: Arc::clone(&engine),
                found: problems,
            });
        }
        Some(engine)
    }
}

fn same_files(a: &[SourceFile], b: &[SourceFile]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_unchanged(b))
}
