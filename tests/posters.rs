//! The theme's designs of posters: whatever is written, in whatever form, nothing overlaps, leaves the sheet or is cut in silence.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use handbill::model::PosterFormat;
use handbill::pipeline::{Edition, PosterCheck, check};
use handbill::poster::{Drawing, Fonts, Pictures};
use handbill::render::PICTURE;
use handbill::theme::{Paper, palette};
use rayon::prelude::*;
use resvg::usvg::{Group, Node, Rect};
use support::{TestSite, picture};

const DESIGNS: [&str; 4] = ["broadside", "leaf", "obi", "stub"];
const FORMATS: [PosterFormat; 5] =
    [PosterFormat::Wide, PosterFormat::Portrait, PosterFormat::Tall, PosterFormat::Square, PosterFormat::A4];
/// Titles of about 4, 20, 40 and 80 characters.
const ENGLISH: [&str; 4] = [
    "Mend",
    "Bring a quiet radio",
    "What a street needs when it grows quiet",
    "From Lantern Street to the footbridge: nine people, one accordion and a sewing kit",
];
const CHINESE: [&str; 4] = [
    "修东西吧",
    "给怕烫的人开的焊接课，兼谈灯街三十年",
    "在一条越来越安静的街上，我们用一百二十只救不回来的水壶，做了一百二十盏灯，请你来",
    "从灯街十八号到旧运河步行桥：一个下午，九个人，一架手风琴，两台缝纫机，和那些本来要被扔掉的东西，以及后来把它们领走的人的故事（第三次修理漫步全记录），请你来看。",
];
const MIXED: [&str; 4] = [
    "修 USB",
    "怕烫的人也学得会的 USB 焊接课",
    "Lantern Street 第 3 次 repair walk：带上 1 台收音机来",
    "从 Lantern Street 18 号走到 Old Canal 步行桥：9 个人，1 架 accordion，2 台缝纫机，和那些差点扔掉的 things，请你来看",
];
const VENUE: &str =
    "The Old Lantern House of the Riverside Cooperative, second floor, behind the bicycle workshop";
const VENUE_ZH: &str = "河滨合作社旧灯笼楼二层，自行车工坊后面的那个院子里靠运河的大房间";
const ADDRESS: &str =
    "18 Lantern Street, through the yard; no lift, so ring the bell and we carry what is heavy.";
const SUMMARY: &str = "The last Sunday of every month, bring whatever is in your hands and sit down at the long table. \
Mend it, sew it, write it. For two hours nobody speaks. Pour your own tea, and push your chair back in when you go.";
const SUMMARY_ZH: &str = "每月最后一个周日，把手里的东西带来，坐到一张桌子上。修也好，缝也好，写字也好。两个小时，谁也不说话。茶自己倒。走的时候，把椅子推回去。";

/// Every poster of an edition in every format, drawn; what is wrong is told by its name.
fn each(edition: &Edition, hold: impl Fn(&str, &Sheet) + Sync) -> Vec<String> {
    let printer = edition.printer.as_ref().expect("a sound site");
    let fonts = Fonts::built_in().database();
    let sheets: Vec<_> = printer
        .plan()
        .posters
        .by_page
        .iter()
        .flat_map(|(id, poster)| FORMATS.map(|format| (*id, poster, format)))
        .collect();
    let cut = sheets.par_iter().map(|(id, poster, format)| {
        let page = printer.site().page(*id);
        let address = "HTTPS://LANTERN.EXAMPLE/C/7KQ2MX/";
        let inputs = printer.poster_inputs(page, poster, *format, address);
        let name = format!("{} {} {}", page.url.as_str(), poster.design, format.name());
        let drawn = printer.poster_drawing(&inputs).unwrap_or_else(|found| panic!("{name}: {found:?}"));
        let pictures = Pictures::from([(PICTURE.to_owned(), Arc::new(picture(1)))]);
        let drawing =
            Drawing::new(&drawn.svg, &fonts, &pictures).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        assert!(drawn.svg.len() < 100_000, "{name} has {} bytes", drawn.svg.len());
        hold(&name, &Sheet::of(&drawing));
        drawn.cut.iter().map(|cut| format!("{name}: {cut}")).collect::<Vec<_>>()
    });
    cut.flatten().collect()
}

/// Looks at every poster of an edition; what was cut on any.
#[track_caller]
fn stand_clear(edition: &Edition, hold: impl Fn(&str, &Sheet) + Sync) -> Vec<String> {
    let faults = std::sync::Mutex::new(String::new());
    let cut = each(edition, |name, sheet| {
        hold(name, sheet);
        for fault in sheet.faults() {
            let mut all = faults.lock().expect("no other thread panicked with it");
            writeln!(all, "{name}: {fault}").expect("a String takes every text");
        }
    });
    let faults = faults.into_inner().expect("no other thread panicked with it");
    assert!(faults.is_empty(), "{faults}");
    cut
}

/// What stands where on a drawing: by the name of its group, each line of text and the whole of what is no text.
#[derive(Debug, Default)]
struct Sheet {
    size: (f32, f32),
    texts: Vec<(String, String, Rect)>,
    things: BTreeMap<String, Rect>,
    pictures: usize,
}

impl Sheet {
    fn of(drawing: &Drawing) -> Self {
        let mut sheet = Self { size: (drawing.width(), drawing.height()), ..Self::default() };
        sheet.walk(drawing.tree().root(), "");
        sheet
    }

    fn walk(&mut self, group: &Group, within: &str) {
        for node in group.children() {
            match node {
                Node::Group(inner) => {
                    let name = if inner.id().is_empty() || !within.is_empty() { within } else { inner.id() };
                    if ["code", "seal"].contains(&name) {
                        self.things.insert(name.to_owned(), inner.abs_bounding_box());
                    }
                    self.walk(inner, name);
                }
                Node::Text(text) => {
                    // Of the outlines: a text's own box is as high as its font.
                    let outlines = text.flattened().bounding_box();
                    let ink = outlines.transform(text.abs_transform()).expect("a box that has a place");
                    let words = text.chunks().iter().map(|chunk| chunk.text()).collect::<String>();
                    self.texts.push((within.to_owned(), words, ink));
                }
                // A picture is cut to its place: that is named, since what is cut away still counts in its own box.
                Node::Path(path) if ["panel", "picture"].contains(&path.id()) => {
                    self.things.insert(path.id().to_owned(), path.abs_bounding_box());
                }
                Node::Image(_) => self.pictures += 1,
                Node::Path(_) => {}
            }
        }
    }

    /// What overlaps, leaves the sheet or has no name by which it could be found.
    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let (width, height) = self.size;
        // Nothing comes nearer to the edge than a printer's cut may err.
        let page = Rect::from_ltrb(10.0, 10.0, width - 10.0, height - 10.0).expect("a sheet");
        for (at, (name, words, ink)) in self.texts.iter().enumerate() {
            if name.is_empty() {
                faults.push(format!("“{words}” is in no group with a name"));
            }
            if !lies_in(*ink, page) {
                faults.push(format!("{name} “{words}” leaves the sheet: {ink:?}"));
            }
            if let Some(panel) = self.things.get("panel").filter(|_| name != "seal")
                && !lies_in(*ink, *panel)
            {
                faults.push(format!("{name} “{words}” leaves the panel: {ink:?}"));
            }
            let things = self.things.iter().filter(|(thing, _)| *thing != "panel" && *thing != name);
            for (thing, place) in things.filter(|(thing, _)| name != "seal" || *thing != "picture") {
                if meet(*ink, *place) {
                    faults.push(format!("{name} “{words}” {ink:?} stands on the {thing} {place:?}"));
                }
            }
            for (other, others, place) in &self.texts[at + 1..] {
                if other != name && meet(*ink, *place) {
                    faults.push(format!("{name} “{words}” {ink:?} stands on {other} “{others}” {place:?}"));
                }
            }
        }
        if let (Some(code), Some(seal)) = (self.things.get("code"), self.things.get("seal"))
            && meet(*code, *seal)
        {
            faults.push("the seal stands on the code".to_owned());
        }
        for needed in ["title", "code"] {
            if !self.things.contains_key(needed) && !self.texts.iter().any(|(name, ..)| name == needed) {
                faults.push(format!("there is no {needed}"));
            }
        }
        faults
    }
}

fn lies_in(inner: Rect, outer: Rect) -> bool {
    inner.left() >= outer.left()
        && inner.top() >= outer.top()
        && inner.right() <= outer.right()
        && inner.bottom() <= outer.bottom()
}

/// Whether two boxes share more than a hair.
fn meet(a: Rect, b: Rect) -> bool {
    let across = a.right().min(b.right()) - a.left().max(b.left());
    let down = a.bottom().min(b.bottom()) - a.top().max(b.top());
    across > 1.0 && down > 1.0
}

fn site() -> TestSite {
    TestSite::plaza().posters().file("content/events/p.png", picture(1)).also(
        "[languages.zh-Hant]\ntitle = \"燈街\"\nlabel = \"繁體\"\n\
         [community]\nname = \"Lantern Street Makers\"\nseal = \"灯\"\n",
    )
}

/// An event whose title is as long as a venue and an address that no poster has room for.
fn event(title: &str, lang: &str, design: &str, picture: bool) -> String {
    let (venue, summary) = if lang == "en" { (VENUE, SUMMARY) } else { (VENUE_ZH, SUMMARY_ZH) };
    let picture = if picture { "image = { src = \"p.png\", alt = \"A lamp\" }\n" } else { "" };
    format!(
        "+++\ntitle = \"{title}\"\nsummary = \"{summary}\"\nstart = 2026-11-27T19:30:00\nend = 2026-11-27T22:00:00\nprice = 0\n\
         poster = {{ design = \"{design}\" }}\n{picture}[venue]\nname = \"{venue}\"\naddress = \"{ADDRESS}\"\n+++\nText.\n"
    )
}

#[test]
fn titles_of_every_length_and_script_stand_clear_of_everything_else() {
    let mut site = site();
    for (script, lang, titles) in [("en", "en", ENGLISH), ("zh", "zh", CHINESE), ("mixed", "zh-Hant", MIXED)]
    {
        for (length, title) in titles.iter().enumerate() {
            for (design, picture) in DESIGNS.iter().flat_map(|design| [(design, false), (design, true)]) {
                let with = if picture { "picture" } else { "bare" };
                let path = format!("content/events/{script}{length}-{design}-{with}.{lang}.md");
                site = site.file(&path, event(title, lang, design, picture));
            }
        }
    }
    let edition = site.run(&mut site.pipeline());
    let seen = std::sync::Mutex::new(BTreeSet::new());
    let cut = stand_clear(&edition, |name, sheet| {
        let shows = name.contains("-picture") && ["obi", "stub"].iter().any(|design| name.contains(design));
        assert_eq!(sheet.pictures > 0, shows, "{name}");
        seen.lock().expect("no other thread panicked with it").insert(name.to_owned());
        let venue = if name.starts_with("/events") { "The Old" } else { "河滨" };
        let is_said =
            |(group, words, _): &(String, String, Rect)| group == "facts" && words.starts_with(venue);
        assert!(!name.contains("broadside") || sheet.texts.iter().any(is_said), "{name} names no venue");
    });
    assert_eq!(cut, [""; 0], "what nobody wrote for a poster is no reason to warn of");
    let seen = seen.into_inner().expect("no other thread panicked with it");
    // Scripts, lengths, designs, with a picture and without, formats.
    assert_eq!(seen.len(), 3 * 4 * 4 * 2 * 5, "{seen:?}");
}

#[test]
fn every_design_serves_every_kind() {
    let mut site = site().file("content/members/ji-yue.md", member("")).file(
        "content/tiers/keeper.md",
        "+++\ntitle = \"Keepers\"\nprice = 10\ncurrency = \"CNY\"\nperiod = \"month\"\n+++\n",
    );
    for design in DESIGNS {
        let poster = format!("poster = {{ design = \"{design}\" }}\n");
        for (path, text) in [
            (
                "drops/lamp",
                format!(
                    "title = \"Lamp No. 4, the kettle shade\"\nrelease_at = 2026-11-26T20:00:00\nprice = 268\ncurrency = \"CNY\"\nsku = \"LAMP-4\"\n{poster}[[early_access]]\ntier = \"keeper\"\nat = 2026-11-24T20:00:00"
                ),
            ),
            (
                "stories/voice",
                format!(
                    "title = \"The radio that kept his voice\"\ndate = 2026-11-14\npeople = [\"ji-yue\"]\nquote = \"The tape moved, and there he was, telling me to close the window.\"\n{poster}"
                ),
            ),
            (
                "chapters/riverside",
                format!("title = \"Riverside\"\nfocus = \"Where the Fridays began.\"\n{poster}"),
            ),
            (
                "campaigns/stairs",
                format!(
                    "title = \"Stairs that do not sag\"\ngoal = 36000\nunit = \"CNY\"\ndeadline = 2026-12-31\n{poster}"
                ),
            ),
            (
                "campaigns/kettles",
                format!("title = \"Thirty kettles\"\ngoal = 30\nunit = \"kettles\"\n{poster}"),
            ),
            (
                "events/weekly",
                format!(
                    "title = \"Open shed\"\nstart = 2026-11-28T14:00:00\nrrule = \"FREQ=WEEKLY;BYDAY=SA\"\n{poster}[venue]\nname = \"{VENUE}\""
                ),
            ),
            (
                "posters/doors",
                format!(
                    "title = \"Doors\"\ntarget = \"events/weekly-leaf\"\ndesign = \"{design}\"\nheadline = \"Come in\""
                ),
            ),
        ] {
            site = site.file(&format!("content/{path}-{design}.md"), format!("+++\n{text}\n+++\nText.\n"));
        }
        site = site.file(&format!("content/members/wen-{design}.md"), member(&poster));
    }
    let edition = site.run(&mut site.pipeline());
    assert_eq!(stand_clear(&edition, |_, _| {}), [""; 0]);
    let posters = edition.printer.as_ref().expect("a sound site").plan().posters.by_page.len();
    assert_eq!(posters, 8 * DESIGNS.len() + 1, "{}", support::told(&edition.diagnostics));
}

fn member(poster: &str) -> String {
    format!(
        "+++\nname = \"Ji Yue\"\nroles = [\"Repairer\"]\nsummary = \"Mends radios.\"\n{poster}[consent]\ngranted = 2024-01-01\n\
         scopes = [\"page\", \"photo\", \"poster\", \"feed\"]\n+++\n"
    )
}

#[test]
fn only_words_written_for_the_poster_are_told_of_when_they_are_cut() {
    let long = "Many words that nobody will read on a wall, and more of them. ".repeat(12);
    let told = |poster: &str| {
        let page = format!(
            "+++\ntitle = \"Mend\"\nsummary = \"{long}\"\nstart = 2026-11-27T19:30:00\nposter = {{ {poster} }}\n\
             [venue]\nname = \"{VENUE}\"\naddress = \"{long}\"\n+++\n"
        );
        let site = site().file("content/events/a.md", page);
        let edition = site.run(&mut site.pipeline());
        let found = check(&edition, PosterCheck::Words, &());
        found.iter().filter(|problem| problem.code == "poster::cut").count()
    };
    assert_eq!(told("design = \"broadside\""), 0);
    assert!(told(&format!("tagline = \"{long}\"")) > 0);
    assert!(told(&format!("headline = \"{}\"", long.repeat(3))) > 0);
}

/// The contrast of WCAG 2.1, §1.4.3.
fn contrast(a: &str, b: &str) -> f64 {
    let luminance = |colour: &str| {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("a colour")) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn every_text_of_the_designs_can_be_read_in_every_colour() {
    // The theme's own, light and very light, dark and near black, a grey in the middle, and what screens can at most.
    for seed in [
        "#cf3a1e", "#e2b100", "#fff9c4", "#101014", "#000000", "#808080", "#2b2d78", "#1f7a4d", "#ffffff",
        "#ff0000", "#00ff00", "#0000ff", "#ff00aa",
    ] {
        for paper in [Paper::Warm, Paper::White] {
            let inks = palette(seed, paper).expect("a colour").light;
            for (what, text, ground) in [
                ("text on the field", &inks.on, &inks.press),
                ("text on the disc", &inks.on, &inks.disc),
                ("text on the disc's dots", &inks.on, &inks.screen),
                ("text on paper", &inks.ink, &inks.paper),
                ("what stands back on paper", &inks.soft, &inks.paper),
                ("a kicker", &inks.spot, &inks.paper),
                ("a seal on a picture", &inks.on, &inks.press),
                ("a code", &inks.ink, &inks.paper),
            ] {
                let found = contrast(text, ground);
                assert!(found >= 4.5, "{seed}: {what} has {found:.2}");
            }
        }
    }
}
