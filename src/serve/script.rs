//! The one element by which a served page differs from a built one.

use jiff::Timestamp;

use super::problem::escape;

/// Where the script is.
pub(super) const SCRIPT_PATH: &str = "/_handbill/reload.js";

/// Where it hears that something has changed.
pub(super) const EVENTS_PATH: &str = "/_handbill/events";

/// Where it asks what that means for its page.
pub(super) const LOOK_PATH: &str = "/_handbill/look";

/// The script: classic, and of the preview's own origin, as the page's policy wants it.
pub(super) const SCRIPT: &str = concat!(include_str!("script/page.js"), include_str!("script/news.js"));

/// What the script of a page is told.
#[derive(Debug, Default)]
pub(super) struct Facts<'a> {
    /// The edition that it is of; empty where the page has to ask at once.
    pub(super) edition: &'a str,
    /// What it shows, see `Shows`.
    pub(super) shows: &'a str,
    /// Whether the page is the preview's own, and says itself what is wrong.
    pub(super) is_ours: bool,
    /// The time that is shown, where it is not the present one.
    pub(super) now: Option<Timestamp>,
    /// The cookie that chose this time, and the zone in which to name it.
    pub(super) chosen: Option<(&'a str, &'a str)>,
}

/// The element that loads the script.
pub(super) fn element(facts: &Facts<'_>) -> String {
    let mut element = format!(
        "<script src=\"{SCRIPT_PATH}\" data-edition=\"{}\" data-shows=\"{}\"",
        facts.edition, facts.shows
    );
    if facts.is_ours {
        element.push_str(" data-ours");
    }
    // The page's own scripts must not run before the clock is set.
    let mut deferred = " defer";
    if let Some(now) = facts.now {
        element.push_str(&format!(" data-now=\"{now}\""));
        deferred = "";
    }
    if let Some((cookie, zone)) = facts.chosen {
        element.push_str(&format!(" data-cookie=\"{cookie}\" data-zone=\"{}\"", escape(zone)));
    }
    element.push_str(deferred);
    element.push_str("></script>");
    element
}

/// Puts the element at the beginning of the page's head, so that it runs before the page's own scripts; where there is none, before the
/// last `</body>`; at the end where there is neither, as HTML allows.
pub(super) fn insert(mut page: Vec<u8>, facts: &Facts<'_>) -> Vec<u8> {
    let at = head(&page).or_else(|| body_end(&page)).unwrap_or(page.len());
    page.splice(at..at, element(facts).into_bytes());
    page
}

/// Where the inside of the head begins.
fn head(page: &[u8]) -> Option<usize> {
    const TAG: &[u8] = b"<head";
    // Nothing but the doctype, the root element and comments stands before it.
    const REACH: usize = 4096;
    let near = &page[..page.len().min(REACH)];
    let start = near.windows(TAG.len() + 1).position(|window| is_tag(window, TAG))?;
    if near[..start].windows(4).any(|window| window == b"<!--") {
        return None;
    }
    let end = near[start..].iter().position(|byte| *byte == b'>')?;
    Some(start + end + 1)
}

fn body_end(page: &[u8]) -> Option<usize> {
    const TAG: &[u8] = b"</body";
    page.windows(TAG.len() + 1).rposition(|window| is_tag(window, TAG))
}

/// Whether a piece of a page, one byte longer than the tag, is this tag and no longer name.
fn is_tag(window: &[u8], name: &[u8]) -> bool {
    let (own, after) = window.split_at(name.len());
    own.eq_ignore_ascii_case(name)
        && matches!(after, [b'>' | b'/'] | [b' ' | b'\t' | b'\n' | b'\r' | b'\x0c'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inserted(page: &str) -> String {
        let page = insert(page.as_bytes().to_vec(), &Facts::default());
        String::from_utf8(page).expect("text").replace(&element(&Facts::default()), "|")
    }

    #[test]
    fn the_element_comes_first_in_the_head() {
        assert_eq!(inserted("<head><meta><script src=a>"), "<head>|<meta><script src=a>");
        assert_eq!(inserted("<HEAD\nid=a>x"), "<HEAD\nid=a>|x");
        assert_eq!(inserted("<header>a</header>"), "<header>a</header>|");
        assert_eq!(inserted("<!-- <head> --><p>a</body>"), "<!-- <head> --><p>a|</body>");
    }

    #[test]
    fn without_a_head_it_stands_before_the_last_end_of_the_body() {
        assert_eq!(inserted("<body>灯</body></html>"), "<body>灯|</body></html>");
        assert_eq!(inserted("<body>a</BODY\n></html>"), "<body>a|</BODY\n></html>");
        assert_eq!(inserted("<pre>&lt;/body></pre><p></bodywork>"), "<pre>&lt;/body></pre><p></bodywork>|");
        assert_eq!(inserted("<!-- </body> -->a</body>"), "<!-- </body> -->a|</body>");
        assert_eq!(inserted("<p>a"), "<p>a|");
        assert_eq!(inserted(""), "|");
    }

    #[test]
    fn a_page_of_another_time_waits_for_its_clock() {
        let at = Timestamp::UNIX_EPOCH;
        let plain = element(&Facts { edition: "1-1", shows: "a.b", ..Facts::default() });
        assert!(plain.ends_with("data-edition=\"1-1\" data-shows=\"a.b\" defer></script>"), "{plain}");
        let other = element(&Facts { now: Some(at), ..Facts::default() });
        assert!(other.contains("data-now=\"1970-01-01T00:00:00Z\"") && !other.contains("defer"), "{other}");
    }
}
