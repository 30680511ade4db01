//! Bodies: compiled Markdown, with what links become on this very output.

use std::borrow::Cow;
use std::cell::RefCell;

use percent_encoding::percent_decode_str;

use super::address::{self, LinkStyle};
use super::engine::Engine;
use super::pictures::{Place, Placed};
use super::printer::Printer;
use crate::diagnostics::Diagnostic;
use crate::markdown::{self, Host, Target};
use crate::model::{
    Credit, Lang, LinkForm, Mention, OutputPath, Page, Picture, ResolvedLink, TextKey, UrlPath, Wording,
};

/// Where links of a body start from.
#[derive(Debug, Clone, Copy)]
pub(super) enum LinkBase<'a> {
    /// From an output of the site, by its way to the root.
    Root(&'a str),
    /// From anywhere: feeds, mails.
    Absolute,
}

/// The words that bodies need, in one language.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) a_member: String,
    pub(super) withheld_page: String,
    keys: Vec<String>,
}

impl Words {
    pub(super) fn new(engine: &Engine, lang: &Lang) -> Self {
        let keys = TextKey::ALL.iter().map(|key| engine.text(lang, text_key(*key))).collect();
        Self {
            a_member: engine.text(lang, "a-member"),
            withheld_page: engine.text(lang, "withheld-page"),
            keys,
        }
    }

    fn get(&self, key: TextKey) -> &str {
        let at = TextKey::ALL.iter().position(|known| *known == key);
        at.and_then(|at| self.keys.get(at)).map_or_else(|| key.english(), String::as_str)
    }
}

/// The name of a text in the theme's Fluent files.
const fn text_key(key: TextKey) -> &'static str {
    match key {
        TextKey::Footnotes => "footnotes",
        TextKey::BackToReference => "back-to-text",
        TextKey::LinkToHeading => "link-to-heading",
        TextKey::Table => "table",
        TextKey::TaskDone => "task-done",
        TextKey::TaskOpen => "task-open",
        TextKey::AlertNote => "alert-note",
        TextKey::AlertTip => "alert-tip",
        TextKey::AlertImportant => "alert-important",
        TextKey::AlertWarning => "alert-warning",
        TextKey::AlertCaution => "alert-caution",
    }
}

impl Printer {
    /// The body of a page as HTML.
    ///
    /// # Errors
    /// What is wrong with the theme's components that its directives call.
    pub(super) fn body(&self, page: &Page, base: LinkBase<'_>) -> Result<String, Vec<Diagnostic>> {
        let own = match base {
            LinkBase::Root(_) => String::new(),
            LinkBase::Absolute => self.absolute(&page.url),
        };
        let ids = id_prefix(page);
        let host = PageHost { printer: self, page, base, own, ids, failed: RefCell::default() };
        let html = markdown::fill(&page.document.compiled, &host);
        let failed = host.failed.into_inner();
        if failed.is_empty() { Ok(html) } else { Err(failed) }
    }

    pub(super) fn words(&self, lang: &Lang) -> &Words {
        let own = self.words.get(lang).or_else(|| self.words.get(&self.site.config.language));
        own.expect("every language of the site has words, the default one among them")
    }
}

/// What stands before the ids of a body that stands on a page with others: empty for a page of its own.
///
/// No slug holds a `:`, so that no id of one body is one of another or the anchor of its section.
pub(super) fn id_prefix(page: &Page) -> String {
    page.anchor.as_ref().map_or(String::new(), |anchor| format!("{anchor}:"))
}

/// The fragment of a place in a body, percent-encoded; `place` may be encoded or not.
fn place_in(page: &Page, place: &str) -> String {
    let place = percent_decode_str(place).decode_utf8_lossy();
    address::encode(&format!("{}{place}", id_prefix(page))).into_owned()
}

struct PageHost<'a> {
    printer: &'a Printer,
    page: &'a Page,
    base: LinkBase<'a>,
    /// What stands before `#…`.
    own: String,
    /// What stands before ids; mostly empty.
    ids: String,
    /// What is wrong with components.
    failed: RefCell<Vec<Diagnostic>>,
}

impl PageHost<'_> {
    fn href(&self, relative: &str) -> String {
        match self.base {
            LinkBase::Root(root) => format!("{root}{relative}"),
            LinkBase::Absolute => address::absolute(&self.printer.site.config, relative),
        }
    }

    /// What links look like: what is read from anywhere leads to the web, also from a site for a disk.
    fn style(&self) -> LinkStyle {
        match self.base {
            LinkBase::Root(_) => self.printer.options.links,
            LinkBase::Absolute => LinkStyle::Web,
        }
    }

    /// What stands on a page with others is led to by its own anchor, and so are the places in it.
    fn to_page(&self, page: &Page, index: usize) -> String {
        match &page.anchor {
            Some(anchor) => {
                let href = self.href(&self.style().relative(&page.url));
                match self.anchor(index).filter(|anchor| *anchor != "top") {
                    Some(place) => format!("{href}#{}", place_in(page, place)),
                    None => format!("{href}#{}", address::encode(anchor)),
                }
            }
            None => self.to_url(&page.url, index),
        }
    }

    /// A place in a body that stands on a page with others, from within.
    fn to_own_place(&self, index: usize) -> Option<Target<'_>> {
        let written = &self.page.document.outline.links[index].target;
        let place = self.anchor(index).filter(|anchor| *anchor != "top" && !self.ids.is_empty())?;
        let href = format!("{}#{}", self.own, place_in(self.page, place));
        written.trim_start().starts_with('#').then_some(Target::Href(Cow::Owned(href)))
    }

    fn to_url(&self, url: &UrlPath, index: usize) -> String {
        self.with_anchor(self.href(&self.style().relative(url)), index)
    }

    /// The anchor of a file is a place too: a page of a PDF, a second of a film.
    fn to_file(&self, file: &OutputPath, index: usize) -> String {
        let is_shown = match self.page.document.outline.links[index].form {
            LinkForm::Image | LinkForm::RawFile => true,
            LinkForm::Link
            | LinkForm::Wiki
            | LinkForm::WikiLabelled
            | LinkForm::Mention
            | LinkForm::RawLink => false,
        };
        let file = self.printer.linked_file(file, is_shown);
        self.with_anchor(self.href(&address::file(file)), index)
    }

    /// Whether a picture is the first one of a page whose front matter names none: a reader sees it at once.
    fn leads(&self, index: usize) -> bool {
        let links = &self.page.document.outline.links;
        self.page.image.is_none() && links.iter().position(|link| link.form == LinkForm::Image) == Some(index)
    }

    fn with_anchor(&self, mut href: String, index: usize) -> String {
        if let Some(anchor) = self.anchor(index) {
            href.push('#');
            href.push_str(anchor);
        }
        href
    }

    /// What a link says behind `#`.
    fn anchor(&self, index: usize) -> Option<&str> {
        let (_, anchor) = self.page.document.outline.links[index].target.split_once('#')?;
        Some(anchor).filter(|anchor| !anchor.is_empty())
    }

    /// A wiki link to a member: their name as this output may say it.
    fn titled<'a>(&'a self, member: &'a Mention, index: usize) -> Target<'a> {
        let credit = match self.base {
            LinkBase::Root(_) => &member.credit,
            LinkBase::Absolute => &member.feed_credit,
        };
        match credit {
            Credit::Named { name, url, .. } => {
                Target::Titled { href: Cow::Owned(self.to_url(url, index)), title: Cow::Borrowed(name) }
            }
            Credit::Alias(_) | Credit::Anonymous => Target::TextInstead(self.wording(credit)),
        }
    }

    fn mention<'a>(&'a self, credit: &'a Credit, len: usize) -> Target<'a> {
        let href = credit.url().map(|url| Cow::Owned(self.href(&self.style().relative(url))));
        Target::Mention { len, href, name: self.wording(credit) }
    }

    fn wording<'a>(&'a self, credit: &'a Credit) -> Wording<'a> {
        credit.wording(&self.printer.words(&self.page.lang).a_member)
    }
}

impl Host for PageHost<'_> {
    fn directive(&self, out: &mut String, index: usize, inner: &str) {
        if let Err(problems) = self.printer.directive(out, self.page, self.base, index, inner) {
            self.failed.borrow_mut().extend(problems);
        }
    }

    fn link(&self, index: usize) -> Target<'_> {
        let form = self.page.document.outline.links[index].form;
        match &self.page.links[index] {
            ResolvedLink::Page(id) => {
                let target = self.printer.page_of(*id);
                let href = Cow::Owned(self.to_page(target, index));
                match form {
                    LinkForm::Wiki => Target::Titled { href, title: Cow::Borrowed(&target.title) },
                    LinkForm::Link
                    | LinkForm::Image
                    | LinkForm::WikiLabelled
                    | LinkForm::Mention
                    | LinkForm::RawLink
                    | LinkForm::RawFile => Target::Href(href),
                }
            }
            // Whether a page has a poster is known once fonts and designs have been asked.
            ResolvedLink::Poster(id) => match self.printer.plan.posters.of(*id) {
                Some(poster) => Target::Href(Cow::Owned(self.to_url(&poster.url, index))),
                None => Target::TextOnly,
            },
            ResolvedLink::Url(url) => Target::Href(Cow::Owned(self.to_url(url, index))),
            ResolvedLink::File(file) => Target::Href(Cow::Owned(self.to_file(file, index))),
            ResolvedLink::AsWritten => self.to_own_place(index).unwrap_or(Target::AsWritten),
            ResolvedLink::Member(member) if form == LinkForm::Wiki => self.titled(member, index),
            ResolvedLink::Member(member) => match self.base {
                LinkBase::Root(_) => self.mention(&member.credit, member.len),
                LinkBase::Absolute => self.mention(&member.feed_credit, member.len),
            },
            ResolvedLink::Withheld => match form {
                LinkForm::Wiki => {
                    let words = &self.printer.words(&self.page.lang).withheld_page;
                    Target::TextInstead(Wording::Generic(words.into()))
                }
                LinkForm::Image => Target::TextInstead(Wording::own("")),
                LinkForm::Link
                | LinkForm::WikiLabelled
                | LinkForm::Mention
                | LinkForm::RawLink
                | LinkForm::RawFile => Target::TextOnly,
            },
            ResolvedLink::RemotePicture => Target::RemotePicture,
            ResolvedLink::Unsafe | ResolvedLink::Text | ResolvedLink::Broken => Target::TextOnly,
        }
    }

    fn picture(&self, out: &mut String, picture: &Picture, href: &str) {
        let index = usize::try_from(picture.link).unwrap_or(usize::MAX);
        let Some(ResolvedLink::File(file)) = self.page.links.get(index) else {
            return markdown::write_picture(out, picture, href);
        };
        let on = match self.base {
            LinkBase::Root(root) => Place::Page { root, leads: self.leads(index) },
            LinkBase::Absolute => Place::Elsewhere,
        };
        self.printer
            .picture_html(out, Placed { file, alt: &picture.alt, title: &picture.title, focus: None, on });
    }

    fn page(&self) -> &str {
        &self.own
    }

    fn id_prefix(&self) -> &str {
        &self.ids
    }

    fn text(&self, key: TextKey) -> &str {
        self.printer.words(&self.page.lang).get(key)
    }

    /// A feed reader has no use for anchors beside headings.
    fn permalinks(&self) -> bool {
        matches!(self.base, LinkBase::Root(_))
    }
}
