//! Two builds at once.

use std::process::Stdio;

use crate::common::Ran;
use crate::two_sites::{Edit, TwoSites, read};

#[test]
fn of_two_builds_into_one_folder_one_is_done_and_the_other_is_done_too_or_says_why_not() {
    let sites = TwoSites::new(120);
    let out = sites.path("out");
    let mut refused = 0;
    for _ in 0..6 {
        let builds = [Edit::Before, Edit::After].map(|edit| {
            let mut command = sites.command(edit, &out);
            let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
            (edit, child.expect("the program starts"))
        });
        let mut done = Vec::new();
        for (edit, child) in builds {
            let ended = child.wait_with_output().expect("it ends");
            let ran = Ran {
                code: ended.status.code().expect("no signal"),
                stdout: String::new(),
                stderr: String::from_utf8(ended.stderr).expect("UTF-8"),
            };
            if ran.code == 0 {
                done.push(edit);
                continue;
            }
            refused += 1;
            let ran = ran.ends(3);
            assert!(ran.stderr.contains("another build is writing to"), "{}", ran.stderr);
            assert!(ran.stderr.contains("wait until the other build is done"), "{}", ran.stderr);
        }
        assert!(!done.is_empty(), "neither of the two builds was done");
        let files = read(&out);
        assert!(
            done.iter().any(|edit| &files == sites.cold(*edit)),
            "the output is not that of a build that was done"
        );
    }
    assert!(refused > 0, "no two builds met");
    sites.expect_mended(Edit::Before, &out);
}
