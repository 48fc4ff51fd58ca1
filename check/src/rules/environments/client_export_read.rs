//! `client-export-read`: data of a client module, used as such by server code.

use rutter_syntax::facts::{
    BinaryOperator, BindingKind, ExprId, ExprKind, Facts, JsxAttribute, List, Node, PatternKind, Property,
    PropertyKey, PropertyKind, StatementKind, UnaryOperator,
};

use super::client_exports::{ClientUse, add_places, advice_to_share, client_uses, shown, shown_owner};
use super::client_sort::Sort;
use super::metadata_value::is_read_as_metadata;
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::infer::on_server::is_meant_for_server;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "client-export-read",
    group: Group::Environments,
    summary: "an export of a client module is used as data on the server",
    level: Level::Warning,
    fix: FixKind::None,
    page: include_str!("../../../docs/client-export-read.md"),
    check,
};

/// Functions that look into their first argument.
const READERS: [&[&str]; 22] = [
    &["Array", "from"],
    &["Array", "isArray"],
    &["BigInt"],
    &["JSON", "parse"],
    &["JSON", "stringify"],
    &["Math", "abs"],
    &["Math", "ceil"],
    &["Math", "floor"],
    &["Math", "max"],
    &["Math", "min"],
    &["Math", "round"],
    &["Number"],
    &["Object", "entries"],
    &["Object", "fromEntries"],
    &["Object", "keys"],
    &["Object", "values"],
    &["String"],
    &["decodeURIComponent"],
    &["encodeURIComponent"],
    &["parseFloat"],
    &["parseInt"],
    &["structuredClone"],
];

/// Classes that look into their first argument.
const COLLECTIONS: [&str; 5] = ["Date", "Map", "RegExp", "Set", "URLSearchParams"];

/// How data is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// `` `${KEY}` ``, `KEY + 'x'`, `{ [KEY]: 1 }`, `redirect(PATH)`.
    Text,
    /// `KEY === 'a'`, `switch (KEY)`.
    Compared,
    /// `LIMIT > 3`, `LIMIT * 2`.
    Number,
    /// `if (FLAG)`.
    Condition,
    /// `{...DEFAULTS}`, `<p {...DEFAULTS} />`.
    Spread,
    /// `[...LIST]`, `for (const a of LIST)`, `const [a] = LIST`.
    Iterated,
    /// `Object.keys(LABELS)`.
    Inspected,
    /// `metadata = { title: TITLE }`.
    Metadata,
    /// `use(Context)`.
    Used,
}

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    for it in client_uses(module) {
        let Some(how) = read(facts, it) else { continue };
        if !is_wrong(it.export.sort, how) || !is_meant_for_server(module, Node::Expr(it.expr)) {
            continue;
        }
        let name = shown(facts, it.expr).unwrap_or_else(|| it.export.name.clone());
        let owner = shown_owner(module, it.export.module);
        let done = match how {
            How::Text => "used as text",
            How::Compared => "compared",
            How::Number => "used as a number",
            How::Condition => "used as a condition",
            How::Spread => "spread",
            How::Iterated => "iterated",
            How::Inspected => "looked into",
            How::Metadata => "read as metadata",
            How::Used => "passed to `use`",
        };
        let finding = findings.report(
            facts[it.expr].span,
            format!("`{name}` is {done} on the server, but it belongs to {owner}"),
        );
        finding
            .why(format!(
                "a server module gets only a reference to it, which is a function: {}",
                outcome(how)
            ))
            .help(advice_to_share(module, it.export.module, "read"));
        add_places(module, finding, it.export.module);
    }
}

/// Whether a reference gives another answer than the data would. Functions are functions on the server too.
fn is_wrong(sort: Sort, how: How) -> bool {
    match sort {
        _ if how == How::Used => true,
        Sort::Component | Sort::Hook | Sort::Callable | Sort::Missing => false,
        Sort::Primitive => true,
        // An object is as true as a function, and stays the same one.
        Sort::Object | Sort::Unknown => !matches!(how, How::Condition | How::Compared),
    }
}

fn outcome(how: How) -> &'static str {
    match how {
        How::Text => "the text is `function() { throw ...`, without an error",
        How::Compared => "it is equal to no value, so the answer is always the same",
        How::Number => "the result is `NaN` or `false`",
        How::Condition => "it counts as true whatever the value is",
        How::Spread => "nothing is spread, without an error",
        How::Iterated => "it throws `is not iterable`",
        How::Inspected => "it has nothing of the value in it",
        How::Metadata => "Next leaves it out, or shows `function() { throw ...`, without an error",
        How::Used => "React throws `Cannot use() an already resolved Client Reference`",
    }
}

/// How an export is used, if that depends on its value.
fn read(facts: &Facts, it: &ClientUse) -> Option<How> {
    let expr = it.expr;
    if is_read_as_metadata(facts, expr) {
        return Some(How::Metadata);
    }
    match facts.parent(expr) {
        Node::Expr(parent) => read_by(facts, it, parent),
        Node::Statement(parent) => match facts[parent].kind {
            StatementKind::If { .. } => Some(How::Condition),
            StatementKind::Switch { .. } => Some(How::Compared),
            StatementKind::Loop { head, .. } => iterates(facts, head, expr),
            _ => None,
        },
        Node::Declarator(parent) => {
            matches!(facts[facts[parent].pattern].kind, PatternKind::Array { .. }).then_some(How::Iterated)
        }
        Node::Jsx(parent) => {
            let is_spread = facts[facts[parent].attributes].iter().any(|attribute| {
                matches!(attribute, JsxAttribute::Spread { value, .. } if facts.without_types(*value) == expr)
            });
            is_spread.then_some(How::Spread)
        }
        _ => None,
    }
}

fn iterates(facts: &Facts, head: List<ExprId>, expr: ExprId) -> Option<How> {
    let [only] = facts[head] else { return None };
    (facts.without_types(only) == expr).then_some(How::Iterated)
}

fn read_by(facts: &Facts, it: &ClientUse, parent: ExprId) -> Option<How> {
    let (expr, sort) = (it.expr, it.export.sort);
    let is_it = |other: ExprId| facts.without_types(other) == expr;
    match facts[parent].kind {
        ExprKind::Template { .. } => Some(How::Text),
        ExprKind::Binary { operator, right, .. } => match operator {
            BinaryOperator::Equal | BinaryOperator::NotEqual => Some(How::Compared),
            BinaryOperator::Compare | BinaryOperator::Arithmetic => Some(How::Number),
            BinaryOperator::Add => Some(How::Text),
            BinaryOperator::In if is_it(right) => Some(How::Inspected),
            BinaryOperator::In => Some(How::Text),
            BinaryOperator::InstanceOf => None,
        },
        ExprKind::Unary { operator, .. } => match operator {
            UnaryOperator::Not => Some(How::Condition),
            UnaryOperator::Minus | UnaryOperator::Plus | UnaryOperator::BitwiseNot => Some(How::Number),
            UnaryOperator::Typeof | UnaryOperator::Void | UnaryOperator::Delete => None,
        },
        ExprKind::Logical { left, .. } => is_it(left).then_some(How::Condition),
        ExprKind::Conditional { test, .. } => is_it(test).then_some(How::Condition),
        ExprKind::Spread(_) => Some(How::Iterated),
        ExprKind::Object(properties) => read_by_object(&facts[properties], is_it),
        ExprKind::Index { index, .. } => is_it(index).then_some(How::Text),
        ExprKind::Call { callee, arguments, .. } => {
            let is_first = facts[arguments].first().is_some_and(|first| is_it(*first));
            if is_first && facts.is_import_of(callee, "react", "use") {
                return Some(How::Used);
            }
            if is_first && sort == Sort::Primitive && takes_text(facts, callee) {
                return Some(How::Text);
            }
            let path = facts.member_path(callee).filter(|_| is_first)?;
            READERS.contains(&path.as_slice()).then_some(How::Inspected)
        }
        ExprKind::New { callee, arguments } => {
            let is_first = facts[arguments].first().is_some_and(|first| is_it(*first));
            let path = facts.member_path(callee).filter(|_| is_first)?;
            matches!(path.as_slice(), [name] if COLLECTIONS.contains(name)).then_some(How::Inspected)
        }
        _ => None,
    }
}

/// Whether the first argument of a function is text for certain: a URL, a tag, the name of a cookie or header.
fn takes_text(facts: &Facts, callee: ExprId) -> bool {
    const OF_NEXT: [(&str, &str); 5] = [
        ("next/cache", "revalidatePath"),
        ("next/cache", "revalidateTag"),
        ("next/cache", "updateTag"),
        ("next/navigation", "permanentRedirect"),
        ("next/navigation", "redirect"),
    ];
    if facts.member_path(callee).is_some_and(|path| path == ["fetch"])
        || OF_NEXT.iter().any(|(specifier, name)| facts.is_import_of(callee, specifier, name))
    {
        return true;
    }
    let ExprKind::Member { object, property, .. } = facts[facts.without_types(callee)].kind else {
        return false;
    };
    matches!(&facts[property], "get" | "getAll" | "has" | "set" | "delete") && is_store(facts, object)
}

/// Whether an expression is the cookies or the headers of the request: `await cookies()`, or a name for it.
fn is_store(facts: &Facts, expr: ExprId) -> bool {
    let expr = facts.without_types(expr);
    let value = match facts[expr].kind {
        ExprKind::Name { binding: Some(binding), .. } if !facts[binding].reassigned => {
            let BindingKind::Variable { declarator, pattern } = facts[binding].kind else { return false };
            facts[declarator].value.filter(|_| facts[declarator].pattern == pattern)
        }
        _ => Some(expr),
    };
    let Some(value) = value else { return false };
    let ExprKind::Await(promise) = facts[facts.without_types(value)].kind else { return false };
    let ExprKind::Call { callee, .. } = facts[facts.without_types(promise)].kind else { return false };
    facts.is_import_of(callee, "next/headers", "cookies")
        || facts.is_import_of(callee, "next/headers", "headers")
}

fn read_by_object(properties: &[Property], is_it: impl Fn(ExprId) -> bool) -> Option<How> {
    properties.iter().find_map(|property| match (property.kind(), property.key()) {
        (PropertyKind::Spread, _) if is_it(property.value) => Some(How::Spread),
        (_, PropertyKey::Computed(key)) if is_it(key) => Some(How::Text),
        _ => None,
    })
}
