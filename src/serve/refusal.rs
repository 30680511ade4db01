//! What is said to those who are not let in: a small page for a browser, a line for a program, and no word of the site.

use axum::body::Body;
use axum::http::header::{
    ACCEPT, ACCEPT_LANGUAGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, REFERRER_POLICY,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::desk::Tongue;
use super::file_type;
use super::reply::{only, response};

/// The page has nothing in it of the request, so whatever style it has is ours.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const STYLE: &str = "html{-webkit-text-size-adjust:100%;text-size-adjust:100%}\
    body{margin:0 auto;padding:2.5rem 1.5rem;max-width:34rem;font:1.125rem/1.6 system-ui,sans-serif;overflow-wrap:break-word}\
    h1{font-size:1.75rem;line-height:1.25;margin:0 0 1rem}p,ul{margin:0 0 1rem}ul{padding-inline-start:1.25rem}li{margin-bottom:.5rem}";

/// Why somebody is not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The request names nobody whom it asks.
    Nameless,
    /// It asks under a name that is not this preview's.
    OtherName,
    /// A page of another site asks.
    OtherSite,
    /// It comes over the network without the pass.
    NoPass,
}

/// What a page says: why, and what can be done about it.
struct Said {
    heading: &'static str,
    what: &'static str,
    ways: &'static [&'static str],
}

impl Refusal {
    /// The answer to a request with these headers.
    pub(super) fn answer(self, headers: &HeaderMap) -> Response {
        let (kind, body) = if takes_html(headers) {
            let tongue = Tongue::asked(None, only(headers, &ACCEPT_LANGUAGE));
            (file_type::HTML, self.page(tongue))
        } else {
            ("text/plain; charset=utf-8", format!("{}\n", self.line()))
        };
        let own: [(HeaderName, &str); 3] =
            [(CONTENT_TYPE, kind), (CONTENT_SECURITY_POLICY, POLICY), (REFERRER_POLICY, "no-referrer")];
        response(StatusCode::FORBIDDEN, &own, Body::from(body))
    }

    const fn line(self) -> &'static str {
        match self {
            Self::Nameless => "A request must say whom it asks.",
            Self::OtherName => "This preview answers only to its own address.",
            Self::OtherSite => "This preview answers only to its own pages.",
            Self::NoPass => "This preview opens by the whole address that its terminal shows.",
        }
    }

    const fn said(self, tongue: Tongue) -> Said {
        match (self, tongue) {
            (Self::NoPass, Tongue::En) => Said {
                heading: "This preview does not know your device",
                what: "It lets in whoever has its whole address. Each time it is started, it has another.",
                ways: &[
                    "Scan the code in its terminal again.",
                    "Or open the whole address from there, with everything behind the question mark.",
                ],
            },
            (Self::NoPass, Tongue::Zh) => Said {
                heading: "这个预览还不认得你的设备",
                what: "要用完整的地址才能打开；预览每次启动，地址都会换。",
                ways: &["请再扫一次终端里的二维码。", "或打开终端里的完整地址，问号后面的部分也要带上。"],
            },
            (Self::OtherSite, Tongue::En) => {
                Said { heading: "Not from another site", what: self.line(), ways: &[] }
            }
            (Self::OtherSite, Tongue::Zh) => {
                Said {
                    heading: "不能从别的网站打开", what: "这个预览只应答自己的页面。", ways: &[]
                }
            }
            (Self::Nameless | Self::OtherName, Tongue::En) => Said {
                heading: "Not by this address",
                what: self.line(),
                ways: &["Open the address that its terminal shows."],
            },
            (Self::Nameless | Self::OtherName, Tongue::Zh) => Said {
                heading: "不能用这个地址打开",
                what: "这个预览只应答自己的地址。",
                ways: &["请打开终端里的地址。"],
            },
        }
    }

    fn page(self, tongue: Tongue) -> String {
        let Said { heading, what, ways } = self.said(tongue);
        let ways: String = ways.iter().map(|way| format!("<li>{way}</li>\n")).collect();
        let ways = if ways.is_empty() { ways } else { format!("<ul>\n{ways}</ul>\n") };
        format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n\
             <title>{heading}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{heading}</h1>\n<p>{what}</p>\n{ways}</body>\n</html>\n",
            tongue.tag()
        )
    }
}

/// Whether whoever asks names HTML among what they take; programs say `*/*` or nothing.
fn takes_html(headers: &HeaderMap) -> bool {
    let all = headers.get_all(ACCEPT).into_iter().filter_map(|own| own.to_str().ok());
    all.flat_map(|list| list.split(',')).any(|own| {
        let mut parts = own.split(';').map(str::trim);
        let is_html = parts.next().is_some_and(|kind| kind.eq_ignore_ascii_case("text/html"));
        // A weight of nothing is a no (RFC 9110 §12.4.2).
        is_html && !parts.any(|part| part.strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0_f32)))
    })
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_page_is_for_those_who_take_one() {
        let takes = |accepts: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for own in accepts {
                headers.append(ACCEPT, HeaderValue::from_static(own));
            }
            takes_html(&headers)
        };
        for yes in [
            &["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"][..],
            &["TEXT/HTML; charset=utf-8"],
            &["image/png", "text/html;q=0.1"],
        ] {
            assert!(takes(yes), "{yes:?}");
        }
        for no in [
            &[][..],
            &["*/*"],
            &["text/*"],
            &["image/avif,*/*;q=0.8"],
            &["text/html;q=0, */*"],
            &["text/htmlx"],
        ] {
            assert!(!takes(no), "{no:?}");
        }
    }
}
