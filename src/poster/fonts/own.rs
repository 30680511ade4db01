//! A site's own fonts: bytes come in; a face that can be drawn goes out, or what is wrong with the file.

use std::fmt;
use std::sync::Arc;

use resvg::usvg::fontdb;

use super::FaceId;
use crate::model::SourcePath;

/// A font file that a site brings along.
#[derive(Debug, Clone)]
pub struct FontFile {
    /// Where it lies in the site.
    pub path: SourcePath,
    /// What it holds.
    pub bytes: Arc<[u8]>,
}

/// A font file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{}` {problem}", path.as_str())]
pub struct FontFault {
    /// Which file.
    pub path: SourcePath,
    /// What is wrong with it.
    pub problem: FontProblem,
}

/// What is wrong with a font file: a phrase that goes on from the file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FontProblem {
    /// WOFF or WOFF2, as browsers take it.
    Web,
    /// Several fonts in one file.
    Collection,
    /// A variable font. The drawing takes its default instance, which is often the thinnest.
    Variable,
    /// Anything else, or a font that is damaged.
    NoFont,
    /// A font without a table of characters.
    NoCharacters,
}

impl FontProblem {
    /// What to do next.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::Web => "unpack it to TTF or OTF, or ask its maker for that form",
            Self::Collection => "take the one font that you need out of it, as TTF or OTF",
            Self::Variable => "use a static font of each weight that you need, regular and bold",
            Self::NoFont => "posters take fonts as TTF or OTF; copy the file again",
            Self::NoCharacters => "use a font with a Unicode character map",
        }
    }
}

impl fmt::Display for FontProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Web => "is a web font",
            Self::Collection => "is a collection of fonts",
            Self::Variable => "is a variable font",
            Self::NoFont => "is no font that can be read",
            Self::NoCharacters => "is a font without characters",
        })
    }
}

/// A site's own face.
pub(super) struct OwnFace {
    family: String,
    weight: u16,
    slanted: bool,
    bytes: Arc<[u8]>,
}

/// Bytes that the database of faces shares.
struct Shared(Arc<[u8]>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// How SVG names an own face: a name that no other face has, whatever the file calls itself.
pub(super) fn alias(face: FaceId) -> String {
    format!("Handbill Own {}", face.0 + 1)
}

impl OwnFace {
    /// Reads a font file. `order` stands for the family of a font that has no name.
    pub(super) fn read(file: FontFile, order: usize) -> Result<Self, FontFault> {
        let FontFile { path, bytes } = file;
        let fault = |problem| FontFault { path: path.clone(), problem };
        if bytes.starts_with(b"wOFF") || bytes.starts_with(b"wOF2") {
            return Err(fault(FontProblem::Web));
        }
        if bytes.starts_with(b"ttcf") {
            return Err(fault(FontProblem::Collection));
        }
        let face = ttf_parser::Face::parse(&bytes, 0).map_err(|_| fault(FontProblem::NoFont))?;
        // The parser passes over tables that a cut copy has lost: letters without outlines would print as nothing.
        let tables = face.tables();
        let has_outlines = tables.glyf.is_some() || tables.cff.is_some() || tables.cff2.is_some();
        if !has_outlines || !is_whole(&face, bytes.len()) {
            return Err(fault(FontProblem::NoFont));
        }
        if face.is_variable() {
            return Err(fault(FontProblem::Variable));
        }
        // The shaper reads more tables than the parser does.
        rustybuzz::Face::from_slice(&bytes, 0).ok_or_else(|| fault(FontProblem::NoFont))?;
        if face.tables().cmap.is_none_or(|cmap| cmap.subtables.into_iter().all(|table| !table.is_unicode())) {
            return Err(fault(FontProblem::NoCharacters));
        }
        let name = |id| face.names().into_iter().find(|name| name.name_id == id && name.is_unicode());
        let family = name(ttf_parser::name_id::TYPOGRAPHIC_FAMILY)
            .or_else(|| name(ttf_parser::name_id::FAMILY))
            .and_then(|name| name.to_string())
            .unwrap_or_else(|| order.to_string());
        let (weight, slanted) = (face.weight().to_number(), face.style() != ttf_parser::Style::Normal);
        Ok(Self { family, weight, slanted, bytes })
    }

    pub(super) fn family(&self) -> &str {
        &self.family
    }

    pub(super) fn weight(&self) -> u16 {
        self.weight
    }

    pub(super) fn is_slanted(&self) -> bool {
        self.slanted
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn hash(&self) -> [u8; 32] {
        *blake3::hash(&self.bytes).as_bytes()
    }

    pub(super) fn parsed(&self) -> Option<ttf_parser::Face<'_>> {
        ttf_parser::Face::parse(&self.bytes, 0).ok()
    }

    pub(super) fn source(&self) -> fontdb::Source {
        fontdb::Source::Binary(Arc::new(Shared(Arc::clone(&self.bytes))))
    }

    /// The names by which SVG may ask for it: ours, and for templates its own.
    pub(super) fn families(&self, face: FaceId) -> Vec<String> {
        let mut families = vec![alias(face)];
        if !self.family.starts_with("Handbill ") {
            families.push(self.family.clone());
        }
        families
    }
}

/// Whether every table of a font lies within its file.
fn is_whole(face: &ttf_parser::Face<'_>, length: usize) -> bool {
    let records = face.raw_face().table_records;
    records.into_iter().all(|record| {
        let end = u64::from(record.offset) + u64::from(record.length);
        end <= length as u64
    })
}
