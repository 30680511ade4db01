//! What strangers send, and what many at once send: refused or answered, and the preview stays up.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;

use super::preview::{Answer, PATIENCE, Preview, Site};
use super::{news, says};

#[test]
fn strangers_are_refused() {
    let site = Site::new();
    let preview = site.serve();
    for method in ["POST", "PUT", "DELETE", "TRACE", "CONNECT", "BREW"] {
        let answer = preview.ask(method, "/", &[]);
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD, OPTIONS")), "{method}");
    }
    for target in ["/", "*"] {
        let options = preview.ask("OPTIONS", target, &[]);
        assert_eq!((options.status, options.header("allow")), (204, Some("GET, HEAD, OPTIONS")), "{target}");
    }
    for path in ["/", "/_handbill/events", "/_handbill/reload.js"] {
        let head = format!("GET {path} HTTP/1.1\r\nConnection: close\r\nHost: bench.example\r\n\r\n");
        assert_eq!(preview.raw(head.as_bytes()).status, 403, "{path}");
        assert_eq!(preview.ask("GET", path, &["Origin: https://bench.example"]).status, 403, "{path}");
    }
    assert_eq!(preview.raw(b"GET / HTTP/1.0\r\n\r\n").status, 403);
    let asked_by = |site: &str, how: &str| {
        let headers = [format!("Sec-Fetch-Site: {site}"), format!("Sec-Fetch-{how}")];
        preview.ask("GET", "/", &[&headers[0], &headers[1], "Sec-Fetch-Mode: navigate"]).status
    };
    assert_eq!(asked_by("cross-site", "Dest: document"), 200, "a link from another site leads nowhere");
    assert_eq!(asked_by("cross-site", "Dest: iframe"), 403);
    assert_eq!(asked_by("same-site", "Dest: image"), 403, "another port of this machine");
    let own = format!("Origin: http://localhost:{}", preview.port);
    assert_eq!(preview.ask("GET", "/", &[&own]).status, 200);
    let long = format!("X-Long: {}", "x".repeat(64 * 1024));
    assert_eq!(preview.ask("GET", "/", &[&long]).status, 431);
    assert!(says("Welcome")(&preview.get("/")), "it is down");
}

#[test]
fn no_byte_from_outside_the_plan_is_served() {
    let site = Site::new();
    fs::write(site.root().with_file_name("secret.txt"), "SECRET outside").unwrap();
    site.write("content/secret.txt", "SECRET inside");
    site.write(
        "content/posts/hidden.md",
        "---\ntitle: SECRET\ndate: 2026-03-03\ndraft: true\n---\nSECRET draft\n",
    );
    #[cfg(unix)]
    std::os::unix::fs::symlink(site.root().with_file_name("secret.txt"), site.root().join("static/link.txt"))
        .unwrap();
    let preview = site.serve();
    for path in [
        "/../secret.txt",
        "/../../secret.txt",
        "/static/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/%252e%252e%252fsecret.txt",
        "/..%5csecret.txt",
        "/.%00./secret.txt",
        "//secret.txt",
        "/content/secret.txt",
        "/content/posts/hidden.md",
        "/posts/hidden/",
        "/handbill.toml",
        "/themes/t/templates/base.html",
        "/link.txt",
        "/static/link.txt",
        "/%ff%fe",
        "/index.html/",
        "/about/index.html/..",
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404, "{path}: {}", answer.text());
        assert!(!answer.text().contains("SECRET"), "{path}");
    }
    let absolute = site.root().with_file_name("secret.txt");
    assert_eq!(preview.get(&absolute.to_string_lossy()).status, 404);
    for head in [
        &b"GET /\xff HTTP/1.1\r\nHost: x\r\n\r\n"[..],
        b"\x16\x03\x01\x02\x00",
        b"GET\r\n\r\n",
        b"\r\n\r\n\0",
    ] {
        let answer = preview.raw(head);
        assert!(answer.status == 0 || (400..500).contains(&answer.status), "{}", answer.status);
    }
    assert!(says("Welcome")(&preview.get("/")), "it is down");
}

#[test]
fn many_tabs_and_slow_senders_do_not_hold_up_a_page() {
    let site = Site::new();
    let preview = site.serve();
    let tabs: Vec<_> = (0..40).map(|_| preview.listen()).collect();
    let slow: Vec<_> = (0..40)
        .map(|_| {
            let mut stream = preview.connect();
            stream.write_all(b"GET / HT").unwrap();
            stream
        })
        .collect();
    assert!(says("Welcome")(&preview.get("/")));
    for tab in &tabs {
        news(tab, &preview);
    }
    site.post("kettle", "A kettle", "For all.");
    for tab in &tabs {
        news(tab, &preview);
    }
    drop(slow);
}

#[test]
fn content_is_refused_without_being_read() {
    let site = Site::new();
    let preview = site.serve();
    let host = format!("Host: 127.0.0.1:{}", preview.port);
    for (method, status) in [("GET", 413), ("HEAD", 413), ("POST", 405), ("OPTIONS", 405)] {
        for body in [
            "Content-Length: 99999999999\r\n\r\nsome",
            "Transfer-Encoding: chunked\r\n\r\n4\r\nsome\r\n",
            "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n",
        ] {
            let head = format!("{method} / HTTP/1.1\r\n{host}\r\n{body}");
            // It waits for the end of the connection: were the rest read, it would be for ever.
            let answer = preview.raw(head.as_bytes());
            assert_eq!((answer.status, answer.header("connection")), (status, Some("close")), "{head}");
        }
    }
    let none = format!("GET / HTTP/1.1\r\n{host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    assert_eq!(preview.raw(none.as_bytes()).status, 200);
}

#[test]
fn requests_of_every_form_are_answered() {
    let site = Site::new();
    let preview = site.serve();
    let host = format!("Host: 127.0.0.1:{}", preview.port);
    let old = preview.raw(format!("GET /about/ HTTP/1.0\r\n{host}\r\n\r\n").as_bytes());
    assert!(says("Who we are.")(&old), "{}", old.text());
    let whole = format!("GET {}about/ HTTP/1.1\r\n{host}\r\nConnection: close\r\n\r\n", preview.address);
    assert!(says("Who we are.")(&preview.raw(whole.as_bytes())));
    let three = format!(
        "GET /robots.txt HTTP/1.1\r\n{host}\r\n\r\nHEAD /about/ HTTP/1.1\r\n{host}\r\n\r\n\
         GET /feed.xml HTTP/1.1\r\n{host}\r\nConnection: close\r\n\r\n"
    );
    let answers = preview.raw(three.as_bytes()).text();
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 2, "after the first one: {answers}");
    assert!(answers.contains("<feed"), "{answers}");
    for path in ["/_handbill/events", "/_handbill/reload.js", "/about", "/nobody/"] {
        let head = preview.ask("HEAD", path, &[]);
        assert!(head.status != 0 && head.body.is_empty(), "{path}: {}", head.text());
    }
}

#[test]
fn parts_are_given_of_everything_that_has_a_length() {
    let site = Site::new();
    let preview = site.serve();
    for path in ["/large.bin", "/about/", "/feed.xml", "/_handbill/reload.js"] {
        let whole = preview.get(path);
        let (tag, length) = (whole.header("etag").expect("a tag"), whole.body.len());
        assert_eq!(whole.header("accept-ranges"), Some("bytes"), "{path}");
        for (range, bytes) in [
            ("0-0".to_owned(), 0..1),
            ("10-99".to_owned(), 10..100),
            (format!("{}-", length - 7), length - 7..length),
            ("-9".to_owned(), length - 9..length),
            (format!("5-{}", length * 2), 5..length),
        ] {
            let part =
                preview.ask("GET", path, &[&format!("Range: bytes={range}"), &format!("If-Range: {tag}")]);
            let named = format!("bytes {}-{}/{length}", bytes.start, bytes.end - 1);
            assert_eq!((part.status, part.header("content-range")), (206, Some(&*named)), "{path} {range}");
            assert!(part.body == whole.body[bytes], "{path} {range}");
            assert_eq!(part.header("content-length"), Some(&*part.body.len().to_string()));
            assert_eq!(
                (part.header("etag"), part.header("content-type")),
                (Some(tag), whole.header("content-type"))
            );
        }
        let beyond = preview.ask("GET", path, &[&format!("Range: bytes={length}-")]);
        assert_eq!(
            (beyond.status, beyond.header("content-range")),
            (416, Some(&*format!("bytes */{length}"))),
            "{path}"
        );
        for other in ["Range: bytes=0-1,5-6", "Range: lines=0-1", "Range: bytes=5-2"] {
            assert!(preview.ask("GET", path, &[other]).body == whole.body, "{path} {other}");
        }
        let changed = preview.ask("GET", path, &["Range: bytes=0-1", "If-Range: \"x\""]);
        assert!(changed.status == 200 && changed.body == whole.body, "{path}");
        let head = preview.ask("HEAD", path, &["Range: bytes=0-1"]);
        assert_eq!(
            (head.status, head.header("content-length")),
            (200, whole.header("content-length")),
            "{path}"
        );
        assert_eq!(preview.ask("GET", path, &["If-Match: \"x\""]).status, 412, "{path}");
    }
}

/// A film that does not fit between two ends of a connection, so that its reader is in the middle when it changes.
const FILM: u64 = 48 << 20;

fn film(site: &Site) -> fs::File {
    site.write("static/film.mp4", "");
    let film = fs::File::options().write(true).open(site.root().join("static/film.mp4")).unwrap();
    film.set_len(FILM).unwrap();
    film
}

fn begin(preview: &Preview, path: &str) -> (TcpStream, usize) {
    let mut stream = preview.connect();
    let head =
        format!("GET {path} HTTP/1.1\r\nConnection: close\r\nHost: 127.0.0.1:{}\r\n\r\n", preview.port);
    stream.write_all(head.as_bytes()).unwrap();
    let mut first = [0; 1024];
    let read = stream.read(&mut first).unwrap();
    assert!(first.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&first));
    (stream, read)
}

#[test]
fn a_file_that_changes_under_its_reader_is_never_taken_for_a_whole_one() {
    let site = Site::new();
    let mut film = film(&site);
    let preview = site.serve();
    let whole = preview.get("/film.mp4");
    assert_eq!((whole.header("content-type"), whole.body.len() as u64), (Some("video/mp4"), FILM));
    drop(whole);
    for change in ["shorter", "longer", "other bytes"] {
        film.set_len(FILM).unwrap();
        let (mut stream, read) = begin(&preview, "/film.mp4");
        match change {
            "shorter" => film.set_len(FILM / 2).unwrap(),
            "longer" => film.set_len(FILM * 2).unwrap(),
            _ => film.write_all(b"other bytes").unwrap(),
        }
        let mut rest = Vec::new();
        // A connection that breaks is as good as one that ends.
        let _ = stream.read_to_end(&mut rest);
        assert!(((read + rest.len()) as u64) < FILM, "{change}: a whole film of two halves");
    }
    assert!(says("Welcome")(&preview.get("/")), "it is down");
}

#[cfg(unix)]
#[test]
fn it_ends_in_time_amid_downloads_and_leaves_its_port_at_once() {
    let site = Site::new();
    drop(film(&site));
    let mut preview = site.serve();
    let port = preview.port.to_string();
    let tab = preview.listen();
    news(&tab, &preview);
    let downloads: Vec<_> = (0..3).map(|_| begin(&preview, "/film.mp4")).collect();
    let mut slow = preview.connect();
    slow.write_all(b"GET / HT").unwrap();
    // Those who do not read are waited for longer than this is.
    assert_eq!(preview.terminate(), Some(0), "{}", preview.said());
    let next = site.serve_at(&port, &[]);
    assert!(says("Welcome")(&next.get("/")));
    drop((downloads, slow));
}

/// A preview for the network, its address with the pass in it, and a client at that address.
fn on_the_network(site: &Site) -> Option<(Preview, String, String)> {
    let preview = site.serve_with(&["--lan"]);
    // Without a network there is a warning instead.
    while !preview.said().contains("planned") {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    if preview.said().contains("on no network") {
        println!("skipped: this machine has no address but the loopback");
        return None;
    }
    let line = preview.line();
    let address = line.strip_prefix("on the network: ").expect("an address").to_owned();
    let host = address["http://".len()..].split('/').next().unwrap().to_owned();
    Some((preview, address, host))
}

fn from_the_network(host: &str, path: &str, headers: &str) -> Answer {
    let stream = TcpStream::connect(host).expect("it listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("set");
    let head = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n");
    Preview::raw_at(stream, head.as_bytes())
}

#[test]
fn another_machine_gets_in_by_the_whole_address_alone() {
    let site = Site::new();
    let Some((preview, address, host)) = on_the_network(&site) else { return };
    let (page, pass) = address.split_once("?handbill-pass=").expect("a pass");
    assert!(pass.len() == 32 && pass.bytes().all(|byte| byte.is_ascii_hexdigit()), "{pass}");
    assert_eq!(page, format!("http://{host}/"));
    for path in [
        "/",
        "/about/",
        "/nobody/",
        "/_handbill/",
        "/_handbill/events",
        "/?handbill-pass=",
        "/?handbill-pass=0",
    ] {
        let answer = from_the_network(&host, path, "");
        assert_eq!(answer.status, 403, "{path}");
        assert!(!answer.text().contains("bench") && answer.header("location").is_none(), "{}", answer.text());
    }
    let entered = from_the_network(&host, &format!("/about/?handbill-pass={pass}&a=b"), "");
    let to = format!("http://{host}/about/?a=b");
    assert_eq!((entered.status, entered.header("location")), (303, Some(&*to)));
    let cookie = entered.header("set-cookie").expect("a cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let cookie = format!("Cookie: {}\r\n", cookie.split(';').next().unwrap());
    assert!(cookie.contains(&preview.port.to_string()), "ports share cookies: {cookie}");
    for path in ["/", "/about/", "/feed.xml", "/_handbill/reload.js"] {
        let answer = from_the_network(&host, path, &cookie);
        assert_eq!(answer.status, 200, "{path}");
        assert!(!answer.text().contains(pass), "{path} tells the pass");
    }
    // Whole addresses lead the phone back here.
    assert!(from_the_network(&host, "/feed.xml", &cookie).text().contains(&format!("http://{host}/")));
    assert_eq!(
        from_the_network(&host, "/", &cookie.replace(pass, &pass.replace(&pass[..1], "x"))).status,
        403
    );
    assert_eq!(
        from_the_network(&host, "/", &format!("{cookie}Origin: http://bench.example\r\n")).status,
        403
    );
    assert!(says("Welcome")(&preview.get("/")), "this machine needs no pass");
    assert!(!preview.said().contains(pass), "the pass is in a log");
}

#[test]
fn a_phone_without_the_pass_is_told_what_to_do_in_its_language() {
    let site = Site::new();
    let Some((_preview, _, host)) = on_the_network(&site) else { return };
    let browser = "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n";
    for (language, lang, scan, whole) in [
        ("en-GB,zh;q=0.5", "en", "Scan the code", "whole address"),
        ("zh-CN,zh;q=0.9", "zh", "再扫一次终端里的二维码", "完整地址"),
        ("de", "en", "Scan the code", "whole address"),
    ] {
        let answer = from_the_network(&host, "/about/", &format!("{browser}Accept-Language: {language}\r\n"));
        let kind = answer.header("content-type");
        assert_eq!((answer.status, kind), (403, Some("text/html; charset=utf-8")), "{language}");
        let page = answer.text();
        let wanted = [&format!("<html lang=\"{lang}\">"), "width=device-width", scan, whole];
        assert!(wanted.iter().all(|words| page.contains(words)), "{language}: {page}");
        assert!(
            !page.to_lowercase().contains("bench") && !page.contains("about"),
            "a word of the site: {page}"
        );
        assert!(!page.contains("href") && !page.contains("<script"), "{page}");
    }
    let program = from_the_network(&host, "/", "Accept: */*\r\n");
    assert_eq!((program.status, program.header("content-type")), (403, Some("text/plain; charset=utf-8")));
    assert!(program.text().contains("whole address"), "{}", program.text());
}

#[test]
fn whoever_gets_the_address_is_said_to_see_drafts_with_a_code_or_without() {
    let site = Site::new();
    let Some((preview, ..)) = on_the_network(&site) else { return };
    while !preview.line().contains("drafts too") {}
}

#[test]
fn without_being_asked_it_is_on_no_network() {
    let site = Site::new();
    let Some((_network, _, host)) = on_the_network(&site) else { return };
    let preview = site.serve();
    let ip = host.rsplit_once(':').unwrap().0;
    assert!(TcpStream::connect(format!("{ip}:{}", preview.port)).is_err(), "strangers get through to it");
}

#[test]
fn one_stranger_does_not_take_all_places() {
    let site = Site::new();
    let Some((preview, _, host)) = on_the_network(&site) else { return };
    let held: Vec<_> = (0..32).map(|_| TcpStream::connect(&host).expect("it listens")).collect();
    assert_eq!(from_the_network(&host, "/", "").status, 0, "one more than enough is answered");
    assert!(says("Welcome")(&preview.get("/")), "strangers hold up this machine");
    drop(held);
    preview.wait_until(PATIENCE, "places that were left are free", || {
        from_the_network(&host, "/", "").status == 403
    });
}
