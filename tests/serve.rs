//! The preview as a browser and a writer meet it: the real program, a site of its own, the loopback.
#![cfg(feature = "serve")]
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

#[path = "serve/desk.rs"]
mod desk;
#[path = "serve/editors.rs"]
mod editors;
#[path = "serve/edits.rs"]
mod edits;
#[path = "serve/posters.rs"]
mod posters;
#[path = "serve/preview.rs"]
mod preview;
#[path = "serve/scenarios.rs"]
mod scenarios;
#[path = "serve/steady.rs"]
mod steady;
#[path = "serve/storm.rs"]
mod storm;
#[path = "serve/strangers.rs"]
mod strangers;

use std::fs;
use std::net::TcpListener;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use preview::{Answer, PATIENCE, Preview, Site, encoded, files, handbill};

fn says(words: &str) -> impl Fn(&Answer) -> bool {
    move |answer| answer.status == 200 && answer.text().contains(words)
}

/// The next edition that a tab is told of.
fn news(tab: &std::sync::mpsc::Receiver<String>, preview: &Preview) -> String {
    tab.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no news:\n{}", preview.said()))
}

#[test]
fn every_output_is_served_as_build_writes_it_but_for_one_element() {
    let site = Site::new();
    let preview = site.serve();
    let out = site.build(&preview.address);
    let mut paths = Vec::new();
    files(&out, "", &mut paths);
    assert!(paths.len() > 12, "{paths:?}");
    for path in paths {
        let answer = preview.get(&format!("/{}", encoded(&path)));
        assert_eq!(answer.status, 200, "{path}");
        let (body, element) = answer.without_script();
        assert_eq!(element.is_some(), path.ends_with(".html"), "the script in {path}");
        assert!(body == fs::read(out.join(&path)).unwrap(), "{path} differs:\n{}", answer.text());
        let length = answer.header("content-length").and_then(|length| length.parse().ok());
        assert_eq!(length, Some(answer.body.len()), "{path}");
    }
}

#[test]
fn a_page_reloads_by_a_script_that_comes_before_its_own() {
    let site = Site::new();
    let preview = site.serve();
    let page = preview.get("/posts/kettle/");
    assert!(says("It boils.")(&page), "{}", page.text());
    assert!(page.text().contains("<head><script src=\"/_handbill/reload.js\""), "{}", page.text());
    assert!(
        preview.get("/former/").text().ends_with("></script>"),
        "no script without a head and an end tag"
    );
    let script = preview.get("/_handbill/reload.js");
    assert_eq!(script.header("content-type"), Some("text/javascript; charset=utf-8"));
    assert!(script.text().contains("/_handbill/events"));
}

#[test]
fn an_edit_reaches_the_page_and_tells_the_tabs() {
    let site = Site::new();
    let preview = site.serve();
    let tab = preview.listen();
    let first = news(&tab, &preview);
    let element = preview.get("/posts/kettle/").element();
    assert_eq!(element.data("edition"), Some(&*first), "the page is of the edition that tabs are told");
    site.post("kettle", "A kettle", "It sings.");
    let second = news(&tab, &preview);
    assert_ne!(first, second);
    let page = preview.get("/posts/kettle/");
    assert!(says("It sings.")(&page), "told before it was true: {}", page.text());
    assert_eq!(page.element().data("edition"), Some(&*second));
}

#[test]
fn a_tab_reloads_only_when_what_it_shows_has_changed() {
    let site = Site::new();
    site.write("content/about.md", "---\ntitle: About\n---\n![A picture](/picture.png)\n");
    let preview = site.serve();
    let tab = preview.listen();
    news(&tab, &preview);
    let shown = |page: &str| preview.get(page).element().data("shows").map(str::to_owned).unwrap();
    let pages = ["/posts/kettle/", "/posts/", "/about/", "/", "/nowhere/"];
    let before = pages.map(shown);
    let steps = || {
        let advice = pages.iter().zip(&before).map(|(page, shows)| preview.look(page, shows));
        advice.map(|advice| advice.step).collect::<Vec<_>>()
    };
    assert_eq!(steps(), ["stay"; 5]);
    site.post("kettle", "A kettle", "It sings.");
    news(&tab, &preview);
    assert_eq!(steps(), ["reload", "stay", "stay", "stay", "stay"], "a body is in its page alone");
    site.post("kettle", "The kettle", "It boils.");
    news(&tab, &preview);
    assert_eq!(steps(), ["reload", "reload", "stay", "stay", "stay"], "a title is in its list too");
    site.post("kettle", "A kettle", "It boils.");
    news(&tab, &preview);
    assert_eq!(steps(), ["stay"; 5], "what is as it was needs no reload");
    site.write("static/picture.png", "\u{89}PNG of another size");
    news(&tab, &preview);
    assert_eq!(
        steps(),
        ["stay", "stay", "reload", "stay", "stay"],
        "a picture whose name stays is shown anew"
    );
    site.write("content/nowhere.md", "---\ntitle: Now here\n---\nHere.\n");
    news(&tab, &preview);
    assert_eq!(steps()[4], "reload", "a page that was not there comes");
    assert_eq!(preview.look("/posts/kettle", "x.y").step, "reload", "an address that leads on");
    assert_eq!(preview.look("", "").step, "reload", "no address");
}

#[test]
fn other_styles_are_put_on_without_a_reload() {
    let site = Site::new();
    let base = fs::read_to_string(site.root().join("themes/t/templates/base.html")).unwrap();
    let link = "<link rel=\"stylesheet\" href=\"{{ root }}{{ assets[\"site.css\"].url }}\" integrity=\"{{ assets[\"site.css\"].integrity }}\"><link rel=\"stylesheet\" href=\"/own.css\"></head>";
    site.write("themes/t/templates/base.html", &base.replace("</head>", link));
    site.write("themes/t/assets/site.css", "p{color:red}");
    site.write("static/own.css", "p{margin:0}");
    let preview = site.serve();
    let tab = preview.listen();
    news(&tab, &preview);
    let element = preview.get("/about/").element();
    site.write("themes/t/assets/site.css", "p{color:green}");
    news(&tab, &preview);
    let first = preview.look("/about/", element.data("shows").unwrap());
    assert_eq!((first.step.as_str(), first.styles.len()), ("restyle", 2));
    assert!(
        says("p{color:green}")(&preview.get(first.styles[0].href.trim_start_matches(".."))),
        "{:?}",
        first.styles
    );
    assert!(first.styles[0].integrity.starts_with("sha"), "{:?}", first.styles);
    site.write("static/own.css", "p{margin:1px}");
    news(&tab, &preview);
    let second = preview.look("/about/", &first.shows);
    assert_eq!((second.step.as_str(), &second.styles[0]), ("restyle", &first.styles[0]));
    assert_ne!(second.styles[1], first.styles[1], "its name stays, so its address must not");
    assert!(says("p{margin:1px}")(&preview.get(&second.styles[1].href)));
    assert_eq!(preview.look("/about/", &second.shows).step, "stay");
}

#[test]
fn what_changes_nothing_tells_nobody() {
    let site = Site::new();
    let preview = site.serve();
    let tab = preview.listen();
    news(&tab, &preview);
    site.write("public/index.html", "an output");
    site.write(".git/index", "x");
    site.write("content/posts/.kettle.md.swp", "x");
    site.write("content/posts/kettle.md~", "x");
    site.write("README.md", "not of the site");
    site.post("kettle", "A kettle", "It boils.");
    assert_eq!(
        tab.recv_timeout(Duration::from_millis(400)),
        Err(RecvTimeoutError::Timeout),
        "{}",
        preview.said()
    );
    assert_eq!(preview.said().matches("planned").count(), 1, "{}", preview.said());
}

#[test]
fn a_broken_source_keeps_the_last_good_pages_until_it_is_mended() {
    let site = Site::new();
    let preview = site.serve();
    let tab = preview.listen();
    news(&tab, &preview);
    let shown = preview.get("/posts/kettle/").element();
    let shown = shown.data("shows").unwrap();
    site.write("content/posts/kettle.md", "---\ntitle: [<b>\n---\nHalf done.\n");
    let broken = news(&tab, &preview);
    preview.wait_until_said("the last good pages stay");
    assert!(preview.said().contains("content/posts/kettle.md"), "{}", preview.said());
    let advice = preview.look("/posts/kettle/", shown);
    assert_eq!((advice.step.as_str(), advice.edition), ("stay", broken), "a tab would reload for nothing");
    let problem = &advice.problems[0];
    let place = &problem["places"][0];
    assert_eq!(
        (&place["file"], &place["start"]["line"]),
        (&"content/posts/kettle.md".into(), &2.into()),
        "{problem}"
    );
    let marked = serde_json::json!({"number": 2, "before": "title: ", "marked": "[", "after": "<b>"});
    assert_eq!(place["lines"][1], marked, "{problem}");
    let page = preview.get("/posts/kettle/");
    assert!(says("It boils.")(&page), "{}", page.text());
    assert_eq!(page.element().data("edition"), Some(""), "a page that is opened now asks at once");
    site.post("kettle", "A kettle", "It is mended.");
    news(&tab, &preview);
    assert!(says("It is mended.")(&preview.get("/posts/kettle/")));
    let advice = preview.look("/posts/kettle/", shown);
    assert_eq!((advice.step.as_str(), advice.problems), ("reload", serde_json::json!([])));
}

#[test]
fn a_template_that_fails_on_a_page_leaves_its_last_good_bytes() {
    let site = Site::new();
    let preview = site.serve();
    site.write(
        "themes/t/templates/post.html",
        "{% extends \"base.html\" %}{% block main %}{{ nobody.home }}{% endblock main %}",
    );
    site.write("content/about.md", "---\ntitle: About\n---\nWho we became.\n");
    preview.wait_for("/about/", says("Who we became."));
    let page = preview.get("/posts/kettle/");
    assert!(says("It boils.")(&page), "{}: {}", page.status, page.text());
    let advice = preview.look("/posts/kettle/", page.element().data("shows").unwrap());
    assert_eq!((advice.step.as_str(), &advice.problems[0]["code"]), ("stay", &"template::render".into()));
    assert_eq!(preview.look("/about/", "").problems, serde_json::json!([]), "it is no problem of that page");
    preview.wait_until_said("themes/t/templates/post.html");
    assert_eq!(preview.said().matches("error[template::render]").count(), 1, "{}", preview.said());
    // Another change while it is broken does not make the broken edition the good one.
    site.write("content/about.md", "---\ntitle: About\n---\nWho we are now.\n");
    preview.wait_for("/about/", says("Who we are now."));
    assert!(says("It boils.")(&preview.get("/posts/kettle/")));
}

#[test]
fn a_site_that_starts_broken_says_why_and_mends_itself() {
    let site = Site::new();
    let template = "themes/t/templates/page.html";
    let good = fs::read_to_string(site.root().join(template)).unwrap();
    site.write(template, "{% extends \"base.html\" %}{% block main %}{{ nobody.home }}{% endblock main %}");
    let preview = site.serve();
    let tab = preview.listen();
    let first = news(&tab, &preview);
    let page = preview.get("/about/");
    assert_eq!(page.status, 500);
    assert!(page.text().contains("template::render") && page.text().contains("nobody"), "{}", page.text());
    assert_eq!(page.element().data("edition"), Some(&*first), "it would not mend itself");
    assert!(says("It boils.")(&preview.get("/posts/kettle/")), "what can be printed is not served");
    site.write(template, &good);
    news(&tab, &preview);
    assert!(says("Who we are.")(&preview.get("/about/")));
}

#[test]
fn a_broken_configuration_at_the_start_is_shown_on_every_page() {
    let site = Site::new();
    let good = fs::read_to_string(site.root().join("handbill.toml")).unwrap();
    site.write("handbill.toml", "title = <b>\n");
    let preview = site.serve();
    let page = preview.get("/about/");
    assert_eq!(page.status, 500);
    assert!(page.text().contains("handbill.toml:1:9") && !page.text().contains("<b>"), "{}", page.text());
    site.write("handbill.toml", &good);
    preview.wait_for("/about/", says("Who we are."));
}

#[test]
fn every_way_of_saving_is_seen() {
    for arguments in [&[][..], &["--poll"]] {
        let site = Site::new();
        let preview = site.serve_with(arguments);
        let content = site.root().join("content");
        let aside = site.root().join("aside");
        // Beside and renamed over, as many editors do.
        fs::write(content.join("about.md~"), "---\ntitle: About\n---\nRenamed over.\n").unwrap();
        fs::rename(content.join("about.md~"), content.join("about.md")).unwrap();
        preview.wait_for("/about/", says("Renamed over."));
        // Twice within a second, to the same length.
        site.write("content/about.md", "---\ntitle: About\n---\nWritten, one.\n");
        preview.wait_for("/about/", says("Written, one."));
        site.write("content/about.md", "---\ntitle: About\n---\nWritten, two.\n");
        preview.wait_for("/about/", says("Written, two."));
        // A folder that goes and comes back, and a change in it afterwards.
        fs::rename(&content, &aside).unwrap();
        preview.wait_for("/about/", |answer| answer.status == 404);
        fs::rename(&aside, &content).unwrap();
        preview.wait_for("/about/", says("Written, two."));
        site.post("new/of/folders", "New", "In a new folder.");
        fs::remove_dir_all(content.join("posts/new")).unwrap();
        site.post("late", "Late", "Afterwards.");
        preview.wait_for("/posts/late/", says("Afterwards."));
        preview.wait_for("/posts/", says("Late"));
    }
}

#[test]
fn a_site_that_goes_and_comes_back_is_watched_again() {
    let site = Site::new();
    let preview = site.serve();
    let (root, aside) = (site.root(), site.root().with_file_name("aside"));
    let mut paths = Vec::new();
    files(&root, "", &mut paths);
    for path in paths {
        fs::create_dir_all(aside.join(&path).parent().unwrap()).unwrap();
        fs::copy(root.join(&path), aside.join(&path)).unwrap();
    }
    fs::remove_file(root.join("handbill.toml")).unwrap();
    preview.wait_until_said("the preview goes on");
    fs::remove_dir_all(&root).unwrap();
    assert!(says("Who we are.")(&preview.get("/about/")), "the pages went with the folder");
    fs::write(aside.join("content/about.md"), "---\ntitle: About\n---\nSeen from aside.\n").unwrap();
    fs::rename(&aside, &root).unwrap();
    preview.wait_for("/about/", says("Seen from aside."));
    site.write("content/about.md", "---\ntitle: About\n---\nBack.\n");
    preview.wait_for("/about/", says("Back."));
}

#[test]
fn a_publication_comes_by_itself() {
    let site = Site::new();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let at = jiff::Timestamp::from_second(i64::try_from(now).unwrap() + 2).unwrap();
    let text = format!("---\ntitle: Soon\ndate: 2026-03-01\npublish_at: {at}\n---\nHere it is.\n");
    site.write("content/posts/soon.md", &text);
    let preview = site.serve();
    assert_eq!(preview.get("/posts/soon/").status, 404, "too early");
    preview.wait_for("/posts/soon/", says("Here it is."));
    let still = site.serve_with(&["--now", "2026-03-01"]);
    assert_eq!(still.get("/posts/soon/").status, 404, "--now stands still");
}

#[test]
fn an_address_without_its_slash_moves_and_an_unknown_one_gets_the_sites_own_page() {
    let site = Site::new();
    let preview = site.serve();
    let moved = preview.get("/posts/%e7%81%af?from=list");
    assert_eq!((moved.status, moved.header("location")), (308, Some("/posts/%E7%81%AF/?from=list")));
    assert!(says("亮了。")(&preview.get("/posts/%e7%81%af/")));
    let nothing = preview.get("/posts/nobody/");
    assert_eq!(nothing.status, 404);
    assert!(nothing.text().contains("Nothing on this bench") && nothing.text().contains("reload.js"));
    assert_eq!(preview.get("/posts/hidden/").status, 404, "a draft is shown");
}

#[test]
fn a_base_url_with_a_path_is_served_below_it() {
    let site = Site::new();
    let preview = site.serve_with(&["--base-url", "https://bench.example/team/site"]);
    assert!(preview.address.ends_with("/team/site/"), "{}", preview.address);
    let root = preview.get("/");
    assert_eq!((root.status, root.header("location")), (308, Some("/team/site/")));
    assert!(says("Welcome to the bench.")(&preview.get("/team/site/")));
    assert_eq!(preview.get("/team/site/about").header("location"), Some("/team/site/about/"));
    assert_eq!(preview.get("/about/").status, 404);
    assert_eq!(preview.get("/_handbill/reload.js").status, 200);
}

#[test]
fn answers_carry_their_types_and_tags() {
    let site = Site::new();
    let preview = site.serve();
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/next-build.json", "application/json; charset=utf-8"),
        ("/picture.png", "image/png"),
        ("/large.bin", "application/octet-stream"),
    ] {
        let whole = preview.get(path);
        assert_eq!((whole.status, whole.header("content-type")), (200, Some(kind)), "{path}");
        assert_eq!(whole.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(whole.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(whole.header("access-control-allow-origin"), None, "{path}");
        let head = preview.ask("HEAD", path, &[]);
        assert_eq!((head.status, head.body.len()), (200, 0), "{path}");
        assert_eq!(head.header("content-length"), whole.header("content-length"), "{path}");
        let tag = format!("If-None-Match: \"x\", W/{}", whole.header("etag").expect("a tag"));
        let same = preview.ask("GET", path, &[&tag]);
        assert_eq!((same.status, same.body.len()), (304, 0), "{path}");
        assert_eq!(preview.ask("GET", path, &["If-None-Match: \"x\""]).status, 200, "{path}");
    }
}

#[cfg(unix)]
#[test]
fn it_ends_when_asked_with_tabs_still_open() {
    let site = Site::new();
    let mut preview = site.serve();
    let tab = preview.listen();
    news(&tab, &preview);
    // A tab never goes by itself.
    assert_eq!(preview.terminate(), Some(0), "{}", preview.said());
    assert_eq!(tab.recv_timeout(PATIENCE), Err(RecvTimeoutError::Disconnected));
}

#[test]
fn a_port_that_was_given_and_is_in_use_fails() {
    let site = Site::new();
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = other.local_addr().unwrap().port().to_string();
    let failed = handbill().arg("serve").arg(site.root()).args(["--port", &port]).output().unwrap();
    assert_eq!(failed.status.code(), Some(3));
    let words = String::from_utf8_lossy(&failed.stderr);
    assert!(words.contains(&port) && words.contains("help:"), "{words}");
    assert!(failed.stdout.is_empty());
}

#[test]
fn a_folder_that_is_no_site_fails_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let failed = handbill().arg("serve").arg(folder.path()).args(["--port", "0"]).output().unwrap();
    assert_eq!(failed.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&failed.stderr).contains("handbill.toml"));
}
