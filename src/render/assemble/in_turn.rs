//! What happens again, where it is shown alone: each of its next times in its turn.

use jiff::Timestamp;
use tera::Value;

use crate::calendar::FACES;
use crate::model::{EventFacts, Lang, Occurrence, PageId};
use crate::render::printer::Printer;
use crate::render::turns::turns;

impl Printer {
    /// A page in short that stands for itself. Of what happens again the next times stand ready behind it, as many as its own
    /// page can lead with.
    pub(in crate::render) fn in_turn(&self, id: PageId, lang: &Lang) -> Value {
        let page = self.page_of(id);
        let Some((next, event)) =
            page.facts.event().and_then(|event| Some((event.next(self.site.now)?, event)))
        else {
            return self.summary_in(id, lang);
        };
        let ahead = ahead(event, next);
        if ahead.len() < 2 || event.is_over(self.site.now) || !event.fields.status.takes_place() {
            return self.summary_in(id, lang);
        }
        let then = ahead[1..]
            .iter()
            .map(|(of, _)| Value::from_serializable(&self.summary_of(page, lang, Some(*of))));
        // What is called off alone is nothing to come to.
        let takes_place = |one: &Occurrence| one.status(&event.fields).takes_place();
        let holds = |of: usize| if event.occurrences[of..].iter().any(takes_place) { "on" } else { "over" };
        let words = ahead.iter().enumerate().filter_map(|(face, (_, end))| match ahead.get(face + 1) {
            Some((of, _)) => Some((*end, format!("n{}.{}", face + 1, holds(*of)))),
            None => event.is_over(*end).then(|| (*end, format!("n{face}.over"))),
        });
        let mut summary = self.summary_of(page, lang, Some(next));
        summary.then_turns = turns(self.site.now, words);
        summary.then = then.collect();
        Value::from_serializable(&summary)
    }
}

/// The times that are the next one after another, from one on, and when each of them is over.
fn ahead(event: &EventFacts, next: usize) -> Vec<(usize, Timestamp)> {
    let mut all: Vec<(usize, Timestamp)> = Vec::with_capacity(FACES);
    let mut of = next;
    while let Some(one) = event.occurrences.get(of).filter(|_| all.len() < FACES) {
        let end = one.end.timestamp();
        all.push((of, end));
        match Occurrence::next_of(&event.occurrences, end) {
            Some(then) if then != of => of = then,
            Some(_) | None => break,
        }
    }
    all
}
