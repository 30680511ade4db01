//! What a page's template sees of the page, and other templates of it in short.

use indexmap::IndexMap;
use serde::Serialize;

use super::{
    AsOfView, CalendarView, CampaignView, ChapterView, DateView, DropView, EventView, FaqView, FeedView,
    MemberView, PosterPageView, PrintRunView, Shared, SocialView, StoryView, TierView,
};
use crate::model::Data;

/// `page`: a content page, whole. Its rendered body is the variable `content`.
#[derive(Debug, Serialize)]
pub struct PageView<'a> {
    /// `post`, `event`, `drop`, `story`, `member`, `chapter`, `print-run`, `tier`, `campaign`, `faq` or `page`.
    pub kind: &'static str,
    /// The language tag.
    pub lang: &'a str,
    /// How that language calls itself: for a mark on a page of another one that holds this whole.
    pub language: &'a str,
    /// To stand behind `root`.
    pub url: String,
    /// The identity that survives renaming.
    pub uid: &'a str,
    /// The title.
    pub title: &'a str,
    /// `summary`, or the first words of the body; may be empty.
    pub summary: &'a str,
    /// `summary` as written, to stand above the body; empty where the source has none.
    pub deck: &'a str,
    /// The day that orders it; of an event its start, of a member `joined`.
    pub date: Option<DateView>,
    /// When the content last changed in substance, where the source says so.
    pub updated: Option<DateView>,
    /// The lead picture.
    pub image: Option<ImageView<'a>>,
    /// In the order of the source.
    pub tags: Vec<super::TagView<'a>>,
    /// Who wrote it.
    pub authors: Vec<CreditView<'a>>,
    /// The chapter it belongs to, in short.
    pub in_chapter: Option<tera::Value>,
    /// The headings of the body.
    pub outline: Vec<HeadingView>,
    /// The same content in other languages.
    pub translations: Vec<TranslationView<'a>>,
    /// `[extra]` of the source.
    pub extra: &'a IndexMap<String, Data>,
    /// Its poster.
    pub poster: Option<PosterPageView>,
    /// Of a post.
    pub post: Option<PostView<'a>>,
    /// Of an event.
    pub event: Option<EventView<'a>>,
    /// Of a drop.
    pub drop: Option<DropView<'a>>,
    /// Of a story.
    pub story: Option<StoryView<'a>>,
    /// Of a member.
    pub member: Option<MemberView<'a>>,
    /// Of a chapter.
    pub chapter: Option<ChapterView<'a>>,
    /// Of a print run.
    pub print_run: Option<PrintRunView<'a>>,
    /// Of a tier.
    pub tier: Option<TierView<'a>>,
    /// Of a campaign.
    pub campaign: Option<CampaignView<'a>>,
    /// Of a question.
    pub faq: Option<FaqView<'a>>,
}

/// What only a post has.
#[derive(Debug, Serialize)]
pub struct PostView<'a> {
    /// Whom it is about.
    pub people: Vec<CreditView<'a>>,
    /// The event it looks back on, in short.
    pub recap_of: Option<tera::Value>,
}

/// A page in short: an entry of a list, a neighbour, a backlink.
#[derive(Debug, Serialize)]
pub struct Summary<'a> {
    /// `post`, `event`, `drop`, `story`, `member`, `chapter`, `print-run`, `tier`, `campaign`, `faq` or `page`.
    pub kind: &'static str,
    /// The language tag: of its title, summary and roles. Everything else is in the language of the page that shows it.
    pub lang: &'a str,
    /// How that language calls itself: for a mark where it is another than the page's.
    pub language: &'a str,
    /// To stand behind `root`.
    pub url: String,
    /// The title.
    pub title: &'a str,
    /// May be empty.
    pub summary: &'a str,
    /// The day that orders it.
    pub date: Option<DateView>,
    /// The lead picture.
    pub image: Option<ImageView<'a>>,
    /// Who wrote it.
    pub authors: Vec<CreditView<'a>>,
    /// The title of the chapter it belongs to; may be empty.
    pub in_chapter: &'a str,
    /// Of an event.
    pub event: Option<EventView<'a>>,
    /// Of a drop.
    pub drop: Option<DropView<'a>>,
    /// Of a story.
    pub story: Option<StoryView<'a>>,
    /// Of a chapter.
    pub chapter: Option<ChapterView<'a>>,
    /// Of a campaign.
    pub campaign: Option<CampaignView<'a>>,
    /// Of a tier.
    pub tier: Option<TierView<'a>>,
    /// Of a member: what they do here.
    pub roles: &'a [String],
    /// Of a member: one character or two for their seal.
    pub seal: String,
    /// Of a member: the portrait.
    pub avatar: Option<ImageView<'a>>,
    /// Where what happens again is shown alone: the times behind this one in short, each in its turn; elsewhere empty.
    pub then: Vec<tera::Value>,
    /// For `data-turns`: from when on it is which of them, `n1.on`, and at last `n2.over`.
    pub then_turns: String,
}

/// `here`: where a template is printing.
#[derive(Debug, Serialize)]
pub struct HereView<'a> {
    /// The job: `home`, `list`, `year`, `tags`, `tag`, `poster`, `404`, `redirect` and `code` (pages that lead on), or the page's kind.
    pub kind: &'static str,
    /// To stand behind `root`.
    pub url: String,
    /// The canonical address.
    pub canonical: String,
    /// For `<title>`; empty on the home page.
    pub title: &'a str,
    /// For the description; may be empty.
    pub description: &'a str,
    /// The feed that follows this page, to stand behind `root`.
    pub feed: String,
    /// Every feed that follows this page: its own kind's, tag's or chapter's, and the site's.
    pub feeds: Shared<Vec<FeedView>>,
    /// The calendars that hold what this page is about, its own first: of its series, chapter or tag, of all events or drops.
    pub calendars: Shared<Vec<CalendarView>>,
    /// What a link to this page looks like elsewhere; nothing on the 404 page and on redirects.
    pub social: Option<SocialView<'a>>,
    /// The kind's folder, or the page's path: marks the current entry of the navigation.
    pub section: String,
    /// The same page in other languages.
    pub translations: Vec<TranslationView<'a>>,
    /// The absolute address for readers of no language of the site, for `hreflang="x-default"`: the page in the
    /// default language. Empty where there is none, or no translation.
    pub x_default: String,
    /// Every language of the site, for a switch; empty where there is only one.
    pub switch: Vec<SwitchView<'a>>,
    /// Between which instants what this page shows of events, drops and campaigns is right. Nothing where it will not change
    /// any more.
    pub as_of: Option<AsOfView>,
}

/// A language, and where a reader of this page goes who wants it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SwitchView<'a> {
    /// The language tag.
    pub lang: &'a str,
    /// How the language calls itself.
    pub label: &'a str,
    /// The same page where the language has it, else the list of its kind, else the home page; to stand behind `root`.
    pub url: String,
    /// The language of this page.
    pub current: bool,
    /// `url` is the same page.
    pub exact: bool,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ImageView<'a> {
    /// The file that every browser can show, to stand behind `root`.
    pub src: String,
    /// What it shows; empty where it only decorates.
    pub alt: &'a str,
    /// Its width in pixels, where that is known; its files may be smaller.
    pub width: Option<u32>,
    /// Its height in pixels, where that is known.
    pub height: Option<u32>,
    /// The same in WebP, the narrowest first; empty where there is one file alone.
    pub webp: Vec<PictureFileView>,
    /// The point that stays visible, in fractions from the top left.
    pub focus: Option<[f64; 2]>,
}

/// One size of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PictureFileView {
    /// To stand behind `root`.
    pub src: String,
    /// In pixels.
    pub width: u32,
}

/// A person as this page may name them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CreditView<'a> {
    /// The name, the alias, or the theme's words for "a member".
    pub name: &'a str,
    /// Their page, to stand behind `root`; empty where they have none.
    pub url: String,
    /// One character or two for the seal; a dot for somebody who may not be named.
    pub seal: String,
}

/// A heading of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeadingView {
    /// 1 to 6.
    pub level: u8,
    /// Its anchor.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// The same content in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TranslationView<'a> {
    /// The language tag.
    pub lang: &'a str,
    /// How the language calls itself.
    pub label: &'a str,
    /// To stand behind `root`.
    pub url: String,
    /// The absolute address, for `hreflang`.
    pub absolute: String,
}
