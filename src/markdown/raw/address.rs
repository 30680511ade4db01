//! Addresses of the site in raw HTML: which attributes hold one.

use std::ops::Range;

use super::policy;
use super::scan::Attr;
use crate::model::{Candidate, LinkForm, RawAttribute};

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
    Address(&'static str, LinkForm),
    /// Several, each with the width or density of its picture.
    Candidates,
    Other,
}

fn holds(tag: &str, name: &str) -> Holds {
    match (tag, name) {
        ("a", "href") => Holds::Address("href", LinkForm::RawLink),
        (_, "src") => Holds::Address("src", LinkForm::RawFile),
        (_, "poster") => Holds::Address("poster", LinkForm::RawFile),
        (_, "srcset") => Holds::Candidates,
        _ => Holds::Other,
    }
}

/// What an attribute of raw HTML gets for its value.
pub(super) enum Settled<'v> {
    /// A value that nobody decides about.
    Value(&'v str),
    /// Addresses that the site decides about.
    Held(RawAttribute),
}

/// The value that an attribute gets, `value` being the written one with character references resolved;
/// `number` is told of each address of the site, in order, and says its position in `Outline::links`.
pub(super) fn settled<'v>(
    tag: &str,
    name: &str,
    value: &'v str,
    attr: &Attr<'_>,
    number: &mut dyn FnMut(Address<'_>) -> usize,
) -> Settled<'v> {
    // A part of a value with character references has no place of its own.
    let place = |part: &Range<usize>| match value == attr.value {
        true => attr.value_at.start + part.start..attr.value_at.start + part.end,
        false => attr.value_at.clone(),
    };
    let mut asked = |form, part: &Range<usize>| {
        let target = &value[part.clone()];
        let is_asked = !target.is_empty()
            && policy::is_local(target)
            && (form == LinkForm::RawLink || !target.starts_with('#'));
        is_asked.then(|| number(Address { form, target, at: place(part) }))
    };
    let candidate = |part: &Range<usize>, descriptor: &str, link: Option<usize>| Candidate {
        address: value[part.clone()].into(),
        descriptor: descriptor.into(),
        link: link.map(|link| u32::try_from(link).unwrap_or(u32::MAX)),
    };
    match holds(tag, name) {
        Holds::Other => Settled::Value(value),
        Holds::Address(name, form) => {
            let start = value.len() - value.trim_start().len();
            let part = start..start + value.trim().len();
            match asked(form, &part) {
                None => Settled::Value(value.trim()),
                Some(link) => {
                    let candidates = Box::new([candidate(&part, "", Some(link))]);
                    Settled::Held(RawAttribute { name, candidates })
                }
            }
        }
        Holds::Candidates => {
            let found = candidates(value).into_iter().map(|(part, descriptor)| {
                candidate(&part, &value[descriptor], asked(LinkForm::RawFile, &part))
            });
            Settled::Held(RawAttribute { name: "srcset", candidates: found.collect() })
        }
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

/// Whether an address shows a file: none does, and a part of the page itself.
pub(in crate::markdown) fn shows(address: &str) -> bool {
    let address = address.trim();
    !address.is_empty() && !address.starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::raw::{Filtered, Seen, filter};
    use crate::markdown::tests::html_with;
    use crate::markdown::{Options, Target};

    /// The addresses with what stands at their place, and the HTML where `gone` has no address.
    fn asked(html: &str, gone: &str) -> (Vec<(LinkForm, String, String)>, String) {
        let (mut seen, mut filtered, mut found) = (Seen::default(), Filtered::default(), Vec::new());
        filter(html, &mut seen, &mut filtered, &mut |address| {
            let place = html[address.at].to_owned();
            found.push((address.form, address.target.to_owned(), place));
            found.len() - 1
        });
        let target =
            |address: &str| if address == gone { Target::TextOnly } else { Target::Href("/x".into()) };
        let targets: Vec<_> = found.iter().map(|(_, address, _)| target(address)).enumerate().collect();
        let whole = html_with(&format!("<div>{html}</div>"), Options::default(), &targets);
        let inner =
            whole.strip_prefix("<div>").and_then(|rest| rest.strip_suffix("</div>")).unwrap_or(&whole);
        (found, inner.to_owned())
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
        assert_eq!(
            out,
            "<a href=\"/x\" class=\"x-y\">c</a><video src=\"/x\" poster=\"/x\"><a href=\"/x\"></a></video>"
        );
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
        assert_eq!((found.len(), out.as_str()), (1, "<a></a>"));
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
