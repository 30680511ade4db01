//! What the sources of a generated site say beside what all of them say: fields of each kind, and directives.

use std::fmt::Write as _;
use std::path::Path;

use crate::generated::Spec;
use crate::support::{TestSite, copy_folder};

/// One of the specs of a folder; another one for each number.
fn one<'a>(all: &'a [Spec], folder: &str, number: usize) -> Option<&'a Spec> {
    let own: Vec<&Spec> = all.iter().filter(|spec| spec.folder == folder).collect();
    own.get(number.checked_rem(own.len())?).copied()
}

/// Lines of front matter: references to whatever else there is, and files of `data/`.
pub(crate) fn fields(spec: &Spec, number: usize, all: &[Spec]) -> String {
    let mut text = String::new();
    let slug = |folder| one(all, folder, number).map(Spec::slug);
    let path = |folder| one(all, folder, number).map(Spec::reference);
    let person = slug("members").unwrap_or_default();
    let day = number % 28 + 1;
    let mut line = |words: String| writeln!(text, "{words}").expect("a String");
    let mut named = |field: &str, value: Option<String>| {
        if let Some(value) = value {
            line(format!("{field} = \"{value}\""));
        }
    };
    // All other chapters lie within the first, which lies within none.
    let city = one(all, "chapters", 0).map(Spec::slug).filter(|city| *city != spec.slug());
    named("chapter", if spec.folder == "chapters" { city } else { slug("chapters") });
    match spec.folder {
        "posts" => named("recap_of", path("events")),
        "members" => {
            named("tier", slug("tiers"));
            named("referred_by", Some(person));
        }
        "drops" => {
            let tier = slug("tiers").map(|tier| {
                format!("early_access = [{{ tier = \"{tier}\", at = 2026-10-{day:02}T10:00:00, url = \"https://shop.example/early\" }}]")
            });
            line(tier.unwrap_or_default());
            line(format!("release_at = 2026-11-{day:02}T20:00:00"));
            line("buy_url = \"https://shop.example/buy\"\nstock = { n = 0 }".to_owned());
            line("vote = { options = [\"Red\", \"蓝\"], results = \"data/votes.csv\" }".to_owned());
            line(format!("makers = [\"{person}\"]"));
            line(format!("changes = [{{ date = 2026-10-01, asked_by = \"{person}\", what = \"<b>\" }}]"));
        }
        "stories" => {
            named("event", path("events"));
            named("drop", path("drops"));
            line(format!("date = 2026-11-{day:02}\npeople = [\"{person}\"]\nquote = \"“<i>”\""));
        }
        "chapters" => line(format!("city = \"X\"\nleads = [\"{person}\"]")),
        "posters" => {
            let target = all.get(number * 7 % all.len()).map(Spec::reference);
            named("target", target);
            line("placements = [{ id = \"door\" }]\nplacements_csv = \"data/places.csv\"".to_owned());
        }
        "tiers" => line(format!("order = {}\nperks = [\"<p>\"]", number % 3)),
        "campaigns" => {
            line(format!("goal = 7\ndeadline = 2026-11-{day:02}\nprogress = \"data/progress.csv\""))
        }
        "faq" => line("keywords = [\"=1\", \"词\"]\ncontact = \"a@lantern.example\"".to_owned()),
        _ => {}
    }
    text
}

/// Directives that name members and events, one within another.
pub(crate) fn directives(number: usize, all: &[Spec]) -> String {
    let mut text = format!(
        "::::note{{title=\"N {number} <\"}}\n:::note\n[[posts/tagged]] @tagged\n\n## Inside {number}\n:::\n"
    );
    if let Some(person) = one(all, "members", number) {
        writeln!(text, "\n::member{{handle=\"{}\"}}", person.slug()).expect("a String");
    }
    if let Some(event) = one(all, "events", number) {
        writeln!(text, "\n::event{{path=\"{}\"}}", event.reference()).expect("a String");
    }
    text + "::::\n\n"
}

/// What sources name beside each other: files of `data/`, and components, where the theme has none.
pub(crate) fn write_beside(site: &TestSite) {
    site.write("data/votes.csv", "option,votes\nRed,1\n蓝,2\n");
    site.write("data/places.csv", "id,label\nbook-1,\"Book, 1\"\n");
    site.write("data/progress.csv", "date,raised,backers\n2026-10-01,1,\n2026-11-01,8.5,3\n");
    let config = std::fs::read_to_string(site.root().join("handbill.toml")).expect("the configuration");
    if config.contains("theme = \"tiny\"") {
        let own =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/directives/site/templates/components");
        copy_folder(&own, &site.root().join("templates/components"));
    }
}
