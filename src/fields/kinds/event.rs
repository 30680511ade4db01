//! An event's own fields, and the rules between them.

use crate::diagnostics::Diagnostic;
use crate::fields::codes::Code;
use crate::fields::decoder::Decoder;
use crate::fields::kinds::PhaseTable;
use crate::fields::node::Entry;
use crate::fields::table::record;
use crate::fields::values::{
    Amount, Choice, Count, CurrencyCode, Duration, Flag, Geo, Line, Link, List, Member, Name, Nested, Opt,
    OrUsual, PathPart, Text, Time, Word, lonely_currency, price,
};
use crate::model::{
    EventFields, EventMode, EventStatus, Override, Remaining, Rsvp, Span, Spanned, Venue, WrittenDuration,
    WrittenTime,
};

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
        /// The series it belongs to: one word of your own for all of them.
        series: Opt<PathPart> = "\"friday-mending\"";
        /// When it happens again: a rule of iCalendar.
        rrule: Opt<Name> = "\"FREQ=WEEKLY;BYDAY=FR\"" .also(&["repeat", "recurrence", "every"]);
        /// Starts that the rule gives and that are left out.
        exdate: List<Time> = "[2026-12-25T19:30:00]" .also(&["except", "exdates"]);
        /// Starts beside those that the rule gives.
        rdate: List<Time> = "[2026-12-23T19:30:00]" .also(&["rdates", "also"]);
        /// Occurrences that differ from the rest: each names its start by the rule.
        overrides: List<Nested<Override>> = "[{ recurrence_id = 2026-12-04T19:30:00, start = 2026-12-05T15:00:00, note = \"A day later\" }]";
        /// When its phases begin, where the usual offsets do not fit.
        phases: PhaseTable = "{ announce = \"-5d\", questions = \"-2d\", warmup = \"-2h\", recap = \"+2d\" }";
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
    impl Override {
        /// Its start by the rule.
        recurrence_id: Time = "2026-12-04T19:30:00" .also(&["date", "of"]);
        /// Its own start.
        start: Opt<Time> = "2026-12-05T15:00:00";
        /// Its own end.
        end: Opt<Time> = "2026-12-05T17:00:00";
        /// Its own length, instead of `end`.
        duration: Opt<Duration> = "\"2h\"";
        /// Its own title.
        title: Opt<Line> = "\"Mending by candlelight\"";
        /// What became of it.
        status: Opt<Choice<EventStatus>> = "\"cancelled\"";
        /// Its own room.
        venue: Opt<Nested<Venue>> = "{ name = \"The boat\" }" .also(&["place", "location"]);
        /// Where to join it online.
        online_url: Opt<Link> = "\"https://meet.example/mending\"";
        /// What people should know about it.
        note: Opt<Text> = "\"A day later than usual\"";
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
        lonely_currency(entries, decoder);
        self.check_recurrence(&key, decoder);
        let currency_is_wrong = self.currency.is_none() && key("currency").is_some();
        EventFields {
            start: self.start,
            end: self.end,
            duration: self.duration,
            timezone: self.timezone,
            all_day: self.all_day,
            series: self.series,
            rrule: self.rrule,
            exdate: self.exdate,
            rdate: self.rdate,
            overrides: self.overrides,
            phases: self.phases,
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

    /// Exceptions need something to be an exception from.
    fn check_recurrence(&self, key: &impl Fn(&str) -> Option<Span>, decoder: &mut Decoder<'_>) {
        if key("rrule").is_none() {
            let alone =
                ["exdate", "overrides"].into_iter().filter(|name| *name == "exdate" || self.rdate.is_empty());
            for (name, span) in alone.filter_map(|name| Some((name, key(name)?))) {
                let problem = needs(decoder, span, format!("`{name}` needs an `rrule`"));
                decoder.push(problem.help("say when the event happens again: `rrule = \"FREQ=WEEKLY\"`"));
            }
        }
        for one in &self.overrides {
            if let (Some(end), Some(duration)) = (&one.end, &one.duration) {
                let problem = decoder
                    .error(Code::Conflict, duration.span, "an occurrence has `end` or `duration`, not both")
                    .labelled(decoder.path(), end.span, "`end` stands here")
                    .help("remove one of them");
                decoder.push(problem);
            }
        }
    }

    fn check_times(&self, decoder: &mut Decoder<'_>) {
        self.check_hour("start", &self.start, decoder);
        self.end.iter().for_each(|end| self.check_hour("end", end, decoder));
        self.duration.iter().for_each(|length| self.check_length(length, decoder));
        for one in &self.overrides {
            // A day alone as the start of an occurrence means the usual hour, as it does in `rdate`.
            let start = one.start.iter().filter(|_| self.all_day).map(|start| ("start", start));
            let times = start.chain(one.end.iter().map(|end| ("end", end)));
            times.for_each(|(name, time)| self.check_hour(name, time, decoder));
            one.duration.iter().for_each(|length| self.check_length(length, decoder));
        }
        if self.all_day {
            self.rdate.iter().for_each(|time| self.check_hour("rdate", time, decoder));
        }
        if let Some(end) = self.end.as_ref().filter(|end| end.value.is_before(self.start.value)) {
            let problem = decoder
                .error(Code::OutOfRange, end.span, "this event ends before it starts")
                .labelled(decoder.path(), self.start.span, "it starts here");
            decoder.push(problem.help("move the end behind the start, or leave it out"));
        }
    }

    /// A time has an hour, but that of an all-day event.
    fn check_hour(&self, name: &str, time: &Spanned<WrittenTime>, decoder: &mut Decoder<'_>) {
        let is_day = matches!(time.value, WrittenTime::Day(_));
        if is_day && !self.all_day {
            let problem = needs(decoder, time.span, format!("`{name}` has no time of day"));
            decoder
                .push(problem.help("add the time: `2026-11-27T19:30`; or `all_day = true` for whole days"));
        } else if !is_day && self.all_day {
            let message = format!("an all-day event has a date alone as `{name}`");
            let problem = decoder.error(Code::Conflict, time.span, message);
            decoder.push(problem.help("leave the time of day out, or remove `all_day`"));
        }
    }

    /// An all-day event lasts whole days: its entry in calendars has no hour to end at.
    fn check_length(&self, length: &Spanned<WrittenDuration>, decoder: &mut Decoder<'_>) {
        if self.all_day && length.value.whole_days().is_none() {
            let problem = decoder.error(Code::Conflict, length.span, "an all-day event lasts whole days");
            decoder.push(problem.help("write whole days: `1d`; or remove `all_day` and write the hours"));
        }
    }
}

fn needs(decoder: &Decoder<'_>, span: Span, message: impl Into<String>) -> Diagnostic {
    decoder.error(Code::NeedsOtherField, span, message)
}
