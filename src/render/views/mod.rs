//! What templates see: narrow, serialisable, without "now" — the contract with theme authors.
//!
//! A view can hold a credit and cannot hold a member, so that what is withheld has no way in.

mod campaign;
mod chapter;
mod date;
mod drop;
mod event;
mod list;
mod member;
mod page;
mod poster;
mod shared;
mod site;
mod social;
mod story;
mod theme;

pub use campaign::{CampaignView, FaqView, ProgressView, QuantityView, TierView};
pub use chapter::{
    CalendarDayView, CalendarMonthView, CalendarMonthsView, ChapterView, NameView, PlacementView,
    PrintRunView,
};
pub use date::{AsOfView, DateForms, DateView};
pub use drop::{
    ChangeView, DropView, EarlyView, RhythmView, SeriesView, StockView, TurnView, VoteOptionView, VoteView,
};
pub use event::{
    BriefOccurrenceView, EventView, OccurrenceView, OccurrenceYearView, PriceView, RemainingView, RsvpView,
    RuleView, StepView, VenueView,
};
pub use list::{
    ArchiveView, GatheredView, HomeView, LeadView, ListView, MonthView, PagerView, TagView, TagsView,
    YearView,
};
pub use member::{
    LedgerRow, LedgerYear, LinkView, MemberGroupsView, MemberView, MembersOfChapter, MembersOfRole, TotalView,
};
pub use page::{
    CreditView, HeadingView, HereView, ImageView, PageView, PictureFileView, PostView, Summary, SwitchView,
    TranslationView,
};
pub use poster::{
    CellView, FactView, HungView, LabelView, PosterFileView, PosterFormatView, PosterPageView,
    PosterPictureView, PosterShareView, PosterView,
};
pub use shared::Shared;
pub use site::{AssetView, CommunityView, LangView, NavView, SiteView};
pub use social::{CalendarView, FeedView, SocialImageView, SocialView};
pub use story::StoryView;
pub use theme::ThemeView;
