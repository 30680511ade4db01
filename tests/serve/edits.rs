//! Edits of a site such as people and programs make, drawn by lot.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::files;
use super::preview::Site;

const CONFIG: &str = r#"handbill = 1
title = "Bench"
base_url = "https://bench.example/"
timezone = "Asia/Shanghai"
theme = "plaza"
[posters]
formats = ["wide"]
[languages.zh]
title = "长椅"
label = "中文"
"#;

const MORE_CONFIG: [&str; 4] =
    ["", "[feeds]\nlimit = 2\n", "[pagination]\nper_page = 2\n", "[community]\nseal = \"灯\"\n"];

/// Where the storm makes pages.
pub(crate) const FOLDERS: [&str; 6] =
    ["", "posts/", "posts/deep/", "posts/deeper/still/", "guides/", "events/"];

/// Folders that change their names.
const MOVING: [&str; 4] = ["posts/deep", "posts/deeper", "posts/moved", "posts/deeper/still"];

/// Numbers that depend on nothing but the first (SplitMix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % below as u64).unwrap()
    }

    pub(crate) fn of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.roll(all.len())].clone()
    }
}

/// A site on which a storm comes down.
pub(crate) struct Storm<'a> {
    site: &'a Site,
    pub(crate) dice: Dice,
    /// Counts what was made, so that nothing comes twice.
    pub(crate) made: usize,
    /// What mends the site: the texts of files that are broken.
    broken: BTreeMap<String, String>,
    /// The folders that were taken out of the site.
    pub(crate) aside: Vec<PathBuf>,
}

impl Storm<'_> {
    pub(crate) fn begin(site: &Site, seed: u64) -> Storm<'_> {
        let mut storm = Storm { site, dice: Dice(seed), made: 0, broken: BTreeMap::new(), aside: Vec::new() };
        fs::remove_dir_all(site.root()).unwrap();
        storm.config(0);
        storm.member();
        storm.votes(1);
        storm.write(
            "content/drops/d.md",
            "+++\ntitle = \"Drop\"\nrelease_at = 2026-11-25T20:00:00\nvote = { results = \"data/votes.csv\" }\nmakers = [\"wen\"]\n+++\n",
        );
        storm.write(
            "content/stories/s.md",
            "+++\ntitle = \"Story\"\ndate = 2026-11-02\npeople = [\"wen\"]\ndrop = \"drops/d\"\n+++\nTold.\n",
        );
        storm.write("shared/from.md", "+++\ntitle = \"Shared\"\ndate = 2026-11-03\n+++\nShared.\n");
        for _ in 0..8 {
            storm.make();
        }
        storm
    }

    /// One edit of some sort.
    pub(crate) fn edit(&mut self) {
        let with = self.dice.roll(4);
        match self.dice.roll(32) {
            0..5 => self.make(),
            5..11 => self.change(),
            11..14 => self.rename(),
            14 | 15 => self.remove(),
            16 | 17 => self.break_page(),
            18 | 19 => self.move_folder(),
            20 => self.take_out(),
            21 => self.put_back(),
            22 => self.come_and_go(),
            23 => self.config(with),
            24 => self.template(with),
            25 => self.words(with),
            26 => self.member(),
            27 => self.votes(with),
            28 => self.write("assets/own.css", &format!("p {{ margin: {with}px }}")),
            29 => self.statics(with),
            30 => self.link(),
            _ => self.mend(),
        }
    }

    /// Puts a text in a file in one of the ways in which editors do it.
    fn write(&mut self, path: &str, text: &str) {
        let place = self.site.root().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        self.broken.remove(path);
        let beside = |ending: &str| PathBuf::from(format!("{}{ending}", place.display()));
        match self.dice.roll(4) {
            0 => {
                fs::write(beside(".tmp"), text).unwrap();
                fs::rename(beside(".tmp"), place).unwrap();
            }
            1 => {
                fs::write(&place, "").unwrap();
                fs::write(&place, text).unwrap();
            }
            2 if place.is_file() => {
                fs::rename(&place, beside("~")).unwrap();
                fs::write(&place, text).unwrap();
                fs::remove_file(beside("~")).unwrap();
            }
            _ => fs::write(&place, text).unwrap(),
        }
    }

    /// Puts a text in a file, and remembers what mends it.
    fn spoil(&mut self, path: &str, text: &str, good: String) {
        self.write(path, text);
        self.broken.insert(path.to_owned(), good);
    }

    /// The pages that the storm made and did not break.
    fn pages(&self) -> Vec<String> {
        let mut all = Vec::new();
        files(&self.site.root().join("content"), "", &mut all);
        let is_own = |path: &String| {
            path.ends_with(".md")
                && path.split('/').any(|part| part.starts_with('n') && part.as_bytes()[1].is_ascii_digit())
        };
        all.retain(is_own);
        let mut all: Vec<_> = all.into_iter().map(|path| format!("content/{path}")).collect();
        all.retain(|path| !self.broken.contains_key(path));
        all.sort();
        all
    }

    fn text(&mut self, path: &str) -> String {
        self.made += 1;
        let number = self.made;
        let (tag, other, day) = (self.dice.roll(4), self.dice.roll(4), number % 28 + 1);
        let fields = match path.split('/').nth(1) {
            Some("posts") => {
                format!("date = 2026-11-{day:02}\ntags = [\"t{tag}\", \"t{other}\"]\nauthors = [\"wen\"]\n")
            }
            Some("events") => format!("start = 2026-11-{day:02}T19:30:00\ntags = [\"t{tag}\"]\n"),
            _ => String::new(),
        };
        let picture = if path.contains("/index.") { "![Alt](p.png)" } else { "" };
        format!(
            "+++\ntitle = \"Title {number}\"\n{fields}+++\n## H{number}\n\nText {number} with @wen.\n\n{picture}\n"
        )
    }

    fn make(&mut self) {
        self.made += 1;
        let (folder, number) = (self.dice.of(&FOLDERS), self.made);
        let path = match self.dice.roll(6) {
            0 => format!("content/{folder}n{number}/index.md"),
            1 => format!("content/{folder}n{number}.zh.md"),
            _ => format!("content/{folder}n{number}.md"),
        };
        if let Some(bundle) = path.strip_suffix("index.md") {
            self.picture(bundle);
        }
        let text = self.text(&path);
        self.write(&path, &text);
    }

    fn picture(&mut self, bundle: &str) {
        let shade = u8::try_from(self.dice.roll(200)).unwrap();
        let place = self.site.root().join(bundle);
        fs::create_dir_all(&place).unwrap();
        image::RgbImage::from_pixel(7, 5, image::Rgb([shade, 90, 30])).save(place.join("p.png")).unwrap();
    }

    fn change(&mut self) {
        let path = self.dice.of(&self.pages_or_home());
        let text = self.text(&path);
        self.write(&path, &text);
        if let Some(bundle) = path.strip_suffix("index.md").filter(|bundle| bundle.contains("/n")) {
            self.picture(bundle);
        }
    }

    /// The pages, of which there is always one.
    fn pages_or_home(&self) -> Vec<String> {
        let mut all = self.pages();
        all.push("content/about.md".to_owned());
        all
    }

    /// Gives a page, a bundle with its picture, a name that none had.
    fn rename(&mut self) {
        let pages = self.pages();
        if pages.is_empty() {
            return;
        }
        let path = self.dice.of(&pages);
        self.made += 1;
        let from = path.strip_suffix("/index.md").unwrap_or(&path);
        let (folder, name) = from.rsplit_once('/').unwrap();
        let ending = name.split_once('.').map_or(String::new(), |(_, ending)| format!(".{ending}"));
        let to = format!("{folder}/n{}{ending}", self.made);
        fs::rename(self.site.root().join(from), self.site.root().join(to)).unwrap();
    }

    fn remove(&mut self) {
        let pages = self.pages();
        if pages.len() > 3 {
            let path = self.dice.of(&pages);
            match path.strip_suffix("/index.md") {
                Some(bundle) => fs::remove_dir_all(self.site.root().join(bundle)).unwrap(),
                None => fs::remove_file(self.site.root().join(path)).unwrap(),
            }
        }
    }

    fn break_page(&mut self) {
        let path = self.dice.of(&self.pages_or_home());
        let good = self.text(&path);
        let bad =
            self.dice.of(&["+++\ntitle = [\n+++\n", "+++\ntitle = 7\n+++\n", "+++\n", "---\na: [\n---\n"]);
        self.spoil(&path, bad, good);
    }

    /// Moves a folder with all that is in it, also what is broken.
    fn carry(&mut self, from: &str, to: &Path) {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::rename(self.site.root().join(from), to).unwrap();
        let inside = to.strip_prefix(self.site.root()).ok().map(|path| path.to_str().unwrap().to_owned());
        let below: Vec<_> =
            self.broken.keys().filter(|path| path.starts_with(&format!("{from}/"))).cloned().collect();
        for path in below {
            let good = self.broken.remove(&path).unwrap();
            match &inside {
                Some(inside) => {
                    self.broken.insert(path.replacen(from, inside, 1), good);
                }
                // Beside the site nobody reads it.
                None => fs::write(path.replacen(from, to.to_str().unwrap(), 1), good).unwrap(),
            }
        }
    }

    fn move_folder(&mut self) {
        let (from, to) = (self.dice.of(&MOVING), self.dice.of(&MOVING));
        let root = self.site.root().join("content");
        if root.join(from).is_dir() && !root.join(to).exists() && !to.starts_with(from) {
            self.carry(&format!("content/{from}"), &root.join(to));
        }
    }

    fn take_out(&mut self) {
        let from = self.dice.of(&MOVING);
        if self.site.root().join("content").join(from).is_dir() {
            self.made += 1;
            let to = self.site.root().with_file_name(format!("aside{}", self.made));
            self.carry(&format!("content/{from}"), &to);
            self.aside.push(to);
        }
    }

    pub(crate) fn put_back(&mut self) {
        if let Some(from) = self.aside.pop() {
            self.made += 1;
            fs::create_dir_all(self.site.root().join("content/posts")).unwrap();
            fs::rename(from, self.site.root().join(format!("content/posts/back{}", self.made))).unwrap();
        }
    }

    /// Something large goes for a moment.
    fn come_and_go(&mut self) {
        let root = self.site.root();
        let place = root.join(self.dice.of(&["content", "handbill.toml", "content/posts", "data", ""]));
        let beside = root.with_file_name("away");
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        if fs::rename(&place, &beside).is_ok() {
            thread::sleep(Duration::from_millis(self.dice.roll(120) as u64));
            fs::rename(&beside, &place).unwrap();
        }
    }

    fn config(&mut self, with: usize) {
        let good = format!("{CONFIG}{}", MORE_CONFIG[with]);
        match self.dice.roll(4) {
            0 if self.made > 0 => self.spoil("handbill.toml", "title = <\n", good),
            _ => self.write("handbill.toml", &good),
        }
    }

    fn template(&mut self, with: usize) {
        let template = |inner: &str| {
            format!(
                "{{% extends \"@plaza/post.html\" %}}{{% block main %}}{with}{inner}{{% endblock main %}}"
            )
        };
        let (path, good) = ("templates/post.html", template(" {{ page.title }}"));
        match self.dice.roll(5) {
            0 => self.spoil(path, &template("{% if %}"), good),
            1 => self.spoil(path, &template("{{ nobody.home }}"), good),
            2 => {
                self.broken.remove(path);
                let _ = fs::remove_file(self.site.root().join(path));
            }
            _ => self.write(path, &good),
        }
    }

    fn words(&mut self, with: usize) {
        let good = format!("a-member = member {with}\n");
        match with {
            0 => self.spoil("i18n/en.ftl", "= no words\nat all", good),
            _ => self.write("i18n/en.ftl", &good),
        }
    }

    fn member(&mut self) {
        let scopes = self.dice.of(&["\"page\", \"feed\"", "\"page\"", ""]);
        let text = format!(
            "+++\nname = \"Wen Lan\"\nconsent = {{ granted = 2026-01-01, scopes = [{scopes}] }}\n+++\n"
        );
        self.write("content/members/wen.md", &text);
    }

    fn votes(&mut self, with: usize) {
        let text = |count: &str| format!("option,votes\nRed,{count}\n");
        match with {
            0 => self.spoil("data/votes.csv", &text("x"), text("7")),
            _ => self.write("data/votes.csv", &text(&with.to_string())),
        }
    }

    fn statics(&mut self, with: usize) {
        let path = self.site.root().join(format!("static/s{with}.txt"));
        match self.dice.roll(3) {
            0 if path.is_file() => fs::remove_file(path).unwrap(),
            1 if path.is_file() => fs::rename(&path, path.with_extension("text")).unwrap(),
            _ => {
                self.made += 1;
                let text = "static ".repeat(self.made);
                self.write(&format!("static/s{with}.txt"), &text);
            }
        }
    }

    /// A link to a folder that is none of the sources', and what lies there.
    fn link(&mut self) {
        let link = self.site.root().join("content/posts/linked");
        match self.dice.roll(3) {
            0 => {
                let _ = fs::remove_file(link);
            }
            1 => {
                fs::create_dir_all(link.parent().unwrap()).unwrap();
                #[cfg(unix)]
                let _ = std::os::unix::fs::symlink("../../shared", link);
            }
            _ => {
                let text = self.text("content/posts/linked/from.md");
                self.write("shared/from.md", &text);
            }
        }
    }

    /// Mends everything, but what was taken out stays there.
    pub(crate) fn mend(&mut self) {
        for (path, good) in self.broken.clone() {
            self.write(&path, &good);
        }
    }
}
