//! Who may ask, and for what.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    ALLOW, CONNECTION, CONTENT_LENGTH, COOKIE, HOST, LOCATION, ORIGIN, REFERRER_POLICY, SET_COOKIE,
    TRANSFER_ENCODING,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use super::answer::Preview;
use super::pass::{self, Pass};
use super::refusal::Refusal;
use super::reply::{only, response, words};

/// What may be done with the preview.
const METHODS: &str = "GET, HEAD, OPTIONS";

/// The two ends of the connection that a request came by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends {
    /// Who asks.
    pub(super) peer: SocketAddr,
    /// Which of this machine's addresses was asked.
    pub(super) local: SocketAddr,
}

impl Ends {
    /// Whether a program of this machine asks by the loopback.
    ///
    /// Only its usual addresses count: the others of 127.0.0.0/8 are treated as those of a network.
    pub(super) fn are_here(self) -> bool {
        let local = self.local.ip().to_canonical();
        let usual = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
        self.peer.ip().to_canonical().is_loopback() && usual.contains(&local)
    }
}

/// Lets pass what a browser may ask of this preview, and nothing else.
///
/// A page of another site can send requests here, and can have its own name lead here (DNS rebinding): only the names
/// of this machine with this port are ours. On a network anybody can ask: there it takes the pass.
pub(super) async fn guard(State(preview): State<Arc<Preview>>, request: Request, next: Next) -> Response {
    let (has_body, is_here) = (has_body(request.headers()), ends(&request).is_some_and(Ends::are_here));
    let mut answer = match verdict(&request, preview.port, preview.pass.as_ref()) {
        Verdict::Refused(refusal) => refusal.answer(request.headers()),
        Verdict::Entered { to, cookie } => {
            let headers =
                [(LOCATION, to.as_str()), (SET_COOKIE, cookie.as_str()), (REFERRER_POLICY, "no-referrer")];
            response(StatusCode::SEE_OTHER, &headers, axum::body::Body::empty())
        }
        Verdict::Welcome => match *request.method() {
            Method::GET | Method::HEAD if has_body => {
                words(StatusCode::PAYLOAD_TOO_LARGE, &[], "This preview takes no content.\n")
            }
            Method::GET | Method::HEAD => return next.run(request).await,
            Method::OPTIONS if !has_body => {
                response(StatusCode::NO_CONTENT, &[(ALLOW, METHODS)], axum::body::Body::empty())
            }
            _ => words(
                StatusCode::METHOD_NOT_ALLOWED,
                &[(ALLOW, METHODS)],
                "This preview is only to be read.\n",
            ),
        },
    };
    // What follows would be read only to be thrown away; and a stranger shall not hold a place.
    if has_body || !is_here {
        answer.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    answer
}

#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Welcome,
    /// The address had the pass in it: on to the same page without it.
    Entered {
        to: String,
        cookie: String,
    },
    Refused(Refusal),
}

fn verdict(request: &Request, port: u16, pass: Option<&Pass>) -> Verdict {
    let headers = request.headers();
    let Some((ends, host)) = ends(request).zip(only(headers, &HOST)) else {
        return Verdict::Refused(Refusal::Nameless);
    };
    let is_own_host = |host: &str| is_own_host(host, ends, port);
    let is_own_origin = |origin: &str| origin.strip_prefix("http://").is_some_and(is_own_host);
    // An absolute address in the request line counts before the header (RFC 9112 §3.2.2): both must be ours.
    let is_ours = request.uri().authority().is_none_or(|authority| is_own_host(authority.as_str()))
        && is_own_host(host)
        && (!headers.contains_key(ORIGIN) || only(headers, &ORIGIN).is_some_and(is_own_origin));
    if !is_ours {
        return Verdict::Refused(Refusal::OtherName);
    }
    if is_loaded_by_another_site(headers) {
        return Verdict::Refused(Refusal::OtherSite);
    }
    let Some(pass) = pass else {
        // It listens to this machine alone.
        return Verdict::Welcome;
    };
    if let Some((offered, rest)) = request.uri().query().and_then(pass::offered)
        && pass.is(offered)
    {
        let query = rest.map_or_else(String::new, |rest| format!("?{rest}"));
        // With the host, so that no path can be read as the address of another.
        let to = format!("http://{host}{}{query}", request.uri().path());
        return Verdict::Entered { to, cookie: pass.cookie(port) };
    }
    let has_pass = cookies(headers, &pass::cookie_name(port)).any(|value| pass.is(value));
    if ends.are_here() || has_pass {
        return Verdict::Welcome;
    }
    Verdict::Refused(Refusal::NoPass)
}

fn ends(request: &Request) -> Option<Ends> {
    request.extensions().get::<Ends>().copied()
}

/// Whether a host is one of this machine's names, with this port, for the end that was asked.
fn is_own_host(host: &str, ends: Ends, port: u16) -> bool {
    if ends.are_here() {
        const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];
        // Browsers leave out the port that goes without saying.
        let named = host.rsplit_once(':').filter(|(_, own)| *own == port.to_string()).map(|(name, _)| name);
        let name = named.or((port == 80).then_some(host));
        return name.is_some_and(|name| NAMES.iter().any(|own| own.eq_ignore_ascii_case(name)));
    }
    let own = ends.local.ip().to_canonical();
    let named = match host.parse::<SocketAddr>() {
        Ok(named) => (named.port() == port).then_some(named.ip()),
        Err(_) if port == 80 => host.trim_start_matches('[').trim_end_matches(']').parse().ok(),
        Err(_) => None,
    };
    named.is_some_and(|named| named.to_canonical() == own)
}

/// Whether a page of another site loads this as a part of itself, or looks whether it is there.
///
/// It could not read the answer, but learn from how it fails what is here. A link to a page is no such thing. Other
/// ports of this machine are others too. Browsers without these headers are kept off by what every answer says.
fn is_loaded_by_another_site(headers: &HeaderMap) -> bool {
    let is = |name: &str, value: &str| headers.get(name).is_some_and(|own| own == value);
    let is_own = !headers.contains_key("sec-fetch-site")
        || is("sec-fetch-site", "same-origin")
        || is("sec-fetch-site", "none");
    let is_link = is("sec-fetch-mode", "navigate") && is("sec-fetch-dest", "document");
    !is_own && !is_link
}

/// Whether content follows the head.
fn has_body(headers: &HeaderMap) -> bool {
    headers.contains_key(TRANSFER_ENCODING)
        || headers.get_all(CONTENT_LENGTH).iter().any(|length| length.as_bytes() != b"0")
}

/// The values of a cookie (RFC 6265 §4.2.1).
pub(super) fn cookies<'a>(headers: &'a HeaderMap, name: &'a str) -> impl Iterator<Item = &'a str> {
    let all = headers.get_all(COOKIE).into_iter().filter_map(|own| own.to_str().ok());
    all.flat_map(|pairs| pairs.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter_map(move |(own, value)| (own == name).then_some(value))
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    const PORT: u16 = 4100;
    const HERE: [&str; 2] = ["127.0.0.1:50000", "127.0.0.1:4100"];
    const NETWORK: [&str; 2] = ["192.0.2.7:50000", "192.0.2.2:4100"];

    fn asks([peer, local]: [&str; 2], pass: Option<&Pass>, uri: &str, headers: &[(&str, &str)]) -> Verdict {
        let mut request = Request::builder().uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let address = |text: &str| text.parse().expect("an address");
        let ends = Ends { peer: address(peer), local: address(local) };
        verdict(&request.extension(ends).body(Body::empty()).expect("a request"), PORT, pass)
    }

    fn may(uri: &str, headers: &[(&str, &str)]) -> bool {
        asks(HERE, None, uri, headers) == Verdict::Welcome
    }

    #[test]
    fn only_this_machine_by_its_own_names_may_ask() {
        for host in ["localhost:4100", "LOCALHOST:4100", "127.0.0.1:4100", "[::1]:4100"] {
            assert!(may("/", &[("host", host)]), "{host} was refused");
        }
        for host in [
            "",
            "localhost",
            "127.0.0.1:4101",
            "lantern.example:4100",
            "localhost:4100.example",
            "127.1:4100",
            "192.0.2.2:4100",
        ] {
            assert!(!may("/", &[("host", host)]), "{host} was let in");
        }
        assert!(!may("/", &[]), "no host was let in");
        assert!(
            !may("/", &[("host", "localhost:4100"), ("host", "lantern.example")]),
            "two hosts were let in"
        );
        assert!(!may("http://lantern.example/", &[("host", "localhost:4100")]), "another address was let in");
        assert!(
            may("http://localhost:4100/", &[("host", "localhost:4100")]),
            "the whole own address was refused"
        );
    }

    #[test]
    fn pages_of_other_origins_may_not_ask() {
        let from = |origin: &str| may("/", &[("host", "localhost:4100"), ("origin", origin)]);
        assert!(from("http://localhost:4100") && from("http://127.0.0.1:4100"));
        for origin in
            ["null", "", "https://localhost:4100", "http://localhost:4101", "http://lantern.example"]
        {
            assert!(!from(origin), "{origin} was let in");
        }
    }

    #[test]
    fn other_sites_may_link_here_and_load_nothing() {
        let from = |site: &str, mode: &str, dest: &str| {
            let how = [("sec-fetch-site", site), ("sec-fetch-mode", mode), ("sec-fetch-dest", dest)];
            may("/", &[&[("host", "localhost:4100")][..], &how].concat())
        };
        assert!(from("none", "navigate", "document") && from("same-origin", "no-cors", "image"));
        for site in ["cross-site", "same-site", "elsewhere"] {
            assert!(from(site, "navigate", "document"), "a link from {site} was refused");
            for (mode, dest) in
                [("no-cors", "image"), ("no-cors", "script"), ("navigate", "iframe"), ("cors", "empty")]
            {
                assert!(!from(site, mode, dest), "{dest} of {site} was let in");
            }
        }
    }

    #[test]
    fn another_machine_needs_the_pass() {
        let pass = Pass::new().expect("randomness");
        let host = ("host", "192.0.2.2:4100");
        let address = pass.address("/posts/?a=b").replacen("?a=b?", "?a=b&", 1);
        let Verdict::Entered { to, cookie } = asks(NETWORK, Some(&pass), &address, &[host]) else {
            panic!("the pass does not open")
        };
        assert_eq!(to, "http://192.0.2.2:4100/posts/?a=b");
        let own = cookie.split(';').next().expect("a pair");
        for cookies in [own.to_owned(), format!("a=b; {own}"), format!("handbill-pass-4100=0; {own}")] {
            let asked = asks(NETWORK, Some(&pass), "/", &[host, ("cookie", &cookies)]);
            assert_eq!(asked, Verdict::Welcome, "{cookies}");
        }
        let of_another = own.replace("4100", "4101");
        for wrong in ["", "handbill-pass-4100=", "handbill-pass-4100=0", &of_another, &own[..own.len() - 1]] {
            let asked = asks(NETWORK, Some(&pass), "/?handbill-pass=0", &[host, ("cookie", wrong)]);
            assert!(matches!(asked, Verdict::Refused(_)), "{wrong} was let in");
        }
        // Under another name a browser would send nothing that it has of us.
        for other in ["lantern.example:4100", "192.0.2.3:4100", "192.0.2.2", "localhost:4100"] {
            let asked = asks(NETWORK, Some(&pass), "/", &[("host", other), ("cookie", own)]);
            assert!(matches!(asked, Verdict::Refused(_)), "{other} was let in");
        }
        assert_eq!(asks(HERE, Some(&pass), "/", &[("host", "localhost:4100")]), Verdict::Welcome);
    }

    #[test]
    fn no_path_leads_to_another_host() {
        let pass = Pass::new().expect("randomness");
        let address = pass.address("//lantern.example/");
        let Verdict::Entered { to, .. } = asks(NETWORK, Some(&pass), &address, &[("host", "192.0.2.2:4100")])
        else {
            panic!("the pass does not open")
        };
        assert_eq!(to, "http://192.0.2.2:4100//lantern.example/");
    }

    #[test]
    fn an_address_is_ours_however_it_is_written() {
        let here = |peer: &str, local: &str| {
            let address = |text: &str| text.parse().expect("an address");
            Ends { peer: address(peer), local: address(local) }
        };
        assert!(here("[::ffff:127.0.0.1]:5", "[::ffff:127.0.0.1]:4100").are_here());
        assert!(here("[::1]:5", "[::1]:4100").are_here());
        assert!(!here("127.0.0.2:5", "127.0.0.2:4100").are_here());
        assert!(!here("192.0.2.7:5", "127.0.0.1:4100").are_here());
        let six = here("[fd00::7]:5", "[fd00::2]:4100");
        assert!(is_own_host("[fd00::2]:4100", six, PORT) && is_own_host("[fd00:0::2]:4100", six, PORT));
        assert!(is_own_host("[fd00::2]", here("[fd00::7]:5", "[fd00::2]:80"), 80));
        assert!(!is_own_host("[fd00::2]", six, PORT) && !is_own_host("fd00::2:4100", six, PORT));
    }
}
