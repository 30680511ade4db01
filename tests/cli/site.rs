//! A small sound site that most tests start from.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::common::{Ran, handbill, write};

const CONFIG: &str = r#"handbill = 1
title = "Lantern Street"
base_url = "https://lantern.example/"
timezone = "Asia/Shanghai"

[languages.zh]
title = "灯街"
label = "中文"
"#;

const FILES: [(&str, &str); 9] = [
    ("handbill.toml", CONFIG),
    ("content/about.md", "+++\ntitle = \"About us\"\n+++\n\nWe repair things together.\n"),
    ("content/about.zh.md", "+++\ntitle = \"关于我们\"\n+++\n\n我们一起修东西。\n"),
    (
        "content/events/friday-mending.md",
        "+++\ntitle = \"Friday mending\"\nstart = 2026-11-27T19:30\nduration = \"2h\"\nhosts = [\"wen\"]\nvenue = { name = \"Lantern House\", address = \"8 Canal Row\" }\n+++\n",
    ),
    (
        "content/events/autumn-mending.md",
        "+++\ntitle = \"Autumn mending\"\nstart = 2026-10-16T19:30\nduration = \"2h\"\n+++\n",
    ),
    (
        "content/members/wen.md",
        "+++\nname = \"Wen Li\"\n[consent]\ngranted = 2026-01-10\nscopes = [\"page\", \"photo\", \"poster\", \"feed\"]\n+++\n",
    ),
    (
        "content/posts/the-lamp.md",
        "+++\ntitle = \"The lamp\"\ndate = 2026-11-20\ntags = [\"repair\"]\nauthors = [\"wen\"]\n+++\n\nIt burns again. See [when](../events/friday-mending.md).\n",
    ),
    ("content/posts/later.md", "+++\ntitle = \"Later\"\ndate = 2026-12-01\npublish_at = 2026-12-01\n+++\n"),
    ("content/posts/half-done.md", "+++\ntitle = \"Half done\"\ndate = 2026-11-19\ndraft = true\n+++\n"),
];

/// A site in a folder whose name has spaces and Chinese characters.
pub(crate) struct Site {
    holder: TempDir,
}

impl Site {
    pub(crate) fn new() -> Self {
        let holder = tempfile::tempdir().expect("a folder");
        write(&holder.path().join(Self::NAME), &FILES);
        Self { holder }
    }

    /// The folder's name in the folder that commands are run from.
    pub(crate) const NAME: &str = "lantern street 灯街";

    /// The folder that commands are run from.
    pub(crate) fn outside(&self) -> &Path {
        self.holder.path()
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.holder.path().join(Self::NAME)
    }

    /// Runs the program inside the site, as of the tests' instant.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        let mut command = handbill(&self.root());
        command.args(arguments);
        if ["build", "check", "consent", "list", "next", "poster"].contains(&arguments[0])
            && !arguments.contains(&"--now")
        {
            command.args(["--now", crate::common::NOW]);
        }
        Ran::of(&mut command)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        write(&self.root(), &[(name, text)]);
    }

    /// A mistake that stops publication.
    pub(crate) fn break_it(&self) {
        self.write("content/rules.md", "+++\ntitle = \"Rules\"\n+++\n\nSee [nothing](nothing.md).\n");
    }

    /// A file of the output.
    #[track_caller]
    pub(crate) fn output(&self, name: &str) -> String {
        let path = self.root().join("public").join(name);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) fn has_output(&self, name: &str) -> bool {
        self.root().join("public").join(name).exists()
    }
}
