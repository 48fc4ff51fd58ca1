//! `error-props-mismatch`: props that an error, loading, not-found or template file does not get.

use rutter_routes::{Entry, EntryKind, NextVersion};
use rutter_syntax::facts::{ExprKind, Facts, Span};

use crate::context::ModuleContext;
use crate::finding::{Finding, Findings};
use crate::infer::exported::{Required, exported_function};
use crate::infer::promised::sync_uses_of_prop;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "error-props-mismatch",
    group: Group::Shapes,
    summary: "an error, loading, not-found or template file takes props that Next does not pass to it",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/error-props-mismatch.md"),
    check,
};

const V16_2: NextVersion = NextVersion { major: 16, minor: 2 };
const V16_3: NextVersion = NextVersion { major: 16, minor: 3 };

/// What Next passes to a file, whatever its route: none if that depends on the route.
fn props(entry: &Entry, version: NextVersion) -> Option<Vec<&'static str>> {
    match entry.kind {
        EntryKind::Error | EntryKind::GlobalError => {
            let mut props = vec!["error", "reset"];
            if version >= V16_3 {
                props.push("retry");
            }
            // Its name until it was stable. Versions of 16.3 differ in whether they still have it.
            if (V16_2..=V16_3).contains(&version) {
                props.push("unstable_retry");
            }
            Some(props)
        }
        EntryKind::Template => Some(vec!["children"]),
        EntryKind::Loading
        | EntryKind::NotFound
        | EntryKind::GlobalNotFound
        | EntryKind::Forbidden
        | EntryKind::Unauthorized => Some(Vec::new()),
        _ => None,
    }
}

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let [entry] = module.entries() else { return };
    let version = module.project.loaded.config.next_version;
    let Some(props) = props(entry, version) else { return };
    let Some(export) = module.facts.export("default") else { return };
    let Some(function) = exported_function(module.facts, export) else { return };
    let Some(taken) = function.taken(module.project, module.id, 0) else { return };
    for Required { name, span } in taken.required() {
        if !props.contains(&name) {
            let finding = report(entry, version, &props, name, span, findings);
            // A prop that is passed on may be meant to be absent; one that is read at once is not. In an error file the
            // props are read when someone presses a button.
            let is_certain = match is_error_file(entry) {
                true => is_named(module.facts, name),
                false => !sync_uses_of_prop(module.facts, &taken, name).is_empty(),
            };
            if !is_certain {
                finding.soften();
            }
        }
    }
}

/// Whether an expression names a prop, as a name of its own or as a member.
fn is_named(facts: &Facts, prop: &str) -> bool {
    let Some(prop) = facts.names.find(prop) else { return false };
    facts.exprs.iter().any(|expr| match expr.kind {
        ExprKind::Name { name, .. } => name == prop,
        ExprKind::Member { property, .. } => property == prop,
        _ => false,
    })
}

fn is_error_file(entry: &Entry) -> bool {
    matches!(entry.kind, EntryKind::Error | EntryKind::GlobalError)
}

fn report<'f>(
    entry: &Entry,
    version: NextVersion,
    props: &[&str],
    name: &str,
    span: Span,
    findings: &'f mut Findings<'_>,
) -> &'f mut Finding {
    let kind = entry.kind.as_str();
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    let finding = findings.report(span, format!("`{name}` is no prop of {article} `{kind}` file"));
    finding.why(format!("Next renders it with {}, so `{name}` is `undefined`", listed(props)));
    match name {
        "unstable_retry" if is_error_file(entry) && version > V16_3 => {
            finding.help("it is called `retry` since Next 16.3")
        }
        "retry" | "unstable_retry" if is_error_file(entry) => finding.help(format!(
            "Next {}.{} does not have it yet; `reset` renders the segment again without asking the server",
            version.major, version.minor
        )),
        "params" => finding.help("read them with `useParams()` in a client component"),
        "searchParams" => finding.help("read them with `useSearchParams()` in a client component"),
        _ => match rutter_project::config::nearest(name, props.iter().copied()) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help("remove it"),
        },
    }
}

fn listed(props: &[&str]) -> String {
    let names: Vec<String> = props.iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => "no props".to_owned(),
        [one] => format!("{one} only"),
        [init @ .., last] => format!("{} and {last} only", init.join(", ")),
    }
}
