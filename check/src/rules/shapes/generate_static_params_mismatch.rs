//! `generate-static-params-mismatch`: static params that do not fit the route.

use std::mem;

use rutter_routes::{EntryKind, Param};
use rutter_syntax::facts::{
    Branches, ExprId, ExprKind, Facts, FunctionBody, FunctionId, Node, PropertyKey, PropertyKind, Span,
    StatementKind, UnaryOperator,
};

use super::route_params::{RouteParams, segment_text};
use crate::context::ModuleContext;
use crate::finding::{Finding, Findings};
use crate::infer::exported::{const_value, exported_function};
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "generate-static-params-mismatch",
    group: Group::Shapes,
    summary: "`generateStaticParams` returns what does not fit the params of its route",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/generate-static-params-mismatch.md"),
    check,
};

/// Values are followed through this many calls and variables.
const MAX_DEPTH: u32 = 8;

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let [entry] = module.entries() else { return };
    if !matches!(entry.kind, EntryKind::Page | EntryKind::Layout | EntryKind::Handler)
        || entry.is_interception()
    {
        return;
    }
    let facts = module.facts;
    let Some(export) = facts.export("generateStaticParams") else { return };
    let Some(exported) = exported_function(facts, export) else { return };
    let mut checker = Checker { module, route: RouteParams::of(entry), is_filtered: false, findings };
    let results = results(facts, exported.function);
    if results.is_empty() && is_certain(facts, exported.function) {
        checker.no_list(facts[exported.function].head, "nothing");
    }
    for result in results {
        match result {
            Ok(value) => checker.list(value, 0),
            Err(span) => checker.no_list(span, "nothing"),
        }
    }
}

struct Checker<'m, 'a, 'f, 'g> {
    module: &'m ModuleContext<'a>,
    route: RouteParams<'a>,
    /// Whether some of the items that are looked at may be left out of the list, as `.filter(Boolean)` does with `null`.
    is_filtered: bool,
    findings: &'f mut Findings<'g>,
}

/// What sort of value an expression is, as far as it can be seen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Text,
    Number,
    Boolean,
    Absent,
    List,
    Object,
    Unknown,
}

impl Checker<'_, '_, '_, '_> {
    /// What the function returns: a list, or what makes one.
    fn list(&mut self, value: ExprId, depth: u32) {
        let facts = self.module.facts;
        let value = facts.without_types(value);
        let span = facts[value].span;
        if depth > MAX_DEPTH {
            return;
        }
        match facts[value].kind {
            ExprKind::Array(items) => {
                for item in &facts[items] {
                    self.item(*item);
                }
            }
            ExprKind::Await(inner) => self.list(inner, depth + 1),
            ExprKind::Conditional { branches, .. } => {
                let Branches { then, otherwise } = facts[branches];
                self.list(then, depth + 1);
                self.list(otherwise, depth + 1);
            }
            ExprKind::Logical { left, right, .. } => {
                self.list(left, depth + 1);
                self.list(right, depth + 1);
            }
            ExprKind::Call { callee, arguments, .. } => self.call(callee, &facts[arguments], depth),
            ExprKind::Name { binding: Some(_), .. } => {
                if let Some(value) = const_value(facts, value) {
                    self.list(value, depth + 1);
                }
            }
            _ => match sort(facts, value) {
                Sort::Object => self.no_list(span, "an object"),
                Sort::Text => self.no_list(span, "a string"),
                Sort::Number => self.no_list(span, "a number"),
                Sort::Absent => self.no_list(span, "nothing"),
                Sort::Boolean | Sort::List | Sort::Unknown => {}
            },
        }
    }

    /// `posts.map(post => ({ .. }))`, and what keeps the items of such a list.
    fn call(&mut self, callee: ExprId, arguments: &[ExprId], depth: u32) {
        let facts = self.module.facts;
        let ExprKind::Member { object, property, .. } = facts[facts.without_types(callee)].kind else {
            return;
        };
        match (&facts[property], arguments) {
            ("filter", _) => {
                let outer = mem::replace(&mut self.is_filtered, true);
                self.list(object, depth + 1);
                self.is_filtered = outer;
            }
            ("slice" | "sort" | "toSorted" | "reverse" | "toReversed", _) => self.list(object, depth + 1),
            (mapping @ ("map" | "flatMap"), [callback, ..]) => {
                let ExprKind::Function(callback) = facts[facts.without_types(*callback)].kind else { return };
                if facts[callback].is_async {
                    return;
                }
                for value in results(facts, callback).into_iter().flatten() {
                    match facts[facts.without_types(value)].kind {
                        ExprKind::Array(_) | ExprKind::Call { .. } if mapping == "flatMap" => {
                            self.list(value, depth + 1);
                        }
                        _ => self.item(value),
                    }
                }
            }
            _ => {}
        }
    }

    fn no_list(&mut self, span: Span, what: &str) {
        let shape: Vec<String> =
            self.route.params.iter().map(|param| format!("{}: ..", param.name)).collect();
        self.findings
            .report(span, format!("`generateStaticParams` returns {what}, not an array"))
            .why("`next build` stops with `Expected an array`")
            .help(format!("return a list with one object for each page: `[{{ {} }}]`", shape.join(", ")));
    }

    /// One entry of the list.
    fn item(&mut self, value: ExprId) {
        let facts = self.module.facts;
        let value = facts.without_types(value);
        let ExprKind::Object(properties) = facts[value].kind else {
            if self.is_filtered {
                return;
            }
            let what = match sort(facts, value) {
                Sort::Text => "a string",
                Sort::Number => "a number",
                Sort::List => "a list",
                Sort::Absent => "nothing",
                _ => return,
            };
            let name = self.route.params.last().map_or("slug", |param| &param.name);
            self.findings
                .report(
                    facts[value].span,
                    format!("an item of `generateStaticParams` is {what}, not an object"),
                )
                .why("`next build` stops with `Expected an object`")
                .help(format!("name the param: `{{ {name}: .. }}`"));
            return;
        };
        let mut given = Vec::new();
        let mut unknown = Vec::new();
        let mut is_open = false;
        for property in &facts[properties] {
            let PropertyKey::Name(name) = property.key() else {
                is_open = true;
                continue;
            };
            let name = &facts[name];
            given.push(name);
            match self.route.get(name).cloned() {
                Some(param) if property.kind() == PropertyKind::Value => self.value(&param, property.value),
                Some(_) => {}
                None if self.is_param_below(name) => {}
                None => unknown.push((name, property.span)),
            }
        }
        let missing = self.route.params.iter().find(|param| {
            !is_open
                && !param.kind.is_optional()
                && !given.contains(&param.name.as_str())
                && !self.is_given_above(param)
        });
        let missing = missing.filter(|_| self.stops_build()).cloned();
        // Beside all of the params another key does no harm: helpers of frameworks give a locale to every route.
        let is_given = |param: &Param| given.contains(&param.name.as_str()) || self.is_given_above(param);
        let is_complete = !self.route.params.is_empty() && self.route.params.iter().all(is_given);
        if !is_complete {
            self.report_unknown(&unknown, missing.as_ref());
        }
        if let Some(param) = missing.filter(|_| unknown.is_empty()) {
            let (name, route) = (&param.name, &self.route.entry.pattern);
            let is_export = self.is_export();
            let finding = self.findings.report(
                facts[value].span,
                format!("`{name}` is missing from the static params of `{route}`"),
            );
            finding.help(format!(
                "give each object a `{name}`, or return the params that are above from a layout's \
                 `generateStaticParams`"
            ));
            incomplete(finding, is_export);
        }
    }

    fn report_unknown(&mut self, unknown: &[(&str, Span)], missing: Option<&Param>) {
        let (route, is_export) = (&self.route.entry.pattern, self.is_export());
        for (name, span) in unknown {
            let help = match *name {
                "params" => "return the params themselves, without `params` around them; that is what \
                    `getStaticPaths` returns"
                    .to_owned(),
                name => self.route.help(name),
            };
            let finding = self.findings.report(*span, format!("`{name}` is no param of the route `{route}`"));
            finding.help(help);
            if missing.is_some() {
                incomplete(finding, is_export);
            } else {
                finding
                    .why("Next takes the values of the route's params from each object and ignores the rest")
                    .soften();
            }
        }
    }

    /// The value of one param.
    fn value(&mut self, param: &Param, value: ExprId) {
        let facts = self.module.facts;
        let is_list = param.kind.repeats();
        let what = match sort(facts, value) {
            Sort::Text if is_list => "a string",
            Sort::Number => "a number",
            Sort::Object => "an object",
            Sort::List if !is_list => "a list",
            Sort::Boolean if !param.kind.is_optional() => "a boolean",
            Sort::Absent if !param.kind.is_optional() && self.stops_build() => "nothing",
            _ => return,
        };
        let name = &param.name;
        let sort = if is_list { "an array" } else { "a string" };
        self.findings
            .report(
                facts[value].span,
                format!("`{name}` is given {what}, but `{}` takes {sort}", segment_text(param)),
            )
            .why(format!(
                "`next build` stops with `A required parameter ({name}) was not provided as {sort}`"
            ))
            .help(match (is_list, what) {
                (true, "a string") => "give it the segments as a list, such as `path.split('/')`".to_owned(),
                (true, _) => "give it the segments as a list of strings".to_owned(),
                (false, "a list") => {
                    "give it one segment as a string; only a catch-all takes a list".to_owned()
                }
                (false, _) => "give it the text of the segment: `String(..)`".to_owned(),
            });
    }

    /// With `cacheComponents` a param that is missing is left for the request.
    fn stops_build(&self) -> bool {
        self.module.project.loaded.config.cache_components == Some(false)
    }

    fn is_export(&self) -> bool {
        self.module.project.loaded.config.static_export == Some(true)
    }

    /// Whether a layout may give the params of what lies below it.
    fn is_param_below(&self, name: &str) -> bool {
        let own = self.route.entry;
        own.kind == EntryKind::Layout
            && self.module.project.loaded.tree.entries.iter().any(|entry| {
                entry.place.starts_with(&own.place)
                    && entry.pattern.params().iter().any(|param| param.name == name)
            })
    }

    /// Whether another file of the route can give a param: one above, or a layout beside a page.
    fn is_given_above(&self, param: &Param) -> bool {
        let own = self.route.entry;
        let project = self.module.project;
        project.loaded.tree.entries.iter().any(|entry| {
            let is_above = entry.file != own.file
                && matches!(entry.kind, EntryKind::Layout | EntryKind::Page)
                && (own.place == entry.place || own.place.starts_with(&format!("{}/", entry.place)))
                && entry.pattern.params().iter().any(|other| other.name == param.name);
            is_above
                && project.graph.find(&project.app.dir.join(&entry.file)).is_some_and(|module| {
                    project.graph[module].facts().export("generateStaticParams").is_some()
                })
        })
    }
}

/// Says what comes of an object that has not all params of its route (Next 16.4.6, without `cacheComponents`).
fn incomplete(finding: &mut Finding, is_export: bool) {
    if is_export {
        finding.why("`next build` stops with `returned incomplete params`, because of `output: 'export'`");
    } else {
        finding
            .why(
                "Next prerenders a route only if each object has all of its params, and says nothing: every page of it \
                 is rendered when somebody asks for it",
            )
            .soften();
    }
}

/// What a function returns: a value, or the bytes of a `return` without one.
fn results(facts: &Facts, function: FunctionId) -> Vec<Result<ExprId, Span>> {
    if let FunctionBody::Expression(value) = facts[function].body {
        return vec![Ok(value)];
    }
    let own = facts.statements.iter_ids().filter_map(|(id, statement)| match statement.kind {
        StatementKind::Return(value) if facts.function_of(Node::Statement(id)) == Some(function) => {
            Some(value.ok_or(statement.span))
        }
        _ => None,
    });
    own.collect()
}

/// Whether a function without a `return` certainly returns nothing: it has a body, and does not throw.
fn is_certain(facts: &Facts, function: FunctionId) -> bool {
    matches!(facts[function].body, FunctionBody::Block(_))
        && !facts[function].is_generator
        && !facts.statements.iter_ids().any(|(id, statement)| {
            matches!(statement.kind, StatementKind::Throw(_))
                && facts.function_of(Node::Statement(id)) == Some(function)
        })
}

fn sort(facts: &Facts, value: ExprId) -> Sort {
    let value = facts.without_types(value);
    match facts[value].kind {
        ExprKind::String(_) | ExprKind::Text(_) | ExprKind::Template { .. } => Sort::Text,
        ExprKind::Number(_) | ExprKind::BigInt => Sort::Number,
        ExprKind::Unary { operator: UnaryOperator::Plus | UnaryOperator::Minus, .. } => Sort::Number,
        ExprKind::Boolean(_) | ExprKind::Unary { operator: UnaryOperator::Not, .. } => Sort::Boolean,
        ExprKind::Null => Sort::Absent,
        ExprKind::Name { name, binding: None } if &facts[name] == "undefined" => Sort::Absent,
        ExprKind::Array(_) => Sort::List,
        ExprKind::Object(_) => Sort::Object,
        ExprKind::Call { callee, .. } => match facts[callee].kind {
            ExprKind::Name { name, binding: None } => match &facts[name] {
                "Number" | "parseInt" | "parseFloat" => Sort::Number,
                "String" => Sort::Text,
                _ => Sort::Unknown,
            },
            ExprKind::Member { property, .. } => match &facts[property] {
                "split" => Sort::List,
                "toString" | "join" | "toLowerCase" | "toUpperCase" | "trim" => Sort::Text,
                _ => Sort::Unknown,
            },
            _ => Sort::Unknown,
        },
        _ => Sort::Unknown,
    }
}
