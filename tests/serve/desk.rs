//! The desk: what a writer is told of their site beside its pages, and nobody else.

use std::fs;

use super::preview::{Answer, Preview, Site};
use super::{files, says};

/// A site in the built-in theme, of whose stories, members and posters there is something to tell.
fn community() -> Site {
    let site = Site::new();
    site.write(
        "handbill.toml",
        "handbill = 1\ntitle = \"Bench\"\nbase_url = \"https://bench.example/\"\ntimezone = \"Asia/Shanghai\"\n[posters]\nformats = [\"wide\"]\n",
    );
    site.write(
        "content/events/walk.md",
        "---\ntitle: Night walk\nstart: 2026-11-28T19:30:00\n---\nBring a lamp.\n",
    );
    site.write(
        "content/posts/soon.md",
        "---\ntitle: Kept for winter\ndate: 2026-11-01\npublish_at: 2026-12-01T09:00:00\n---\nSnow is coming.\n",
    );
    site.write("content/members/wen.md", "---\nname: Wen Unasked\n---\nMends.\n");
    site.write(
        "content/stories/lamp.md",
        "---\ntitle: How the lamp was mended\ndate: 2026-10-01\npeople: [wen]\n---\nAt night.\n",
    );
    site
}

/// Whether a text has words in this order.
fn in_order(text: &str, words: &[&str]) -> bool {
    let mut rest = text;
    words.iter().all(|word| match rest.split_once(word) {
        Some((_, behind)) => {
            rest = behind;
            true
        }
        None => false,
    })
}

fn desk(preview: &Preview, inner: &str) -> String {
    let answer = preview.get(&format!("/_handbill/{inner}"));
    assert_eq!(answer.status, 200, "{inner}: {}", answer.text());
    answer.text()
}

#[test]
fn the_desk_counts_what_is_in_the_site_and_leads_to_it() {
    let site = Site::new();
    let preview = site.serve();
    let home = desk(&preview, "");
    assert!(in_order(&home, &["Bench", "3</span> pages", "1</span> withheld", "0</span> errors"]), "{home}");
    assert!(in_order(&home, &["kind=post", "Posts</a>", ">2</a>", "Pages</a>", ">1</a>"]), "{home}");
    let posts = desk(&preview, "pages/?kind=post");
    assert!(
        in_order(
            &posts,
            &["href=\"/posts/%E7%81%AF/\"", "灯", "2 Mar 2026", "content/posts/灯.md", "A kettle"]
        ),
        "{posts}"
    );
    assert!(!posts.contains("About"), "a page among the posts: {posts}");
    let feeds = desk(&preview, "outputs/?sort=feeds");
    assert!(feeds.contains("href=\"/feed.xml\""), "{feeds}");
    assert_eq!(preview.get("/_handbill/outputs").header("location"), Some("/_handbill/outputs/"));
    for nothing in
        ["nothing", "pages/?kind=x", "outputs/?sort=x", "pages/more", "../", "%2e%2e/", "desk.css/"]
    {
        assert_eq!(preview.get(&format!("/_handbill/{nothing}")).status, 404, "{nothing}");
    }
    site.post("spoon", "A spoon", "It bends.");
    preview.wait_for("/_handbill/pages/?kind=post", says("A spoon"));
}

#[test]
fn what_is_withheld_is_told_with_its_reason_at_the_desk_and_nowhere_else() {
    let site = community();
    let preview = site.serve_with(&["--now", "2026-11-20"]);
    let withheld = desk(&preview, "withheld/");
    for told in [
        &["Drafts", "Hidden", "content/posts/hidden.md", "Until a day"][..],
        &["Until a day", "Kept for winter", "content/posts/soon.md", "Tue 1 Dec 2026, 09:00", "in 11 days"],
        &["For want of consent", "Wen Unasked", "content/members/wen.md", "<code>page</code>, not granted"],
        &["For want of consent", "How the lamp was mended", "content/stories/lamp.md", "<b>Wen Unasked</b>"],
        &["Consent that does not hold", "Wen Unasked", "@wen", "not granted"],
    ] {
        assert!(in_order(&withheld, told), "{told:?} is not in\n{withheld}");
    }
    for page in ["/posts/hidden/", "/posts/soon/", "/members/wen/", "/stories/lamp/"] {
        assert_eq!(preview.get(page).status, 404, "{page}");
    }
    let out = site.build("https://bench.example/");
    let mut paths = Vec::new();
    files(&out, "", &mut paths);
    assert!(paths.len() > 12, "{paths:?}");
    for path in paths {
        let bytes = fs::read(out.join(&path)).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for secret in ["_handbill", "handbill-at", "Hidden", "Kept for winter", "Unasked", "How the lamp"] {
            assert!(!text.contains(secret), "{path} says {secret}");
        }
    }
}

#[test]
fn a_problem_is_told_with_its_place_and_the_last_good_pages_stay() {
    let site = Site::new();
    site.write(
        "content/posts/note.md",
        "---\ntitle: Note\ndate: 2026-03-05\n---\nWords.\n\n[^a]: Nobody asks.\n",
    );
    let preview = site.serve();
    let problems = desk(&preview, "problems/");
    assert!(
        in_order(
            &problems,
            &["warning", "markdown::footnote-unused", "content/posts/note.md:7:1", "Nobody asks."]
        ),
        "{problems}"
    );
    site.write("content/posts/kettle.md", "---\ntitle: A kettle\ndate: soon\n---\nIt boils.\n");
    let broken = preview.wait_for("/_handbill/problems/", says("content/posts/kettle.md:3:7"));
    assert!(in_order(&broken.text(), &["The pages stay", "error", "kettle.md", "warning", "note.md"]));
    assert!(in_order(&desk(&preview, ""), &["1</span> error"]), "the first page does not say so");
    site.post("kettle", "A kettle", "It is mended.");
    preview.wait_for("/_handbill/problems/", |answer| !answer.text().contains("kettle.md"));
}

#[test]
fn a_large_source_that_is_wrong_throughout_is_told_and_other_pages_go_on() {
    let site = Site::new();
    site.post("wrong", "Wrong", "[a](gone.md)");
    let preview = site.serve();
    let links: String = (0..5000).map(|n| format!("[a](nowhere-{n}.md)\n")).collect();
    site.post("all-wrong", "All wrong", &links);
    preview.wait_until_said(": 5001 errors");
    preview.wait_until_said("… and 4980 more problems: `handbill check` tells of them");
    site.post("kettle", "A kettle", "It goes on boiling.");
    preview.wait_for("/posts/kettle/", says("It goes on boiling."));
    let problems = desk(&preview, "problems/");
    let told = [
        "5001 errors",
        "content/posts/all-wrong.md:104:1",
        "nowhere-99.md",
        "content/posts/wrong.md:5:1",
        "And 4900 more: `handbill check` tells of them.",
    ];
    assert!(in_order(&problems, &told), "{}", &problems[problems.len() - 3000..]);
    site.post("all-wrong", "All right", "Mended.");
    preview.wait_for("/_handbill/problems/", |answer| answer.text().contains("One error"));
}

#[test]
fn the_next_changes_are_told_by_name() {
    let preview = community().serve_with(&["--now", "2026-11-20"]);
    let home = desk(&preview, "");
    let first = &["What changes next", "Mon 23 Nov 2026, 19:30", "in 3 days", "Night walk</a> is announced"];
    assert!(in_order(&home, first), "{home}");
    let all = desk(&preview, "time/");
    let later = [
        "Sat 28 Nov 2026, 19:30",
        "Night walk</a> begins",
        "1 Dec 2026, 09:00",
        "Kept for winter",
        "needs a build",
    ];
    assert!(in_order(&all, &later), "{all}");
}

/// The cookie that an answer sets, as a browser sends it back.
fn cookie(answer: &Answer) -> String {
    let set = answer.header("set-cookie").unwrap_or_else(|| panic!("no cookie in {}", answer.status));
    assert!(set.contains("SameSite=Strict"), "{set}");
    format!("Cookie: {}", set.split(';').next().unwrap())
}

#[test]
fn an_instant_is_chosen_without_a_script_and_the_site_is_as_of_then() {
    let site = community();
    let preview = site.serve_with(&["--now", "2026-11-20"]);
    assert_eq!(preview.get("/posts/soon/").status, 404);
    let chosen = preview.get("/_handbill/at?instant=2026-12-01T09%3A30&back=%2Fposts%2Fsoon%2F");
    assert_eq!((chosen.status, chosen.header("location")), (303, Some("/posts/soon/")));
    let cookie = cookie(&chosen);
    assert_eq!(
        cookie,
        format!("Cookie: handbill-at-{}=2026-12-01T01:30:00Z", preview.port),
        "in the site's zone"
    );
    let then = preview.ask("GET", "/posts/soon/", &[&cookie]);
    assert!(says("Snow is coming.")(&then), "{}: {}", then.status, then.text());
    assert_eq!(preview.get("/posts/soon/").status, 404, "another reader is elsewhere in time");
    // Every page of the desk says so, and tells of the present all the same.
    let home = preview.ask("GET", "/_handbill/withheld/", &[&cookie]).text();
    assert!(in_order(&home, &["as of", "Tue 1 Dec 2026, 09:30", "Back to now", "Kept for winter"]), "{home}");
    let time = preview.ask("GET", "/_handbill/time/", &[&cookie]).text();
    assert!(time.contains("value=\"2026-12-01T09:30\""), "{time}");
    // The end of the walk lies before it, nothing behind it.
    assert!(in_order(&time, &["instant=2026%2D12%2D01T01%3A00%3A00Z", "Change before"]), "{time}");
    let back = preview.ask("GET", "/_handbill/at?instant=&back=%2F", &[&cookie]);
    assert!(back.header("set-cookie").is_some_and(|set| set.contains("Max-Age=0")), "it stays then");
    for wrong in ["soon", "2026", "99999-01-01", "1900-01-01", "%00"] {
        let answer = preview.get(&format!("/_handbill/at?instant={wrong}"));
        assert_eq!((answer.status, answer.header("set-cookie")), (400, None), "{wrong}");
        assert!(answer.text().contains("is no instant"), "{wrong}: {}", answer.text());
    }
}

#[test]
fn a_way_back_leads_to_this_site_alone() {
    let preview = Site::new().serve();
    for elsewhere in [
        "https%3A%2F%2Fbench.example%2F",
        "%2F%2Fbench.example%2F",
        "%2F%5Cbench.example",
        "%2F%09%2Fbench.example",
        "bench.example",
        "%2F%0D%0ASet-Cookie%3A%20a%3Db",
        "javascript%3Aalert(1)",
    ] {
        let answer = preview.get(&format!("/_handbill/at?instant=2026-12-01&back={elsewhere}"));
        assert_eq!(
            (answer.status, answer.header("location")),
            (303, Some("/_handbill/time/")),
            "{elsewhere}"
        );
        let looked = desk(&preview, &format!("time/?page={elsewhere}"));
        assert!(looked.contains("<iframe id=\"frame\" src=\"/\""), "{elsewhere}: {looked}");
    }
    let looked = desk(&preview, "time/?page=%2Fabout%2F");
    assert!(looked.contains("<iframe id=\"frame\" src=\"/about/\""), "{looked}");
}

#[test]
fn each_design_of_a_poster_is_drawn_when_it_is_asked_for() {
    let site = community();
    let preview = site.serve_with(&["--now", "2026-11-20"]);
    let kept = || fs::read_dir(site.root().join(".handbill/cache")).map_or(0, Iterator::count);
    assert!(desk(&preview, "posters/").contains("page=%2Fevents%2Fwalk%2F"));
    let page = "page=%2Fevents%2Fwalk%2F";
    let designs = desk(&preview, &format!("posters/?{page}"));
    for design in ["broadside", "leaf", "obi", "stub"] {
        assert!(
            designs.contains(&format!("design={design}\" width=\"1080\" height=\"1440\" loading=\"lazy\"")),
            "{designs}"
        );
        assert!(designs.contains(&format!("poster:\n  design: {design}")), "{designs}");
    }
    assert!(in_order(&designs, &["<b>broadside</b> <span class=\"tag on\">", "<b>leaf</b>\n"]), "{designs}");
    assert_eq!(kept(), 0, "the page waited for a drawing");
    let drawing = preview.get(&format!("/_handbill/posters/picture?{page}&format=portrait&design=obi"));
    assert_eq!((drawing.status, drawing.header("content-type")), (200, Some("image/svg+xml; charset=utf-8")));
    assert!(drawing.text().contains("viewBox=\"0 0 1080 1440\""), "{}", &drawing.text()[..300]);
    assert!(kept() > 0, "what was drawn is kept");
    let sheet = preview.get(&format!("/_handbill/posters/picture?{page}&format=a4&design=leaf"));
    assert_eq!((sheet.status, sheet.header("content-type")), (200, Some("image/png")));
    let picture = image::load_from_memory(&sheet.body).expect("a picture");
    assert_eq!((picture.width(), picture.height()), (1080, 1527));
    let single = desk(&preview, &format!("posters/?{page}&format=wide&design=stub"));
    assert!(single.contains("1200 × 630") && single.contains("design=stub\" width=\"1200\""), "{single}");
    for nothing in [
        "page=%2Fevents%2Fwalk%2F&format=portrait&design=none",
        "page=%2Fevents%2Fwalk%2F&format=huge&design=obi",
        "page=%2Fposts%2Fkettle%2F&format=portrait&design=obi",
        "page=%2Fposts%2Fhidden%2F&design=obi",
        "page=&design=obi",
    ] {
        for path in ["posters/picture", "posters/"] {
            assert_eq!(preview.get(&format!("/_handbill/{path}?{nothing}")).status, 404, "{path}?{nothing}");
        }
    }
}

#[test]
fn a_design_that_cannot_be_drawn_says_why_in_its_place() {
    let site = community();
    site.write("posters/blank.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"></svg>");
    let preview = site.serve_with(&["--now", "2026-11-20"]);
    let page = "page=%2Fevents%2Fwalk%2F&format=portrait&design=blank";
    assert_eq!(preview.get(&format!("/_handbill/posters/picture?{page}")).status, 500);
    let told = desk(&preview, &format!("posters/?{page}"));
    assert!(in_order(&told, &["id=\"told\"", "poster::no-code", "posters/blank.svg"]), "{told}");
    assert!(!told.contains("<img"), "a picture that is none: {told}");
}

#[test]
fn what_content_and_addresses_say_stays_text() {
    let site = community();
    let hostile = "<script>alert(1)</script>\\\"'&";
    site.write(
        "content/events/odd.md",
        &format!(
            "---\ntitle: \"{hostile}\"\nstart: 2026-11-29T19:30:00\n---\n[^\"><script>alert(2)</script>]: x\n"
        ),
    );
    site.write(
        "content/posts/odd.md",
        &format!("---\ntitle: \"{hostile}\"\ndate: 2026-01-01\ndraft: true\n---\nx\n"),
    );
    site.write(
        "content/posts/kettle.md",
        "---\ntitle: A kettle\ndate: 2026-03-01\n\"<script>alert(3)</script>\": 1\n---\nIt boils.\n",
    );
    let preview = site.serve_with(&["--now", "2026-11-20"]);
    let query = "%22%3E%3Cscript%3Ealert(4)%3C%2Fscript%3E";
    let mut seen = 0;
    for inner in [
        "",
        "pages/",
        "pages/?kind=event",
        "outputs/?sort=pages",
        "withheld/",
        "problems/",
        "time/",
        "posters/",
        "posters/?page=%2Fevents%2Fodd%2F",
        "posters/?page=%2Fevents%2Fodd%2F&design=obi",
        "nothing",
    ] {
        let more = if inner.contains('?') { '&' } else { '?' };
        let answer = preview.get(&format!("/_handbill/{inner}{more}x={query}&lang={query}&of={query}"));
        let (text, policy) = (answer.text(), answer.header("content-security-policy"));
        assert!(!text.contains("<script>alert"), "{inner}: {text}");
        assert!(policy.is_some_and(|policy| policy.contains("script-src 'self'")), "{inner}");
        assert!(
            !text.contains(" style=") && !text.contains("<style") && !text.contains(" onclick"),
            "{inner}"
        );
        seen += usize::from(text.contains("&lt;script&gt;alert(1)"));
    }
    assert!(seen >= 5, "the title is shown in {seen} rooms");
    let wrong = preview.get(&format!("/_handbill/at?instant={query}"));
    assert!(wrong.text().contains("&lt;script&gt;alert(4)"), "{}", wrong.text());
    for refused in [&["Host: bench.example"][..], &["Origin: https://bench.example"]] {
        let head = format!(
            "GET /_handbill/withheld/ HTTP/1.1\r\nConnection: close\r\n{}\r\n\r\n",
            refused.join("\r\n")
        );
        assert_eq!(preview.raw(head.as_bytes()).status, 403);
    }
}

#[test]
fn the_desk_speaks_english_and_chinese() {
    let preview = Site::new().serve();
    let lang = |headers: &[&str]| {
        let text = preview.ask("GET", "/_handbill/withheld/", headers).text();
        (text.contains("<html lang=\"zh\">"), text.contains("草稿"))
    };
    assert_eq!(lang(&[]), (false, false));
    assert_eq!(lang(&["Accept-Language: zh-CN,zh;q=0.9,en;q=0.8"]), (true, true));
    let chosen = preview.get("/_handbill/withheld/?lang=zh");
    assert!(chosen.text().contains("草稿"), "{}", chosen.text());
    assert_eq!(lang(&[&cookie(&chosen), "Accept-Language: en"]), (true, true), "the choice is not kept");
}

#[test]
fn below_a_path_the_desk_leads_to_pages_below_it() {
    let preview = Site::new().serve_with(&["--base-url", "https://bench.example/team/site"]);
    let posts = desk(&preview, "pages/?kind=post");
    assert!(posts.contains("href=\"/team/site/posts/kettle/\""), "{posts}");
    assert!(desk(&preview, "time/").contains("<iframe id=\"frame\" src=\"/team/site/\""));
}
