//! Folders and files that may not be written.
//!
//! The superuser is bound by no permission, so the program is started through `setpriv` without any of that
//! user's capabilities; other testers start it as themselves.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use crate::common::{Ran, handbill};
use crate::two_sites::{Edit, TwoSites, read};

/// The program as somebody whom permissions bind, in a folder; `None`, with the reason told, where that cannot be had.
pub(crate) fn bound(folder: &Path) -> Option<Command> {
    let probe = folder.join("probe");
    let _ = fs::create_dir(&probe);
    set(&probe, 0o555);
    let file = probe.join("file");
    if fs::write(&file, "").is_err() {
        return Some(handbill(folder));
    }
    fs::remove_file(&file).expect("our own");
    let without = || {
        let mut command = Command::new("setpriv");
        command.args(["--bounding-set=-all", "--inh-caps=-all", "--"]);
        command
    };
    match without().arg("touch").arg(&file).output() {
        Ok(ran) if !ran.status.success() && !file.exists() => {}
        _ => {
            println!("skipped: permissions do not bind this user, and setpriv cannot make them");
            return None;
        }
    }
    let mut command = without();
    command.arg(env!("CARGO_BIN_EXE_handbill")).current_dir(folder).env_remove("SOURCE_DATE_EPOCH");
    Some(command)
}

fn build_bound(sites: &TwoSites, edit: Edit, out: &Path) -> Option<Ran> {
    let mut command = bound(&sites.path(""))?;
    Some(Ran::of(command.args(sites.arguments(edit, out))))
}

pub(crate) fn set(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("our own");
}

#[track_caller]
fn says_whose_right_is_missing(ran: Ran) {
    let ran = ran.ends(3);
    assert!(ran.stderr.starts_with("error: cannot "), "{}", ran.stderr);
    assert!(ran.stderr.contains("Permission denied"), "{}", ran.stderr);
    assert!(ran.stderr.contains("help: give yourself the right to read and write there"), "{}", ran.stderr);
}

#[test]
fn an_output_folder_that_may_not_be_written_stays_as_it_is() {
    let sites = TwoSites::new(40);
    let out = sites.path("out");
    sites.build(Edit::Before, &out).ends(0);
    set(&out, 0o555);
    let ran = build_bound(&sites, Edit::After, &out);
    set(&out, 0o755);
    let Some(ran) = ran else { return };
    says_whose_right_is_missing(ran);
    assert!(read(&out) == sites.before, "the output changed");
    sites.expect_mended(Edit::After, &out);
}

#[test]
fn a_folder_inside_that_may_not_be_written_leaves_whole_files() {
    let sites = TwoSites::new(40);
    let out = sites.path("out");
    for inside in ["posts", "assets", "posts/post-20", "notes"] {
        sites.build(Edit::Before, &out).ends(0);
        let folder = out.join(inside);
        set(&folder, 0o555);
        let ran = build_bound(&sites, Edit::After, &out);
        set(&folder, 0o755);
        let Some(ran) = ran else { return };
        says_whose_right_is_missing(ran);
        sites.expect_whole(&out);
        sites.expect_mended(Edit::After, &out);
    }
}

#[test]
fn files_that_may_not_be_written_are_replaced_and_files_that_may_not_be_read_too() {
    let sites = TwoSites::new(40);
    for mode in [0o444, 0o000] {
        let out = sites.path(&format!("out-{mode:o}"));
        sites.build(Edit::Before, &out).ends(0);
        for path in sites.before.keys().filter(|path| !path.starts_with(".handbill-")) {
            set(&out.join(path), mode);
        }
        let Some(ran) = build_bound(&sites, Edit::After, &out) else { return };
        ran.ends(0);
        assert!(read(&out) == sites.after, "files of mode {mode:o} were not replaced");
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let sites = TwoSites::new(10);
    let above = sites.path("above");
    fs::create_dir(&above).expect("made");
    set(&above, 0o555);
    let ran = build_bound(&sites, Edit::After, &above.join("out"));
    set(&above, 0o755);
    let Some(ran) = ran else { return };
    says_whose_right_is_missing(ran);
    assert!(!above.join("out").exists());
    sites.expect_mended(Edit::After, &above.join("out"));
}
