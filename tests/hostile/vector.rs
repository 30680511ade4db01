//! A vector, the site that all of them make, and what became of each.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::common::{NOW, Ran, copy, files, write, write_bytes};
use crate::judge::{Place, active};
use crate::tree::Tree;

/// What becomes of the words inside a vector, where [`MARK`] stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stays {
    /// Readers see them.
    Words,
    /// Readers see the whole vector as it was written.
    Literally,
    /// They are in no byte of the page.
    Nowhere,
    /// They may stay, as an attribute's value or a comment may.
    Perhaps,
}

/// Stands in a vector for a word that no other vector has.
pub(crate) const MARK: &str = "MARK";

/// One attempt.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Vector {
    pub(crate) stays: Stays,
    pub(crate) text: &'static str,
    /// Takes what follows in its document with it, as CommonMark says of an open comment or code block.
    pub(crate) open: bool,
}

pub(crate) const fn words(text: &'static str) -> Vector {
    Vector { stays: Stays::Words, text, open: false }
}

pub(crate) const fn literally(text: &'static str) -> Vector {
    Vector { stays: Stays::Literally, text, open: false }
}

pub(crate) const fn nowhere(text: &'static str) -> Vector {
    Vector { stays: Stays::Nowhere, text, open: false }
}

pub(crate) const fn perhaps(text: &'static str) -> Vector {
    Vector { stays: Stays::Perhaps, text, open: false }
}

impl Vector {
    pub(crate) const fn open(self) -> Self {
        Self { open: true, ..self }
    }

    /// The vector with its own mark.
    pub(crate) fn marked(&self, mark: &str) -> String {
        self.text.replace(MARK, mark)
    }
}

/// The configuration of hostile sites: it is trusted, and has signs that need escaping.
pub(crate) const CONFIG: &str = "handbill = 1\ntitle = \"Lantern & <Street>\"\nbase_url = \"https://lantern.example/\"\n\
    language = \"en\"\n\n[languages.zh]\ntitle = \"灯街\"\n\n[community]\nname = \"Lantern \\\"Street\\\" Makers\"\n";

/// A site in its folder, and its output once it is built.
pub(crate) struct HostileSite {
    folder: TempDir,
    built: OnceLock<BTreeMap<String, Vec<u8>>>,
    refused: OnceLock<BTreeSet<String>>,
    posters: bool,
}

impl HostileSite {
    pub(crate) fn new() -> Self {
        let site = Self {
            folder: tempfile::tempdir().expect("a folder"),
            built: OnceLock::new(),
            refused: OnceLock::new(),
            posters: false,
        };
        // What relative addresses of vectors lead to.
        site.write("content/posts/x", "a file");
        write_bytes(site.root(), "content/posts/p.png", &crate::names::pixel());
        site.write("handbill.toml", CONFIG);
        site
    }

    /// Draws posters too, which take their time: they are tried with a few vectors, in `posters.rs`.
    pub(crate) fn with_posters(mut self) -> Self {
        self.posters = true;
        self
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        write(self.folder.path(), &[(path, text)]);
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Runs the build, whatever its end.
    pub(crate) fn run(&self) -> Ran {
        let usual = ["build", "--now", NOW, "--report", "json", "--no-posters"];
        Ran::new(self.root(), if self.posters { &usual[..5] } else { &usual })
    }

    /// The sources that the program refuses to print, with an error that names them.
    ///
    /// They are taken away, so that the rest can be built.
    #[track_caller]
    pub(crate) fn refused(&self) -> &BTreeSet<String> {
        self.refused.get_or_init(|| {
            let mut refused = BTreeSet::new();
            loop {
                let ran = self.run();
                if ran.code == 0 {
                    return refused;
                }
                let report: Value = serde_json::from_str(&ran.ends(1).stdout).expect("a report");
                let problems = report["diagnostics"].as_array().expect("a list").iter();
                for problem in problems.filter(|problem| problem["severity"] == "error") {
                    let code = problem["code"].as_str().expect("a code");
                    let path = problem["file"].as_str().expect("a file").to_owned();
                    let of_content = [
                        "link::",
                        "source::",
                        "address::",
                        "front-matter::",
                        "directive::",
                        "picture::",
                        "math::",
                        "markdown::",
                    ];
                    assert!(path.starts_with("content/"), "{problem}");
                    assert!(of_content.iter().any(|room| code.starts_with(room)), "{problem}");
                    // Two files at one address are told twice.
                    if refused.insert(path.clone()) {
                        std::fs::remove_file(self.root().join(&path)).expect("a source");
                    }
                }
            }
        })
    }

    /// Builds once what is not refused; every file of the output.
    #[track_caller]
    pub(crate) fn output(&self) -> &BTreeMap<String, Vec<u8>> {
        self.built.get_or_init(|| {
            self.refused();
            self.run().ends(0);
            let read = |path: String| {
                let bytes = std::fs::read(self.out().join(&path)).expect("readable");
                (path, bytes)
            };
            self.keep();
            files(&self.out()).into_iter().map(read).collect()
        })
    }

    /// `KEEP_HOSTILE=FOLDER` keeps large outputs, for parsers that are no part of these tests.
    fn keep(&self) {
        if let Some(kept) = std::env::var_os("KEEP_HOSTILE") {
            let name = std::thread::current().name().unwrap_or("site").replace("::", "-");
            let to = Path::new(&kept).join(name);
            if !to.exists() {
                copy(&self.out(), &to);
            }
        }
    }

    /// A page's text.
    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> String {
        let bytes = self.output().get(path).unwrap_or_else(|| panic!("no {path}"));
        String::from_utf8(bytes.clone()).expect("pages are UTF-8")
    }

    /// Judges every output; what is active in it, by file.
    pub(crate) fn active(&self) -> Vec<String> {
        let output = self.output();
        let paths: BTreeSet<&str> = output.keys().map(String::as_str).collect();
        let mut found = Vec::new();
        for (path, bytes) in output {
            let text = String::from_utf8_lossy(bytes);
            let said = match path.rsplit('.').next() {
                Some("html") => active(&text, Place::Page, &paths),
                Some("xml" | "svg") => crate::xml::active(path, &text, &paths),
                Some("json") => crate::xml::active_json(path, &text, &paths),
                Some("csv") => crate::lines::active_cells(&text),
                _ if matches!(path.as_str(), "_headers" | "_redirects" | "robots.txt") => {
                    crate::lines::active_lines(path, &text)
                }
                _ => BTreeSet::new(),
            };
            found.extend(said.into_iter().map(|what| format!("{path}: {what}")));
        }
        found
    }

    /// Asserts that nothing in the output is active.
    #[track_caller]
    pub(crate) fn expect_harmless(&self) {
        let found = self.active();
        assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
    }
}

/// What a reader of a page misses of a vector, or sees and should not; `before` and `after` stood around it.
pub(crate) fn missed(
    vector: &Vector,
    page: &str,
    mark: &str,
    around: Option<(&str, &str)>,
) -> Option<String> {
    let seen = Tree::of(page, true).words();
    let words = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    let written = vector.marked(mark).split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((before, after)) = around {
        if !words.contains(before) {
            return Some("the words before it are gone".to_owned());
        }
        if !vector.open && !words.contains(after) {
            return Some("the words after it are gone".to_owned());
        }
    }
    match vector.stays {
        Stays::Words if !words.contains(mark) => Some("its words are gone".to_owned()),
        Stays::Literally if !words.contains(&written) => {
            Some(format!("it does not stand there literally: {written}"))
        }
        Stays::Nowhere if page.contains(mark) => Some("its words are still there".to_owned()),
        Stays::Words | Stays::Literally | Stays::Nowhere | Stays::Perhaps => None,
    }
}
