//! Sources in which every text carries a mark of its own.

use crate::support::TestSite;

/// What a mark stands for: its word, and where it must turn up once it may (a part of a path).
pub(crate) struct Mark {
    pub(crate) word: String,
    pub(crate) appears_in: &'static str,
}

pub(crate) fn mark(word: String, appears_in: &'static str) -> Mark {
    Mark { word, appears_in }
}

/// What is held back, and how.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Published,
    Draft,
    Embargoed,
}

impl State {
    pub(crate) fn lines(self) -> &'static str {
        match self {
            Self::Published => "",
            Self::Draft => "draft = true\n",
            Self::Embargoed => "publish_at = 2026-12-01\n",
        }
    }
}

/// Pages of every kind and both languages whose texts are marked with `tag`.
pub(crate) fn pages(site: &TestSite, tag: &str, state: State) {
    let lines = state.lines();
    for (ending, lang) in [("", "en"), (".zh", "zh")] {
        let own = format!("{tag}{lang}");
        site.write(
            &format!("content/posts/{tag}{ending}.md"),
            format!(
                "+++\ntitle = \"post-title-{own}\"\nsummary = \"post-summary-{own}\"\ndate = 2026-11-02\n\
                 tags = [\"post-tag-{own}\"]\naliases = [\"/post-alias-{own}/\", \"/post-alias-{own}.html\"]\n\
                 image = {{ src = \"post-lead-{own}.svg\", alt = \"post-alt-{own}\" }}\nauthors = [\"open\"]\n\
                 people = [\"open\"]\nrecap_of = \"events/{tag}\"\nuid = \"post-uid-{tag}\"\n{lines}\
                 [extra]\nnote = \"post-extra-{own}\"\n+++\n\
                 post-body-{own} ![post-picture-alt-{own}](post-picture-{own}.svg)\n\n## post-heading-{own}\n\n\
                 ```\npost-code-{own}\n```\n\n[file](post-file-{own}.pdf)[^1]\n\n[^1]: post-note-{own}\n"
            ),
        );
        for file in ["post-lead", "post-picture", "post-file"] {
            let words = format!("{file}-bytes-{own}");
            if file == "post-file" {
                site.write(&format!("content/posts/{file}-{own}.pdf"), words);
            } else {
                site.write(&format!("content/posts/{file}-{own}.svg"), drawing(&words));
            }
        }
        site.write(
            &format!("content/events/{tag}{ending}.md"),
            format!(
                "+++\ntitle = \"event-title-{own}\"\nstart = 2026-11-28T19:30:00\nend = 2026-11-28T21:17:00\n\
                 hosts = [\"open\"]\nspeakers = [\"open\"]\nvenue = {{ name = \"event-venue-{own}\", address = \
                 \"event-address-{own}\" }}\nonline_url = \"https://meet.example/event-online-{own}\"\n\
                 rsvp = {{ url = \"https://forms.example/event-rsvp-{own}\" }}\n\
                 questions_url = \"https://forms.example/event-questions-{own}\"\nrecap = \"posts/{tag}\"\n\
                 mode = \"mixed\"\ntags = [\"event-tag-{own}\"]\nseries = \"event-series-{own}\"\n{lines}+++\nevent-body-{own}\n"
            ),
        );
        site.write(
            &format!("content/guides/{tag}{ending}.md"),
            format!("+++\ntitle = \"page-title-{own}\"\n{lines}+++\npage-body-{own} <b>page-raw-{own}</b>\n"),
        );
        site.write(
            &format!("content/posts/points-{tag}{ending}.md"),
            format!(
                "+++\ntitle = \"Points at {lang}\"\nsummary = \"Own words.\"\ndate = 2026-11-01\nrecap_of = \"events/{tag}\"\n+++\n\
                 [[posts/{tag}]] [[events/{tag}]] [[guides/{tag}]] [[posts/{tag}#post-heading]] \
                 [own words]({tag}.md) [own words](/posts/{tag}/) [own words](../events/{tag}.md)\n"
            )
            .replace("#post-heading", &format!("#post-heading-{own}")),
        );
        site.write(
            &format!("content/events/points-{tag}{ending}.md"),
            format!("+++\ntitle = \"Has recap {lang}\"\nstart = 2026-10-01T10:00:00\nrecap = \"posts/{tag}\"\n+++\n"),
        );
    }
}

/// A drawing that says these words: they stay when it is written anew.
pub(crate) fn drawing(words: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"><title>{words}</title></svg>")
}

pub(crate) fn marks_of_pages(tag: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    for lang in ["en", "zh"] {
        let post = |word: &str, place| mark(format!("{word}-{tag}{lang}"), place);
        for word in ["title", "summary", "tag", "lead", "alt", "extra", "body", "picture", "picture-alt"] {
            marks.push(post(&format!("post-{word}"), "posts/"));
        }
        for word in ["heading", "code", "note", "file"] {
            marks.push(post(&format!("post-{word}"), "posts/"));
        }
        for word in ["post-lead-bytes", "post-picture-bytes"] {
            marks.push(post(word, "assets/pictures/post-"));
        }
        marks.push(post("post-file-bytes", "posts/post-"));
        marks.push(post("post-alias", "post-alias"));
        marks.push(post("post-alias", "_redirects"));
        for word in ["title", "venue", "address", "online", "rsvp", "questions", "tag", "body"] {
            marks.push(post(&format!("event-{word}"), "events/"));
        }
        for word in ["page-title", "page-body", "page-raw"] {
            marks.push(post(word, "guides/"));
        }
        // What others draw from it.
        marks.push(post("post-title", if lang == "en" { "posts/points-" } else { "zh/posts/points-" }));
        marks.push(post("post-title", if lang == "en" { "events/points-" } else { "zh/events/points-" }));
        marks.push(post("event-title", if lang == "en" { "posts/points-" } else { "zh/posts/points-" }));
        marks.push(post("post-title", "feed.xml"));
        marks.push(post("event-title", "feed.xml"));
        let calendar = if lang == "en" { "events.ics" } else { "zh/events.ics" };
        marks.extend(["event-title", "event-venue", "event-address"].map(|word| post(word, calendar)));
        marks.extend(
            ["/event.ics", "series/event-series", "tags/event-tag"].map(|place| post("event-title", place)),
        );
        marks.push(post("event-title", "members/open/"));
    }
    marks.push(mark(format!("post-uid-{tag}"), "posts/"));
    marks.push(mark("21:17".to_owned(), "events/"));
    marks
}

pub(crate) fn member(site: &TestSite, handle: &str, tag: &str, consent: &str) {
    for (ending, lang) in [("", "en"), (".zh", "zh")] {
        let own = format!("{tag}{lang}");
        site.write(
            &format!("content/members/{handle}{ending}.md"),
            format!(
                "+++\nname = \"Name-{own}\"\nsummary = \"member-summary-{own}\"\nroles = [\"member-role-{own}\"]\n\
                 joined = 2024-03-01\nlinks = [{{ label = \"member-label-{own}\", url = \
                 \"https://notes.example/member-link-{own}\" }}]\navatar = \"avatar-{own}.svg\"\n\
                 image = {{ src = \"image-{own}.svg\", alt = \"member-alt-{own}\" }}\ntags = [\"member-tag-{own}\"]\n\
                 aliases = [\"/member-alias-{own}/\"]\nreferred_by = \"open\"\n{consent}\n\
                 private = {{ phone = \"private-{own}\" }}\n\n[extra]\nnote = \"member-extra-{own}\"\n+++\n\
                 member-body-{own}\n\n![inner-alt-{own}](inner-{own}.svg)\n"
            ),
        );
        for file in ["avatar", "image", "inner"] {
            site.write(
                &format!("content/members/{file}-{own}.svg"),
                drawing(&format!("bytes of {file}-{own}")),
            );
        }
        site.write(
            &format!("content/posts/by-{handle}{ending}.md"),
            format!(
                "+++\ntitle = \"By somebody {lang}\"\ndate = 2026-11-05\nauthors = [\"{handle}\"]\n\
                 people = [\"{handle}\"]\n+++\nThanks, @{handle}! {wiki} [own words](../members/{handle}.md)\n",
                wiki = if site_wants_wiki(tag) { format!("[[members/{handle}]]") } else { String::new() }
            ),
        );
        site.write(
            &format!("content/events/by-{handle}{ending}.md"),
            format!(
                "+++\ntitle = \"With somebody {lang}\"\nstart = 2026-11-29T19:30:00\nhosts = [\"{handle}\"]\n\
                 speakers = [\"{handle}\"]\n+++\nAsk @{handle}帮忙。\n"
            ),
        );
    }
}

/// Feeds print the title behind a wiki link as pages do; a test of its own says so.
pub(crate) fn site_wants_wiki(tag: &str) -> bool {
    tag != "nofeed"
}

pub(crate) fn names(tag: &str) -> Vec<Mark> {
    ["en", "zh"].into_iter().map(|lang| mark(format!("Name-{tag}{lang}"), "posts/by-")).collect()
}

pub(crate) fn pictures(tag: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    for lang in ["en", "zh"] {
        for word in ["avatar", "image", "inner", "member-alt", "inner-alt"] {
            marks.push(mark(format!("{word}-{tag}{lang}"), "members/"));
        }
    }
    marks
}

pub(crate) fn marks_of_a_member(tag: &str) -> Vec<Mark> {
    let mut marks = names(tag);
    marks.extend(pictures(tag));
    for lang in ["en", "zh"] {
        for word in ["summary", "role", "label", "link", "tag", "extra", "body"] {
            marks.push(mark(format!("member-{word}-{tag}{lang}"), "members/"));
        }
        marks.push(mark(format!("member-alias-{tag}{lang}"), "_redirects"));
    }
    marks
}

pub(crate) const ALL: &str =
    "consent = { granted = 2026-01-01, scopes = [\"page\", \"photo\", \"poster\", \"feed\"] }";

pub(crate) fn site() -> TestSite {
    let site = TestSite::new();
    site.write("content/members/open.md", format!("+++\nname = \"Open Person\"\n{ALL}\n+++\n").as_bytes());
    site.write("content/members/open.zh.md", format!("+++\nname = \"公开的人\"\n{ALL}\n+++\n").as_bytes());
    site
}
