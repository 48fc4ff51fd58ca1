//! What `rutter routes --format json` prints. The shape is public: tools build on it.

use std::collections::BTreeMap;

use rutter_routes::{Entry, ParamKind, Pattern, Problem, RouteTree};
use serde::Serialize;

/// The one object.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "RouteReport"))]
pub(crate) struct Routes<'a> {
    /// The app's folder from the root of the workspace, `.` for the root itself.
    root: &'a str,
    routes: Lists<'a>,
    /// Route to param to type: `string`, `string[]`, with `?` where the param may be absent.
    params: BTreeMap<&'a str, BTreeMap<String, &'static str>>,
    /// Layout route to slot names.
    slots: BTreeMap<&'a str, &'a [String]>,
    /// Root param to TypeScript type.
    root_params: BTreeMap<&'a str, String>,
    /// The order in which Next tries the routes; null where the tree has none.
    match_order: Option<Vec<&'a str>>,
    entries: Vec<EntryJson<'a>>,
    problems: Vec<ProblemJson<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "RouteLists"))]
pub(crate) struct Lists<'a> {
    app: Vec<&'a str>,
    pages: Vec<&'a str>,
    layout: Vec<&'a str>,
    redirect: Vec<&'a str>,
    rewrite: Vec<&'a str>,
    handler: Vec<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Entry"))]
pub(crate) struct EntryJson<'a> {
    pattern: &'a str,
    kind: &'static str,
    file: &'a str,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Problem"))]
pub(crate) struct ProblemJson<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    help: &'a str,
    files: &'a [String],
}

impl<'a> Routes<'a> {
    pub(crate) fn new(root: &'a str, tree: &'a RouteTree) -> Self {
        let RouteTree { routes, .. } = tree;
        Self {
            root: if root.is_empty() { "." } else { root },
            routes: Lists {
                app: list(&routes.app),
                pages: list(&routes.pages),
                layout: list(&routes.layout),
                redirect: list(&routes.redirect),
                rewrite: list(&routes.rewrite),
                handler: list(&routes.handler),
            },
            params: tree
                .params()
                .into_iter()
                .map(|(pattern, params)| {
                    let types = params.into_iter().map(|param| (param.name, param_type(param.kind)));
                    (pattern.as_str(), types.collect())
                })
                .collect(),
            slots: tree
                .slots
                .iter()
                .map(|layout| (layout.layout.as_str(), layout.slots.as_slice()))
                .collect(),
            root_params: tree
                .root_params
                .iter()
                .map(|param| (param.name.as_str(), param.type_text()))
                .collect(),
            match_order: tree.match_order.as_deref().map(list),
            entries: tree.entries.iter().map(EntryJson::new).collect(),
            problems: tree.problems.iter().map(ProblemJson::new).collect(),
        }
    }
}

impl<'a> EntryJson<'a> {
    fn new(entry: &'a Entry) -> Self {
        Self { pattern: entry.pattern.as_str(), kind: entry.kind.as_str(), file: &entry.file }
    }
}

impl<'a> ProblemJson<'a> {
    fn new(problem: &'a Problem) -> Self {
        Self {
            code: problem.code.as_str(),
            severity: match problem.severity() {
                rutter_routes::Severity::Error => "error",
                rutter_routes::Severity::Warning => "warning",
            },
            message: &problem.message,
            help: &problem.help,
            files: &problem.files,
        }
    }
}

fn list(patterns: &[Pattern]) -> Vec<&str> {
    patterns.iter().map(Pattern::as_str).collect()
}

fn param_type(kind: ParamKind) -> &'static str {
    match kind {
        ParamKind::Single => "string",
        ParamKind::CatchAll => "string[]",
        ParamKind::OptionalCatchAll => "string[]?",
        ParamKind::Optional => "string?",
    }
}
