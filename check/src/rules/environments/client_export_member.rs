//! `client-export-member`: a part of an export of a client module, read by server code.

use rutter_syntax::facts::{ExprId, ExprKind, Facts, Node, PatternKind, PropertyKey, Span, UnaryOperator};

use super::client_exports::{
    ClientUse, add_places, advice_to_share, client_uses, is_common_js, package, shown, shown_owner,
};
use super::client_sort::Sort;
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::infer::on_server::is_meant_for_server;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "client-export-member",
    group: Group::Environments,
    summary: "a member of an export of a client module is read on the server",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/client-export-member.md"),
    check,
};

/// What every function has, a reference too.
const OF_FUNCTIONS: [&str; 13] = [
    "$$id",
    "$$typeof",
    "apply",
    "bind",
    "call",
    "constructor",
    "defaultProps",
    "displayName",
    "length",
    "name",
    "propTypes",
    "prototype",
    "toString",
];

/// A member that is read.
struct Read<'f> {
    /// What is read; none for `list[index]`.
    name: Option<&'f str>,
    /// How it is used.
    how: How,
    node: Node,
    span: Span,
}

/// How a member is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// `<Menu.Item />`.
    Rendered,
    /// `LIST.map()`.
    Called,
    /// Any other way.
    Read,
}

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    for it in client_uses(module) {
        if it.export.sort == Sort::Missing {
            continue;
        }
        let is_common_js = is_common_js(module, it.export.module);
        for read in reads(facts, it.expr) {
            if !is_wrong(it, &read, is_common_js) || !is_meant_for_server(module, read.node) {
                continue;
            }
            let object = shown(facts, it.expr).unwrap_or_else(|| it.export.name.clone());
            let member = match read.name {
                Some(name) => format!("{object}.{name}"),
                None => format!("{object}[..]"),
            };
            let done = match read.how {
                How::Rendered => "rendered",
                How::Called => "called",
                How::Read => "read",
            };
            let owner = shown_owner(module, it.export.module);
            let finding = findings.report(
                read.span,
                format!("`{member}` is {done} on the server, but `{object}` belongs to {owner}"),
            );
            finding.why(reason(&object, &member, read.how, is_common_js));
            finding.help(advice(module, it, &read, &object));
            add_places(module, finding, it.export.module);
        }
    }
}

/// The members of an expression that are read: `x.a`, `x['a']`, `const { a, b } = x`. What is written to them is not.
fn reads(facts: &Facts, expr: ExprId) -> Vec<Read<'_>> {
    match facts.parent(expr) {
        Node::Expr(parent) => {
            let name = match facts[parent].kind {
                ExprKind::Member { property, .. } => Some(&facts[property]),
                ExprKind::Index { object, index, .. } if facts.without_types(object) == expr => {
                    facts.string(index)
                }
                _ => return Vec::new(),
            };
            let Some(how) = how(facts, parent) else { return Vec::new() };
            vec![Read { name, how, node: Node::Expr(parent), span: facts[parent].span }]
        }
        Node::Declarator(declarator) => {
            let PatternKind::Object { properties, .. } = facts[facts[declarator].pattern].kind else {
                return Vec::new();
            };
            let read = facts[properties].iter().filter_map(|property| {
                let PropertyKey::Name(name) = property.key else { return None };
                let node = Node::Declarator(declarator);
                Some(Read { name: Some(&facts[name]), how: How::Read, node, span: property.key_span })
            });
            read.collect()
        }
        _ => Vec::new(),
    }
}

/// How a member is used; none where it is written, deleted, or only tested with `typeof`.
fn how(facts: &Facts, member: ExprId) -> Option<How> {
    match facts.parent(member) {
        Node::Pattern(_) => None,
        Node::Jsx(jsx) if facts[jsx].tag_span == facts[member].span => Some(How::Rendered),
        Node::Expr(outer) => match facts[outer].kind {
            ExprKind::Call { callee, .. } if facts.without_types(callee) == member => Some(How::Called),
            ExprKind::Unary { operator: UnaryOperator::Typeof | UnaryOperator::Delete, .. }
            | ExprKind::Update(_) => None,
            _ => Some(How::Read),
        },
        _ => Some(How::Read),
    }
}

/// Whether a member is not there on the server.
fn is_wrong(it: &ClientUse, read: &Read<'_>, is_common_js: bool) -> bool {
    let of_function = read.name.is_some_and(|name| OF_FUNCTIONS.contains(&name));
    let is_data = matches!(it.export.sort, Sort::Primitive | Sort::Object);
    if of_function && !is_data {
        return false;
    }
    if !is_common_js {
        return true;
    }
    // The default export of CommonJS may be the module itself, whose members are its exports, and a context of
    // CommonJS does have its `Provider`.
    let is_safe = matches!(read.name, None | Some("Provider" | "_debugInfo" | "toJSON" | "$$async"));
    it.export.name != "default" && !is_safe
}

fn reason(object: &str, member: &str, how: How, is_common_js: bool) -> String {
    if is_common_js {
        return format!(
            "a server module gets only a reference to `{object}`, and React throws `Cannot access {member} on the \
             server` when a part of it is read"
        );
    }
    let outcome = match how {
        How::Rendered => "React throws `Element type is invalid` when it renders it",
        How::Called => "the call throws `is not a function`",
        How::Read => "it is silently empty",
    };
    format!("a server module gets only a reference to `{object}`, which has no such member, so {outcome}")
}

fn advice(module: &ModuleContext<'_>, it: &ClientUse, read: &Read<'_>, object: &str) -> String {
    let boundary = it.export.module;
    let path = match package(module, boundary) {
        Some(_) => "a client module of your own".to_owned(),
        None => format!("`{}`", module.project.path(boundary)),
    };
    match (read.how, read.name) {
        (How::Rendered, Some("Provider" | "Consumer")) => format!(
            "in {path} export a component that renders the provider around its `children`, and render that here"
        ),
        (How::Rendered, Some(name)) => {
            let flat = format!("{}{name}", object.replace('.', ""));
            format!("in {path} export the part by a name of its own, such as `{flat}`, and render that here")
        }
        _ if matches!(it.export.sort, Sort::Component | Sort::Callable | Sort::Hook) => {
            format!("in {path} export it by a name of its own, and import that")
        }
        (How::Called, _) => advice_to_share(module, boundary, "call"),
        _ => advice_to_share(module, boundary, "read"),
    }
}
