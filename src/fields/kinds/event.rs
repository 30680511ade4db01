//! An event's own fields, and the rules between them.

use crate::diagnostics::Diagnostic;
use crate::fields::codes::Code;
use crate::fields::decoder::Decoder;
use crate::fields::node::Entry;
use crate::fields::table::record;
use crate::fields::values::{
    Amount, Count, CurrencyCode, Duration, Flag, Geo, Line, Link, List, Member, Name, Nested, Opt, OrUsual,
    Text, Time, Word, price,
};
use crate::model::{EventFields, EventMode, EventStatus, Remaining, Rsvp, Span, Venue, WrittenTime};

record! {
    /// What an event's front matter says beside the title.
    struct EventTable {
        /// When it begins, local to `timezone`; of an all-day event the day alone.
        start: Time = "2026-11-27T19:30:00" .also(&["date", "when", "begin"]);
        /// When it ends; of an all-day event its last day.
        end: Opt<Time> = "2026-11-27T21:30:00" .also(&["until", "finish"]);
        /// How long it takes, instead of `end`.
        duration: Opt<Duration> = "\"2h\"" .also(&["length"]);
        /// The zone of its times (IANA); the site's where absent.
        timezone: Opt<Name> = "\"Asia/Shanghai\"" .also(&["tz", "zone"]);
        /// Takes whole days.
        all_day: Flag = "true" .default("false");
        /// In a room, online or both.
        mode: OrUsual<EventMode> = "\"mixed\"" .default("\"offline\"");
        /// The room.
        venue: Opt<Nested<Venue>> = "{ name = \"Lantern House\", address = \"8 Canal Row\" }" .also(&["place", "location"]);
        /// Where to join online.
        online_url: Opt<Link> = "\"https://meet.example/salon\"";
        /// What became of the plan.
        status: OrUsual<EventStatus> = "\"tentative\"" .default("\"scheduled\"") .also(&["state"]);
        /// The start before it was rescheduled.
        previous_start: Opt<Time> = "2026-11-20T19:30:00";
        /// The number of the revision in calendars.
        sequence: Opt<Count<0>> = "1";
        /// How many people fit.
        capacity: Opt<Count<1>> = "30";
        /// How many places are left, and when that was counted.
        remaining: Opt<Nested<Remaining>> = "{ n = 12, as_of = 2026-11-21T10:00:00 }";
        /// Where and when to sign up.
        rsvp: Opt<Nested<Rsvp>> = "{ url = \"https://forms.example/salon\", closes = 2026-11-26 }" .also(&["signup", "register"]);
        /// What it costs, exact; `0` is free.
        price: Opt<Amount> = "\"19.90\"" .also(&["cost", "fee"]);
        /// The currency of `price` (ISO 4217).
        currency: Opt<CurrencyCode> = "\"EUR\"";
        /// Members who host it, by handle.
        hosts: List<Member> = "[\"wen\"]";
        /// Members who speak, by handle.
        speakers: List<Member> = "[\"mo\"]";
        /// Where to ask beforehand.
        questions_url: Opt<Link> = "\"https://forms.example/ask\"";
        /// The post that tells how it was.
        recap: Opt<Name> = "\"posts/spring-recap\"";
    }
}

record! {
    impl Venue {
        /// What people call it.
        name: Line = "\"Lantern House\"" .also(&["title"]);
        /// How to find it.
        address: Opt<Text> = "\"8 Canal Row\"";
        /// Latitude and longitude in degrees.
        geo: Opt<Geo> = "[31.2304, 121.4737]" .also(&["coordinates", "location"]);
    }
}

record! {
    impl Remaining {
        /// How many places; `0` is full.
        n: Count<0> = "12" .also(&["count", "places"]);
        /// When they were counted.
        as_of: Opt<Time> = "2026-11-21T10:00:00";
    }
}

record! {
    impl Rsvp {
        /// A form, a mail address, a group.
        url: Link = "\"https://forms.example/salon\"" .also(&["link", "href"]);
        /// From this instant, or the start of this day.
        opens: Opt<Time> = "2026-11-10" .also(&["open", "from"]);
        /// Until this instant, or the end of this day.
        closes: Opt<Time> = "2026-11-26" .also(&["close", "until", "deadline"]);
    }
}

impl Word for EventMode {
    const WORDS: &'static [&'static str] = &["offline", "online", "mixed"];
    const MEANINGS: &'static [Self] = &[Self::Offline, Self::Online, Self::Mixed];
}

impl Word for EventStatus {
    const WORDS: &'static [&'static str] =
        &["scheduled", "tentative", "cancelled", "postponed", "rescheduled", "moved_online"];
    const MEANINGS: &'static [Self] = &[
        Self::Scheduled,
        Self::Tentative,
        Self::Cancelled,
        Self::Postponed,
        Self::Rescheduled,
        Self::MovedOnline,
    ];
}

impl EventTable {
    /// Checks what no field can check alone. `entries` tell what was written, right or wrong.
    pub(super) fn check(self, entries: &[Entry<'_>], decoder: &mut Decoder<'_>) -> EventFields {
        let key = |name: &str| entries.iter().find(|entry| entry.key == name).map(|entry| entry.key_span);
        if let (Some(end), Some(duration)) = (key("end"), key("duration")) {
            let problem = decoder
                .error_saying(Code::Conflict, duration, "an event has `end` or `duration`, not both", "")
                .labelled(decoder.path(), end, "`end` stands here")
                .help("remove one of them");
            decoder.push(problem);
        }
        self.check_times(decoder);
        let status = key("status").unwrap_or_default();
        match self.status {
            EventStatus::Rescheduled if key("previous_start").is_none() => {
                let problem = needs(decoder, status, "a rescheduled event needs `previous_start`");
                decoder.push(problem.help("tell the old start, so that calendars can move the entry"));
            }
            EventStatus::MovedOnline if key("online_url").is_none() => {
                let problem = needs(decoder, status, "an event that moved online needs `online_url`");
                decoder.push(problem.help("tell where to join"));
            }
            EventStatus::Scheduled
            | EventStatus::Tentative
            | EventStatus::Cancelled
            | EventStatus::Postponed
            | EventStatus::Rescheduled
            | EventStatus::MovedOnline => {}
        }
        if let (Some(currency), None) = (key("currency"), key("price")) {
            let problem = decoder
                .warning(Code::NeedsOtherField, currency, "`currency` says nothing without `price`")
                .help("add `price`, or remove `currency`");
            decoder.push(problem);
        }
        let currency_is_wrong = self.currency.is_none() && key("currency").is_some();
        EventFields {
            start: self.start,
            end: self.end,
            duration: self.duration,
            timezone: self.timezone,
            all_day: self.all_day,
            mode: self.mode,
            venue: self.venue,
            online_url: self.online_url,
            status: self.status,
            previous_start: self.previous_start,
            sequence: self.sequence,
            capacity: self.capacity,
            remaining: self.remaining,
            rsvp: self.rsvp,
            price: price(self.price, self.currency, currency_is_wrong, decoder),
            hosts: self.hosts,
            speakers: self.speakers,
            questions_url: self.questions_url,
            recap: self.recap,
        }
    }

    fn check_times(&self, decoder: &mut Decoder<'_>) {
        for (name, time) in [("start", Some(&self.start)), ("end", self.end.as_ref())] {
            let Some(time) = time else { continue };
            let is_day = matches!(time.value, WrittenTime::Day(_));
            if is_day && !self.all_day {
                let problem = needs(decoder, time.span, format!("`{name}` has no time of day"));
                decoder.push(
                    problem.help("add the time: `2026-11-27T19:30`; or `all_day = true` for whole days"),
                );
            } else if !is_day && self.all_day {
                let message = format!("an all-day event has a date alone as `{name}`");
                let problem = decoder.error(Code::Conflict, time.span, message);
                decoder.push(problem.help("leave the time of day out, or remove `all_day`"));
            }
        }
        if let Some(end) = self.end.as_ref().filter(|end| end.value.is_before(self.start.value)) {
            let problem = decoder
                .error(Code::OutOfRange, end.span, "this event ends before it starts")
                .labelled(decoder.path(), self.start.span, "it starts here");
            decoder.push(problem.help("move the end behind the start, or leave it out"));
        }
    }
}

fn needs(decoder: &Decoder<'_>, span: Span, message: impl Into<String>) -> Diagnostic {
    decoder.error(Code::NeedsOtherField, span, message)
}
