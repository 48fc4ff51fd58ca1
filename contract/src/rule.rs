//! What a value must keep, besides its shape.

use serde::{Deserialize, Serialize};

/// One rule of a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rule {
    /// What is checked.
    pub check: Check,
    /// The message to show instead of Rutter's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The key under which a translation is looked up, instead of the check's own name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// What a rule checks. Each is the `validator` rule of its name, with the differences that its comment states.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Check {
    /// The number of Unicode scalar values of a text, or of elements of a list or map.
    Length {
        /// The least.
        min: Option<u64>,
        /// The most.
        max: Option<u64>,
    },
    /// The value of a number. NaN is in no range, where `validator` lets it pass every one.
    Range {
        /// The least.
        min: Option<Bound>,
        /// The greatest.
        max: Option<Bound>,
        /// `min` itself is refused.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        exclusive_min: bool,
        /// `max` itself is refused.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        exclusive_max: bool,
    },
    /// An e-mail address as HTML's `<input type="email">` takes it, of at most 64 characters before the `@` and 255
    /// after it. `validator` also takes addresses at an IP address or with letters beyond ASCII.
    Email,
    /// An absolute URL with one of these schemes; empty: any scheme.
    Url {
        /// In lower case, without the colon.
        schemes: Vec<String>,
    },
    /// An IP address.
    Ip {
        /// Of this version only.
        version: Option<IpVersion>,
    },
    /// The text has a match of this regular expression, in the syntax of Rust's `regex`.
    Pattern {
        /// The expression.
        regex: String,
    },
    /// The text has this text in it, or the map this key.
    Contains {
        /// What is looked for.
        text: String,
    },
    /// The text does not have this text in it, nor the map this key.
    DoesNotContain {
        /// What is looked for.
        text: String,
    },
    /// The field equals another of the same object.
    MustMatch {
        /// The wire name of the other.
        other: String,
    },
    /// A number of a payment card of a known issuer: its digits, of which the last is Luhn's check digit.
    CreditCard,
    /// No control characters.
    NonControlCharacter,
    /// The field is there and not null, though its type allows that.
    Required,
    /// A function of the server, which nobody else can run.
    Custom {
        /// The function as written.
        function: String,
    },
}

/// The limit of a range.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Bound {
    /// A whole number.
    Integer(i64),
    /// A whole number past [`i64::MAX`].
    Unsigned(u64),
    /// Any other number.
    Number(f64),
}

/// The versions of the internet protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum IpVersion {
    /// 32 bits.
    V4,
    /// 128 bits.
    V6,
}

impl Rule {
    /// A rule with Rutter's own message.
    pub fn new(check: Check) -> Self {
        Self { check, message: None, code: None }
    }

    /// A rule as an attribute states it.
    pub fn stated(check: Check, message: Option<&str>, code: Option<&str>) -> Self {
        Self { check, message: message.map(str::to_owned), code: code.map(str::to_owned) }
    }
}

impl From<Check> for Rule {
    fn from(check: Check) -> Self {
        Self::new(check)
    }
}

macro_rules! bounds {
    ($($ty:ty),+) => {$(
        impl From<$ty> for Bound {
            /// An integer past 64 bits becomes the nearest `f64`.
            fn from(limit: $ty) -> Self {
                match (i64::try_from(limit), u64::try_from(limit)) {
                    (Ok(limit), _) => Self::Integer(limit),
                    (_, Ok(limit)) => Self::Unsigned(limit),
                    _ => Self::Number(limit as f64),
                }
            }
        }
    )+};
}

bounds!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);

impl From<f64> for Bound {
    fn from(limit: f64) -> Self {
        Self::Number(limit)
    }
}

impl From<f32> for Bound {
    fn from(limit: f32) -> Self {
        Self::Number(f64::from(limit))
    }
}
