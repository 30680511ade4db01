//! Time zones as readers of a language call them: by a city whose clocks they know.

use icu_datetime::NoCalendarFormatter;
use icu_datetime::fieldsets::zone::ExemplarCity;
use icu_locale_core::Locale as Tag;
use icu_time::TimeZone;

/// The cities of one language.
#[derive(Debug)]
pub(super) struct Zones(NoCalendarFormatter<ExemplarCity>);

impl Zones {
    pub(super) fn new(tag: &Tag) -> Self {
        let cities = NoCalendarFormatter::try_new(tag.into(), ExemplarCity)
            .expect("the compiled data have cities for every language, at least of the root");
        Self(cities)
    }

    /// The city that a zone of the IANA database is called by: `Lisbon`, `里斯本`. What is no place keeps its name.
    pub(super) fn city(&self, zone: &str) -> String {
        let id = TimeZone::from_iana_id(zone);
        let is_place = zone.contains('/') && !zone.starts_with("Etc/") && !id.is_unknown();
        if is_place { self.0.format(&id.without_offset()).to_string() } else { zone.replace('_', " ") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_called_by_its_city_as_the_language_writes_it() {
        let city = |lang: &str, zone| Zones::new(&Tag::try_from_str(lang).expect("a tag")).city(zone);
        assert_eq!(city("en", "Europe/Lisbon"), "Lisbon");
        assert_eq!(city("zh", "Europe/Lisbon"), "里斯本");
        assert_eq!(city("zh-Hant", "America/New_York"), "紐約");
        assert_eq!(city("en", "Australia/Lord_Howe"), "Lord Howe Island");
        assert_eq!(city("en", "Asia/Kathmandu"), "Kathmandu");
        assert_eq!(city("zh", "Asia/Calcutta"), "加尔各答", "a former name of a zone is known too");
        assert_eq!(city("en", "UTC"), "UTC");
        assert_eq!(city("zh", "Etc/UTC"), "Etc/UTC");
        assert_eq!(city("en", "Nowhere/At_All"), "Nowhere/At All");
    }
}
