//! What a text must look like, as keywords.

use rutter_contract::{Format, IntegerWidth, judge};

use crate::json::Members;

const DATE: &str = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])";
const CLOCK: &str = r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?";
const OFFSET: &str = r"(?:Z|[+\-](?:[01]\d|2[0-3]):[0-5]\d)";

/// The keywords for a text of a format. Where there is a `format`, it asks for what the pattern cannot: that the day exists.
pub(super) fn format(format: Format) -> Members {
    let with = |name: Option<&str>, pattern: String| {
        Members::default().with_some("format", name).with("pattern", pattern)
    };
    let by_format = |name: &str| Members::default().with("format", name);
    match format {
        Format::Char => Members::default().with("minLength", 1_u64).with("maxLength", 1_u64),
        Format::DateTime => with(Some("date-time"), format!("^{DATE}T{CLOCK}{OFFSET}$")),
        Format::LocalDateTime => with(None, format!("^{DATE}T{CLOCK}$")),
        Format::Date => with(Some("date"), format!("^{DATE}$")),
        Format::Time => with(None, format!(r"^(?:{CLOCK}|(?:[01]\d|2[0-3]):[0-5]\d)$")),
        Format::Uuid => with(
            Some("uuid"),
            r"^[\dA-Fa-f]{8}-[\dA-Fa-f]{4}-[\dA-Fa-f]{4}-[\dA-Fa-f]{4}-[\dA-Fa-f]{12}$".to_owned(),
        ),
        Format::Url => Members::default().with("pattern", url(&[])),
        Format::Ip => Members::default().with("anyOf", vec![by_format("ipv4"), by_format("ipv6")]),
        Format::Ipv4 => by_format("ipv4"),
        Format::Ipv6 => by_format("ipv6"),
        Format::Integer(width) => digits(width),
    }
}

/// The digits of an integer, as many as the type has at most.
fn digits(width: IntegerWidth) -> Members {
    let (least, greatest) = judge::range(width);
    let longest = least.to_string().len().max(greatest.to_string().len());
    let sign = if least < 0 { "-?" } else { "" };
    Members::default().with("maxLength", longest as u64).with("pattern", format!(r"^(?:0|{sign}[1-9]\d*)$"))
}

/// An absolute URL: its scheme, and nothing that cannot be in one. White space is that of Unicode, which `\s` is not.
pub(super) fn url(schemes: &[String]) -> String {
    const REST: &str = r"[^\x00-\x20\x7f-\xa0\\\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*";
    let scheme = if schemes.is_empty() {
        r"[A-Za-z][\d+.A-Za-z\-]*".to_owned()
    } else {
        let either: Vec<String> = schemes.iter().map(|scheme| in_either_case(scheme)).collect();
        format!("(?:{})", either.join("|"))
    };
    format!("^{scheme}:{REST}$")
}

fn in_either_case(scheme: &str) -> String {
    let letter = |c: char| match c {
        'a'..='z' => format!("[{}{c}]", c.to_ascii_uppercase()),
        '+' | '.' => format!("\\{c}"),
        c => c.to_string(),
    };
    scheme.chars().map(letter).collect()
}

/// An e-mail address, but for the length of what comes after the `@`, which the length of the whole bounds.
pub(super) fn email() -> Members {
    const LABEL: &str = r"[\dA-Za-z](?:[\d\-A-Za-z]{0,61}[\dA-Za-z])?";
    Members::default()
        .with("maxLength", 64 + 1 + 255_u64)
        .with("pattern", format!(r"^[\w!#$%&'*+\-.\/=?^`\{{\|\}}~]{{1,64}}@{LABEL}(?:\.{LABEL})*$"))
}
