//! What a plain YAML scalar means: the core schema (YAML 1.2.2 §10.3.2).

use std::borrow::Cow;

use super::node::NodeValue;

/// Resolves a scalar without quotes and tag. `None` for a whole number beyond 64 bits.
pub(super) fn resolve(text: Cow<'_, str>) -> Option<NodeValue<'_>> {
    let first = text.bytes().next();
    Some(match (first, text.as_ref()) {
        (None, _) | (_, "~" | "null" | "Null" | "NULL") => NodeValue::Null,
        (_, "true" | "True" | "TRUE") => NodeValue::Bool(true),
        (_, "false" | "False" | "FALSE") => NodeValue::Bool(false),
        (Some(b'0'..=b'9' | b'-' | b'+' | b'.'), written) => {
            if let Some((digits, radix)) = whole(written) {
                return i64::from_str_radix(&digits, radix).ok().map(NodeValue::Integer);
            }
            if is_float(written) { NodeValue::Float(text) } else { NodeValue::Text(text) }
        }
        (Some(_), _) => NodeValue::Text(text),
    })
}

/// The digits of a whole number and their base.
fn whole(written: &str) -> Option<(Cow<'_, str>, u32)> {
    let all = |digits: &str, is: fn(&u8) -> bool| !digits.is_empty() && digits.bytes().all(|b| is(&b));
    if let Some(digits) = written.strip_prefix("0o") {
        return all(digits, |b| matches!(b, b'0'..=b'7')).then_some((digits.into(), 8));
    }
    if let Some(digits) = written.strip_prefix("0x") {
        return all(digits, u8::is_ascii_hexdigit).then_some((digits.into(), 16));
    }
    let digits = written.strip_prefix(['-', '+']).unwrap_or(written);
    all(digits, u8::is_ascii_digit).then_some((written.into(), 10))
}

/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`, infinity and not-a-number.
fn is_float(written: &str) -> bool {
    if matches!(written, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let unsigned = written.strip_prefix(['-', '+']).unwrap_or(written);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return true;
    }
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let sound_exponent = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        !exponent.is_empty() && digits(exponent)
    });
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    sound_exponent && digits(whole) && digits(fraction) && !(whole.is_empty() && fraction.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_mean_what_the_core_schema_says() {
        let value = |text: &'static str| resolve(text.into());
        assert_eq!(value(""), Some(NodeValue::Null));
        assert_eq!(value("Yes"), Some(NodeValue::Text("Yes".into())), "YAML 1.1's truths are words");
        assert_eq!(value("True"), Some(NodeValue::Bool(true)));
        assert_eq!(value("-007"), Some(NodeValue::Integer(-7)));
        assert_eq!(value("0o17"), Some(NodeValue::Integer(15)));
        assert_eq!(value("0x1F"), Some(NodeValue::Integer(31)));
        assert_eq!(value("19.90"), Some(NodeValue::Float("19.90".into())));
        assert_eq!(value("1e3"), Some(NodeValue::Float("1e3".into())));
        for text in ["2026-11-27", "19:30", "1.2.3", "-", ".", "+", "e3", "1_000", "0x", "--1"] {
            assert_eq!(value(text), Some(NodeValue::Text(text.into())), "{text}");
        }
        assert_eq!(value("99999999999999999999"), None);
    }
}
