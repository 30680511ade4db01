//! iCalendar: what people's calendars subscribe to (RFC 5545, RFC 7986).
//!
//! Plain data comes in, with every word and address decided; the text of a calendar goes out. Nothing here asks for the
//! time: the same events give the same bytes.

mod component;
mod event;
mod line;
mod moment;
mod rule;
mod zone;

pub use component::{Calendar, Subscribed};
pub use event::{Change, Component, Event, Organizer, Recurrence, Said, Status};
pub use moment::Moment;

#[cfg(test)]
mod tests;
