//! `coerced-prop`.

use super::offence::{Kind, offences};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};
use crate::verdict::Reason;

pub(crate) static RULE: Rule = Rule {
    name: "coerced-prop",
    group: Group::Values,
    summary: "a value that has `toJSON()` is given to a client component, which gets what that returns",
    level: Level::Warning,
    fix: FixKind::None,
    page: include_str!("../../../docs/coerced-prop.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    for offence in offences(module, Kind::Coerced) {
        let class = match &offence.offender.reason {
            Reason::ToJson(Some(class)) => class.as_str(),
            _ => "object",
        };
        offence
            .report(module, findings)
            .why(format!(
                "React sends what `toJSON()` returns, and TypeScript still says `{class}`: its methods are missing in \
                 the browser, and only the console of `next dev` tells"
            ))
            .help(format!("convert it before it is passed: {}", conversion(class)));
    }
}

/// How a value of a well-known class is made one that crosses.
fn conversion(class: &str) -> &'static str {
    match class {
        "Decimal" | "Big" | "BigNumber" => "`.toNumber()`, or `.toString()` where digits count",
        "URL" => "`.href`",
        "Buffer" => "`new Uint8Array(buffer)`, or `.toString('base64')`",
        "ObjectId" | "ObjectID" => "`.toString()`",
        "DateTime" => "`.toISO()`, or `.toJSDate()`",
        "Dayjs" | "Moment" => "`.toISOString()`, or `.toDate()`",
        _ => "a string, a number, or a plain object with the fields that are needed",
    }
}
