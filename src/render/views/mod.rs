//! What templates see: narrow, serialisable, without "now" — the contract with theme authors.
//!
//! A view can hold a credit and cannot hold a member, so that what is withheld has no way in.

mod date;
mod event;
mod list;
mod member;
mod page;
mod site;

pub use date::{DateForms, DateView};
pub use event::{EventView, PriceView, RemainingView, RsvpView, VenueView};
pub use list::{HomeView, ListView, PagerView, TagView, TagsView};
pub use member::{LedgerRow, LedgerYear, LinkView, MemberView};
pub use page::{
    CreditView, HeadingView, HereView, ImageView, PageView, PostView, Summary, SwitchView, TranslationView,
};
pub use site::{AssetView, CommunityView, LangView, NavView, SiteView};
