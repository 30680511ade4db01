//! An output read as a browser reads it: every address, every id, where each address leads.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

use crate::support::Files;

/// The addresses and ids of one HTML text.
#[derive(Debug, Default)]
pub(crate) struct Read {
    /// `href`, `src`, `poster`, the target of a refresh.
    pub(crate) addresses: Vec<String>,
    /// Every `id`, as often as it stands there.
    pub(crate) ids: Vec<String>,
}

struct Sink(RefCell<Read>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = token else { return TokenSinkResult::Continue };
        let mut read = self.0.borrow_mut();
        for attribute in &tag.attrs {
            let value = attribute.value.to_string();
            match &*attribute.name.local {
                "href" | "src" | "poster" => read.addresses.push(value),
                "id" => read.ids.push(value),
                "content" => {
                    if let Some((_, to)) = value.split_once("; url=") {
                        read.addresses.push(to.to_owned());
                    }
                }
                _ => {}
            }
        }
        TokenSinkResult::Continue
    }
}

/// Reads an HTML text.
pub(crate) fn read(html: &str) -> Read {
    let tokenizer = Tokenizer::new(Sink(RefCell::default()), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // A sink that never asks for a pause is fed in one go.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

/// Everything that is wrong with the addresses of an output: dead ones, ids that stand twice.
///
/// `files` says whether an address must name a file itself, as on a disk.
pub(crate) fn faults(output: &Files, base_url: &str, files: bool) -> Vec<String> {
    let base_path = base_url.splitn(4, '/').nth(3).map_or("/".to_owned(), |path| format!("/{path}"));
    let pages: BTreeMap<&str, Read> = output
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), read(&String::from_utf8_lossy(bytes))))
        .collect();
    let mut faults = Vec::new();
    for (path, page) in &pages {
        let mut seen = BTreeSet::new();
        for id in page.ids.iter().filter(|id| !seen.insert(id.as_str())) {
            faults.push(format!("{path}: the id `{id}` stands twice"));
        }
        for address in &page.addresses {
            let whole = whole(address, path, base_url, &base_path);
            let Some(target) = whole else { continue };
            let on_disk = files && !address.starts_with(base_url) && *path != "404.html";
            judge(path, address, &target, output, &pages, on_disk, &mut faults);
        }
    }
    for (path, bytes) in output.iter().filter(|(path, _)| path.ends_with(".xml")) {
        for address in absolute_addresses(&String::from_utf8_lossy(bytes), base_url) {
            match whole(&address, path, base_url, &base_path) {
                Some(target) => judge(path, &address, &target, output, &pages, false, &mut faults),
                None => faults.push(format!("{path}: `{address}` is not absolute")),
            }
        }
    }
    for (path, bytes) in output.iter().filter(|(path, _)| path.ends_with("feed.json")) {
        for address in addresses_of_json(bytes) {
            match whole(&address, path, base_url, &base_path).filter(|_| address.contains("://")) {
                Some(target) => judge(path, &address, &target, output, &pages, false, &mut faults),
                None if is_away(&address) => {}
                None => faults.push(format!("{path}: `{address}` is not absolute")),
            }
        }
    }
    for line in String::from_utf8_lossy(output.get("_redirects").map_or(&[][..], Vec::as_slice)).lines() {
        let parts: Vec<&str> = line.split(' ').collect();
        let [from, to, "301" | "302"] = parts.as_slice() else {
            faults.push(format!("_redirects: `{line}`"));
            continue;
        };
        for address in [from, to] {
            match address.strip_prefix(&base_path) {
                Some(target) => judge("_redirects", address, target, output, &pages, false, &mut faults),
                None => faults.push(format!("_redirects: `{address}` is not below `{base_path}`")),
            }
        }
    }
    faults
}

/// An address from the root of the output, still encoded; `None` for one on another site.
fn whole(address: &str, page: &str, base_url: &str, base_path: &str) -> Option<String> {
    if let Some(inside) = address.strip_prefix(base_url) {
        return Some(inside.to_owned());
    }
    if let Some(inside) = address.strip_prefix(base_path).filter(|_| page == "404.html") {
        return Some(inside.to_owned());
    }
    // RFC 3986 §4.2: a colon in the first part makes a scheme of it.
    let first = address.split(['/', '#', '?']).next().unwrap_or_default();
    if first.contains(':') || address.starts_with("//") {
        return None;
    }
    if let Some(fragment) = address.strip_prefix('#') {
        return Some(format!("{}#{fragment}", encoded(page)));
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    let mut parts: Vec<String> = parts.into_iter().map(encoded).collect();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return Some(format!("(above the root: {address})"));
                }
            }
            part => parts.push(part.to_owned()),
        }
    }
    Some(parts.join("/"))
}

fn encoded(part: &str) -> String {
    part.replace('%', "%25").replace('#', "%23").replace('?', "%3F")
}

fn judge(
    page: &str,
    address: &str,
    target: &str,
    output: &Files,
    pages: &BTreeMap<&str, Read>,
    on_disk: bool,
    faults: &mut Vec<String>,
) {
    let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
    let path = path.split('?').next().unwrap_or(path);
    let mut file = percent_decode_str(path).decode_utf8_lossy().into_owned();
    if !on_disk && (file.is_empty() || file.ends_with('/')) {
        file.push_str("index.html");
    }
    if !output.contains_key(&file) {
        faults.push(format!("{page}: `{address}` leads to `{file}`, which is not there"));
        return;
    }
    let fragment = percent_decode_str(fragment).decode_utf8_lossy();
    if fragment.is_empty() || fragment == "top" {
        return;
    }
    if !pages.get(file.as_str()).is_some_and(|page| page.ids.iter().any(|id| *id == fragment)) {
        faults.push(format!("{page}: `{address}` leads to `#{fragment}`, which `{file}` does not have"));
    }
}

/// Addresses in XML: of elements and of the HTML that feeds carry escaped.
fn absolute_addresses(xml: &str, base_url: &str) -> Vec<String> {
    let text = xml
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    let mut addresses = read(&text).addresses;
    let between = |open: &str, close: char| -> Vec<String> {
        text.split(open).skip(1).filter_map(|rest| rest.split(close).next()).map(str::to_owned).collect()
    };
    addresses.extend(between("<loc>", '<'));
    addresses.extend(between("<id>", '<'));
    // Notes at the foot of an entry lead to themselves in whichever page a reader's program shows them.
    addresses
        .retain(|address| !address.starts_with('#') && (address.starts_with(base_url) || !is_away(address)));
    addresses
}

/// Addresses of a JSON Feed: its own, of its entries, and in their texts.
fn addresses_of_json(bytes: &[u8]) -> Vec<String> {
    let feed: serde_json::Value = serde_json::from_slice(bytes).expect("a JSON Feed is JSON");
    let mut addresses = Vec::new();
    let mut add = |value: &serde_json::Value| addresses.extend(value.as_str().map(str::to_owned));
    for name in ["home_page_url", "feed_url"] {
        add(&feed[name]);
    }
    for item in feed["items"].as_array().into_iter().flatten() {
        for name in ["id", "url", "image"] {
            add(&item[name]);
        }
        let html = read(item["content_html"].as_str().unwrap_or_default());
        // Notes at the foot of an entry lead to themselves, wherever it is read.
        html.addresses.iter().filter(|address| !address.starts_with('#')).for_each(|address| {
            add(&serde_json::Value::from(address.as_str()));
        });
    }
    addresses
}

fn is_away(address: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme))
}

/// What some common file system has against a name, by a reading of the rules of its own.
pub(crate) fn illegal(path: &str) -> Option<String> {
    let devices = ["CON", "PRN", "AUX", "NUL", "COM1", "COM9", "LPT1", "LPT9"];
    for part in path.split('/') {
        let stem = part.split('.').next().unwrap_or_default().to_uppercase();
        let wrong = part.is_empty()
            || part.len() > 255
            || part.ends_with([' ', '.'])
            || part.chars().any(|c| c < ' ' || "<>:\"\\|?*".contains(c))
            || devices.contains(&stem.as_str())
            || part.nfc().ne(part.chars());
        if wrong {
            return Some(format!("`{path}` is not legal everywhere"));
        }
    }
    None
}

/// The one name that a disk sees which folds case and Unicode form.
pub(crate) fn on_a_folding_disk(path: &str) -> String {
    path.nfd().collect::<String>().to_uppercase()
}
