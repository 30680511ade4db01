//! Names of things on disk, in the output and in addresses: three types, never mixed.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

/// A file of the site, from the site's root, `/` between parts: `content/events/spring.md`.
///
/// Kept as the file system writes it. Files of the built-in theme start with `@plaza/`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// The path as given; `/` between parts, no leading `/`.
    pub fn new(path: impl AsRef<str>) -> Self {
        Self(Arc::from(path.as_ref()))
    }

    /// The whole path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that the file lies in, without a trailing `/`; empty at the root.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part: `spring.md`.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// What follows the last dot of the file name, if anything does.
    #[must_use]
    pub fn extension(&self) -> Option<&str> {
        match self.file_name().rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => Some(extension),
            Some(_) | None => None,
        }
    }
}

impl Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a text cannot be a part of an output path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// `""`, or two slashes in a row.
    #[error("a part of it is empty")]
    Empty,
    /// `.` or `..`.
    #[error("`.` and `..` would leave its folder")]
    Dots,
    /// A character that some common file system refuses, or a control character.
    #[error("`{0}` is not allowed in file names on every system")]
    Character(char),
    /// More than 255 bytes in UTF-8.
    #[error("a part of it is longer than 255 bytes")]
    TooLong,
    /// `con`, `aux`, `lpt1` … which Windows keeps for itself.
    #[error("Windows reserves this name")]
    Reserved,
    /// A dot or a space at the end of a part, which Windows drops.
    #[error("a part of it ends in a dot or a space")]
    Trailing,
}

/// A file of the output, from its root, `/` between parts: `events/spring/index.html`.
///
/// Always relative, NFC, legal on every common file system, without `.` and `..`:
/// what holds one of these cannot leave the output folder.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OutputPath(Arc<str>);

impl OutputPath {
    /// Checks and normalises (NFC) a path.
    ///
    /// # Errors
    /// Names the first rule that a part of the path breaks.
    pub fn new(path: &str) -> Result<Self, PathError> {
        for part in path.split('/') {
            check_part(part)?;
        }
        if unicode_normalization::is_nfc(path) {
            return Ok(Self(Arc::from(path)));
        }
        let path: String = path.nfc().collect();
        for part in path.split('/') {
            check_part(part)?;
        }
        Ok(Self(Arc::from(path)))
    }

    /// The whole path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many folders deep the file lies: 0 at the root.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.0.bytes().filter(|b| *b == b'/').count()
    }

    /// The key under which two paths collide on a file system that folds case.
    #[must_use]
    pub fn folded(&self) -> String {
        fold(&self.0)
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Folds case and Unicode form: texts that a reader takes for one name give one key.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // Han characters have no case and one form; most texts beyond ASCII need no more than this look.
    let is_plain = |c: char| c.is_ascii() && !c.is_ascii_uppercase() || matches!(c, '\u{3400}'..='\u{9fff}');
    if text.chars().all(is_plain) {
        return text.to_owned();
    }
    text.nfc().flat_map(char::to_lowercase).nfc().collect()
}

fn check_part(part: &str) -> Result<(), PathError> {
    match part {
        "" => return Err(PathError::Empty),
        "." | ".." => return Err(PathError::Dots),
        _ => {}
    }
    if part.len() > 255 {
        return Err(PathError::TooLong);
    }
    if let Some(bad) = part.chars().find(|c| is_forbidden(*c)) {
        return Err(PathError::Character(bad));
    }
    if part.ends_with(['.', ' ']) {
        return Err(PathError::Trailing);
    }
    let stem = part.split('.').next().unwrap_or(part);
    if is_windows_device(stem) {
        return Err(PathError::Reserved);
    }
    Ok(())
}

fn is_forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '\\' | '|' | '?' | '*' | '\u{2028}' | '\u{2029}')
}

/// The device names of "Naming Files, Paths, and Namespaces" (Windows), in any case.
fn is_windows_device(stem: &str) -> bool {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    if DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device)) {
        return true;
    }
    let (Some(head), Some(tail)) = (stem.get(..3), stem.get(3..)) else { return false };
    (head.eq_ignore_ascii_case("com") || head.eq_ignore_ascii_case("lpt"))
        && matches!(tail, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
}

/// A page's address from the site's root, decoded: `/events/spring/`; `/` is the home page.
///
/// Starts with `/`. Ends with `/` where it stands for an `index.html`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UrlPath(Arc<str>);

impl UrlPath {
    /// The address as given; must start with `/`.
    ///
    /// # Errors
    /// As for [`OutputPath::new`], of the file that answers at this address.
    pub fn new(path: &str) -> Result<Self, PathError> {
        let inner = path.strip_prefix('/').ok_or(PathError::Empty)?;
        let file = match inner.strip_suffix('/') {
            _ if inner.is_empty() => return Ok(Self(Arc::from("/"))),
            Some(folder) => folder,
            None => inner,
        };
        let checked = OutputPath::new(file)?;
        let slash = if inner.ends_with('/') { "/" } else { "" };
        Ok(Self(Arc::from(format!("/{checked}{slash}"))))
    }

    /// The whole address, with its leading `/`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address without its leading `/`, to stand behind `{{ root }}`.
    #[must_use]
    pub fn relative(&self) -> &str {
        &self.0[1..]
    }

    /// The file that answers at this address: `events/spring/index.html`.
    #[must_use]
    pub fn output(&self) -> OutputPath {
        let inner = self.relative();
        if inner.is_empty() || inner.ends_with('/') {
            OutputPath(Arc::from(format!("{inner}index.html")))
        } else {
            OutputPath(Arc::from(inner))
        }
    }
}

impl fmt::Display for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A member's name in references and `@mentions`: the slug of their page. Public, always.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Handle(Arc<str>);

impl Handle {
    /// The handle as written, without `@`.
    pub fn new(handle: impl AsRef<str>) -> Self {
        Self(Arc::from(handle.as_ref()))
    }

    /// The handle as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_output_path_cannot_leave_its_folder_or_break_a_file_system() {
        for bad in ["", "a//b", "../a", "a/./b", "a:b", "con", "LPT1.txt", "a.", "a /b", "x\0y", "a\\b"] {
            assert!(OutputPath::new(bad).is_err(), "{bad:?} was taken");
        }
        assert!(OutputPath::new(&"长".repeat(86)).is_err(), "258 bytes were taken");
        for good in ["index.html", "活动/春日/index.html", "console/a.b", ".well-known/x"] {
            assert!(OutputPath::new(good).is_ok(), "{good:?} was refused");
        }
    }

    #[test]
    fn paths_that_a_disk_takes_for_one_have_one_key() {
        let composed = OutputPath::new("caf\u{e9}").expect("legal");
        let decomposed = OutputPath::new("Cafe\u{301}").expect("legal");
        assert_eq!(composed.folded(), decomposed.folded());
    }

    #[test]
    fn an_address_knows_its_file() {
        let file = |url| UrlPath::new(url).expect("legal").output().to_string();
        assert_eq!(file("/"), "index.html");
        assert_eq!(file("/events/春日/"), "events/春日/index.html");
        assert_eq!(file("/feed.xml"), "feed.xml");
    }
}
