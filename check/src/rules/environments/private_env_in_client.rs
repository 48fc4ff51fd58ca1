//! `private-env-in-client`: a variable of the server's environment that is read in the client.

use rutter_syntax::facts::{
    BindingId, ExportKind, ExprId, ExprKind, Facts, Node, PatternId, PatternKind, PropertyKey, Span,
    UnaryOperator,
};
use rutter_syntax::graph::Environment;

use super::config::config_may_inline;
use super::env_absence::is_meant_to_be_absent;
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::infer::place_guards::is_behind_place_guard;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "private-env-in-client",
    group: Group::Environments,
    summary: "a client module reads a variable of `process.env` that browsers do not get",
    level: Level::Warning,
    fix: FixKind::None,
    page: include_str!("../../../docs/private-env-in-client.md"),
    check,
};

/// Variables that Next itself puts in place of what is written (Next 16.4.6), and those by which what runs tests
/// and stories makes itself known, which are meant to be absent everywhere else.
const KNOWN_ELSEWHERE: [&str; 10] = [
    "CI",
    "CYPRESS",
    "JEST_WORKER_ID",
    "NEXT_DEPLOYMENT_ID",
    "NEXT_RUNTIME",
    "NODE_ENV",
    "PLAYWRIGHT_TEST_BASE_URL",
    "STORYBOOK",
    "TURBOPACK",
    "VITEST",
];

/// How many names are followed from a variable at the top of a file to what uses it.
const LONGEST_WAY: u32 = 4;

/// One variable that is read.
struct Read<'f> {
    variable: &'f str,
    /// The bytes that name it.
    span: Span,
    /// What reads it.
    node: Node,
    /// What it is bound to, where it is destructured.
    bound: Vec<BindingId>,
}

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    if facts.names.find("env").is_none() || !module.in_environment(Environment::Client) || module.is_actions()
    {
        return;
    }
    for Read { variable, span, node, bound } in reads(facts) {
        if is_public(variable)
            || config_may_inline(module, variable)
            || !is_used_in_client(module, node, &bound)
            || is_meant_to_be_absent(module, variable, node)
            || is_behind_place_guard(module.project, module.id, node, span)
        {
            continue;
        }
        findings
            .report(span, format!("`process.env.{variable}` is read in code that runs in the client"))
            .why(format!(
                "browsers get no variable but those whose name starts with `NEXT_PUBLIC_`: there `{variable}` is \
                 `undefined`, while the same code has its value when the server renders the component, so the value \
                 may stand in the HTML that is sent"
            ))
            .help(format!(
                "read it in a server component or an action and pass on what the browser may know, or call it \
                 `NEXT_PUBLIC_{variable}` if everyone may"
            ))
            .chain(module.chain(Environment::Client));
    }
}

fn is_public(variable: &str) -> bool {
    variable.starts_with("NEXT_PUBLIC_")
        || variable.starts_with("__NEXT_")
        || KNOWN_ELSEWHERE.contains(&variable)
}

/// Every variable of `process.env` that a file names.
fn reads(facts: &Facts) -> Vec<Read<'_>> {
    let mut found = Vec::new();
    for global in facts.globals().filter(|global| global.name == "process") {
        let Some(env) = environment(facts, global.expr) else { continue };
        match facts.parent(env) {
            Node::Expr(outer) => {
                let variable = match facts[outer].kind {
                    ExprKind::Member { property, .. } => Some(&facts[property]),
                    ExprKind::Index { index, .. } => facts.string(index),
                    _ => None,
                };
                if let Some(variable) = variable {
                    let (span, node) = (facts[outer].span, Node::Expr(outer));
                    if !is_written(facts, outer) {
                        found.push(Read { variable, span, node, bound: Vec::new() });
                    }
                }
            }
            Node::Declarator(declarator) => {
                let PatternKind::Object { properties, .. } = facts[facts[declarator].pattern].kind else {
                    continue;
                };
                for property in &facts[properties] {
                    let PropertyKey::Name(variable) = property.key else { continue };
                    found.push(Read {
                        variable: &facts[variable],
                        span: property.key_span,
                        node: Node::Declarator(declarator),
                        bound: bindings(facts, property.value),
                    });
                }
            }
            _ => {}
        }
    }
    found
}

/// `process.env`, of which `process` is given. `globalThis.process.env` is not told.
fn environment(facts: &Facts, process: ExprId) -> Option<ExprId> {
    let Node::Expr(member) = facts.parent(process) else { return None };
    let ExprKind::Member { property, .. } = facts[member].kind else { return None };
    (&facts[property] == "env").then_some(member)
}

/// Whether an expression is written to or deleted.
fn is_written(facts: &Facts, expr: ExprId) -> bool {
    match facts.parent(expr) {
        Node::Pattern(_) => true,
        Node::Expr(outer) => {
            matches!(facts[outer].kind, ExprKind::Unary { operator: UnaryOperator::Delete, .. })
        }
        _ => false,
    }
}

fn bindings(facts: &Facts, pattern: PatternId) -> Vec<BindingId> {
    match facts[pattern].kind {
        PatternKind::Binding(binding) => vec![binding],
        PatternKind::Default { pattern, .. } => bindings(facts, pattern),
        _ => Vec::new(),
    }
}

/// Whether something in the client uses what is read. A name at the top of the file is used where something that is
/// used there names it.
fn is_used_in_client(module: &ModuleContext<'_>, node: Node, bound: &[BindingId]) -> bool {
    let facts = module.facts;
    let environments = module.project.environments;
    if !environments.may_run(module.project.graph, module.id, Environment::Client, node) {
        return false;
    }
    if facts.function_of(node).is_some() {
        return true;
    }
    match if bound.is_empty() { holder(facts, node) } else { Some(bound.to_vec()) } {
        Some(names) => names.into_iter().any(|name| is_name_used(module, name, LONGEST_WAY)),
        None => true,
    }
}

fn is_name_used(module: &ModuleContext<'_>, binding: BindingId, left: u32) -> bool {
    let facts = module.facts;
    let environments = module.project.environments;
    let is_exported = facts.exports.iter().any(|export| {
        let is_it = match export.kind {
            ExportKind::Variable { binding: it, .. } => it == binding,
            ExportKind::Local { binding: it, .. } => it == Some(binding),
            _ => false,
        };
        is_it
            && export
                .name
                .is_some_and(|name| environments.is_live(module.id, Environment::Client, &facts[name]))
    });
    is_exported
        || facts.references(binding).any(|reference| {
            let node = Node::Expr(reference);
            if !environments.may_run(module.project.graph, module.id, Environment::Client, node) {
                return false;
            }
            let (None, Some(holders)) = (facts.function_of(node), holder(facts, node)) else { return true };
            left == 0 || holders.iter().any(|holder| is_name_used(module, *holder, left - 1))
        })
}

/// The names of the declarator that a node stands in.
fn holder(facts: &Facts, node: Node) -> Option<Vec<BindingId>> {
    let declarator = facts.ancestors(node).find_map(|outer| match outer {
        Node::Declarator(declarator) => Some(declarator),
        _ => None,
    })?;
    let names = bindings(facts, facts[declarator].pattern);
    (!names.is_empty()).then_some(names)
}
