//! Each use of a member, and the scope that it needs: with every scope but one, what needs that one is without them,
//! and everything else is not.

use crate::marks::{member, site};
use crate::support::{BuiltSite, TestSite};

const SCOPES: [&str; 4] = ["page", "photo", "poster", "feed"];

/// A use: the output, what stands in it, and the scope.
const USES: [(&str, &str, &str); 22] = [
    // Pages, lists, credits and backlinks.
    ("members/x/index.html", "Name-xen", "page"),
    ("members/index.html", "Name-xen", "page"),
    ("members/open/index.html", "Name-xen", "page"),
    ("posts/by-x/index.html", "Name-xen", "page"),
    ("events/by-x/index.html", "Name-xen", "page"),
    ("chapters/river/index.html", "Name-xen", "page"),
    ("drops/lamp/index.html", "Name-xen", "page"),
    ("stories/about/index.html", "Name-xen", "page"),
    ("sitemap.xml", "/members/x/", "page"),
    // Calendars: who invites to it.
    ("events/by-x/event.ics", "ORGANIZER;CN=\"Name-xen\"", "page"),
    ("events.ics", "ORGANIZER;CN=\"Name-xen\"", "page"),
    // Structured data.
    ("events/by-x/index.html", "\"organizer\":[{\"@type\":\"Person\",\"name\":\"Name-xen\"", "page"),
    ("posts/by-x/index.html", "\"author\":[{\"@type\":\"Person\",\"name\":\"Name-xen\"", "page"),
    // The story itself, which is nobody else's to tell.
    ("stories/index.html", "What x told", "page"),
    // Pictures.
    ("members/x/index.html", "avatar-xen", "photo"),
    ("members/index.html", "avatar-xen", "photo"),
    ("stories/about/index.html", "story-lead-x", "photo"),
    // What leaves the site.
    ("feed.xml", "Name-xen", "feed"),
    ("feed.json", "Name-xen", "feed"),
    ("posters/members/x/index.html", "Name-xen", "poster"),
    // The preview of a link: its words, and its picture, which is the poster.
    ("members/x/index.html", "<meta property=\"og:title\" content=\"Name-xen\"", "page"),
    (
        "members/x/index.html",
        "<meta property=\"og:image\" content=\"https://lantern.example/posters/members/x/wide.",
        "poster",
    ),
];

fn with(scopes: &[&str]) -> TestSite {
    let scopes: Vec<String> = scopes.iter().map(|scope| format!("\"{scope}\"")).collect();
    let site = site().config("theme = \"tiny\"", "theme = \"plaza\"").posters();
    member(
        &site,
        "x",
        "x",
        &format!("consent = {{ granted = 2026-01-01, scopes = [{}] }}", scopes.join(", ")),
    );
    site.write("content/stories/lead-x.svg", crate::marks::drawing("story-lead-x"));
    site.write(
        "content/stories/about.md",
        "+++\ntitle = \"What x told\"\ndate = 2026-11-01\npeople = [\"x\"]\nimage = { src = \"lead-x.svg\", alt = \"story-lead-x\" }\n+++\nTold.\n",
    );
    site.write("content/chapters/river.md", "+++\ntitle = \"River\"\nleads = [\"x\"]\n+++\n");
    site.write(
        "content/drops/lamp.md",
        "+++\ntitle = \"Lamp\"\nrelease_at = 2026-11-01T10:00:00\nmakers = [\"x\"]\n+++\n",
    );
    site
}

fn says(built: &BuiltSite, path: &str, words: &str) -> bool {
    let Some(bytes) = built.files.get(path) else { return false };
    // Calendars fold their lines (RFC 5545 §3.1).
    String::from_utf8_lossy(bytes).replace("\r\n ", "").contains(words)
}

#[test]
fn each_use_of_a_member_needs_its_own_scope_and_page() {
    let mut faults = String::new();
    for without in [None, Some("page"), Some("photo"), Some("poster"), Some("feed")] {
        let granted: Vec<&str> = SCOPES.into_iter().filter(|scope| Some(*scope) != without).collect();
        let built = with(&granted).build();
        for (path, words, scope) in USES {
            // Without `page` nothing else holds.
            let may = granted.contains(&scope) && granted.contains(&"page");
            if says(&built, path, words) != may {
                let what = if may { "lacks" } else { "has" };
                faults.push_str(&format!("without {without:?} `{path}` {what} `{words}`\n"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}
