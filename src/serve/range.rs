//! Parts of an answer that a browser asks for by their bytes (RFC 9110 §14).

use std::ops::Range;

/// What of an answer is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// These bytes; never none.
    Slice(Range<u64>),
    /// Bytes that it does not have.
    Beyond,
}

/// Reads the header `Range` for an answer of a length.
///
/// What is not understood asks for the whole, as RFC 9110 §14.2 allows; so do several ranges at once: no
/// browser needs them, and small ones in great number are a known attack.
pub(super) fn part(range: &str, length: u64) -> Part {
    let Some((unit, set)) = range.split_once('=') else { return Part::Whole };
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return Part::Whole;
    }
    let Some((first, last)) = set.trim().split_once('-') else { return Part::Whole };
    match (number(first), number(last)) {
        (Some(first), None) if last.is_empty() => slice(first, length, length),
        (Some(first), Some(last)) if first <= last => slice(first, last.saturating_add(1), length),
        (None, Some(suffix)) if first.is_empty() => {
            if suffix == 0 {
                Part::Beyond
            } else {
                slice(length.saturating_sub(suffix), length, length)
            }
        }
        (Some(_) | None, Some(_) | None) => Part::Whole,
    }
}

fn slice(first: u64, end: u64, length: u64) -> Part {
    if first < length { Part::Slice(first..end.min(length)) } else { Part::Beyond }
}

/// A number of digits alone; one that is too large for any file is as good as the largest.
fn number(digits: &str) -> Option<u64> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_cut_to_what_there_is() {
        for (range, wanted) in [
            ("bytes=0-0", Part::Slice(0..1)),
            ("bytes=2-5", Part::Slice(2..6)),
            ("Bytes= 2-5 ", Part::Slice(2..6)),
            ("bytes=7-", Part::Slice(7..10)),
            ("bytes=7-7000", Part::Slice(7..10)),
            ("bytes=7-99999999999999999999999999", Part::Slice(7..10)),
            ("bytes=-3", Part::Slice(7..10)),
            ("bytes=-300", Part::Slice(0..10)),
            ("bytes=-99999999999999999999999999", Part::Slice(0..10)),
        ] {
            assert_eq!(part(range, 10), wanted, "{range}");
        }
    }

    #[test]
    fn bytes_that_are_not_there_are_beyond() {
        for range in ["bytes=10-", "bytes=10-11", "bytes=-0", "bytes=99999999999999999999999999-"] {
            assert_eq!(part(range, 10), Part::Beyond, "{range}");
        }
        assert_eq!(part("bytes=0-", 0), Part::Beyond);
        assert_eq!(part("bytes=-5", 0), Part::Beyond);
    }

    #[test]
    fn what_is_not_understood_asks_for_the_whole() {
        for range in [
            "",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=5-2",
            "bytes=+1-2",
            "bytes=1-2x",
            "bytes=0x1-2",
            "bytes=0-1,3-4",
            "bytes=0-1,",
            "lines=0-1",
            "bytes 0-1",
            "bytes=1--2",
        ] {
            assert_eq!(part(range, 10), Part::Whole, "{range}");
        }
    }
}
