//! `[posters]` of the configuration.

use super::codes::Code;
use super::decoder::{Decoder, one_line};
use super::node::Node;
use super::table::{FieldType, FieldValue, record};
use super::values::{BaseUrl, Choice, List, Name, Opt, Word};
use crate::model::{Kind, OutputPath, PosterFormat, PostersConfig, SourcePath, Spanned};

record! {
    /// `[posters]`.
    #[derive(Default)]
    struct PosterTable {
        /// In which formats posters are made, where a page does not say so itself.
        formats: List<Choice<PosterFormat>> = "[\"wide\", \"portrait\", \"a4\"]" .default("[\"wide\", \"portrait\"]") .also(&["format"]);
        /// Kinds whose link preview is their `wide` poster; every kind that has posters where absent.
        cards: Opt<List<Choice<PosterKind>>> = "[\"event\", \"drop\"]" .also(&["previews", "social"]);
        /// Where printed codes live, if that is not `base_url`: a short domain that answers with this site. Never changed once something is printed.
        code_base: Opt<BaseUrl> = "\"https://lant.example/\"" .also(&["short_url", "base_url"]);
        /// Fonts of the site's own, which come before those of the program: TTF or OTF, from the site's root.
        fonts: List<FontFile> = "[\"assets/lantern-hei.otf\"]" .also(&["font"]);
        /// A picture in the middle of the codes on posters, from the site's root: SVG, PNG, JPEG or WebP, square. Codes have finer modules then.
        logo: Opt<LogoFile> = "\"assets/lantern.svg\"" .also(&["seal", "icon"]);
    }
}

/// A kind that has posters.
#[derive(Clone, Copy)]
pub(in crate::fields) struct PosterKind(Kind);

impl Word for PosterKind {
    const WORDS: &'static [&'static str] =
        &["event", "drop", "story", "member", "chapter", "print-run", "campaign"];
    const MEANINGS: &'static [Self] = &[
        Self(Kind::Event),
        Self(Kind::Drop),
        Self(Kind::Story),
        Self(Kind::Member),
        Self(Kind::Chapter),
        Self(Kind::PrintRun),
        Self(Kind::Campaign),
    ];
}

/// A font file, from the site's root.
pub(in crate::fields) struct FontFile;

impl FieldValue for FontFile {
    type Value = Spanned<SourcePath>;
    const TYPE: FieldType = FieldType::Name;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        site_file(node, decoder, &[".otf", ".ttf"], "assets/lantern-hei.otf")
    }
}

/// A picture, from the site's root.
pub(in crate::fields) struct LogoFile;

impl FieldValue for LogoFile {
    type Value = Spanned<SourcePath>;
    const TYPE: FieldType = FieldType::Name;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        site_file(node, decoder, &[".svg", ".png", ".jpg", ".jpeg", ".webp"], "assets/lantern.svg")
    }
}

/// The path of a file of the site, from its root, with one of these endings.
fn site_file(
    node: &Node<'_>,
    decoder: &mut Decoder<'_>,
    endings: &[&str],
    example: &str,
) -> Option<Spanned<SourcePath>> {
    let text = Name::decode(node, decoder)?.value;
    let lower = text.to_ascii_lowercase();
    let refused = if endings.iter().any(|ending| lower.ends_with(ending)) {
        OutputPath::new(&text).err().map(|error| error.to_string())
    } else {
        let endings: Vec<String> = endings.iter().map(|ending| format!("`{ending}`")).collect();
        let (last, others) = endings.split_last()?;
        Some(format!("it ends in {} or {last}", others.join(", ")))
    };
    if let Some(why) = refused {
        let message = format!("`{}` cannot be `{}`", decoder.name(), one_line(&text));
        let problem = decoder
            .error_saying(Code::BadName, node.span, message, why)
            .help(format!("write the path from the site's root: `{example}`"));
        return decoder.fail(problem);
    }
    Some(Spanned::new(SourcePath::new(text), node.span))
}

impl From<PosterTable> for PostersConfig {
    fn from(table: PosterTable) -> Self {
        let PosterTable { mut formats, cards, code_base, fonts, logo } = table;
        if formats.is_empty() {
            formats = vec![PosterFormat::Wide, PosterFormat::Portrait];
        }
        formats.sort_unstable();
        formats.dedup();
        let mut cards = cards.map_or_else(
            || Kind::ALL.into_iter().filter(|kind| kind.has_poster()).collect(),
            |kinds| kinds.into_iter().map(|kind| kind.0).collect::<Vec<_>>(),
        );
        cards.sort_unstable();
        cards.dedup();
        Self { formats, cards, code_base, fonts, logo }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_cards_are_the_kinds_that_have_posters() {
        let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| kind.has_poster()).collect();
        let meant: Vec<Kind> = PosterKind::MEANINGS.iter().map(|kind| kind.0).collect();
        assert_eq!(kinds, meant);
        assert_eq!(kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>(), PosterKind::WORDS);
    }
}
