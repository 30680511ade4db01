//! Edits of every sort, one after another and many at once, while clients ask for pages: when it is quiet again,
//! what is served is what a cold build writes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::edits::{Dice, FOLDERS, Storm};
use super::preview::{Preview, Site, handbill};
use super::scenarios::WAYS;
use super::{encoded, files};

const NOW: &str = "2026-11-21T12:00:00Z";

/// How long the preview may take to catch up when it is quiet.
const PATIENCE: Duration = Duration::from_secs(60);

/// Every file of a cold build of the site as it is, with the flags of the preview.
fn cold(site: &Site, preview: &Preview) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let (copied, out) = (folder.path().join("site"), folder.path().join("out"));
    copy(&site.root(), &copied);
    let mut command = handbill();
    command.arg("build").arg(copied).arg("--out").arg(&out);
    let built = command.args(["--base-url", &preview.address, "--now", NOW]).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let mut paths = Vec::new();
    files(&out, "", &mut paths);
    paths.into_iter().map(|path| (path.clone(), fs::read(out.join(path)).unwrap())).collect()
}

/// Copies a site, links as links, without the cache.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (kind, to) = (entry.file_type().unwrap(), to.join(entry.file_name()));
        if kind.is_symlink() {
            #[cfg(unix)]
            std::os::unix::fs::symlink(fs::read_link(entry.path()).unwrap(), to).unwrap();
        } else if kind.is_dir() {
            if entry.file_name() != ".handbill" {
                copy(&entry.path(), &to);
            }
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// Asks for pages until it is told to stop; gives the paths at which there was one.
fn ask(preview: &Preview, seed: u64, newest: &AtomicUsize, stop: &AtomicBool) -> BTreeSet<String> {
    let (mut dice, mut found) = (Dice(seed), BTreeSet::new());
    while !stop.load(Ordering::Relaxed) {
        let number = dice.roll(newest.load(Ordering::Relaxed) + 1);
        let path = match dice.roll(8) {
            0 => {
                dice.of(&["", "posts/", "events/", "tags/", "tags/t1/", "about/", "members/wen/", "posters/"])
            }
            1 => dice.of(&["feed.xml", "sitemap.xml", "events.ics", "static/s1.txt", "s1.txt", "drops/d/"]),
            2 => "posts/linked/from/",
            _ => "",
        };
        let path = if path.is_empty() { format!("{}n{number}/", dice.of(&FOLDERS)) } else { path.to_owned() };
        let answer = preview.get(&format!("/{path}"));
        assert!([200, 404, 500].contains(&answer.status), "{} for {path}", answer.status);
        let elements = answer.text().matches("/_handbill/reload.js").count();
        assert!(elements <= 1, "{elements} elements in {path}");
        if answer.status == 200 {
            found.insert(path);
        }
    }
    found
}

/// What is not served as a cold build writes it.
fn wrong(preview: &Preview, built: &BTreeMap<String, Vec<u8>>, seen: &BTreeSet<String>) -> Vec<String> {
    let mut wrong = Vec::new();
    for (path, bytes) in built {
        let answer = preview.get(&format!("/{}", encoded(path)));
        let (body, element) = answer.without_script();
        if answer.status != 200 || body != *bytes || element.is_some() != path.ends_with(".html") {
            wrong.push(format!("{path} ({})", answer.status));
        }
    }
    for path in seen {
        let file =
            if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.clone() };
        if !built.contains_key(&file) && preview.get(&format!("/{path}")).status == 200 {
            wrong.push(format!("{path} is still there"));
        }
    }
    wrong
}

/// `STORM=1000` makes as many edits, `STORM_SEED=7` another storm.
#[test]
fn after_a_storm_of_edits_what_is_served_is_what_a_cold_build_writes() {
    let number = |name: &str| std::env::var(name).ok().and_then(|number| number.parse::<u64>().ok());
    for (seed, way) in [1, 2].map(|seed| number("STORM_SEED").unwrap_or(seed)).into_iter().zip(WAYS) {
        let edits = number("STORM").unwrap_or(60);
        let site = Site::new();
        let mut storm = Storm::begin(&site, seed);
        let arguments: Vec<_> = way.iter().copied().chain(["--now", NOW]).collect();
        let preview = site.serve_with(&arguments);
        let (stop, newest) = (AtomicBool::new(false), AtomicUsize::new(storm.made));
        let seen = thread::scope(|scope| {
            let clients: Vec<_> = (0..2)
                .map(|client| {
                    scope.spawn({
                        let (preview, newest, stop) = (&preview, &newest, &stop);
                        move || ask(preview, seed + client, newest, stop)
                    })
                })
                .collect();
            for _ in 0..edits {
                storm.edit();
                newest.store(storm.made, Ordering::Relaxed);
                // Some come together, some while a run is on, some after it.
                thread::sleep(Duration::from_millis([0, 0, 1, 15, 30, 60, 150][storm.dice.roll(7)]));
            }
            while !storm.aside.is_empty() {
                storm.put_back();
            }
            storm.mend();
            stop.store(true, Ordering::Relaxed);
            clients.into_iter().flat_map(|client| client.join().expect("an answer to each")).collect()
        });
        let built = cold(&site, &preview);
        let began = Instant::now();
        loop {
            let wrong = wrong(&preview, &built, &seen);
            if wrong.is_empty() {
                break;
            }
            assert!(
                began.elapsed() < PATIENCE,
                "seed {seed}, {edits} edits, {way:?}: {wrong:#?}\n{}",
                preview.said()
            );
            thread::sleep(Duration::from_millis(50));
        }
        assert!(built.len() > 50 && seen.len() > 3, "too little happened");
    }
}
