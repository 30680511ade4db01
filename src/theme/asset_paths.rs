//! Ways between assets: where a path of a style leads, and how one is written.

/// Whether an address names its own scheme (RFC 3986 §3.1).
pub(super) fn has_scheme(path: &str) -> bool {
    path.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    })
}

/// Where a path of the output leads, from the root or from the folder of `base`; none where it leaves the site.
pub(super) fn resolve(base: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = match path.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => base.split('/').collect(),
    };
    parts.pop();
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        match part {
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The way from an asset to a path of the output.
pub(super) fn relative(asset: &str, to: &str) -> String {
    let own = format!("assets/{asset}");
    let from: Vec<&str> = own.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = from.len().min(to.len()) - 1;
    let shared = (0..folders).take_while(|at| from[*at] == to[*at]).count();
    let up = std::iter::repeat_n("..", from.len() - 1 - shared);
    up.chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

/// `plaza.css` to `assets/plaza.<ten hexadecimal digits>.css`.
pub(super) fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    let hash = &hash[..10];
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && !ending.contains('/') => {
            format!("assets/{stem}.{hash}.{ending}")
        }
        Some(_) | None => format!("assets/{name}.{hash}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_from_a_style_is_as_short_as_it_can_be() {
        assert_eq!(relative("a.css", "assets/b.1.svg"), "b.1.svg");
        assert_eq!(relative("a.css", "assets/img/b.1.svg"), "img/b.1.svg");
        assert_eq!(relative("css/a.css", "assets/img/b.1.svg"), "../img/b.1.svg");
        assert_eq!(relative("a.css", "fonts/a.woff2"), "../fonts/a.woff2");
        assert_eq!(relative("css/a.css", "a.woff2"), "../../a.woff2");
    }

    #[test]
    fn a_path_starts_from_its_style_or_the_root_and_never_leaves() {
        assert_eq!(resolve("assets/css/a.css", "../b.svg").as_deref(), Some("assets/b.svg"));
        assert_eq!(resolve("assets/a.css", "../fonts/./a.woff2").as_deref(), Some("fonts/a.woff2"));
        assert_eq!(resolve("assets/a.css", "/fonts/a.woff2").as_deref(), Some("fonts/a.woff2"));
        assert_eq!(resolve("assets/a.css", "../../secret"), None);
    }

    #[test]
    fn only_a_word_before_a_colon_is_a_scheme() {
        assert!(has_scheme("data:image/png;base64,") && has_scheme("https://a.example/"));
        assert!(!has_scheme("img/a:b.svg") && !has_scheme("a.svg"));
    }
}
