//! What CommonMark does not know about Chinese: emphasis beside full-width punctuation, and line ends.

use std::ops::Range;

use pulldown_cmark::CowStr;

use super::directives;
use crate::model::{Side, is_shared};
pub(super) use crate::model::{is_wide, joins};

fn is_cjk(c: char) -> bool {
    is_wide(c)
        || matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{A960}'..='\u{A97F}'
        | '\u{AC00}'..='\u{D7FF}' | '\u{FFA0}'..='\u{FFDC}')
}

/// Whether a line end may turn out to be nothing, judged by the character before it.
pub(super) fn may_join(before: char) -> bool {
    is_wide(before) || is_shared(before)
}

/// What a character is for a line end beside it.
pub(super) fn side(c: char) -> Side {
    if is_wide(c) {
        Side::Wide
    } else if is_shared(c) {
        Side::Shared
    } else {
        Side::Other
    }
}

/// Whether a line end is nothing between two known sides; see [`joins`].
pub(super) fn sides_join(before: Side, after: Side) -> bool {
    matches!((before, after), (Side::Wide, Side::Wide | Side::Shared) | (Side::Shared, Side::Wide))
}

/// Punctuation or a symbol, as the emphasis rule asks.
///
/// Marks and format characters count too: a sentinel beside them changes nothing.
fn is_sign(c: char) -> bool {
    !is_letter(c) && !c.is_whitespace() && !c.is_control()
}

/// A letter or digit; quick for common Han characters and their punctuation, which the standard library
/// looks up the long way.
pub(super) fn is_letter(c: char) -> bool {
    match c {
        '\u{4E00}'..='\u{9FFF}' => true,
        '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{3020}' => false,
        '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' => false,
        _ => c.is_alphanumeric(),
    }
}

fn is_word(c: char) -> bool {
    !is_sign(c) && !c.is_whitespace()
}

/// A body, with sentinels where CommonMark's emphasis rule would fail.
///
/// The rule lets a run of `*` close only where no punctuation stands before it, or where a space or
/// punctuation follows; Chinese has full-width punctuation and no spaces. The amendment that is proposed
/// for it ("CJK-friendly emphasis") takes CJK on either side for such a space. A sentinel — a
/// private-use character that the text does not hold — between the punctuation and the run has that
/// effect in any parser; it is dropped from every event, and offsets are mapped back.
pub(super) struct Prepared<'t> {
    original: &'t str,
    patch: Option<Patch>,
}

struct Patch {
    text: String,
    /// Beside emphasis, before and behind the lines of directives.
    sentinels: [char; 3],
    /// What was put into `text`, ascending: where, and how many bytes of it stand before.
    put: Vec<(usize, usize)>,
    /// Bytes of all that was put in.
    total: usize,
    /// Lines of directives are among it.
    has_directives: bool,
}

impl<'t> Prepared<'t> {
    /// Puts sentinels where `amend` is asked for and the text needs some, and around each line of a directive.
    ///
    /// Such a line becomes a processing instruction: CommonMark takes it for a block of its own that ends with
    /// the line, wherever a block may begin, and for text in code and comments.
    pub(super) fn new(original: &'t str, amend: bool, directives: bool) -> Self {
        let places = if amend { places(original) } else { Vec::new() };
        let lines = if directives { directives::lines(original) } else { Vec::new() };
        let patch =
            if places.is_empty() && lines.is_empty() { None } else { patch(original, &places, &lines) };
        Self { original, patch }
    }

    /// Whether a block of raw HTML is in truth the line of a directive.
    pub(super) fn is_directive(&self, html: &str) -> bool {
        let sentinel = self.patch.as_ref().map(|patch| patch.sentinels[1]);
        sentinel
            .is_some_and(|sentinel| html.strip_prefix(OPEN).is_some_and(|rest| rest.starts_with(sentinel)))
    }

    /// Whether a line of the text may be that of a directive.
    pub(super) fn has_directives(&self) -> bool {
        self.patch.as_ref().is_some_and(|patch| patch.has_directives)
    }

    /// What to parse.
    pub(super) fn text(&self) -> &str {
        self.patch.as_ref().map_or(self.original, |patch| &patch.text)
    }

    /// What was written.
    pub(super) const fn original(&self) -> &'t str {
        self.original
    }

    /// Whether events need [`place`](Self::place) and [`clean`](Self::clean).
    pub(super) const fn is_patched(&self) -> bool {
        self.patch.is_some()
    }

    /// Maps a place of an event, and tells whether sentinels stand in it.
    pub(super) fn place(&self, parsed: std::ops::Range<usize>) -> (std::ops::Range<usize>, bool) {
        let Some(patch) = &self.patch else { return (parsed, false) };
        let before = patch.put.partition_point(|(at, _)| *at < parsed.start);
        let within = match patch.put.get(before) {
            Some((at, _)) if *at < parsed.end => {
                patch.put[before..].partition_point(|(at, _)| *at < parsed.end)
            }
            Some(_) | None => 0,
        };
        let bytes = |count: usize| patch.put.get(count).map_or(patch.total, |(_, bytes)| *bytes);
        (parsed.start - bytes(before)..parsed.end - bytes(before + within), within > 0)
    }

    /// A text of an event without sentinels.
    pub(super) fn clean<'a>(&self, text: CowStr<'a>) -> CowStr<'a> {
        match &self.patch {
            Some(patch) if text.contains(patch.sentinels) => CowStr::from(cleaned(&text, patch.sentinels)),
            Some(_) | None => text,
        }
    }
}

/// Offsets at which a sentinel is needed.
///
/// The amended rule alone would ask for one at nearly every emphasis in a Chinese text: beside `，**重点**：`
/// both runs could also be the other end. Following which runs are open keeps most texts as they are; where
/// that is not certain (code, links, raw HTML in the same paragraph) the rule decides alone.
fn places(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    if text.is_ascii() {
        return places;
    }
    // Most texts have no run that may need one; before the first, nothing has to be followed.
    let Some(first) = runs(text, 0).find(Run::may_fail) else { return places };
    let mut from = text[..first.start].rfind("\n\n").map_or(0, |at| at + 2);
    let mut paragraph = Paragraph { open: Vec::new(), certain: true };
    for run in runs(text, from) {
        let gap = &text[from..run.start];
        from = run.end;
        paragraph.pass(gap);
        let Run { sign, before, after, .. } = run;
        let closes = !before.is_whitespace() && (!is_sign(before) || !is_word(after));
        let opens = !after.is_whitespace() && (!is_sign(after) || !is_word(before));
        let signs = (sign, run.end - run.start);
        if run.may_fail_to_close() && !paragraph.is_idle() {
            places.push(run.start);
            paragraph.meet(signs, true, true);
        } else if run.may_fail_to_open() && !paragraph.ends(signs, gap) {
            places.push(run.end);
            paragraph.meet(signs, true, true);
        } else {
            paragraph.meet(signs, closes, opens);
        }
    }
    places
}

/// A run of `*` or a `~~`, and the characters beside it.
struct Run {
    sign: u8,
    start: usize,
    end: usize,
    before: char,
    after: char,
    /// Chinese, Japanese or Korean stands beside it.
    loose: bool,
}

impl Run {
    fn may_fail_to_close(&self) -> bool {
        self.loose && is_sign(self.before) && is_word(self.after)
    }

    fn may_fail_to_open(&self) -> bool {
        self.loose && self.sign == b'*' && is_sign(self.after) && is_word(self.before)
    }

    fn may_fail(&self) -> bool {
        self.may_fail_to_close() || self.may_fail_to_open()
    }
}

/// The runs from an offset on, escaped signs left out.
fn runs(text: &str, mut from: usize) -> impl Iterator<Item = Run> {
    let bytes = text.as_bytes();
    std::iter::from_fn(move || {
        loop {
            let mut start = from + memchr::memchr2(b'*', b'~', &bytes[from..])?;
            let sign = bytes[start];
            let end = start + bytes[start..].iter().take_while(|b| **b == sign).count();
            from = end;
            if sign == b'~' && end - start != 2 {
                continue;
            }
            let backslashes = bytes[..start].iter().rev().take_while(|b| **b == b'\\').count();
            start += backslashes % 2;
            if start >= end {
                continue;
            }
            let mut back = text[..start].chars().rev();
            let before = back.next().unwrap_or('\n');
            let mut ahead = text[end..].chars();
            let after = ahead.next().unwrap_or('\n');
            let beside_cjk = is_cjk(before)
                || is_cjk(after)
                || (is_shared(before) && back.next().is_some_and(is_cjk))
                || (is_shared(after) && ahead.next().is_some_and(is_cjk));
            let loose = beside_cjk && before != '|' && after != '|';
            return Some(Run { sign, start, end, before, after, loose });
        }
    })
}

/// The runs of `*` and `~~` that may be open in a paragraph: the sign and how many.
struct Paragraph {
    open: Vec<(u8, usize)>,
    /// Nothing came by that holds runs of its own.
    certain: bool,
}

impl Paragraph {
    /// Passes the text up to the next run.
    fn pass(&mut self, gap: &str) {
        let mut gap = gap;
        if let Some(end) = gap.rfind("\n\n") {
            self.open.clear();
            self.certain = true;
            gap = &gap[end..];
        }
        self.certain = self.certain && memchr::memchr3(b'`', b'<', b'[', gap.as_bytes()).is_none();
    }

    /// Nothing is open that a run could close.
    fn is_idle(&self) -> bool {
        self.certain && self.open.is_empty()
    }

    /// The run closes what was opened just before it.
    fn ends(&self, run: (u8, usize), gap: &str) -> bool {
        self.certain && self.open.last() == Some(&run) && !gap.contains('\n')
    }

    fn meet(&mut self, run: (u8, usize), closes: bool, opens: bool) {
        match self.open.iter().rposition(|open| *open == run) {
            Some(at) if closes => self.open.truncate(at),
            // A text of nothing but openers stays linear.
            _ if opens && self.open.len() < 16 => self.open.push(run),
            _ if opens => self.certain = false,
            _ => {}
        }
    }
}

/// What stands around a directive's line, with a sentinel on the inner side.
const OPEN: &str = "<?";
const CLOSE: &str = "?>";

/// A text without what a patch put into it.
///
/// Each sentinel stands beside its own sign alone: a sign of the writer's is never taken for it.
fn cleaned(text: &str, [emphasis, before, behind]: [char; 3]) -> String {
    let text = text.replace(&format!("{OPEN}{before}"), "").replace(&format!("{behind}{CLOSE}"), "");
    text.replace([emphasis, before, behind], "")
}

fn patch(original: &str, places: &[usize], lines: &[Range<usize>]) -> Option<Patch> {
    let sentinels = sentinels(original)?;
    let width: usize = sentinels.iter().map(|c| c.len_utf8()).sum();
    let mut text =
        String::with_capacity(original.len() + places.len() * width + lines.len() * 2 * (width + 2));
    let mut put = Vec::with_capacity(places.len() + lines.len() * 2);
    let (mut from, mut total) = (0, 0);
    let mut add = |place: usize, what: &[&str]| {
        text.push_str(&original[from..place]);
        put.push((text.len(), total));
        what.iter().for_each(|part| text.push_str(part));
        total += what.iter().map(|part| part.len()).sum::<usize>();
        from = place;
    };
    let mut room = [[0; 4]; 3];
    let [first, second, third] = &mut room;
    let emphasis = &*sentinels[0].encode_utf8(first);
    let before = &*sentinels[1].encode_utf8(second);
    let behind = &*sentinels[2].encode_utf8(third);
    let mut places = places.iter().copied().peekable();
    for line in lines {
        while let Some(place) = places.next_if(|place| *place < line.end) {
            // What a directive's line holds is not emphasis.
            if place < line.start {
                add(place, &[emphasis]);
            }
        }
        add(line.start, &[OPEN, before]);
        add(line.end, &[behind, CLOSE]);
    }
    places.for_each(|place| add(place, &[emphasis]));
    text.push_str(&original[from..]);
    Some(Patch { text, sentinels, put, total, has_directives: !lines.is_empty() })
}

/// Three private-use characters that neither stand in the text nor are named by a character reference there.
fn sentinels(text: &str) -> Option<[char; 3]> {
    const FIRST: [char; 3] = ['\u{E000}', '\u{E001}', '\u{E002}'];
    if !text.contains(FIRST) && !text.contains("&#") {
        return Some(FIRST);
    }
    let mut used: std::collections::BTreeSet<char> = text.chars().filter(|c| *c >= FIRST[0]).collect();
    for reference in text.split("&#").skip(1) {
        let (digits, radix) = match reference.strip_prefix(['x', 'X']) {
            Some(hex) => (hex, 16),
            None => (reference, 10),
        };
        let digits = &digits[..digits.bytes().take(8).take_while(u8::is_ascii_hexdigit).count()];
        used.extend(u32::from_str_radix(digits, radix).ok().and_then(char::from_u32));
    }
    let mut free = ('\u{E000}'..='\u{F8FF}').chain('\u{F0000}'..='\u{FFFFD}').filter(|c| !used.contains(c));
    Some([free.next()?, free.next()?, free.next()?])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patched(text: &str) -> String {
        Prepared::new(text, true, true).text().replace('\u{E000}', "|")
    }

    #[test]
    fn sentinels_stand_only_where_the_rule_fails() {
        assert_eq!(patched("**注意：**请到场"), "**注意：|**请到场");
        assert_eq!(patched("他说**“你好”**吧"), "他说**|“你好”|**吧");
        assert_eq!(patched("**重点。**word"), "**重点。|**word");
        assert_eq!(patched("~~旧的。~~新的"), "~~旧的。|~~新的");
        assert_eq!(patched("**注意(必看)**请"), "**注意(必看)|**请");
        assert_eq!(patched("中文**，强调**。"), "中文**|，强调**。");
        assert_eq!(patched("**甲**\n\n**乙**，**丙**\n**注：**请"), "**甲**\n\n**乙**，**丙**\n**注：|**请");
        assert_eq!(patched("**第一行，\n`x`第二行。**后"), "**第一行，\n`x`第二行。|**后");
        for same in [
            "**注意**：请",
            "他说，**重点**是",
            "`甲`\n\n他说，**重点**是",
            "- **甲**：一\n- **乙**：二",
            "**a.** b",
            "* 项。",
            "|**重点。**|",
            "~~~文\n。~~~文",
            "“a”*b*",
        ] {
            assert_eq!(patched(same), same);
        }
    }

    #[test]
    fn an_escaped_star_stays_escaped() {
        assert_eq!(patched("。\\*文"), "。\\*文");
        assert_eq!(patched("*甲\\**文"), "*甲\\*|*文");
    }

    #[test]
    fn a_writers_own_private_use_character_is_not_taken_for_the_sentinel() {
        let text = "\u{E000}&#xE001;**注意：**请";
        let prepared = Prepared::new(text, true, true);
        assert!(prepared.text().contains('\u{E002}'));
        let cleaned = prepared.clean(CowStr::from("\u{E000}\u{E001}\u{E002}"));
        assert_eq!(&*cleaned, "\u{E000}\u{E001}");
    }

    #[test]
    fn offsets_lead_back_to_what_was_written() {
        let prepared = Prepared::new("**注：**请**好。**x\n:::甲\n**注：**请", true, true);
        for (parsed, c) in prepared.text().char_indices().filter(|(_, c)| prepared.original().contains(*c)) {
            let (place, _) = prepared.place(parsed..parsed + c.len_utf8());
            assert!(prepared.original()[place].starts_with(c));
        }
    }
}
