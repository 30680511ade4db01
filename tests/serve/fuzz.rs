//! One stranger: asks, and judges what comes back.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::path::Path;

use memchr::memmem;

use super::preview::Preview;
use super::rest;

const METHODS: [&str; 14] = [
    "GET",
    "GET",
    "GET",
    "GET",
    "HEAD",
    "HEAD",
    "OPTIONS",
    "POST",
    "PUT",
    "DELETE",
    "TRACE",
    "CONNECT",
    "get",
    "BREW-COFFEE-VERY-LONG",
];

/// Parts of which paths are made.
const PARTS: [&str; 44] = [
    "/",
    "/",
    "//",
    "..",
    ".",
    "%2e%2e",
    "%2E.",
    "..%2f",
    "%252e%252e%252f",
    "%2f",
    "%5c",
    "\\",
    "..\\",
    "%00",
    "%0d%0a",
    "%ff",
    "%fe%ff",
    "%c0%ae%c0%ae",
    "%u002e",
    "%",
    "%zz",
    ";",
    "?",
    "#",
    "&a=b",
    "~",
    "secret.txt",
    "static",
    "content",
    "posts",
    "hidden",
    "hidden.md",
    "handbill.toml",
    "themes/t/templates/base.html",
    ".git/config",
    ".env",
    "link.txt",
    "public/index.html",
    "etc/passwd",
    "proc/self/environ",
    "file:",
    "C:",
    "_handbill",
    "index.html",
];

const HEADERS: [&str; 26] = [
    "Range: bytes=0-0",
    "Range: bytes=-1",
    "Range: bytes=99999999999999999999-",
    "Range: bytes=5-2",
    "Range: bytes=0-1,2-3,4-5,6-7",
    "Range: lines=1-2",
    "If-Range: \"x\"",
    "If-None-Match: *",
    "If-None-Match: W/\"x\", \"y\"",
    "If-Match: \"x\"",
    "Accept-Encoding: gzip, br;q=0",
    "Accept: */*",
    "Origin: null",
    "Origin: https://bench.example",
    "Sec-Fetch-Site: cross-site",
    "Host: bench.example",
    "Host:",
    "X-Forwarded-Host: bench.example",
    "Cookie: a=b; ;=;handbill-at-1=x",
    "Upgrade: websocket",
    "Upgrade: h2c",
    "Connection: Upgrade",
    "TE: trailers",
    "Expect: 100-continue",
    "Content-Length: 0",
    "If-Modified-Since: never",
];

const BODIES: [&str; 7] = [
    "Content-Length: 5\r\n\r\nhello",
    "Content-Length: 99999999999999999\r\n\r\nhello",
    "Content-Length: -1\r\n\r\n",
    "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxy",
    "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nhello",
    "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nzz\r\n",
];

/// What the preview gives for each address of the plan.
pub(crate) struct Known {
    bytes: BTreeMap<String, Vec<u8>>,
    paths: Vec<String>,
}

impl Known {
    /// Takes the addresses from a build, and the bytes from the preview, which adds an element to pages.
    pub(crate) fn of(preview: &Preview, out: &Path) -> Self {
        let mut paths = Vec::new();
        super::preview::files(out, "", &mut paths);
        let address = |path: &String| format!("/{}", super::preview::encoded(path));
        let mut bytes: BTreeMap<_, _> =
            paths.iter().map(|path| (address(path), fs::read(out.join(path)).unwrap())).collect();
        bytes.retain(|path, built| {
            // The film is for those who do not look.
            if path.ends_with(".mp4") {
                return false;
            }
            let answer = preview.get(path);
            assert_eq!(answer.status, 200, "{path}");
            assert!(answer.without_script().0 == *built, "{path}");
            *built = answer.body;
            true
        });
        let paths = bytes.keys().cloned().collect();
        Self { bytes, paths }
    }

    pub(crate) fn all_still_answered(&self, preview: &Preview) {
        for (path, bytes) in &self.bytes {
            assert!(preview.get(path).body == *bytes, "{path} has changed");
        }
    }
}

/// Numbers that look like chance and are the same each time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.roll() % end.max(1) as u64) as usize
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}

/// Somebody with connections of their own and a memory of nothing.
pub(crate) struct Stranger<'a> {
    preview: &'a Preview,
    known: &'a Known,
    secret: &'a str,
    dice: Dice,
    line: Option<BufReader<TcpStream>>,
    /// Requests that are sent byte by byte, now and then one.
    slow: Vec<(TcpStream, Vec<u8>)>,
    pub(crate) asked: usize,
    /// How often each status came on a connection that stayed open.
    pub(crate) tally: BTreeMap<u16, usize>,
}

impl<'a> Stranger<'a> {
    pub(crate) fn new(preview: &'a Preview, known: &'a Known, seed: u64, secret: &'a str) -> Self {
        let dice = Dice(seed.wrapping_mul(0x2545_f491_4f6c_dd1d));
        Self { preview, known, secret, dice, line: None, slow: Vec::new(), asked: 0, tally: BTreeMap::new() }
    }

    /// Makes a request, of whatever kind.
    pub(crate) fn ask(&mut self) {
        self.asked += 1;
        match self.dice.below(1000) {
            0..400 => self.ask_for_what_there_is(),
            400..850 => self.ask_oddly(),
            850..900 => self.send_broken(),
            900..930 => self.send_content(),
            930..960 => self.hang_up(),
            960..980 => self.ask_several_at_once(),
            980..990 => self.send_noise(),
            _ => self.dribble(),
        }
    }

    fn host(&self) -> String {
        format!("Host: 127.0.0.1:{}", self.preview.port)
    }

    /// What is in the plan comes whole, or as the part that is asked for, whatever else goes on.
    fn ask_for_what_there_is(&mut self) {
        let path = &self.known.paths[self.dice.below(self.known.paths.len())];
        let bytes = &self.known.bytes[path];
        // The large one is worth many others.
        if bytes.len() > 64 * 1024 && !self.dice.one_in(20) {
            return self.ask_oddly();
        }
        let first = self.dice.below(bytes.len());
        let last = first + self.dice.below(bytes.len() - first);
        let is_part = self.dice.one_in(3);
        let range = if is_part { format!("Range: bytes={first}-{last}\r\n") } else { String::new() };
        let head = format!("GET {path} HTTP/1.1\r\n{}\r\n{range}\r\n", self.host());
        let (status, body) = self.converse(head.as_bytes());
        let wanted = if is_part { &bytes[first..=last] } else { &bytes[..] };
        assert_eq!(status, if is_part { 206 } else { 200 }, "{head}");
        assert!(body == wanted, "other bytes for {head}");
    }

    fn ask_oddly(&mut self) {
        let method = self.dice.of(&METHODS);
        let head = self.odd_head(method);
        self.converse(&head);
    }

    fn odd_head(&mut self, method: &str) -> Vec<u8> {
        let mut target = match self.dice.below(20) {
            0 => "http://bench.example".to_owned(),
            1 => format!("http://127.0.0.1:{}", self.preview.port),
            2 => "bench.example:80".to_owned(),
            3 => "*".to_owned(),
            // As of some instant, what a tab asks for of a page.
            7 => "/_handbill/look?page=/posts/&shows=x".to_owned(),
            4..7 => self.known.paths[self.dice.below(self.known.paths.len())].clone(),
            _ => "/".to_owned(),
        };
        for _ in 0..self.dice.below(8) {
            target.push_str(self.dice.of(&PARTS));
            if self.dice.one_in(2) {
                target.push('/');
            }
        }
        if self.dice.one_in(50) {
            target.push_str(&"a".repeat(self.dice.below(20_000)));
        }
        let mut head = format!("{method} {target} HTTP/1.1\r\n");
        if !self.dice.one_in(20) {
            head.push_str(&self.host());
            head.push_str("\r\n");
        }
        for _ in 0..self.dice.below(4) {
            head.push_str(self.dice.of(&HEADERS));
            head.push_str("\r\n");
        }
        if self.dice.one_in(200) {
            let (port, month) = (self.preview.port, self.dice.below(14));
            head.push_str(&format!("Cookie: handbill-at-{port}=2026-{month:02}-01T00:00:00Z\r\n"));
        }
        if self.dice.one_in(100) {
            for number in 0..self.dice.below(200) {
                head.push_str(&format!("X-{number}: {number}\r\n"));
            }
        }
        head.push_str("\r\n");
        let mut head = head.into_bytes();
        if self.dice.one_in(8) {
            // A byte that nobody expects, in the target or in a header.
            let at = self.dice.below(head.len() - 4);
            if !matches!(head[at], b'\r' | b'\n') {
                head[at] = *self.dice.of(&[&0x80_u8, &0xff, &0x00, &0x7f, &b' ', &b'\t', &b'%', &0x0b]);
            }
        }
        head
    }

    fn send_broken(&mut self) {
        let mut bytes = self.odd_head("GET");
        for _ in 0..=self.dice.below(4) {
            let Some(end) = bytes.len().checked_sub(1) else { break };
            let at = self.dice.below(end);
            match self.dice.below(4) {
                0 => bytes[at] = self.dice.roll() as u8,
                1 => bytes.insert(at, self.dice.roll() as u8),
                2 => drop(bytes.remove(at)),
                _ => bytes.truncate(at.max(1)),
            }
        }
        self.send_and_end(&bytes);
    }

    fn send_content(&mut self) {
        let method = self.dice.of(&METHODS);
        let body = self.dice.of(&BODIES);
        let head = format!("{method} / HTTP/1.1\r\n{}\r\n{body}", self.host());
        self.send_and_end(head.as_bytes());
    }

    /// Goes without a word, in the middle of a request or of its answer.
    fn hang_up(&mut self) {
        let path = self.dice.of(&["/large.bin", "/film.mp4", "/", "/_handbill/events", "/nobody/"]);
        let mut head = format!("GET {path} HTTP/1.1\r\n{}\r\n\r\n", self.host()).into_bytes();
        let is_whole = self.dice.one_in(2);
        if !is_whole {
            head.truncate(self.dice.below(head.len()));
        }
        let mut stream = self.preview.connect();
        let _ = stream.write_all(&head);
        if is_whole {
            // What is left unread resets the connection.
            let _ = stream.read(&mut [0; 16]);
        }
    }

    fn ask_several_at_once(&mut self) {
        let mut bytes = Vec::new();
        for _ in 0..self.dice.below(6) {
            bytes.extend(self.odd_head("GET"));
            self.asked += 1;
        }
        self.send_and_end(&bytes);
    }

    fn send_noise(&mut self) {
        let bytes: Vec<u8> = (0..self.dice.below(2000)).map(|_| self.dice.roll() as u8).collect();
        self.send_and_end(&bytes);
    }

    /// Sends one more byte of each slow request, and begins another where there are few.
    fn dribble(&mut self) {
        if self.slow.len() < 12 {
            let head = self.odd_head("GET");
            self.slow.push((self.preview.connect(), head));
        }
        self.slow.retain_mut(|(stream, left)| {
            // It must not be whole one day: what comes to its end is the head's own time.
            left.len() > 4 && stream.write_all(&[left.remove(0)]).is_ok()
        });
    }

    /// Waits until the preview has given up on whoever sends too slowly.
    pub(crate) fn hang_on_until_the_end(&mut self) {
        self.line = None;
        for (mut stream, _) in std::mem::take(&mut self.slow) {
            self.judge(&rest(&mut stream));
        }
    }

    /// Sends, says that no more will come, and takes what comes back.
    fn send_and_end(&mut self, bytes: &[u8]) {
        let mut stream = self.preview.connect();
        // It may have refused before all was sent.
        let _ = stream.write_all(bytes);
        let _ = stream.shutdown(Shutdown::Write);
        self.judge(&rest(&mut stream));
    }

    fn judge(&self, bytes: &[u8]) {
        assert!(memmem::find(bytes, self.secret.as_bytes()).is_none(), "{}", String::from_utf8_lossy(bytes));
        assert!(bytes.is_empty() || bytes.starts_with(b"HTTP/1."), "{}", String::from_utf8_lossy(bytes));
        assert!(memmem::find(bytes, b"HTTP/1.1 5").is_none(), "{}", String::from_utf8_lossy(bytes));
    }

    /// Asks on a connection that stays open for as long as both like; the status and the body, or 0 and none.
    fn converse(&mut self, head: &[u8]) -> (u16, Vec<u8>) {
        if let Some(line) = self.line.take() {
            let answer = self.converse_on(line, head);
            // What idled too long has ended, which is nobody's fault.
            if answer.0 != 0 {
                return answer;
            }
        }
        self.converse_on(BufReader::new(self.preview.connect()), head)
    }

    fn converse_on(&mut self, mut line: BufReader<TcpStream>, head: &[u8]) -> (u16, Vec<u8>) {
        let sent = line.get_mut().write_all(head);
        let is_bodiless = head.starts_with(b"HEAD ");
        let mut answer = Vec::new();
        let mut facts = Facts::default();
        let end = loop {
            let before = answer.len();
            match line.read_until(b'\n', &mut answer) {
                Ok(0) => break false,
                Ok(_) => {}
                // Reset, since it was refused before all of it was read.
                Err(error) => {
                    let hangs =
                        matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut);
                    assert!(!hangs, "no answer to {}", String::from_utf8_lossy(head));
                    break false;
                }
            }
            let text = String::from_utf8_lossy(&answer[before..]).to_ascii_lowercase();
            if text.trim().is_empty() {
                break true;
            }
            facts.note(&text);
        };
        if !end {
            // The connection was ended by what was asked before, or by this.
            assert!(sent.is_err() || answer.is_empty(), "half a head: {}", String::from_utf8_lossy(&answer));
            return (0, Vec::new());
        }
        let mut body = Vec::new();
        if facts.is_stream {
            return (facts.status, body);
        }
        if !is_bodiless && !matches!(facts.status, 204 | 304) {
            let length =
                facts.length.unwrap_or_else(|| panic!("no length: {}", String::from_utf8_lossy(&answer)));
            body.resize(length, 0);
            line.read_exact(&mut body).expect("as long as it said");
        }
        self.judge(&answer);
        self.judge_body(&body);
        *self.tally.entry(facts.status).or_default() += 1;
        if !facts.closes {
            self.line = Some(line);
        }
        (facts.status, body)
    }

    fn judge_body(&self, body: &[u8]) {
        assert!(memmem::find(body, self.secret.as_bytes()).is_none(), "{}", String::from_utf8_lossy(body));
    }
}

/// What matters of a head.
#[derive(Default)]
struct Facts {
    status: u16,
    length: Option<usize>,
    closes: bool,
    is_stream: bool,
}

impl Facts {
    fn note(&mut self, line: &str) {
        if let Some(status) = line.strip_prefix("http/1.1 ").or_else(|| line.strip_prefix("http/1.0 ")) {
            self.status = status.get(..3).and_then(|status| status.parse().ok()).unwrap_or(0);
        } else if let Some((name, value)) = line.split_once(':') {
            match (name, value.trim()) {
                ("content-length", length) => self.length = length.parse().ok(),
                ("connection", "close") => self.closes = true,
                ("content-type", "text/event-stream") => self.is_stream = true,
                _ => {}
            }
        }
    }
}
