//! What strangers send, and what many at once send: refused or answered, and the preview stays up.

use std::fs;
use std::io::Write;

use super::preview::Site;
use super::{news, says};

#[test]
fn strangers_are_refused() {
    let site = Site::new();
    let preview = site.serve();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW"] {
        let answer = preview.ask(method, "/", &[]);
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
    for path in ["/", "/_handbill/events", "/_handbill/reload.js"] {
        let head = format!("GET {path} HTTP/1.1\r\nConnection: close\r\nHost: bench.example\r\n\r\n");
        assert_eq!(preview.raw(head.as_bytes()).status, 403, "{path}");
        assert_eq!(preview.ask("GET", path, &["Origin: https://bench.example"]).status, 403, "{path}");
    }
    assert_eq!(preview.raw(b"GET / HTTP/1.0\r\n\r\n").status, 403);
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
