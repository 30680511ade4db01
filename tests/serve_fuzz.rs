//! A great many requests of every kind of ill will and clumsiness against the real preview: it stays up, its memory stays
//! flat, and no byte gets out of it that is not in the plan.
//!
//! `HANDBILL_FUZZ` says how many, `HANDBILL_FUZZ_SEED` which ones; a failure names its seed.
#![cfg(feature = "serve")]
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

#[path = "serve/fuzz.rs"]
mod fuzz;
#[allow(dead_code, reason = "what the other tests of the preview need")]
#[path = "serve/preview.rs"]
mod preview;

use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::thread;

use fuzz::{Known, Stranger};
use preview::{PATIENCE, Preview, Site};

/// How many requests without a wish.
const REQUESTS: usize = 100_000;

/// How many strangers at once.
const STRANGERS: usize = 4;

/// How much more memory may be in use at the end than after a fifth of the requests, in KiB.
const GROWTH: u64 = 16 * 1024;

/// Stands in every file that no request may reach.
const SECRET: &str = "S3CR3T";

/// What the site has to give, and what it must not.
fn bench() -> Site {
    let site = Site::new();
    fs::write(site.root().with_file_name("secret.txt"), SECRET).unwrap();
    for path in ["content/secret.txt", "secret.txt", "link.txt", ".git/config", ".env", "public/index.html"] {
        site.write(path, SECRET);
    }
    let hidden = format!("---\ntitle: {SECRET}\ndate: 2026-03-03\ndraft: true\n---\n{SECRET}\n");
    site.write("content/posts/hidden.md", &hidden);
    site.write(
        "content/posts/plain.md",
        &format!("---\ntitle: Plain\ndate: 2026-03-04\n# {SECRET}\n---\nAll of it.\n"),
    );
    let settings = fs::read_to_string(site.root().join("handbill.toml")).unwrap();
    site.write("handbill.toml", &format!("# {SECRET}\n{settings}"));
    let film = fs::File::create(site.root().join("static/film.mp4")).unwrap();
    film.set_len(64 << 20).unwrap();
    site
}

fn wish(name: &str) -> Option<usize> {
    std::env::var(name).ok().map(|wish| wish.parse().expect("a number"))
}

#[cfg(target_os = "linux")]
fn memory(preview: &Preview) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", preview.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(not(target_os = "linux"))]
fn memory(_: &Preview) -> Option<u64> {
    None
}

/// Lets all strangers make so many requests.
fn run(strangers: &mut [Stranger<'_>], requests: usize) {
    let each = requests.div_ceil(strangers.len());
    thread::scope(|scope| {
        for stranger in strangers {
            scope.spawn(move || (0..each).for_each(|_| stranger.ask()));
        }
    });
}

#[test]
fn strangers_neither_bring_it_down_nor_get_anything_out_of_it() {
    let (requests, seed) =
        (wish("HANDBILL_FUZZ").unwrap_or(REQUESTS), wish("HANDBILL_FUZZ_SEED").unwrap_or(7));
    let site = bench();
    let preview = site.serve();
    let out = site.build(&preview.address);
    let known = Known::of(&preview, &out);
    let mut strangers: Vec<_> = (0..STRANGERS)
        .map(|number| Stranger::new(&preview, &known, (seed + number) as u64, SECRET))
        .collect();
    // They want a film and never look at it.
    let sleepers: Vec<_> = (0..8).map(|_| asleep(&preview)).collect();
    run(&mut strangers, requests / 5);
    let warm = memory(&preview);
    run(&mut strangers, requests - requests / 5);
    let end = memory(&preview);
    println!("{requests} requests with the seed {seed}: {warm:?} KiB after a fifth, {end:?} KiB at the end");
    if let Some((warm, end)) = warm.zip(end) {
        assert!(end <= warm + GROWTH, "its memory grew from {warm} to {end} KiB");
    }
    let mut tally: BTreeMap<u16, usize> = BTreeMap::new();
    for (status, count) in strangers.iter().flat_map(|stranger| &stranger.tally) {
        *tally.entry(*status).or_default() += count;
    }
    println!("answered on connections that stayed open: {tally:?}");
    assert!([200, 206, 304, 403, 404, 405, 416].iter().all(|status| tally.contains_key(status)), "{tally:?}");
    let asked = strangers.iter().map(|stranger| stranger.asked).sum::<usize>();
    assert!(asked >= requests, "only {asked} requests were made");
    for stranger in &mut strangers {
        stranger.hang_on_until_the_end();
    }
    drop(sleepers);
    known.all_still_answered(&preview);
    assert!(!preview.said().contains("panicked"), "{}", preview.said());
}

fn asleep(preview: &Preview) -> TcpStream {
    let mut stream = preview.connect();
    let head = format!("GET /film.mp4 HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", preview.port);
    stream.write_all(head.as_bytes()).unwrap();
    stream
}

/// Reads what comes until the other side ends; how it ends is its own affair.
fn rest(stream: &mut TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Err(error) = stream.take(1 << 20).read_to_end(&mut bytes) {
        let hangs = matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut);
        assert!(!hangs, "nothing and no end within {PATIENCE:?}");
    }
    bytes
}
