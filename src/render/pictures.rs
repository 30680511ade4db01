//! Pictures on pages: the view that templates get, and the HTML in texts.

use std::fmt::Write as _;

use pulldown_cmark_escape::escape_html;

use super::address;
use super::printer::Printer;
use super::views::{ImageView, PictureFileView};
use crate::model::{OutputPath, PictureFormat, SitePicture};

/// A picture and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<'a> {
    /// The output that links of the site name.
    pub(super) file: &'a OutputPath,
    /// What it shows, as plain text.
    pub(super) alt: &'a str,
    /// A title, as plain text; mostly empty.
    pub(super) title: &'a str,
    /// The point that stays visible, in fractions from the top left.
    pub(super) focus: Option<[f64; 2]>,
    /// The place of the page.
    pub(super) on: Place<'a>,
}

/// Where the HTML of a picture is read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place<'a> {
    /// On a page, by its way to the root.
    Page {
        /// `../../`.
        root: &'a str,
        /// It is the first thing that a reader sees: it is asked for before all others.
        leads: bool,
    },
    /// In a feed or a mail: one file, by its whole address.
    Elsewhere,
}

impl Printer {
    /// A picture as templates see it; `file` is the output that links of the site name.
    pub(super) fn picture_view<'a>(
        &self,
        file: &OutputPath,
        alt: &'a str,
        focus: Option<[f64; 2]>,
    ) -> ImageView<'a> {
        let picture = self.plan.pictures.get(file);
        let size = picture.and_then(|picture| picture.size);
        let webp = picture.map_or(&[][..], |picture| &picture.webp);
        ImageView {
            src: address::file(shown(picture, file)),
            alt,
            width: size.map(|(width, _)| width),
            height: size.map(|(_, height)| height),
            webp: webp
                .iter()
                .map(|(width, file)| PictureFileView { src: address::file(file), width: *width })
                .collect(),
            focus,
        }
    }

    /// The whole address of a picture, for those who look at a page from elsewhere.
    pub(super) fn picture_address(&self, file: &OutputPath) -> String {
        let picture = self.plan.pictures.get(file);
        address::absolute(&self.site.config, &address::file(shown(picture, file)))
    }

    /// Where a link to a file of the site leads: a picture's own full size, without what else its source holds.
    pub(super) fn linked_file<'a>(&'a self, file: &'a OutputPath, is_shown: bool) -> &'a OutputPath {
        let picture = self.plan.pictures.get(file);
        let whole = picture.and_then(|picture| picture.whole.as_ref()).filter(|_| !is_shown);
        whole.unwrap_or_else(|| shown(picture, file))
    }

    /// Writes a picture in a text, the whole element.
    pub(super) fn picture_html(&self, out: &mut String, placed: Placed<'_>) {
        let picture = self.plan.pictures.get(placed.file);
        let file = address::file(shown(picture, placed.file));
        let size = picture.and_then(|picture| picture.size);
        let Place::Page { root, leads } = placed.on else {
            let src = address::absolute(&self.site.config, &file);
            return img(out, &src, &placed, size, "");
        };
        // The first one is asked for at once, the others when a reader comes near.
        let when = if leads { " fetchpriority=\"high\"" } else { " loading=\"lazy\" decoding=\"async\"" };
        let webp = picture.map_or(&[][..], |picture| &picture.webp);
        if webp.is_empty() {
            return img(out, &format!("{root}{file}"), &placed, size, when);
        }
        out.extend(["<picture><source type=\"", PictureFormat::Webp.media_type(), "\" srcset=\""]);
        for (number, (width, file)) in webp.iter().enumerate() {
            let comma = if number > 0 { ", " } else { "" };
            out.extend([comma, root]);
            escape(out, &in_srcset(&address::file(file)));
            write!(out, " {width}w").expect("a String takes every text");
        }
        out.push_str("\" sizes=\"");
        escape(out, &self.site.config.pictures.sizes);
        out.push_str("\">");
        img(out, &format!("{root}{file}"), &placed, size, when);
        out.push_str("</picture>");
    }
}

/// The file that every reader can show; what is no picture of ours is its own.
fn shown<'a>(picture: Option<&'a SitePicture>, file: &'a OutputPath) -> &'a OutputPath {
    let own = picture.and_then(|picture| picture.file.as_ref().or(picture.whole.as_ref()));
    own.unwrap_or(file)
}

/// A comma ends an address of a `srcset`, unless it is encoded.
pub(super) fn in_srcset(address: &str) -> String {
    address.replace(',', "%2C")
}

fn img(out: &mut String, src: &str, placed: &Placed<'_>, size: Option<(u32, u32)>, when: &str) {
    out.push_str("<img src=\"");
    escape(out, src);
    out.push_str("\" alt=\"");
    escape(out, placed.alt);
    out.push('"');
    if !placed.title.is_empty() {
        out.push_str(" title=\"");
        escape(out, placed.title);
        out.push('"');
    }
    if let Some((width, height)) = size {
        write!(out, " width=\"{width}\" height=\"{height}\"").expect("a String takes every text");
    }
    if let Some([x, y]) = placed.focus {
        // In steps of a tenth, as classes: the page's policy allows no style attribute.
        let step = |part: f64| (part.clamp(0.0, 1.0) * 10.0).round() as u8;
        write!(out, " class=\"x{} y{}\"", step(x), step(y)).expect("a String takes every text");
    }
    out.push_str(when);
    out.push('>');
}

fn escape(out: &mut String, text: &str) {
    escape_html(out, text).expect("a String takes everything");
}
