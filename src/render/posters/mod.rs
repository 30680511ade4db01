//! Posters: which pages have one, what each says, and its drawing through a design of the theme.
//!
//! In: a page, a format, an address for its code. Out: SVG, which the room `poster` makes pixels and paper of.

mod assemble;
mod blocks;
mod functions;
mod gist;
mod halftone;
mod labels;
mod pages;
mod stack;
mod survey;
mod wall;

pub(super) use functions::register;
pub use labels::{LabelDrawing, LabelSize};
pub use survey::{Surveyed, survey};

use tera::Context;

use super::printer::Printer;
use super::views::{PosterPictureView, PosterView};
use crate::diagnostics::Diagnostic;
use crate::model::{Kind, OutputPath, Page, PageId, PagePoster, PosterFormat, SiteConfig, SourcePath};
use crate::poster::Level;

/// The name by which drawings call the picture of their page.
pub const PICTURE: &str = functions::PICTURE;
/// The name by which drawings call the logo in their codes.
pub const LOGO: &str = functions::LOGO;
/// The id of the code in a drawing.
pub const CODE: &str = functions::CODE;

/// A poster's drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PosterDrawing {
    /// SVG; its letters are text, its picture is called [`PICTURE`].
    pub svg: String,
    /// Texts that did not fit and were cut.
    pub cut: Vec<String>,
}

/// What a poster is made of, before it is drawn.
#[derive(Debug)]
pub struct PosterInputs {
    view: PosterView,
    /// The page's language.
    pub lang: String,
    /// What it is called: for the title of its files.
    pub title: String,
    /// Who stands behind it.
    pub org: String,
    /// What its code says.
    pub address: String,
    /// The picture that it shows, by the name that links have for it.
    pub picture: Option<OutputPath>,
    /// The template.
    template: String,
    /// BLAKE3 of all that decides about its drawing, but for the bytes of its picture.
    pub key: [u8; 32],
}

impl Printer {
    /// What the poster of a page is made of, with a code that says `address`.
    #[must_use]
    pub fn poster_inputs(
        &self,
        page: &Page,
        poster: &PagePoster,
        format: PosterFormat,
        address: &str,
    ) -> PosterInputs {
        let mut view = self.poster_view(page, format, &typed(address));
        let subject = survey::subject_of(&self.site, page);
        let design = self.engine.designs().get(&poster.design);
        let shows = design.is_some_and(|design| design.picture);
        let picture = subject.filter(|_| shows).and_then(|subject| {
            let (name, _) = survey::picture_of(subject, &self.plan.pictures)?;
            let (width, height) = self.plan.pictures.get(name)?.size?;
            let wish = |page: &Page| page.document.front.shared.poster.as_ref().and_then(|wish| wish.focus);
            let image = subject.image.as_ref().and_then(|(image, _)| image.focus);
            let focus = wish(page).or(wish(subject)).or(image).unwrap_or([0.5, 0.5]);
            view.picture = Some(PosterPictureView { width, height, focus });
            Some(name.clone())
        });
        let template = design.map_or_else(String::new, |design| design.template.clone());
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.engine.drawing_hash());
        for part in [
            &serde_json::to_string(&view).expect("texts and numbers are JSON"),
            address,
            &template,
            page.lang.as_str(),
        ] {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
        }
        PosterInputs {
            lang: page.lang.as_str().to_owned(),
            title: view.title.clone(),
            org: view.org.clone(),
            view,
            address: address.to_owned(),
            picture,
            template,
            key: *hasher.finalize().as_bytes(),
        }
    }

    /// Draws a poster.
    ///
    /// # Errors
    /// What is wrong with the design, with its place.
    pub fn poster_drawing(&self, inputs: &PosterInputs) -> Result<PosterDrawing, Vec<Diagnostic>> {
        let mut context = Context::new();
        context.insert("poster", &inputs.view);
        context.insert(LOGO, &self.site.config.posters.logo.is_some());
        self.drawn(&inputs.template, context, &inputs.lang, &inputs.address)
    }

    /// Renders a template of `posters/`, with what all of them see and a code that says `address`.
    fn drawn(
        &self,
        template: &str,
        mut context: Context,
        lang: &str,
        address: &str,
    ) -> Result<PosterDrawing, Vec<Diagnostic>> {
        context.insert("lang", lang);
        context.insert("code_text", address);
        context.insert_value("theme", self.engine.theme());
        context.insert_value("inks", self.engine.inks());
        let svg = self.engine.render(template, &context)?;
        let mut svg = String::from_utf8(svg).expect("templates write UTF-8");
        let cut = take_cuts(&mut svg);
        Ok(PosterDrawing { svg, cut })
    }

    /// The file of a poster's design, for diagnostics.
    #[must_use]
    pub fn design_path(&self, poster: &PagePoster) -> SourcePath {
        self.engine.template_path(&format!("posters/{}.svg", poster.design))
    }

    /// The poster of a page, in another design where one is named; nothing where the page has none, or the theme no such design.
    #[must_use]
    pub fn poster_in(&self, id: PageId, design: Option<&str>) -> Option<PagePoster> {
        let mut poster = self.plan.posters.of(id)?.clone();
        if let Some(name) = design {
            let design = self.engine.designs().get(name)?;
            let subject = survey::subject_of(&self.site, self.page_of(id));
            poster.has_photo = survey::has_photo(subject, design, &self.plan.pictures);
            name.clone_into(&mut poster.design);
        }
        Some(poster)
    }

    /// The designs of the theme: name, and the kinds that have it where nobody names another.
    pub fn designs(&self) -> impl Iterator<Item = (&str, &[Kind])> {
        self.engine.designs().values().map(|design| (design.name.as_str(), &design.kinds[..]))
    }

    /// The page of a poster, and the poster.
    #[must_use]
    pub fn poster_of(&self, id: PageId) -> Option<(&Page, &PagePoster)> {
        Some((self.page_of(id), self.plan.posters.of(id)?))
    }
}

/// How much of a poster's code may be lost: more, where a logo stands in it.
#[must_use]
pub fn code_level(config: &SiteConfig) -> Level {
    Level::of_poster(config.posters.logo.is_some())
}

/// An address as people would type it: `lantern.example/C/7KQ2MX`.
fn typed(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest).trim_end_matches('/');
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    format!("{}/{path}", host.to_lowercase())
}

/// Takes the marks of texts that were cut out of a drawing.
fn take_cuts(svg: &mut String) -> Vec<String> {
    let mut cuts = Vec::new();
    while let Some(at) = svg.find(blocks::CUT) {
        let Some(len) = svg[at..].find("-->") else { break };
        let written = &svg[at + blocks::CUT.len()..at + len];
        cuts.push(percent_encoding::percent_decode_str(written).decode_utf8_lossy().into_owned());
        svg.replace_range(at..at + len + 3, "");
    }
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_typed_in_small_letters_where_those_mean_the_same() {
        assert_eq!(typed("HTTPS://LANTERN.EXAMPLE/C/7KQ2MX/"), "lantern.example/C/7KQ2MX");
        assert_eq!(typed("HTTPS://A.EXAMPLE/Team/C/7KQ2MX/"), "a.example/Team/C/7KQ2MX");
    }

    #[test]
    fn marks_of_cut_texts_are_taken_out_of_the_drawing() {
        let mut svg = "<svg><!--cut:a%2D%2Db--><text/><!--cut:%E7%81%AF--></svg>".to_owned();
        assert_eq!(take_cuts(&mut svg), ["a--b", "灯"]);
        assert_eq!(svg, "<svg><text/></svg>");
    }
}
