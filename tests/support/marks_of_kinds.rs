//! Sources of drops, stories, chapters, print runs, tiers, campaigns and questions in which every text is marked.

use crate::marks::{Mark, State, drawing, mark};
use crate::support::TestSite;

/// One source in English and one in Chinese; `{own}` and `{tag}` stand for the marks.
fn both(site: &TestSite, place: &str, tag: &str, text: &str) {
    for (ending, lang) in [("", "en"), (".zh", "zh")] {
        let own = format!("{tag}{lang}");
        let text = text.replace("{own}", &own).replace("{tag}", tag);
        site.write(&format!("content/{place}{ending}.md"), text);
    }
}

/// One of each kind, held back or not, and sources that point at each of them.
pub(crate) fn kinds(site: &TestSite, tag: &str, state: State) {
    let lines = state.lines();
    let kind = |folder: &str, title: &str, fields: &str, body: &str| {
        let text = format!("+++\ntitle = \"{title}-{{own}}\"\n{fields}\n{lines}+++\n{body}-{{own}}\n");
        both(site, &format!("{folder}/{tag}"), tag, &text);
    };
    kind(
        "drops",
        "drop-title",
        "summary = \"drop-summary-{own}\"\nrelease_at = 2026-11-01T10:00:00\nsku = \"drop-sku-{own}\"\n\
         buy_url = \"https://shop.example/drop-buy-{own}\"\nmakers = [\"open\"]\n\
         early_access = [{ tier = \"plain\", at = 2026-10-01T10:00:00, url = \"https://shop.example/drop-early-{own}\" }]\n\
         vote = { url = \"https://forms.example/drop-vote-{own}\", options = [\"drop-option-{own}\"], results = \"data/votes-{own}.csv\" }\n\
         changes = [{ date = 2026-10-01, asked_by = \"open\", what = \"drop-change-{own}\" }]\nseries = \"shelf\"\ntags = [\"drop-tag-{own}\"]",
        "drop-body",
    );
    kind(
        "stories",
        "story-title",
        "summary = \"story-summary-{own}\"\ndate = 2026-11-01\npeople = [\"open\"]\nquote = \"story-quote-{own}\"\n\
         event = \"events/plain\"\ndrop = \"drops/plain\"\nchapter = \"plain\"\n\
         image = { src = \"story-lead-{own}.svg\", alt = \"story-alt-{own}\" }",
        "![story-inner-{own}](story-inner-{own}.svg) story-body",
    );
    kind(
        "chapters",
        "chapter-title",
        "city = \"chapter-city-{own}\"\nfocus = \"chapter-focus-{own}\"\nleads = [\"open\"]",
        "chapter-body",
    );
    kind(
        "posters",
        "run-title",
        "target = \"stories/plain\"\nheadline = \"run-headline-{own}\"\ntagline = \"run-tagline-{own}\"\n\
         placements = [{ id = \"run-id-{own}\", label = \"run-label-{own}\" }]\nplacements_csv = \"data/places-{own}.csv\"",
        "run-body",
    );
    kind(
        "tiers",
        "tier-title",
        "perks = [\"tier-perk-{own}\"]\njoin_url = \"https://join.example/tier-join-{own}\"",
        "## tier-heading-{own}\n\ntier-body",
    );
    kind(
        "campaigns",
        "campaign-title",
        "goal = 7\nunit = \"campaign-unit-{own}\"\nrewards = [\"campaign-reward-{own}\"]\n\
         pledge_url = \"https://pledge.example/campaign-pledge-{own}\"\nprogress = \"data/progress-{own}.csv\"",
        "campaign-body",
    );
    kind(
        "faq",
        "faq-title",
        "keywords = [\"faq-keyword-{own}\"]\ncontact = \"faq-contact-{own}@lantern.example\"",
        "faq-body",
    );
    both(
        site,
        &format!("events/in-{tag}"),
        tag,
        &format!(
            "+++\ntitle = \"meeting-title-{{own}}\"\nstart = 2026-12-02T19:30:00\nchapter = \"plain\"\nhosts = [\"open\"]\n{lines}+++\n"
        ),
    );
    for lang in ["en", "zh"] {
        let own = format!("{tag}{lang}");
        site.write(&format!("data/votes-{own}.csv"), format!("option,votes\ndrop-option-{own},4711\n"));
        site.write(
            &format!("data/places-{own}.csv"),
            format!("id,label\nrun-csv-id-{own},run-csv-label-{own}\n"),
        );
        site.write(&format!("data/progress-{own}.csv"), "date,raised,backers\n2026-11-01,3.1415,2\n");
        for file in ["story-lead", "story-inner"] {
            site.write(&format!("content/stories/{file}-{own}.svg"), drawing(&format!("{file}-bytes-{own}")));
        }
    }
    pointers(site, tag);
}

/// Sound sources that name what may be held back.
fn pointers(site: &TestSite, tag: &str) {
    let pointer = |place: &str, fields: &str| {
        both(site, place, tag, &format!("+++\n{fields}\n+++\nOwn words.\n"));
    };
    pointer("events/plain", "title = \"Plain event\"\nstart = 2026-10-01T10:00:00");
    pointer("chapters/plain", "title = \"Plain chapter\"");
    pointer("tiers/plain", "title = \"Plain tier\"");
    pointer("drops/plain", "title = \"Plain drop\"\nrelease_at = 2026-10-01T10:00:00\nseries = \"shelf\"");
    pointer("stories/plain", "title = \"Plain story\"\ndate = 2026-10-01\npeople = [\"open\"]");
    let early = "[{ tier = \"{tag}\", at = 2026-09-01T10:00:00 }]";
    pointer(
        &format!("drops/points-{tag}"),
        &format!(
            "title = \"Points\"\nrelease_at = 2026-10-01T10:00:00\nearly_access = {early}\nchapter = \"{{tag}}\""
        ),
    );
    pointer(
        &format!("stories/points-{tag}"),
        "title = \"Points\"\ndate = 2026-10-02\npeople = [\"open\"]\ndrop = \"drops/{tag}\"\nchapter = \"{tag}\"",
    );
    for (number, folder) in
        ["drops", "stories", "chapters", "posters", "tiers", "campaigns", "faq"].iter().enumerate()
    {
        pointer(
            &format!("posters/points-{tag}-{number}"),
            &format!("title = \"Points\"\ntarget = \"{folder}/{{tag}}\""),
        );
    }
    both(
        site,
        &format!("members/points-{tag}"),
        tag,
        "+++\nname = \"Points\"\ntier = \"{tag}\"\nchapter = \"{tag}\"\n\
         consent = { granted = 2026-01-01, scopes = [\"page\", \"photo\", \"poster\", \"feed\"] }\n+++\n",
    );
    both(
        site,
        &format!("guides/points-{tag}"),
        tag,
        "+++\ntitle = \"Points\"\n+++\n[[drops/{tag}]] [[stories/{tag}]] [[chapters/{tag}]] [[posters/{tag}]] [[tiers/{tag}]] \
         [[tiers/{tag}#tier-heading-{own}]] [[campaigns/{tag}]] [[faq/{tag}]] [own](../faq/{tag}.md) [own](/drops/{tag}/) \
         [own](/chapters/{tag}/feed.xml)\n",
    );
}

pub(crate) fn marks_of_kinds(tag: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    for lang in ["en", "zh"] {
        let mut all = |words: &[&str], place: &'static str| {
            marks.extend(words.iter().map(|word| mark(format!("{word}-{tag}{lang}"), place)));
        };
        all(
            &[
                "drop-title",
                "drop-summary",
                "drop-sku",
                "drop-buy",
                "drop-early",
                "drop-vote",
                "drop-option",
                "drop-change",
                "drop-body",
            ],
            "drops/",
        );
        all(&["drop-tag"], "tags/");
        all(&["story-title", "story-summary", "story-quote", "story-body", "story-alt"], "stories/");
        all(&["story-inner"], "stories/");
        all(&["story-lead-bytes", "story-inner-bytes"], "assets/pictures/story-");
        all(&["chapter-title", "chapter-city", "chapter-focus", "chapter-body"], "chapters/");
        all(&["run-title", "run-headline", "run-tagline", "run-body"], "posters/");
        all(&["run-id", "run-label", "run-csv-id", "run-csv-label"], "posters/");
        all(&["tier-title", "tier-perk", "tier-join", "tier-body", "tier-heading"], "join/");
        all(
            &["campaign-title", "campaign-unit", "campaign-reward", "campaign-pledge", "campaign-body"],
            "campaigns/",
        );
        all(&["faq-title", "faq-keyword", "faq-body"], "help/replies.csv");
        all(&["faq-title", "faq-keyword", "faq-contact", "faq-body"], "help/index.html");
        // What others draw from it, and what is told of it elsewhere.
        all(&["drop-title", "story-title", "chapter-title", "campaign-title", "faq-title"], "guides/points-");
        all(&["tier-title"], "drops/points-");
        all(&["tier-title"], "members/points-");
        all(&["chapter-title"], "members/points-");
        all(&["story-title", "story-quote"], "events/plain");
        all(&["story-title", "drop-title"], "drops/plain");
        all(&["story-title"], "chapters/plain/index.html");
        all(&["story-title"], "chapters/plain/feed.json");
        all(&["drop-title", "story-title", "tier-title", "campaign-title"], "posters/points-");
        all(&["drop-title", "story-title", "chapter-title"], "members/open");
        all(&["drop-title", "drop-body", "story-title", "campaign-title"], "feed.xml");
        all(&["drop-title", "drop-body", "story-title", "campaign-title"], "feed.json");
        all(&["drop-title"], "drops/2026/");
        all(&["drop-title", "drop-summary"], "drops.ics");
        all(&["meeting-title"], "chapters/plain/events.ics");
    }
    marks.push(mark("4711".to_owned(), "drops/"));
    marks.push(mark("3.1415".to_owned(), "campaigns/"));
    for path in [format!("/drops/{tag}/"), format!("/stories/{tag}/"), format!("/campaigns/{tag}/")] {
        marks.push(mark(path, "sitemap.xml"));
    }
    marks
}
