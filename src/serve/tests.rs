//! What cannot be seen from outside without a race: a preview in this very process, whose turns a test holds.

use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use tokio::runtime::Runtime;

use super::answer::Preview;
use super::desk::Desk;
use super::events::Events;
use super::files::Files;
use super::find::Base;
use super::instants::Instants;
use super::listen;
use super::press::Press;
use super::stop::Signals;
use super::tabs::Tabs;
use super::turns::Turns;
use super::window::Window;
use crate::model::{Drafts, Job};
use crate::pipeline::{Pipeline, Settings};
use crate::render::LinkStyle;

/// The longest that anything may take.
const PATIENCE: Duration = Duration::from_secs(60);

struct Bench {
    folder: tempfile::TempDir,
    preview: Arc<Preview>,
    runtime: Runtime,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |path: &str, bytes: &[u8]| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("below the site")).expect("made");
            fs::write(path, bytes).expect("written");
        };
        write("handbill.toml", b"handbill = 1\ntitle = \"Bench\"\n[posters]\nformats = [\"wide\"]\n");
        for name in ["one", "two"] {
            let picture = folder.path().join(format!("content/events/{name}"));
            fs::create_dir_all(&picture).expect("made");
            let shade = name.len() as u8 + name.as_bytes()[0];
            let pixels = image::RgbImage::from_fn(900, 600, |x, y| image::Rgb([x as u8, y as u8, shade]));
            pixels.save(picture.join("p.png")).expect("drawn");
            let text = format!("---\ntitle: {name}\nstart: 2026-11-28T19:30:00\n---\n![A lamp](p.png)\n");
            write(&format!("content/events/{name}/index.md"), text.as_bytes());
        }
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("bound").port();
        let base_url = format!("http://127.0.0.1:{port}/");
        let root = folder.path().to_path_buf();
        let pipeline = Arc::new(Mutex::new(Pipeline::new(Settings {
            root: root.clone(),
            base_url: Some(base_url.clone()),
            drafts: Drafts::Hide,
            links: LinkStyle::Web,
            posters: true,
        })));
        let first = Press::new(Arc::clone(&pipeline), None).run().expect("a site");
        let preview = Arc::new(Preview {
            files: Files::new(root),
            port,
            pass: None,
            base: Base::new(&base_url),
            window: Window::new(first.edition),
            instants: Instants::new(pipeline),
            turns: Turns::new(),
            stands_still: false,
            tabs: Tabs::new(),
            events: Arc::new(Events::default()),
            desk: Desk::new(),
        });
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("threads");
        let bench = Self { folder, preview: Arc::clone(&preview), runtime };
        bench.runtime.block_on(async {
            listener.set_nonblocking(true).expect("set");
            let listener = tokio::net::TcpListener::from_std(listener).expect("a port");
            let signals = Signals::new().expect("signals");
            tokio::spawn(listen::until_stopped(vec![listener], preview, signals));
        });
        bench
    }

    /// Asks, and stays on the line.
    fn ask(&self, path: &str, at: Option<&str>) -> TcpStream {
        let port = self.preview.port;
        let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("set");
        let cookie = at.map_or_else(String::new, |at| format!("Cookie: handbill-at-{port}={at}\r\n"));
        let head =
            format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{cookie}\r\n");
        stream.write_all(head.as_bytes()).expect("sent");
        stream
    }

    fn get(&self, path: &str, at: Option<&str>) -> u16 {
        status(self.ask(path, at))
    }

    /// The addresses of the outputs that this is true of.
    fn addresses(&self, is_wanted: impl Fn(&Job) -> bool) -> Vec<String> {
        let view = self.preview.window.look();
        let plan = view.edition.printer.as_ref().expect("a sound site").plan();
        plan.jobs.iter().filter(|(_, job)| is_wanted(job)).map(|(path, _)| format!("/{path}")).collect()
    }

    /// How many files were drawn.
    fn drawn(&self) -> usize {
        fs::read_dir(self.folder.path().join(".handbill/cache")).map_or(0, Iterator::count)
    }
}

/// The status of the answer, which ends.
fn status(mut stream: TcpStream) -> u16 {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("an end");
    String::from_utf8_lossy(&bytes).split(' ').nth(1).and_then(|word| word.parse().ok()).unwrap_or_default()
}

/// What a browser does whose reader went on, as far as the wire tells; and waits until it is let go.
fn hang_up(stream: TcpStream) {
    stream.shutdown(Shutdown::Write).expect("its own side is closed");
    assert_eq!(status(stream), 503, "whoever has gone waits in the row");
}

#[test]
fn another_instant_that_nobody_waits_for_is_not_made() {
    let bench = Bench::new();
    let (given_up, wanted) = ("2026-01-01T00:00:00Z", "2026-02-02T00:00:00Z");
    let has = |at: &str| {
        let at: Timestamp = at.parse().expect("an instant");
        bench.preview.instants.has(at, &bench.preview.window)
    };
    let others = bench.runtime.block_on(bench.preview.turns.take(false, true));
    let gone = bench.ask("/", Some(given_up));
    let stays = bench.ask("/", Some(wanted));
    assert_eq!(bench.get("/", None), 200, "the present waits for another time");
    hang_up(gone);
    assert_eq!(bench.get("/events/one/", None), 200);
    drop(others);
    assert_eq!(status(stays), 200);
    assert_eq!((has(wanted), has(given_up)), (true, false));
    assert_eq!(bench.get("/", Some(given_up)), 200, "who asks again has it");
    assert!(has(given_up));
}

#[test]
fn a_drawing_that_nobody_waits_for_is_not_made() {
    let bench = Bench::new();
    let posters = bench.addresses(|job| matches!(job, Job::Poster { .. }));
    let pictures = bench.addresses(|job| matches!(job, Job::Picture(_)));
    for paths in [posters, pictures] {
        let [given_up, .., wanted] = &paths[..] else { panic!("two of a kind, not {paths:?}") };
        let others = bench.runtime.block_on(bench.preview.turns.take(true, false));
        let gone = bench.ask(given_up, None);
        let stays = bench.ask(wanted, None);
        assert_eq!(bench.get("/", None), 200, "a page waits for a drawing");
        hang_up(gone);
        drop(others);
        assert_eq!(status(stays), 200, "{wanted}");
        let drawn = bench.drawn();
        assert!(drawn > 0);
        assert_eq!(bench.get(given_up, None), 200, "who asks again has it");
        assert!(bench.drawn() > drawn, "{given_up} was drawn for nobody");
    }
}
