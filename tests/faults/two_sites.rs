//! One site before and after an edit that changes nearly everything, and what may be in an output between the two.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::common::{NOW, Ran, handbill, write, write_bytes};

/// Every file of a folder by its path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// What Handbill keeps in an output for itself.
const LOCK: &str = ".handbill-lock";
const STAGE: &str = ".handbill-stage";
pub(crate) const MANIFEST: &str = ".handbill-manifest";

const CONFIG: &str =
    "handbill = 1\ntitle = \"Lantern Street\"\nbase_url = \"https://lantern.example/\"\ntheme = \"own\"\n";

/// The site before the edit, or after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edit {
    Before,
    After,
}

/// Both forms of a site, and the outputs that undisturbed builds make of them.
pub(crate) struct TwoSites {
    folder: TempDir,
    pub(crate) before: Files,
    pub(crate) after: Files,
}

impl TwoSites {
    /// Sites with so many posts, built once each.
    pub(crate) fn new(posts: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut sites = Self { folder, before: Files::new(), after: Files::new() };
        for edit in [Edit::Before, Edit::After] {
            sites.write(edit, posts);
            let out = sites.path("cold");
            sites.build(edit, &out).ends(0);
            let files = read(&out);
            fs::remove_dir_all(&out).expect("removed");
            match edit {
                Edit::Before => sites.before = files,
                Edit::After => sites.after = files,
            }
        }
        let same = sites.before.iter().filter(|(path, bytes)| sites.after.get(*path) == Some(bytes)).count();
        assert!(same < 12, "the edit leaves {same} files as they are");
        sites
    }

    /// A place in the folder of both.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The site's folder.
    pub(crate) fn root(&self, edit: Edit) -> PathBuf {
        self.path(match edit {
            Edit::Before => "before",
            Edit::After => "after",
        })
    }

    /// What an undisturbed build makes.
    pub(crate) fn cold(&self, edit: Edit) -> &Files {
        match edit {
            Edit::Before => &self.before,
            Edit::After => &self.after,
        }
    }

    /// The arguments of a build into `out`.
    pub(crate) fn arguments(&self, edit: Edit, out: &Path) -> Vec<String> {
        let text = |path: &Path| path.to_str().expect("UTF-8").to_owned();
        vec![
            "build".to_owned(),
            text(&self.root(edit)),
            "--out".to_owned(),
            text(out),
            "--now".to_owned(),
            NOW.to_owned(),
        ]
    }

    /// A build that has not started yet.
    pub(crate) fn command(&self, edit: Edit, out: &Path) -> Command {
        let mut command = handbill(self.folder.path());
        command.args(self.arguments(edit, out));
        command
    }

    /// Builds into `out`.
    pub(crate) fn build(&self, edit: Edit, out: &Path) -> Ran {
        Ran::of(&mut self.command(edit, out))
    }

    /// The posts' words, the style sheet and the picture differ; some posts go and others come.
    fn write(&self, edit: Edit, posts: usize) {
        let root = self.root(edit);
        let (word, numbers) = match edit {
            Edit::Before => ("before", 0..posts),
            Edit::After => ("after", posts / 5..posts + posts / 5),
        };
        write(
            &root,
            &[
                ("handbill.toml", CONFIG),
                ("themes/own/theme.toml", "name = \"own\"\nextends = \"plaza\"\n"),
                ("themes/own/assets/plaza.css", &format!("body {{ --edit: {word}; }}\n")),
                ("static/notes/list.txt", word),
                ("content/about.md", &format!("+++\ntitle = \"About {word}\"\n+++\nWe are {word}.\n")),
            ],
        );
        for number in numbers {
            let mut text = format!(
                "+++\ntitle = \"Post {number} {word}\"\ndate = 2026-{:02}-{:02}\ntags = [\"tag {}\"]\n+++\n\n\
                 ![a lamp](lamp.png)\n\n",
                number % 10 + 1,
                number % 28 + 1,
                number % 7
            );
            for line in 0..number % 40 {
                writeln!(text, "Line {line} of post {number}, {word} the edit.\n").expect("memory takes it");
            }
            write(&root, &[(&format!("content/posts/post-{number}.md"), &text)]);
        }
        write_bytes(&root, "content/posts/lamp.png", &lamp(edit));
    }

    /// Asserts what holds of an output at every instant between the two, and says how far the change had come.
    ///
    /// # Panics
    /// A file is neither the old nor the new one, or a page shows something that is not there.
    #[track_caller]
    pub(crate) fn expect_whole(&self, out: &Path) -> Between {
        let files = read(out);
        let mut between = Between::default();
        for (path, bytes) in &files {
            if path.starts_with(STAGE) || path == LOCK || path == MANIFEST {
                continue;
            }
            let (old, new) = (self.before.get(path) == Some(bytes), self.after.get(path) == Some(bytes));
            assert!(old || new, "{path} is neither the old nor the new file ({} bytes)", bytes.len());
            between.before += usize::from(old && !new);
            between.after += usize::from(new && !old);
            if path.ends_with(".html") {
                for asset in assets(path, &String::from_utf8_lossy(bytes)) {
                    assert!(files.contains_key(&asset), "{path} shows {asset}, which is not there");
                }
            }
        }
        between
    }

    /// Builds undisturbed, and asserts that nothing of the disturbance is left.
    #[track_caller]
    pub(crate) fn expect_mended(&self, edit: Edit, out: &Path) {
        self.build(edit, out).ends(0);
        let files = read(out);
        let cold = self.cold(edit);
        for path in files.keys().chain(cold.keys()) {
            assert!(
                files.get(path) == cold.get(path),
                "after the next build {path} is not as a cold build makes it"
            );
        }
        assert!(!out.join(STAGE).exists() && !out.join(LOCK).exists(), "the stage or the lock is left");
    }
}

/// How many files of an output are only in one of the two.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Between {
    pub(crate) before: usize,
    pub(crate) after: usize,
}

/// A PNG of one pixel, in another grey for each form.
fn lamp(edit: Edit) -> Vec<u8> {
    let grey = match edit {
        Edit::Before => 40,
        Edit::After => 200,
    };
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::GrayImage::from_pixel(1, 1, image::Luma([grey]));
    picture.write_to(&mut bytes, image::ImageFormat::Png).expect("memory takes it");
    bytes.into_inner()
}

/// Every file of a folder.
pub(crate) fn read(folder: &Path) -> Files {
    let names = crate::common::files(folder);
    names.into_iter().map(|path| (path.clone(), fs::read(folder.join(path)).expect("readable"))).collect()
}

/// The files of the output that a page shows: style, script, pictures.
fn assets(page: &str, html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for attribute in ["src=\"", "href=\""] {
        for (at, _) in html.match_indices(attribute) {
            let value = &html[at + attribute.len()..];
            let value = &value[..value.find('"').unwrap_or(value.len())];
            let shown =
                [".css", ".js", ".png", ".svg", ".webp", ".jpg"].iter().any(|end| value.ends_with(end));
            if shown && !value.contains("://") {
                found.push(join(page, value));
            }
        }
    }
    found
}

/// The path that a relative address leads to.
fn join(page: &str, address: &str) -> String {
    if let Some(path) = address.strip_prefix('/') {
        return path.to_owned();
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
