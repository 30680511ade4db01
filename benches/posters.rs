//! What posters cost, on one core: `cargo bench --bench posters`.
//!
//! Each figure is the difference of two builds of one site in one run, one of them without posters, divided by the
//! number of posters: reading, resolving and pages are in both. Medians of five.

use std::path::Path;
use std::time::{Duration, Instant};

use handbill::model::Drafts;
use handbill::pipeline::{Issuing, Now, Pipeline, Settings, build};
use handbill::render::LinkStyle;

/// Posters of a site: enough that what a run does once does not count.
const POSTERS: u32 = 40;
/// Builds of each kind.
const RUNS: usize = 5;

fn main() {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().expect("the first pool of this program");
    println!("posters on one core, {POSTERS} a site, medians of {RUNS}");
    let portrait = Case {
        name: "portrait: PNG and SVG, code read back",
        kind: "event",
        formats: "\"portrait\"",
        photo: false,
    };
    let photo = Case {
        name: "portrait with a photograph: JPEG and SVG",
        kind: "story",
        formats: "\"portrait\"",
        photo: true,
    };
    let a4 = Case { name: "a4: PNG and PDF", kind: "event", formats: "\"a4\"", photo: false };
    for case in [portrait, photo, a4] {
        case.measure();
    }
}

struct Case {
    name: &'static str,
    kind: &'static str,
    formats: &'static str,
    photo: bool,
}

impl Case {
    fn measure(&self) {
        let site = tempfile::tempdir().expect("a folder");
        self.write(site.path());
        let (mut cold, mut warm, mut without) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..RUNS {
            clear(site.path(), "public");
            run(site.path(), false);
            without.push(run(site.path(), false));
            clear(site.path(), ".handbill");
            // Pictures of pages are made again outside of what is measured.
            run(site.path(), false);
            cold.push(run(site.path(), true));
            // As a second build finds it: the output stands, and nothing has changed.
            warm.push(run(site.path(), true));
        }
        let [cold, warm, without] = [cold, warm, without].map(median);
        let each = cold.saturating_sub(without) / POSTERS;
        let kept = warm.saturating_sub(without);
        println!(
            "{:<44} {:>7.1} ms each; a warm build with {POSTERS}: {:+.1} ms of {:.1}",
            self.name,
            millis(each),
            millis(kept),
            millis(without)
        );
    }

    fn write(&self, root: &Path) {
        let write = |path: &str, text: &[u8]| {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
            std::fs::write(path, text).expect("written");
        };
        write(
            "handbill.toml",
            b"handbill = 1\ntitle = \"Lantern Street\"\nbase_url = \"https://lantern.example/\"\ntimezone = \"Asia/Shanghai\"\n\n[languages.zh]\ntitle = \"Lantern\"\n",
        );
        if self.photo {
            write("content/stories/lamp.jpg", &photograph());
            write("content/members/ji-yue.md", MEMBER.as_bytes());
        }
        for number in 0..POSTERS {
            let title = TITLES[number as usize % TITLES.len()];
            let lang = if title.is_ascii() { "" } else { ".zh" };
            let own = match self.kind {
                "event" => {
                    "start = 2026-12-04T19:30:00\nvenue = { name = \"Lantern House\", address = \"18 Canal Row\" }"
                }
                _ => {
                    "date = 2026-11-01\npeople = [\"ji-yue\"]\nquote = \"It plays again.\"\nimage = { src = \"lamp.jpg\", alt = \"A lamp\" }"
                }
            };
            let folder = if self.kind == "event" { "events" } else { "stories" };
            let text = format!(
                "+++\ntitle = \"{title}\"\nsummary = \"Bring one that has gone quiet.\"\nuid = \"n-{number}\"\n{own}\nposter = {{ formats = [{}] }}\n+++\n\nText.\n",
                self.formats
            );
            write(&format!("content/{folder}/n-{number}{lang}.md"), text.as_bytes());
        }
    }
}

const TITLES: [&str; 4] = [
    "The night we fix radios",
    "把收音机修响",
    "What a street needs when it is growing quiet",
    "给怕烫的人开的焊接课，兼谈灯街三十年",
];

const MEMBER: &str = "+++\nname = \"Ji Yue\"\nconsent = { granted = 2026-01-01, scopes = [\"page\", \"photo\", \"poster\", \"feed\"] }\n+++\n";

/// A picture with as much detail as a camera's.
fn photograph() -> Vec<u8> {
    let pixels = image::RgbImage::from_fn(1600, 1200, |x, y| {
        let (u, v) = (x as f32 / 90.0, y as f32 / 70.0);
        let shade = |shift: f32| (((u + shift).sin() * (v - shift).cos() + 1.0) * 110.0) as u8;
        let grain = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 28;
        image::Rgb([shade(0.0).saturating_add(grain as u8), shade(1.0), shade(2.0)])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, image::ImageFormat::Jpeg).expect("a JPEG");
    bytes.into_inner()
}

/// Removes a folder of the site.
fn clear(root: &Path, folder: &str) {
    let folder = root.join(folder);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("a folder of our own can be removed");
    }
}

fn run(root: &Path, posters: bool) -> Duration {
    let out = root.join("public");
    let began = Instant::now();
    let settings = Settings {
        root: root.to_path_buf(),
        base_url: None,
        drafts: Drafts::Hide,
        links: LinkStyle::Web,
        posters,
    };
    let now = Now::Written("2026-11-21T12:00:00+08:00".to_owned());
    let edition = Pipeline::new(settings).run(&now).expect("a folder that can be read");
    let built = build(&edition, &out, root, Issuing::Write, &()).expect("an output that can be written");
    let told: Vec<String> = built.diagnostics.iter().map(|problem| problem.message.clone()).collect();
    assert!(built.written.is_some(), "{told:#?}");
    began.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
