//! What lets a browser of another machine in.

use std::fmt;
use std::io;

/// The name under which an address carries a pass.
pub(super) const PARAMETER: &str = "handbill-pass";

/// A secret of 128 bits, made when the preview starts and forgotten when it ends.
pub(super) struct Pass(String);

impl Pass {
    /// A pass of the system's randomness.
    ///
    /// # Errors
    /// The system has none.
    pub(super) fn new() -> io::Result<Self> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
        // Capitals: a code writes them in fewer modules.
        Ok(Self(format!("{:032X}", u128::from_be_bytes(bytes))))
    }

    /// Whether this is it; takes as long whatever is offered.
    pub(super) fn is(&self, offered: &str) -> bool {
        // Hashes are compared in constant time, and say nothing of where two texts part.
        blake3::hash(offered.as_bytes()) == blake3::hash(self.0.as_bytes())
    }

    /// An address of this preview that lets in whoever opens it.
    pub(super) fn address(&self, page: &str) -> String {
        format!("{page}?{PARAMETER}={}", self.0)
    }

    /// The cookie that it becomes. Ports share cookies, so it names its own.
    ///
    /// Lax, since an address that was sent in a message opens from another site; no picture and no frame of
    /// another site carries it.
    pub(super) fn cookie(&self, port: u16) -> String {
        format!("{}={}; Path=/; HttpOnly; SameSite=Lax", cookie_name(port), self.0)
    }
}

/// The name of the cookie at a port.
pub(super) fn cookie_name(port: u16) -> String {
    format!("{PARAMETER}-{port}")
}

impl fmt::Debug for Pass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pass(…)")
    }
}

/// The pass that a query offers, and the query without it.
pub(super) fn offered(query: &str) -> Option<(&str, Option<String>)> {
    let is_pass = |pair: &&str| pair.split_once('=').is_some_and(|(name, _)| name == PARAMETER);
    let pass = query.split('&').find(is_pass)?.split_once('=')?.1;
    let rest: Vec<&str> = query.split('&').filter(|pair| !is_pass(pair)).collect();
    Some((pass, (!rest.is_empty()).then(|| rest.join("&"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pass_is_known_by_all_of_it_and_differs_each_time() {
        let pass = Pass::new().expect("randomness");
        let (text, other) = (pass.0.clone(), Pass::new().expect("randomness"));
        assert_eq!(text.len(), 32);
        assert!(pass.is(&text) && !other.is(&text));
        for wrong in ["", &text[1..], &text.to_lowercase().replace('0', "o"), &format!("{text}0")] {
            assert!(!pass.is(wrong), "{wrong}");
        }
        assert!(!format!("{pass:?}").contains(&text), "it shows in what is printed for programmers");
    }

    #[test]
    fn a_query_gives_its_pass_and_keeps_the_rest() {
        assert_eq!(offered("handbill-pass=A1"), Some(("A1", None)));
        assert_eq!(offered("a=b&handbill-pass=A1&c"), Some(("A1", Some("a=b&c".to_owned()))));
        assert_eq!(offered("handbill-pass=A1&handbill-pass=B2"), Some(("A1", None)));
        for other in ["", "a=b", "handbill-pass", "xhandbill-pass=A1", "a=handbill-pass=A1"] {
            assert_eq!(offered(other), None, "{other}");
        }
    }
}
