//! A preview that goes on whatever comes: files that go while the site is broken, changes in the midst of a run, clients that have
//! closed their side, times that are none.

use std::fs;
use std::io::{Read, Write};
use std::net::Shutdown;
use std::thread;
use std::time::Duration;

use super::preview::{Answer, PATIENCE, Preview, Site};
use super::scenarios::{WAYS, about};
use super::{news, says};

#[test]
fn a_file_that_goes_while_the_site_is_broken_takes_nothing_else_along() {
    for way in WAYS {
        let site = Site::new();
        site.write("content/about.md", "---\ntitle: About\n---\n![A picture](/picture.png)\n");
        let lamp = site.root().join("content/posts/lamp");
        fs::create_dir_all(&lamp).unwrap();
        image::RgbImage::from_pixel(900, 600, image::Rgb([9, 90, 30])).save(lamp.join("p.png")).unwrap();
        site.write(
            "content/posts/lamp/index.md",
            "---\ntitle: Lamp\ndate: 2026-03-01\n---\nLit. ![A lamp](p.png)\n",
        );
        let preview = site.serve_with(way);
        let tab = preview.listen();
        news(&tab, &preview);
        let shown = |path: &str| preview.get(path).element().data("shows").map(str::to_owned).unwrap();
        let pages = ["/about/", "/posts/lamp/", "/posts/"].map(|path| (path, shown(path)));
        let kettle = fs::read_to_string(site.root().join("content/posts/kettle.md")).unwrap();
        site.write("content/posts/kettle.md", "---\ntitle: [<b>\n---\nHalf done.\n");
        news(&tab, &preview);
        fs::remove_file(site.root().join("static/picture.png")).unwrap();
        fs::remove_dir_all(&lamp).unwrap();
        // Both are gone for the press, too, when this is told.
        site.write("content/posts/hidden.md", "---\ntitle: [<i>\n---\nHalf done, too.\n");
        preview.wait_until_said("hidden.md");
        for (path, shows) in &pages {
            let advice = preview.look(path, shows);
            assert_eq!(advice.step, "stay", "{path}, {way:?}");
            assert!(advice.problems[0]["code"].is_string(), "{path} says nothing of the problem");
            assert_eq!(preview.get(path).status, 200, "{path}, {way:?}");
        }
        assert!(says("Lit.")(&preview.get("/posts/lamp/")), "the last good page went");
        assert_eq!(preview.get("/picture.png").status, 404);
        site.write("content/posts/kettle.md", &kettle);
        fs::remove_file(site.root().join("content/posts/hidden.md")).unwrap();
        site.write("static/picture.png", "\u{89}PNG, and back again");
        preview.wait_for("/posts/lamp/", |answer| answer.status == 404);
        assert!(says("It boils.")(&preview.get("/posts/kettle/")));
        assert!(!preview.said().contains("panicked"), "{}", preview.said());
    }
}

#[test]
fn a_theme_that_goes_and_an_asset_that_it_lacks_leave_the_last_good_page_with_its_styles() {
    for way in WAYS {
        let site = Site::new();
        let root = site.root();
        let base = fs::read_to_string(root.join("themes/t/templates/base.html")).unwrap();
        let link = "<link rel=\"stylesheet\" href=\"{{ root }}{{ assets[\"own.css\"].url }}\"></head>";
        site.write("themes/t/templates/base.html", &base.replace("</head>", link));
        site.write("themes/t/assets/own.css", "p{color:red}");
        let preview = site.serve_with(way);
        let tab = preview.listen();
        news(&tab, &preview);
        let page = preview.get("/about/");
        let shows = page.element().data("shows").map(str::to_owned).unwrap();
        let style_of = |page: &Answer| {
            let text = page.text();
            let (_, href) = text.split_once("rel=\"stylesheet\" href=\"..").expect("a style");
            href.split('"').next().unwrap().to_owned()
        };
        let style = style_of(&page);
        assert!(says("p{color:red}")(&preview.get(&style)), "{style}");
        let stays = |code: &str| {
            let now = preview.get("/about/");
            assert!(now.without_script().0 == page.without_script().0, "{code}, {way:?}: {}", now.text());
            assert!(says("p{color:red}")(&preview.get(&style)), "{code}, {way:?}: its style went");
            let advice = preview.look("/about/", &shows);
            assert_eq!((&*advice.step, &advice.problems[0]["code"]), ("stay", &code.into()), "{way:?}");
        };
        fs::rename(root.join("themes/t"), root.join("themes/away")).unwrap();
        news(&tab, &preview);
        stays("theme::unknown");
        fs::rename(root.join("themes/away"), root.join("themes/t")).unwrap();
        news(&tab, &preview);
        let advice = preview.look("/about/", &shows);
        assert_eq!((&*advice.step, advice.problems), ("stay", serde_json::json!([])), "{way:?}");
        fs::remove_file(root.join("themes/t/assets/own.css")).unwrap();
        news(&tab, &preview);
        stays("template::render");
        site.write("themes/t/assets/own.css", "p{color:green}");
        let mended = preview.wait_for("/about/", |now| now.status == 200 && style_of(now) != style);
        assert!(says("p{color:green}")(&preview.get(&style_of(&mended))), "{way:?}");
    }
}

/// The configuration is changed, so that every source is parsed again, and a page a moment later, in the midst of that.
#[test]
fn a_change_in_the_midst_of_a_run_is_on_show_in_the_end() {
    for way in WAYS {
        let site = Site::new();
        for at in 0..800 {
            site.post(
                &format!("many/p{at}"),
                &format!("P{at}"),
                &"Many **words** with [links](/about/). ".repeat(20),
            );
        }
        let config = fs::read_to_string(site.root().join("handbill.toml")).unwrap();
        let preview = site.serve_with(way);
        for (step, after) in [20, 40, 80, 120, 200, 350].into_iter().enumerate() {
            site.write("handbill.toml", &config.replace("Bench", &format!("Bench {step}")));
            thread::sleep(Duration::from_millis(after));
            let words = format!("Version {step}.");
            site.write("content/about.md", &about(&words));
            preview.wait_for("/about/", says(&words));
            preview.wait_for("/feed.xml", says(&format!("Bench {step}")));
        }
    }
}

/// Sends, closes its own side, and takes what comes until the end.
fn send_and_close(preview: &Preview, bytes: &str) -> Vec<u8> {
    let mut stream = preview.connect();
    stream.write_all(bytes.as_bytes()).unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    answer
}

#[test]
fn whoever_closes_their_side_is_answered() {
    let site = Site::new();
    let preview = site.serve();
    let host = format!("Host: 127.0.0.1:{}", preview.port);
    let ask = |method: &str, path: &str| {
        send_and_close(&preview, &format!("{method} {path} HTTP/1.1\r\n{host}\r\n\r\n"))
    };
    for path in ["/", "/about/", "/nobody/", "/large.bin", "/feed.xml", "/_handbill/reload.js"] {
        let (closed, open) = (Answer::new(&ask("GET", path)), preview.get(path));
        assert!(closed.status == open.status && closed.body == open.body, "{path}: {}", closed.status);
        assert_eq!(Answer::new(&ask("HEAD", path)).status, open.status, "{path}");
    }
    let two = format!("GET /robots.txt HTTP/1.1\r\n{host}\r\n\r\nGET /about/ HTTP/1.1\r\n{host}\r\n\r\n");
    let two = String::from_utf8_lossy(&send_and_close(&preview, &two)).into_owned();
    assert!(two.matches("HTTP/1.1 200 OK").count() == 2 && two.contains("Who we are."), "{two}");
    // Who sends no more hears the present and no more.
    let heard = String::from_utf8_lossy(&ask("GET", "/_handbill/events")).into_owned();
    assert!(heard.contains("event: edition"), "{heard}");
    assert!(send_and_close(&preview, "").is_empty());
    let half = Answer::new(&send_and_close(&preview, "GET / HT"));
    assert!(half.status == 0 || half.status == 400, "{}", half.status);
    assert!(says("Welcome")(&preview.get("/")), "it is down");
}

#[test]
fn a_time_that_is_none_is_the_present() {
    let site = Site::new();
    let preview = site.serve();
    let name = format!("handbill-at-{}", preview.port);
    let ask = |path: &str, cookie: &str| preview.ask("GET", path, &[&format!("Cookie: {cookie}")]);
    let long = "9".repeat(4096);
    for odd in [
        "",
        "x",
        "2026-13-45",
        "99999-01-01T00:00:00Z",
        "-99999-01-01T00:00:00Z",
        "2026-11-27",
        "\"",
        "%00",
        &long,
    ] {
        for cookie in
            [format!("{name}={odd}"), format!("{name}={odd}; {name}={odd}"), format!("a=b;;{name}={odd}")]
        {
            for path in ["/", "/_handbill/", "/_handbill/time/", "/_handbill/look?page=/&shows=x"] {
                assert_eq!(ask(path, &cookie).status, 200, "{path} as of {odd:.40}");
            }
            assert_eq!(ask("/", &cookie).element().data("now"), None, "{odd:.40} is a time");
        }
    }
    // The first and the last instants that there are, and of two times the first.
    for far in ["9999-12-30T22:00:00.999999999Z", "-009999-01-02T01:59:59Z", "1970-01-01T00:00:00Z"] {
        for path in
            ["/", "/posts/", "/feed.xml", "/_handbill/", "/_handbill/time/", "/_handbill/look?page=/&shows=x"]
        {
            let answer = ask(path, &format!("{name}={far}; {name}=2026-03-01T00:00:00Z"));
            assert_eq!(answer.status, 200, "{path} as of {far}: {}", answer.text());
        }
        let two = ask("/", &format!("{name}={far}; {name}=2026-03-01T00:00:00Z"));
        assert_eq!(two.element().data("now"), Some(far));
    }
    let many = vec![format!("{name}=2026-03-01T00:00:00Z"); 300].join("; ");
    assert!([200, 431].contains(&ask("/", &many).status));
    assert!(says("Welcome")(&preview.get("/")), "it is down");
    assert!(!preview.said().contains("panicked"), "{}", preview.said());
}

/// How much memory it has, in KiB.
#[cfg(target_os = "linux")]
fn memory(preview: &Preview) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", preview.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a size");
    line.split_whitespace().next().and_then(|size| size.parse().ok()).expect("a number")
}

/// As fuzzing allows.
#[cfg(target_os = "linux")]
const GROWTH: u64 = 16 * 1024;

#[cfg(target_os = "linux")]
#[test]
fn neither_instants_nor_edits_pile_up() {
    let site = Site::new();
    let noon = |day: i64| jiff::Timestamp::from_second(1_700_049_600 + day * 86_400).unwrap();
    for day in 0..160 {
        let text = format!(
            "---\ntitle: Day {day}\ndate: 2023-11-01\npublish_at: {}\n---\nAnother day.\n",
            noon(day)
        );
        site.write(&format!("content/posts/day-{day}.md"), &text);
    }
    let preview = site.serve();
    // The site is another one on each of these days.
    let look_around = |days: &mut dyn Iterator<Item = i64>| {
        for day in days {
            let cookie = format!("Cookie: handbill-at-{}={}", preview.port, noon(day));
            let path = |day: i64| format!("/posts/day-{day}/");
            assert_eq!(preview.ask("GET", &path(day), &[&cookie]).status, 200, "{day}");
            assert_eq!(preview.ask("GET", &path(day + 1), &[&cookie]).status, 404, "{day}");
        }
    };
    look_around(&mut (0..160).step_by(4));
    let warm = memory(&preview);
    look_around(&mut (0..159).filter(|day| day % 4 > 0));
    let end = memory(&preview);
    println!("after 40 instants {warm} KiB, after 160 {end} KiB");
    assert!(end <= warm + GROWTH, "instants pile up: from {warm} to {end} KiB");

    let tab = preview.listen();
    news(&tab, &preview);
    let edit = |times: std::ops::Range<usize>| {
        for time in times {
            site.post("kettle", "A kettle", &format!("It sings the {time}. time."));
            tab.recv_timeout(PATIENCE).expect("news");
            assert_eq!(preview.get("/posts/kettle/").status, 200);
        }
    };
    edit(0..50);
    let warm = memory(&preview);
    edit(50..200);
    let end = memory(&preview);
    println!("after 50 edits {warm} KiB, after 200 {end} KiB");
    assert!(end <= warm + GROWTH, "edits pile up: from {warm} to {end} KiB");
}
