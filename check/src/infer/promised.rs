//! Promises of request data that nobody waits for.
//!
//! Since Next 15 `params`, `searchParams`, `cookies()`, `headers()` and `draftMode()` are promises. Next 15 still lets
//! the values be read from the promise itself, with a warning; from Next 16 on such a read gives `undefined`, and a
//! method call throws.

use rutter_routes::NextVersion;
use rutter_syntax::facts::{
    BinaryOperator, BindingId, ExprId, ExprKind, Facts, JsxAttribute, LogicalOperator, Node, PatternId,
    PatternKind, PropertyKind, Span, TypeKind,
};

use crate::infer::exported::{Taken, TakenProperty, properties};

/// Whether something that used to be a value is a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Promised {
    /// It is a value.
    No,
    /// It is a promise that can still be read as if it were the value.
    Tolerated,
    /// It is a promise.
    Yes,
}

/// A place where a promise is read as if it were its value.
#[derive(Debug, Clone)]
pub(crate) struct SyncUse {
    /// The bytes that read.
    pub(crate) span: Span,
    /// What is read.
    pub(crate) kind: SyncUseKind,
    /// The expression that is the promise; none where a parameter's own pattern takes it apart.
    pub(crate) promise: Option<ExprId>,
    /// The variable that holds the promise, if it is read through one.
    pub(crate) variable: Option<BindingId>,
}

/// How a promise is read as if it were its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SyncUseKind {
    /// `promise.name`, `promise['name']`, `const { name } = promise`.
    Property(String),
    /// `promise[name]`.
    Computed,
    /// `{ ...promise }`.
    Spread,
    /// `Object.keys(promise)`, `new URLSearchParams(promise)`: by the name of what is called.
    PassedTo(&'static str),
}

impl Promised {
    /// What `params`, `searchParams`, `cookies()`, `headers()` and `draftMode()` are.
    pub(crate) fn in_version(version: NextVersion) -> Self {
        match version.major {
            ..15 => Self::No,
            15 => Self::Tolerated,
            _ => Self::Yes,
        }
    }

    /// What the `params` and `id` of a generated image or sitemap are.
    pub(crate) fn of_metadata_files(version: NextVersion) -> Self {
        if version.major < 16 { Self::No } else { Self::Yes }
    }
}

/// How many variables hold a promise one after the other. More are a circle, which broken code may have.
const MOST_VARIABLES: u32 = 8;

/// The places that read a promise which a name is bound to, in the order of the text. None if the name is written to
/// again, or if the file looks at whether it is a promise.
pub(crate) fn sync_uses_of(facts: &Facts, binding: BindingId) -> Vec<SyncUse> {
    uses_of_variable(facts, binding, 0)
}

fn uses_of_variable(facts: &Facts, binding: BindingId, depth: u32) -> Vec<SyncUse> {
    if depth > MOST_VARIABLES
        || facts[binding].reassigned
        || facts.references(binding).any(|expr| is_examined(facts, expr))
    {
        return Vec::new();
    }
    facts.references(binding).flat_map(|expr| uses_of_value(facts, expr, expr, depth)).collect()
}

/// The places that read the promise which an expression is.
pub(crate) fn sync_uses(facts: &Facts, promise: ExprId) -> Vec<SyncUse> {
    uses_of_value(facts, promise, promise, 0)
}

/// The places that read one of the props that a function takes, where that prop is a promise.
pub(crate) fn sync_uses_of_prop(facts: &Facts, taken: &Taken<'_>, name: &str) -> Vec<SyncUse> {
    let mut uses = Vec::new();
    for property in taken.properties.iter().filter(|property| property.name == name) {
        uses.extend(sync_uses_of_pattern(facts, property.pattern));
    }
    let Some(props) = taken.whole.filter(|props| !facts[*props].reassigned) else { return uses };
    for expr in facts.references(props) {
        match facts.parent(expr) {
            Node::Expr(parent) => match facts[parent].kind {
                ExprKind::Member { object, property, .. }
                    if is(facts, object, expr) && &facts[property] == name =>
                {
                    uses.extend(sync_uses(facts, parent));
                }
                _ => {}
            },
            Node::Declarator(declarator) => {
                for property in properties(facts, facts[declarator].pattern) {
                    if property.name == name {
                        uses.extend(sync_uses_of_pattern(facts, property.pattern));
                    }
                }
            }
            _ => {}
        }
    }
    uses
}

/// The places that read a value of one of the props that a function takes: of what a promise gives, or of the prop itself.
pub(crate) fn reads_of_prop(
    facts: &Facts,
    taken: &Taken<'_>,
    name: &str,
    promised: Promised,
) -> Vec<SyncUse> {
    let mut reads = sync_uses_of_prop(facts, taken, name);
    if promised != Promised::No {
        let waits = waits_for_prop(facts, taken, name);
        reads.extend(waits.into_iter().flat_map(|value| sync_uses(facts, value)));
    }
    reads
}

/// The expressions that wait for one of the props that a function takes, where that prop is a promise: `await params`,
/// `use(params)`, `params.then`.
pub(crate) fn waits_for_prop(facts: &Facts, taken: &Taken<'_>, name: &str) -> Vec<ExprId> {
    let of_binding = |binding: BindingId| facts.references(binding).collect::<Vec<_>>();
    let of_pattern = |pattern: PatternId| match facts[pattern].kind {
        PatternKind::Binding(binding) => of_binding(binding),
        _ => Vec::new(),
    };
    let named = |all: Vec<TakenProperty<'_>>| {
        let own = all.into_iter().filter(|property| property.name == name);
        own.flat_map(|property| of_pattern(property.pattern)).collect::<Vec<_>>()
    };
    let mut promises = named(taken.properties.clone());
    for props in taken.whole.map(of_binding).unwrap_or_default() {
        match facts.parent(props) {
            Node::Expr(parent) => match facts[parent].kind {
                ExprKind::Member { property, .. } if &facts[property] == name => promises.push(parent),
                _ => {}
            },
            Node::Declarator(declarator) => {
                promises.extend(named(properties(facts, facts[declarator].pattern)));
            }
            _ => {}
        }
    }
    promises.into_iter().filter_map(|promise| waiting(facts, promise)).collect()
}

/// What waits for a promise.
fn waiting(facts: &Facts, promise: ExprId) -> Option<ExprId> {
    let Node::Expr(parent) = facts.parent(promise) else { return None };
    let waits = match facts[parent].kind {
        ExprKind::Await(_) => true,
        ExprKind::Member { property, .. } => &facts[property] == "then",
        ExprKind::Call { callee, .. } => facts.is_import_of(callee, "react", "use"),
        _ => false,
    };
    waits.then_some(parent)
}

/// What a pattern reads of the promise that it stands for.
fn sync_uses_of_pattern(facts: &Facts, pattern: PatternId) -> Vec<SyncUse> {
    match facts[pattern].kind {
        PatternKind::Binding(binding) => sync_uses_of(facts, binding),
        _ => taken_out(facts, pattern, None),
    }
}

/// The properties that a pattern takes out of a promise.
fn taken_out(facts: &Facts, pattern: PatternId, promise: Option<ExprId>) -> Vec<SyncUse> {
    let properties = properties(facts, pattern);
    let named = properties.into_iter().filter(|property| !is_of_promise(property.name));
    named
        .map(|property| SyncUse {
            span: property.span,
            kind: SyncUseKind::Property(property.name.to_owned()),
            promise,
            variable: None,
        })
        .collect()
}

/// Whether every use of a promise that a name is bound to either waits for it or reads it as if it were its value, so
/// that it may become the value.
pub(crate) fn may_become_value(facts: &Facts, binding: BindingId) -> bool {
    facts.references(binding).all(|expr| {
        !sync_uses(facts, expr).is_empty()
            || matches!(facts.parent(expr), Node::Expr(parent) if matches!(facts[parent].kind, ExprKind::Await(_)))
    })
}

/// The places that read `promise`, where `value` is an expression whose value it is.
fn uses_of_value(facts: &Facts, promise: ExprId, value: ExprId, depth: u32) -> Vec<SyncUse> {
    if is_deliberate(facts, value) {
        return Vec::new();
    }
    let read = |span, kind| vec![SyncUse { span, kind, promise: Some(promise), variable: None }];
    match facts.parent(value) {
        Node::Expr(parent) => match facts[parent].kind {
            ExprKind::Logical { operator, left, right } => {
                // A promise is never falsy: the left one is the result of `||` and `??`, the right one of `&&`.
                let result = if operator == LogicalOperator::And { right } else { left };
                if is(facts, result, value) {
                    uses_of_value(facts, promise, parent, depth)
                } else {
                    Vec::new()
                }
            }
            ExprKind::Assign { target, value: assigned, plain: true } if is(facts, assigned, value) => {
                taken_out(facts, target, Some(promise))
            }
            _ => read_by(facts, parent, value).map_or(Vec::new(), |(span, kind)| read(span, kind)),
        },
        Node::Jsx(jsx) => {
            let is_spread = facts[facts[jsx].attributes].iter().any(|attribute| match attribute {
                JsxAttribute::Spread { value: spread, .. } => is(facts, *spread, value),
                JsxAttribute::Named { .. } => false,
            });
            if is_spread { read(facts[value].span, SyncUseKind::Spread) } else { Vec::new() }
        }
        Node::Declarator(declarator) => uses_of_declarator(facts, promise, facts[declarator].pattern, depth),
        _ => Vec::new(),
    }
}

/// What is read of a promise that is the value of a variable.
fn uses_of_declarator(facts: &Facts, promise: ExprId, pattern: PatternId, depth: u32) -> Vec<SyncUse> {
    match facts[pattern].kind {
        PatternKind::Object { .. } => taken_out(facts, pattern, Some(promise)),
        PatternKind::Binding(binding) => uses_of_variable(facts, binding, depth + 1)
            .into_iter()
            .map(|found| SyncUse { promise: Some(promise), variable: Some(binding), ..found })
            .collect(),
        _ => Vec::new(),
    }
}

/// The bytes by which an expression reads the value that it is made of, and how.
fn read_by(facts: &Facts, reader: ExprId, value: ExprId) -> Option<(Span, SyncUseKind)> {
    let (all, own) = (facts[reader].span, facts[value].span);
    match facts[reader].kind {
        ExprKind::Member { object, property, .. } if is(facts, object, value) => {
            let name = &facts[property];
            (!is_of_promise(name)).then(|| (all, SyncUseKind::Property(name.to_owned())))
        }
        ExprKind::Index { object, index, .. } if is(facts, object, value) => match facts.string(index) {
            Some(name) => (!is_of_promise(name)).then(|| (all, SyncUseKind::Property(name.to_owned()))),
            None => Some((all, SyncUseKind::Computed)),
        },
        ExprKind::Object(properties) => {
            let mut spreads =
                facts[properties].iter().filter(|property| property.kind() == PropertyKind::Spread);
            spreads.any(|property| is(facts, property.value, value)).then_some((own, SyncUseKind::Spread))
        }
        ExprKind::Call { callee, arguments, .. } => {
            let name = language_reader(facts, callee)?;
            let is_given = is(facts, *facts[arguments].first()?, value);
            is_given.then_some((own, SyncUseKind::PassedTo(name)))
        }
        ExprKind::New { callee, arguments } => {
            let is_given = is(facts, *facts[arguments].first()?, value);
            let is_reader = is_global(facts, callee, "URLSearchParams");
            (is_given && is_reader).then_some((own, SyncUseKind::PassedTo("URLSearchParams")))
        }
        _ => None,
    }
}

/// Whether `expr`, without what changes only its type, is `value`.
fn is(facts: &Facts, expr: ExprId, value: ExprId) -> bool {
    facts.without_types(expr) == facts.without_types(value)
}

/// What a promise has itself.
fn is_of_promise(name: &str) -> bool {
    matches!(name, "then" | "catch" | "finally" | "constructor")
}

/// Whether a value is cast to one of the types by which Next 15 lets a file say that it means to read synchronously:
/// `cookies() as unknown as UnsafeUnwrappedCookies`.
fn is_deliberate(facts: &Facts, value: ExprId) -> bool {
    facts
        .ancestors(facts[value].parent())
        .map_while(|node| match node {
            Node::Expr(outer) => Some(facts[outer].kind),
            _ => None,
        })
        .map_while(|kind| match kind {
            ExprKind::As { ty, .. } => Some(ty),
            ExprKind::NonNull(_) => Some(None),
            _ => None,
        })
        .flatten()
        .any(|ty| {
            let TypeKind::Reference { path, .. } = facts[ty].kind else { return false };
            facts[path].last().is_some_and(|name| facts[*name].starts_with("UnsafeUnwrapped"))
        })
}

/// Whether an expression asks if the value is a promise: `x instanceof Promise`, `'then' in x`, `x.then` uncalled.
fn is_examined(facts: &Facts, expr: ExprId) -> bool {
    let Node::Expr(parent) = facts.parent(expr) else { return false };
    match facts[parent].kind {
        ExprKind::Binary { operator, .. } => {
            matches!(operator, BinaryOperator::InstanceOf | BinaryOperator::In)
        }
        ExprKind::Member { property, .. } if &facts[property] == "then" => {
            !matches!(facts.parent(parent), Node::Expr(outer)
                if matches!(facts[outer].kind, ExprKind::Call { callee, .. } if is(facts, callee, parent)))
        }
        _ => false,
    }
}

/// The functions of the language that read the properties of what they are given.
fn language_reader(facts: &Facts, callee: ExprId) -> Option<&'static str> {
    let ExprKind::Member { object, property, .. } = facts[callee].kind else { return None };
    let of = |global| is_global(facts, object, global);
    match &facts[property] {
        "keys" if of("Object") => Some("Object.keys"),
        "values" if of("Object") => Some("Object.values"),
        "entries" if of("Object") => Some("Object.entries"),
        "stringify" if of("JSON") => Some("JSON.stringify"),
        _ => None,
    }
}

fn is_global(facts: &Facts, expr: ExprId, global: &str) -> bool {
    matches!(facts[facts.without_types(expr)].kind, ExprKind::Name { name, binding: None } if &facts[name] == global)
}
