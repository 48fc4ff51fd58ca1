//! Numbers: JSON tells `1` from `1.0`, and serde reads only the first as an integer.

use std::cmp::Ordering;

use serde_json::Value;

use crate::rule::Bound;
use crate::ty::IntegerWidth;

/// A whole number as JSON holds it. `u128` past [`i128::MAX`] is not reached: `serde_json` holds no such number.
pub(super) fn integer(value: &Value) -> Option<i128> {
    let number = value.as_number()?;
    number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from)).or_else(|| number.as_i128())
}

/// The least and greatest value of a type.
pub fn range(width: IntegerWidth) -> (i128, u128) {
    /// 2^53 - 1
    const SAFE: u64 = (1 << 53) - 1;
    match width {
        IntegerWidth::I8 => (i8::MIN.into(), i8::MAX as u128),
        IntegerWidth::I16 => (i16::MIN.into(), i16::MAX as u128),
        IntegerWidth::I32 => (i32::MIN.into(), i32::MAX as u128),
        IntegerWidth::I64 => (i64::MIN.into(), i64::MAX as u128),
        IntegerWidth::I128 => (i128::MIN, i128::MAX as u128),
        IntegerWidth::U8 => (0, u8::MAX.into()),
        IntegerWidth::U16 => (0, u16::MAX.into()),
        IntegerWidth::U32 => (0, u32::MAX.into()),
        IntegerWidth::U64 => (0, u64::MAX.into()),
        IntegerWidth::U128 => (0, u128::MAX),
        IntegerWidth::SafeSigned => (-i128::from(SAFE), SAFE.into()),
        IntegerWidth::SafeUnsigned => (0, SAFE.into()),
    }
}

/// Whether an integer is of a type; a negative one is below every greatest value.
pub(super) fn fits(number: i128, width: IntegerWidth) -> bool {
    let (least, greatest) = range(width);
    number >= least && u128::try_from(number).unwrap_or(0) <= greatest
}

/// A key of a map, or the text of an integer that JSON numbers cannot hold: digits without a leading zero or plus sign, as
/// Rust writes them. `-0` is none.
pub(super) fn json_integer(text: &str) -> Option<i128> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.is_empty();
    let canonical = digits == text && digits == "0" || !digits.starts_with('0');
    if plain && canonical { text.parse().ok() } else { None }
}

/// Whether digits are an integer of a type.
pub(super) fn is_integer_text(text: &str, width: IntegerWidth) -> bool {
    match width {
        // Past what an `i128` holds.
        IntegerWidth::U128 => {
            let canonical = !text.starts_with('0') && !text.starts_with('+') || text == "0";
            canonical && text.parse::<u128>().is_ok()
        }
        width => json_integer(text).is_some_and(|number| fits(number, width)),
    }
}

/// How a number stands to a bound; `None` for NaN.
pub(super) fn compare(value: &Value, bound: Bound) -> Option<Ordering> {
    let whole = match bound {
        Bound::Integer(bound) => Some(i128::from(bound)),
        Bound::Unsigned(bound) => Some(i128::from(bound)),
        Bound::Number(_) => None,
    };
    if let (Some(number), Some(bound)) = (integer(value), whole) {
        return Some(number.cmp(&bound));
    }
    value.as_f64()?.partial_cmp(&as_f64(bound))
}

fn as_f64(bound: Bound) -> f64 {
    match bound {
        Bound::Integer(bound) => bound as f64,
        Bound::Unsigned(bound) => bound as f64,
        Bound::Number(bound) => bound,
    }
}
