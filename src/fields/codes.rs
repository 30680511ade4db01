//! The codes of this room's diagnostics, each once for front matter and once for the configuration.

use super::Target;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)*) => {
        /// What is wrong with a field or its source.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Code { $($(#[doc = $doc])+ $name,)* }

        impl Code {
            /// The code that a diagnostic carries.
            pub(super) const fn of(self, target: Target) -> &'static str {
                match (self, target) {
                    $((Self::$name, Target::Config) => concat!("config::", $text),
                    (Self::$name, Target::Kind(_) | Target::Index) => concat!("front-matter::", $text),)*
                }
            }
        }
    };
}

codes! {
    /// Not TOML, or not YAML.
    Syntax = "syntax",
    /// A key twice in one table.
    DuplicateKey = "duplicate-key",
    /// Lists and tables nest deeper than `node::MAX_DEPTH`.
    TooDeep = "too-deep",
    /// YAML's aliases unfold to more values than any front matter needs.
    TooLarge = "too-large",
    /// A second YAML document.
    SeveralDocuments = "several-documents",
    /// A YAML key that is a number, a list, …
    KeyNotText = "key-not-text",
    /// A YAML tag that means nothing here.
    UnknownTag = "unknown-tag",
    /// YAML whose outermost value is no mapping.
    NotATable = "not-a-table",
    /// A field that its table does not have.
    UnknownField = "unknown-field",
    /// A required field that is not there.
    MissingField = "missing-field",
    /// Another type than the field's.
    WrongType = "wrong-type",
    /// A word that is none of the allowed ones.
    UnknownValue = "unknown-value",
    /// A number or a time beyond what the field allows.
    OutOfRange = "out-of-range",
    /// Something that is no date or time.
    BadTime = "bad-time",
    /// Something that is no duration.
    BadDuration = "bad-duration",
    /// Something that is no absolute address.
    BadUrl = "bad-url",
    /// An address of a scheme that a page must not link to.
    UnsafeUrl = "unsafe-url",
    /// Something that is no amount of money.
    BadMoney = "bad-money",
    /// No code of ISO 4217.
    UnknownCurrency = "unknown-currency",
    /// A name that cannot be a part of an address or a path.
    BadName = "bad-name",
    /// No language tag, or not in its usual spelling.
    BadLanguage = "bad-language",
    /// No `https://` origin.
    BadOrigin = "bad-origin",
    /// A version of the format that this program does not read.
    UnknownVersion = "unknown-version",
    /// An empty text where something must stand.
    Empty = "empty",
    /// A character that XML cannot carry.
    ControlCharacter = "control-character",
    /// Two fields that exclude each other.
    Conflict = "conflict",
    /// A field that has no meaning without another.
    NeedsOtherField = "needs-other-field",
}
