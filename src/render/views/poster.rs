//! What a design of posters sees.

use serde::Serialize;
use tera::Value;

/// `poster`: what a poster says, decided for the page that it leads to and by what its people agreed to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PosterView {
    /// `wide`, `portrait`, `tall`, `square` or `a4`.
    pub format: &'static str,
    /// Of the drawing, in pixels; of `a4` in units of 1080 to the sheet's width.
    pub width: u32,
    /// See `width`.
    pub height: u32,
    /// The kind of what its code opens: `event`, `drop`, `story`, `member`, `chapter`, `campaign`; `print-run` where that
    /// is not public.
    pub kind: &'static str,
    /// The largest words.
    pub title: String,
    /// One or two sentences; may be empty.
    pub tagline: String,
    /// Whether the tagline was written for the poster, so that its writer wants to know if it is cut.
    pub tagline_written: bool,
    /// A story's own sentence, in quotation marks; may be empty.
    pub quote: String,
    /// The small words over a title: what this is, else the community.
    pub kicker: String,
    /// The small words under it: whom it is about and who stands behind it, else when and where; the most important first.
    pub byline: Vec<String>,
    /// What the code is for: `Scan to read on`.
    pub scan: String,
    /// The community.
    pub org: String,
    /// The chapter; may be empty.
    pub chapter: String,
    /// One or two characters that stand for the community.
    pub seal: String,
    /// Whom a story is about, as they agreed to be named; may be empty.
    pub by: String,
    /// The one large number: a day, a price, a goal; may be empty.
    pub numeral: String,
    /// Lines that belong to the number, the most important first.
    pub facts: Vec<FactView>,
    /// Two or three things with their names, to stand side by side.
    pub cells: Vec<CellView>,
    /// What it costs, or the goal; may be empty.
    pub price: String,
    /// Short lines that belong to the price.
    pub lines: Vec<String>,
    /// When and where, in one line; of people what they do; may be empty.
    pub when: String,
    /// The same without the place.
    pub time: String,
    /// Where, without the address; may be empty.
    pub place: String,
    /// The picture, where the design shows one and the page has one.
    pub picture: Option<PosterPictureView>,
    /// What the code says, as people would type it: `lantern.example/C/7KQ2MX`.
    pub address: String,
}

/// A line of facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactView {
    /// The words.
    pub text: String,
    /// Whether it is one of those that count most.
    pub strong: bool,
}

/// A thing with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellView {
    /// What it is: `Opens`.
    pub label: String,
    /// `26 Nov, 20:00`.
    pub value: String,
}

/// The picture of a poster; `picture(…)` draws it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PosterPictureView {
    /// As shown, in pixels.
    pub width: u32,
    /// As shown, in pixels.
    pub height: u32,
    /// What must stay visible when it is cut, in fractions from the top left.
    pub focus: [f64; 2],
}

/// A page's poster: where it is found, and its files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PosterPageView {
    /// Its own page, to stand behind `root`; a print run's is the page itself.
    pub url: String,
    /// What its code says: `code(text=…)` draws it.
    pub address: String,
    /// The same as people would type it: `lantern.example/C/7KQ2MX`.
    pub typed: String,
    /// The picture to show large, one that can be saved and its code read.
    pub shown: PosterFileView,
    /// The same in the file that weighs least, to show it small.
    pub small: PosterFileView,
    /// The formats that it is made in, each with its files.
    pub formats: Vec<PosterFormatView>,
}

/// A format of a poster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PosterFormatView {
    /// `wide`, `portrait`, `tall`, `square` or `a4`.
    pub name: &'static str,
    /// In pixels; of `a4` in units of 1080 to the sheet's width.
    pub width: u32,
    /// See `width`.
    pub height: u32,
    /// Its files.
    pub files: Vec<PosterFileView>,
}

/// `wall`: a poster among others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HungView {
    /// The page that it speaks for, in short.
    pub page: Value,
    /// The poster's own page, to stand behind `root`.
    pub url: String,
    /// The picture to show; nothing for a print run that has none.
    pub shown: Option<PosterFileView>,
}

/// A file of a poster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PosterFileView {
    /// To stand behind `root`.
    pub url: String,
    /// What a saved copy is called: `open-shed-portrait.png`.
    pub name: String,
    /// `wide`, `portrait`, `tall`, `square` or `a4`.
    pub format: &'static str,
    /// `PNG`, `JPEG`, `SVG` or `PDF`.
    pub medium: &'static str,
    /// In pixels; of `a4` in units of 1080 to the sheet's width.
    pub width: u32,
    /// See `width`.
    pub height: u32,
}

/// What people say when they pass a poster on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PosterShareView {
    /// Its largest words.
    pub title: String,
    /// One or two sentences; may be empty.
    pub text: String,
    /// When and where to come; may be empty.
    pub when: String,
    /// The short address, whole: `https://lantern.example/C/7KQ2MX/`.
    pub url: String,
    /// The same as people would type it: `lantern.example/C/7KQ2MX`.
    pub typed: String,
}

/// `label`: the label of one place of a print run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LabelView<'a> {
    /// In tenths of a millimetre.
    pub width: f32,
    /// See `width`.
    pub height: f32,
    /// What the poster says in its largest words.
    pub title: String,
    /// What people call the place; empty for a print run without places.
    pub place: &'a str,
    /// The community.
    pub org: String,
    /// One or two characters that stand for the community.
    pub seal: String,
    /// What the code says, as people would type it.
    pub address: String,
}
