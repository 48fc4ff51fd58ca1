//! `mutation-in-render`: cookies, caches and headers changed where Next does not allow it.

use rutter_routes::{Entry, EntryKind};
use rutter_syntax::facts::{
    BindingKind, ExprId, ExprKind, Facts, FunctionBody, FunctionId, Node, PatternKind, StatementKind,
};
use rutter_syntax::graph::Environment;

use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::infer::exported::{HANDLER_METHODS, exported_function};
use crate::infer::imported_calls::{ImportedCall, call_of, imported_calls, member_of};
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "mutation-in-render",
    group: Group::Requests,
    summary: "cookies are set or a cache is invalidated while a page is rendered, or where only an action may",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/mutation-in-render.md"),
    check,
};

/// Something that changes what a request leaves behind.
struct Mutation {
    /// As it is written in a message: `cookies().set()`.
    text: String,
    /// The call.
    call: ExprId,
    /// Whether only an action may do it, not a route handler either: `updateTag`, `refresh`.
    action_only: bool,
}

/// Where code runs, as far as the function around it says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The body of a server component, by what it is called in a message.
    Component(&'static str),
    /// `generateMetadata` or `generateViewport`.
    Metadata(&'static str),
    /// A route handler.
    Handler,
    /// A function with `'use cache'`, or one that is passed to `unstable_cache()`.
    Cached,
}

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    if !module.in_environment(Environment::Server) {
        return;
    }
    for mutation in mutations(module.facts) {
        let Some(place) = place(module, mutation.call) else { continue };
        let is_allowed = place == Place::Handler && !mutation.action_only;
        // That a cached function takes the cookies at all is what `search-params-in-cache` says.
        let is_told = place == Place::Cached && mutation.text.starts_with("`cookies");
        if is_allowed || is_told {
            continue;
        }
        report(module, &mutation, place, findings);
    }
}

fn report(module: &ModuleContext<'_>, mutation: &Mutation, place: Place, findings: &mut Findings<'_>) {
    let Mutation { text, call, action_only } = mutation;
    let span = module.facts[*call].span;
    let finding = match place {
        Place::Component(what) => findings.report(span, format!("{text} is called while {what} is rendered")),
        Place::Metadata(function) => findings.report(span, format!("{text} is called in `{function}`")),
        Place::Handler => findings.report(span, format!("{text} is called in a route handler")),
        Place::Cached => findings.report(span, format!("{text} is called in a cached function")),
    };
    let allowed = if *action_only { "an action" } else { "an action or a route handler" };
    finding.why(match place {
        Place::Component(_) | Place::Metadata(_) => format!(
            "it throws: a page may be rendered at build time, or when the headers are sent already, so \
                Next allows this only in {allowed}"
        ),
        Place::Handler => format!("it throws: Next allows this only in {allowed}"),
        Place::Cached => format!(
            "it throws: a cached function does not run for every request, so Next allows this only in {allowed}"
        ),
    });
    finding.help(match place {
        Place::Handler if text.starts_with("`updateTag") => {
            "call `revalidateTag(tag, profile)` instead, or move the call into an action, which is a \
                function with `'use server'`"
                .to_owned()
        }
        _ => format!("move the call into {allowed}; an action is a function with `'use server'`"),
    });
}

/// The calls of the file that change something.
fn mutations(facts: &Facts) -> Vec<Mutation> {
    let caches = ["revalidatePath", "revalidateTag", "updateTag", "refresh"];
    let mut all: Vec<Mutation> = imported_calls(facts, "next/cache", &caches)
        .into_iter()
        .map(|ImportedCall { function, call }| Mutation {
            text: format!("`{function}()`"),
            call,
            action_only: matches!(function, "updateTag" | "refresh"),
        })
        .collect();
    for ImportedCall { function, call } in imported_calls(facts, "next/headers", &["cookies"]) {
        for store in stores(facts, call) {
            let Some(member) = member_of(facts, store) else { continue };
            let ExprKind::Member { property, .. } = facts[member].kind else { continue };
            let Some(call) = call_of(facts, member).filter(|_| matches!(&facts[property], "set" | "delete"))
            else {
                continue;
            };
            let method = &facts[property];
            all.push(Mutation { text: format!("`{function}().{method}()`"), call, action_only: false });
        }
    }
    all
}

/// The expressions that are what `cookies()` gives: `await cookies()`, and the names that it is bound to.
fn stores(facts: &Facts, call: ExprId) -> Vec<ExprId> {
    let mut stores = vec![call];
    let mut value = call;
    if let Node::Expr(parent) = facts.parent(call)
        && matches!(facts[parent].kind, ExprKind::Await(_))
    {
        stores.push(parent);
        value = parent;
    }
    if let Node::Declarator(declarator) = facts.parent(value)
        && let PatternKind::Binding(binding) = facts[facts[declarator].pattern].kind
        && matches!(facts[binding].kind, BindingKind::Variable { .. })
        && !facts[binding].reassigned
    {
        stores.extend(facts.references(binding));
    }
    stores
}

/// Where a call runs. None if a function around it may run anywhere: a callback, an action, a helper.
fn place(module: &ModuleContext<'_>, call: ExprId) -> Option<Place> {
    let facts = module.facts;
    let function = facts.function_of(Node::Expr(call))?;
    let has =
        |text: &str| facts[facts[function].directives].iter().any(|it| facts[it.text].starts_with(text));
    if has("use server") {
        return None;
    }
    if has("use cache") || is_given_to_cache(facts, function) {
        return Some(Place::Cached);
    }
    if module.is_actions() {
        return None;
    }
    for entry in module.entries() {
        if let Some(place) = place_of_entry(facts, entry, function) {
            return Some(place);
        }
    }
    is_component(facts, function).then_some(Place::Component("a server component"))
}

fn place_of_entry(facts: &Facts, entry: &Entry, function: FunctionId) -> Option<Place> {
    let is = |name: &str| {
        let exported = facts.export(name).and_then(|export| exported_function(facts, export));
        exported.is_some_and(|exported| exported.function == function)
    };
    match entry.kind {
        EntryKind::Handler => HANDLER_METHODS.into_iter().any(is).then_some(Place::Handler),
        EntryKind::Page
        | EntryKind::Layout
        | EntryKind::Template
        | EntryKind::Default
        | EntryKind::Loading
        | EntryKind::NotFound
        | EntryKind::Forbidden
        | EntryKind::Unauthorized => {
            let metadata = ["generateMetadata", "generateViewport"].into_iter().find(|name| is(name));
            match metadata {
                Some(name) => Some(Place::Metadata(name)),
                None => is("default").then_some(Place::Component(match entry.kind {
                    EntryKind::Page => "a page",
                    EntryKind::Layout => "a layout",
                    _ => "a server component",
                })),
            }
        }
        _ => None,
    }
}

/// Whether a function is passed to `unstable_cache()`.
fn is_given_to_cache(facts: &Facts, function: FunctionId) -> bool {
    let Node::Expr(value) = facts[function].parent() else { return false };
    let Node::Expr(call) = facts.parent(value) else { return false };
    let ExprKind::Call { callee, arguments, .. } = facts[call].kind else { return false };
    facts.is_import_of(callee, "next/cache", "unstable_cache")
        && facts[arguments].first().is_some_and(|first| facts.without_types(*first) == value)
}

/// Whether a function is a component: it is declared at the top of the file under a name with a capital, and returns
/// JSX.
fn is_component(facts: &Facts, function: FunctionId) -> bool {
    let name = facts[function].name.or_else(|| variable_of(facts, function)).map(|name| &facts[name]);
    let is_named = name.is_some_and(|name| name.starts_with(|first: char| first.is_ascii_uppercase()));
    is_named && facts.function_of(Node::Function(function)).is_none() && returns_jsx(facts, function)
}

/// The name of the variable that holds a function.
fn variable_of(facts: &Facts, function: FunctionId) -> Option<rutter_syntax::facts::Name> {
    let Node::Expr(value) = facts[function].parent() else { return None };
    let Node::Declarator(declarator) = facts.parent(value) else { return None };
    match facts[facts[declarator].pattern].kind {
        PatternKind::Binding(binding) => Some(facts[binding].name),
        _ => None,
    }
}

fn returns_jsx(facts: &Facts, function: FunctionId) -> bool {
    let is_jsx = |value: ExprId| matches!(facts[facts.without_types(value)].kind, ExprKind::Jsx(_));
    if let FunctionBody::Expression(value) = facts[function].body {
        return is_jsx(value);
    }
    facts.statements.iter_ids().any(|(id, statement)| {
        matches!(statement.kind, StatementKind::Return(Some(value)) if is_jsx(value))
            && facts.function_of(Node::Statement(id)) == Some(function)
    })
}
