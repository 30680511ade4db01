//! What happens to the files of a site while it is on show: branches, folders that move, builds beside.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::preview::{PATIENCE, Preview, Site, handbill};
use super::says;

/// What waits for a limit of the program itself.
const LONG: Duration = Duration::from_secs(60);

/// Told by the system, and looked for.
pub(crate) const WAYS: [&[&str]; 2] = [&[], &["--poll"]];

pub(crate) fn about(words: &str) -> String {
    format!("---\ntitle: About\naliases: [/former/]\n---\n{words}\n")
}

/// Counts how often a site is planned, by sources whose warnings stand between the lines that say so.
pub(crate) struct Counter<'a> {
    site: &'a Site,
    preview: &'a Preview,
    marks: usize,
    before: usize,
}

impl<'a> Counter<'a> {
    /// A counter for a preview that has just begun, when it planned once.
    pub(crate) fn new(site: &'a Site, preview: &'a Preview) -> Self {
        Self { site, preview, marks: 0, before: 1 }
    }

    /// How often the site was planned since the last count.
    pub(crate) fn count(&mut self) -> usize {
        self.marks += 1;
        let mark = format!("mark-{}.png", self.marks);
        let text = format!("---\ntitle: Mark\n---\n![Far](https://far.example/{mark})\n");
        self.site.write(&format!("content/marks/m{}.md", self.marks), &text);
        self.preview.wait_until_said(&mark);
        let said = self.preview.said();
        let lines = said.split(&mark).next().unwrap_or_default().matches("planned ").count();
        let before = std::mem::replace(&mut self.before, lines + 1);
        lines.saturating_sub(before)
    }
}

/// Tries what must not take longer than `most`: a machine that stands still meanwhile proves nothing.
pub(crate) fn paced(most: Duration, mut attempt: impl FnMut() -> (Duration, Result<(), String>)) {
    for _ in 0..6 {
        match attempt() {
            (_, Ok(())) => return,
            (took, Err(why)) => assert!(took >= most, "{why}"),
        }
    }
    println!("skipped: the machine is too slow for this");
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("GIT_")) {
        command.env_remove(name);
    }
    let settings = ["user.name=Wen", "user.email=wen@bench.example", "gc.auto=0", "commit.gpgsign=false"];
    let settings = settings.iter().flat_map(|setting| ["-c", setting]);
    let ran = command.current_dir(folder).args(settings).args(arguments).output().expect("git runs");
    assert!(ran.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn a_branch_switch_of_five_thousand_files_is_one_rebuild() {
    const FILES: usize = 5000;
    let site = Site::new();
    let root = site.root();
    let posts = |words: &str, but: usize| {
        for at in (0..FILES).filter(|at| at % 50 != but) {
            site.post(&format!("deep/{}/p{at}", at % 50), &format!("P{at}"), &format!("{words} {at}."));
        }
    };
    git(&root, &["init", "-q", "-b", "plain"]);
    posts("Plain", FILES);
    site.write(".gitignore", "/content/marks/\n");
    git(&root, &["add", "-A"]);
    git(&root, &["commit", "-q", "-m", "Plain"]);
    git(&root, &["checkout", "-q", "-b", "fancy"]);
    fs::remove_dir_all(root.join("content/posts/deep/7")).unwrap();
    posts("Fancy", 7);
    site.post("new/folder/only", "Only here", "Fancy alone.");
    git(&root, &["add", "-A"]);
    git(&root, &["commit", "-q", "-m", "Fancy"]);
    git(&root, &["checkout", "-q", "plain"]);
    for (way, to, words) in [(WAYS[0], "fancy", "Fancy"), (WAYS[1], "plain", "Plain")] {
        let preview = site.serve_with(way);
        let mut counter = Counter::new(&site, &preview);
        git(&root, &["checkout", "-q", to]);
        preview.wait_for("/posts/deep/49/p4999/", says(&format!("{words} 4999.")));
        assert_eq!(counter.count(), 1, "{way:?}:\n{}", preview.said());
        assert!(says(&format!("{words} 0."))(&preview.get("/posts/deep/0/p0/")));
        let only = |branch: &str| if branch == to { 200 } else { 404 };
        assert_eq!(preview.get("/posts/new/folder/only/").status, only("fancy"));
        assert_eq!(preview.get("/posts/deep/7/p7/").status, only("plain"));
        // What the switch made anew is watched.
        site.post("new/folder/late", "Late", "After the switch.");
        preview.wait_for("/posts/new/folder/late/", says("After the switch."));
        git(&root, &["clean", "-q", "-f", "-d", "-x", "content"]);
    }
}

#[test]
fn git_is_waited_for_while_it_works_and_not_when_its_lock_was_left() {
    for (way, folder) in [(WAYS[0], "kept"), (WAYS[1], "site/.git")] {
        let site = Site::new();
        let folder = site.root().with_file_name(folder);
        fs::create_dir_all(&folder).unwrap();
        if folder.ends_with("kept") {
            // As in a worktree.
            site.write(".git", "gitdir: ../kept\n");
        }
        let lock = folder.join("index.lock");
        let preview = site.serve_with(way);
        let mut counter = Counter::new(&site, &preview);
        let mut attempts = 0;
        paced(Duration::from_millis(1900), || {
            attempts += 1;
            let began = Instant::now();
            fs::write(&lock, format!("{attempts}")).unwrap();
            for part in 0..8 {
                site.write("content/about.md", &about(&format!("Part {part} of {attempts}.")));
                thread::sleep(Duration::from_millis(150));
            }
            let whole = format!("Whole {attempts}.");
            site.write("content/about.md", &about(&whole));
            fs::remove_file(&lock).unwrap();
            let took = began.elapsed();
            preview.wait_for("/about/", says(&whole));
            let rebuilds = counter.count();
            let why = || format!("{rebuilds} rebuilds, {way:?}, {}:\n{}", folder.display(), preview.said());
            (took, if rebuilds == 1 { Ok(()) } else { Err(why()) })
        });
        fs::write(&lock, "left").unwrap();
        site.write("content/about.md", &about("In spite of it."));
        preview.wait_until(LONG, "the lock that was left is passed over", || {
            says("In spite of it.")(&preview.get("/about/"))
        });
    }
}

#[test]
fn a_program_that_writes_without_end_does_not_hold_the_preview_back() {
    for way in WAYS {
        let site = Site::new();
        let preview = site.serve_with(way);
        let stop = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                let mut log = fs::File::create(site.root().join("static/log.txt")).unwrap();
                while !stop.load(Ordering::Relaxed) {
                    writeln!(log, "one more line").unwrap();
                    thread::sleep(Duration::from_millis(5));
                }
            });
            site.write("content/about.md", &about("Beside a log."));
            let began = Instant::now();
            let is_there = || says("Beside a log.")(&preview.get("/about/"));
            while !is_there() && began.elapsed() < LONG {
                thread::sleep(Duration::from_millis(10));
            }
            stop.store(true, Ordering::Relaxed);
            assert!(is_there(), "{way:?}:\n{}", preview.said());
        });
    }
}

#[test]
fn what_builds_write_beside_is_not_the_site() {
    for way in WAYS {
        let site = Site::new();
        let preview = site.serve_with(way);
        let mut counter = Counter::new(&site, &preview);
        for out in ["public", "built"] {
            let out = site.root().join(out);
            for _ in 0..2 {
                let ran = handbill().arg("build").arg(site.root()).arg("--out").arg(&out).output().unwrap();
                assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
            }
            fs::remove_dir_all(&out).unwrap();
        }
        site.write(".handbill/cache/x", "x");
        site.write("node_modules/x/y.md", "x");
        site.write("README.md", "x");
        assert_eq!(counter.count(), 0, "{way:?}:\n{}", preview.said());
    }
}

#[test]
fn folders_that_are_renamed_take_their_pages_along() {
    for way in WAYS {
        let site = Site::new();
        site.post("old/deep/a", "A", "Here from the start.");
        let preview = site.serve_with(way);
        let (posts, aside) = (site.root().join("content/posts"), site.root().with_file_name("aside"));
        let gone = |path: &str| preview.wait_for(path, |answer| answer.status == 404);
        // Within the site, and what is written there afterwards.
        fs::rename(posts.join("old"), posts.join("new")).unwrap();
        preview.wait_for("/posts/new/deep/a/", says("Here from the start."));
        gone("/posts/old/deep/a/");
        site.post("new/deep/a", "A", "Under another name.");
        preview.wait_for("/posts/new/deep/a/", says("Under another name."));
        // Out of it, where nothing that happens counts, and in again with more.
        fs::rename(posts.join("new"), &aside).unwrap();
        gone("/posts/new/deep/a/");
        fs::create_dir_all(aside.join("more/and/more")).unwrap();
        fs::write(aside.join("more/and/more/b.md"), "---\ntitle: B\ndate: 2026-03-01\n---\nFrom aside.\n")
            .unwrap();
        fs::rename(&aside, posts.join("back")).unwrap();
        preview.wait_for("/posts/back/more/and/more/b/", says("From aside."));
        site.post("back/more/and/more/b", "B", "Back and changed.");
        preview.wait_for("/posts/back/more/and/more/b/", says("Back and changed."));
        // Two that change places.
        site.post("other/deep/a", "A", "The other one.");
        preview.wait_for("/posts/other/deep/a/", says("The other one."));
        for (from, to) in [("back", "x"), ("other", "back"), ("x", "other")] {
            fs::rename(posts.join(from), posts.join(to)).unwrap();
        }
        preview.wait_for("/posts/back/deep/a/", says("The other one."));
        site.post("back/deep/a", "A", "One place further.");
        preview.wait_for("/posts/back/deep/a/", says("One place further."));
    }
}

#[test]
fn sources_that_go_and_come_back_are_seen() {
    for way in WAYS {
        let site = Site::new();
        let preview = site.serve_with(way);
        let (root, aside) = (site.root(), site.root().with_file_name("aside"));
        // All content, also when another folder takes its place at once.
        fs::rename(root.join("content"), &aside).unwrap();
        preview.wait_for("/about/", |answer| answer.status == 404);
        site.write("content/about.md", &about("In a new folder."));
        preview.wait_for("/about/", says("In a new folder."));
        fs::remove_dir_all(root.join("content")).unwrap();
        fs::rename(&aside, root.join("content")).unwrap();
        preview.wait_for("/about/", says("Who we are."));
        site.write("content/about.md", &about("Back again."));
        preview.wait_for("/about/", says("Back again."));
        // The configuration.
        let config = fs::read_to_string(root.join("handbill.toml")).unwrap();
        fs::remove_file(root.join("handbill.toml")).unwrap();
        preview.wait_until_said("the preview goes on");
        assert!(says("Back again.")(&preview.get("/about/")), "the pages went with it");
        site.write("content/about.md", &about("Written meanwhile."));
        site.write("handbill.toml", &config);
        preview.wait_for("/about/", says("Written meanwhile."));
        // The whole site, when another one takes its place at once.
        site.write("content/about.md", &about("The second site."));
        preview.wait_for("/about/", says("The second site."));
        copy(&root, &aside);
        fs::write(aside.join("content/about.md"), about("From aside.")).unwrap();
        fs::rename(&root, root.with_file_name("first")).unwrap();
        fs::rename(&aside, &root).unwrap();
        preview.wait_for("/about/", says("From aside."));
        site.write("content/about.md", &about("Where it was."));
        preview.wait_for("/about/", says("Where it was."));
        // A folder of sources that was not there when the preview began.
        site.write("i18n/en.ftl", "own = words\n");
        site.write("data/new/folder.csv", "a,b\n1,2\n");
        site.write("templates/page.html", "<!doctype html><title>x</title>{{ content | safe }}Own template");
        preview.wait_for("/about/", says("Own template"));
        fs::remove_dir_all(root.join("templates")).unwrap();
        preview.wait_for("/about/", |answer| !says("Own template")(answer));
    }
}

fn copy(from: &Path, to: &Path) {
    let mut paths = Vec::new();
    super::files(from, "", &mut paths);
    for path in paths {
        fs::create_dir_all(to.join(&path).parent().unwrap()).unwrap();
        fs::copy(from.join(&path), to.join(&path)).unwrap();
    }
}

#[test]
fn a_new_folder_with_all_that_is_in_it_is_seen_and_watched() {
    for way in WAYS {
        let site = Site::new();
        let preview = site.serve_with(way);
        for at in 0..20 {
            let deep = format!("{at}/b/c/d/e/f");
            site.post(&deep, "Deep", &format!("Deep {at}."));
        }
        preview.wait_for("/posts/19/b/c/d/e/f/", says("Deep 19."));
        for at in [0, 7, 19] {
            let (deep, words) = (format!("{at}/b/c/d/e/f"), format!("Deeper {at}."));
            site.post(&deep, "Deep", &words);
            preview.wait_for(&format!("/posts/{deep}/"), says(&words));
        }
    }
}

#[cfg(unix)]
#[test]
fn links_are_followed_to_where_they_lead_in_the_site() {
    use std::os::unix::fs::symlink;
    for way in WAYS {
        let site = Site::new();
        let root = site.root();
        site.write("shared/pages/one.md", "---\ntitle: One\ndate: 2026-03-01\n---\nShared.\n");
        site.write("shared/about.md", &about("By a link."));
        fs::create_dir_all(root.join("elsewhere/far")).unwrap();
        fs::remove_file(root.join("content/about.md")).unwrap();
        symlink("../shared/about.md", root.join("content/about.md")).unwrap();
        let preview = site.serve_with(way);
        // A link that comes later, and to a folder.
        symlink("../../shared/pages", root.join("content/posts/linked")).unwrap();
        preview.wait_for("/posts/linked/one/", says("Shared."));
        site.write("shared/pages/one.md", "---\ntitle: One\ndate: 2026-03-01\n---\nShared and edited.\n");
        preview.wait_for("/posts/linked/one/", says("Shared and edited."));
        site.write("shared/pages/in/two.md", "---\ntitle: Two\ndate: 2026-03-01\n---\nIn a folder of it.\n");
        preview.wait_for("/posts/linked/in/two/", says("In a folder of it."));
        // Saved by renaming over the target, and the target gone and back.
        site.write("shared/about.md.new", &about("Renamed over the target."));
        fs::rename(root.join("shared/about.md.new"), root.join("shared/about.md")).unwrap();
        preview.wait_for("/about/", says("Renamed over the target."));
        fs::rename(root.join("shared"), root.join("moved")).unwrap();
        preview.wait_until_said("source::unreadable");
        fs::rename(root.join("moved"), root.join("shared")).unwrap();
        site.write("shared/pages/one.md", "---\ntitle: One\ndate: 2026-03-01\n---\nBack.\n");
        preview.wait_for("/posts/linked/one/", says("Back."));
        // A link that leads elsewhere now.
        site.write("elsewhere/far/one.md", "---\ntitle: One\ndate: 2026-03-01\n---\nFar.\n");
        symlink("../../elsewhere/far", root.join("content/posts/next")).unwrap();
        fs::rename(root.join("content/posts/next"), root.join("content/posts/linked")).unwrap();
        preview.wait_for("/posts/linked/one/", says("Far."));
        site.write("elsewhere/far/one.md", "---\ntitle: One\ndate: 2026-03-01\n---\nFarther.\n");
        preview.wait_for("/posts/linked/one/", says("Farther."));
    }
}

/// Stops a preview while something happens: the system's queue of what it has to tell runs over.
#[cfg(target_os = "linux")]
#[test]
fn what_the_system_could_not_tell_is_looked_for() {
    let site = Site::new();
    let preview = site.serve();
    preview.wait_for("/about/", says("Who we are."));
    preview.signal("STOP");
    for at in 0..20_000 {
        site.write("static/often.txt", &at.to_string());
    }
    site.post("far/away/a", "A", "Behind the queue.");
    preview.signal("CONT");
    preview.wait_for("/posts/far/away/a/", says("Behind the queue."));
    // What the system had to tell is told now: only what is watched is seen from here on.
    for time in 0..5 {
        let words = format!("Told the {time}.");
        site.write("content/about.md", &about(&words));
        preview.wait_for("/about/", says(&words));
    }
    site.post("far/away/a", "A", "And still watched.");
    preview.wait_for("/posts/far/away/a/", says("And still watched."));
}

/// A system that lets nobody watch as many folders as the site has.
#[cfg(target_os = "linux")]
#[test]
fn where_the_system_lets_it_watch_no_more_it_looks_itself() {
    let limit = "echo 4 > /proc/sys/user/max_inotify_watches";
    let own = Command::new("unshare").args(["--user", "--map-root-user", "sh", "-c", limit]).output();
    if !own.is_ok_and(|ran| ran.status.success()) {
        eprintln!("skipped: no user namespace of one's own to be had");
        return;
    }
    let site = Site::new();
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "sh", "-c", &format!("{limit}; exec \"$0\" \"$@\"")]);
    command.arg(handbill().get_program());
    let preview = site.serve_by(command, &[]);
    preview.wait_until_said("the preview looks for them twice a second");
    assert!(preview.said().contains("max_user_watches"), "{}", preview.said());
    site.write("content/about.md", &about("Looked for."));
    preview.wait_for("/about/", says("Looked for."));
}

#[cfg(unix)]
#[test]
fn a_terminal_that_takes_nothing_does_not_keep_the_end_waiting() {
    let site = Site::new();
    // More than a pipe holds that nobody reads from.
    let link = |n: usize| format!("[a]({}{n}.md)\n\n", "nowhere-".repeat(2000));
    site.post("wrong", "Wrong", &(0..15).map(link).collect::<String>());
    let mut command = handbill();
    command.arg("serve").arg(site.root()).args(["--port", "0"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    let mut line = String::new();
    let stdout = child.stdout.take().expect("piped");
    BufReader::new(stdout).read_line(&mut line).expect("it says where it is");
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("runs");
    assert!(kill.success());
    let began = Instant::now();
    let status = loop {
        match child.try_wait().expect("our child") {
            Some(status) => break status,
            None if began.elapsed() > PATIENCE => {
                child.kill().expect("our child");
                panic!("it does not end");
            }
            None => thread::sleep(Duration::from_millis(10)),
        }
    };
    assert_eq!(status.code(), Some(0));
}
