//! From an address to an output of the plan: never to a place on the disk.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::model::{OutputPath, Plan, UrlPath};

/// What may not stand in the path of an address (RFC 3986 §3.3), `/` aside.
pub(super) const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The path below which the site answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Base {
    /// Decoded, with `/` at both ends.
    decoded: String,
}

impl Base {
    /// The path of a site's address.
    pub(super) fn new(base_url: &str) -> Self {
        let after_scheme = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
        let path = after_scheme.find('/').map_or("/", |at| &after_scheme[at..]);
        let mut decoded = decode(path).map_or_else(|| path.to_owned(), Cow::into_owned);
        if !decoded.ends_with('/') {
            decoded.push('/');
        }
        Self { decoded }
    }

    /// As an address writes it, with `/` at both ends.
    pub(super) fn written(&self) -> String {
        utf8_percent_encode(&self.decoded, PATH).to_string()
    }

    /// The address of a place of the site, as an address writes it.
    pub(super) fn href(&self, url: &UrlPath) -> String {
        self.href_of_path(url.relative())
    }

    /// The address of an output by its own name.
    pub(super) fn href_of_path(&self, path: &str) -> String {
        format!("{}{}", self.written(), utf8_percent_encode(path, PATH))
    }
}

/// What an address stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// This output.
    Output(OutputPath),
    /// Another address, percent-encoded.
    Moved(String),
    /// Nothing.
    Nothing,
}

/// Finds what an address stands for; `path` is as the browser wrote it, and is decoded here, once.
pub(super) fn find(plan: &Plan, base: &Base, path: &str) -> Found {
    let Some(path) = decode(path) else { return Found::Nothing };
    let Some(inner) = path.strip_prefix(&base.decoded) else {
        let is_above = path == "/" || (!path.is_empty() && base.decoded.strip_suffix('/') == Some(&*path));
        return if is_above { Found::Moved(base.written()) } else { Found::Nothing };
    };
    let known = |path: &str| OutputPath::new(path).ok().filter(|path| plan.jobs.contains_key(path));
    if inner.is_empty() || inner.ends_with('/') {
        return known(&format!("{inner}index.html")).map_or(Found::Nothing, Found::Output);
    }
    if let Some(output) = known(inner) {
        return Found::Output(output);
    }
    match known(&format!("{inner}/index.html")) {
        // Of the plan's own name, so that no address of another host can be made of it.
        Some(page) => {
            let folder = page.as_str().strip_suffix("index.html").unwrap_or_default();
            Found::Moved(format!("{}{}", base.written(), utf8_percent_encode(folder, PATH)))
        }
        None => Found::Nothing,
    }
}

fn decode(path: &str) -> Option<Cow<'_, str>> {
    percent_decode_str(path).decode_utf8().ok()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::Job;

    fn plan() -> Plan {
        let paths = ["index.html", "404.html", "feed.xml", "posts/木 a/index.html"];
        let jobs = paths.iter().map(|path| (OutputPath::new(path).expect("legal"), Job::Robots));
        Plan { jobs: Arc::new(jobs.collect()), ..Plan::default() }
    }

    fn at(base: &str, path: &str) -> Found {
        find(&plan(), &Base::new(base), path)
    }

    fn output(path: &str) -> Found {
        Found::Output(OutputPath::new(path).expect("legal"))
    }

    #[test]
    fn an_address_leads_to_its_output_or_to_the_one_with_a_slash() {
        let here = "http://127.0.0.1:4100/";
        assert_eq!(at(here, "/"), output("index.html"));
        assert_eq!(at(here, "/feed.xml"), output("feed.xml"));
        assert_eq!(at(here, "/posts/%E6%9C%A8%20a/"), output("posts/木 a/index.html"));
        assert_eq!(at(here, "/posts/%E6%9C%A8%20a"), Found::Moved("/posts/%E6%9C%A8%20a/".to_owned()));
    }

    #[test]
    fn what_is_not_in_the_plan_is_nothing() {
        for path in [
            "/handbill.toml",
            "//feed.xml",
            "/../feed.xml",
            "/%2e%2e/feed.xml",
            "/posts/..%2ffeed.xml",
            "/%2566eed.xml",
            "/feed.xml/",
            "/feed.xml%00",
            "/%ff",
            "/posts/",
            "feed.xml",
            "*",
            "",
        ] {
            assert_eq!(at("http://127.0.0.1:4100/", path), Found::Nothing, "{path}");
        }
    }

    #[test]
    fn a_site_below_a_path_answers_there_and_its_root_leads_on() {
        let base = "https://lantern.example/team/%E7%81%AF/";
        let home = Found::Moved("/team/%E7%81%AF/".to_owned());
        assert_eq!(at(base, "/"), home);
        assert_eq!(at(base, "/team/%E7%81%AF"), home);
        assert_eq!(at(base, "/team/灯/"), output("index.html"));
        assert_eq!(at(base, "/team/灯/feed.xml"), output("feed.xml"));
        assert_eq!(at(base, "/feed.xml"), Found::Nothing);
        assert_eq!(at("https://lantern.example/team", "/team/feed.xml"), output("feed.xml"));
    }
}
