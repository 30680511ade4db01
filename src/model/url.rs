//! Addresses: schemes that may stand in content, and what a path must not hold.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Schemes that a link of content may have; others run code or open what a reader does not expect.
pub const LINK_SCHEMES: [&str; 10] =
    ["http", "https", "mailto", "tel", "sms", "geo", "webcal", "xmpp", "matrix", "weixin"];

/// Schemes that run code or stand for a document of the writer's own making.
pub const UNSAFE_SCHEMES: [&str; 8] =
    ["javascript", "vbscript", "jscript", "livescript", "mocha", "data", "blob", "filesystem"];

/// Percent-encodes what may not stand in an `href` (URL standard, path percent-encode set); characters beyond
/// ASCII stay.
#[must_use]
pub fn encode_path(path: &str) -> Cow<'_, str> {
    if !path.bytes().any(|byte| NEED_ENCODING[usize::from(byte)]) {
        return Cow::Borrowed(path);
    }
    let mut encoded = String::with_capacity(path.len() + 16);
    for c in path.chars() {
        match u8::try_from(c) {
            Ok(byte) if NEED_ENCODING[usize::from(byte)] => {
                write!(encoded, "%{byte:02X}").expect("a String takes every text");
            }
            Ok(_) | Err(_) => encoded.push(c),
        }
    }
    Cow::Owned(encoded)
}

/// By byte: each address of each page asks.
const NEED_ENCODING: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte <= 0x7f {
        table[byte as usize] = needs_encoding(byte);
        byte += 1;
    }
    table
};

const fn needs_encoding(byte: u8) -> bool {
    byte <= b' '
        || byte == 0x7f
        || matches!(
            byte,
            b'"' | b'#' | b'%' | b'<' | b'>' | b'?' | b'[' | b'\\' | b']' | b'^' | b'`' | b'{' | b'|' | b'}'
        )
}
