//! The posters of a site: which pages have one, of what design, and the files that are made of each.

use std::collections::BTreeMap;

use super::{Lang, OutputPath, PageId, PosterFormat, UrlPath};

impl PosterFormat {
    /// Every format, in the order in which pages offer them.
    pub const ALL: [Self; 5] = [Self::Wide, Self::Portrait, Self::Tall, Self::Square, Self::A4];

    /// The name in front matter, and of its files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Portrait => "portrait",
            Self::Tall => "tall",
            Self::Square => "square",
            Self::A4 => "a4",
        }
    }

    /// Width and height in pixels, which are also the units of its design.
    #[must_use]
    pub const fn size(self) -> (u32, u32) {
        match self {
            Self::Wide => (1200, 630),
            Self::Portrait => (1080, 1440),
            Self::Tall => (1080, 1920),
            Self::Square => (1080, 1080),
            Self::A4 => (1080, 1527),
        }
    }

    /// The format of this [`name`](Self::name).
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// In what a poster is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Medium {
    /// Pixels without loss: flat inks.
    Png,
    /// Pixels, where a photograph fills the design.
    Jpeg,
    /// Shapes, with the letters as outlines.
    Svg,
    /// To print: letters with their fonts.
    Pdf,
}

impl Medium {
    /// The ending of a file's name, without the dot.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Svg => "SVG",
            Self::Pdf => "PDF",
        }
    }
}

/// The poster of one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePoster {
    /// A design that the theme has.
    pub design: String,
    /// Its folder: `/posters/events/open-shed/`.
    pub url: UrlPath,
    /// In order, each once.
    pub formats: Vec<PosterFormat>,
    /// Whether a photograph is part of it.
    pub has_photo: bool,
}

impl PagePoster {
    /// The medium of its pixels.
    #[must_use]
    pub const fn pixels(&self) -> Medium {
        if self.has_photo { Medium::Jpeg } else { Medium::Png }
    }

    /// In what a format is written down, the one that a page shows first.
    #[must_use]
    pub const fn media(&self, format: PosterFormat) -> [Medium; 2] {
        match format {
            PosterFormat::Wide | PosterFormat::Portrait | PosterFormat::Tall | PosterFormat::Square => {
                [self.pixels(), Medium::Svg]
            }
            PosterFormat::A4 => [self.pixels(), Medium::Pdf],
        }
    }

    /// The file of a format in a medium.
    #[must_use]
    pub fn file(&self, format: PosterFormat, medium: Medium) -> OutputPath {
        let path = format!("{}{}.{}", self.url.relative(), format.name(), medium.ending());
        OutputPath::new(&path).expect("made of legal parts")
    }

    /// The medium for a small picture on a page of the site: shapes weigh less than pixels, unless a photograph is among
    /// them, and stay sharp at any size.
    #[must_use]
    pub const fn light(&self, format: PosterFormat) -> Medium {
        match format {
            PosterFormat::Wide | PosterFormat::Portrait | PosterFormat::Tall | PosterFormat::Square
                if !self.has_photo =>
            {
                Medium::Svg
            }
            PosterFormat::Wide
            | PosterFormat::Portrait
            | PosterFormat::Tall
            | PosterFormat::Square
            | PosterFormat::A4 => self.pixels(),
        }
    }

    /// The format that its page shows: upright where there is one.
    #[must_use]
    pub fn shown(&self) -> Option<PosterFormat> {
        let upright = [PosterFormat::Portrait, PosterFormat::Tall, PosterFormat::A4, PosterFormat::Square];
        upright.into_iter().find(|format| self.formats.contains(format)).or(self.formats.first().copied())
    }
}

/// Every poster of a site, by its page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Posters {
    /// Pages that have one.
    pub by_page: BTreeMap<PageId, PagePoster>,
    /// What hangs on the wall of each language, in order; only languages that have a poster. A print run hangs there
    /// also without one.
    pub walls: BTreeMap<Lang, Vec<PageId>>,
}

impl Posters {
    /// The poster of a page.
    #[must_use]
    pub fn of(&self, page: PageId) -> Option<&PagePoster> {
        self.by_page.get(&page)
    }
}
