//! What an address asks for behind its `?`, and which addresses the desk sends a reader to.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// The fields of a query, in order, decoded as forms write them.
#[derive(Debug, Clone, Default)]
pub(super) struct Query(Vec<(String, String)>);

impl Query {
    /// Reads a query; what is no UTF-8 becomes U+FFFD.
    pub(super) fn new(query: Option<&str>) -> Self {
        let decoded = |part: &str| {
            let spaced = part.replace('+', " ");
            percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
        };
        let field = |field: &str| {
            let (name, value) = field.split_once('=').unwrap_or((field, ""));
            (decoded(name), decoded(value))
        };
        let fields = query.unwrap_or_default().split('&').filter(|field| !field.is_empty());
        Self(fields.map(field).collect())
    }

    /// The first field of a name, where it says anything.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let value = self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.trim());
        value.filter(|value| !value.is_empty())
    }

    /// Whether there is a field of this name, whatever it says.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(own, _)| own == name)
    }

    /// Which page of a list is asked for, counted from 1.
    pub(super) fn number(&self) -> usize {
        self.get("n").and_then(|n| n.parse().ok()).filter(|n| *n > 0).unwrap_or(1)
    }
}

/// An address of this preview, ready for a `Location`; nothing where it could lead to another host.
///
/// Browsers take `\` for `/`, two of them for the beginning of a host, and drop tabs and line ends.
pub(super) fn local(path: &str) -> Option<Cow<'_, str>> {
    let is_local = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.chars().any(char::is_control);
    is_local.then(|| percent_encoding::utf8_percent_encode(path, BEYOND).into())
}

/// What no header may hold; all else is the asker's own writing.
const BEYOND: &percent_encoding::AsciiSet =
    &percent_encoding::CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`');

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_as_forms_write_them() {
        let query = Query::new(Some("page=%2Fevents%2F%E7%81%AF%2F&q=a+b&&empty=&page=second&%ff=x&n=0"));
        assert_eq!(query.get("page"), Some("/events/灯/"));
        assert_eq!(query.get("q"), Some("a b"));
        assert_eq!((query.get("empty"), query.has("empty"), query.has("none")), (None, true, false));
        assert_eq!((query.number(), Query::new(Some("n=3")).number()), (1, 3));
        assert_eq!(Query::new(None).get("page"), None);
    }

    #[test]
    fn only_an_address_of_this_host_is_gone_to() {
        assert_eq!(local("/events/灯 1/?a=b#c").as_deref(), Some("/events/%E7%81%AF%201/?a=b#c"));
        assert_eq!(local("/%0d%0a").as_deref(), Some("/%0d%0a"), "what is encoded stays so");
        for bad in
            ["", "x", "https://a.example/", "//a.example/", "/\\a.example/", "\\\\a", "/\t/a", "/a\r\nb: c"]
        {
            assert_eq!(local(bad), None, "{bad:?}");
        }
    }
}
