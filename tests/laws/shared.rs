//! What a warm run shares with the run before is what a cold one makes anew: site, plan and problems, field by field.

use std::sync::Arc;

use handbill::model::{Drafts, Page, Site};
use handbill::pipeline::{Edition, Now, Pipeline, Settings};
use handbill::render::LinkStyle;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use crate::cases;
use crate::support::{NOW, TestSite, picture};

/// Which part of a source changes, and into what.
#[derive(Debug, Clone)]
enum Edit {
    Words(usize, usize),
    Title(usize, usize),
    Fields(usize, usize),
    Consent(usize, usize),
    Name(usize, usize),
    Away(usize),
    Data(usize),
    Style(usize),
    Term(usize),
    Later(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = || 0..SOURCES.len();
    prop_oneof![
        8 => (at(), 0..BODIES.len()).prop_map(|(at, with)| Edit::Words(at, with)),
        6 => (at(), 0..3usize).prop_map(|(at, with)| Edit::Title(at, with)),
        3 => (at(), 0..3usize).prop_map(|(at, with)| Edit::Fields(at, with)),
        2 => (0..2usize, 0..CONSENTS.len()).prop_map(|(at, with)| Edit::Consent(at, with)),
        2 => (0..2usize, 0..3usize).prop_map(|(at, with)| Edit::Name(at, with)),
        1 => at().prop_map(Edit::Away),
        2 => (0..3usize).prop_map(Edit::Data),
        2 => (0..3usize).prop_map(Edit::Style),
        1 => (0..3usize).prop_map(Edit::Term),
        4 => (0..STEPS.len()).prop_map(Edit::Later),
    ]
}

/// Seconds that pass: a moment, an hour, until after an instant that is written somewhere, days.
const STEPS: [i64; 5] = [1, 3_600, 8 * 3_600, 26 * 3_600, 20 * 24 * 3_600];

/// Where each source lies, and its fields beside the title; `@` is a digit that changes.
const SOURCES: [(&str, &str); 18] = [
    ("posts/a.md", "date = 2026-11-0@\ntags = [\"t@\", \"Wood\"]\nauthors = [\"wen\"]"),
    (
        "posts/b.md",
        "date = 2026-11-10\ntags = [\"wood\", \"c+\", \"c#\"]\nrecap_of = \"events/e\"\npeople = [\"mo\"]\naliases = [\"/old-@/\"]",
    ),
    ("posts/a.zh.md", "date = 2026-11-0@\ntags = [\"t1\"]"),
    ("posts/soon.md", "date = 2026-11-0@\npublish_at = 2026-11-21T16:0@:00"),
    (
        "events/e.md",
        "start = 2026-11-0@T19:00:00\nhosts = [\"wen\"]\nchapter = \"c\"\nvenue = { name = \"V\" }",
    ),
    (
        "events/next.md",
        "start = 2026-11-21T14:0@:00\nduration = \"1h\"\nspeakers = [\"mo\"]\ntags = [\"wood\"]",
    ),
    ("events/week.md", "start = 2026-11-0@T18:00:00\nrrule = \"FREQ=WEEKLY;COUNT=9\""),
    ("events/off.md", "start = 2026-11-21T13:0@:00\nstatus = \"cancelled\""),
    (
        "drops/d.md",
        "release_at = 2026-11-21T20:00:00\nbuy_url = \"https://shop.example/@\"\nearly_access = [{ tier = \"t\", at = 2026-11-21T15:00:00 }]\nvote = { results = \"data/votes.csv\" }\nmakers = [\"wen\"]",
    ),
    ("stories/s.md", "date = 2026-11-0@\npeople = [\"wen\"]\ndrop = \"drops/d\"\nchapter = \"c\""),
    ("chapters/c.md", "city = \"C@\"\nleads = [\"mo\"]"),
    ("posters/r.md", "target = \"stories/s\"\nplacements = [{ id = \"i@\" }]"),
    ("chapters/d.md", "city = \"D\"\nchapter = \"c\""),
    ("tiers/u.md", "price = 5\ncurrency = \"EUR\""),
    ("tiers/t.md", "order = @"),
    ("campaigns/k.md", "goal = @\ndeadline = 2026-11-22\nprogress = \"data/progress.csv\""),
    ("posts/_index.md", ""),
    ("about.md", ""),
];

const BODIES: [&str; 8] = [
    "Plain words.\n",
    "See [[posts/a]] and [this](b.md) and [[chapters/c|them]].\n",
    "@wen and @mo were here, [[members/wen]] too.\n\n## One\n",
    "Wen Lan and Mo Tal were here.\n\n## Two\n",
    "[Part](/posts/a/#one), [[events/e#two]].\n",
    "![A picture](pic.png) and ![another](/s.png), [nothing](nowhere.md).\n",
    "## One\n\n## Two\n\n[[posts/nobody]] [up](#one)\n",
    "::note\n\n<a href=\"/events/next/\">Raw</a> [[posts/soon]]\n",
];

const CONSENTS: [&str; 4] = [
    "{ granted = 2026-01-01, scopes = [\"page\", \"feed\", \"photo\", \"poster\"] }",
    "{ granted = 2026-01-01, scopes = [] }",
    "{ granted = 2026-01-01, expires = 2026-12-21, scopes = [\"page\"] }",
    "{ granted = 2026-11-21T15:30:00, scopes = [\"page\", \"poster\"] }",
];

const DESIGN: &str = "{#\ndoc = \"Plain\"\nkinds = [\"event\", \"drop\", \"story\", \"member\", \"chapter\"]\npicture = true\n#}\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1080 1440\"><path d=\"M0 0h9v9z\"/></svg>";

struct Playground {
    site: TestSite,
    /// Of each source its title, its fields and its body; nothing where it is away.
    sources: Vec<Option<(usize, usize, usize)>>,
    consents: [usize; 2],
    names: [usize; 2],
    now: Timestamp,
}

impl Playground {
    fn new() -> Self {
        let site = TestSite::new();
        for place in ["content/posts/pic.png", "content/events/pic.png", "static/s.png"] {
            site.write(place, picture(0));
        }
        site.write("posters/plain.svg", DESIGN);
        for name in ["poster", "posters"] {
            site.write(&format!("templates/{name}.html"), "<!doctype html><title>{{ here.title }}</title>");
        }
        let now = NOW.parse().expect("an instant");
        let mut playground = Self {
            site,
            sources: vec![Some((0, 0, 0)); SOURCES.len()],
            consents: [0, 1],
            names: [0, 0],
            now,
        };
        (0..SOURCES.len()).for_each(|at| playground.put(at));
        (0..2).for_each(|at| playground.member(at));
        playground.edit(&Edit::Data(0));
        playground.edit(&Edit::Style(0));
        playground
    }

    fn put(&mut self, at: usize) {
        let (path, fields) = SOURCES[at];
        let Some((title, digit, body)) = self.sources[at] else { return };
        let name = ["Name", "A longer name", "名字"][title];
        let fields = fields.replace('@', &(digit + 1).to_string());
        let text = format!("+++\ntitle = \"{name} {at}\"\n{fields}\n+++\n{}", BODIES[body]);
        self.site.write(&format!("content/{path}"), text);
    }

    fn member(&self, at: usize) {
        let (slug, name) = [("wen", "Wen Lan"), ("mo", "Mo Tal")][at];
        let name = [name, "Ada Li", "Zoe Wu"][self.names[at]];
        let consent = CONSENTS[self.consents[at]];
        let text = format!("+++\nname = \"{name}\"\nconsent = {consent}\n+++\n![Me](me.png)\n");
        self.site.write(&format!("content/members/{slug}.md"), text);
        self.site.write("content/members/me.png", picture(1));
    }

    fn edit(&mut self, edit: &Edit) {
        let none = (0, 0, 0);
        match *edit {
            Edit::Words(at, with) => self.sources[at].get_or_insert(none).2 = with,
            Edit::Title(at, with) => self.sources[at].get_or_insert(none).0 = with,
            Edit::Fields(at, with) => self.sources[at].get_or_insert(none).1 = with,
            Edit::Away(at) => {
                if self.sources[at].take().is_some() {
                    self.site.remove(&format!("content/{}", SOURCES[at].0));
                }
            }
            Edit::Consent(at, with) => {
                self.consents[at] = with;
                self.member(at);
            }
            Edit::Name(at, with) => {
                self.names[at] = with;
                self.member(at);
            }
            Edit::Data(with) => {
                self.site.write("data/votes.csv", format!("option,votes\nRed,{with}\n"));
                self.site.write("data/progress.csv", format!("date,raised\n2026-11-01,{with}\n"));
            }
            Edit::Style(with) => self.site.write("assets/own.css", format!("p {{ margin: {with}px }}")),
            Edit::Term(with) => self.site.write("i18n/en.ftl", format!("a-member = member {with}\n")),
            Edit::Later(step) => self.now += SignedDuration::from_secs(STEPS[step]),
        }
        if let Edit::Words(at, _) | Edit::Title(at, _) | Edit::Fields(at, _) = *edit {
            self.put(at);
        }
    }

    fn pipeline(&self) -> Pipeline {
        Pipeline::new(Settings {
            root: self.site.root(),
            base_url: None,
            drafts: Drafts::Hide,
            links: LinkStyle::Web,
            posters: true,
        })
    }

    fn run(&self, pipeline: &mut Pipeline, now: Timestamp) -> Edition {
        pipeline.run(&Now::At(now)).expect("a folder that can be read")
    }
}

fn site(edition: &Edition) -> &Site {
    let printer = edition.printer.as_ref();
    printer.unwrap_or_else(|| panic!("a theme that cannot be used: {:#?}", edition.diagnostics)).site()
}

#[test]
fn a_warm_run_shares_nothing_that_a_cold_one_would_make_otherwise() {
    proptest!(cases(60), |(edits in prop::collection::vec(prop::collection::vec(edit(), 1..3), 1..12))| {
        let mut playground = Playground::new();
        let mut pipeline = playground.pipeline();
        playground.run(&mut pipeline, playground.now);
        for edits in &edits {
            edits.iter().for_each(|edit| playground.edit(edit));
            let warm = playground.run(&mut pipeline, playground.now);
            let then = site(&warm).now;
            // As of the instant that it took for the present one, it is what a cold run makes, to the last field.
            let cold = playground.run(&mut playground.pipeline(), then);
            prop_assert_eq!(format!("{:#?}", site(&warm)), format!("{:#?}", site(&cold)));
            let plan = |edition: &Edition| Arc::clone(edition.printer.as_ref().expect("a printer").plan());
            prop_assert_eq!(plan(&warm), plan(&cold));
            prop_assert_eq!(&warm.diagnostics, &cold.diagnostics);
            // And of the present instant nothing else could be told.
            let present = playground.run(&mut playground.pipeline(), playground.now);
            prop_assert_eq!(&warm.diagnostics, &present.diagnostics);
            prop_assert_eq!(&site(&warm).transitions, &site(&present).transitions);
            prop_assert_eq!(plan(&warm), plan(&present));
            for path in plan(&warm).jobs.keys() {
                let bytes = |edition: &Edition| {
                    let printer = edition.printer.as_ref().expect("a printer");
                    printer.print(path).map(|printed| printed.map(|artifact| artifact.body).map_err(|_| ()))
                };
                prop_assert_eq!(bytes(&warm), bytes(&present), "{}", path);
            }
        }
    });
}

#[test]
fn other_words_on_one_page_leave_the_others_as_they_are() {
    let mut playground = Playground::new();
    let mut pipeline = playground.pipeline();
    let mut before = playground.run(&mut pipeline, playground.now);
    let about = [Edit::Words(0, 5), Edit::Title(0, 1), Edit::Later(0), Edit::Words(0, 0)];
    for edit in &about {
        playground.edit(edit);
        let after = playground.run(&mut pipeline, playground.now);
        let pages = |edition: &Edition| site(edition).pages.clone();
        let (old, new) = (pages(&before), pages(&after));
        let differ = |(old, new): &(&Arc<Page>, &Arc<Page>)| !Arc::ptr_eq(old, new);
        let made: Vec<String> =
            old.iter().zip(&new).filter(differ).map(|(_, page)| page.url.to_string()).collect();
        let own: &[&str] = if matches!(edit, Edit::Later(_)) { &[] } else { &["/posts/a/"] };
        assert_eq!(made, own, "after {edit:?}");
        before = after;
    }
}
