//! Pages to what their posters say.

use jiff::Zoned;

use super::survey::subject_of;
use crate::model::{
    CampaignFacts, ChapterFields, Credit, DropFacts, EventFacts, EventStatus, Kind, KindFields, Lang, Page,
    PageFacts, PosterFormat, Spanned, seal,
};
use crate::render::assemble::{last_of, precision_of};
use crate::render::dates::first_upper;
use crate::render::printer::Printer;
use crate::render::views::{CellView, FactView, PosterView};

/// Most lines beside a numeral: more would not be read from across a street.
const MOST_FACTS: usize = 5;
/// Most cells side by side.
const MOST_CELLS: usize = 3;

impl Printer {
    /// What the poster of a page says; of a print run what it takes from the page that its codes lead to.
    pub(super) fn poster_view(&self, page: &Page, format: PosterFormat, address: &str) -> PosterView {
        let (lang, config) = (&page.lang, &self.site.config);
        let subject = subject_of(&self.site, page);
        let mut view = self.blank(subject.unwrap_or(page), format, lang);
        view.address = address.to_owned();
        if let Some(subject) = subject {
            match &subject.facts {
                PageFacts::Event(facts) => self.event_bill(&mut view, facts, lang),
                PageFacts::Drop(facts) => self.drop_bill(&mut view, subject, facts, lang),
                PageFacts::Story(_) => self.story_bill(&mut view, subject, lang),
                PageFacts::Member(_) => self.member_bill(&mut view, subject, lang),
                PageFacts::Chapter(_) => self.chapter_bill(&mut view, subject),
                PageFacts::Campaign(facts) => self.campaign_bill(&mut view, subject, facts, lang),
                PageFacts::Post { .. }
                | PageFacts::PrintRun(_)
                | PageFacts::Tier(_)
                | PageFacts::Faq
                | PageFacts::Page => {}
            }
        }
        for wishes in [subject, Some(page)].into_iter().flatten() {
            let shared = &wishes.document.front.shared;
            let (run, wish) = (wishes.document.front.fields.print_run(), shared.poster.as_ref());
            let own = |run: Option<&Option<Spanned<String>>>, wish: Option<&Option<Spanned<String>>>| {
                [run, wish].into_iter().flatten().flatten().next().map(|words| words.value.clone())
            };
            if let Some(headline) = own(run.map(|run| &run.headline), wish.map(|wish| &wish.headline)) {
                view.title = headline;
            }
            if let Some(tagline) = own(run.map(|run| &run.tagline), wish.map(|wish| &wish.tagline)) {
                view.tagline = tagline;
                view.tagline_written = true;
                view.quote.clear();
            }
        }
        view.facts.truncate(MOST_FACTS);
        view.cells.truncate(MOST_CELLS);
        view.org = config.community_name_in(lang).to_owned();
        self.small_words(&mut view, lang);
        view
    }

    /// What stands over and under a title where a design has no large number.
    fn small_words(&self, view: &mut PosterView, lang: &Lang) {
        let org = view.org.clone();
        if view.time.is_empty() {
            view.time.clone_from(&view.when);
        }
        let is_story = view.kind == Kind::Story.name();
        view.scan = self.engine.text(lang, if is_story { "poster-scan-story" } else { "poster-scan" });
        let story = || self.engine.text(lang, "poster-kicker-story");
        view.kicker = if is_story { story() } else { org.clone() };
        let who = first_upper(&view.by);
        let by = [("by", who.as_str().into()), ("org", org.as_str().into())];
        view.byline = if is_story && view.by.is_empty() {
            vec![org]
        } else if is_story {
            vec![self.engine.text_args(lang, "poster-byline", by)]
        } else {
            let price = if view.kind == Kind::Drop.name() { view.price.as_str() } else { "" };
            let when = [price, &view.time].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
            vec![when.join(" · "), view.place.clone()]
        };
    }

    fn blank(&self, subject: &Page, format: PosterFormat, lang: &Lang) -> PosterView {
        let (width, height) = format.size();
        let summary = subject.poster.as_ref().and_then(|poster| poster.summary.as_ref());
        let chapter = subject.chapter.map_or("", |chapter| self.page_of(chapter).title.as_str());
        PosterView {
            format: format.name(),
            width,
            height,
            kind: subject.kind.name(),
            title: subject.title.clone(),
            tagline: summary.unwrap_or(&subject.summary).clone(),
            tagline_written: false,
            quote: String::new(),
            kicker: String::new(),
            byline: Vec::new(),
            scan: String::new(),
            org: String::new(),
            chapter: chapter.to_owned(),
            seal: self.site.config.seal_in(lang),
            by: String::new(),
            numeral: String::new(),
            facts: Vec::new(),
            cells: Vec::new(),
            price: String::new(),
            lines: Vec::new(),
            when: String::new(),
            time: String::new(),
            place: String::new(),
            picture: None,
            address: String::new(),
        }
    }

    fn event_bill(&self, view: &mut PosterView, facts: &EventFacts, lang: &Lang) {
        let (fields, dates) = (&facts.fields, &self.locale(lang).dates);
        let day = dates.day(facts.start.date());
        let hours = self.hours(facts, lang);
        let status = match fields.status {
            EventStatus::Scheduled | EventStatus::Rescheduled | EventStatus::MovedOnline => None,
            EventStatus::Tentative => Some("status-tentative"),
            EventStatus::Cancelled => Some("status-cancelled"),
            EventStatus::Postponed => Some("status-postponed"),
        };
        view.facts.extend(status.map(|key| strong(self.engine.text(lang, key))));
        if let Some(rule) = self.rule_of(facts, lang) {
            // What comes again and again has no day: its hour is the number.
            view.numeral = dates.minute(&facts.start, day.clone()).time;
            view.facts.push(strong(first_upper(&rule)));
            view.when = rule;
        } else {
            view.numeral = facts.start.day().to_string();
            view.facts.extend(dates.beside_day(facts.start.date()).into_iter().map(strong));
            view.when = self.event_range(facts, lang);
            if !facts.fields.all_day {
                view.when = self.by_its_clock(std::mem::take(&mut view.when), &facts.start, lang);
            }
        }
        if !hours.is_empty() && view.facts.len() < MOST_FACTS {
            view.facts.push(strong(hours.clone()));
        }
        let place = self.place_words(facts, lang);
        view.facts.extend(place.iter().cloned().map(plain));
        view.time.clone_from(&view.when);
        if let Some(first) = place.first() {
            view.place.clone_from(first);
            view.when = format!("{} · {first}", view.when);
        }
        let time =
            if hours.is_empty() { String::new() } else { dates.minute(&facts.start, day.clone()).time };
        let soon = [day.short.as_str(), time.as_str()].map(str::to_owned);
        view.cells.push(self.cell(
            "when",
            soon.iter().filter(|s| !s.is_empty()).cloned().collect::<Vec<_>>().join(" "),
            lang,
        ));
        view.cells.extend(place.first().map(|place| self.cell("where", place.clone(), lang)));
        if let Some(price) = &fields.price {
            view.price = if price.amount.is_zero() {
                self.engine.text(lang, "free")
            } else {
                crate::render::prices::view(price, self.locale(lang)).text
            };
        }
        if view.price.is_empty() {
            view.price = if facts.rule.is_some() { view.numeral.clone() } else { day.short };
        }
    }

    fn drop_bill(&self, view: &mut PosterView, page: &Page, facts: &DropFacts, lang: &Lang) {
        let KindFields::Drop(fields) = &page.document.front.fields else { return };
        let moment = |at: &Zoned| self.short_moment(at, lang);
        let opens = self.by_its_clock(moment(&facts.release), &facts.release, lang);
        view.cells.push(self.cell("poster-opens", opens.clone(), lang));
        if let Some(sku) = &fields.sku {
            view.cells.push(self.cell("poster-number", sku.clone(), lang));
        } else if let Some(ends) = &facts.ends {
            view.cells.push(self.cell("deadline", moment(ends), lang));
        }
        if !view.chapter.is_empty() {
            view.cells.push(self.cell("poster-made-in", view.chapter.clone(), lang));
        }
        if let Some(price) = &fields.price {
            view.price = if price.amount.is_zero() {
                self.engine.text(lang, "free")
            } else {
                crate::render::prices::view(price, self.locale(lang)).text
            };
        }
        let tiers = facts.early.iter().filter_map(|early| Some((self.page_of(early.tier?), &early.at)));
        view.lines = tiers
            .map(|(tier, at)| {
                let day = moment(at);
                self.engine.text_args(
                    lang,
                    "poster-early",
                    [("tier", tier.title.as_str().into()), ("date", day.into())],
                )
            })
            .collect();
        view.numeral =
            if view.price.is_empty() { facts.release.day().to_string() } else { view.price.clone() };
        view.facts.push(strong(opens));
        view.facts.extend(view.lines.iter().cloned().map(plain));
        let precision = precision_of(fields.release_at.value);
        let when = self.locale(lang).dates.range(&facts.release, &facts.release, precision);
        view.when = self.by_its_clock(when, &facts.release, lang);
    }

    fn story_bill(&self, view: &mut PosterView, page: &Page, lang: &Lang) {
        let KindFields::Story(fields) = &page.document.front.fields else { return };
        if let Some(quote) = &fields.quote {
            view.quote = self.engine.text_with(lang, "quoted", "text", quote);
        }
        let people = page.poster.as_ref().map_or(&[][..], |poster| &poster.people[..]);
        view.by = self.names(people, lang);
        view.facts.extend((!view.by.is_empty()).then(|| strong(first_upper(&view.by))));
        if let Some(date) = &page.date {
            let day = self.locale(lang).dates.day(date.date());
            view.when = day.medium;
            view.cells.push(self.cell("date", view.when.clone(), lang));
            view.facts.push(plain(view.when.clone()));
        }
        view.price = first_upper(&view.by);
    }

    fn member_bill(&self, view: &mut PosterView, page: &Page, lang: &Lang) {
        let KindFields::Member(fields) = &page.document.front.fields else { return };
        let people = page.poster.as_ref().map_or(&[][..], |poster| &poster.people[..]);
        let name = self.names(people, lang);
        view.title = self.engine.text_with(lang, "poster-referral", "name", &name);
        view.seal = seal(&name);
        view.by = name;
        if view.tagline.is_empty() {
            self.site.config.mission_in(lang).unwrap_or_default().clone_into(&mut view.tagline);
        }
        view.when = fields.roles.join(&self.engine.text(lang, "list-separator"));
        view.facts.extend(fields.roles.iter().cloned().map(plain));
        view.price.clone_from(&view.by);
    }

    fn chapter_bill(&self, view: &mut PosterView, page: &Page) {
        let KindFields::Chapter(ChapterFields { city, focus, .. }) = &page.document.front.fields else {
            return;
        };
        if let Some(focus) = focus {
            view.tagline.clone_from(focus);
        }
        let city = city.as_deref().filter(|city| *city != page.title).unwrap_or_default();
        view.facts.extend((!city.is_empty()).then(|| strong(city.to_owned())));
        city.clone_into(&mut view.when);
        city.clone_into(&mut view.by);
    }

    fn campaign_bill(&self, view: &mut PosterView, page: &Page, facts: &CampaignFacts, lang: &Lang) {
        let KindFields::Campaign(fields) = &page.document.front.fields else { return };
        let numbers = &self.locale(lang).numbers;
        let unit = fields.unit.as_deref().unwrap_or_default();
        let is_money = crate::render::prices::is_currency(unit);
        view.price = numbers.quantity(fields.goal.value, unit);
        view.numeral = numbers.amount(fields.goal.value, if is_money { unit } else { "" });
        view.facts.extend((!is_money && !unit.is_empty()).then(|| strong(unit.to_owned())));
        view.cells.push(self.cell("goal", view.price.clone(), lang));
        if let Some(deadline) = &facts.deadline {
            let last = crate::calendar::last_instant(deadline);
            let day = self.locale(lang).dates.day(last.date());
            view.when = self.engine.text_with(lang, "drop-until", "date", &day.medium);
            view.facts.push(strong(view.when.clone()));
            view.cells.push(self.cell("deadline", day.medium, lang));
        }
        view.facts.extend((!view.chapter.is_empty()).then(|| plain(view.chapter.clone())));
    }

    /// From when to when on its day; empty for whole days.
    pub(in crate::render) fn hours(&self, facts: &EventFacts, lang: &Lang) -> String {
        if facts.fields.all_day {
            return String::new();
        }
        let dates = &self.locale(lang).dates;
        let time = |at: &Zoned| dates.minute(at, dates.day(at.date())).time;
        let end = last_of(facts);
        if !facts.end_known || end.date() != facts.start.date() {
            return self.by_its_clock(time(&facts.start), &facts.start, lang);
        }
        let ends = [("from", time(&facts.start).into()), ("to", time(&end).into())];
        self.by_its_clock(self.engine.text_args(lang, "time-range", ends), &facts.start, lang)
    }

    /// A time, and by whose clock where that is not the site's.
    pub(in crate::render) fn by_its_clock(&self, time: String, at: &Zoned, lang: &Lang) -> String {
        let city = self.city_of(at, lang);
        if city.is_empty() {
            return time;
        }
        format!("{time} {}", self.engine.text_with(lang, "zone", "city", &city))
    }

    /// Where it takes place, the name before the address.
    fn place_words(&self, facts: &EventFacts, lang: &Lang) -> Vec<String> {
        if facts.fields.is_online() {
            return vec![self.engine.text(lang, "online")];
        }
        let Some(venue) = &facts.fields.venue else { return Vec::new() };
        std::iter::once(venue.name.clone()).chain(venue.address.clone()).collect()
    }

    fn rule_of(&self, facts: &EventFacts, lang: &Lang) -> Option<String> {
        self.rule_view(facts, lang).map(|rule| rule.text)
    }

    /// `26 Nov, 20:00`.
    fn short_moment(&self, at: &Zoned, lang: &Lang) -> String {
        let dates = &self.locale(lang).dates;
        let forms = dates.minute(at, dates.day(at.date()));
        if at.time() == jiff::civil::Time::midnight() {
            return forms.short;
        }
        let parts = [("date", forms.short.into()), ("time", forms.time.into())];
        self.engine.text_args(lang, "date-time", parts)
    }

    fn names(&self, people: &[Credit], lang: &Lang) -> String {
        let anonymous = &self.words(lang).a_member;
        // A name stays in one line, if it can.
        self.enumerated(lang, people.iter().map(|person| person.name(anonymous).replace(' ', "\u{A0}")))
    }

    fn cell(&self, key: &str, value: String, lang: &Lang) -> CellView {
        CellView { label: self.engine.text(lang, key), value }
    }
}

fn strong(text: String) -> FactView {
    FactView { text, strong: true }
}

fn plain(text: String) -> FactView {
    FactView { text, strong: false }
}
