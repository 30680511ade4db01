//! The drop that leads the home page, and those that lead it later.

use jiff::Timestamp;
use tera::Value;

use super::assemble::drop_state_at;
use super::printer::Printer;
use super::rhythm::Own;
use super::turns::turns;
use super::views::{LeadView, RhythmView};
use crate::model::{DropFacts, DropState, Kind, KindFields, Lang, PageFacts, PageId};

/// How many drops stand ready to lead a page that was printed a while ago.
const READY: usize = 3;
/// How many instants are looked at for that: more never come before the next build.
const AHEAD: usize = 48;

impl Printer {
    /// The drop that can be had or comes next, those that will lead in its place, and from when on.
    pub(super) fn leading_drops(&self, lang: &Lang) -> (Vec<LeadView>, String) {
        let pages = self.site.list_of(Kind::Drop, lang).map_or(&[][..], |list| &list.pages);
        let now = self.site.now;
        let drops: Vec<(PageId, &DropFacts)> = pages
            .iter()
            .filter_map(|page| {
                let PageFacts::Drop(facts) = &self.page_of(*page).facts else { return None };
                Some((*page, &**facts))
            })
            // Lists begin with what is not over, and that never comes back.
            .take_while(|(_, facts)| !facts.state.is_over())
            .collect();
        let Some(first) = leader(&drops, now) else { return (Vec::new(), String::new()) };
        let mut instants: Vec<Timestamp> =
            drops.iter().flat_map(|(_, facts)| facts.turns.iter().map(|(at, _)| *at)).collect();
        instants.retain(|at| *at > now);
        instants.sort_unstable();
        instants.dedup();
        let mut leads = vec![first];
        let mut said: Vec<(Timestamp, String)> = Vec::new();
        let mut before = Some(first);
        for at in instants.into_iter().take(AHEAD) {
            let next = leader(&drops, at);
            if next == before {
                continue;
            }
            before = next;
            let Some(next) = next else {
                said.push((at, "none.over".to_owned()));
                break;
            };
            let place = leads.iter().position(|lead| *lead == next).unwrap_or(leads.len());
            if place == leads.len() {
                if leads.len() > READY {
                    break;
                }
                leads.push(next);
            }
            said.push((at, format!("d{place}")));
        }
        let views = leads.iter().enumerate();
        let view = |(number, page): (usize, &PageId)| -> LeadView {
            let item: Value = self.summary_in(*page, lang);
            let (series_title, rhythm) = self.series_of_lead(*page, lang);
            LeadView { word: format!("d{number}"), item, series_title, rhythm }
        };
        (views.map(view).collect(), turns(now, said))
    }

    /// The name of a drop's series, and where that stands.
    fn series_of_lead(&self, id: PageId, lang: &Lang) -> (String, Vec<RhythmView>) {
        let KindFields::Drop(fields) = &self.page_of(id).document.front.fields else {
            return Default::default();
        };
        let Some(series) = &fields.series else { return Default::default() };
        let rows = self.rhythm_rows(&series.value, lang, Own { id: Some(id), ..Own::default() });
        (self.series_title(&series.value, lang), rows)
    }
}

/// The drop at the head of the list at an instant, as the list is sorted then; nothing where all are over.
fn leader(drops: &[(PageId, &DropFacts)], at: Timestamp) -> Option<PageId> {
    let ranked = drops.iter().filter_map(|(page, facts)| {
        let tiers = facts.early.iter().map(|early| early.at.timestamp());
        let opens = tiers.chain([facts.release.timestamp()]).min()?.as_second();
        match drop_state_at(facts, at, at) {
            DropState::Early | DropState::Live => Some(((0, -opens), *page)),
            DropState::Teaser => Some(((1, opens), *page)),
            DropState::SoldOut | DropState::Ended | DropState::Withdrawn => None,
        }
    });
    ranked.min().map(|(_, page)| page)
}
