//! Drawings written anew: what draws stays, what runs or asks for something goes.
//!
//! Nothing of the source's own text is copied but the values of allowed attributes and the characters between tags, each
//! escaped: what comes out is well-formed whatever came in.

mod policy;
mod size;
mod values;

use quick_xml::NsReader;
use quick_xml::escape::{escape, resolve_predefined_entity};
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};

use super::fault::Fault;
use policy::Verdict;

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// How deep elements may nest; drawing programs need a tenth of it.
const MOST_DEPTH: usize = 256;

/// A drawing without what does something.
#[derive(Debug)]
pub(super) struct Cleaned {
    /// The drawing, written anew.
    pub(super) svg: String,
    /// Width and height, where it says any.
    pub(super) size: Option<(u32, u32)>,
    /// What a writer should know to be gone, each once.
    pub(super) left_out: Vec<String>,
}

/// Whether some bytes begin as a drawing does.
pub(super) fn looks_like_one(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]);
    head.contains("<svg") && head.trim_start_matches('\u{feff}').trim_start().starts_with('<')
}

/// Writes a drawing anew.
pub(super) fn clean(bytes: &[u8]) -> Result<Cleaned, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|_| Fault::broken("it is not in UTF-8"))?;
    let text = text.trim_start_matches('\u{feff}');
    let mut cleaner = Cleaner { reader: NsReader::from_str(text), ..Cleaner::default() };
    cleaner.run()?;
    if cleaner.out.is_empty() {
        return Err(Fault::broken("it is no drawing"));
    }
    cleaner.out.push('\n');
    Ok(Cleaned { svg: cleaner.out, size: cleaner.size, left_out: cleaner.left_out })
}

struct Cleaner<'t> {
    reader: NsReader<&'t [u8]>,
    out: String,
    size: Option<(u32, u32)>,
    left_out: Vec<String>,
    /// The names of the elements that are open in the output.
    open: Vec<String>,
    /// How many elements are open inside one that is dropped.
    dropped: usize,
    /// The text of a style sheet that is open, and where in `out` its tag begins.
    style: Option<(usize, String)>,
}

impl Default for Cleaner<'_> {
    fn default() -> Self {
        Self {
            reader: NsReader::from_str(""),
            out: String::new(),
            size: None,
            left_out: Vec::new(),
            open: Vec::new(),
            dropped: 0,
            style: None,
        }
    }
}

impl Cleaner<'_> {
    fn run(&mut self) -> Result<(), Fault> {
        loop {
            match self.reader.read_event().map_err(|_| malformed())? {
                Event::Start(start) => self.start(&start, false)?,
                Event::Empty(start) => self.start(&start, true)?,
                Event::End(_) => self.end(),
                Event::Text(text) => self.text(&text.xml10_content()),
                Event::CData(text) => self.text(&text.xml10_content()),
                Event::GeneralRef(named) => {
                    let character = named.resolve_char_ref().map_err(|_| malformed())?;
                    match (character, resolve_predefined_entity(&named)) {
                        (Some(c), _) => self.text(c.encode_utf8(&mut [0; 4])),
                        (None, Some(text)) => self.text(text),
                        (None, None) => return Err(entities()),
                    }
                }
                // A declaration may define entities; what is drawn is written without any.
                Event::DocType(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
                Event::Eof if self.open.is_empty() && self.dropped == 0 => return Ok(()),
                Event::Eof => return Err(super::bytes::truncated()),
            }
        }
    }

    fn start(&mut self, start: &BytesStart<'_>, is_empty: bool) -> Result<(), Fault> {
        if self.dropped > 0 {
            return self.leave_out(is_empty);
        }
        let (namespace, local) = self.reader.resolver().resolve_element(start.name());
        let name = local.as_ref().to_owned();
        let is_svg = match namespace {
            ResolveResult::Bound(Namespace(uri)) => uri == SVG,
            ResolveResult::Unbound => true,
            ResolveResult::Unknown(_) => false,
        };
        let is_root = self.open.is_empty();
        if is_root && (name != "svg" || !is_svg || !self.out.is_empty()) {
            return Err(Fault::broken("it is no drawing"));
        }
        let verdict = if is_svg {
            policy::element(&name)
        } else if policy::is_active(&name) {
            Verdict::DropAndTell
        } else {
            Verdict::Drop
        };
        let written = match verdict {
            Verdict::Keep if self.style.is_none() => name.as_str(),
            Verdict::Group if self.style.is_none() => "g",
            Verdict::DropAndTell => {
                self.tell(format!("<{name}>"));
                return self.leave_out(is_empty);
            }
            Verdict::Keep | Verdict::Group | Verdict::Drop => return self.leave_out(is_empty),
        };
        let attributes = self.attributes(start, &name, is_root)?;
        if policy::is_mover(&name)
            && !attributes.iter().any(|(name, _)| name == "attributeName")
            && name != "animateMotion"
        {
            self.tell(format!("<{name}>"));
            return self.leave_out(is_empty);
        }
        if policy::shows_pictures(&name) && !attributes.iter().any(|(name, _)| name == "href") {
            return self.leave_out(is_empty);
        }
        let from = self.out.len();
        self.out.extend(["<", written]);
        if is_root {
            self.out.extend([" xmlns=\"", SVG, "\""]);
        }
        for (name, value) in &attributes {
            self.out.extend([" ", name, "=\"", &escape(value.as_str()), "\""]);
        }
        if is_empty {
            self.out.push_str("/>");
        } else {
            self.out.push('>');
            self.open.push(written.to_owned());
            if written == "style" {
                self.style = Some((from, String::new()));
            }
        }
        self.check_depth()
    }

    /// Leaves an element out, with all that it holds.
    fn leave_out(&mut self, is_empty: bool) -> Result<(), Fault> {
        self.dropped += usize::from(!is_empty);
        self.check_depth()
    }

    fn check_depth(&self) -> Result<(), Fault> {
        let depth = self.open.len() + self.dropped;
        if depth > MOST_DEPTH { Err(Fault::broken("its elements nest too deeply")) } else { Ok(()) }
    }

    fn end(&mut self) {
        if self.dropped > 0 {
            self.dropped -= 1;
            return;
        }
        if let Some((from, css)) = self.style.take() {
            if values::style_is_safe(&css) {
                self.out.push_str(&escape(css.as_str()));
            } else {
                self.tell("a <style> that leads out of it".to_owned());
                self.out.truncate(from);
                self.open.pop();
                return;
            }
        }
        if let Some(name) = self.open.pop() {
            self.out.extend(["</", &name, ">"]);
        }
    }

    fn text(&mut self, text: &str) {
        if self.dropped > 0 || self.open.is_empty() {
            return;
        }
        match &mut self.style {
            Some((_, css)) => css.push_str(text),
            None => self.out.extend(escape(text).chars().filter(|c| is_xml(*c))),
        }
    }

    /// The attributes that stay, by the names under which they are written.
    fn attributes(
        &mut self,
        start: &BytesStart<'_>,
        element: &str,
        is_root: bool,
    ) -> Result<Vec<(String, String)>, Fault> {
        let mut kept: Vec<(String, String)> = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|_| malformed())?;
            let (namespace, local) = self.reader.resolver().resolve_attribute(attribute.key);
            let local = local.as_ref().to_owned();
            let prefix = attribute.key.prefix().map(|prefix| prefix.as_ref().to_owned());
            let is_xlink = matches!(namespace, ResolveResult::Bound(Namespace(XLINK)))
                || prefix.as_deref() == Some("xlink");
            let name = match prefix.as_deref() {
                None if local == "xmlns" => continue,
                None => local,
                Some("xml") if local == "lang" || local == "space" => format!("xml:{local}"),
                Some(_) if is_xlink && local == "href" => local,
                Some(_) => continue,
            };
            let value =
                attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0).map_err(|_| entities())?;
            let value: String = value.chars().filter(|c| is_xml(*c)).collect();
            match judged(element, &name, value) {
                Ok(value) if kept.iter().all(|(known, _)| *known != name) => kept.push((name, value)),
                Ok(_) | Err(None) => {}
                Err(Some(what)) => self.tell(what),
            }
        }
        if is_root {
            let of =
                |wanted: &str| kept.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
            self.size = size::of(of("width"), of("height"), of("viewBox"));
        }
        Ok(kept)
    }

    fn tell(&mut self, what: String) {
        if !self.left_out.contains(&what) && self.left_out.len() < 8 {
            self.left_out.push(what);
        }
    }
}

/// The value of an attribute as it may stand; else what a writer is told of it, if anything.
fn judged(element: &str, name: &str, value: String) -> Result<String, Option<String>> {
    if name.starts_with("xml:") {
        return Ok(value);
    }
    if !policy::attribute(name) {
        let runs = name.get(..2).is_some_and(|on| on.eq_ignore_ascii_case("on"));
        return Err(runs.then(|| name.to_owned()));
    }
    match name {
        // Words for people, whatever they look like.
        _ if name.starts_with("aria-") => Ok(value),
        // A link has become a group: where it led is no part of the picture.
        "href" if element == "a" => Err(None),
        "href" => values::href(&value, policy::shows_pictures(element)).ok_or_else(|| {
            let shown: String = value.trim().chars().take(40).collect();
            Some(format!("`{shown}`"))
        }),
        "style" if !values::style_is_safe(&value) => Err(Some("a `style` that leads out of it".to_owned())),
        "style" => Ok(value),
        "attributeName" if !policy::may_move(&value) => Err(None),
        _ if !values::value_is_safe(&value) => Err(Some(format!("a `{name}` that leads out of it"))),
        _ => Ok(value),
    }
}

/// XML 1.0 §2.2.
const fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

fn malformed() -> Fault {
    Fault::broken("it is not well-formed")
}

fn entities() -> Fault {
    Fault::broken("it has entities of its own, which a plain SVG does without")
}
