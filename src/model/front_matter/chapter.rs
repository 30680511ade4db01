//! What the front matter of a chapter and of a print run says.

use serde::Serialize;

use super::PosterFormat;
use crate::model::{Handle, Spanned};

/// A chapter's own fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChapterFields {
    /// Where it meets.
    pub city: Option<String>,
    /// Members who lead it.
    pub leads: Vec<Spanned<Handle>>,
    /// How far it is.
    pub status: ChapterStatus,
    /// What it is about, in one line.
    pub focus: Option<String>,
}

/// How far a chapter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChapterStatus {
    /// It is being tried.
    Pilot,
    /// It meets.
    #[default]
    Active,
    /// It does not meet at present.
    Resting,
}

/// A print run's own fields.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintRunFields {
    /// The page that its codes lead to: `stories/lamp`.
    pub target: Spanned<String>,
    /// Stands for the target's title.
    pub headline: Option<Spanned<String>>,
    /// Stands for the target's summary.
    pub tagline: Option<Spanned<String>>,
    /// A design of the theme; the target's kind's own where absent.
    pub design: Option<Spanned<String>>,
    /// In which formats it is made; the site's where empty.
    pub formats: Vec<PosterFormat>,
    /// Where it hangs, each with a code of its own.
    pub placements: Vec<Placement>,
    /// The file with the placements, from the site's root: `data/books.csv`.
    pub placements_csv: Option<Spanned<String>>,
    /// From how far it is scanned, in centimetres.
    pub scan_distance_cm: Option<u32>,
}

/// A place where a poster hangs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// What its code is derived from: it must not change once printed.
    pub id: Spanned<String>,
    /// What people call the place.
    pub label: Option<String>,
}
