//! Codes: what stands at the end of a printed address.

use std::fmt;

use serde::{Serialize, Serializer};

/// Crockford's base 32: digits and upper-case letters without I, L, O and U, which people misread.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A permanent code: six characters of Crockford's base 32, upper-case, so that a QR code sets it in its smallest mode.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code([u8; Code::LENGTH]);

impl Code {
    /// How many characters a code has.
    pub const LENGTH: usize = 6;

    /// The code as written; nothing where it is none.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let code: [u8; Self::LENGTH] = text.as_bytes().try_into().ok()?;
        code.iter().all(|byte| ALPHABET.contains(byte)).then_some(Self(code))
    }

    /// The code that the lowest 30 bits of a number make, the highest of them first.
    #[must_use]
    pub fn from_bits(bits: u32) -> Self {
        let mut rest = bits;
        let mut code = [0; Self::LENGTH];
        for character in code.iter_mut().rev() {
            *character = ALPHABET[(rest % 32) as usize];
            rest /= 32;
        }
        Self(code)
    }

    /// The six characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("the alphabet is ASCII")
    }

    /// The address as it is printed: `HTTPS://LANTERN.EXAMPLE/team/C/7KQ2MX/`.
    ///
    /// `base` may end in `/`. Scheme and host mean the same in upper case (RFC 3986 §6.2.2.1), which a QR code sets smaller;
    /// a path does not, and stays as it is written.
    #[must_use]
    pub fn address(self, base: &str) -> String {
        let base = base.trim_end_matches('/');
        let host = base.find("://").map_or(0, |at| at + 3);
        let path = base[host..].find('/').map_or(base.len(), |at| host + at);
        format!("{}{}/C/{self}/", base[..path].to_ascii_uppercase(), &base[path..])
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_six_characters_that_nobody_misreads() {
        for bad in
            ["", "7KQ2M", "7KQ2MXX", "7kq2mx", "7KQ2MO", "7KQ2MI", "7KQ2ML", "7KQ2MU", "七KQM", "7KQ2M/"]
        {
            assert_eq!(Code::new(bad), None, "{bad:?} was taken");
        }
        assert_eq!(Code::new("7KQ2MX").map(|code| code.to_string()).as_deref(), Some("7KQ2MX"));
        assert_eq!(Code::from_bits(0).as_str(), "000000");
        assert_eq!(Code::from_bits(33).as_str(), "000011");
        assert_eq!(Code::from_bits(u32::MAX).as_str(), "ZZZZZZ");
    }

    #[test]
    fn only_what_means_the_same_in_upper_case_is_printed_so() {
        let code = Code::from_bits(1);
        assert_eq!(code.address("https://lantern.example/"), "HTTPS://LANTERN.EXAMPLE/C/000001/");
        assert_eq!(
            code.address("http://lantern.example:8080/Team/"),
            "HTTP://LANTERN.EXAMPLE:8080/Team/C/000001/"
        );
    }
}
