//! `search-params-in-cache`: a cached function that reads the request.

use rutter_routes::EntryKind;
use rutter_syntax::facts::{ExprId, ExprKind, Facts, FunctionId, JsxTag, Node, Span, StatementKind};
use rutter_syntax::graph::{Environment, ModuleId};

use crate::context::{ModuleContext, Project};
use crate::finding::Findings;
use crate::infer::exported::{called_function, exported_function};
use crate::infer::imported_calls::imported_calls;
use crate::infer::promised::{sync_uses_of_prop, waits_for_prop};
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "search-params-in-cache",
    group: Group::Requests,
    summary: "a cached function reads search params, cookies or headers",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/search-params-in-cache.md"),
    check,
};

/// A function is followed through this many others that it calls.
const MAX_DEPTH: u32 = 5;

/// What caches a function.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cache {
    /// `'use cache'`, with or without a kind.
    Shared,
    /// `'use cache: private'`, which is kept for one user.
    Private,
    /// `unstable_cache()`.
    Unstable,
}

impl Cache {
    fn name(self) -> &'static str {
        match self {
            Self::Shared => "`'use cache'`",
            Self::Private => "`'use cache: private'`",
            Self::Unstable => "`unstable_cache()`",
        }
    }

    fn refuses(self, api: &str) -> bool {
        self != Self::Private || api == "connection"
    }
}

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    let is_cache = |directives: &[rutter_syntax::facts::Directive]| cache_of(facts, directives).is_some();
    if !is_cache(&facts.directives)
        && facts.names.find("unstable_cache").is_none()
        && !facts.functions.iter().any(|function| is_cache(&facts[function.directives]))
    {
        return;
    }
    for (function, cache) in cached_functions(facts) {
        check_prop(module, function, cache, findings);
        for read in reads(module.project, module.id, function) {
            if cache.refuses(read.api) {
                report(&read, cache, findings);
            }
        }
    }
}

/// The functions of a file that are cached.
fn cached_functions(facts: &Facts) -> Vec<(FunctionId, Cache)> {
    let of_file = cache_of(facts, &facts.directives);
    let exported: Vec<FunctionId> = match of_file {
        Some(_) => {
            facts.exports.iter().filter_map(|it| Some(exported_function(facts, it)?.function)).collect()
        }
        None => Vec::new(),
    };
    let unstable = imported_calls(facts, "next/cache", &["unstable_cache"]).into_iter().filter_map(|found| {
        let ExprKind::Call { arguments, .. } = facts[found.call].kind else { return None };
        crate::infer::exported::of_expr(facts, *facts[arguments].first()?).map(|it| it.function)
    });
    let unstable: Vec<FunctionId> = unstable.collect();
    let all = facts.functions.iter_ids().filter_map(|(id, function)| {
        let own = cache_of(facts, &facts[function.directives]);
        let of_file = of_file.filter(|_| exported.contains(&id));
        let cache = own.or(of_file).or(unstable.contains(&id).then_some(Cache::Unstable))?;
        Some((id, cache))
    });
    all.collect()
}

fn cache_of(facts: &Facts, directives: &[rutter_syntax::facts::Directive]) -> Option<Cache> {
    directives.iter().find_map(|directive| match &facts[directive.text] {
        "use cache: private" => Some(Cache::Private),
        text if text == "use cache" || text.starts_with("use cache: ") => Some(Cache::Shared),
        _ => None,
    })
}

/// The search params that a cached page or its metadata reads. To receive them without reading them is fine.
fn check_prop(module: &ModuleContext<'_>, function: FunctionId, cache: Cache, findings: &mut Findings<'_>) {
    let facts = module.facts;
    let is_page = |kind| matches!(kind, EntryKind::Page | EntryKind::Default);
    if cache == Cache::Private || !module.entries().iter().any(|entry| is_page(entry.kind)) {
        return;
    }
    for name in ["default", "generateMetadata", "generateViewport"] {
        let exported = facts.export(name).and_then(|export| exported_function(facts, export));
        let Some(exported) = exported.filter(|exported| exported.function == function) else { continue };
        let Some(taken) = exported.taken(module.project, module.id, 0) else { continue };
        let waits = waits_for_prop(facts, &taken, "searchParams");
        let mut spans: Vec<Span> = waits.into_iter().map(|expr| facts[expr].span).collect();
        spans.extend(sync_uses_of_prop(facts, &taken, "searchParams").into_iter().map(|found| found.span));
        if let Some(span) = spans.into_iter().min() {
            findings
                .report(span, format!("`searchParams` is read in a page with {}", cache.name()))
                .why("what is cached is shown to other requests too, so Next throws where it depends on this one")
                .help("wait for it in a component that is not cached, and pass what is needed to a cached \
                    function as an argument");
        }
    }
}

/// A place where a function reads the request, itself or through a function that it calls or renders.
struct Read {
    api: &'static str,
    /// The bytes in the cached function.
    span: Span,
    /// The call of the API, where it stands in another function.
    there: Option<(ModuleId, Span)>,
}

fn report(read: &Read, cache: Cache, findings: &mut Findings<'_>) {
    let Read { api, span, there } = read;
    let how = if there.is_some() { "is reached from" } else { "is called in" };
    let finding = findings.report(*span, format!("`{api}()` {how} a function with {}", cache.name()));
    finding.why(match *api {
        "connection" => {
            "a cached function may run without a request, so there is nothing to wait for and Next throws"
        }
        _ => "what is cached is shown to other requests too, so Next throws where it depends on this one",
    });
    finding.help(match (*api, cache) {
        ("connection", _) => "call it before the cached function".to_owned(),
        (_, Cache::Unstable) => format!(
            "call `{api}()` before the cached function, and pass what is \
            needed as an argument"
        ),
        _ => format!(
            "call `{api}()` before the cached function and pass what is needed as an argument, \
            or cache it for one user with `'use cache: private'`"
        ),
    });
    if let Some((module, span)) = there {
        finding.related(*module, *span, format!("`{api}()` is called here"));
    }
}

/// What a cached function reads of the request.
fn reads(project: &Project<'_>, module: ModuleId, function: FunctionId) -> Vec<Read> {
    let facts = project.graph[module].facts();
    let mut reads: Vec<Read> = direct_reads(facts, function)
        .into_iter()
        .map(|(api, call)| Read { api, span: facts[call].span, there: None })
        .collect();
    let mut visited = vec![(module, function)];
    for (callee, span) in calls(facts, function) {
        let Some(other) = called_function(project, module, callee, Environment::Server) else { continue };
        if let Some((api, module, there)) = read_through(project, other, &mut visited, 1) {
            reads.push(Read { api, span, there: Some((module, there)) });
        }
    }
    reads
}

/// What a function that is called certainly reads: not under a condition, and not in a cache of its own.
fn read_through(
    project: &Project<'_>,
    (module, function): (ModuleId, FunctionId),
    visited: &mut Vec<(ModuleId, FunctionId)>,
    depth: u32,
) -> Option<(&'static str, ModuleId, Span)> {
    let facts = project.graph[module].facts();
    let has_directive = !facts[facts[function].directives].is_empty() || !facts.directives.is_empty();
    if depth > MAX_DEPTH || has_directive || visited.contains(&(module, function)) {
        return None;
    }
    visited.push((module, function));
    let own =
        direct_reads(facts, function).into_iter().find(|(_, call)| is_unconditional(facts, *call, function));
    if let Some((api, call)) = own {
        return Some((api, module, facts[call].span));
    }
    calls(facts, function).into_iter().find_map(|(callee, _)| {
        let other = called_function(project, module, callee, Environment::Server)?;
        is_unconditional(facts, callee, function).then_some(())?;
        read_through(project, other, visited, depth + 1)
    })
}

/// The calls that read the request and stand directly in a function.
fn direct_reads(facts: &Facts, function: FunctionId) -> Vec<(&'static str, ExprId)> {
    let of_headers = imported_calls(facts, "next/headers", &["cookies", "headers"]);
    let of_server = imported_calls(facts, "next/server", &["connection"]);
    let all = of_headers.into_iter().chain(of_server);
    all.filter(|found| facts.function_of(Node::Expr(found.call)) == Some(function))
        .map(|found| (found.function, found.call))
        .collect()
}

/// What a function calls and renders, with the bytes that say so.
fn calls(facts: &Facts, function: FunctionId) -> Vec<(ExprId, Span)> {
    let span = facts[function].span;
    let is_own = |expr: ExprId| facts.function_of(Node::Expr(expr)) == Some(function);
    let called = facts.exprs.iter_ids().filter(|(_, expr)| span.contains(expr.span)).filter_map(
        |(id, expr)| match expr.kind {
            ExprKind::Call { callee, .. } => Some((id, callee, expr.span)),
            ExprKind::Jsx(jsx) => match facts[jsx].tag {
                JsxTag::Component(tag) => Some((id, tag, facts[jsx].tag_span)),
                _ => None,
            },
            _ => None,
        },
    );
    called.filter(|(id, ..)| is_own(*id)).map(|(_, callee, span)| (callee, span)).collect()
}

/// Whether an expression is evaluated whenever its function runs to the end.
fn is_unconditional(facts: &Facts, expr: ExprId, function: FunctionId) -> bool {
    facts.ancestors(facts[expr].parent()).take_while(|node| *node != Node::Function(function)).all(|node| {
        match node {
            Node::Expr(outer) => {
                !matches!(facts[outer].kind, ExprKind::Conditional { .. } | ExprKind::Logical { .. })
            }
            Node::Statement(outer) => !matches!(
                facts[outer].kind,
                StatementKind::If { .. }
                    | StatementKind::Switch { .. }
                    | StatementKind::Loop { .. }
                    | StatementKind::Try(_)
            ),
            _ => true,
        }
    })
}
