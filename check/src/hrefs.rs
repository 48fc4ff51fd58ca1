//! The places where a file states a URL of the app. Rules hold them against the route tree, and editors follow them.

use rutter_syntax::facts::{
    BinaryOperator, BindingId, BindingKind, Branches, ExprId, ExprKind, Facts, JsxAttribute, JsxTag, Node,
    PatternKind, PropertyKey, Span,
};

use crate::infer::exported::const_value;
use crate::infer::imported_calls::{call_of, imported_calls, member_of};

/// A URL that a file states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Href {
    /// What it is for.
    pub kind: HrefKind,
    /// The URL, or how it starts.
    pub text: String,
    /// Whether `text` is only how it starts.
    pub is_start: bool,
    /// The bytes that state it.
    pub span: Span,
    /// Whether those bytes are the text in quotes.
    pub is_literal: bool,
    /// The expression of those bytes.
    pub expr: ExprId,
}

/// What a URL is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HrefKind {
    /// `<Link href>`.
    Link,
    /// `<Form action>`.
    Form,
    /// `router.push()` and its like.
    Navigation,
    /// `redirect()` and `permanentRedirect()`.
    Redirect,
    /// `revalidatePath()`, which takes a route pattern too.
    Revalidation {
        /// Whether it is asked for the layout there.
        layout: bool,
    },
}

/// The URLs that a file states, in no particular order.
#[must_use]
pub fn hrefs(facts: &Facts) -> Vec<Href> {
    let mut all = Vec::new();
    links(facts, &mut all);
    navigations(facts, &mut all);
    for found in imported_calls(facts, "next/navigation", &["redirect", "permanentRedirect"]) {
        if let Some(url) = arguments(facts, found.call).first() {
            add(facts, HrefKind::Redirect, *url, &mut all);
        }
    }
    for found in imported_calls(facts, "next/cache", &["revalidatePath"]) {
        let arguments = arguments(facts, found.call);
        let Some(url) = arguments.first() else { continue };
        let layout = arguments.get(1).is_some_and(|kind| facts.string(*kind) == Some("layout"));
        add(facts, HrefKind::Revalidation { layout }, *url, &mut all);
    }
    all
}

fn links(facts: &Facts, all: &mut Vec<Href>) {
    if facts.names.find("next/link").is_none() && facts.names.find("next/form").is_none() {
        return;
    }
    for jsx in &facts.jsx {
        let JsxTag::Component(tag) = jsx.tag else { continue };
        let Some(origin) = facts.origin(tag) else { continue };
        let (kind, prop) = match (origin.specifier, origin.export, origin.member_of_default) {
            ("next/link", Some("default"), None) => (HrefKind::Link, "href"),
            ("next/form", Some("default"), None) => (HrefKind::Form, "action"),
            _ => continue,
        };
        let named = |wanted: &str| {
            facts[jsx.attributes].iter().find_map(|attribute| match attribute {
                JsxAttribute::Named { name, value, .. } if &facts[*name] == wanted => Some(*value),
                _ => None,
            })
        };
        // With `as`, the `href` is a page of the Pages Router and `as` the URL.
        if named("as").is_some() {
            continue;
        }
        if let Some(Some(url)) = named(prop) {
            add(facts, kind, url, all);
        }
    }
}

/// `useRouter().push()`, through a variable or taken out of it.
fn navigations(facts: &Facts, all: &mut Vec<Href>) {
    for package in ["next/navigation", "next/router"] {
        for found in imported_calls(facts, package, &["useRouter"]) {
            for call in router_calls(facts, found.call) {
                let arguments = arguments(facts, call);
                let has_as = package == "next/router"
                    && arguments
                        .get(1)
                        .is_some_and(|second| !matches!(facts[*second].kind, ExprKind::Object(_)));
                if let Some(url) = arguments.first().filter(|_| !has_as) {
                    add(facts, HrefKind::Navigation, *url, all);
                }
            }
        }
    }
}

fn router_calls(facts: &Facts, router: ExprId) -> Vec<ExprId> {
    let is_navigation = |name: &str| matches!(name, "push" | "replace" | "prefetch");
    let method_call = |object: ExprId| {
        let member = member_of(facts, object)?;
        let ExprKind::Member { property, .. } = facts[member].kind else { return None };
        call_of(facts, member).filter(|_| is_navigation(&facts[property]))
    };
    let Node::Declarator(declarator) = facts.parent(router) else {
        return method_call(router).into_iter().collect();
    };
    let pattern = facts[declarator].pattern;
    match facts[pattern].kind {
        PatternKind::Binding(binding) => fixed(facts, binding).into_iter().filter_map(method_call).collect(),
        _ => crate::infer::exported::properties(facts, pattern)
            .into_iter()
            .filter(|property| is_navigation(property.name))
            .filter_map(|property| match facts[property.pattern].kind {
                PatternKind::Binding(binding) => Some(fixed(facts, binding)),
                _ => None,
            })
            .flatten()
            .filter_map(|name| call_of(facts, name))
            .collect(),
    }
}

/// What reads a variable that is never written to again.
fn fixed(facts: &Facts, binding: BindingId) -> Vec<ExprId> {
    let is_variable = matches!(facts[binding].kind, BindingKind::Variable { .. });
    if is_variable && !facts[binding].reassigned { facts.references(binding).collect() } else { Vec::new() }
}

fn arguments(facts: &Facts, call: ExprId) -> &[ExprId] {
    match facts[call].kind {
        ExprKind::Call { arguments, .. } => &facts[arguments],
        _ => &[],
    }
}

/// Adds what an expression states: a text, the start of one, the `pathname` of an object, or either of two.
fn add(facts: &Facts, kind: HrefKind, value: ExprId, all: &mut Vec<Href>) {
    let value = facts.without_types(value);
    let span = facts[value].span;
    let mut push = |text: &str, is_start, is_literal| {
        all.push(Href { kind, text: text.to_owned(), is_start, span, is_literal, expr: value });
    };
    match facts[value].kind {
        ExprKind::String(text) | ExprKind::Text(text) => push(&facts[text], false, true),
        ExprKind::Template { head, .. } => push(&facts[head], true, false),
        ExprKind::Binary { operator: BinaryOperator::Add, .. } => {
            if let Some(start) = leftmost_text(facts, value) {
                push(start, true, false);
            }
        }
        ExprKind::Conditional { branches, .. } => {
            let Branches { then, otherwise } = facts[branches];
            add(facts, kind, then, all);
            add(facts, kind, otherwise, all);
        }
        ExprKind::Object(properties) if matches!(kind, HrefKind::Link | HrefKind::Navigation) => {
            let mut properties = facts[properties].iter();
            let path = properties.find(
                |property| matches!(property.key(), PropertyKey::Name(name) if &facts[name] == "pathname"),
            );
            if let Some(path) = path {
                add(facts, kind, path.value, all);
            }
        }
        ExprKind::Name { .. } => {
            if let Some(text) = const_value(facts, value).and_then(|value| facts.string(value)) {
                push(text, false, false);
            }
        }
        _ => {}
    }
}

/// The text with which `'/a/' + b + c` starts.
fn leftmost_text(facts: &Facts, mut value: ExprId) -> Option<&str> {
    loop {
        value = match facts[facts.without_types(value)].kind {
            ExprKind::Binary { operator: BinaryOperator::Add, left, .. } => left,
            ExprKind::String(text) | ExprKind::Text(text) => return Some(&facts[text]),
            ExprKind::Template { head, .. } => return Some(&facts[head]),
            _ => return None,
        };
    }
}
