//! The one element by which a served page differs from a built one.

/// Where the script is.
pub(super) const SCRIPT_PATH: &str = "/_handbill/reload.js";

/// Where its news come from.
pub(super) const EVENTS_PATH: &str = "/_handbill/events";

/// The script: classic, and of the preview's own origin, as the page's policy wants it.
pub(super) const SCRIPT: &str = include_str!("reload.js");

/// The element that loads the script into a page of this edition.
pub(super) fn element(edition: &str) -> String {
    format!("<script src=\"{SCRIPT_PATH}\" data-edition=\"{edition}\" defer></script>")
}

/// Puts the element before the page's last `</body>`; at the end where there is none, as HTML allows.
pub(super) fn insert(mut page: Vec<u8>, edition: &str) -> Vec<u8> {
    let at = body_end(&page).unwrap_or(page.len());
    page.splice(at..at, element(edition).into_bytes());
    page
}

fn body_end(page: &[u8]) -> Option<usize> {
    const TAG: &[u8] = b"</body";
    page.windows(TAG.len() + 1).rposition(|window| {
        let (tag, after) = window.split_at(TAG.len());
        tag.eq_ignore_ascii_case(TAG)
            && matches!(after, [b'>' | b'/'] | [b' ' | b'\t' | b'\n' | b'\r' | b'\x0c'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inserted(page: &str) -> String {
        let page = insert(page.as_bytes().to_vec(), "e1").to_owned();
        String::from_utf8(page).expect("text").replace(&element("e1"), "|")
    }

    #[test]
    fn the_element_stands_before_the_end_of_the_body() {
        assert_eq!(inserted("<body>灯</body></html>"), "<body>灯|</body></html>");
        assert_eq!(inserted("<body>a</BODY\n></html>"), "<body>a|</BODY\n></html>");
        assert_eq!(inserted("<pre>&lt;/body></pre><p></bodywork>"), "<pre>&lt;/body></pre><p></bodywork>|");
    }

    #[test]
    fn the_last_end_tag_counts_and_none_is_needed() {
        assert_eq!(inserted("<!-- </body> -->a</body>"), "<!-- </body> -->a|</body>");
        assert_eq!(inserted("<p>a"), "<p>a|");
        assert_eq!(inserted(""), "|");
    }
}
