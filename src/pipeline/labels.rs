//! Sheets of labels: the codes of a print run's places, to print and cut.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use rayon::prelude::*;

use super::Edition;
use super::cut::shortened;
use super::posters::Pressroom;
use crate::diagnostics::Diagnostic;
use crate::model::{Page, PageFacts, PageId, Placement, SourcePath};
use crate::poster::{self, CodeBox, Drawing, Level, Meta, Paper, QrCode};
use crate::render::{LabelDrawing, LabelSize, Printer};

/// Pixels to a module when the code of a label is read back.
const PROOF: f32 = 4.0;
/// Millimetres of the finest module that printers print and phones see (GS1 General Specifications, X-dimension).
const FINEST: f32 = 0.25;
/// Tells of at most this many texts that were cut.
const SHOWN: usize = 5;
/// From how far a label is scanned where nobody says otherwise: it is held in the hand.
const IN_HAND: u32 = 10;

/// A sheet of labels, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LabelSheet {
    /// The paper.
    pub paper: Paper,
    /// Labels side by side, at least 1.
    pub columns: u32,
    /// Labels one above the other, at least 1.
    pub rows: u32,
    /// Whether marks show where to cut.
    pub cut_marks: bool,
}

/// A sheet that has been set.
#[derive(Debug)]
pub struct Labels {
    /// The document.
    pub pdf: Vec<u8>,
    /// How many labels it has.
    pub count: usize,
    /// That they are to be scanned from nearer than their print run says; texts that were cut.
    pub warnings: Vec<Diagnostic>,
}

impl Edition {
    /// The labels of a print run's places as a PDF, in the order of the places.
    ///
    /// # Errors
    /// What is wrong with a label: a place that has no code yet, a code that cannot be read.
    pub fn label_sheet(&self, run: PageId, sheet: LabelSheet) -> Result<Labels, Vec<Diagnostic>> {
        let (Some(printer), Some(press)) = (&self.printer, &self.press) else { return Err(Vec::new()) };
        let page = printer.site().page(run);
        let PageFacts::PrintRun(facts) = &page.facts else {
            let problem = Diagnostic::error("poster::no-run", format!("“{}” is no print run", page.title));
            return Err(vec![
                problem.in_file(&page.document.path).help("labels are of a page in `content/posters/`"),
            ]);
        };
        let size = LabelSize {
            width: sheet.paper.width / sheet.columns as f32,
            height: sheet.paper.height / sheet.rows as f32,
        };
        let places: Vec<Option<&Placement>> = if facts.placements.is_empty() {
            vec![None]
        } else {
            facts.placements.iter().map(Some).collect()
        };
        let lacking: Vec<Diagnostic> =
            places.iter().enumerate().filter_map(|(at, place)| press.no_glyph(page, at, (*place)?)).collect();
        if !lacking.is_empty() {
            return Err(lacking);
        }
        let label = |place: &Option<&Placement>| {
            let label = printer.label_drawing(run, *place, size)?;
            press.label(&label, printer, size).map(|(drawing, module)| (drawing, module, label.cut))
        };
        // All are of one size: whether the first can be scanned is known before two thousand are drawn.
        let (_, module, _) = label(&places[0])?;
        let mut warnings: Vec<Diagnostic> = too_fine(page, size, module)?.into_iter().collect();
        let all: Vec<(Drawing, f32, Vec<String>)> =
            places.par_iter().map(label).collect::<Result<_, Vec<Diagnostic>>>()?;
        let (drawn, cuts): (Vec<Drawing>, Vec<Vec<String>>) =
            all.into_iter().map(|(drawing, _, cut)| (drawing, cut)).unzip();
        warnings.extend(cut(page, size, &places, &cuts));
        let marks = if sheet.cut_marks { Some(press.plain(&marks(sheet))?) } else { None };
        let pages: Vec<poster::Page<'_>> = drawn
            .chunks((sheet.columns * sheet.rows) as usize)
            .map(|labels| {
                let placed = labels.iter().enumerate().map(|(at, drawing)| {
                    let (column, row) = (at as u32 % sheet.columns, at as u32 / sheet.columns);
                    let (x, y) = (column as f32 * size.width, row as f32 * size.height);
                    poster::Placed { drawing, x, y, width: size.width, height: size.height }
                });
                let whole = |drawing| poster::Placed {
                    drawing,
                    x: 0.0,
                    y: 0.0,
                    width: sheet.paper.width,
                    height: sheet.paper.height,
                };
                poster::Page { paper: sheet.paper, placed: placed.chain(marks.as_ref().map(whole)).collect() }
            })
            .collect();
        let meta = Meta {
            title: page.title.clone(),
            lang: page.lang.as_str().to_owned(),
            author: Some(printer.site().config.community_name_in(&page.lang).to_owned()),
        };
        let pdf = poster::pdf_sheet(&pages, &meta).map_err(|why| {
            vec![Diagnostic::error("poster::bad-design", why.to_string()).in_file(&page.document.path)]
        })?;
        Ok(Labels { pdf, count: drawn.len(), warnings })
    }
}

impl Pressroom {
    /// The characters of a place's label that no font has, told where the label is written.
    fn no_glyph(&self, page: &Page, at: usize, place: &Placement) -> Option<Diagnostic> {
        let lacking = self.fonts.missing(place.label.as_deref().unwrap_or(&place.id.value));
        let names = lacking.iter().map(|c| format!("`{c}` (U+{:04X})", u32::from(*c))).collect::<Vec<_>>();
        if names.is_empty() {
            return None;
        }
        let path = written_in(page, at);
        let message =
            format!("no font has {} for the label of the place `{}`", names.join(", "), place.id.value);
        Some(Diagnostic::error("poster::no-glyph", message).at(&path, place.id.span).help(
            "put a font that has it into `assets/` and name it: `[posters] fonts = [\"assets/name.otf\"]` in `handbill.toml`; or give the place another `label`",
        ))
    }

    /// A label and its module in millimetres, once its code has been read back from its pixels.
    fn label(
        &self,
        label: &LabelDrawing,
        printer: &Printer,
        size: LabelSize,
    ) -> Result<(Drawing, f32), Vec<Diagnostic>> {
        let path = printer.label_path();
        let told = |message: String| vec![Diagnostic::error("poster::bad-design", message).in_file(&path)];
        let drawing = self.plain_at(&label.svg, &path)?;
        let code = QrCode::new(&label.address, Level::Medium).map_err(|why| told(why.to_string()))?;
        let [(_, place)] = drawing.codes()[..] else {
            let problem =
                Diagnostic::error("poster::no-code", "the design of labels draws no code, or more than one");
            return Err(vec![problem.in_file(&path).help("it calls `code(…)` once")]);
        };
        let module = place.side / code.boxed() as f32 * size.width / drawing.width();
        let scale = PROOF * code.boxed() as f32 / place.side;
        let pixels = drawing.pixels(scale).map_err(|fault| told(fault.to_string()))?;
        // A label is no whole number of pixels wide and high, so that each side is drawn at a scale of its own.
        let across = pixels.width() as f32 / drawing.width();
        let down = pixels.height() as f32 / drawing.height();
        let place = CodeBox { x: place.x * across, y: place.y * down, side: place.side * across.max(down) };
        poster::prove(&pixels, place, &code).map_err(|why| {
            let problem = Diagnostic::error(
                "poster::unreadable-code",
                format!("{why} (a label of {:.0} × {:.0} mm)", size.width, size.height),
            );
            vec![problem.in_file(&path).help("take fewer labels to a page: each will be larger")]
        })?;
        Ok((drawing, module))
    }
}

/// The file in which a place is written: those of the CSV come behind those of the front matter.
fn written_in(page: &Page, at: usize) -> SourcePath {
    let run = page.document.front.fields.print_run();
    let table = run.and_then(|run| run.placements_csv.as_ref().filter(|_| at >= run.placements.len()));
    table.map_or_else(|| page.document.path.clone(), |table| SourcePath::new(table.value.as_str()))
}

/// Texts that did not fit: each once, at the first place that has it.
fn cut(page: &Page, size: LabelSize, places: &[Option<&Placement>], cuts: &[Vec<String>]) -> Vec<Diagnostic> {
    let mut firsts: Vec<(&str, usize)> = Vec::new();
    let mut known = BTreeSet::new();
    for (at, text) in cuts.iter().enumerate().flat_map(|(at, cut)| cut.iter().map(move |text| (at, text))) {
        if known.insert(text.as_str()) {
            firsts.push((text, at));
        }
    }
    let told = |(text, at): &(&str, usize)| {
        let place = places[*at].filter(|place| place.label.as_deref() == Some(text));
        let (path, span) = match place {
            Some(place) => (written_in(page, *at), place.id.span),
            None => (page.document.path.clone(), page.document.front.shared.title.span),
        };
        let message = format!(
            "“{}” does not fit on a label of {:.0} × {:.0} mm and was cut",
            shortened(text),
            size.width,
            size.height
        );
        Diagnostic::warning("poster::cut", message)
            .at(&path, span)
            .help("say it shorter, or take fewer labels to a page: each will be larger")
    };
    let more = firsts.len().saturating_sub(SHOWN);
    let mut found: Vec<Diagnostic> = firsts.iter().take(SHOWN).map(told).collect();
    if let Some(last) = found.pop() {
        found.push(if more > 0 { last.help(format!("so it is with {more} more")) } else { last });
    }
    found
}

/// Whether a module is too fine to be scanned: a warning for its distance, an error for any.
fn too_fine(page: &Page, size: LabelSize, module: f32) -> Result<Option<Diagnostic>, Vec<Diagnostic>> {
    let own = page.document.front.fields.print_run().and_then(|run| run.scan_distance_cm);
    let distance = own.unwrap_or(IN_HAND) as f32;
    let label = format!("a label of {:.0} × {:.0} mm", size.width, size.height);
    let (path, span) = (&page.document.path, page.document.front.shared.title.span);
    let help = "take fewer labels to a page: each will be larger";
    if module < FINEST {
        let message = format!(
            "the code on {label} has modules of {module:.2} mm, but printers and phones need {FINEST} mm"
        );
        return Err(vec![Diagnostic::error("poster::unreadable-code", message).at(path, span).help(help)]);
    }
    // Codes of labels have 25 modules or more.
    let least = poster::least_module_mm(distance, 25);
    Ok((!poster::module_is_enough(module, distance, 25)).then(|| {
        let message = format!("the code on {label} has modules of {module:.1} mm, but from {distance} cm phones want {least:.1} mm");
        Diagnostic::warning("poster::far-code", message).at(path, span).help(help)
    }))
}

/// Lines where the scissors go: at the edges of the paper and where four labels meet.
fn marks(sheet: LabelSheet) -> String {
    let (width, height) = (sheet.paper.width, sheet.paper.height);
    let mut path = String::new();
    for column in 0..=sheet.columns {
        let x = width * column as f32 / sheet.columns as f32;
        for row in 0..=sheet.rows {
            let y = height * row as f32 / sheet.rows as f32;
            write!(path, "M{:.2} {y:.2}H{:.2}M{x:.2} {:.2}V{:.2}", x - 2.0, x + 2.0, y - 2.0, y + 2.0)
                .expect("a String takes every text");
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\
         <path d=\"{path}\" fill=\"none\" stroke=\"#000000\" stroke-width=\"0.1\"/></svg>"
    )
}
