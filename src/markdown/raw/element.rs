//! An element of raw HTML while its addresses are filled in: with what it shows it goes.

use std::borrow::Cow;

use pulldown_cmark_escape::escape_html;

use super::address::shows;
use crate::markdown::host::Target;
use crate::model::RawAttribute;

/// The open tag of an element.
pub(in crate::markdown) struct Element {
    /// Where its tag begins.
    from: usize,
    is_img: bool,
    lost: bool,
    lost_source: bool,
    /// An address is left that shows something.
    shows: bool,
}

impl Element {
    /// A tag that begins at `from`; `shows` tells that an address is left that nobody decides about.
    pub(in crate::markdown) const fn new(from: usize, is_img: bool, shows: bool) -> Self {
        Self { from, is_img, lost: false, lost_source: false, shows }
    }

    /// Writes an attribute with the addresses that are left of it, or nothing; `page` stands before `#…`.
    pub(in crate::markdown) fn write<'t>(
        &mut self,
        attribute: &RawAttribute,
        out: &mut String,
        page: &str,
        decide: impl Fn(u32) -> Target<'t>,
    ) {
        let from = out.len();
        out.extend([" ", attribute.name, "=\""]);
        let (mut kept, mut lost, mut shown) = (0, false, false);
        for candidate in &attribute.candidates {
            let target = candidate.link.map_or(Target::AsWritten, &decide);
            let Some(address) = settled(target, &candidate.address, page) else {
                lost = true;
                continue;
            };
            if kept > 0 {
                out.push_str(", ");
            }
            kept += 1;
            shown |= shows(&address);
            escape(out, &address);
            if !candidate.descriptor.is_empty() {
                out.push(' ');
                escape(out, &candidate.descriptor);
            }
        }
        let stays = if attribute.name == "srcset" { shown || !(lost || kept == 0) } else { !lost };
        if stays {
            out.push('"');
            self.shows |= shown && matches!(attribute.name, "src" | "srcset");
        } else {
            out.truncate(from);
            self.lost = true;
            self.lost_source |= attribute.name == "src";
        }
    }

    /// Ends the tag: takes it away where the element is nothing without what it lost; the alternative text
    /// goes with its picture.
    pub(in crate::markdown) fn close(self, out: &mut String) {
        if (self.is_img && self.lost_source) || (self.lost && !self.shows) {
            out.truncate(self.from);
        }
    }
}

/// What stands where an address was written; `None` where nothing may.
fn settled<'v>(target: Target<'v>, written: &'v str, page: &str) -> Option<Cow<'v, str>> {
    match target {
        Target::AsWritten if written.starts_with('#') && !page.is_empty() => {
            Some(Cow::Owned(format!("{page}{written}")))
        }
        Target::AsWritten => Some(Cow::Borrowed(written)),
        Target::Href(href) | Target::Titled { href, .. } | Target::Mention { href: Some(href), .. } => {
            Some(href)
        }
        Target::Mention { href: None, .. }
        | Target::TextOnly
        | Target::TextInstead(_)
        | Target::RemotePicture => None,
    }
}

fn escape(out: &mut String, text: &str) {
    escape_html(out, text).expect("a String takes everything");
}
