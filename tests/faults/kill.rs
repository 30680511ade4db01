//! Builds that are killed.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::two_sites::{Between, Edit, MANIFEST, TwoSites};

/// At least so many builds are killed.
const KILLS: u32 = 40;
/// Of which so many while files are being put in place, or the test goes on for a while.
const WHILE_RENAMING: u32 = 6;
const AT_MOST: Duration = Duration::from_secs(40);

/// Numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    /// One below `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end.max(1)
    }
}

/// When a build is killed.
#[derive(Debug, Clone, Copy)]
enum When {
    /// So long after its start.
    After(Duration),
    /// So long after it began to put files in place, which the manifest tells first.
    IntoRenaming(Duration),
}

/// Starts a build and kills it; whether the kill came before its end.
fn kill(sites: &TwoSites, edit: Edit, out: &Path, when: When) -> bool {
    let stamp = |path: &Path| {
        use std::os::unix::fs::MetadataExt;
        fs::metadata(path.join(MANIFEST)).map(|there| there.ino()).ok()
    };
    let before = stamp(out);
    let mut command = sites.command(edit, out);
    command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    let mut child = command.spawn().expect("the program starts");
    let wait = |time: Duration| {
        // A sleep would oversleep by more than renaming takes.
        let start = Instant::now();
        while start.elapsed() < time {
            std::hint::spin_loop();
        }
    };
    match when {
        When::After(time) => std::thread::sleep(time),
        When::IntoRenaming(time) => {
            while stamp(out) == before && child.try_wait().expect("a child").is_none() {
                std::hint::spin_loop();
            }
            wait(time);
        }
    }
    child.kill().expect("a child can be killed");
    child.wait().expect("it ends").code().is_none()
}

#[test]
fn a_build_killed_at_any_instant_leaves_whole_files_and_the_next_one_mends_the_rest() {
    let sites = TwoSites::new(120);
    let out = sites.path("out");
    let start = Instant::now();
    sites.build(Edit::Before, &out).ends(0);
    let whole = start.elapsed();

    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let (mut kills, mut renaming) = (0, 0);
    let mut edit = Edit::After;
    while start.elapsed() < AT_MOST && (kills < KILLS || renaming < WHILE_RENAMING) {
        // One to three in a row: a mending build may be killed like any other.
        for _ in 0..=numbers.below(3) {
            let when = match numbers.below(5) {
                0 | 1 => When::After(whole * u32::try_from(numbers.below(100)).expect("small") / 100),
                _ => When::IntoRenaming(Duration::from_micros(numbers.below(12_000))),
            };
            kills += u32::from(kill(&sites, edit, &out, when));
            let Between { before, after } = sites.expect_whole(&out);
            renaming += u32::from(before > 0 && after > 0);
            if numbers.below(2) == 0 {
                edit = other(edit);
            }
        }
        sites.expect_mended(edit, &out);
        edit = other(edit);
    }
    println!("{kills} builds killed, {renaming} of them while files were put in place");
    assert!(kills >= 8, "only {kills} builds were killed before their end");
    assert!(renaming >= 1, "no kill came while files were put in place");
}

/// A first build into a folder that does not exist yet.
#[test]
fn a_first_build_that_is_killed_is_mended_too() {
    let sites = TwoSites::new(120);
    let start = Instant::now();
    sites.build(Edit::After, &sites.path("timed")).ends(0);
    let whole = start.elapsed();
    let mut numbers = Numbers(0x2545_F491_4F6C_DD1D);
    for _ in 0..8 {
        let out = sites.path("first");
        let time = whole * u32::try_from(numbers.below(120)).expect("small") / 100;
        kill(&sites, Edit::After, &out, When::After(time));
        sites.expect_whole(&out);
        sites.expect_mended(Edit::After, &out);
        fs::remove_dir_all(&out).expect("removed");
    }
}

const fn other(edit: Edit) -> Edit {
    match edit {
        Edit::Before => Edit::After,
        Edit::After => Edit::Before,
    }
}
