//! Formulas: LaTeX to MathML Core, which browsers set by themselves.
//!
//! The library that reads LaTeX writes some characters and names into its MathML as they are. They are held
//! back as placeholders, and what comes out must be MathML and nothing else, or the formula is refused.

mod core;

use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::event::{Content, Dimension, EnvironmentFlow, Event, Grouping, StateChange};
use pulldown_latex::{Parser, ParserError, Storage, push_mathml};

/// The longest formula, in bytes, and the deepest nesting of braces and environments.
const LONGEST: usize = 8 << 10;
const DEEPEST: usize = 64;

/// Commands that define others: a formula made for it could unfold without end.
const DEFINING: [&str; 13] = [
    "def",
    "edef",
    "gdef",
    "xdef",
    "let",
    "futurelet",
    "newcommand",
    "renewcommand",
    "providecommand",
    "DeclareMathOperator",
    "newenvironment",
    "renewenvironment",
    "csname",
];

/// What is wrong with a formula.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) help: &'static str,
    /// What to mark, where that can be told; else the whole formula.
    pub(super) part: Option<std::ops::Range<usize>>,
}

/// A formula as a `<math>` element, without styles and scripts.
///
/// # Errors
/// What LaTeX has no such thing as, and what cannot be shown under a policy without inline styles.
pub(super) fn mathml(tex: &str, is_display: bool) -> Result<String, Fault> {
    check(tex)?;
    let storage = Storage::new();
    let mut events: Vec<Result<Event<'_>, ParserError>> = Vec::new();
    for event in Parser::new(tex, &storage) {
        match event {
            Ok(event) => events.push(Ok(plain(event)?)),
            Err(error) => return Err(syntax(tex, &error)),
        }
    }
    if events.is_empty() {
        return Err(Fault {
            code: "math::syntax",
            message: "this formula is empty".to_owned(),
            help: DOLLAR,
            part: None,
        });
    }
    let display_mode = if is_display { DisplayMode::Block } else { DisplayMode::Inline };
    let mut html = String::with_capacity(tex.len() * 8 + 64);
    match push_mathml(&mut html, events.into_iter(), RenderConfig { display_mode, ..RenderConfig::default() })
    {
        Ok(()) => {
            // The writer forgets this space.
            let html = html.replace("\"minsize", "\" minsize");
            let html = HELD.iter().fold(html, |html, (_, holds, escaped)| html.replace(*holds, escaped));
            if core::is_core(&html) { Ok(html) } else { Err(unsupported("this formula cannot be shown")) }
        }
        Err(error) => {
            Err(Fault { code: "math::syntax", message: error.to_string(), help: DOLLAR, part: None })
        }
    }
}

/// Characters that HTML reads, what stands for them meanwhile, and how they are written.
const HELD: [(char, char, &str); 3] =
    [('<', '\u{F8F0}', "&lt;"), ('>', '\u{F8F1}', "&gt;"), ('&', '\u{F8F2}', "&amp;")];

fn held(c: char) -> char {
    HELD.iter().find(|(written, ..)| *written == c).map_or(c, |(_, holds, _)| *holds)
}

fn unsupported(message: &str) -> Fault {
    Fault { code: "math::unsupported", message: message.to_owned(), help: DOLLAR, part: None }
}

const DOLLAR: &str = "a dollar sign that begins no formula is written `\\$`";

/// Refuses what would take long, before anything is read.
fn check(tex: &str) -> Result<(), Fault> {
    let refuse =
        |message: String, part| Err(Fault { code: "math::unsupported", message, help: DOLLAR, part });
    if tex.len() > LONGEST {
        return refuse(format!("a formula has at most {LONGEST} bytes"), Some(0..0));
    }
    let (mut depth, mut deepest) = (0usize, 0);
    let bytes = tex.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr3(b'{', b'}', b'\\', &bytes[at..]) {
        at += found;
        match bytes[at] {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {
                let len = bytes[at + 1..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
                let name = &tex[at + 1..at + 1 + len];
                if DEFINING.contains(&name) {
                    return refuse(
                        format!("`\\{name}` is not available: a formula defines nothing"),
                        Some(at..at + 1 + len),
                    );
                }
                // Environments and scalable brackets nest like braces do.
                match name {
                    "begin" | "left" => depth += 1,
                    "end" | "right" => depth = depth.saturating_sub(1),
                    _ => {}
                }
                at += len.max(usize::from(at + 1 < bytes.len()));
            }
        }
        at += 1;
        deepest = deepest.max(depth);
        if at >= bytes.len() {
            break;
        }
    }
    // Scripts and roots nest without braces, too: `^^^^`, `\sqrt\sqrt`.
    let opens =
        tex.matches(['^', '_']).count() + tex.matches("\\sqrt").count() + tex.matches("\\frac").count();
    if deepest > DEEPEST || opens > LONGEST / 8 {
        return refuse(format!("a formula nests at most {DEEPEST} deep"), None);
    }
    Ok(())
}

/// An event whose MathML needs no style.
fn plain(event: Event<'_>) -> Result<Event<'_>, Fault> {
    Ok(match event {
        Event::StateChange(StateChange::Color(_)) => {
            let message = "a formula has the colour of its text".to_owned();
            let help = "take `\\color` and its like out: the theme decides about colours";
            return Err(Fault { code: "math::unsupported", message, help, part: None });
        }
        // A space to the left, and lines further apart, are inline styles. Without a width the writer of
        // MathML writes no element at all.
        Event::Space { width, height, depth } => {
            let some = width.or(height).or(depth);
            let width = width.filter(|width| width.value >= 0.0);
            Event::Space { width: width.or(some.map(|some| Dimension { value: 0.0, ..some })), height, depth }
        }
        Event::EnvironmentFlow(EnvironmentFlow::NewLine { horizontal_lines, .. }) => {
            Event::EnvironmentFlow(EnvironmentFlow::NewLine { spacing: None, horizontal_lines })
        }
        Event::Content(content) => Event::Content(self::content(content)?),
        Event::Begin(Grouping::LeftRight(open, close)) => {
            Event::Begin(Grouping::LeftRight(open.map(held), close.map(held)))
        }
        other => other,
    })
}

/// Content that cannot be read as markup.
fn content(content: Content<'_>) -> Result<Content<'_>, Fault> {
    Ok(match content {
        Content::Function(name) | Content::Number(name) if name.contains(['<', '>', '&', '"', '\'']) => {
            return Err(unsupported("a name or a number in a formula is letters and digits"));
        }
        Content::Relation { content: relation, .. } => {
            let mut bytes = [0; 8];
            let written = std::str::from_utf8(relation.encode_utf8_to_buf(&mut bytes)).unwrap_or_default();
            match written.chars().next().map(|c| (c, held(c))) {
                // No other relation than these can be made from outside.
                Some((c, holds)) if c != holds => Content::Punctuation(holds),
                Some(_) | None => content,
            }
        }
        Content::Ordinary { content, stretchy } => Content::Ordinary { content: held(content), stretchy },
        Content::LargeOp { content, small } => Content::LargeOp { content: held(content), small },
        Content::BinaryOp { content, small } => Content::BinaryOp { content: held(content), small },
        Content::Delimiter { content, size, ty } => Content::Delimiter { content: held(content), size, ty },
        Content::Punctuation(content) => Content::Punctuation(held(content)),
        Content::Text(_) | Content::Function(_) | Content::Number(_) => content,
    })
}

/// The parser's words without its drawing, and the place that its context points to.
fn syntax(tex: &str, error: &ParserError) -> Fault {
    let source = std::error::Error::source(error);
    let message = source.map_or_else(|| error.to_string(), ToString::to_string);
    let message = match message.as_str() {
        "unknown primitive command found" => "there is no such command".to_owned(),
        "unkown mathematical environment found" => "there is no such environment".to_owned(),
        _ => message.replace("unkown", "unknown").replace("{{", "{").replace("}}", "}"),
    };
    let shown = error.to_string();
    let part = shown.lines().rev().find_map(|line| {
        let context = line.strip_prefix('│')?.trim_start_matches(['…', ' ']);
        let is_words = !context.is_empty() && !context.starts_with('^');
        let at = is_words.then(|| tex.find(context)).flatten()?;
        Some(at..at + context.len())
    });
    Fault { code: "math::syntax", message: lower_first(&message), help: DOLLAR, part }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Elements of MathML Core, and the attributes that browsers read.
    fn assert_core(html: &str) {
        let mut reader = quick_xml::Reader::from_str(html);
        loop {
            let event = reader.read_event().unwrap_or_else(|error| panic!("{error}: {html}"));
            let (quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag)) = &event else {
                if matches!(event, quick_xml::events::Event::Eof) {
                    return;
                }
                continue;
            };
            let name = tag.name().into_inner().to_owned();
            const KNOWN: [&str; 19] = [
                "math",
                "mrow",
                "mi",
                "mn",
                "mo",
                "ms",
                "mtext",
                "mspace",
                "mfrac",
                "msqrt",
                "mroot",
                "msub",
                "msup",
                "msubsup",
                "munder",
                "mover",
                "munderover",
                "mtable",
                "mtr",
            ];
            assert!(
                KNOWN.contains(&name.as_str())
                    || ["mtd", "mpadded", "mphantom", "mstyle"].contains(&name.as_str()),
                "{name}: {html}"
            );
            for attribute in tag.attributes() {
                let attribute = attribute.unwrap_or_else(|error| panic!("{error}: {html}"));
                let key = attribute.key.into_inner().to_owned();
                assert!(
                    !key.starts_with("on") && !["style", "href", "src"].contains(&key.as_str()),
                    "{key}: {html}"
                );
            }
        }
    }

    fn set(tex: &str) -> String {
        let html = mathml(tex, false).unwrap_or_else(|fault| panic!("{tex}: {fault:?}"));
        assert_core(&html);
        html
    }

    #[test]
    fn formulas_become_mathml_without_styles() {
        assert!(set("a^2 + b_1").contains("<msup>"));
        assert!(set("\\frac{1}{2}\\!\\!\\,x").contains("<mfrac>"));
        assert!(set("\\begin{pmatrix} a & b \\\\[3pt] c & d \\end{pmatrix}").contains("<mtable"));
        assert!(
            set("a < b > c \\& \\text{灯 <b>} \\left\\langle x \\right\\rangle").contains("<mo>&lt;</mo>")
        );
        assert!(set("\\bigl( x \\bigr)").contains(" minsize"));
        let block = mathml("\\sum_{i=0}^n i", true).expect("a formula");
        assert!(block.contains("display=\"block\""), "{block}");
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        for (tex, code, place) in [
            ("\\frac{1}{", "math::syntax", "\\frac{1}{"),
            ("a + \\nosuchthing", "math::syntax", "\\nosuchthing"),
            ("\\def\\a{\\a\\a}\\a", "math::unsupported", "\\def"),
            ("\\color{red} x", "math::unsupported", ""),
            ("", "math::syntax", ""),
        ] {
            let fault = mathml(tex, false).expect_err(tex);
            assert_eq!(fault.code, code, "{tex}: {fault:?}");
            assert_eq!(fault.part.map_or("", |part| &tex[part]), place, "{tex}");
        }
        let deep = "{".repeat(5000) + &"}".repeat(3000);
        assert_eq!(mathml(&deep, false).expect_err("too deep").code, "math::unsupported");
    }

    #[test]
    fn hostile_text_stays_text() {
        for tex in [
            "\\text{<script>alert(1)</script>}",
            "\\text{\" onclick=\"alert(1)}",
            "\\operatorname{<img src=x onerror=alert(1)>}",
            "<script>",
            "\\href{javascript:alert(1)}{x}",
            "\\mathrm{</math><img>}",
            "\\hspace{1em\" onclick=\"x}",
        ] {
            if let Ok(html) = mathml(tex, false) {
                assert_core(&html);
            }
        }
    }

    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "a",
            "1",
            "+",
            "^",
            "_",
            "{",
            "}",
            "\\frac",
            "\\sqrt[3]",
            "\\left(",
            "\\right)",
            "\\text{x}",
            "\\begin{matrix}",
            "\\end{matrix}",
            "&",
            "\\\\",
            "\\sum",
            "\\limits",
            "\\not",
            "\\mathbb",
            " ",
            "灯",
            "<",
            ">",
            "\"",
            "'",
            "%",
            "#1",
            "$",
            "\\hspace{-1em}",
            "\\kern",
            "3pt",
            "\\begin{array}{c|c}",
            "\\end{array}",
            "\\hline",
            "\\color{red}",
            "\\over",
            "\\[",
            "~",
            "\\ ",
            "\\",
            "\\operatorname{",
            "\\begin{cases}",
            "\\end{cases}",
            "\\middle|",
            "\\overset",
            "\\char`",
        ]);
        prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn any_formula_is_core_or_told(tex in pieces()) {
            match mathml(&tex, true) {
                Ok(html) => assert_core(&html),
                Err(fault) => prop_assert!(fault.part.is_none_or(|part| tex.get(part).is_some())),
            }
        }

        #[test]
        fn any_text_is_core_or_told(tex in "\\PC{0,40}") {
            if let Ok(html) = mathml(&tex, false) {
                assert_core(&html);
            }
        }
    }
}
