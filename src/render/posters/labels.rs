//! Labels: the code of one place of a print run, as large as a sheet of them allows.

use tera::{Context, Value};

use super::typed;
use crate::diagnostics::Diagnostic;
use crate::model::{PageId, Placement, SourcePath};
use crate::render::printer::Printer;
use crate::render::views::LabelView;

/// The template of labels: a theme and a site may have their own.
const TEMPLATE: &str = "posters/_label.svg";
/// Units of a label's drawing to a millimetre.
const UNITS: f32 = 10.0;

/// How large a label is, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LabelSize {
    /// From left to right.
    pub width: f32,
    /// From top to bottom.
    pub height: f32,
}

/// A label's drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelDrawing {
    /// SVG; its letters are text.
    pub svg: String,
    /// What its code says.
    pub address: String,
    /// Texts that did not fit and were cut.
    pub cut: Vec<String>,
}

impl Printer {
    /// Draws the label of a place, or of a whole print run that has no places.
    ///
    /// # Errors
    /// What is wrong with the template; and that the place has no code.
    pub fn label_drawing(
        &self,
        run: PageId,
        place: Option<&Placement>,
        size: LabelSize,
    ) -> Result<LabelDrawing, Vec<Diagnostic>> {
        let page = self.page_of(run);
        let Some(code) = self.site.code_of(run, place.map(|place| place.id.value.as_str())) else {
            let problem = Diagnostic::error("poster::no-code", format!("“{}” has no code here", page.title));
            return Err(vec![
                problem.in_file(&page.document.path).help("`handbill poster codes --issue` gives it one"),
            ]);
        };
        if self.engine.template_or(TEMPLATE.to_owned(), "").is_empty() {
            let message = format!(
                "the theme `{}` lacks `{TEMPLATE}`, the label of a place",
                self.site.config.theme.value
            );
            return Err(vec![Diagnostic::error("theme::missing-template", message).help(
                "copy that of the built-in theme: `handbill theme eject --theme plaza posters/_label.svg`",
            )]);
        }
        let poster = self.poster_view(page, crate::model::PosterFormat::Square, &typed(&code.address));
        let label = LabelView {
            width: size.width * UNITS,
            height: size.height * UNITS,
            title: poster.title,
            place: place.map_or("", |place| place.label.as_deref().unwrap_or(&place.id.value)),
            org: poster.org,
            seal: poster.seal,
            address: typed(&code.address),
        };
        let mut context = Context::new();
        context.insert("label", &label);
        context.insert_value("poster", Value::none());
        let drawn = self.drawn(TEMPLATE, context, page.lang.as_str(), &code.address)?;
        Ok(LabelDrawing { svg: drawn.svg, address: code.address.clone(), cut: drawn.cut })
    }

    /// The file of the template of labels, for diagnostics.
    #[must_use]
    pub fn label_path(&self) -> SourcePath {
        self.engine.template_path(TEMPLATE)
    }
}
