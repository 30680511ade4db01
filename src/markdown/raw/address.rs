//! Addresses of the site in raw HTML: which attributes hold one, and what becomes of it.

use std::borrow::Cow;
use std::ops::Range;

use super::policy;
use super::scan::Attr;
use crate::markdown::host::Target;
use crate::model::LinkForm;

/// An address of the site.
#[derive(Debug)]
pub(in crate::markdown) struct Address<'h> {
    /// A link or a file.
    pub(in crate::markdown) form: LinkForm,
    /// The address without the space around it, character references resolved.
    pub(in crate::markdown) target: &'h str,
    /// Where in the piece.
    pub(in crate::markdown) at: Range<usize>,
}

/// What an attribute of an element that may stay holds.
enum Holds {
    Address(LinkForm),
    /// Several, each with the width or density of its picture.
    Candidates,
    Other,
}

fn holds(tag: &str, name: &str) -> Holds {
    match (tag, name) {
        ("a", "href") => Holds::Address(LinkForm::RawLink),
        (_, "src" | "poster") => Holds::Address(LinkForm::RawFile),
        (_, "srcset") => Holds::Candidates,
        _ => Holds::Other,
    }
}

/// The value that an attribute gets, `value` being the written one with character references resolved;
/// `None` where the attribute goes.
pub(super) fn settled<'v, 't: 'v>(
    tag: &str,
    name: &str,
    value: &'v str,
    attr: &Attr<'_>,
    decide: &mut dyn FnMut(Address<'_>) -> Target<'t>,
) -> Option<Cow<'v, str>> {
    // A part of a value with character references has no place of its own.
    let place = |part: &Range<usize>| match value == attr.value {
        true => attr.value_at.start + part.start..attr.value_at.start + part.end,
        false => attr.value_at.clone(),
    };
    let mut one = |form, part: Range<usize>| {
        let target = &value[part.clone()];
        let is_asked = !target.is_empty()
            && policy::is_local(target)
            && (form == LinkForm::RawLink || !target.starts_with('#'));
        if is_asked {
            written(decide(Address { form, target, at: place(&part) }), target)
        } else {
            Some(Cow::Borrowed(target))
        }
    };
    match holds(tag, name) {
        Holds::Other => Some(Cow::Borrowed(value)),
        Holds::Address(form) => {
            let start = value.len() - value.trim_start().len();
            one(form, start..start + value.trim().len())
        }
        Holds::Candidates => {
            let (mut kept, mut lost, mut shown) = (Vec::new(), false, false);
            for (address, descriptor) in candidates(value) {
                let Some(address) = one(LinkForm::RawFile, address) else {
                    lost = true;
                    continue;
                };
                shown |= shows(&address);
                kept.push(format!("{address} {}", &value[descriptor]).trim_end().to_owned());
            }
            (shown || !(lost || kept.is_empty())).then(|| Cow::Owned(kept.join(", ")))
        }
    }
}

/// What stands where `value` stood; `None` where nothing may.
fn written<'v>(target: Target<'v>, value: &'v str) -> Option<Cow<'v, str>> {
    match target {
        Target::AsWritten => Some(Cow::Borrowed(value)),
        Target::Href(href) | Target::Titled { href, .. } | Target::Mention { href: Some(href), .. } => {
            Some(href)
        }
        Target::Mention { href: None, .. }
        | Target::TextOnly
        | Target::TextInstead(_)
        | Target::RemotePicture => None,
    }
}

/// The places of the addresses of a `srcset` and of what follows each (HTML Standard, "parse a srcset
/// attribute"): an address ends at a space, or at a comma before one.
fn candidates(value: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    let is_gap = |c: char| c.is_ascii_whitespace() || c == ',';
    while let Some(start) = value[at..].find(|c| !is_gap(c)).map(|skip| at + skip) {
        let word = value[start..].split(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default();
        let address = start..start + word.trim_end_matches(',').len();
        at = start + word.len();
        let mut descriptor = at..at;
        if address.end == at {
            descriptor.end = at + value[at..].find(',').unwrap_or(value.len() - at);
            at = descriptor.end;
            let text = &value[descriptor.clone()];
            descriptor.start += text.len() - text.trim_start().len();
            descriptor.end = descriptor.start + text.trim().len();
        }
        found.push((address, descriptor));
    }
    found
}

/// What became of the addresses of an element.
#[derive(Default)]
pub(super) struct Fate {
    lost: bool,
    lost_source: bool,
    /// One is left that shows something.
    shows: bool,
}

impl Fate {
    pub(super) fn lose(&mut self, name: &str) {
        self.lost_source |= name == "src";
        self.lost = true;
    }

    pub(super) fn keep(&mut self, name: &str, value: &str) {
        self.shows |= matches!(name, "src" | "srcset") && shows(value);
    }

    /// Whether the element is nothing without what it lost; the alternative text goes with its picture.
    pub(super) fn takes_element(&self, tag: &str) -> bool {
        match tag {
            "img" => self.lost_source || (self.lost && !self.shows),
            "source" | "track" => self.lost && !self.shows,
            _ => false,
        }
    }
}

/// Whether an address shows a file: none does, and a part of the page itself.
fn shows(address: &str) -> bool {
    let address = address.trim();
    !address.is_empty() && !address.starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::raw::{Seen, filter};

    /// The addresses with what stands at their place, and the HTML where `gone` has no address.
    fn asked(html: &str, gone: &str) -> (Vec<(LinkForm, String, String)>, String) {
        let (mut seen, mut out, mut found) = (Seen::default(), String::new(), Vec::new());
        filter(html, &mut seen, &mut out, &mut |address| {
            let place = html[address.at].to_owned();
            found.push((address.form, address.target.to_owned(), place));
            if address.target == gone { Target::TextOnly } else { Target::Href("/x".into()) }
        });
        (found, out)
    }

    fn files(html: &str) -> Vec<String> {
        asked(html, "").0.into_iter().map(|(_, target, _)| target).collect()
    }

    #[test]
    fn an_address_of_the_site_is_asked_for_with_its_exact_place() {
        let html = "<A HREF=' a.md#b ' class=x-y>c</a><video src=d?e&amp;f poster=\"g h.png\"><a href=#i>";
        let (found, out) = asked(html, "");
        let found: Vec<_> = found.iter().map(|(form, a, b)| (*form, a.as_str(), b.as_str())).collect();
        let expected = [
            (LinkForm::RawLink, "a.md#b", "a.md#b"),
            (LinkForm::RawFile, "d?e&f", "d?e&amp;f"),
            (LinkForm::RawFile, "g h.png", "g h.png"),
            (LinkForm::RawLink, "#i", "#i"),
        ];
        assert_eq!(found, expected);
        assert_eq!(out, "<a href=\"/x\" class=\"x-y\">c</a><video src=\"/x\" poster=\"/x\"><a href=\"/x\">");
    }

    #[test]
    fn other_sites_and_parts_of_the_own_file_are_not_asked_for() {
        let html = "<a href=mailto:x@y.example><a href='//z.example/'><a href=''><img src=#a>\
            <audio src=https://b.example/c><p cite=d>";
        assert_eq!(files(html), [""; 0]);
    }

    #[test]
    fn each_picture_of_a_set_is_asked_for() {
        assert_eq!(files("<img srcset='a.png 1x,b,c.png  2x, d.png'>"), ["a.png", "b,c.png", "d.png"]);
        let (_, out) = asked("<source srcset='a.png 100w, b.png, c.png 2x'>", "b.png");
        assert_eq!(out, "<source srcset=\"/x 100w, /x 2x\">");
    }

    #[test]
    fn the_second_of_two_addresses_of_one_name_never_counts() {
        let (found, out) = asked("<a href=a href=b>", "a");
        assert_eq!((found.len(), out.as_str()), (1, "<a>"));
    }

    #[test]
    fn what_shows_only_a_lost_file_goes_with_it() {
        for (html, expected) in [
            ("<img alt=b src=a srcset='c 2x'>d", "d"),
            ("<img srcset=a src=c>", "<img src=\"/x\">"),
            ("<img srcset='a 2x' alt=b>d", "d"),
            ("<img src='' srcset='a 1x, #e 2x' alt=b>d", "d"),
            ("<img src='#e' srcset=a alt=b>d", "d"),
            ("<img srcset='a 1x, c 2x' alt=b>", "<img srcset=\"/x 2x\" alt=\"b\">"),
            ("<img alt=b>", "<img alt=\"b\">"),
            ("<picture><source srcset=a><img src=c></picture>", "<picture><img src=\"/x\"></picture>"),
            ("<video src=a poster=a controls><track src=a></video>", "<video controls=\"\"></video>"),
            ("<source type=b>", "<source type=\"b\">"),
        ] {
            assert_eq!(asked(html, "a").1, expected);
        }
    }
}
