//! Directives to HTML: a component of the theme with its arguments.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use tera::{Context, Value};

use super::address::{self, LinkStyle};
use super::body::LinkBase;
use super::printer::Printer;
use super::views::Summary;
use crate::diagnostics::Diagnostic;
use crate::model::{Argument, Credit, Lang, Page, PageId, ResolvedDirective, ResolvedLink, UrlPath};

/// What an address as written may hold and no address has (WHATWG URL); escapes in it stay as they are.
const UNFIT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

impl Printer {
    /// Writes a directive of a page; `inner` is the HTML of its body. Nothing where it is withheld, or may
    /// not be named here.
    ///
    /// # Errors
    /// What is wrong with the component's template.
    pub(super) fn directive(
        &self,
        out: &mut String,
        page: &Page,
        base: LinkBase<'_>,
        index: usize,
        inner: &str,
    ) -> Result<(), Vec<Diagnostic>> {
        let written = page.document.outline.directives.get(index).zip(page.directives.get(index));
        let Some((written, ResolvedDirective::Shown(arguments))) = written else { return Ok(()) };
        let (absolute, root, feed) = match base {
            LinkBase::Root(root) => (None, root, false),
            // A reader of feeds has neither the theme's styles nor its scripts, and starts from nowhere.
            LinkBase::Absolute => (Some(address::absolute(&self.site.config, "")), "", true),
        };
        let root = absolute.as_deref().unwrap_or(root);
        let mut context = Context::new();
        context.insert_value("root", Value::from(root));
        context.insert_value("lang", Value::from(page.lang.as_str()));
        context.insert_value("feed", Value::from(feed));
        context.insert_value("body", Value::safe_string(inner));
        for (name, argument) in arguments {
            let Some(value) = self.argument(page, argument, root, feed) else { return Ok(()) };
            context.insert_value(name.clone(), value);
        }
        let html = self.engine.render(&format!("components/{}.html", written.name.value), &context)?;
        let html = String::from_utf8_lossy(&html);
        let html = html.trim();
        if !html.is_empty() {
            if !out.is_empty() && !out.ends_with('\n') {
                out.push('\n');
            }
            out.push_str(html);
            out.push('\n');
        }
        Ok(())
    }

    /// An argument as templates see it; `None` where it may not be shown here, and the directive with it.
    fn argument(&self, page: &Page, argument: &Argument, root: &str, feed: bool) -> Option<Value> {
        Some(match argument {
            Argument::Absent => Value::none(),
            Argument::Text(text) => Value::from(text.as_str()),
            Argument::Integer(number) => Value::from(*number),
            Argument::Link(link, written) => Value::from(self.leads_to(page, link, written, root, feed)?),
            Argument::Picture(file, alt) => Value::from_serializable(&self.picture_view(file, alt, None)),
            Argument::Page(id) => self.page_in_short(*id, &page.lang, feed),
            Argument::Member { feed_credit, page: member, .. } => match feed_credit {
                Credit::Alias(_) | Credit::Anonymous if feed => return None,
                Credit::Named { .. } | Credit::Alias(_) | Credit::Anonymous => {
                    self.page_in_short(*member, &page.lang, feed)
                }
            },
        })
    }

    /// A whole address, as an attribute may have it.
    fn leads_to(
        &self,
        page: &Page,
        link: &ResolvedLink,
        written: &str,
        root: &str,
        feed: bool,
    ) -> Option<String> {
        let style = if feed { LinkStyle::Web } else { self.options.links };
        let anchor = written.split_once('#').map_or("", |(_, anchor)| anchor);
        let anchored = |mut href: String| {
            if !anchor.is_empty() {
                href.push('#');
                href.push_str(anchor);
            }
            href
        };
        let to = |url: &UrlPath| anchored(format!("{root}{}", style.relative(url)));
        match link {
            ResolvedLink::Page(id) => {
                let target = self.page_of(*id);
                Some(match &target.anchor {
                    // What stands on a page with others is led to by its own anchor.
                    Some(own) => format!("{root}{}#{}", style.relative(&target.url), address::encode(own)),
                    None => to(&target.url),
                })
            }
            ResolvedLink::Poster(id) => self.plan.posters.of(*id).map(|poster| to(&poster.url)),
            ResolvedLink::Url(url) => Some(to(url)),
            ResolvedLink::File(file) => {
                Some(anchored(format!("{root}{}", address::file(self.linked_file(file, false)))))
            }
            ResolvedLink::AsWritten if written.starts_with('#') && feed => {
                Some(format!("{}{written}", self.absolute(&page.url)))
            }
            ResolvedLink::AsWritten => Some(utf8_percent_encode(written, UNFIT).to_string()),
            ResolvedLink::Member(_)
            | ResolvedLink::Withheld
            | ResolvedLink::RemotePicture
            | ResolvedLink::Unsafe
            | ResolvedLink::Text
            | ResolvedLink::Broken => None,
        }
    }

    fn page_in_short(&self, id: PageId, reader: &Lang, feed: bool) -> Value {
        if !feed {
            return self.in_turn(id, reader);
        }
        // Feeds carry names out of the site: only those that may be in one.
        let page = self.page_of(id);
        let mut summary: Summary<'_> = self.summary_view(page, reader);
        summary.url = LinkStyle::Web.relative(&page.url).into_owned();
        if let Some(anchor) = &page.anchor {
            summary.url.push('#');
            summary.url.push_str(&address::encode(anchor));
        }
        summary.summary = page.feed_summary.as_ref().unwrap_or(&page.summary);
        summary.authors = self.credits(&page.feed_authors, &page.lang);
        if let Some(event) = &mut summary.event {
            event.hosts.clear();
            event.speakers.clear();
        }
        if let Some(drop) = &mut summary.drop {
            drop.makers.clear();
            drop.changes.iter_mut().for_each(|change| change.asked_by = None);
        }
        if let Some(story) = &mut summary.story {
            story.people.clear();
        }
        if let Some(chapter) = &mut summary.chapter {
            chapter.leads.clear();
        }
        Value::from_serializable(&summary)
    }
}
