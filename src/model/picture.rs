//! The pictures of a site: what each is, and the files that are made of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{OutputPath, SourcePath, Span};

/// How a picture is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PictureFormat {
    /// Photographs.
    Jpeg,
    /// Drawings and screenshots.
    Png,
    /// Both, in fewer bytes.
    Webp,
    /// Small animations.
    Gif,
    /// Drawings made of shapes.
    Svg,
}

impl PictureFormat {
    /// The ending of a file's name, without the dot.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Gif => "gif",
            Self::Svg => "svg",
        }
    }

    /// The media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
            Self::Svg => "image/svg+xml",
        }
    }
}

/// What the head of a file tells of a picture, without a look at its pixels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureFacts {
    /// BLAKE3 of the file's bytes.
    pub hash: [u8; 32],
    /// What it is by its bytes, whatever its name says.
    pub format: PictureFormat,
    /// Width and height as shown, in pixels: its orientation is applied. An SVG may say nothing about it.
    pub size: Option<(u32, u32)>,
    /// It moves, or is a drawing that browsers scale themselves: it has no other sizes.
    pub one_size: bool,
    /// Of an SVG: what of it is not printed, in a writer's words.
    pub left_out: Vec<String>,
}

/// How pages use a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PictureUse {
    /// A page shows it, in the size that suits the reader's screen.
    pub shown: bool,
    /// Raw HTML names it: one file for all screens.
    pub named: bool,
    /// A link leads to it: the reader wants it in full size.
    pub linked: bool,
}

/// A picture as pages write it down.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SitePicture {
    /// Width and height as shown, in pixels, where they are known.
    pub size: Option<(u32, u32)>,
    /// The file that every reader can show.
    pub file: Option<OutputPath>,
    /// The file that a link leads to, where that is another one.
    pub whole: Option<OutputPath>,
    /// The same in WebP by width, the smallest first; empty where there is one file alone.
    pub webp: Vec<(u32, OutputPath)>,
}

/// What a file is made by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PictureRecipe {
    /// Decoded, turned upright, converted to sRGB, resized to this width, and written anew.
    Resized {
        /// The format.
        format: PictureFormat,
        /// In pixels, as shown.
        width: u32,
    },
    /// Its own frames, without what else the file holds.
    Stripped,
    /// Its own shapes, without script.
    Cleaned,
}

/// A file to be made of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFile {
    /// What it is made of.
    pub source: SourcePath,
    /// BLAKE3 of the source's bytes.
    pub hash: [u8; 32],
    /// How.
    pub recipe: PictureRecipe,
    /// Who names the picture, and where.
    pub named: (SourcePath, Span),
}

/// Every picture of the site's pages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pictures {
    /// By the output that links of the site name. No file lies there: those that do are in [`SitePicture::file`] and the rest.
    pub by_name: BTreeMap<OutputPath, SitePicture>,
    /// The files to be made. Equal pictures share them.
    pub files: BTreeMap<OutputPath, PictureFile>,
    /// Files that may not go out: what is wrong with them has been reported.
    pub refused: BTreeSet<OutputPath>,
}

impl Pictures {
    /// The picture that links name by this output.
    #[must_use]
    pub fn get(&self, name: &OutputPath) -> Option<&SitePicture> {
        self.by_name.get(name)
    }
}
