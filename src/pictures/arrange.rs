//! Which files a picture becomes, and what they are called: decided from its facts, before any pixel is looked at.

use std::collections::BTreeMap;

use crate::model::{
    OutputPath, PictureFacts, PictureFile, PictureFormat, PictureRecipe, PictureUse, PicturesConfig,
    SitePicture, SourcePath, Span, fold,
};

use super::raster::height_for;

/// Raised whenever the same bytes and settings give other files: their names must then be others too.
pub(super) const MADE_AS: u32 = 2;

/// Where pictures lie in the output.
const FOLDER: &str = "assets/pictures";

/// The most bytes of a picture's own name in the names of its files; a part of a path has 255 at most.
const MOST_NAME: usize = 120;

/// The file that is shown where WebP is not: wide enough for a page, no wider.
const USUAL_WIDTH: u32 = 1280;

/// The most pixels that a side of a WebP has (RFC 9649 §2.7.1).
const MOST_WEBP: u32 = 16_383;

/// Arranges the pictures of a site under one set of settings.
#[derive(Debug, Clone, Copy)]
pub struct Arranger<'a> {
    config: &'a PicturesConfig,
}

impl<'a> Arranger<'a> {
    /// An arranger for these settings.
    #[must_use]
    pub const fn new(config: &'a PicturesConfig) -> Self {
        Self { config }
    }

    /// The picture as pages write it down; the files that it needs are added to `files`.
    #[must_use]
    pub fn arrange(
        &self,
        source: &SourcePath,
        facts: &PictureFacts,
        used: PictureUse,
        named: &(SourcePath, Span),
        files: &mut BTreeMap<OutputPath, PictureFile>,
    ) -> SitePicture {
        let mut add = |recipe: PictureRecipe| {
            let output = self.name(source, facts, recipe);
            files.entry(output.clone()).or_insert_with(|| PictureFile {
                source: source.clone(),
                hash: facts.hash,
                recipe,
                named: named.clone(),
            });
            output
        };
        let size = facts.size;
        let (width, height) = match size {
            Some(size) if !facts.one_size => size,
            Some(_) | None => {
                let recipe = match facts.format {
                    PictureFormat::Svg => PictureRecipe::Cleaned,
                    PictureFormat::Jpeg | PictureFormat::Png | PictureFormat::Webp | PictureFormat::Gif => {
                        PictureRecipe::Stripped
                    }
                };
                return SitePicture { size, file: Some(add(recipe)), whole: None, webp: Vec::new() };
            }
        };
        let own = |width| PictureRecipe::Resized { format: facts.format, width };
        let widths = self.widths(width);
        let usual = widths.iter().copied().rfind(|own| *own <= USUAL_WIDTH).or(widths.first().copied());
        let usual = usual.unwrap_or(width);
        let webp: Vec<u32> = if used.shown {
            widths.into_iter().filter(|own| own.max(&height_for(*own, width, height)) <= &MOST_WEBP).collect()
        } else {
            Vec::new()
        };
        let file = (used.shown || used.named).then(|| add(own(usual)));
        let whole = (used.linked && (usual != width || file.is_none())).then(|| add(own(width)));
        let webp = webp
            .into_iter()
            .map(|width| (width, add(PictureRecipe::Resized { format: PictureFormat::Webp, width })))
            .collect();
        SitePicture { size, file, whole, webp }
    }

    /// The widths that a picture is made in: the configured ones that are clearly narrower than it, and its own where it
    /// is within them.
    fn widths(&self, own: u32) -> Vec<u32> {
        let configured = &self.config.widths;
        let most = configured.last().copied().unwrap_or(own).min(own);
        // A tenth less is no other picture.
        let narrower = |width: &u32| u64::from(*width) * 10 <= u64::from(most) * 9;
        configured.iter().copied().filter(narrower).chain([most]).collect()
    }

    /// `assets/pictures/lamp.3f9a2c41d0.w640.webp`.
    ///
    /// The digits are those of the bytes and of the settings, so that hosts may keep the file for good. Letters are
    /// small: two names that differ by case are one file on many disks.
    fn name(&self, source: &SourcePath, facts: &PictureFacts, recipe: PictureRecipe) -> OutputPath {
        let name = fold(source.file_name());
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        let end =
            stem.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= MOST_NAME).last();
        let stem = &stem[..end.unwrap_or(0)];
        let mut hasher = blake3::Hasher::new();
        hasher.update(&facts.hash);
        let rest = match recipe {
            PictureRecipe::Resized { format, width } => {
                let config = self.config;
                hasher.update(format!("{MADE_AS} {} {:?}", config.quality, config.widths.last()).as_bytes());
                format!("w{width}.{}", format.ending())
            }
            PictureRecipe::Stripped | PictureRecipe::Cleaned => {
                hasher.update(MADE_AS.to_string().as_bytes());
                facts.format.ending().to_owned()
            }
        };
        let hash = hasher.finalize().to_hex();
        let of = |stem: &str| OutputPath::new(&format!("{FOLDER}/{stem}.{}.{rest}", &hash[..10]));
        of(stem).unwrap_or_else(|_| of("picture").expect("letters and digits are a legal name"))
    }
}
