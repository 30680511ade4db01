//! A small site, a preview of it by the real program, and a client that waits for nothing too long.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

/// The longest that anything may take.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

const BASE: &str = "<!doctype html>\n<html lang=\"{{ lang }}\"><head><meta charset=\"utf-8\">\
    <meta http-equiv=\"Content-Security-Policy\" content=\"{{ csp }}\"><title>{{ here.title }}</title></head>\n\
    <body><a href=\"{{ root }}\">home</a>{% block main %}{% endblock main %}</body></html>\n";

const PAGE: &str = "{% extends \"base.html\" %}{% block main %}<h1>{{ page.title }}</h1>{{ content | safe }}{% endblock main %}";

const LIST: &str = "{% extends \"base.html\" %}{% block main %}<ul>{% for item in items %}\
    <li><a href=\"{{ root }}{{ item.url }}\">{{ item.title }}</a>{% endfor %}</ul>{% endblock main %}";

/// The names of all files in a folder and below, the program's own aside.
pub(crate) fn files(folder: &Path, below: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder.join(below)).expect("read") {
        let entry = entry.expect("read");
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.file_type().expect("read").is_dir() {
            files(folder, &format!("{name}/"), found);
        } else if !name.starts_with(".handbill-") {
            found.push(name);
        }
    }
}

/// A path as it stands in an address.
pub(crate) fn encoded(path: &str) -> String {
    path.bytes()
        .map(|b| if b.is_ascii_graphic() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

/// The program under test.
pub(crate) fn handbill() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbill"));
    command.env_remove("SOURCE_DATE_EPOCH").stdin(Stdio::null());
    command
}

/// A site in a folder of its own, with a theme of its own; it goes when dropped.
pub(crate) struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    pub(crate) fn new() -> Self {
        let site = Self { folder: tempfile::tempdir().expect("a folder") };
        site.write(
            "handbill.toml",
            "handbill = 1\ntitle = \"Bench\"\nbase_url = \"https://bench.example/\"\ntheme = \"t\"\n",
        );
        site.write("themes/t/templates/base.html", BASE);
        for name in ["event", "member", "page", "post"] {
            site.write(&format!("themes/t/templates/{name}.html"), PAGE);
        }
        for name in ["list", "tag"] {
            site.write(&format!("themes/t/templates/{name}.html"), LIST);
        }
        let says = |words: &str| {
            format!("{{% extends \"base.html\" %}}{{% block main %}}{words}{{% endblock main %}}")
        };
        site.write("themes/t/templates/home.html", &says("{{ content | safe }}"));
        site.write("themes/t/templates/tags.html", &says("<h1>Tags</h1>"));
        site.write("themes/t/templates/404.html", &says("<h1>Nothing on this bench</h1>"));
        // Without an end tag of the body, as themes may be.
        site.write(
            "themes/t/templates/redirect.html",
            "<!doctype html><title>Moved</title><p>To {{ canonical }}\n",
        );
        site.write("content/index.md", "---\ntitle: Home\n---\nWelcome to the bench.\n");
        site.write("content/about.md", "---\ntitle: About\naliases: [/former/]\n---\nWho we are.\n");
        site.post("kettle", "A kettle", "It boils.");
        site.write("content/posts/灯.md", "---\ntitle: 灯\ndate: 2026-03-02\ntags: [light]\n---\n亮了。\n");
        site.write(
            "content/posts/hidden.md",
            "---\ntitle: Hidden\ndate: 2026-03-03\ndraft: true\n---\nUnder wraps.\n",
        );
        site.write("static/picture.png", "\u{89}PNG not really");
        site.write("static/large.bin", &"0123456789abcdef".repeat(20_000));
        site
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("below the site")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    pub(crate) fn post(&self, slug: &str, title: &str, body: &str) {
        let text = format!("---\ntitle: {title}\ndate: 2026-03-01\n---\n{body}\n");
        self.write(&format!("content/posts/{slug}.md"), &text);
    }

    pub(crate) fn build(&self, base_url: &str) -> PathBuf {
        let out = self.folder.path().join("built");
        let mut command = handbill();
        command.arg("build").arg(self.root()).arg("--out").arg(&out).args(["--base-url", base_url]);
        let built = command.output().expect("runs");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        out
    }

    /// A preview at a free port.
    pub(crate) fn serve(&self) -> Preview {
        self.serve_with(&[])
    }

    pub(crate) fn serve_with(&self, arguments: &[&str]) -> Preview {
        self.serve_by(handbill(), arguments)
    }

    /// A preview started by another command, which ends with the program's own arguments.
    pub(crate) fn serve_by(&self, command: Command, arguments: &[&str]) -> Preview {
        self.start(command, &[&["--port", "0"], arguments].concat())
    }

    /// A preview at this port.
    pub(crate) fn serve_at(&self, port: &str, arguments: &[&str]) -> Preview {
        self.start(handbill(), &[&["--port", port], arguments].concat())
    }

    fn start(&self, command: Command, arguments: &[&str]) -> Preview {
        Preview::start(command, &self.root(), self.folder.path().join("stderr"), arguments)
    }
}

/// A running preview; it ends when dropped.
pub(crate) struct Preview {
    child: Child,
    log: PathBuf,
    /// What it says on stdout, after its address.
    lines: Mutex<mpsc::Receiver<String>>,
    pub(crate) address: String,
    pub(crate) port: u16,
}

impl Preview {
    fn start(mut command: Command, root: &Path, log: PathBuf, arguments: &[&str]) -> Self {
        let stderr = fs::File::create(&log).expect("a log");
        command.arg("serve").arg(root).args(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(stderr).spawn().expect("starts");
        let stdout = BufReader::new(child.stdout.take().expect("piped"));
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let mut preview = Self { child, log, lines: Mutex::new(lines), address: String::new(), port: 0 };
        let line = preview.line();
        preview.address =
            line.split(' ').find(|word| word.starts_with("http://")).expect("an address").to_owned();
        let port = preview.address.strip_prefix("http://127.0.0.1:").and_then(|rest| rest.split('/').next());
        preview.port = port.and_then(|port| port.parse().ok()).expect("a port of the loopback");
        preview
    }

    /// The next line that it says on stdout.
    pub(crate) fn line(&self) -> String {
        let line = self.lines.lock().expect("one asks").recv_timeout(PATIENCE);
        line.unwrap_or_else(|_| panic!("it says nothing:\n{}", self.said()))
    }

    /// The number of its process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it has said on stderr.
    pub(crate) fn said(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("set");
        stream.set_write_timeout(Some(PATIENCE)).expect("set");
        stream
    }

    /// Sends the head of a request as it is.
    pub(crate) fn raw(&self, head: &[u8]) -> Answer {
        Self::raw_at(self.connect(), head)
    }

    /// Sends the head of a request as it is, and waits for the end of the connection.
    pub(crate) fn raw_at(mut stream: TcpStream, head: &[u8]) -> Answer {
        let _ = stream.write_all(head);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        Answer::new(&bytes)
    }

    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[&str]) -> Answer {
        let host = format!("Host: 127.0.0.1:{}", self.port);
        let own = ["Connection: close", host.as_str()];
        let lines: Vec<&str> = own.iter().chain(headers).copied().collect();
        self.raw(format!("{method} {path} HTTP/1.1\r\n{}\r\n\r\n", lines.join("\r\n")).as_bytes())
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// Asks what a change means for a page, as the script in it does.
    pub(crate) fn look(&self, page: &str, shows: &str) -> Advice {
        let answer = self.get(&format!("/_handbill/look?page={}&shows={shows}", page.replace('%', "%25")));
        assert_eq!(answer.status, 200, "{}", answer.text());
        serde_json::from_slice(&answer.body).unwrap_or_else(|why| panic!("{why}: {}", answer.text()))
    }

    /// Asks until the answer is as wanted.
    pub(crate) fn wait_for(&self, path: &str, wanted: impl Fn(&Answer) -> bool) -> Answer {
        let began = Instant::now();
        loop {
            let answer = self.get(path);
            if wanted(&answer) {
                return answer;
            }
            assert!(
                began.elapsed() < PATIENCE,
                "{path} stays {}:\n{}\n{}",
                answer.status,
                answer.text(),
                self.said()
            );
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until it has said something.
    pub(crate) fn wait_until_said(&self, words: &str) {
        self.wait_until(PATIENCE, words, || self.said().contains(words));
    }

    /// Waits until something is true.
    pub(crate) fn wait_until(&self, most: Duration, what: &str, mut is_true: impl FnMut() -> bool) {
        let began = Instant::now();
        while !is_true() {
            assert!(began.elapsed() < most, "never: {what}\n{}", self.said());
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Listens as a tab does: the names of editions come out, the present one first.
    pub(crate) fn listen(&self) -> mpsc::Receiver<String> {
        let mut stream = self.connect();
        let head = format!("GET /_handbill/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port);
        stream.write_all(head.as_bytes()).expect("sent");
        let (sender, editions) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                if let Some(edition) = line.strip_prefix("data: ")
                    && sender.send(edition.to_owned()).is_err()
                {
                    return;
                }
            }
        });
        editions
    }

    /// Sends it a signal of this name.
    #[cfg(unix)]
    pub(crate) fn signal(&self, name: &str) {
        let id = self.id().to_string();
        let kill = Command::new("kill").args([&format!("-{name}"), &id]).status().expect("runs");
        assert!(kill.success());
    }

    /// Asks it to end, and waits for that.
    #[cfg(unix)]
    pub(crate) fn terminate(&mut self) -> Option<i32> {
        self.signal("TERM");
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("our child") {
                return status.code();
            }
            assert!(began.elapsed() < PATIENCE, "it does not end:\n{}", self.said());
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// Of all that came.
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Self { status, head, body: bytes.get(end + 4..).unwrap_or_default().to_vec() }
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (own, value) = line.split_once(':')?;
            own.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// The body without the one element that only the preview has, and that element.
    pub(crate) fn without_script(&self) -> (Vec<u8>, Option<Element>) {
        const START: &[u8] = b"<script src=\"/_handbill/reload.js\"";
        const END: &[u8] = b"></script>";
        let find = |from: usize, what: &[u8]| {
            self.body[from..].windows(what.len()).position(|part| part == what).map(|at| from + at)
        };
        let Some(start) = find(0, START) else { return (self.body.clone(), None) };
        let end = find(start, END).expect("it ends") + END.len();
        let text = String::from_utf8_lossy(&self.body[start..end]).into_owned();
        ([&self.body[..start], &self.body[end..]].concat(), Some(Element(text)))
    }

    /// What only the preview has in this page.
    pub(crate) fn element(&self) -> Element {
        self.without_script().1.unwrap_or_else(|| panic!("no element in {}", self.text()))
    }
}

/// The preview's element in a page.
#[derive(Debug)]
pub(crate) struct Element(pub(crate) String);

impl Element {
    /// One of its data.
    pub(crate) fn data(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.split_once(&format!(" data-{name}=\""))?;
        value.split('"').next()
    }
}

/// A style that a tab is told to put on.
#[derive(Debug, PartialEq, serde::Deserialize)]
pub(crate) struct Style {
    pub(crate) href: String,
    pub(crate) integrity: String,
}

/// What a tab is told.
#[derive(Debug, serde::Deserialize)]
pub(crate) struct Advice {
    pub(crate) edition: String,
    pub(crate) step: String,
    pub(crate) shows: String,
    pub(crate) styles: Vec<Style>,
    pub(crate) problems: serde_json::Value,
}
