//! Disks that are full, or that nobody may write to.
//!
//! A small `tmpfs` stands for the disk. Each test runs itself again in mounts of its own (`unshare -rm`, which asks
//! for no rights where the system lets users do that), so that nothing is left mounted.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::Ran;
use crate::two_sites::{Edit, TwoSites, read};

/// Set where a test runs in mounts of its own.
const INSIDE: &str = "HANDBILL_TEST_IN_OWN_MOUNTS";

/// Runs a test, named with its module, in mounts of its own, unless it is there already; whether it is there.
#[track_caller]
pub(crate) fn in_own_mounts(test: &str) -> bool {
    if std::env::var_os(INSIDE).is_some() {
        return true;
    }
    let possible = Command::new("unshare").args(["-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).output();
    match possible {
        Ok(ran) if ran.status.success() => {}
        _ => {
            println!("skipped: this system gives tests no mounts of their own (`unshare -rm`)");
            return false;
        }
    }
    let program = std::env::current_exe().expect("this test program");
    let mut command = Command::new("unshare");
    command.arg("-rm").arg(program).args(["--exact", test, "--nocapture"]).env(INSIDE, "1");
    let ran = Ran::of(&mut command);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    assert!(ran.stdout.contains("1 passed"), "no test has this name: {test}");
    false
}

/// A disk of its own size at a place of the sites' folder.
struct Disk(PathBuf);

impl Disk {
    fn new(sites: &TwoSites, options: &str) -> Self {
        let place = sites.path("disk");
        std::fs::create_dir_all(&place).expect("made");
        let disk = Self(place);
        disk.mount(&["-t", "tmpfs", "-o", options, "tmpfs"]);
        disk
    }

    fn remount(&self, options: &str) {
        self.mount(&["-o", &format!("remount,{options}")]);
    }

    fn mount(&self, arguments: &[&str]) {
        let ran = Command::new("mount").args(arguments).arg(&self.0).output().expect("mount starts");
        assert!(ran.status.success(), "mount: {}", String::from_utf8_lossy(&ran.stderr));
    }

    fn out(&self) -> PathBuf {
        self.0.join("out")
    }

    fn unmount(self) {
        let ran = Command::new("umount").arg(&self.0).output().expect("umount starts");
        assert!(ran.status.success(), "umount: {}", String::from_utf8_lossy(&ran.stderr));
    }
}

const LARGE: &str = "size=64m,nr_inodes=100000";

/// Blocks and files that an output takes on a `tmpfs`, in KiB and in number.
fn needs(out: &Path) -> (u64, u64) {
    let number = |what: &str| {
        let ran =
            Command::new("df").args([&format!("--output={what}"), out.to_str().expect("UTF-8")]).output();
        let text = String::from_utf8(ran.expect("df starts").stdout).expect("text");
        text.lines().nth(1).expect("a line").trim().parse::<u64>().expect("a number")
    };
    (number("used"), number("iused"))
}

#[track_caller]
fn says_that_the_disk_is_full(ran: Ran) {
    let ran = ran.ends(3);
    assert!(ran.stderr.contains("No space left on device"), "{}", ran.stderr);
    assert!(ran.stderr.contains("help: free some space on the disk, and try again"), "{}", ran.stderr);
}

#[test]
fn a_disk_that_is_full_at_any_point_keeps_the_last_output_and_the_next_build_mends() {
    if !in_own_mounts("disk::a_disk_that_is_full_at_any_point_keeps_the_last_output_and_the_next_build_mends")
    {
        return;
    }
    let sites = TwoSites::new(60);
    let disk = Disk::new(&sites, LARGE);
    sites.build(Edit::Before, &disk.out()).ends(0);
    let (blocks, _) = needs(&disk.out());
    for percent in [100, 105, 120, 150, 180, 195, 200, 205] {
        sites.expect_mended(Edit::Before, &disk.out());
        disk.remount(&format!("size={}k", blocks * percent / 100 + 4));
        let ran = sites.build(Edit::After, &disk.out());
        if ran.code != 0 {
            says_that_the_disk_is_full(ran);
            assert!(read(&disk.out()) == sites.before, "at {percent} % the last good output changed");
        } else {
            assert!(percent > 150, "at {percent} % nothing was full");
        }
        disk.remount(LARGE);
        sites.expect_mended(Edit::After, &disk.out());
    }
    disk.unmount();
}

/// Room for bytes, and none for names: the folders of new pages are made before anything is put in place.
#[test]
fn a_disk_that_takes_no_more_folders_keeps_the_last_output() {
    if !in_own_mounts("disk::a_disk_that_takes_no_more_folders_keeps_the_last_output") {
        return;
    }
    let sites = TwoSites::new(60);
    let disk = Disk::new(&sites, LARGE);
    sites.build(Edit::Before, &disk.out()).ends(0);
    let (_, inodes) = needs(&disk.out());
    let staged = sites.after.len() as u64;
    let (mut full, mut fitted) = (0, 0);
    for more in
        [0, 10, staged / 2, staged - 8, staged - 2, staged, staged + 2, staged + 4, staged + 6, 3 * staged]
    {
        sites.expect_mended(Edit::Before, &disk.out());
        disk.remount(&format!("nr_inodes={}", inodes + more));
        let ran = sites.build(Edit::After, &disk.out());
        if ran.code != 0 {
            says_that_the_disk_is_full(ran);
            assert!(read(&disk.out()) == sites.before, "with {more} more names the last good output changed");
            full += 1;
        } else {
            fitted += 1;
        }
        disk.remount(LARGE);
        sites.expect_mended(Edit::After, &disk.out());
    }
    assert!(full > 2 && fitted > 0, "{full} builds met a full disk, {fitted} found room");
    disk.unmount();
}

#[test]
fn a_first_build_on_a_full_disk_leaves_no_page() {
    if !in_own_mounts("disk::a_first_build_on_a_full_disk_leaves_no_page") {
        return;
    }
    let sites = TwoSites::new(40);
    for kib in [0, 4, 40, 100] {
        let disk = Disk::new(&sites, &format!("size={}k", kib.max(4)));
        if kib == 0 {
            std::fs::write(disk.0.join("filler"), vec![1; 4096]).expect("it fits");
        }
        says_that_the_disk_is_full(sites.build(Edit::After, &disk.out()));
        assert!(read(&disk.out()).is_empty(), "{:?}", read(&disk.out()).keys());
        disk.remount(LARGE);
        sites.expect_mended(Edit::After, &disk.out());
        disk.unmount();
    }
}

#[test]
fn a_disk_that_nobody_may_write_to_is_named_and_stays_as_it_is() {
    if !in_own_mounts("disk::a_disk_that_nobody_may_write_to_is_named_and_stays_as_it_is") {
        return;
    }
    let sites = TwoSites::new(20);
    let disk = Disk::new(&sites, LARGE);
    sites.build(Edit::Before, &disk.out()).ends(0);
    disk.remount("ro");
    let ran = sites.build(Edit::After, &disk.out()).ends(3);
    assert!(ran.stderr.contains("Read-only file system"), "{}", ran.stderr);
    assert!(ran.stderr.contains("help: choose a folder on a disk that can be written to"), "{}", ran.stderr);
    let ran = sites.build(Edit::After, &disk.0.join("other")).ends(3);
    assert!(ran.stderr.contains("Read-only file system"), "{}", ran.stderr);
    assert!(read(&disk.out()) == sites.before, "the output changed");
    disk.remount("rw");
    sites.expect_mended(Edit::After, &disk.out());
    disk.unmount();
}
