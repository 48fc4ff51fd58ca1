//! `route-handler-shape`: a route handler that Next does not call, or calls in another way.

use rutter_routes::EntryKind;
use rutter_syntax::facts::{
    BindingKind, Branches, Export, ExportKind, ExprId, ExprKind, Facts, FunctionBody, FunctionId, Imported,
    Node, Span, StatementKind, TypeKind,
};

use super::route_params::{RouteParams, Usage};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::infer::declared::{Declared, span_of};
use crate::infer::exported::{Exported, HANDLER_METHODS, Taken, exported_function};
use crate::infer::promised::Promised;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "route-handler-shape",
    group: Group::Shapes,
    summary: "a route file exports something that is no handler, or a handler that Next cannot use",
    level: Level::Error,
    fix: FixKind::Suggestion,
    page: include_str!("../../../docs/route-handler-shape.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let [entry] = module.entries() else { return };
    if entry.kind != EntryKind::Handler {
        return;
    }
    let facts = module.facts;
    check_exports(facts, findings);
    let route = RouteParams::of(entry);
    for method in HANDLER_METHODS {
        let Some(export) = facts.export(method) else { continue };
        let Some(function) = exported_function(facts, export) else { continue };
        check_request(module, &function, findings);
        if let Some(context) = function.taken(module.project, module.id, 1) {
            check_context(module, &route, &context, findings);
        }
        check_response(facts, method, function.function, findings);
    }
}

/// What is exported instead of a handler, or beside one.
fn check_exports(facts: &Facts, findings: &mut Findings<'_>) {
    let has_handler = HANDLER_METHODS.iter().any(|method| facts.export(method).is_some());
    // What `export *` and CommonJS add is not seen here.
    let is_open = !facts.common_js.names.is_empty()
        || facts.common_js.whole
        || !facts.syntax_errors.is_empty()
        || facts.exports.iter().any(|export| matches!(export.kind, ExportKind::All { .. }));
    let mut is_told = false;
    for export in &facts.exports {
        let Some(name) = export.name.map(|name| &facts[name]).filter(|_| !export.type_only) else { continue };
        let upper = name.to_ascii_uppercase();
        let is_method = HANDLER_METHODS.contains(&upper.as_str());
        if HANDLER_METHODS.contains(&name) {
            continue;
        }
        if name == "default" {
            is_told = true;
            let finding = findings.report(export.name_span, "a route file has no default export");
            finding
                .why("Next calls the export that is named like the method of the request, and never this one")
                .help("export a function for each method, such as `export async function GET(request) {}`");
            if has_handler || is_open {
                finding.soften();
            }
        } else if is_method && is_function(facts, export) && facts.export(&upper).is_none() && !is_open {
            is_told = true;
            findings
                .report(export.name_span, format!("`{name}` is no method: Next looks for `{upper}`"))
                .why(format!(
                    "the name of a handler is written in capitals, so a {upper} request is answered with 405"
                ))
                .help(format!("call it `{upper}`"));
        } else if name == upper
            && name.bytes().all(|byte| byte.is_ascii_uppercase())
            && is_function(facts, export)
        {
            is_told = true;
            let finding =
                findings.report(export.name_span, format!("`{name}` is no method that Next answers"));
            finding.why(
                "Next answers GET, HEAD, OPTIONS, POST, PUT, DELETE and PATCH, and never calls this export",
            );
            match HANDLER_METHODS.into_iter().find(|method| is_slip(name, method)) {
                Some(method) => finding.help(format!("did you mean `{method}`?")),
                None => finding.help("answer one of those methods, or do not export it"),
            };
            if has_handler || is_open {
                finding.soften();
            }
        }
    }
    if !has_handler && !is_open && !is_told {
        let at = facts[facts.body].first().map(|statement| facts[*statement].span).unwrap_or_default();
        let at = Span { start: at.start, end: at.end.min(at.start + 1) };
        let finding = findings.report(at, "the route file exports no handler");
        finding
            .why("Next answers every request to it with 405")
            .help("export a function for each method, such as `export async function GET(request) {}`");
        finding.soften();
    }
}

/// Whether a name has the letters of a method in another order, or one more or one fewer. `FETCH` is no `PATCH`.
fn is_slip(name: &str, method: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(name) == sorted(method)
        || name.len() != method.len() && rutter_project::config::nearest(name, [method]).is_some()
}

/// Whether an export may well be a function: one of its own, or something that is called to make one.
fn is_function(facts: &Facts, export: &Export) -> bool {
    exported_function(facts, export).is_some()
}

/// The first argument is a `Request`, not what the Pages Router passes.
fn check_request(module: &ModuleContext<'_>, function: &Exported, findings: &mut Findings<'_>) {
    let facts = module.facts;
    for (index, parameter) in facts[facts[function.function].parameters].iter().enumerate() {
        let Some(ty) = parameter.ty else { continue };
        let TypeKind::Reference { binding: Some(binding), .. } = facts[ty].kind else { continue };
        let BindingKind::Import(import) = facts[binding].kind else { continue };
        let Imported::Name(name) = facts[import].imported else { continue };
        let name = &facts[name];
        if facts.specifier(facts[import].request) != "next"
            || !matches!(name, "NextApiRequest" | "NextApiResponse")
        {
            continue;
        }
        let finding = findings.report(facts[ty].span, format!("a route handler gets no `{name}`"));
        finding.why(match index {
            0 => {
                "that is what API routes in `pages` get; Next passes a `NextRequest` here, whose body is \
                read with `await request.json()`"
            }
            _ => {
                "that is what API routes in `pages` get; Next passes `{ params }` here, and takes the \
                response that the handler returns"
            }
        });
        finding.help(match index {
            0 => "declare it as `Request`, or as `NextRequest` of `next/server`",
            _ => "return a response: `return Response.json(data)`",
        });
    }
}

/// The second argument, which holds the params.
fn check_context(
    module: &ModuleContext<'_>,
    route: &RouteParams<'_>,
    context: &Taken<'_>,
    findings: &mut Findings<'_>,
) {
    let own = &route.entry.pattern;
    if let Declared::RouteHelper { helper, route: other } = context.declared
        && (helper != "RouteContext" || other != own.as_str())
    {
        let span = context.ty.filter(|ty| ty.module == module.id);
        let span = span.map_or(context.span, |ty| span_of(module.facts, ty.ty));
        findings
            .report(span, format!("`{helper}<'{other}'>` is not what the handlers of `{own}` get"))
            .why("Next passes the params of this file's own route")
            .help(format!("write `RouteContext<'{own}'>`"));
    }
    let promised = Promised::in_version(module.project.loaded.config.next_version);
    route.check_reads(module, context, promised, findings);
    if let Some(ty) = context.type_of("params") {
        let usage = Usage { anchor: context.span, promised, reads: None };
        route.check(module, ty, &usage, findings);
    }
    let is_optional =
        |name| context.members().and_then(|all| all.member(name)).is_some_and(|member| member.optional);
    for property in &context.properties {
        if property.name == "params" || property.has_default || is_optional(property.name) {
            continue;
        }
        let name = property.name;
        let finding = findings.report(property.span, format!("`{name}` is not passed to a route handler"));
        finding
            .why(format!("the second argument holds `params` and nothing else, so `{name}` is `undefined`"));
        match name {
            "searchParams" | "query" => {
                finding.help("read them from the request: `new URL(request.url).searchParams`")
            }
            _ if route.get(name).is_some() => {
                finding.help(format!("`{name}` is a param: take it out of `params`"))
            }
            _ => finding.help("remove it"),
        };
    }
}

/// What certainly is no response.
fn check_response(facts: &Facts, method: &str, function: FunctionId, findings: &mut Findings<'_>) {
    let mut report = |span: Span, what: &str| {
        findings
            .report(span, format!("`{method}` returns {what}, which is no response"))
            .why("Next throws `No response is returned from route handler` and answers 500")
            .help(match what {
                "an object" | "an array" => "wrap it: `Response.json(..)`",
                "JSX" => "render it in a page: a handler answers with data",
                "nothing" => {
                    "return a response on every way: `new Response(null, { status: 204 })` has no body"
                }
                _ => "wrap it: `new Response(..)`",
            });
    };
    match facts[function].body {
        FunctionBody::Expression(value) => {
            for (span, what) in no_response(facts, value) {
                report(span, what);
            }
        }
        FunctionBody::Block(body) => {
            if facts[function].is_generator {
                return;
            }
            if facts[body].is_empty() {
                report(facts[function].head, "nothing");
            }
            for (id, statement) in facts.statements.iter_ids() {
                let StatementKind::Return(value) = statement.kind else { continue };
                if facts.function_of(Node::Statement(id)) != Some(function) {
                    continue;
                }
                match value {
                    Some(value) => {
                        for (span, what) in no_response(facts, value) {
                            report(span, what);
                        }
                    }
                    None => report(statement.span, "nothing"),
                }
            }
        }
        FunctionBody::None => {}
    }
}

/// The parts of a value that are no response whenever they are the result.
fn no_response(facts: &Facts, value: ExprId) -> Vec<(Span, &'static str)> {
    let value = facts.without_types(value);
    let span = facts[value].span;
    match facts[value].kind {
        ExprKind::Object(_) => vec![(span, "an object")],
        ExprKind::Array(_) => vec![(span, "an array")],
        ExprKind::String(_) | ExprKind::Text(_) | ExprKind::Template { .. } => vec![(span, "a string")],
        ExprKind::Number(_) => vec![(span, "a number")],
        ExprKind::Boolean(_) => vec![(span, "a boolean")],
        ExprKind::Null => vec![(span, "`null`")],
        ExprKind::Jsx(_) => vec![(span, "JSX")],
        ExprKind::Name { name, binding: None } if &facts[name] == "undefined" => vec![(span, "`undefined`")],
        ExprKind::Call { callee, .. } if is_stringify(facts, callee) => vec![(span, "a string")],
        ExprKind::Await(inner) => no_response(facts, inner),
        ExprKind::Conditional { branches, .. } => {
            let Branches { then, otherwise } = facts[branches];
            [then, otherwise].into_iter().flat_map(|part| no_response(facts, part)).collect()
        }
        _ => Vec::new(),
    }
}

fn is_stringify(facts: &Facts, callee: ExprId) -> bool {
    let ExprKind::Member { object, property, .. } = facts[callee].kind else { return false };
    matches!(facts[object].kind, ExprKind::Name { name, binding: None } if &facts[name] == "JSON")
        && &facts[property] == "stringify"
}
