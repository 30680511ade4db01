//! What `handbill new` says of fields, in the languages that it speaks.

use crate::model::Lang;

/// Three lines for each comment: English, simplified Chinese, traditional Chinese.
const TEXT: &str = include_str!("comments.txt");

/// The language of comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comments {
    /// As the tables of fields have them.
    English,
    /// `zh-Hans`, and Chinese that says no script.
    Simplified,
    /// `zh-Hant`, and the regions that write it.
    Traditional,
}

impl Comments {
    /// The language to write in for readers of another: English, where comments are not known in theirs.
    pub(super) fn of(lang: &Lang) -> Self {
        let known = |form: &String| match form.as_str() {
            "zh-Hant" => Some(Self::Traditional),
            "zh" => Some(Self::Simplified),
            _ => None,
        };
        lang.forms().iter().find_map(known).unwrap_or(Self::English)
    }

    /// A comment in this language.
    pub(super) fn say(self, english: &'static str) -> &'static str {
        let behind = match self {
            Self::English => return english,
            Self::Simplified => 0,
            Self::Traditional => 1,
        };
        let mut lines = TEXT.lines();
        lines.by_ref().find(|line| *line == english).and_then(|_| lines.nth(behind)).unwrap_or(english)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::{Target, kinds::tables};
    use crate::model::Kind;

    #[test]
    fn every_field_of_a_source_is_explained_in_chinese_of_both_scripts() {
        for field in Kind::ALL.into_iter().flat_map(|kind| tables(Target::Kind(kind))).flatten() {
            for comments in [Comments::Simplified, Comments::Traditional] {
                let said = comments.say(field.doc.trim());
                assert!(said.contains('。') && said != field.doc.trim(), "`{}`: {said}", field.name);
            }
        }
    }

    #[test]
    fn a_language_that_nobody_speaks_here_gets_english() {
        let of = |tag: &str| Comments::of(&Lang::new(tag));
        assert_eq!(["zh", "zh-Hans", "zh-CN", "zh-Hans-HK"].map(of), [Comments::Simplified; 4]);
        assert_eq!(["zh-Hant", "zh-TW", "zh-Hant-HK"].map(of), [Comments::Traditional; 3]);
        assert_eq!(["en", "de"].map(of), [Comments::English; 2]);
    }
}
