//! A body as plain text.

use pulldown_cmark::{Event, TagEnd};

use super::han::Prepared;
use super::walk::Walk;
use crate::model::push_words;

/// The body's words without any markup, a line for each block; raw HTML and pictures left out.
///
/// Mentions and wiki links without label stand as they were written.
#[must_use]
pub fn plain_text(body: &str) -> String {
    let prepared = Prepared::new(body, true, true);
    let mut out = String::with_capacity(body.len());
    let (mut images, mut line_end) = (0usize, false);
    Walk::new(&prepared, true, false).run(|event, _, _| {
        match event {
            Event::Start(pulldown_cmark::Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            Event::Text(text) | Event::Code(text) if images == 0 => {
                push_words(&mut out, text, std::mem::take(&mut line_end));
            }
            Event::SoftBreak | Event::HardBreak => line_end = true,
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::CodeBlock
                | TagEnd::Item
                | TagEnd::TableHead
                | TagEnd::TableRow
                | TagEnd::DefinitionListTitle
                | TagEnd::DefinitionListDefinition,
            ) => {
                line_end = false;
                if !out.is_empty() && !out.ends_with('\n') {
                    out.push('\n');
                }
            }
            Event::End(TagEnd::TableCell) => out.push(' '),
            _ => {}
        }
        0
    });
    out
}
