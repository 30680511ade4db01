//! A drawing in SVG, made ready to be printed.
//!
//! In: the text that a design gives, fonts, and pictures by name. Out: a [`Drawing`], or everything that could not be
//! drawn as it was meant. Nothing is read from a disk or a network, and no font of the machine is used.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, ID};
use resvg::usvg::roxmltree::Document;
use resvg::usvg::{
    FontFamily, FontResolver, Group, ImageHrefResolver, ImageKind, ImageRendering, Node, Options, Tree,
};

use super::fault::{Fault, Flaw};
use super::inspect::inspect;
use super::pixels::Pixels;
use super::read::CodeBox;

/// Pictures by the name that `<image href="…">` calls them by: JPEG, PNG, WebP, or SVG.
///
/// They come upright, stripped, and about as large as they are drawn, as the room `pictures` makes them.
pub type Pictures = BTreeMap<String, Arc<Vec<u8>>>;

/// Pixels of the largest picture that is drawn: an A2 sheet at 200 dots an inch has 15 million.
const MOST_PIXELS: f32 = 40_000_000.0;

/// A drawing whose every text has its font and every picture its bytes.
#[derive(Debug, Clone)]
pub struct Drawing {
    tree: Tree,
}

impl Drawing {
    /// Reads a drawing; the faults are all that would have been left out of it.
    pub fn new(svg: &str, fonts: &Arc<Database>, pictures: &Pictures) -> Result<Self, Vec<Fault>> {
        let document = Document::parse(svg).map_err(|error| vec![not_xml(svg, &error)])?;
        let mut faults = inspect(&document, pictures);
        if !faults.is_empty() {
            return Err(faults);
        }
        let found = Mutex::new(Vec::new());
        let options = options(fonts, pictures, &found);
        let tree = Tree::from_xmltree(&document, &options)
            .map_err(|error| vec![Fault::at(Flaw::Xml(error.to_string()), svg, 0)])?;
        drop(options);
        let found = found.into_inner().expect("nothing that holds the lock can panic");
        faults
            .extend(found.into_iter().map(|(flaw, near)| Fault::at(flaw, svg, svg.find(&near).unwrap_or(0))));
        let mut boxes = String::new();
        without_glyph(tree.root(), &mut boxes);
        if !boxes.is_empty() {
            let at = boxes.chars().next().and_then(|first| svg.find(first)).unwrap_or(0);
            faults.push(Fault::at(Flaw::Glyph(boxes), svg, at));
        }
        if faults.is_empty() { Ok(Self { tree }) } else { Err(faults) }
    }

    /// The drawing's tree, to measure what stands where.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Width in the drawing's units, which are pixels at a scale of 1.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.tree.size().width()
    }

    /// Height in the drawing's units.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.tree.size().height()
    }

    /// Where codes stand, by their ids: the groups named `code` or `code-…`, in the order in which they are drawn.
    #[must_use]
    pub fn codes(&self) -> Vec<(&str, CodeBox)> {
        let mut codes = Vec::new();
        find_codes(self.tree.root(), &mut codes);
        codes
    }

    /// Draws it on white, so many pixels to the unit.
    pub fn pixels(&self, scale: f32) -> Result<Pixels, Fault> {
        let (width, height) = ((self.width() * scale).round(), (self.height() * scale).round());
        let large = || Fault::at(Flaw::Large(width as u64, height as u64), "", 0);
        // A cast of a float saturates; sizes that are no numbers fail the first question.
        if !(width >= 1.0 && height >= 1.0 && width * height <= MOST_PIXELS && width.max(height) <= 65_535.0)
        {
            return Err(large());
        }
        let mut pixmap = Pixmap::new(width as u32, height as u32).ok_or_else(large)?;
        pixmap.fill(resvg::tiny_skia::Color::WHITE);
        let transform = Transform::from_scale(width / self.width(), height / self.height());
        resvg::render(&self.tree, transform, &mut pixmap.as_mut());
        let mut rgb = vec![0; pixmap.data().len() / 4 * 3];
        // White lies under everything, so that no pixel is left transparent.
        for (own, [red, green, blue, _]) in
            rgb.as_chunks_mut::<3>().0.iter_mut().zip(pixmap.data().as_chunks::<4>().0)
        {
            *own = [*red, *green, *blue];
        }
        Pixels::new(pixmap.width(), pixmap.height(), rgb).ok_or_else(large)
    }
}

fn not_xml(svg: &str, error: &resvg::usvg::roxmltree::Error) -> Fault {
    let pos = error.pos();
    let line_starts =
        svg.split_inclusive('\n').take(pos.row.saturating_sub(1) as usize).map(str::len).sum::<usize>();
    let line = svg.get(line_starts..).unwrap_or_default();
    let column = line.char_indices().nth(pos.col.saturating_sub(1) as usize).map_or(line.len(), |(at, _)| at);
    // The parser ends its message with the place, which the fault has.
    let message = error.to_string();
    let message = message.rsplit_once(" at ").map_or(message.as_str(), |(message, _)| message);
    Fault::at(Flaw::Xml(message.to_owned()), svg, line_starts + column)
}

/// What is found while the tree is made: the flaw, and a text that stands near it.
type Found = Mutex<Vec<(Flaw, String)>>;

fn options<'a>(fonts: &Arc<Database>, pictures: &'a Pictures, found: &'a Found) -> Options<'a> {
    let note = |flaw: Flaw, near: String| {
        let mut found = found.lock().expect("nothing that holds the lock can panic");
        if !found.iter().any(|(known, _)| *known == flaw) {
            found.push((flaw, near));
        }
    };
    let select = FontResolver::default_font_selector();
    let is_there = |family: &FontFamily, database: &Database| match family {
        FontFamily::Named(name) => {
            database.faces().any(|face| face.families.iter().any(|(known, _)| known == name))
        }
        FontFamily::Serif
        | FontFamily::SansSerif
        | FontFamily::Cursive
        | FontFamily::Fantasy
        | FontFamily::Monospace => true,
    };
    Options {
        // Pictures come in about the size in which they are drawn: more care takes four times as long and shows nothing.
        image_rendering: ImageRendering::Smooth,
        font_family: first_family(fonts),
        fontdb: Arc::clone(fonts),
        font_resolver: FontResolver {
            select_font: Box::new(move |font, database| {
                let id = select(font, database);
                // Another face would stand for families that are not there, and nobody would learn of it.
                if id.is_none() || !font.families().iter().any(|family| is_there(family, database)) {
                    let families: Vec<String> =
                        font.families().iter().map(|name| name.to_string().replace('"', "")).collect();
                    note(Flaw::Font(families.join(", ")), families.first().cloned().unwrap_or_default());
                }
                id
            }),
            select_fallback: Box::new(|c, used, database| fallback(c, used, database)),
        },
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(move |name, options| match picture(pictures.get(name)?, options) {
                Ok(kind) => Some(kind),
                Err(why) => {
                    note(Flaw::BrokenPicture(name.to_owned(), why), name.to_owned());
                    None
                }
            }),
        },
        ..Options::default()
    }
}

fn first_family(fonts: &Database) -> String {
    fonts
        .faces()
        .next()
        .and_then(|face| face.families.first())
        .map_or_else(String::new, |(name, _)| name.clone())
}

/// The face for a character that the text's own font lacks: of those that have it, the one nearest in weight.
fn fallback(c: char, used: &[ID], database: &Database) -> Option<ID> {
    let weight = used.first().and_then(|id| database.face(*id)).map_or(400, |face| face.weight.0);
    database
        .faces()
        .filter(|face| !used.contains(&face.id) && has_glyph(database, face.id, c))
        .min_by_key(|face| face.weight.0.abs_diff(weight))
        .map(|face| face.id)
}

fn has_glyph(database: &Database, id: ID, c: char) -> bool {
    let look = |data: &[u8], index| {
        ttf_parser::Face::parse(data, index).is_ok_and(|face| face.glyph_index(c).is_some())
    };
    database.with_face_data(id, look).unwrap_or(false)
}

/// A picture by what its bytes are; why not, if they are none.
fn picture(bytes: &Arc<Vec<u8>>, options: &Options<'_>) -> Result<ImageKind, String> {
    let kind: fn(Arc<Vec<u8>>) -> ImageKind = match image::guess_format(bytes) {
        Ok(image::ImageFormat::Jpeg) => ImageKind::JPEG,
        Ok(image::ImageFormat::Png) => ImageKind::PNG,
        Ok(image::ImageFormat::WebP) => ImageKind::WEBP,
        Ok(_) => return Err("its format is none of JPEG, PNG, WebP and SVG".to_owned()),
        Err(_) => return drawing_within(bytes, options).map(ImageKind::SVG),
    };
    // The head is read here, since what draws would leave out a picture without one and say nothing.
    image::ImageReader::new(std::io::Cursor::new(bytes.as_slice()))
        .with_guessed_format()
        .map_err(|error| error.to_string())?
        .into_dimensions()
        .map_err(|error| error.to_string())?;
    Ok(kind(Arc::clone(bytes)))
}

/// A drawing that stands in another as a picture.
///
/// Its fonts are those of whoever drew it, which no machine need have: the first that the poster has stands for them.
fn drawing_within(bytes: &[u8], options: &Options<'_>) -> Result<Tree, String> {
    let select = FontResolver::default_font_selector();
    let within = Options {
        font_family: options.font_family.clone(),
        fontdb: Arc::clone(&options.fontdb),
        font_resolver: FontResolver {
            select_font: Box::new(move |font, database| {
                select(font, database).or_else(|| database.faces().next().map(|face| face.id))
            }),
            select_fallback: Box::new(|c, used, database| fallback(c, used, database)),
        },
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let text = std::str::from_utf8(bytes).map_err(|_| "it is neither a picture nor a drawing".to_owned())?;
    let document = Document::parse(text).map_err(|error| error.to_string())?;
    Tree::from_xmltree(&document, &within).map_err(|error| error.to_string())
}

/// Collects the texts of glyphs that would be drawn as a box.
fn without_glyph(group: &Group, boxes: &mut String) {
    for node in group.children() {
        match node {
            Node::Group(group) => without_glyph(group, boxes),
            Node::Text(text) => {
                for glyph in text.layouted().iter().flat_map(|span| &span.positioned_glyphs) {
                    if glyph.id.0 == 0 {
                        boxes.extend(glyph.text.chars().filter(|c| !boxes.contains(*c)).collect::<Vec<_>>());
                    }
                }
            }
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

fn find_codes<'a>(group: &'a Group, codes: &mut Vec<(&'a str, CodeBox)>) {
    for node in group.children() {
        let Node::Group(group) = node else { continue };
        if group.id() == "code" || group.id().starts_with("code-") {
            let place = group.abs_bounding_box();
            codes.push((group.id(), CodeBox { x: place.x(), y: place.y(), side: place.width() }));
        } else {
            find_codes(group, codes);
        }
    }
}
