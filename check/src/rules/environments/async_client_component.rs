//! `async-client-component`: an async component that runs in the browser.

use rutter_routes::EntryKind;
use rutter_syntax::facts::{
    BindingId, BindingKind, ExportKind, ExprId, ExprKind, Facts, FunctionId, JsxTag, Node, Span,
    StatementKind,
};
use rutter_syntax::graph::{Environment, ExportOrigin, ModuleId, Target};

use crate::context::ModuleContext;
use crate::finding::{Finding, Findings};
use crate::infer::functions::{Role, function_of_binding, function_of_export, returns_element, role};
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "async-client-component",
    group: Group::Environments,
    summary: "an async component belongs to a client module, or is rendered by one",
    level: Level::Warning,
    fix: FixKind::None,
    page: include_str!("../../../docs/async-client-component.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    if !module.in_environment(Environment::Client) || module.is_actions() {
        return;
    }
    // `'use client'` beside another directive is refused, and says nothing about where the file should run.
    if module.is_boundary() && module.facts.directives.iter().all(|it| !is_of_server(&module.facts[it.text]))
    {
        for (function, name) in own_components(module) {
            let finding = findings
                .report(async_word(module.facts, function), format!("{name} is an async client component"));
            explain(module, finding);
            finding.help(
                "take the data as a prop from a server component, or pass a promise as a prop and read it with `use()`",
            );
        }
    }
    for (tag, name, declared) in rendered(module) {
        let facts = module.project.graph[declared.0].facts();
        let finding =
            findings.report(tag, format!("`{name}` is an async component, and a client module renders it"));
        explain(module, finding);
        finding.help(format!(
            "render `<{name} />` in a server component, and pass it to this one as `children` or another prop"
        ));
        finding.related(declared.0, facts[declared.1].head, "is declared here");
    }
}

fn is_of_server(directive: &str) -> bool {
    directive == "use server" || directive.starts_with("use cache")
}

fn explain(module: &ModuleContext<'_>, finding: &mut Finding) {
    finding.why(
        "only server components may be async: in the browser React starts it anew with each render and warns in the \
         console; `next build` says nothing",
    );
    finding.chain(module.chain(Environment::Client));
}

/// The async components of a client module that it exports or renders, with their names for a message.
fn own_components(module: &ModuleContext<'_>) -> Vec<(FunctionId, String)> {
    let facts = module.facts;
    let candidates = facts.functions.iter_ids().filter(|(id, function)| {
        function.is_async && (has_component_name(facts, *id) || is_route_component(module, *id))
    });
    let used = candidates.filter_map(|(id, function)| {
        let is_exported =
            facts.exports.iter().any(|export| function_of_export(facts, export.kind) == Some(id));
        let is_shown =
            returns_element(facts, id) || returns_null(facts, id) || is_route_component(module, id);
        let is_rendered = tags(facts).any(|(_, binding)| function_of_binding(facts, binding) == Some(id));
        let is_used = is_rendered || (is_exported && is_shown);
        let name = function.name.map(|name| &facts[name]).or_else(|| variable(facts, id));
        let name = match name {
            Some(name) => format!("`{name}`"),
            None => "the default export".to_owned(),
        };
        is_used.then_some((id, name))
    });
    used.collect()
}

/// Whether an async function has the name of a component, and no directive of its own.
fn has_component_name(facts: &Facts, function: FunctionId) -> bool {
    facts[function].is_async
        && facts[facts[function].directives].is_empty()
        && role(facts, function) == Some(Role::Component)
}

/// Whether a function returns `null` and nothing else.
fn returns_null(facts: &Facts, function: FunctionId) -> bool {
    let mut values = facts.statements.iter_ids().filter_map(|(id, statement)| match statement.kind {
        StatementKind::Return(Some(value)) if facts.function_of(Node::Statement(id)) == Some(function) => {
            Some(value)
        }
        _ => None,
    });
    let is_null = |value: ExprId| matches!(facts[facts.without_types(value)].kind, ExprKind::Null);
    values.next().is_some_and(is_null) && values.all(is_null)
}

/// Whether a function is the default export of a file that Next renders, whatever its name is and what it returns.
fn is_route_component(module: &ModuleContext<'_>, function: FunctionId) -> bool {
    let renders = module.entries().iter().any(|entry| {
        matches!(
            entry.kind,
            EntryKind::Page
                | EntryKind::Layout
                | EntryKind::Template
                | EntryKind::Default
                | EntryKind::Loading
        )
    });
    let facts = module.facts;
    renders
        && facts
            .export("default")
            .is_some_and(|export| function_of_export(facts, export.kind) == Some(function))
}

/// The elements of a module that are async components of modules without `'use client'`.
fn rendered(module: &ModuleContext<'_>) -> Vec<(Span, String, (ModuleId, FunctionId))> {
    let facts = module.facts;
    let found = tags(facts).filter_map(|(tag, binding)| {
        let declared = component_behind(module, binding)?;
        let (declaring, function) = declared;
        let declaring_facts = module.project.graph[declaring].facts();
        // One of a client module is reported where it is declared.
        let is_told =
            declaring_facts.has_directive("use client") || declaring_facts.has_directive("use server");
        if is_told || !has_component_name(declaring_facts, function) {
            return None;
        }
        let node = Node::Expr(tag);
        let runs =
            module.project.environments.may_run(module.project.graph, module.id, Environment::Client, node);
        let ExprKind::Name { name, .. } = facts[tag].kind else { return None };
        runs.then(|| (facts[tag].span, facts[name].to_owned(), declared))
    });
    found.collect()
}

/// The function that a name is: of this file, or imported.
fn component_behind(module: &ModuleContext<'_>, binding: BindingId) -> Option<(ModuleId, FunctionId)> {
    let facts = module.facts;
    let BindingKind::Import(import) = facts[binding].kind else {
        return Some((module.id, function_of_binding(facts, binding)?));
    };
    let graph = module.project.graph;
    let rutter_syntax::facts::Imported::Name(name) = facts[import].imported else { return None };
    let Target::Module(target) = graph.target(module.id, facts[import].request, Environment::Client) else {
        return None;
    };
    match graph.follow(target, &facts[name], Environment::Client) {
        ExportOrigin::Declared { module: declaring, export } => {
            let declared = graph[declaring].facts();
            Some((declaring, function_of_export(declared, declared[export].kind)?))
        }
        _ => None,
    }
}

/// The names that are rendered, in the order of the text.
fn tags(facts: &Facts) -> impl Iterator<Item = (ExprId, BindingId)> + '_ {
    facts.jsx.iter().filter_map(|jsx| {
        let JsxTag::Component(tag) = jsx.tag else { return None };
        match facts[tag].kind {
            ExprKind::Name { binding: Some(binding), .. } => Some((tag, binding)),
            _ => None,
        }
    })
}

/// The name of the export or variable that holds a function.
fn variable(facts: &Facts, function: FunctionId) -> Option<&str> {
    let export =
        facts.exports.iter().find(|export| function_of_export(facts, export.kind) == Some(function))?;
    match export.kind {
        ExportKind::Variable { binding, .. } => Some(&facts[facts[binding].name]),
        ExportKind::Local { local, .. } => Some(&facts[local]),
        _ => None,
    }
}

/// The bytes that stand for a function in a message.
fn async_word(facts: &Facts, function: FunctionId) -> Span {
    facts[function].head
}
