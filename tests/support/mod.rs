//! Sites for tests: put together like a sentence, built in this process, read back from the disk.

#![allow(dead_code, reason = "each test program uses a part of it")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

#[path = "reveal.rs"]
pub(crate) mod reveal;

use handbill::diagnostics::{Diagnostic, Severity};
use handbill::model::Drafts;
use handbill::pipeline::{Edition, Issuing, Now, Pipeline, Settings, build};
use handbill::render::LinkStyle;
use tempfile::TempDir;

/// Every file of a folder by its path, `/` between parts.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The smallest configuration, with the tests' own theme.
pub(crate) const CONFIG: &str = r#"handbill = 1
title = "Lantern Street"
base_url = "https://lantern.example/"
timezone = "Asia/Shanghai"
theme = "tiny"

[languages.zh]
title = "灯街"
label = "中文"
"#;

/// A small PNG that no other number gives.
pub(crate) fn picture(number: usize) -> Vec<u8> {
    let number = u32::try_from(number).expect("a small number");
    let pixels =
        image::RgbImage::from_fn(6, 4, |x, y| image::Rgb([x, y, number].map(|part| (part * 40 % 251) as u8)));
    let mut bytes = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, image::ImageFormat::Png).expect("a PNG");
    bytes.into_inner()
}

/// When sites of tests are built, unless they say otherwise.
pub(crate) const NOW: &str = "2026-11-21T12:00:00+08:00";

/// A site in a folder of its own.
pub(crate) struct TestSite {
    folder: TempDir,
    now: String,
    drafts: Drafts,
    links: LinkStyle,
    base_url: Option<String>,
    posters: bool,
}

impl TestSite {
    /// A site without content, with the tests' own theme.
    pub(crate) fn new() -> Self {
        let site = Self {
            folder: tempfile::tempdir().expect("a folder"),
            now: NOW.to_owned(),
            drafts: Drafts::Hide,
            links: LinkStyle::Web,
            base_url: None,
            posters: false,
        };
        copy_folder(&theme(), &site.root().join("themes/tiny"));
        site.file("handbill.toml", CONFIG)
    }

    /// The same with the theme inside the program.
    pub(crate) fn plaza() -> Self {
        Self::new().config("theme = \"tiny\"", "theme = \"plaza\"")
    }

    /// The site's folder.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// The output's folder.
    pub(crate) fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    /// Writes a file.
    pub(crate) fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text);
        self
    }

    /// Writes a file of a site that is in use.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    /// Removes a file.
    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.root().join(path)).expect("removed");
    }

    /// Puts one text in the place of another in the configuration.
    pub(crate) fn config(self, from: &str, to: &str) -> Self {
        let path = self.root().join("handbill.toml");
        let text = fs::read_to_string(&path).expect("the configuration");
        assert!(text.contains(from), "`{from}` is not in the configuration");
        fs::write(path, text.replace(from, to)).expect("written");
        self
    }

    /// Adds lines to the end of the configuration.
    pub(crate) fn also(self, lines: &str) -> Self {
        let path = self.root().join("handbill.toml");
        let text = fs::read_to_string(&path).expect("the configuration");
        fs::write(path, format!("{text}\n{lines}\n")).expect("written");
        self
    }

    /// Builds as of another instant.
    pub(crate) fn now(mut self, now: &str) -> Self {
        now.clone_into(&mut self.now);
        self
    }

    /// Builds drafts too.
    pub(crate) fn drafts(mut self) -> Self {
        self.drafts = Drafts::Show;
        self
    }

    /// Builds with posters, which take their time.
    pub(crate) fn posters(mut self) -> Self {
        self.posters = true;
        self
    }

    /// Builds without posters again.
    pub(crate) fn unposted(mut self) -> Self {
        self.posters = false;
        self
    }

    /// Builds with another form of links.
    pub(crate) fn links(mut self, links: LinkStyle) -> Self {
        self.links = links;
        self
    }

    /// Builds for another address.
    pub(crate) fn base_url(mut self, url: &str) -> Self {
        self.base_url = Some(url.to_owned());
        self
    }

    /// A pipeline that has not run.
    pub(crate) fn pipeline(&self) -> Pipeline {
        Pipeline::new(Settings {
            root: self.root(),
            base_url: self.base_url.clone(),
            drafts: self.drafts,
            links: self.links,
            posters: self.posters,
        })
    }

    /// Runs a pipeline over the site as it is now.
    pub(crate) fn run(&self, pipeline: &mut Pipeline) -> Edition {
        pipeline.run(&Now::Written(self.now.clone())).expect("a folder that can be read")
    }

    /// Builds into a folder; whatever is found is in the result.
    pub(crate) fn build_with(&self, pipeline: &mut Pipeline, out: &Path) -> BuiltSite {
        let edition = self.run(pipeline);
        let built =
            build(&edition, out, &self.root(), Issuing::Write, &()).expect("an output that can be written");
        let written = built.written.is_some();
        BuiltSite {
            files: if written { files_of(out) } else { Files::new() },
            diagnostics: built.diagnostics,
            written,
            texts: OnceLock::new(),
        }
    }

    /// Builds; whatever is found is in the result.
    pub(crate) fn try_build(&self) -> BuiltSite {
        self.build_with(&mut self.pipeline(), &self.out())
    }

    /// Builds a site that has no mistakes.
    pub(crate) fn build(&self) -> BuiltSite {
        let built = self.try_build();
        assert!(built.written, "the site has errors:\n{}", built.told());
        built
    }
}

/// What a build made.
pub(crate) struct BuiltSite {
    /// Every file of the output but the manifest; empty where nothing was written.
    pub(crate) files: Files,
    /// Everything that was found.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Whether there was no error.
    pub(crate) written: bool,
    /// Everything that can be read in files, in small letters, by their paths.
    texts: OnceLock<Vec<(String, String)>>,
}

impl BuiltSite {
    /// A file of the output that must be there.
    pub(crate) fn expect_page(&self, path: &str) -> Text<'_> {
        let Some(bytes) = self.files.get(path) else {
            panic!("there is no `{path}`, only {:#?}", self.files.keys().collect::<Vec<_>>());
        };
        Text { path: path.to_owned(), text: std::str::from_utf8(bytes).expect("text is UTF-8") }
    }

    /// A file that must not be there.
    pub(crate) fn expect_none(&self, path: &str) -> &Self {
        assert!(!self.files.contains_key(path), "there is a `{path}`");
        self
    }

    /// The diagnostics, a line for each.
    pub(crate) fn told(&self) -> String {
        told(&self.diagnostics)
    }

    /// Where a text stands: every path or file that has it, compressed too, case and percent-encoding aside.
    pub(crate) fn places_of(&self, mark: &str) -> Vec<String> {
        let wanted = mark.to_lowercase();
        let texts = self.texts.get_or_init(|| self.files.iter().flat_map(texts_of).collect());
        let places: BTreeSet<&String> =
            texts.iter().filter(|(_, text)| text.contains(&wanted)).map(|(path, _)| path).collect();
        places.into_iter().cloned().collect()
    }
}

/// A file's path, its text as it is and with percent-encoding undone, and what lies compressed in it.
fn texts_of((path, bytes): (&String, &Vec<u8>)) -> Vec<(String, String)> {
    let small = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_lowercase();
    let decoded = percent_encoding::percent_decode(path.as_bytes()).collect::<Vec<u8>>();
    let mut texts = vec![small(path.as_bytes()), small(&decoded), small(bytes)];
    if bytes.contains(&b'%') {
        texts.push(percent_encoding::percent_decode(bytes).decode_utf8_lossy().to_lowercase());
    }
    texts.extend(reveal::reveal(path, bytes).iter().map(|part| small(part)));
    texts.into_iter().map(|text| (path.clone(), text)).collect()
}

/// A file of the output, to ask about.
pub(crate) struct Text<'a> {
    path: String,
    /// The whole text.
    pub(crate) text: &'a str,
}

impl Text<'_> {
    /// It has these words.
    pub(crate) fn contains(self, words: &str) -> Self {
        assert!(self.text.contains(words), "`{}` lacks `{words}`:\n{}", self.path, self.text);
        self
    }

    /// It does not have these words.
    pub(crate) fn lacks(self, words: &str) -> Self {
        assert!(!self.text.contains(words), "`{}` has `{words}`:\n{}", self.path, self.text);
        self
    }
}

/// Diagnostics, a line for each: severity, code, place, message.
pub(crate) fn told(diagnostics: &[Diagnostic]) -> String {
    let lines = diagnostics.iter().map(|problem| {
        let severity = match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let place = problem.labels.first().map_or(String::new(), |label| label.path.to_string());
        format!("{severity}[{}] {place}: {}\n", problem.code, problem.message)
    });
    lines.collect()
}

/// The folder of the tests' own theme.
pub(crate) fn theme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/theme")
}

/// Every file below a folder, without Handbill's own.
pub(crate) fn files_of(folder: &Path) -> Files {
    let mut files = Files::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.expect("a folder that can be walked");
        let path = entry.path().strip_prefix(folder).expect("below the folder");
        let name = path.iter().map(|part| part.to_str().expect("UTF-8")).collect::<Vec<_>>().join("/");
        if entry.file_type().is_file() && !name.starts_with(".handbill-") {
            files.insert(name, fs::read(entry.path()).expect("a file that can be read"));
        }
    }
    files
}

/// Copies a folder.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    for (name, bytes) in files_of(from) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
        fs::write(path, bytes).expect("written");
    }
}
