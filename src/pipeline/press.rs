//! Posters by command: one of them, or all designs at a glance.

use rayon::prelude::*;

use super::Edition;
use super::posters::{PosterWish, Sheet};
use crate::diagnostics::Diagnostic;
use crate::model::{ArtifactBody, Kind, Medium, PageId, PosterFormat};
use crate::poster::Pixels;

/// How large posters are on a contact sheet, in parts of their size.
const SMALL: f32 = 0.3;
/// Pixels between the posters of a contact sheet.
const GAP: u32 = 24;
/// The ground of a contact sheet.
const GREY: u8 = 0x8c;

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

    /// What is wrong with a poster of a page, whether or not it can be drawn: texts that do not fit, a code that is too small for
    /// where it hangs.
    #[must_use]
    pub fn poster_problems(
        &self,
        page: PageId,
        format: PosterFormat,
        wish: PosterWish<'_>,
    ) -> Vec<Diagnostic> {
        match (&self.printer, &self.easel, &self.press) {
            (Some(printer), Some(easel), Some(press)) => {
                press.check(Sheet { printer, easel, page, format, wish })
            }
            _ => Vec::new(),
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
