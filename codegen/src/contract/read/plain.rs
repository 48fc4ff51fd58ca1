//! Values that are read as they are: what is asked of them, in turn.

use rutter_contract::judge::{choice_message, depth_message, range, shape_message};
use rutter_contract::{Format, IntegerWidth, Type};
use serde_json::{Number, Value};

use super::super::shape::literal;
use super::readers::Readers;
use super::value::Place;
use crate::writer::{Writer, quote};

/// A condition that holds of every value, in JavaScript.
const ALWAYS: &str = "true";

/// A value that stays as it is.
pub(super) struct Plain {
    /// Nothing is asked of `null`.
    pub(super) nullable: bool,
    /// Each is asked where nothing of the one before is broken.
    pub(super) steps: Vec<Vec<Check>>,
}

/// One thing that is asked.
pub(super) struct Check {
    /// Where it is not so, in JavaScript.
    pub(super) broken: String,
    pub(super) refusal: Refusal,
}

/// What is said then.
pub(super) enum Refusal {
    Issue {
        code: String,
        message: String,
        params: Option<String>,
    },
    /// None of some texts; something else than a text is told apart.
    Choice {
        text: String,
        other: String,
    },
}

impl Refusal {
    pub(super) fn shape(message: String) -> Self {
        Self::Issue { code: "type".to_owned(), message, params: None }
    }

    pub(super) fn too_deep() -> Self {
        Self::Issue { code: "depth".to_owned(), message: depth_message(), params: None }
    }

    /// The call that says it of a value.
    pub(super) fn call(&self, readers: &mut Readers<'_>, place: &Place) -> String {
        let Place { value, .. } = place;
        let path = place.path();
        match self {
            Self::Issue { code, message, params } => {
                let params = params.as_ref().map_or_else(String::new, |params| format!(", {params}"));
                let refuse = readers.helper("refuse");
                format!("{refuse}({value}, {path}, issues, {}, {}{params})", quote(code), quote(message))
            }
            Self::Choice { text, other } => {
                let other = if text == other { String::new() } else { format!(", {}", quote(other)) };
                let refuse = readers.helper("refuseChoice");
                format!("{refuse}({value}, {path}, issues, {}{other})", quote(text))
            }
        }
    }
}

impl Check {
    /// Writes what is asked.
    pub(super) fn write(&self, w: &mut Writer, readers: &mut Readers<'_>, place: &Place) {
        w.statement(&format!("if ({})", self.broken), &self.refusal.call(readers, place));
    }

    /// No value keeps it.
    fn is_always_broken(&self) -> bool {
        self.broken == ALWAYS
    }
}

impl Plain {
    /// A condition, and what is said where it does not hold.
    fn new(broken: String, refusal: Refusal) -> Self {
        Self { nullable: false, steps: vec![vec![Check { broken, refusal }]] }
    }

    /// A value that is always wrong.
    pub(super) fn never(refusal: Refusal) -> Self {
        Self::new(ALWAYS.to_owned(), refusal)
    }

    /// Writes what is asked.
    pub(super) fn write(&self, w: &mut Writer, readers: &mut Readers<'_>, place: &Place) {
        let mut otherwise = String::new();
        let last = self.steps.iter().rposition(|step| !step.is_empty()).unwrap_or_default();
        for (at, step) in self.steps.iter().enumerate().filter(|(_, step)| !step.is_empty()) {
            match step.as_slice() {
                // The compiler knows no type of what is never reached, and so nothing is written there.
                [only] if only.is_always_broken() => {
                    let refuse = only.refusal.call(readers, place);
                    return match otherwise.as_str() {
                        "" => w.lines(&format!("{refuse};")),
                        _ => w.statement("else", &refuse),
                    };
                }
                [only] => w.statement(
                    &format!("{otherwise}if ({})", only.broken),
                    &only.refusal.call(readers, place),
                ),
                // Everything that is broken is said, and what comes behind is asked where nothing is.
                several => {
                    let any =
                        several.iter().map(|check| check.broken.as_str()).collect::<Vec<_>>().join(" || ");
                    let open = match (otherwise.as_str(), at == last) {
                        ("", true) => "{".to_owned(),
                        (otherwise, true) => format!("{otherwise}{{"),
                        (otherwise, false) => format!("{otherwise}if ({any}) {{"),
                    };
                    w.block(open, "}", |w| {
                        several.iter().for_each(|check| check.write(w, readers, place));
                    });
                }
            }
            otherwise = "else ".to_owned();
        }
    }
}

/// How many names of an enum are compared one by one: TypeScript gives up on chains of thousands.
const LONGEST_CHAIN: usize = 100;

/// What is asked of a value that stays as it is; `None`, if those of the type do not.
pub(super) fn plain(readers: &mut Readers<'_>, ty: &Type, value: &str) -> Option<Plain> {
    let types = readers.contract_types();
    let message = || Refusal::shape(shape_message(types, ty));
    Some(match ty {
        Type::Never => Plain::never(message()),
        Type::Null => Plain::new(format!("{value} !== null"), message()),
        Type::Boolean => Plain::new(format!("typeof {value} !== \"boolean\""), message()),
        Type::Integer { width, non_zero } => {
            let is_integer = readers.helper("isInteger");
            let (least, greatest) = limits(*width, readers.is_request());
            let zero = if *non_zero { format!(" || {value} === 0") } else { String::new() };
            Plain::new(format!("!{is_integer}({value}, {least}, {greatest}){zero}"), message())
        }
        Type::Number => Plain::new(format!("!{}({value})", readers.helper("isNumber")), message()),
        Type::String { format: None } => {
            Plain::new(format!("!{}({value})", readers.helper("isText")), message())
        }
        Type::String { format: Some(format) } => {
            Plain::new(not_of_format(readers, *format, value), message())
        }
        Type::Literal { also, .. } if readers.is_request() && also.has_names() => return None,
        Type::Literal { values, .. } => {
            let different: Vec<String> = values
                .iter()
                .map(|literal_value| match literal_value {
                    Value::Array(_) | Value::Object(_) => {
                        format!("!{}({value}, {})", readers.helper("isSame"), literal(literal_value))
                    }
                    // JavaScript writes a whole number without a fraction.
                    Value::Number(number)
                        if number.is_f64() && number.as_f64().is_some_and(|n| n.fract() == 0.0) =>
                    {
                        ALWAYS.to_owned()
                    }
                    scalar => format!("{value} !== {}", literal(scalar)),
                })
                .collect();
            let is_long = values.len() > LONGEST_CHAIN && values.iter().all(Value::is_string);
            let broken = match different.as_slice() {
                [] => ALWAYS.to_owned(),
                _ if is_long => {
                    let names: Vec<String> = values.iter().map(literal).collect();
                    format!("![{}].includes({value} as string)", names.join(", "))
                }
                different => different.join(" && "),
            };
            let (text, other) = (choice_message(values), shape_message(types, ty));
            Plain::new(broken, Refusal::Choice { text, other })
        }
        Type::File => Plain::new(format!("!({value} instanceof File)"), message()),
        Type::Nullable { of } => Plain { nullable: true, ..plain(readers, of, value)? },
        Type::Ruled { of, rules } => {
            let mut inner = plain(readers, of, value)?;
            let checks = super::rule::checks(readers, rules, of, value);
            inner.steps.push(checks);
            inner
        }
        Type::Any
        | Type::List { .. }
        | Type::Tuple { .. }
        | Type::Map { .. }
        | Type::Object(_)
        | Type::Union { .. }
        | Type::All { .. }
        | Type::Ref { .. } => return None,
    })
}

/// Where a value is no text of a format.
pub(super) fn not_of_format(readers: &mut Readers<'_>, format: Format, value: &str) -> String {
    match format {
        Format::Char => {
            let (is_text, has_length) = (readers.helper("isText"), readers.helper("hasLength"));
            format!("!{is_text}({value}) || !{has_length}({value}, 1, 1)")
        }
        Format::Url => {
            let (is_text, is_url) = (readers.helper("isText"), readers.format("isUrl"));
            format!("!{is_text}({value}) || !{is_url}({value})")
        }
        Format::Integer(width) => {
            let (least, greatest) = range(width);
            format!("!{}({value}, \"{least}\", \"{greatest}\")", readers.format("isDigits"))
        }
        format => format!("!{}({value})", readers.format(format_function(format))),
    }
}

/// The function of the runtime that knows a format.
pub(in crate::contract) fn format_function(format: Format) -> &'static str {
    match format {
        Format::DateTime => "isDateTime",
        Format::LocalDateTime => "isLocalDateTime",
        Format::Date => "isDate",
        Format::Time => "isTime",
        Format::Uuid => "isUuid",
        Format::Ip => "isIp",
        Format::Ipv4 => "isIpv4",
        Format::Ipv6 => "isIpv6",
        Format::Url => "isUrl",
        Format::Integer(_) => "isDigits",
        Format::Char => "isText",
    }
}

const LEAST_I64: &str = "-9223372036854775000";
const GREATEST_I64: &str = "9223372036854775000";
const GREATEST_U64: &str = "18446744073709550000";

/// A number of a JSON Schema, where the limits of 64 bits are those of [`limits`].
pub(super) fn bound(number: &Number) -> String {
    match (number.as_i64(), number.as_u64()) {
        (Some(i64::MIN), _) => LEAST_I64.to_owned(),
        (Some(i64::MAX), _) => GREATEST_I64.to_owned(),
        (_, Some(u64::MAX)) => GREATEST_U64.to_owned(),
        _ => number.to_string(),
    }
}

/// The least and greatest JavaScript number that is written as an integer of a type.
///
/// `JSON.stringify` writes the shortest digits that are the number and fills up with zeros: the greatest number below 2^64 is
/// written `18446744073709550000`, and -2^63 is written `-9223372036854776000`, which is no `i64`. `serde_json` has no
/// integers beyond 64 bits. What Rust wrote is one already, and may have been rounded to the number beside it.
fn limits(width: IntegerWidth, is_request: bool) -> (String, String) {
    let (least, greatest) = range(width);
    match width {
        _ if !is_request => (least.to_string(), greatest.to_string()),
        IntegerWidth::I64 => (LEAST_I64.to_owned(), GREATEST_I64.to_owned()),
        IntegerWidth::I128 => (LEAST_I64.to_owned(), GREATEST_U64.to_owned()),
        IntegerWidth::U64 | IntegerWidth::U128 => ("0".to_owned(), GREATEST_U64.to_owned()),
        _ => (least.to_string(), greatest.to_string()),
    }
}
