//! The own fields of a chapter and of a print run.

use crate::fields::codes::Code;
use crate::fields::decoder::Decoder;
use crate::fields::table::record;
use crate::fields::values::{
    Choice, Count, DataFile, Line, List, Member, Name, Nested, Opt, OrUsual, Passage, PathPart, Word,
};
use crate::model::{ChapterFields, ChapterStatus, Placement, PosterFormat, PrintRunFields};

record! {
    impl ChapterFields {
        /// Where it meets.
        city: Opt<Line> = "\"Hangzhou\"" .also(&["place", "location", "town"]);
        /// Members who lead it, by handle.
        leads: List<Member> = "[\"wen\"]" .also(&["lead", "leaders"]);
        /// How far it is.
        status: OrUsual<ChapterStatus> = "\"pilot\"" .default("\"active\"") .also(&["state"]);
        /// What it is about, in one line.
        focus: Opt<Line> = "\"Radios and everything with a valve\"" .also(&["tagline", "motto"]);
    }
}

impl Word for ChapterStatus {
    const WORDS: &'static [&'static str] = &["pilot", "active", "resting"];
    const MEANINGS: &'static [Self] = &[Self::Pilot, Self::Active, Self::Resting];
}

record! {
    impl PrintRunFields {
        /// The page that its codes lead to.
        target: Name = "\"stories/desk-lamp\"" .also(&["page", "to", "link"]);
        /// Stands for the target's title.
        headline: Opt<Name> = "\"The lamp that stayed\"";
        /// Stands for the target's summary.
        tagline: Opt<Passage> = "\"Scan me: a story of four minutes.\"" .also(&["subtitle"]);
        /// A design of the theme; the one of the target's kind where absent.
        design: Opt<PathPart> = "\"obi\"";
        /// In which formats it is made; the site's where absent.
        formats: List<Choice<PosterFormat>> = "[\"portrait\", \"a4\"]" .also(&["format"]);
        /// Where it hangs: each place has a code of its own, made from `id`.
        placements: List<Nested<Placement>> = "[{ id = \"cafe-door\", label = \"Café Lantern, the door\" }]" .also(&["places"]);
        /// The placements in a CSV (`id,label`) under `data/`.
        placements_csv: Opt<DataFile> = "\"data/books.csv\"";
        /// From how far it is scanned, in centimetres.
        scan_distance_cm: Opt<Count<1>> = "40";
    }
}

record! {
    impl Placement {
        /// What its code is made from; never changed once printed.
        id: Name = "\"cafe-door\"";
        /// What people call the place.
        label: Opt<Line> = "\"Café Lantern, the door\"" .also(&["name", "title"]);
    }
}

impl Word for PosterFormat {
    const WORDS: &'static [&'static str] = &["wide", "portrait", "tall", "square", "a4"];
    const MEANINGS: &'static [Self] = &[Self::Wide, Self::Portrait, Self::Tall, Self::Square, Self::A4];
}

/// Two placements with one id would share a code.
pub(super) fn check_placements(fields: PrintRunFields, decoder: &mut Decoder<'_>) -> PrintRunFields {
    for (at, placement) in fields.placements.iter().enumerate() {
        let same = |other: &&Placement| other.id.value == placement.id.value;
        if let Some(first) = fields.placements[..at].iter().find(same) {
            let message = format!("two placements have the id `{}`", placement.id.value);
            let problem = decoder
                .error(Code::Conflict, placement.id.span, message)
                .labelled(decoder.path(), first.id.span, "the first")
                .help("give each place an id of its own: it tells the scans apart");
            decoder.push(problem);
        }
    }
    fields
}
