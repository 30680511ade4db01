//! What templates see of a date.

use serde::{Serialize, Serializer};
use tera::Value;

/// A date as other views hold it: the fields of [`DateForms`], made once and shared by all pages that show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateView(Value);

impl DateView {
    /// Makes the view of a date in all its forms.
    #[must_use]
    pub fn new(forms: &DateForms) -> Self {
        Self(Value::from_serializable(forms))
    }
}

impl Serialize for DateView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Between which instants a page is right as it was printed, for readers whose browser does not bring it up to date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AsOfView {
    /// The last instant that changed what it shows; nothing where none has passed.
    pub last: Option<DateView>,
    /// The next one that will, as far as is public.
    pub next: DateView,
}

/// A day, or a day and a time, in every form that a page may want, as readers of its language write it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DateForms {
    /// For machines: `2026-11-27T19:30:00+08:00`, or `2026-11-27` where there is no time of day.
    pub iso: String,
    /// Four digits.
    pub year: String,
    /// `Nov`, `11月`.
    pub month: String,
    /// Two digits: the numeral of a bill.
    pub day: String,
    /// `Fri`, `周五`.
    pub weekday: String,
    /// `27 Nov`, `11.27`: where the year is told elsewhere.
    pub short: String,
    /// What leads a row in large type: `27`, `11.27`.
    pub row_day: String,
    /// What stands under it in small type, before the weekday or the year: `Nov`; empty where `row_day` has the month.
    pub row_month: String,
    /// `27 Nov 2026`, `2026年11月27日`.
    pub medium: String,
    /// `Friday, 27 November 2026`, `2026年11月27日 星期五`.
    pub long: String,
    /// `19:30`; empty where there is no time of day.
    pub time: String,
    /// The IANA name of the zone that the time is in; empty where there is no time of day.
    pub zone: String,
}
