//! Posters by command: one of them, all designs at a glance, sheets of labels.

use std::fmt::Write as _;

use rayon::prelude::*;

use super::Edition;
use super::posters::{PosterWish, Sheet};
use crate::diagnostics::Diagnostic;
use crate::model::{ArtifactBody, Kind, Medium, PageFacts, PageId, PosterFormat};
use crate::poster::{self, Drawing, Level, Meta, Paper, Pixels, QrCode};
use crate::render::LabelSize;

/// How large posters are on a contact sheet, in parts of their size.
const SMALL: f32 = 0.3;
/// Pixels between the posters of a contact sheet.
const GAP: u32 = 24;
/// The ground of a contact sheet.
const GREY: u8 = 0x8c;
/// Pixels to a module when the code of a label is read back.
const PROOF: f32 = 4.0;

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

impl Edition {
    /// One poster of a page.
    ///
    /// # Errors
    /// What is wrong with it, and where the page has none.
    pub fn poster(
        &self,
        page: PageId,
        format: PosterFormat,
        medium: Medium,
        wish: PosterWish<'_>,
    ) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let (Some(printer), Some(easel), Some(press)) = (&self.printer, &self.easel, &self.press) else {
            return Err(Vec::new());
        };
        let artifact = press.file(Sheet { printer, easel, page, format, wish }, medium)?;
        match artifact.body {
            ArtifactBody::Bytes(bytes) => Ok(bytes),
            ArtifactBody::Copy(_) => Err(Vec::new()),
        }
    }

    /// Every design in every format with the site's own content, as one PNG: a row for each design and language.
    ///
    /// # Errors
    /// What is wrong with any of them.
    pub fn contact_sheet(&self) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let Some(printer) = &self.printer else { return Err(Vec::new()) };
        let mut rows: Vec<(String, PageId)> = Vec::new();
        for (name, kinds) in printer.designs() {
            for lang in printer.site().config.langs() {
                let of = |kinds: &[Kind], pictured: bool| {
                    printer.plan().posters.by_page.keys().copied().find(|id| {
                        let page = printer.site().page(*id);
                        page.lang == *lang
                            && kinds.contains(&page.kind)
                            && (page.image.is_some() || !pictured)
                    })
                };
                let page = of(kinds, true).or_else(|| of(kinds, false)).or_else(|| of(&Kind::ALL, true));
                rows.extend(page.or_else(|| of(&Kind::ALL, false)).map(|page| (name.to_owned(), page)));
            }
        }
        let small = |(design, page): &(String, PageId)| -> Result<Vec<Pixels>, Vec<Diagnostic>> {
            let wish = PosterWish { design: Some(design), placement: None };
            PosterFormat::ALL.iter().map(|format| self.small(*page, *format, wish)).collect()
        };
        let rows: Vec<Vec<Pixels>> = rows.par_iter().map(small).collect::<Result<_, _>>()?;
        Ok(side_by_side(&rows))
    }

    fn small(
        &self,
        page: PageId,
        format: PosterFormat,
        wish: PosterWish<'_>,
    ) -> Result<Pixels, Vec<Diagnostic>> {
        let (Some(printer), Some(easel), Some(press)) = (&self.printer, &self.easel, &self.press) else {
            return Err(Vec::new());
        };
        press.pixels(Sheet { printer, easel, page, format, wish }, SMALL)
    }

    /// The labels of a print run's places as a PDF, in the order of the places; how many there are.
    ///
    /// # Errors
    /// What is wrong with a label: a place that has no code yet, a code that cannot be read.
    pub fn label_sheet(&self, run: PageId, sheet: LabelSheet) -> Result<(Vec<u8>, usize), Vec<Diagnostic>> {
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
        let places: Vec<Option<&crate::model::Placement>> = if facts.placements.is_empty() {
            vec![None]
        } else {
            facts.placements.iter().map(Some).collect()
        };
        let drawn: Vec<Drawing> = places
            .par_iter()
            .map(|place| {
                let drawing = printer.label_drawing(run, *place, size)?;
                press.label(&drawing, printer, size)
            })
            .collect::<Result<_, Vec<Diagnostic>>>()?;
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
        Ok((pdf, drawn.len()))
    }
}

impl super::posters::Pressroom {
    /// A label, once its code has been read back from its pixels.
    fn label(
        &self,
        label: &crate::render::LabelDrawing,
        printer: &crate::render::Printer,
        size: LabelSize,
    ) -> Result<Drawing, Vec<Diagnostic>> {
        let path = printer.label_path();
        let told = |message: String| vec![Diagnostic::error("poster::bad-design", message).in_file(&path)];
        let drawing = self.plain_at(&label.svg, &path)?;
        let code = QrCode::new(&label.address, Level::Medium).map_err(|why| told(why.to_string()))?;
        let [(_, place)] = drawing.codes()[..] else {
            let problem =
                Diagnostic::error("poster::no-code", "the design of labels draws no code, or more than one");
            return Err(vec![problem.in_file(&path).help("it calls `code(…)` once")]);
        };
        let scale = PROOF * code.boxed() as f32 / place.side;
        let pixels = drawing.pixels(scale).map_err(|fault| told(fault.to_string()))?;
        poster::prove(&pixels, place.scaled(scale), &code).map_err(|why| {
            let problem = Diagnostic::error(
                "poster::unreadable-code",
                format!("{why} (a label of {:.0} × {:.0} mm)", size.width, size.height),
            );
            vec![problem.in_file(&path).help("take fewer labels to a page: each will be larger")]
        })?;
        Ok(drawing)
    }
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

/// Rows of pictures on grey, as one PNG.
fn side_by_side(rows: &[Vec<Pixels>]) -> Vec<u8> {
    let row_width = |row: &Vec<Pixels>| row.iter().map(|picture| picture.width() + GAP).sum::<u32>() + GAP;
    let row_height = |row: &Vec<Pixels>| row.iter().map(Pixels::height).max().unwrap_or(0);
    let width = rows.iter().map(row_width).max().unwrap_or(GAP);
    let height = rows.iter().map(|row| row_height(row) + GAP).sum::<u32>() + GAP;
    let mut rgb = vec![GREY; width as usize * height as usize * 3];
    let mut top = GAP;
    for row in rows {
        let mut left = GAP;
        for picture in row {
            let line = picture.width() as usize * 3;
            for (at, source) in picture.rgb().chunks_exact(line).enumerate() {
                let start = ((top as usize + at) * width as usize + left as usize) * 3;
                rgb[start..start + line].copy_from_slice(source);
            }
            left += picture.width() + GAP;
        }
        top += row_height(row) + GAP;
    }
    Pixels::new(width, height, rgb).map_or_else(Vec::new, |pixels| pixels.png())
}
