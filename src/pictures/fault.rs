//! What is wrong with a picture, in words for whoever put it there.

use crate::diagnostics::Diagnostic;
use crate::model::{PictureFormat, SourcePath, Span};

use super::inspect::{MOST_BYTES, MOST_PIXELS};

/// Why a picture cannot go out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is damaged, or no picture; why, to stand behind "cannot be read: ".
    Broken(String),
    /// Its name's ending says another format than its bytes.
    WrongEnding(PictureFormat),
    /// A format that is not made into pages.
    UnknownFormat,
    /// More bytes than [`MOST_BYTES`].
    Heavy,
    /// More pixels than a page may want: what unfolds to more is as likely an attack as a photograph.
    Huge(u32, u32),
}

impl Fault {
    /// A fault found while reading.
    pub(super) fn broken(why: impl Into<String>) -> Self {
        Self::Broken(why.into())
    }

    /// The diagnostic, at the place that names the picture.
    #[must_use]
    pub fn diagnostic(&self, source: &SourcePath, by: &SourcePath, span: Span) -> Diagnostic {
        let static_instead = "or put it into `static/` if it is to go out as it is, with everything it holds";
        match self {
            Self::Broken(why) => {
                Diagnostic::error("picture::broken", format!("`{source}` cannot be read: {why}"))
                    .at(by, span)
                    .help(
                        "open it in a picture program and save it anew, or copy it again from where it came",
                    )
            }
            Self::WrongEnding(format) => {
                let name = source.file_name();
                let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
                Diagnostic::error(
                    "picture::wrong-ending",
                    format!("`{source}` is {} by its bytes", described(*format)),
                )
                .at(by, span)
                .help(format!("name it `{stem}.{}`, here too", format.ending()))
            }
            Self::UnknownFormat => Diagnostic::error(
                "picture::unknown-format",
                format!("`{source}` is in no format that pages are made with"),
            )
            .at(by, span)
            .help("save it as JPEG, PNG, WebP, GIF or SVG")
            .help(static_instead),
            Self::Heavy => Diagnostic::error(
                "picture::too-large",
                format!("`{source}` has more than {} MiB", MOST_BYTES / 1024 / 1024),
            )
            .at(by, span)
            .help("save it smaller: 4000 pixels are wide enough for every screen"),
            Self::Huge(width, height) => Diagnostic::error(
                "picture::too-large",
                format!("`{source}` unfolds to {width} × {height} pixels"),
            )
            .at(by, span)
            .help(format!("save it with at most {} million pixels", MOST_PIXELS / 1_000_000)),
        }
    }
}

/// The warning for a drawing of which something is not printed.
#[must_use]
pub fn svg_warning(left_out: &[String], source: &SourcePath, by: &SourcePath, span: Span) -> Diagnostic {
    Diagnostic::warning(
        "picture::unsafe-svg",
        format!("`{source}` is printed without {}", left_out.join(", ")),
    )
    .at(by, span)
    .help(
        "a drawing in `content/` runs nothing and asks for nothing: take that out, or put it into `static/`",
    )
}

const fn described(format: PictureFormat) -> &'static str {
    match format {
        PictureFormat::Jpeg => "a JPEG",
        PictureFormat::Png => "a PNG",
        PictureFormat::Webp => "a WebP",
        PictureFormat::Gif => "a GIF",
        PictureFormat::Svg => "an SVG",
    }
}
