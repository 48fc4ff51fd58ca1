//! `browser-global-in-server`: `window`, `document` and the like in code that runs on the server.

use rutter_syntax::facts::{ExprId, ExprKind, Facts, Node, PatternKind, UnaryOperator};
use rutter_syntax::graph::Environment;

use super::called::certainly_runs_on_server;
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "browser-global-in-server",
    group: Group::Environments,
    summary: "code that runs on the server uses `window`, `document` or another global of browsers",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/browser-global-in-server.md"),
    check,
};

/// The globals of browsers that are not there when Next renders on Node: reading one is a `ReferenceError` (observed on
/// Next 16.4.6). Sorted. Left out is what newer versions of Node have (`navigator`, `localStorage`, `sessionStorage`,
/// `Storage`, `CloseEvent`, `EventSource`), and what the Edge runtime has (`self`, `caches`, `addEventListener` and its
/// companions).
const BROWSER_GLOBALS: [&str; 77] = [
    "Audio",
    "AudioContext",
    "CSS",
    "CSSStyleSheet",
    "ClipboardItem",
    "DOMParser",
    "DOMRect",
    "DataTransfer",
    "DragEvent",
    "Element",
    "FileList",
    "FileReader",
    "HTMLElement",
    "HTMLInputElement",
    "Image",
    "ImageData",
    "IntersectionObserver",
    "KeyboardEvent",
    "MediaRecorder",
    "MediaStream",
    "MouseEvent",
    "MutationObserver",
    "Node",
    "Notification",
    "OffscreenCanvas",
    "Option",
    "PointerEvent",
    "RTCPeerConnection",
    "Range",
    "ResizeObserver",
    "SVGElement",
    "Selection",
    "ServiceWorker",
    "SharedWorker",
    "SpeechSynthesisUtterance",
    "StorageEvent",
    "StyleSheet",
    "TouchEvent",
    "Worker",
    "XMLHttpRequest",
    "XMLSerializer",
    "alert",
    "cancelAnimationFrame",
    "close",
    "confirm",
    "createImageBitmap",
    "customElements",
    "devicePixelRatio",
    "document",
    "frames",
    "getComputedStyle",
    "getSelection",
    "history",
    "indexedDB",
    "innerHeight",
    "innerWidth",
    "location",
    "matchMedia",
    "name",
    "navigation",
    "open",
    "opener",
    "origin",
    "parent",
    "postMessage",
    "print",
    "prompt",
    "requestAnimationFrame",
    "requestIdleCallback",
    "screen",
    "scrollTo",
    "scrollX",
    "speechSynthesis",
    "status",
    "top",
    "visualViewport",
    "window",
];

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let project = module.project;
    if !module.in_environment(Environment::Server) || project.environments.is_assumed(module.id) {
        return;
    }
    let facts = module.facts;
    for global in facts.globals() {
        let Some((name, place)) = browser_global(facts, global.name, global.expr) else { continue };
        if is_asked_for(facts, global.expr)
            || is_provided(facts, name)
            || !certainly_runs_on_server(project, module.id, Node::Expr(place))
        {
            continue;
        }
        let in_function = facts.function_of(Node::Expr(place)).is_some();
        let shown = if place == global.expr { name.to_owned() } else { format!("{}.{name}", global.name) };
        let when = if in_function { "when this runs" } else { "when the module is loaded" };
        let error = if place == global.expr {
            format!("`{shown}` exists only in browsers, so there is a `ReferenceError` {when}")
        } else {
            format!("`{shown}` is `undefined` outside browsers, so there is a `TypeError` {when}")
        };
        let result = if in_function {
            "`next build` fails if it prerenders the route, and otherwise the request fails with status 500"
        } else {
            "`next build` fails for every route that imports the module"
        };
        findings
            .report(facts[place].span, format!("`{shown}` is used in code that runs on the server"))
            .why(format!("{error}: {result}"))
            .help(
                "use it in an effect or an event handler of a client component; on the server, what is known of the \
                 visitor is in `headers()`, `cookies()`, `params` and `searchParams`",
            )
            .chain(module.chain(Environment::Server));
    }
}

/// The global of browsers that a global name is, with the expression that fails: the name itself, or
/// `globalThis.window` where a member of it is read.
fn browser_global<'f>(facts: &'f Facts, name: &'f str, expr: ExprId) -> Option<(&'f str, ExprId)> {
    if BROWSER_GLOBALS.binary_search(&name).is_ok() {
        return Some((name, expr));
    }
    if !matches!(name, "global" | "globalThis") {
        return None;
    }
    let Node::Expr(member) = facts.parent(expr) else { return None };
    let ExprKind::Member { property, .. } = facts[member].kind else { return None };
    let property = &facts[property];
    BROWSER_GLOBALS.binary_search(&property).ok()?;
    let Node::Expr(outer) = facts.parent(member) else { return None };
    let is_read = matches!(facts[outer].kind,
        ExprKind::Member { object, optional: false, .. } | ExprKind::Index { object, optional: false, .. }
            if facts.without_types(object) == member);
    is_read.then_some((property, member))
}

/// Whether a name stands in `typeof window`, or behind such a question in the same function: whatever is done about the
/// answer, such as a call that never returns, is not looked into.
fn is_asked_for(facts: &Facts, expr: ExprId) -> bool {
    let function = facts.function_of(Node::Expr(expr));
    let at = facts[expr].span;
    facts.exprs.iter_ids().any(|(question, it)| {
        let ExprKind::Unary { operator: UnaryOperator::Typeof, operand } = it.kind else { return false };
        let is_global = matches!(facts[facts.without_types(operand)].kind, ExprKind::Name { name, binding: None }
            if BROWSER_GLOBALS.binary_search(&&facts[name]).is_ok());
        let is_before = it.span.start <= at.start;
        is_global && is_before && facts.function_of(Node::Expr(question)) == function
    })
}

/// Whether the file itself makes a global: `globalThis.window = ...`.
fn is_provided(facts: &Facts, name: &str) -> bool {
    let makes = |expr| {
        facts
            .member_path(expr)
            .is_some_and(|path| matches!(path.as_slice(), ["global" | "globalThis", it] if *it == name))
    };
    facts.patterns.iter().any(|pattern| matches!(pattern.kind, PatternKind::Place(place) if makes(place)))
}

#[cfg(test)]
mod tests {
    use super::BROWSER_GLOBALS;

    #[test]
    fn the_list_is_sorted() {
        assert!(BROWSER_GLOBALS.is_sorted());
    }
}
