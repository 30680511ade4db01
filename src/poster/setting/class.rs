//! What kinds of characters there are for setting: which are Han, which may not begin or end a line.

/// Marks that never begin a line (避头, JIS X 4051 and GB/T 15834-2011 §5.1), with the small kana and marks of repetition.
const NO_START: &str = "，。、．；：？！”’）》」』】〉〕〗〙〛｝］｠…‥—―·・‧～〜‐゠–ー々〻ヽヾゝゞぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ\
,.;:?!)]}%‰％℃°′″»›";
/// Marks that never end a line (避尾).
const NO_END: &str = "“‘（《「『【〈〔〖〘〚｛［｟([{«‹￥¥＄$€£￡№";
/// Full-width marks with an empty half before the next character.
const CLOSING: &str = "，。、．；：”’）》」』】〉〕〗〙〛｝］｠";
/// Full-width marks with an empty half behind the last character.
const OPENING: &str = "“‘（《「『【〈〔〖〘〚｛［｟";
/// Marks that are a whole square in the Han face and narrow in the Latin one.
const AMBIGUOUS: &str = "·—‘’“”…";

/// What a character is to its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// An ideograph, kana, a Hangul syllable.
    Han,
    /// A letter or digit of another script.
    Letter,
    /// A mark that opens.
    Open,
    /// A mark that closes.
    Close,
    /// Any other mark.
    Mark,
    /// A space at which a line may end.
    Space,
}

impl Class {
    pub(super) fn of(character: char) -> Self {
        match character {
            ' ' | '\u{3000}' => Self::Space,
            _ if is_han(character) => Self::Han,
            _ if character.is_alphanumeric() => Self::Letter,
            _ if OPENING.contains(character) => Self::Open,
            _ if CLOSING.contains(character) => Self::Close,
            _ => Self::Mark,
        }
    }
}

/// Whether a character is written in a square of its own and lines may end beside it.
pub(super) fn is_han(character: char) -> bool {
    matches!(character,
        '\u{2E80}'..='\u{2FDF}' | '々' | '〇' | '\u{3021}'..='\u{3029}' | '\u{3041}'..='\u{30FA}' | '\u{30FC}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FB}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a mark belongs to Han text whatever face it is from.
pub(super) fn is_square_mark(character: char) -> bool {
    matches!(character, '\u{3000}'..='\u{303F}' | '\u{30FB}' | '\u{3200}'..='\u{33FF}' | '\u{FE10}'..='\u{FE1F}'
        | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}')
}

/// Whether a mark is a square or narrow as the face has it.
pub(super) fn is_ambiguous(character: char) -> bool {
    AMBIGUOUS.contains(character)
}

/// Whether a line never begins with a character.
pub(super) fn never_starts(character: char) -> bool {
    NO_START.contains(character)
}

/// Whether a line never ends with a character.
pub(super) fn never_ends(character: char) -> bool {
    NO_END.contains(character)
}
