//! Sites that a checkout cannot hold on every machine: they are made on the spot.

#![cfg_attr(not(unix), allow(dead_code, reason = "the file systems of other machines refuse these sites"))]

use std::path::Path;

use tempfile::TempDir;
use unicode_normalization::UnicodeNormalization;

use crate::common::{write, write_bytes};

/// A site that is made when it is needed.
pub(crate) struct Case {
    /// The code that it is about.
    pub(crate) code: &'static str,
    make: fn(&Path),
}

impl Case {
    /// The site, in a folder that goes with the value.
    pub(crate) fn make(&self) -> TempDir {
        let site = tempfile::tempdir().expect("a folder");
        let config = "handbill = 1\ntitle = \"Lantern Street\"\nbase_url = \"https://lantern.example/\"\n";
        write(
            site.path(),
            &[("handbill.toml", config), ("content/about.md", "+++\ntitle = \"About\"\n+++\n")],
        );
        (self.make)(site.path());
        site
    }
}

/// Every case.
pub(crate) fn cases() -> Vec<Case> {
    vec![
        Case { code: "address::bad-file-name", make: bad_file_name },
        Case { code: "source::link-loop", make: link_loop },
        Case { code: "source::name-not-utf8", make: name_not_utf8 },
        Case { code: "source::outside-site", make: outside_site },
        Case { code: "source::same-name", make: same_name },
        Case { code: "source::too-large", make: too_large },
        Case { code: "source::unreadable", make: unreadable },
    ]
}

#[cfg(unix)]
use std::os::unix::fs::symlink;

#[cfg(not(unix))]
fn symlink(_: &str, _: std::path::PathBuf) -> std::io::Result<()> {
    Ok(())
}

fn bad_file_name(site: &Path) {
    write(site, &[("static/aux.txt", "What people bring.\n"), ("static/what is it?.txt", "A lamp.\n")]);
    write(site, &[("content/con.md", "+++\ntitle = \"Con\"\n+++\n")]);
}

fn link_loop(site: &Path) {
    write(site, &[("content/guides/tools.md", "+++\ntitle = \"Tools\"\n+++\n")]);
    symlink("..", site.join("content/guides/again")).expect("a link");
    symlink("tea.md", site.join("content/tee.md")).expect("a link");
    symlink("tee.md", site.join("content/tea.md")).expect("a link");
}

fn name_not_utf8(site: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        // 灯.md in GBK.
        let name = std::ffi::OsStr::from_bytes(b"\xb5\xc6.md");
        std::fs::write(site.join("content").join(name), "+++\ntitle = \"Lamp\"\n+++\n").expect("a file");
    }
    let _ = site;
}

fn outside_site(site: &Path) {
    symlink("/etc/hostname", site.join("content/host.md")).expect("a link");
    symlink("../content/about.md", site.join("static-about.md")).expect("a link");
    std::fs::create_dir(site.join("static")).expect("a folder");
    symlink("../content/about.md", site.join("static/about.md")).expect("a link");
    symlink("..", site.join("static/all")).expect("a link");
}

fn same_name(site: &Path) {
    let composed = [
        ("content/chapters/m\u{fc}nster.md", "+++\ntitle = \"Münster\"\n+++\n"),
        ("content/posts/caf\u{e9}.md", "+++\ntitle = \"Café\"\ndate = 2026-11-01\n+++\n"),
        ("content/posts/caf\u{e9}.pdf", "A menu.\n"),
        ("data/caf\u{e9}.csv", "tea,price\n"),
        ("static/\u{ac00}.txt", "A street.\n"),
        ("assets/caf\u{e9}.css", "a { color: teal }\n"),
    ];
    for (name, text) in composed {
        let decomposed: String = name.nfd().collect();
        assert_ne!(name, decomposed);
        write(site, &[(name, text), (&decomposed, text)]);
    }
}

fn too_large(site: &Path) {
    let mut text = b"+++\ntitle = \"Minutes of every meeting\"\n+++\n".to_vec();
    text.resize(17 * 1024 * 1024, b'a');
    write_bytes(site, "content/minutes.md", &text);
}

fn unreadable(site: &Path) {
    symlink("gone.md", site.join("content/old.md")).expect("a link");
}
