//! Addresses: what a page may link to, and where the site lives.

use crate::fields::codes::Code;
use crate::fields::decoder::{Decoder, one_line};
use crate::fields::node::{Node, NodeValue};
use crate::fields::table::{FieldType, FieldValue, record};
use crate::model::{LabelledUrl, Spanned};

use super::container::Opt;
use super::text::{Line, name};

/// The schemes that a page may lead to. Any other could run something.
const SCHEMES: [&str; 4] = ["https", "http", "mailto", "tel"];

/// An absolute address of an allowed scheme.
pub(in crate::fields) struct Link;

impl FieldValue for Link {
    type Value = Spanned<String>;
    const TYPE: FieldType = FieldType::Url;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        let text = name(node, decoder)?;
        match check(&text) {
            Ok(()) => Some(Spanned::new(text.into_owned(), node.span)),
            Err(fault) => refuse(node, &text, fault, decoder),
        }
    }
}

enum Fault {
    NoScheme,
    Unsafe,
    Form(&'static str),
}

fn refuse<T>(node: &Node<'_>, text: &str, fault: Fault, decoder: &mut Decoder<'_>) -> Option<T> {
    let field = decoder.name();
    let text = one_line(text);
    let problem = match fault {
        Fault::NoScheme => decoder
            .error(Code::BadUrl, node.span, format!("`{field}` wants a whole address, not `{text}`"))
            .help("write it with its scheme: `https://…`, `mailto:…` or `tel:…`"),
        Fault::Unsafe => decoder
            .error(Code::UnsafeUrl, node.span, format!("`{field}` must not lead to `{text}`"))
            .help(format!("a page may lead to these schemes: {}", SCHEMES.join(", "))),
        Fault::Form(why) => decoder
            .error_saying(
                Code::BadUrl,
                node.span,
                format!("`{field}` is no address that works: `{text}`"),
                why,
            )
            .help("copy the whole address from where it works"),
    };
    decoder.fail(problem)
}

/// The scheme of an address, and what follows its colon (RFC 3986 §3.1).
fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let mut bytes = scheme.bytes();
    let sound = bytes.next().is_some_and(|b| b.is_ascii_alphabetic())
        && bytes.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    sound.then_some((scheme, rest))
}

fn check(text: &str) -> Result<(), Fault> {
    let (scheme, rest) = split_scheme(text).ok_or(Fault::NoScheme)?;
    if !SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        // `lantern.example:8080` has a dot where no scheme that we know has one.
        return Err(if scheme.contains('.') { Fault::NoScheme } else { Fault::Unsafe });
    }
    if text.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '\\' | '{' | '}')) {
        return Err(Fault::Form("spaces, quotes and brackets are written as %20 and the like"));
    }
    match scheme.to_ascii_lowercase().as_str() {
        "mailto" => match rest.split_once('@') {
            Some((who, host)) if !who.is_empty() && !host.is_empty() => Ok(()),
            Some(_) | None => Err(Fault::Form("it names no mailbox")),
        },
        "tel" if rest.bytes().any(|b| b.is_ascii_digit()) => Ok(()),
        "tel" => Err(Fault::Form("it holds no number")),
        _ => host(rest).map(|_| ()),
    }
}

/// Checks the host of what follows `http:`; gives it with its port, and the rest of the address.
fn host(after_scheme: &str) -> Result<(&str, &str), Fault> {
    let rest = after_scheme.strip_prefix("//").ok_or(Fault::Form("`//` and a host follow the scheme"))?;
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let host_and_port = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let (host, port) = match host_and_port.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        Some(_) | None => (host_and_port, ""),
    };
    let bracketed = host.starts_with('[') && host.ends_with(']');
    if host.is_empty() || host.starts_with('.') || host.contains("..") {
        return Err(Fault::Form("its host is missing"));
    }
    if !bracketed && !host.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | '%')) {
        return Err(Fault::Form("its host has a character that no host has"));
    }
    if !port.is_empty() && port.parse::<u16>().is_err() {
        return Err(Fault::Form("its port is no number up to 65535"));
    }
    Ok((authority, path))
}

/// The address at which the site lives, made to end in `/`.
pub(in crate::fields) struct BaseUrl;

impl FieldValue for BaseUrl {
    type Value = Spanned<String>;
    const TYPE: FieldType = FieldType::Url;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        let text = name(node, decoder)?;
        if matches!(check(&text), Err(Fault::NoScheme)) {
            let message = format!("`{}` wants a whole address, not `{}`", decoder.name(), one_line(&text));
            let problem = decoder
                .error(Code::BadUrl, node.span, message)
                .help("write it with its scheme, for example `https://lantern.example/`");
            return decoder.fail(problem);
        }
        let checked = check(&text).and_then(|()| match split_scheme(&text) {
            Some((scheme, rest)) if rest.starts_with("//") => host(rest).map(|parts| (scheme, parts)),
            Some(_) | None => Err(Fault::Form("a site lives at `https://` or `http://`")),
        });
        let (scheme, authority, path) = match checked {
            Ok((scheme, (authority, path))) => (scheme, authority, path),
            Err(fault) => return refuse(node, &text, fault, decoder),
        };
        if path.contains(['?', '#']) {
            return refuse(node, &text, Fault::Form("a site's address has no `?` and no `#`"), decoder);
        }
        if authority.contains('@') {
            return refuse(node, &text, Fault::Form("a site's address names nobody"), decoder);
        }
        if path.split('/').any(|part| matches!(part, "." | "..")) {
            return refuse(node, &text, Fault::Form("write the path without `.` and `..`"), decoder);
        }
        let slash = if path.ends_with('/') { "" } else { "/" };
        let (scheme, authority) = (scheme.to_ascii_lowercase(), authority.to_lowercase());
        Some(Spanned::new(format!("{scheme}://{authority}{path}{slash}"), node.span))
    }
}

/// An address with a label, or alone.
pub(in crate::fields) struct LinkEntry;

record! {
    impl LabelledUrl {
        /// What to show; the address's host where absent.
        label: Opt<Line> = "\"Workshop notes\"";
        /// Where it leads.
        url: Link = "\"https://notes.example/\"";
    }
}

impl FieldValue for LinkEntry {
    type Value = LabelledUrl;
    const TYPE: FieldType = FieldType::Either(
        &FieldType::Url,
        &FieldType::Table(<LabelledUrl as crate::fields::table::Record>::FIELDS),
    );

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<LabelledUrl> {
        match node.value {
            NodeValue::Table(_) => decoder.record(node),
            NodeValue::Text(_) => Link::decode(node, decoder).map(|url| LabelledUrl { label: None, url }),
            NodeValue::Null
            | NodeValue::Bool(_)
            | NodeValue::Integer(_)
            | NodeValue::Float(_)
            | NodeValue::Time(_)
            | NodeValue::List(_) => decoder.wrong_type(node, "an address or a table {label, url}"),
        }
    }
}

/// A mail address, or an address of an allowed scheme.
pub(in crate::fields) struct Contact;

impl FieldValue for Contact {
    type Value = String;
    const TYPE: FieldType = FieldType::Name;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<String> {
        let text = name(node, decoder)?;
        let fault = match check(&text) {
            Ok(()) => None,
            Err(Fault::NoScheme) if check(&format!("mailto:{text}")).is_ok() => None,
            Err(fault) => Some(fault),
        };
        match fault {
            None => Some(text.into_owned()),
            Some(fault) => refuse(node, &text, fault, decoder),
        }
    }
}

/// A site whose resources a page may use: `https://host`, perhaps with a port.
pub(in crate::fields) struct Origin;

impl FieldValue for Origin {
    type Value = String;
    const TYPE: FieldType = FieldType::Url;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<String> {
        let text = name(node, decoder)?;
        // The text goes into a header as it is: nothing but ASCII host names may stand in it.
        let sound =
            |host: &str| host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':'));
        match text.strip_prefix("https:").map(host) {
            Some(Ok((authority, ""))) if sound(authority) => Some(text.into_owned()),
            Some(_) | None => {
                let message = format!("`{}` is no origin: `{}`", decoder.name(), one_line(&text));
                let problem = decoder
                    .error(Code::BadOrigin, node.span, message)
                    .help("write scheme and host alone, in ASCII: `https://forms.example`");
                decoder.fail(problem)
            }
        }
    }
}
