//! The files of one picture, made of its bytes.

use crate::model::{PictureFile, PictureFormat, PictureRecipe, PicturesConfig};

use super::arrange::MADE_AS;
use super::bytes::sniff;
use super::fault::Fault;
use super::raster::{self, Decoded, Pixels, height_for, resized};
use super::{strip, svg};

/// Under what a made file is kept: the source's bytes, the recipe, the settings and the program's version.
#[must_use]
pub fn cache_key(file: &PictureFile, config: &PicturesConfig) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&file.hash);
    let how = format!(
        "{MADE_AS} {} {:?} {} {:?}",
        env!("CARGO_PKG_VERSION"),
        file.recipe,
        config.quality,
        config.widths
    );
    hasher.update(how.as_bytes());
    hasher.finalize().to_hex().to_string()
}

/// A picture whose files are made one after another: it is decoded once, and only if one of them needs it.
#[derive(Debug)]
pub struct Maker<'a> {
    bytes: &'a [u8],
    config: &'a PicturesConfig,
    decoded: Option<Decoded>,
    /// The widest file for screens, which narrower ones are made of.
    widest: Option<Pixels>,
}

impl<'a> Maker<'a> {
    /// A maker for the bytes of one picture.
    #[must_use]
    pub const fn new(bytes: &'a [u8], config: &'a PicturesConfig) -> Self {
        Self { bytes, config, decoded: None, widest: None }
    }

    /// The bytes of one file. They depend on the picture and the settings alone, not on what was made before.
    ///
    /// # Errors
    /// The picture is damaged beyond its head.
    pub fn make(&mut self, recipe: PictureRecipe) -> Result<Vec<u8>, Fault> {
        match recipe {
            PictureRecipe::Cleaned => svg::clean(self.bytes).map(|cleaned| cleaned.svg.into_bytes()),
            PictureRecipe::Stripped => strip::strip(self.bytes, self.format()?),
            PictureRecipe::Resized { format, width } => self.resized(format, width),
        }
    }

    fn format(&self) -> Result<PictureFormat, Fault> {
        sniff(self.bytes).ok_or_else(|| Fault::broken("it is no picture"))
    }

    fn resized(&mut self, format: PictureFormat, width: u32) -> Result<Vec<u8>, Fault> {
        let decoded = match self.decoded.take() {
            Some(decoded) => decoded,
            None => raster::decode(self.bytes, self.format()?)?,
        };
        let decoded = self.decoded.insert(decoded);
        let quality = self.config.quality;
        let most = self.config.widths.last().copied().unwrap_or(width).min(decoded.shown_width());
        if width > most {
            return raster::encode(&decoded.of_width(width)?, format, quality, decoded.is_flat);
        }
        let widest = match self.widest.take() {
            Some(widest) => widest,
            None => decoded.of_width(most)?,
        };
        let widest = self.widest.insert(widest);
        let height = height_for(width, widest.width, widest.height);
        if width == widest.width {
            raster::encode(widest, format, quality, decoded.is_flat)
        } else {
            raster::encode(&resized(widest, width, height)?, format, quality, decoded.is_flat)
        }
    }
}
