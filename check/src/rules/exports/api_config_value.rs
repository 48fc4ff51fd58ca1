//! `api-config-value`: a setting of an API route that Next does not take, or takes for something else.

use rutter_routes::EntryKind;
use rutter_syntax::facts::Span;

use super::entry_file::{exported, soften};
use super::pages_config;
use super::segment_options::{shown, value_of};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::infer::constant::{Constant, Entry};
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "api-config-value",
    group: Group::Exports,
    summary: "a setting in the `config` of an API route of the Pages Router has a value that Next does not take",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/api-config-value.md"),
    check,
};

/// What a text such as `'4mb'` means to Next, which reads it with the package `bytes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Size {
    /// What it says.
    Fits,
    /// The number at its start, as bytes: the unit is not known.
    Bytes(u64),
    /// Nothing: it does not begin with a number.
    Nothing,
}

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    if !module.entries().iter().any(|entry| entry.kind == EntryKind::PagesApi) {
        return;
    }
    pages_config::check(module, findings, pages_config::Kind::Api);
    let Some((_, config)) =
        exported(module.facts, "config").and_then(|export| value_of(module.facts, export))
    else {
        return;
    };
    let Some(api) = config.get("api") else { return };
    match &api.value {
        Constant::Object(settings) => settings.iter().for_each(|setting| check_setting(findings, setting)),
        Constant::Unknown | Constant::Undefined | Constant::Boolean(false) => {}
        _ => ignored(findings, api, "an object"),
    }
}

/// What Next 16.4 does with each setting when a request comes.
fn check_setting(findings: &mut Findings<'_>, setting: &Entry<'_>) {
    match (setting.key, &setting.value) {
        (_, Constant::Unknown | Constant::Undefined) => {}
        ("bodyParser" | "externalResolver", Constant::Boolean(_)) => {}
        ("bodyParser", body @ Constant::Object(_)) => {
            if let Some(limit) = body.get("sizeLimit") {
                check_size_limit(findings, limit);
            }
        }
        ("bodyParser", _) => {
            ignored(findings, setting, "`false` or an object such as `{ sizeLimit: '4mb' }`");
        }
        ("externalResolver", _) => ignored(findings, setting, "`true` or `false`"),
        ("responseLimit", Constant::Boolean(_) | Constant::Number(_)) => {}
        ("responseLimit", Constant::String(text)) if size(text) == Size::Fits => {}
        ("responseLimit", _) => {
            ignored(findings, setting, "`false`, a number of bytes, or a size such as `'8mb'`");
        }
        (key, _) => {
            let known = ["bodyParser", "externalResolver", "responseLimit"];
            if let Some(meant) = known.into_iter().find(|known| known.eq_ignore_ascii_case(key)) {
                let finding =
                    findings.report(setting.property.span, format!("`{key}` is no setting of an API route"));
                soften(finding.why("Next ignores it")).help(format!("write `{meant}`"));
            }
        }
    }
}

fn check_size_limit(findings: &mut Findings<'_>, limit: &Entry<'_>) {
    let help = "write a number of bytes, or a size such as `'500kb'` or `'4mb'`";
    match &limit.value {
        Constant::String(text) => match size(text) {
            Size::Fits => {}
            Size::Bytes(bytes) => {
                findings
                    .report(limit.property.span, format!("`'{text}'` is not a size that Next knows"))
                    .why(format!(
                        "it is read as {bytes} {}, so that a request with a longer body is answered with status 413",
                        if bytes == 1 { "byte" } else { "bytes" }
                    ))
                    .help(help);
            }
            Size::Nothing => unlimited(findings, limit.property.span, &format!("`'{text}'`"), help),
        },
        Constant::Unknown | Constant::Undefined | Constant::Number(_) => {}
        other => {
            let other = shown(other).unwrap_or_else(|| "this value".to_owned());
            unlimited(findings, limit.property.span, &other, help);
        }
    }
}

fn unlimited(findings: &mut Findings<'_>, span: Span, value: &str, help: &str) {
    let finding = findings.report(span, format!("{value} is not a size"));
    soften(finding.why("Next cannot read it, and takes bodies of any length")).help(help);
}

fn ignored(findings: &mut Findings<'_>, setting: &Entry<'_>, takes: &str) {
    let value = shown(&setting.value).unwrap_or_else(|| "this value".to_owned());
    let finding = findings.report(setting.property.span, format!("`{}` cannot be {value}", setting.key));
    soften(finding.why("Next does not check it and goes on as if it were not there"))
        .help(format!("it takes {takes}"));
}

/// Reads a size as `bytes.parse` does: a number and `kb`, `mb`, `gb`, `tb` or `pb`; of anything else the whole number at
/// its start. `10b` is ten bytes only because the `b` is dropped.
fn size(text: &str) -> Size {
    let number_end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, rest) = text.split_at(number_end);
    let unit = rest.trim_start_matches(' ').to_ascii_lowercase();
    let digits = number.split('.').next().unwrap_or_default();
    let is_number = !digits.is_empty() && number.parse::<f64>().is_ok() && !number.ends_with('.');
    let Ok(whole) = digits.parse::<u64>() else { return Size::Nothing };
    match unit.as_str() {
        "" | "b" if number == digits => Size::Fits,
        "kb" | "mb" | "gb" | "tb" | "pb" if is_number => Size::Fits,
        _ => Size::Bytes(whole),
    }
}

#[cfg(test)]
mod tests {
    use super::{Size, size};

    #[test]
    fn a_size_is_read_as_bytes_reads_it() {
        for (text, expected) in [
            ("4mb", Size::Fits),
            ("4 MB", Size::Fits),
            ("1.5gb", Size::Fits),
            ("1000", Size::Fits),
            ("100b", Size::Fits),
            ("1.5", Size::Bytes(1)),
            ("1zb", Size::Bytes(1)),
            ("4m", Size::Bytes(4)),
            ("4 megabytes", Size::Bytes(4)),
            ("4mb ", Size::Bytes(4)),
            ("1,000kb", Size::Bytes(1)),
            ("large", Size::Nothing),
            ("", Size::Nothing),
            ("kb", Size::Nothing),
        ] {
            assert_eq!(size(text), expected, "{text}");
        }
    }
}
