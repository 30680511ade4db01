//! Which addresses may not be linked to.

use crate::model::UNSAFE_SCHEMES;

/// Tells whether a browser would run or make something of its own from an address.
///
/// Reads the scheme as browsers do (URL Standard, "basic URL parser"): control characters and spaces in
/// front, and tabs and line ends anywhere, do not count; case does not either. Other control characters
/// are passed over too, so that nothing hangs on one browser's patience. Entities must be resolved before.
#[must_use]
pub fn is_unsafe_url(url: &str) -> bool {
    let mut scheme = [0u8; 12];
    let mut len = 0;
    for c in url.chars() {
        match c {
            ':' => return UNSAFE_SCHEMES.iter().any(|name| name.as_bytes() == &scheme[..len]),
            c if c.is_control() || c == ' ' && len == 0 => {}
            'a'..='z' | 'A'..='Z' if len < scheme.len() => {
                scheme[len] = c.to_ascii_lowercase() as u8;
                len += 1;
            }
            _ => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_that_run_code_are_seen_through_their_disguises() {
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " \u{1}\tjavascript:x",
            "java\nscript:x",
            "java\tscript\r:x",
            "vbscript:x",
            "data:text/html,x",
            "DATA:image/svg+xml,x",
            "blob:x",
        ] {
            assert!(is_unsafe_url(bad), "{bad:?} was let through");
        }
    }

    #[test]
    fn ordinary_addresses_are_let_through() {
        for good in [
            "https://lantern.example/",
            "mailto:a@b.example",
            "../data:x",
            "data",
            "javascript",
            "a/javascript:b",
            "#javascript:x",
            "数据:x",
            "databases-and-more:x",
            "",
            "webcal://lantern.example/events.ics",
        ] {
            assert!(!is_unsafe_url(good), "{good:?} was refused");
        }
    }
}
