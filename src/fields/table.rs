//! The table of fields: what one field is, what a value is, and the macro that ties both to a struct.

use super::decoder::Decoder;
use super::node::{Entry, Node};

/// One field of a table: what messages, schema, `new` and reference say about it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    /// As writers write it.
    pub name: &'static str,
    /// What it takes.
    pub kind: FieldType,
    /// An error where it is absent.
    pub required: bool,
    /// One sentence about it.
    pub doc: &'static str,
    /// A value as TOML writes it.
    pub example: &'static str,
    /// What holds where it is absent, as TOML writes it.
    pub default: Option<&'static str>,
    /// What people write when they mean it, though it is not near in letters.
    pub also: &'static [&'static str],
}

impl Field {
    /// A field without a default.
    pub(super) const fn new(
        name: &'static str,
        kind: FieldType,
        required: bool,
        doc: &'static str,
        example: &'static str,
    ) -> Self {
        Self { name, kind, required, doc, example, default: None, also: &[] }
    }

    /// Names what holds where the field is absent.
    pub(super) const fn default(mut self, default: &'static str) -> Self {
        self.default = Some(default);
        self
    }

    /// Names what people write when they mean this field.
    pub(super) const fn also(mut self, names: &'static [&'static str]) -> Self {
        self.also = names;
        self
    }
}

/// What a field takes.
#[derive(Debug, Clone, Copy)]
pub(super) enum FieldType {
    /// `true` or `false`.
    Bool,
    /// Text, of one line or several.
    Text,
    /// Text that is not empty, on one line.
    Name,
    /// A whole number between two others.
    Integer {
        /// The least.
        min: u32,
        /// The greatest.
        max: u32,
    },
    /// A date or a date with a time of day, with or without an offset.
    Time,
    /// A date.
    Day,
    /// `2h30m`.
    Duration,
    /// An absolute address.
    Url,
    /// An amount of money, as text or number.
    Money,
    /// A currency code.
    Currency,
    /// One of some words.
    Choice(&'static [&'static str]),
    /// Two numbers, each between two others.
    Pair([[f64; 2]; 2]),
    /// Values of one type.
    List(&'static FieldType),
    /// A table with fields of its own.
    Table(&'static [Field]),
    /// Either of two.
    Either(&'static FieldType, &'static FieldType),
    /// A table with free keys of a form, named in words and as a pattern.
    Map {
        /// What the keys are.
        keys: &'static str,
        /// The keys' form as a regular expression of JSON Schema.
        pattern: &'static str,
        /// What they stand for.
        values: &'static FieldType,
    },
    /// A table with whatever the site wants.
    Free,
}

/// How one type of field becomes a value of the model.
pub(super) trait FieldValue {
    /// What comes out.
    type Value;
    /// What schema and reference say about it.
    const TYPE: FieldType;
    /// Whether [`absent`](Self::absent) has nothing to give.
    const REQUIRED: bool = true;
    /// Decodes; on a problem tells the decoder and gives nothing.
    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value>;
    /// What holds where the field is not there, or is wrong.
    fn absent() -> Option<Self::Value> {
        None
    }
}

/// A table of fields that fills a struct. Implemented by `record!` alone.
pub(super) trait Record: Sized {
    /// The fields in the order in which people should read them.
    const FIELDS: &'static [Field];
    /// The values so far: absent, wrong, or there.
    type Slots: Default;
    /// Takes an entry that is one of the fields; otherwise says no.
    fn accept(slots: &mut Self::Slots, entry: &Entry<'_>, decoder: &mut Decoder<'_>) -> bool;
    /// Tells what is missing and builds the struct if nothing that it needs is.
    fn finish(slots: Self::Slots, decoder: &mut Decoder<'_>) -> Option<Self>;
}

/// Declares a table of fields.
///
/// `impl NAME { … }` fills a struct of the model, whose fields must be the table's;
/// `struct NAME { … }` makes the struct from the table, for what is put together afterwards.
/// A line reads `/// doc`, `field: Marker = "example as TOML" .default("…") .also(&["…"]);`.
macro_rules! record {
    (
        $(#[$about:meta])+
        struct $name:ident {
            $($(#[doc = $doc:literal])+ $field:ident : $marker:ty = $example:literal $(.$set:ident($($value:expr)?))* ;)*
        }
    ) => {
        $(#[$about])+
        pub(in crate::fields) struct $name {
            $($(#[doc = $doc])+ pub(in crate::fields) $field: <$marker as $crate::fields::table::FieldValue>::Value,)*
        }
        $crate::fields::table::record! {
            impl $name { $($(#[doc = $doc])+ $field: $marker = $example $(.$set($($value)?))* ;)* }
        }
    };
    (
        impl $name:ident {
            $($(#[doc = $doc:literal])+ $field:ident : $marker:ty = $example:literal $(.$set:ident($($value:expr)?))* ;)*
        }
    ) => {
        const _: () = {
            use $crate::fields::table::{Field, FieldValue, Record};

            #[derive(Default)]
            pub(in crate::fields) struct Slots {
                $($field: Option<Option<<$marker as FieldValue>::Value>>,)*
            }

            impl Record for $name {
                const FIELDS: &'static [Field] = &[$(
                    Field::new(
                        stringify!($field),
                        <$marker as FieldValue>::TYPE,
                        <$marker as FieldValue>::REQUIRED,
                        concat!($($doc),+),
                        $example,
                    )$(.$set($($value)?))*,
                )*];
                type Slots = Slots;

                fn accept(
                    slots: &mut Slots,
                    entry: &$crate::fields::node::Entry<'_>,
                    decoder: &mut $crate::fields::decoder::Decoder<'_>,
                ) -> bool {
                    match entry.key.as_ref() {
                        $(stringify!($field) => {
                            decoder.enter(stringify!($field), entry.key_span);
                            slots.$field = Some(<$marker as FieldValue>::decode(&entry.value, decoder));
                            decoder.leave();
                        })*
                        _ => return false,
                    }
                    true
                }

                fn finish(slots: Slots, decoder: &mut $crate::fields::decoder::Decoder<'_>) -> Option<Self> {
                    let mut fields = Self::FIELDS.iter();
                    $(
                        let field = fields.next();
                        let $field = match slots.$field {
                            Some(value) => value.or_else(<$marker as FieldValue>::absent),
                            None => {
                                let value = <$marker as FieldValue>::absent();
                                if let (None, Some(field)) = (&value, field) {
                                    decoder.missing(field);
                                }
                                value
                            }
                        };
                    )*
                    Some(Self { $($field: $field?,)* })
                }
            }
        };
    };
}
pub(super) use record;
