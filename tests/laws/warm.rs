//! A warm build gives the bytes of a cold one, after any edits, and writes nothing else.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::cases;
use crate::support::{CONFIG, TestSite, files_of, picture};
use crate::written::{age, touched};

/// A change that somebody makes between two builds.
#[derive(Debug, Clone)]
enum Edit {
    Body(usize, u8),
    Title(usize, u8),
    Remove(usize),
    Rename(usize, usize),
    Consent(bool),
    Kind(usize, u8),
    Data(usize, u8),
    Config(u8),
    Theme(u8),
    Words(u8),
    Static(u8),
    Picture(u8),
    Broken(bool),
    Nothing,
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => (0usize..8, 0u8..4).prop_map(|(at, with)| Edit::Body(at, with)),
        4 => (0usize..8, 0u8..4).prop_map(|(at, with)| Edit::Title(at, with)),
        2 => (0usize..8).prop_map(Edit::Remove),
        2 => (0usize..8, 0usize..8).prop_map(|(from, to)| Edit::Rename(from, to)),
        2 => any::<bool>().prop_map(Edit::Consent),
        4 => (0..KINDS.len(), 0u8..4).prop_map(|(at, with)| Edit::Kind(at, with)),
        2 => (0..DATA.len(), 0u8..3).prop_map(|(at, with)| Edit::Data(at, with)),
        2 => (0u8..4).prop_map(Edit::Config),
        2 => (0u8..3).prop_map(Edit::Theme),
        1 => (0u8..3).prop_map(Edit::Words),
        2 => (0u8..3).prop_map(Edit::Static),
        2 => (0u8..3).prop_map(Edit::Picture),
        2 => any::<bool>().prop_map(Edit::Broken),
        1 => Just(Edit::Nothing),
    ]
}

/// A source of each further kind: where, and the fields; `@` in them changes.
const KINDS: [(&str, &str); 7] = [
    (
        "drops/d",
        "release_at = 2026-11-2@T20:00:00\nbuy_url = \"https://shop.example/@\"\nearly_access = [{ tier = \"t\", at = 2026-11-2@T08:00:00 }]\nvote = { results = \"data/votes.csv\" }\nmakers = [\"wen\"]\nchapter = \"c\"",
    ),
    (
        "stories/s",
        "date = 2026-11-0@\npeople = [\"wen\"]\nquote = \"Q@\"\ndrop = \"drops/d\"\nchapter = \"c\"",
    ),
    ("chapters/c", "city = \"C@\"\nleads = [\"wen\"]"),
    (
        "posters/r",
        "target = \"stories/s\"\nplacements = [{ id = \"i@\" }]\nplacements_csv = \"data/places.csv\"",
    ),
    ("tiers/t", "price = @\ncurrency = \"EUR\""),
    ("campaigns/k", "goal = @\nprogress = \"data/progress.csv\""),
    ("faq/q", "keywords = [\"k@\"]"),
];

const DATA: [(&str, &str); 3] = [
    ("data/votes.csv", "option,votes\nRed,@\n"),
    ("data/places.csv", "id,label\np@,P\n"),
    ("data/progress.csv", "date,raised\n2026-11-01,@\n"),
];

fn place(at: usize) -> String {
    match at {
        0 => "content/about.md".to_owned(),
        1 => "content/posts/x.zh.md".to_owned(),
        2 => "content/index.md".to_owned(),
        3 => "content/posts/_index.md".to_owned(),
        at => format!("content/posts/p{at}.md"),
    }
}

fn source(at: usize, title: u8, body: u8) -> String {
    let date = if at == 0 || at == 2 || at == 3 { String::new() } else { format!("date = 2026-11-0{at}\n") };
    format!(
        "+++\ntitle = \"T{at} {title}\"\n{date}tags = [\"t{title}\"]\nauthors = [\"wen\"]\n+++\nBody {body} @wen ![pic](pic.png)\n\n## H{body}\n"
    )
}

struct Playground {
    site: TestSite,
    texts: BTreeMap<usize, (u8, u8)>,
}

impl Playground {
    fn new() -> Self {
        let site = TestSite::new();
        site.write("content/pic.png", picture(0));
        site.write("content/posts/pic.png", picture(0));
        site.write("static/s.txt", "static");
        let mut playground = Self { site, texts: BTreeMap::new() };
        playground.member(true);
        for at in 0..KINDS.len() {
            playground.kind(at, 0);
        }
        for (path, text) in DATA {
            playground.site.write(path, text.replace('@', "1"));
        }
        for at in [0, 1, 4, 5] {
            playground.put(at, 0, 0);
        }
        playground
    }

    fn put(&mut self, at: usize, title: u8, body: u8) {
        self.texts.insert(at, (title, body));
        self.site.write(&place(at), source(at, title, body));
    }

    fn kind(&self, at: usize, with: u8) {
        let (path, fields) = KINDS[at];
        let number = (with + 1).to_string();
        let draft = if with == 3 { "draft = true\n" } else { "" };
        let fields = fields.replace('@', &number);
        self.site.write(
            &format!("content/{path}.md"),
            format!("+++\ntitle = \"K{at} {number}\"\n{draft}{fields}\n+++\n## H{number}\n\nBody[^1] {number}\n\n[^1]: Note\n"),
        );
    }

    fn member(&self, named: bool) {
        let scopes = if named { "\"page\", \"feed\"" } else { "" };
        self.site.write(
            "content/members/wen.md",
            format!(
                "+++\nname = \"Wen Lan\"\nconsent = {{ granted = 2026-01-01, scopes = [{scopes}] }}\n+++\n"
            ),
        );
    }

    fn edit(&mut self, edit: &Edit) {
        match *edit {
            Edit::Body(at, body) => {
                let title = self.texts.get(&at).map_or(0, |texts| texts.0);
                self.put(at, title, body);
            }
            Edit::Title(at, title) => {
                let body = self.texts.get(&at).map_or(0, |texts| texts.1);
                self.put(at, title, body);
            }
            Edit::Remove(at) => {
                if self.texts.remove(&at).is_some() {
                    self.site.remove(&place(at));
                }
            }
            Edit::Rename(from, to) => {
                if let Some((title, body)) = self.texts.remove(&from) {
                    self.site.remove(&place(from));
                    self.put(to, title, body);
                }
            }
            Edit::Consent(named) => self.member(named),
            Edit::Kind(at, with) => self.kind(at, with),
            Edit::Data(at, with) => {
                let (path, text) = DATA[at];
                // Also a count that is none: a failed build leaves the output alone.
                let count = ["1", "2", "x"][usize::from(with)];
                self.site.write(path, text.replace('@', count));
            }
            Edit::Config(with) => {
                let lines = [
                    "",
                    "[feeds]\nlimit = 1\n",
                    "[pagination]\nper_page = 1\n",
                    "[community]\nseal = \"灯\"\n",
                ];
                self.site.write("handbill.toml", format!("{CONFIG}\n{}", lines[usize::from(with)]));
            }
            Edit::Theme(with) => {
                self.site.write("assets/own.css", format!("p {{ margin: {with}px }}"));
                self.site.write(
                    "templates/post.html",
                    format!("{{% extends \"@tiny/post.html\" %}}\n{{% block main %}}{with} {{{{ page.title }}}}{{% endblock main %}}"),
                );
            }
            Edit::Words(with) => self.site.write("i18n/en.ftl", format!("a-member = member {with}\n")),
            Edit::Static(with) => self.site.write("static/s.txt", format!("static {with}")),
            Edit::Picture(with) => self.site.write("content/posts/pic.png", picture(usize::from(with))),
            Edit::Broken(broken) => {
                let words = if broken { "= no words\nat all" } else { "own = words\n" };
                self.site.write("i18n/zh.ftl", words);
            }
            Edit::Nothing => {}
        }
    }
}

#[test]
fn a_warm_build_gives_the_bytes_of_a_cold_one_and_touches_nothing_else() {
    proptest!(cases(40), |(edits in prop::collection::vec(prop::collection::vec(edit(), 1..4), 1..5))| {
        let mut playground = Playground::new();
        let out = playground.site.out();
        let mut pipeline = playground.site.pipeline();
        let mut before = playground.site.build_with(&mut pipeline, &out).files;
        for edits in &edits {
            for edit in edits {
                playground.edit(edit);
            }
            let then = age(&out, &before);
            let warm = playground.site.build_with(&mut pipeline, &out);
            let fresh = tempfile::tempdir().expect("a folder");
            let cold = playground.site.build_with(&mut playground.site.pipeline(), &fresh.path().join("out"));
            prop_assert_eq!(warm.told(), cold.told());
            prop_assert_eq!(warm.written, cold.written);
            let now = files_of(&out);
            if cold.written {
                let differ = |path: &&String| now.get(*path) != cold.files.get(*path);
                let names: BTreeSet<&String> = now.keys().chain(cold.files.keys()).collect();
                let wrong: Vec<&String> = names.into_iter().filter(differ).collect();
                prop_assert!(wrong.is_empty(), "warm and cold differ in {wrong:?}");
            } else {
                prop_assert!(now == before, "a failed build changed the output");
            }
            let changed: BTreeSet<String> =
                now.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).map(|(path, _)| path.clone()).collect();
            prop_assert_eq!(touched(&out, then), changed, "not exactly the changed files were written");
            before = now;
        }
    });
}
