//! The fonts of posters: the built-in ones and a site's own come in; faces to measure with and a database to draw with go out.
//!
//! `fonts/make.py` makes the built-in faces. They lie packed in the program and are unpacked when first asked for, once for each
//! value of [`Fonts`] and its clones. What characters they have is looked up in a table beside them, without unpacking.

mod coverage;
mod own;

use std::fmt;
use std::io::Read as _;
use std::sync::{Arc, OnceLock};

use flate2::read::GzDecoder;
use resvg::usvg::fontdb;
use unicode_normalization::UnicodeNormalization as _;

use super::Weight;
use own::OwnFace;

pub(super) use coverage::is_ignorable;
pub use own::{FontFault, FontFile, FontProblem};

/// The face of the program for Chinese and Japanese.
const HAN: &str = "Handbill Han";
/// The face of the program for languages in Latin letters.
const LATIN: &str = "Handbill Latin";
/// The marks of Chinese as they stand in a column.
const UPRIGHT: &str = "Handbill Upright";

/// A built-in face: family, weight, packed bytes.
type Packed = (&'static str, Weight, &'static [u8]);

const BUILT_IN: [Packed; 6] = [
    (HAN, Weight::Regular, include_bytes!("../../../fonts/han-regular.otf.gz")),
    (HAN, Weight::Bold, include_bytes!("../../../fonts/han-bold.otf.gz")),
    (LATIN, Weight::Regular, include_bytes!("../../../fonts/latin-regular.otf.gz")),
    (LATIN, Weight::Bold, include_bytes!("../../../fonts/latin-bold.otf.gz")),
    (UPRIGHT, Weight::Regular, include_bytes!("../../../fonts/upright-regular.otf.gz")),
    (UPRIGHT, Weight::Bold, include_bytes!("../../../fonts/upright-bold.otf.gz")),
];

/// Which built-in face leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// A text in Chinese or Japanese: all of it in the Han face, its Latin letters too.
    Han,
    /// A text in another language: Han characters alone are from the Han face.
    Latin,
}

/// One face of [`Fonts`]: the site's own come first, the built-in ones behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FaceId(usize);

impl FaceId {
    /// Its place among [`Fonts::len`] faces.
    pub(super) fn index(self) -> usize {
        self.0
    }
}

/// The fonts that posters of a site are set in.
///
/// Cheap to clone: clones share what was unpacked. Never the system's fonts: an output must be the same on every machine.
#[derive(Clone)]
pub struct Fonts(Arc<Inner>);

struct Inner {
    own: Vec<OwnFace>,
    unpacked: [OnceLock<Arc<Vec<u8>>>; BUILT_IN.len()],
    database: OnceLock<Arc<fontdb::Database>>,
    hash: [u8; 32],
}

impl Default for Fonts {
    fn default() -> Self {
        Self::built_in()
    }
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fonts").field("own", &self.0.own.len()).finish_non_exhaustive()
    }
}

impl Fonts {
    /// The built-in fonts alone.
    #[must_use]
    pub fn built_in() -> Self {
        Self::from_faces(Vec::new())
    }

    /// A site's own fonts before the built-in ones, in the order in which the site names them.
    ///
    /// A file that is no usable font is left out and told as a fault, so that every one of them is told in one run.
    #[must_use]
    pub fn with_own(files: Vec<FontFile>) -> (Self, Vec<FontFault>) {
        let (mut faces, mut faults) = (Vec::new(), Vec::new());
        for file in files {
            match OwnFace::read(file, faces.len()) {
                Ok(face) => faces.push(face),
                Err(fault) => faults.push(fault),
            }
        }
        (Self::from_faces(faces), faults)
    }

    fn from_faces(own: Vec<OwnFace>) -> Self {
        let mut hash = blake3::Hasher::new();
        for (family, _, packed) in BUILT_IN {
            hash.update(family.as_bytes());
            // RFC 1952 §2.3.1: a gzip file ends with the checksum and the length of what it holds.
            hash.update(packed.last_chunk::<8>().map_or(&[][..], |end| end));
        }
        for face in &own {
            hash.update(&face.hash());
        }
        let hash = *hash.finalize().as_bytes();
        Self(Arc::new(Inner { own, unpacked: Default::default(), database: OnceLock::new(), hash }))
    }

    /// Whether some face of each weight has the character, or it needs none.
    ///
    /// Spaces and what is never seen (joiners, variation selectors) need no glyph.
    #[must_use]
    pub fn covers(&self, character: char) -> bool {
        coverage::is_invisible(character) || coverage::built_in(character) || self.own_covers(character)
    }

    /// The characters of a text that no font has, each once, in the order of the text.
    ///
    /// The text is looked at in its composed form (NFC), in which it is set.
    #[must_use]
    pub fn missing(&self, text: &str) -> Vec<char> {
        let mut missing = Vec::new();
        for character in text.nfc() {
            if !self.covers(character) && !missing.contains(&character) {
                missing.push(character);
            }
        }
        missing
    }

    fn own_covers(&self, character: char) -> bool {
        let has = |weight| {
            self.own_chain(weight).into_iter().any(|face| {
                self.0
                    .own
                    .get(face.0)
                    .and_then(OwnFace::parsed)
                    .is_some_and(|face| face.glyph_index(character).is_some())
            })
        };
        !self.0.own.is_empty() && has(Weight::Regular) && has(Weight::Bold)
    }

    /// A hash of every face, for the keys of caches.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        self.0.hash
    }

    /// The faces for drawing: what SVG made by [`super::Block::svg`] names is in it, and nothing of the system's.
    ///
    /// Text of a template that names no family, or one that is not there, is drawn in the Han face.
    #[must_use]
    pub fn database(&self) -> Arc<fontdb::Database> {
        Arc::clone(self.0.database.get_or_init(|| Arc::new(self.load())))
    }

    fn load(&self) -> fontdb::Database {
        let mut database = fontdb::Database::new();
        database.set_serif_family(HAN);
        database.set_sans_serif_family(HAN);
        for (index, face) in self.0.own.iter().enumerate() {
            let families = face.families(FaceId(index));
            database.push_face_info(info(families, face.source(), face.weight(), face.is_slanted()));
        }
        for (index, (family, weight, _)) in BUILT_IN.into_iter().enumerate() {
            let source = fontdb::Source::Binary(self.unpack(index));
            database.push_face_info(info(vec![family.to_owned()], source, weight.css(), false));
        }
        database
    }

    /// The faces to look for a character in, the first first.
    pub(super) fn chain(&self, weight: Weight, lead: Lead) -> Vec<FaceId> {
        let mut chain = self.own_chain(weight);
        let families = match lead {
            Lead::Han => [HAN, LATIN],
            Lead::Latin => [LATIN, HAN],
        };
        chain.extend(families.map(|family| self.built_in_face(family, weight)));
        chain
    }

    /// The built-in Latin face: for apostrophes inside Latin words of a Chinese text.
    pub(super) fn latin(&self, weight: Weight) -> FaceId {
        self.built_in_face(LATIN, weight)
    }

    /// The face of the marks that stand in columns.
    pub(super) fn upright(&self, weight: Weight) -> FaceId {
        self.built_in_face(UPRIGHT, weight)
    }

    fn built_in_face(&self, family: &str, weight: Weight) -> FaceId {
        let index = BUILT_IN.iter().position(|face| face.0 == family && face.1 == weight);
        FaceId(self.0.own.len() + index.expect("each family is built in, in both weights"))
    }

    /// Of each own family, the face that is nearest to the weight.
    fn own_chain(&self, weight: Weight) -> Vec<FaceId> {
        let mut chain: Vec<usize> = Vec::new();
        for (index, face) in self.0.own.iter().enumerate() {
            let rank = |face: &OwnFace| (face.is_slanted(), face.weight().abs_diff(weight.css()));
            match chain.iter_mut().find(|other| self.0.own[**other].family() == face.family()) {
                Some(other) if rank(face) < rank(&self.0.own[*other]) => *other = index,
                Some(_) => {}
                None => chain.push(index),
            }
        }
        chain.into_iter().map(FaceId).collect()
    }

    /// How many faces there are.
    pub(super) fn len(&self) -> usize {
        self.0.own.len() + BUILT_IN.len()
    }

    /// Whether a face is one of the program's.
    pub(super) fn is_built_in(&self, face: FaceId) -> bool {
        face.0 >= self.0.own.len()
    }

    /// The bytes of a face.
    pub(super) fn bytes(&self, face: FaceId) -> &[u8] {
        match self.0.own.get(face.0) {
            Some(own) => own.bytes(),
            None => {
                let index = face.0 - self.0.own.len();
                self.unpack(index);
                self.0.unpacked[index].get().map_or(&[], |bytes| bytes.as_slice())
            }
        }
    }

    /// How SVG names a face: its family, and its weight.
    pub(super) fn name(&self, face: FaceId) -> (String, u16) {
        match self.0.own.get(face.0) {
            Some(own) => (own::alias(face), own.weight()),
            None => {
                let (family, weight, _) = BUILT_IN[face.0 - self.0.own.len()];
                (family.to_owned(), weight.css())
            }
        }
    }

    fn unpack(&self, index: usize) -> Arc<Vec<u8>> {
        let unpacked = self.0.unpacked[index].get_or_init(|| {
            let mut bytes = Vec::new();
            GzDecoder::new(BUILT_IN[index].2).read_to_end(&mut bytes).expect("the built-in fonts are whole");
            Arc::new(bytes)
        });
        Arc::clone(unpacked)
    }
}

fn info(families: Vec<String>, source: fontdb::Source, weight: u16, slanted: bool) -> fontdb::FaceInfo {
    let language = fontdb::Language::English_UnitedStates;
    fontdb::FaceInfo {
        id: fontdb::ID::dummy(),
        source,
        index: 0,
        post_script_name: families.first().cloned().unwrap_or_default(),
        families: families.into_iter().map(|family| (family, language)).collect(),
        style: if slanted { fontdb::Style::Italic } else { fontdb::Style::Normal },
        weight: fontdb::Weight(weight),
        stretch: fontdb::Stretch::Normal,
        monospaced: false,
    }
}

#[cfg(test)]
mod tests;
