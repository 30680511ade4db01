//! When the phases of events begin: of one, of a series, of all of the site.

use std::collections::BTreeMap;

use crate::fields::codes::Code;
use crate::fields::decoder::Decoder;
use crate::fields::node::{Node, NodeValue};
use crate::fields::table::{FieldType, FieldValue, Record, record};
use crate::fields::values::{Offset, Opt};
use crate::model::{Phases, SeriesConfig, Spanned};

record! {
    impl Phases {
        /// Announced: so long before the start.
        announce: Opt<Offset> = "\"-5d\"" .default("\"-5d\"");
        /// Open for questions: so long before the start.
        questions: Opt<Offset> = "\"-2d\"" .default("\"-2d\"");
        /// About to begin: so long before the start.
        warmup: Opt<Offset> = "\"-2h\"" .default("\"-2h\"");
        /// By when a recap is promised: so long behind the end.
        recap: Opt<Offset> = "\"+2d\"" .default("\"+2d\"");
    }
}

record! {
    impl SeriesConfig {
        /// When the phases of its events begin, where those of the site do not fit.
        phases: PhaseTable = "{ announce = \"-3d\" }";
    }
}

/// Phases each of which lies where it must: before the start, the recap behind the end.
pub(in crate::fields) struct PhaseTable;

impl FieldValue for PhaseTable {
    type Value = Phases;
    const TYPE: FieldType = FieldType::Table(<Phases as Record>::FIELDS);
    const REQUIRED: bool = false;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Phases> {
        let phases: Phases = decoder.record(node)?;
        let before =
            [("announce", &phases.announce), ("questions", &phases.questions), ("warmup", &phases.warmup)];
        for (name, offset) in before {
            if let Some(offset) = offset.as_ref().filter(|offset| offset.value.total_minutes() > 0) {
                let problem = decoder
                    .error(Code::OutOfRange, offset.span, format!("`phases.{name}` lies behind the start"))
                    .help("it counts from the start: put a `-` before it");
                decoder.push(problem);
            }
        }
        if let Some(recap) = phases.recap.as_ref().filter(|offset| offset.value.total_minutes() < 0) {
            let problem = decoder
                .error(Code::OutOfRange, recap.span, "`phases.recap` lies before the end")
                .help("it counts from the end: `\"+2d\"`");
            decoder.push(problem);
        }
        Some(phases)
    }

    fn absent() -> Option<Phases> {
        Some(Phases::default())
    }
}

/// `[series.SLUG]`.
pub(in crate::fields) struct SeriesTables;

impl FieldValue for SeriesTables {
    type Value = BTreeMap<String, Spanned<SeriesConfig>>;
    const TYPE: FieldType = FieldType::Map {
        keys: "slugs of series",
        pattern: "^.+$",
        values: &FieldType::Table(<SeriesConfig as Record>::FIELDS),
    };
    const REQUIRED: bool = false;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        let NodeValue::Table(entries) = &node.value else {
            return decoder.wrong_type(node, "a table of series");
        };
        let mut series = BTreeMap::new();
        for entry in entries {
            decoder.enter_key(entry);
            let own = decoder.record(&entry.value).unwrap_or_default();
            decoder.leave();
            series.insert(entry.key.to_string(), Spanned::new(own, entry.key_span));
        }
        Some(series)
    }

    fn absent() -> Option<Self::Value> {
        Some(BTreeMap::new())
    }
}
