//! How editors save: none of their ways is missed, and nothing of what they leave is shown.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::preview::Site;
use super::says;
use super::scenarios::{Counter, WAYS, about, paced};

/// Saves `text` as `page`, a file in `folder`.
type Save = fn(folder: &Path, text: &str);

const EDITORS: [(&str, Save); 9] = [
    ("in place", |folder, text| fs::write(folder.join("about.md"), text).unwrap()),
    ("vim", |folder, text| {
        // Whether it may write here, a copy set aside, the text, the copy removed.
        fs::write(folder.join(".about.md.swp"), "b0VIM").unwrap();
        fs::write(folder.join("4913"), "").unwrap();
        fs::remove_file(folder.join("4913")).unwrap();
        fs::rename(folder.join("about.md"), folder.join("about.md~")).unwrap();
        fs::write(folder.join("about.md"), text).unwrap();
        fs::remove_file(folder.join("about.md~")).unwrap();
        fs::remove_file(folder.join(".about.md.swp")).unwrap();
    }),
    ("emacs", |folder, text| {
        #[cfg(unix)]
        std::os::unix::fs::symlink("wen@bench.example:1", folder.join(".#about.md")).unwrap();
        fs::write(folder.join("#about.md#"), "half of it").unwrap();
        fs::rename(folder.join("about.md"), folder.join("about.md~")).unwrap();
        fs::write(folder.join("about.md"), text).unwrap();
        fs::remove_file(folder.join("#about.md#")).unwrap();
        #[cfg(unix)]
        fs::remove_file(folder.join(".#about.md")).unwrap();
    }),
    ("JetBrains", |folder, text| {
        fs::write(folder.join("about.md___jb_tmp___"), text).unwrap();
        fs::rename(folder.join("about.md"), folder.join("about.md___jb_old___")).unwrap();
        fs::rename(folder.join("about.md___jb_tmp___"), folder.join("about.md")).unwrap();
        fs::remove_file(folder.join("about.md___jb_old___")).unwrap();
    }),
    ("VS Code", |folder, text| {
        // Emptied and filled by two calls, without closing it.
        let mut file = File::options().write(true).truncate(true).open(folder.join("about.md")).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file.sync_all().unwrap();
    }),
    ("gedit", |folder, text| {
        fs::write(folder.join(".goutputstream-A1B2C3"), text).unwrap();
        fs::copy(folder.join("about.md"), folder.join("about.md~")).unwrap();
        fs::rename(folder.join(".goutputstream-A1B2C3"), folder.join("about.md")).unwrap();
    }),
    ("a Mac's", |folder, text| {
        fs::write(folder.join("about.md.sb-1f2e3d4c-AbCdEf"), text).unwrap();
        fs::write(folder.join("._about.md"), "Mac OS X").unwrap();
        fs::write(folder.join(".DS_Store"), "Bud1").unwrap();
        fs::rename(folder.join("about.md.sb-1f2e3d4c-AbCdEf"), folder.join("about.md")).unwrap();
    }),
    ("removed and written", |folder, text| {
        fs::remove_file(folder.join("about.md")).unwrap();
        fs::write(folder.join("about.md"), text).unwrap();
    }),
    ("another name without an ending", |folder, text| {
        fs::write(folder.join("sedA1b2C3"), text).unwrap();
        fs::rename(folder.join("sedA1b2C3"), folder.join("about.md")).unwrap();
    }),
];

#[test]
fn a_save_is_seen_once_whichever_editor_it_is() {
    for way in WAYS {
        let site = Site::new();
        let preview = site.serve_with(way);
        let mut counter = Counter::new(&site, &preview);
        for (editor, save) in EDITORS {
            // A save that a slow machine spreads over a longer time may be two.
            paced(Duration::from_millis(10), || {
                let began = Instant::now();
                let words = format!("Saved by {editor} at {began:?}.");
                save(&site.root().join("content"), &about(&words));
                let took = began.elapsed();
                preview.wait_for("/about/", says(&words));
                let rebuilds = counter.count();
                let why = || format!("{rebuilds} rebuilds of {editor}, {way:?}:\n{}", preview.said());
                (took, if rebuilds == 1 { Ok(()) } else { Err(why()) })
            });
        }
        assert!(!preview.said().contains("error"), "{}", preview.said());
    }
}

#[test]
fn what_editors_leave_is_no_part_of_the_site() {
    for way in WAYS {
        let site = Site::new();
        let preview = site.serve_with(way);
        let mut counter = Counter::new(&site, &preview);
        let leavings = [
            "about.md~",
            ".about.md.swp",
            "#about.md#",
            "about.md___jb_tmp___",
            "about.md.tmp",
            "._about.md",
            ".DS_Store",
            "4913",
            "about.md.sb-1f2e3d4c-AbCdEf",
        ];
        for name in leavings {
            site.write(&format!("content/{name}"), &about("Left."));
            site.write(&format!("static/{name}"), "Left.");
        }
        assert_eq!(counter.count(), 0, "{way:?}:\n{}", preview.said());
        for name in leavings {
            assert_eq!(preview.get(&format!("/{}", name.replace('#', "%23"))).status, 404, "{name}");
        }
    }
}

/// A file that is empty, or gone, for a moment longer than a save rests.
#[test]
fn a_save_in_two_steps_shows_no_error_in_between() {
    type Half = fn(&Path);
    let steps: [(&str, Half); 3] = [
        ("emptied", |page| fs::write(page, "").unwrap()),
        ("set aside", |page| fs::rename(page, page.with_file_name("kettle.md~")).unwrap()),
        ("half", |page| fs::write(page, "").unwrap()),
    ];
    for (step, first) in steps {
        let site = Site::new();
        let page = site.root().join("content/posts/kettle.md");
        site.write("content/about.md", &about("See [the kettle](posts/kettle.md)."));
        let preview = site.serve();
        let mut counter = Counter::new(&site, &preview);
        let mut attempts = 0;
        paced(Duration::from_millis(170), || {
            attempts += 1;
            let words = format!("Attempt {attempts}.");
            let text = format!("---\ntitle: A kettle\ndate: 2026-03-01\n---\n{words}\n");
            first(&page);
            let began = Instant::now();
            if step == "half" {
                let mut file = File::create(&page).unwrap();
                file.write_all(&text.as_bytes()[..11]).unwrap();
                thread::sleep(Duration::from_millis(70));
                file.write_all(&text.as_bytes()[11..]).unwrap();
            } else {
                thread::sleep(Duration::from_millis(70));
                fs::write(&page, &text).unwrap();
            }
            let took = began.elapsed();
            preview.wait_for("/posts/kettle/", says(&words));
            let why = || format!("{step}:\n{}", preview.said());
            (took, if counter.count() == 1 { Ok(()) } else { Err(why()) })
        });
    }
}
