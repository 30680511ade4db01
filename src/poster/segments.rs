//! The way of writing an address into a code that takes the fewest bits.
//!
//! In: a text. Out: the segments of it, each in the mode that is cheapest for it, seen over the whole text.

use qrcodegen::{QrSegment, Version};

/// Versions whose segments have counts of the same width (ISO/IEC 18004, table 3), and that width by [`Mode`].
const GROUPS: [(u8, u8, [u32; 3]); 3] = [(1, 9, [10, 9, 8]), (10, 26, [12, 11, 16]), (27, 40, [14, 13, 16])];

/// Bits that name a segment's mode.
const MODE_BITS: u32 = 4;

/// Bits are counted in sixths: three digits take 10 of them, two signs of the alphanumeric set 11.
const SIXTH: u32 = 6;

/// How a run of characters is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Numeric,
    Alphanumeric,
    Byte,
}

impl Mode {
    const ALL: [Self; 3] = [Self::Numeric, Self::Alphanumeric, Self::Byte];

    /// What a byte costs in this mode, in sixths of a bit; nothing if the mode cannot say it.
    fn cost(self, byte: u8) -> Option<u32> {
        match self {
            Self::Numeric => byte.is_ascii_digit().then_some(20),
            Self::Alphanumeric => (byte.is_ascii_digit()
                || byte.is_ascii_uppercase()
                || matches!(byte, b' ' | b'$' | b'%' | b'*' | b'+' | b'-' | b'.' | b'/' | b':'))
            .then_some(33),
            Self::Byte => Some(8 * SIXTH),
        }
    }

    fn segment(self, run: &str) -> QrSegment {
        match self {
            Self::Numeric => QrSegment::make_numeric(run),
            Self::Alphanumeric => QrSegment::make_alphanumeric(run),
            Self::Byte => QrSegment::make_bytes(run.as_bytes()),
        }
    }
}

/// The cheapest segments of a text for each group of versions, smallest first.
pub(super) fn cheapest(text: &str) -> impl Iterator<Item = (Version, Version, Vec<QrSegment>)> {
    GROUPS
        .into_iter()
        .map(move |(first, last, counts)| (Version::new(first), Version::new(last), segments(text, counts)))
}

/// The segments that take the fewest bits, where a segment's count is as wide as `counts` says.
///
/// For each character and each mode that it may be written in: the fewest bits up to it, and the mode before it that
/// they come from. Whole bits are only asked for where a segment ends, so that runs are weighed exactly.
fn segments(text: &str, counts: [u32; 3]) -> Vec<QrSegment> {
    const NEVER: u32 = u32::MAX / 2;
    let head = |mode: usize| (MODE_BITS + counts[mode]) * SIXTH;
    let mut fewest: [u32; 3] = std::array::from_fn(head);
    let mut came_from: Vec<[usize; 3]> = Vec::with_capacity(text.len());
    for byte in text.bytes() {
        let here: [u32; 3] =
            std::array::from_fn(|mode| Mode::ALL[mode].cost(byte).map_or(NEVER, |cost| fewest[mode] + cost));
        // After this byte a segment may end and another begin.
        let mut from = [0, 1, 2];
        let mut next = here;
        for (mode, least) in next.iter_mut().enumerate() {
            for (other, bits) in here.iter().enumerate() {
                let switched = bits.next_multiple_of(SIXTH) + head(mode);
                if *bits < NEVER && switched < *least {
                    *least = switched;
                    from[mode] = other;
                }
            }
        }
        came_from.push(from);
        fewest = next;
    }
    collect(text, &came_from, fewest)
}

/// Reads the modes backwards from the cheapest end, and cuts the text where they change.
fn collect(text: &str, came_from: &[[usize; 3]], fewest: [u32; 3]) -> Vec<QrSegment> {
    // `fewest` holds the price of a segment that begins after the end too: the mode at the end is the one that
    // was cheapest without it.
    let mut mode = (0..3).min_by_key(|mode| fewest[*mode]).expect("there are three modes");
    let mut modes = vec![Mode::Byte; text.len()];
    for (at, from) in came_from.iter().enumerate().rev() {
        mode = from[mode];
        modes[at] = Mode::ALL[mode];
    }
    let mut segments = Vec::new();
    let mut start = 0;
    for at in 1..=modes.len() {
        if at == modes.len() || modes[at] != modes[start] {
            segments.push(modes[start].segment(&text[start..at]));
            start = at;
        }
    }
    segments
}
