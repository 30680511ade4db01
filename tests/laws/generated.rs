//! Sites that are right, with names that are awkward.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use handbill::model::fold;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use unicode_normalization::UnicodeNormalization;

use crate::kinds::{directives, fields, write_beside};
use crate::support::{TestSite, picture};

const NAMES: [&str; 14] = [
    "plain",
    "with space",
    "中文",
    "100%",
    "emoji😀",
    "UPPER",
    "a&b",
    "it's",
    "D++",
    "dotted.name",
    "cafe\u{301}",
    "x%20y",
    "木工",
    "index-html",
];

const FOLDERS: [&str; 12] = [
    "posts",
    "events",
    "members",
    "drops",
    "stories",
    "chapters",
    "posters",
    "tiers",
    "campaigns",
    "faq",
    "",
    "guides/deep er",
];

/// A page of a generated site.
#[derive(Debug, Clone)]
pub(crate) struct Spec {
    pub(crate) folder: &'static str,
    name: &'static str,
    zh: bool,
    bundle: bool,
    own_slug: bool,
    tags: Vec<&'static str>,
    alias: bool,
    links: Vec<(Index, u8)>,
    picture: bool,
    draft: bool,
}

impl Spec {
    fn file(&self) -> String {
        let lang = if self.zh { ".zh" } else { "" };
        let slash = if self.folder.is_empty() { "" } else { "/" };
        if self.bundle {
            format!("{}{slash}{}/index{lang}.md", self.folder, self.name)
        } else {
            format!("{}{slash}{}{lang}.md", self.folder, self.name)
        }
    }

    pub(crate) fn reference(&self) -> String {
        if self.folder.is_empty() { self.name.to_owned() } else { format!("{}/{}", self.folder, self.name) }
    }

    pub(crate) fn slug(&self) -> String {
        if self.own_slug { self.name.to_owned() } else { handbill::resolve::slugify(self.name) }
    }

    fn address(&self) -> String {
        let lang = if self.zh { "zh/" } else { "" };
        if let Some(section) = self.gathered_on() {
            return format!("/{lang}{section}/#{}", handbill::resolve::slugify(&self.slug()));
        }
        let folder = self.folder.split('/').map(handbill::resolve::slugify).collect::<Vec<_>>().join("/");
        let slash = if folder.is_empty() { "" } else { "/" };
        format!("/{lang}{folder}{slash}{}/", self.slug())
    }

    /// The page where it stands with others.
    fn gathered_on(&self) -> Option<&'static str> {
        match self.folder {
            "tiers" => Some("join"),
            "faq" => Some("help"),
            _ => None,
        }
    }

    fn is_member(&self) -> bool {
        self.folder == "members"
    }

    fn text(&self, number: usize, all: &[Spec]) -> String {
        let mut text = String::from("+++\n");
        let field = if self.is_member() { "name" } else { "title" };
        writeln!(text, "{field} = \"Title {number} <&>\"").expect("a String");
        match self.folder {
            "posts" => writeln!(text, "date = 2026-11-{:02}", number % 28 + 1).expect("a String"),
            "events" => writeln!(text, "start = 2026-11-{:02}T19:30:00", number % 28 + 1).expect("a String"),
            "members" => text
                .push_str("consent = { granted = 2026-01-01, scopes = [\"page\", \"photo\", \"feed\"] }\n"),
            _ => {}
        }
        text.push_str(&fields(self, number, all));
        if self.own_slug {
            writeln!(text, "slug = \"{}\"", self.name).expect("a String");
        }
        if self.draft {
            text.push_str("draft = true\n");
        }
        writeln!(text, "tags = {:?}", self.tags).expect("a String");
        if self.alias {
            writeln!(
                text,
                "aliases = [\"/old/{number} 旧%/\", \"/old/{number}-index.html\", \"/old/b{number}\"]"
            )
            .expect("a String");
        }
        if self.picture {
            writeln!(text, "image = {{ src = \"pic %{number} 图.png\", alt = \"A picture\" }}")
                .expect("a String");
        }
        text.push_str(
            "+++\n## A heading 标题\n\nText[^1] and [here](#a-heading-标题).\n\n[^1]: A note.\n\n## fn-1\n\n",
        );
        if self.picture {
            writeln!(
                text,
                "![A picture]({})",
                utf8_percent_encode(&format!("pic %{number} 图.png"), NON_ALPHANUMERIC)
            )
            .expect("a String");
        }
        text.push_str(&directives(number, all));
        for (index, form) in &self.links {
            text.push_str(&self.link(index.get(all), *form));
            text.push_str("\n\n");
        }
        text
    }

    fn link(&self, to: &Spec, form: u8) -> String {
        let up = "../".repeat(self.file().matches('/').count());
        let encode = |path: &str| {
            path.split('/')
                .map(|part| utf8_percent_encode(part, NON_ALPHANUMERIC).to_string())
                .collect::<Vec<_>>()
                .join("/")
        };
        match form {
            0 => format!("[source]({up}{})", encode(&to.file())),
            1 => format!("[source]({up}{}#a-heading-标题)", encode(&to.file())),
            2 => format!("[[{}]]", to.reference()),
            3 => format!("[[{}#a-heading-标题|words]]", to.reference()),
            4..=6 if to.gathered_on().is_some() => {
                format!(
                    "[site](/{}{}/)",
                    if to.zh { "zh/" } else { "" },
                    to.gathered_on().unwrap_or_default()
                )
            }
            4 => format!("[site]({})", encode(&to.address()).replace("%2D", "-")),
            5 => format!("[site]({}#a-heading-标题)", encode(&to.address())),
            6 => format!("[site](<{}>)", encode(&to.address()).trim_end_matches('/')),
            7 if to.is_member() => format!("ask @{}帮忙", to.slug()),
            _ => "[list](/tags/) [home](/) [feed](/feed.xml)".to_owned(),
        }
    }
}

fn spec() -> impl Strategy<Value = Spec> {
    let place = (select(&FOLDERS[..]), select(&NAMES[..]), any::<bool>(), any::<bool>(), any::<bool>());
    let rest = (
        prop::collection::vec(
            select(&["repair", "Repair", "木工", "C++", "C#", "100%", "a/b", "…", "con"][..]),
            0..3,
        ),
        any::<bool>(),
        prop::collection::vec((any::<Index>(), 0u8..9), 0..4),
        any::<bool>(),
        prop::bool::weighted(0.15),
    );
    (place, rest).prop_map(|((folder, name, zh, bundle, own_slug), (tags, alias, links, picture, draft))| {
        Spec { folder, name, zh, bundle, own_slug, tags, alias, links, picture, draft }
    })
}

/// A site without two pages at one address.
pub(crate) fn specs() -> impl Strategy<Value = Vec<Spec>> {
    prop::collection::vec(spec(), 1..12).prop_map(|mut specs| {
        let (mut addresses, mut references) = (BTreeSet::new(), BTreeMap::new());
        specs.retain(|spec| {
            // A handle is its slug: two members with one are one person in two languages.
            let place = (fold(&spec.reference()), spec.zh);
            references.insert(place, spec.address()).is_none() && addresses.insert(fold(&spec.address()))
        });
        // Translations of one page have one slug, and one handle.
        let plain: BTreeMap<String, bool> =
            specs.iter().filter(|spec| !spec.zh).map(|spec| (spec.reference(), spec.own_slug)).collect();
        specs.retain(|spec| !spec.zh || plain.get(&spec.reference()).is_none_or(|own| *own == spec.own_slug));
        // A post with a tag that links may name, and somebody whom stories are about.
        specs.extend(["posts", "members"].map(|folder| Spec {
            folder,
            name: "tagged",
            zh: false,
            bundle: false,
            own_slug: false,
            tags: vec!["repair"],
            alias: false,
            links: Vec::new(),
            picture: false,
            draft: false,
        }));
        specs
    })
}

pub(crate) fn write_specs(site: &TestSite, specs: &[Spec], composed: bool) {
    write_beside(site);
    for (number, spec) in specs.iter().enumerate() {
        let path = format!("content/{}", spec.file());
        let text = spec.text(number, specs);
        // A keyboard writes `é` as one character, a disk may have named the file with two.
        site.write(&path, if composed { text.nfc().collect() } else { text });
        if spec.picture {
            let folder = path.rsplit_once('/').map_or("content", |(folder, _)| folder);
            site.write(&format!("{folder}/pic %{number} 图.png"), picture(number));
        }
    }
}
