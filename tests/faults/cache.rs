//! The cache of what took long to make: losing it, or any byte of it, loses only time.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use image::{ImageFormat, Rgb, RgbImage};
use tempfile::TempDir;

use crate::common::{NOW, Ran, files, handbill, write, write_bytes};
use crate::disk::in_own_mounts;
use crate::rights::{bound, set};
use crate::two_sites::{Files, read};

/// Something done to a file of the cache.
type Damage = fn(&Path);

/// A site whose pictures are made in several sizes, and its output.
struct Pictured {
    folder: TempDir,
    cold: Files,
}

impl Pictured {
    /// The site; `None`, with the reason told, where a build of it keeps nothing in a cache.
    fn new() -> Option<Self> {
        let mut site = Self { folder: tempfile::tempdir().expect("a folder"), cold: Files::new() };
        write(
            &site.root(),
            &[("handbill.toml", "handbill = 1\ntitle = \"T\"\nbase_url = \"https://lantern.example/\"\n")],
        );
        for number in 0..2_u8 {
            let paint = |x: u32, y: u32| Rgb([(x / 5 % 256) as u8, (y / 3 % 256) as u8, number * 60]);
            let mut bytes = Cursor::new(Vec::new());
            let picture = RgbImage::from_fn(900, 600, paint);
            picture.write_to(&mut bytes, ImageFormat::Jpeg).expect("memory takes it");
            write_bytes(&site.root(), &format!("content/posts/p{number}.jpg"), bytes.get_ref());
            let text = format!("+++\ntitle = \"P\"\ndate = 2026-11-01\n+++\n![a picture](p{number}.jpg)\n");
            write(&site.root(), &[(&format!("content/posts/p{number}.md"), &text)]);
        }
        site.build().ends(0);
        site.cold = read(&site.out());
        if site.entries().is_empty() {
            println!("skipped: nothing of this site is kept in a cache");
            return None;
        }
        Some(site)
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    fn cache(&self) -> PathBuf {
        self.root().join(".handbill/cache")
    }

    /// Every file of the cache.
    fn entries(&self) -> Vec<PathBuf> {
        let names = files(&self.cache()).into_iter().filter(|name| !name.starts_with('.'));
        names.map(|name| self.cache().join(name)).collect()
    }

    fn arguments(&self, command: &mut Command) -> Ran {
        let _ = fs::remove_dir_all(self.out());
        Ran::of(command.args(["build", "--now", NOW, "--out"]).arg(self.out()).arg(self.root()))
    }

    /// Builds into a folder that is not there.
    fn build(&self) -> Ran {
        self.arguments(&mut handbill(self.folder.path()))
    }

    #[track_caller]
    fn expect_cold(&self, what: &str) {
        let files = read(&self.out());
        let other =
            files.keys().chain(self.cold.keys()).find(|path| files.get(*path) != self.cold.get(*path));
        assert_eq!(other, None, "{what}: this file is not as a cold build makes it");
    }
}

#[test]
fn a_damaged_cache_changes_no_byte_of_the_output() {
    let Some(site) = Pictured::new() else { return };
    let damages: [Damage; 5] = [
        |entry| {
            let bytes = fs::read(entry).expect("readable");
            fs::write(entry, &bytes[..bytes.len() / 2]).expect("written");
        },
        |entry| {
            let mut bytes = fs::read(entry).expect("readable");
            let middle = bytes.len() / 2;
            bytes[middle] ^= 0x20;
            fs::write(entry, bytes).expect("written");
        },
        |entry| fs::write(entry, "").expect("written"),
        |entry| fs::remove_file(entry).expect("removed"),
        |entry| {
            fs::remove_file(entry).expect("removed");
            fs::create_dir(entry).expect("made");
        },
    ];
    // Each entry in its own way, and then in another.
    for round in 0..2 {
        for (number, entry) in site.entries().iter().enumerate() {
            damages[(number + round) % damages.len()](entry);
        }
        site.build().ends(0);
        site.expect_cold("damaged");
    }
    fs::remove_dir_all(site.cache()).expect("removed");
    fs::write(site.cache(), "a file").expect("written");
    site.build().ends(0);
    site.expect_cold("a file in place of the cache");
}

#[test]
fn a_cache_that_may_not_be_written_or_read_loses_only_time() {
    let Some(site) = Pictured::new() else { return };
    for (what, folder, mode) in [
        ("read-only", ".handbill/cache", 0o555),
        ("unreadable", ".handbill/cache", 0o000),
        ("read-only site", "", 0o555),
    ] {
        if folder.is_empty() {
            fs::remove_dir_all(site.root().join(".handbill")).expect("removed");
        }
        let Some(mut command) = bound(site.folder.path()) else { return };
        set(&site.root().join(folder), mode);
        let ran = site.arguments(&mut command);
        set(&site.root().join(folder), 0o755);
        ran.ends(0);
        site.expect_cold(what);
    }
}

#[test]
fn a_cache_on_a_full_disk_loses_only_time() {
    if !in_own_mounts("cache::a_cache_on_a_full_disk_loses_only_time") {
        return;
    }
    let Some(site) = Pictured::new() else { return };
    fs::remove_dir_all(site.cache()).expect("removed");
    fs::create_dir(site.cache()).expect("made");
    let mounted =
        Command::new("mount").args(["-t", "tmpfs", "-o", "size=16k", "tmpfs"]).arg(site.cache()).status();
    assert!(mounted.expect("mount starts").success());
    for _ in 0..2 {
        site.build().ends(0);
        site.expect_cold("full");
    }
    let unmounted = Command::new("umount").arg(site.cache()).status();
    assert!(unmounted.expect("umount starts").success());
}

#[test]
fn a_build_killed_while_it_fills_the_cache_leaves_nothing_that_the_next_takes_for_whole() {
    let Some(site) = Pictured::new() else { return };
    fs::remove_dir_all(site.cache()).expect("removed");
    let start = Instant::now();
    site.build().ends(0);
    let whole = start.elapsed();
    for percent in [20_u32, 40, 60, 80] {
        fs::remove_dir_all(site.cache()).expect("removed");
        let _ = fs::remove_dir_all(site.out());
        let mut command = handbill(site.folder.path());
        command.args(["build", "--quiet", "--now", NOW, "--out"]).arg(site.out()).arg(site.root());
        let mut child = command.spawn().expect("the program starts");
        std::thread::sleep((whole * percent / 100).max(Duration::from_millis(1)));
        child.kill().expect("a child can be killed");
        child.wait().expect("it ends");
        let _ = fs::create_dir_all(site.cache());
        site.build().ends(0);
        site.expect_cold("killed");
    }
}
