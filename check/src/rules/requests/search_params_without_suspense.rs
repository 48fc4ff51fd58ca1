//! `search-params-without-suspense`: `useSearchParams()` on a page that is certainly prerendered, with no `<Suspense>`
//! above.

use rutter_routes::{Entry, EntryKind};
use rutter_syntax::facts::{
    ExprId, ExprKind, Facts, FunctionId, Jsx, JsxId, JsxTag, Node, PatternKind, Span, StatementKind,
};
use rutter_syntax::graph::{Environment, ExportOrigin, ModuleId, Target};

use super::prerender::is_prerendered;
use crate::context::{ModuleContext, Project};
use crate::finding::Findings;
use crate::infer::exported::{Exported, called_function, exported_function, of_expr};
use crate::infer::imported_calls::imported_calls;
use crate::infer::rendered::Component;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "search-params-without-suspense",
    group: Group::Requests,
    summary: "`useSearchParams()` is called on a static page without `<Suspense>` above it",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/search-params-without-suspense.md"),
    check,
};

/// A component is followed through this many others that it renders.
const MAX_DEPTH: u32 = 6;

/// So many components of a page are looked into.
const MAX_COMPONENTS: usize = 60;

/// So many pages of a layout are looked at to find one that is prerendered.
const MAX_PAGES: usize = 50;

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let [entry] = module.entries() else { return };
    if !matches!(entry.kind, EntryKind::Page | EntryKind::Layout) || entry.is_interception() {
        return;
    }
    let project = module.project;
    let Some(page) =
        module.facts.export("default").and_then(|export| exported_function(module.facts, export))
    else {
        return;
    };
    let environment = if module.is_boundary() { Environment::Client } else { Environment::Server };
    let component = Component { module: module.id, function: page.function, environment };
    let Some(found) = rendered_hook(project, component, 0, &mut Vec::new()) else { return };
    if is_suspended(project, entry) {
        return;
    }
    if let Some(page) = pages_of(project, entry).find(|page| is_prerendered(project, page)) {
        report(page, component, &found, findings);
    }
}

/// The pages that show a file: itself, or those below a layout.
fn pages_of<'a>(project: &Project<'a>, entry: &'a Entry) -> impl Iterator<Item = &'a Entry> {
    let below = project.loaded.tree.entries.iter().filter(move |other| {
        let is_below = entry.kind == EntryKind::Layout && is_at_or_above(entry, other);
        other.kind == EntryKind::Page && (is_below || other.file == entry.file)
    });
    below.take(MAX_PAGES)
}

/// Whether a file lies in the folder of another one or above it.
fn is_at_or_above(entry: &Entry, other: &Entry) -> bool {
    entry.place.is_empty()
        || other.place == entry.place
        || other.place.strip_prefix(&entry.place).is_some_and(|rest| rest.starts_with('/'))
}

/// A call of the hook that a component certainly comes to.
struct Found {
    /// The bytes in the component that lead to it: a tag, or the call itself.
    span: Span,
    /// The call.
    module: ModuleId,
    call: Span,
}

fn report(entry: &Entry, page: Component, found: &Found, findings: &mut Findings<'_>) {
    let route = &entry.pattern;
    let is_own = found.module == page.module;
    let message = match found.span == found.call && is_own {
        true => format!(
            "`useSearchParams()` is called on the static page `{route}` without `<Suspense>` above it"
        ),
        false => format!(
            "this component calls `useSearchParams()`, and there is no `<Suspense>` above it on the \
                static page `{route}`"
        ),
    };
    let finding = findings.report(found.span, message);
    finding.why(
        "the search params are not known when the page is prerendered, so everything up to the \
        nearest `<Suspense>` waits for the browser; without one `next build` stops",
    );
    finding.help(match found.span == found.call && is_own {
        true => {
            "move what needs them into a component of its own, and render that inside `<Suspense>`; \
            or add a `loading` file"
        }
        false => "render it inside `<Suspense>`, or add a `loading` file to the route",
    });
    if found.span != found.call || !is_own {
        finding.related(found.module, found.call, "`useSearchParams()` is called here");
    }
}

/// The first call of the hook that a component comes to whenever it is rendered, itself or through a component that it
/// always renders outside of anything that may suspend.
fn rendered_hook(
    project: &Project<'_>,
    component: Component,
    depth: u32,
    seen: &mut Vec<Component>,
) -> Option<Found> {
    if depth > MAX_DEPTH || seen.len() >= MAX_COMPONENTS || seen.contains(&component) {
        return None;
    }
    seen.push(component);
    let facts = project.graph[component.module].facts();
    if component.environment == Environment::Client && facts.names.find("useSearchParams").is_some() {
        let own = imported_calls(facts, "next/navigation", &["useSearchParams"]).into_iter().find(|found| {
            facts.function_of(Node::Expr(found.call)) == Some(component.function)
                && is_always(facts, found.call, component.function)
        });
        if let Some(own) = own {
            let call = facts[own.call].span;
            return Some(Found { span: call, module: component.module, call });
        }
    }
    let inner = project.learned.rendered.by(component, || {
        let rendered = facts
            .jsx
            .iter()
            .filter_map(|jsx| Some((jsx.tag_span, always_rendered(project, component, facts, jsx)?)));
        called_hooks(project, component, facts).chain(rendered).collect()
    });
    inner.iter().find_map(|(span, inner)| {
        let found = rendered_hook(project, *inner, depth + 1, seen)?;
        Some(Found { span: *span, ..found })
    })
}

/// The functions that a client component always calls by their names, with the bytes of the calls: hooks of the app.
fn called_hooks<'f>(
    project: &'f Project<'_>,
    component: Component,
    facts: &'f Facts,
) -> impl Iterator<Item = (Span, Component)> + 'f {
    let span = facts[component.function].span;
    let own = facts.exprs.iter_ids().filter(move |(id, expr)| {
        component.environment == Environment::Client
            && span.contains(expr.span)
            && matches!(expr.kind, ExprKind::Call { .. })
            && facts.function_of(Node::Expr(*id)) == Some(component.function)
            && is_always(facts, *id, component.function)
    });
    own.filter_map(move |(_, expr)| {
        let ExprKind::Call { callee, .. } = expr.kind else { return None };
        let (module, function) = called_function(project, component.module, callee, Environment::Client)?;
        Some((expr.span, Component { module, function, ..component }))
    })
}

/// The component of an element that another component always renders: what it returns at its end, below elements of the
/// document alone. Any component around it may hold a `<Suspense>`, or leave its children out.
fn always_rendered(
    project: &Project<'_>,
    component: Component,
    facts: &Facts,
    jsx: &Jsx,
) -> Option<Component> {
    let JsxTag::Component(tag) = jsx.tag else { return None };
    let expr = jsx.expr;
    if facts.function_of(Node::Expr(expr)) != Some(component.function)
        || !is_always(facts, expr, component.function)
    {
        return None;
    }
    let around =
        facts.ancestors(facts[expr].parent()).take_while(|node| *node != Node::Function(component.function));
    let is_plain = around.filter_map(|node| match node {
        Node::Jsx(outer) => Some(outer),
        Node::Expr(outer) => match facts[outer].kind {
            ExprKind::Jsx(outer) => Some(outer),
            _ => None,
        },
        _ => None,
    });
    if !is_plain.map(|outer| facts[outer].tag).all(|tag| matches!(tag, JsxTag::Host(_) | JsxTag::Fragment)) {
        return None;
    }
    resolve(project, component, tag)
}

/// The component behind a tag, in the environment in which it then runs.
fn resolve(project: &Project<'_>, from: Component, tag: ExprId) -> Option<Component> {
    let graph = project.graph;
    let facts = graph[from.module].facts();
    if let Some(Exported { function, .. }) = of_expr(facts, tag) {
        return Some(Component { function, ..from });
    }
    let origin = facts.origin(tag)?;
    let name = origin.member_of_default.is_none().then_some(origin.export?)?;
    let Target::Module(target) = graph.target(from.module, origin.request, from.environment) else {
        return None;
    };
    let (module, export, environment) = match graph.follow(target, name, from.environment) {
        ExportOrigin::Declared { module, export } => (module, export, from.environment),
        ExportOrigin::ClientBoundary { module, export } => {
            match graph.follow(module, &export, Environment::Client) {
                ExportOrigin::Declared { module, export } => (module, export, Environment::Client),
                _ => return None,
            }
        }
        _ => return None,
    };
    let facts = graph[module].facts();
    let function = exported_function(facts, &facts[export])?.function;
    Some(Component { module, function, environment })
}

/// Whether a component comes to an expression on every way through it: nothing decides before it, and no `return`
/// stands before it. An element also has to be a part of what is returned.
fn is_always(facts: &Facts, expr: ExprId, function: FunctionId) -> bool {
    let span = facts[expr].span;
    let is_element = matches!(facts[expr].kind, ExprKind::Jsx(_));
    let mut around =
        facts.ancestors(facts[expr].parent()).take_while(|node| *node != Node::Function(function));
    let is_decided = around.any(|node| match node {
        Node::Expr(outer) => match facts[outer].kind {
            ExprKind::Conditional { .. } | ExprKind::Logical { .. } => facts[outer].span.start != span.start,
            ExprKind::Jsx(_) | ExprKind::As { .. } | ExprKind::Satisfies { .. } | ExprKind::NonNull(_) => {
                false
            }
            _ => is_element,
        },
        Node::Statement(outer) => matches!(
            facts[outer].kind,
            StatementKind::If { .. }
                | StatementKind::Switch { .. }
                | StatementKind::Loop { .. }
                | StatementKind::Try(_)
        ),
        Node::Jsx(outer) => !is_child(facts, outer, expr),
        _ => is_element,
    });
    let ends_before = facts.statements.iter_ids().any(|(id, statement)| {
        matches!(statement.kind, StatementKind::Return(_) | StatementKind::Throw(_))
            && statement.span.end <= span.start
            && facts.function_of(Node::Statement(id)) == Some(function)
    });
    !is_decided && !ends_before
}

/// Whether an expression stands among the children of an element, not in an attribute.
fn is_child(facts: &Facts, outer: JsxId, expr: ExprId) -> bool {
    let span = facts[expr].span;
    facts[facts[outer].children].iter().any(|child| facts[*child].span.contains(span))
}

/// Whether a `loading` file, or a layout or template that may hold a `<Suspense>`, stands above a page or layout. What
/// lies beside a layout is rendered inside it.
fn is_suspended(project: &Project<'_>, shown: &Entry) -> bool {
    let above = project.loaded.tree.entries.iter().filter(|entry| {
        is_at_or_above(entry, shown) && (shown.kind == EntryKind::Page || entry.place != shown.place)
    });
    above.into_iter().any(|entry| match entry.kind {
        EntryKind::Loading => true,
        EntryKind::Layout | EntryKind::Template => {
            let module = project.graph.find(&project.app.dir.join(&entry.file));
            !module.is_some_and(|module| passes_children(project, module))
        }
        _ => false,
    })
}

/// Whether a layout renders its children below elements of the document alone, or below components of which the same is
/// known.
fn passes_children(project: &Project<'_>, module: ModuleId) -> bool {
    let facts = project.graph[module].facts();
    let Some(export) = facts.export("default") else { return false };
    let Some(layout) = exported_function(facts, export) else { return false };
    let environment =
        if facts.has_directive("use client") { Environment::Client } else { Environment::Server };
    holds_no_suspense(project, Component { module, function: layout.function, environment }, 0)
}

/// Whether nothing that a component renders around its `children` may suspend.
fn holds_no_suspense(project: &Project<'_>, component: Component, depth: u32) -> bool {
    let facts = project.graph[component.module].facts();
    let Some(children) = children_of(facts, component.function) else { return false };
    depth <= MAX_DEPTH
        && !children.is_empty()
        && children.into_iter().all(|child| {
            let around = facts
                .ancestors(facts[child].parent())
                .take_while(|node| *node != Node::Function(component.function));
            around.into_iter().all(|node| match node {
                Node::Jsx(outer) => match facts[outer].tag {
                    JsxTag::Host(_) | JsxTag::Fragment => true,
                    JsxTag::Component(tag) => {
                        is_child(facts, outer, child)
                            && resolve(project, component, tag)
                                .is_some_and(|wrapper| holds_no_suspense(project, wrapper, depth + 1))
                    }
                },
                Node::Expr(outer) => matches!(
                    facts[outer].kind,
                    ExprKind::Jsx(_)
                        | ExprKind::Member { .. }
                        | ExprKind::Conditional { .. }
                        | ExprKind::Logical { .. }
                ),
                Node::Statement(_) => true,
                _ => false,
            })
        })
}

/// Where a component uses its `children`; none if that cannot be told.
fn children_of(facts: &Facts, function: FunctionId) -> Option<Vec<ExprId>> {
    let parameter = facts[facts[function].parameters].first()?;
    match facts[parameter.pattern].kind {
        PatternKind::Object { rest: None, .. } => {
            let property = crate::infer::exported::properties(facts, parameter.pattern)
                .into_iter()
                .find(|property| property.name == "children")?;
            match facts[property.pattern].kind {
                PatternKind::Binding(binding) => Some(facts.references(binding).collect()),
                _ => None,
            }
        }
        PatternKind::Binding(props) => {
            let members =
                facts.references(props).map(|expr| crate::infer::imported_calls::member_of(facts, expr));
            let members: Option<Vec<ExprId>> = members.collect();
            let is_children = |expr: &ExprId| match facts[*expr].kind {
                ExprKind::Member { property, .. } => &facts[property] == "children",
                _ => false,
            };
            Some(members?.into_iter().filter(is_children).collect())
        }
        _ => None,
    }
}
