//! The functions that Next makes into actions or cached functions.

use rutter_syntax::facts::{
    BindingKind, ExportKind, ExprId, ExprKind, Facts, FunctionId, Node, PatternKind, Span,
};

use super::compiled::{file_meaning, is_compiled, is_constructor, is_of_instance_method, takes_functions};
use super::sites::{Form, sites};
use super::text::Meaning;
use crate::context::ModuleContext;

/// A function that Next makes into an action or a cached function.
#[derive(Debug, Clone, Copy)]
pub(super) struct Made {
    /// The function.
    pub(super) function: FunctionId,
    /// What it is made into.
    pub(super) what: What,
    /// Whether it is one because the file says so of everything it exports.
    pub(super) is_exported: bool,
}

/// What a function is made into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// An action.
    Action,
    /// A cached function.
    Cached,
}

impl What {
    fn of(meaning: Meaning<'_>) -> Option<Self> {
        match meaning {
            Meaning::Server => Some(Self::Action),
            Meaning::Cache(_) => Some(Self::Cached),
            _ => None,
        }
    }

    /// What it is called in a message, with its article.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Action => "an action",
            Self::Cached => "a cached function",
        }
    }

    /// The directive, without quotes.
    pub(super) fn directive(self) -> &'static str {
        match self {
            Self::Action => "use server",
            Self::Cached => "use cache",
        }
    }
}

/// The functions of a module that Next makes into actions or cached functions, each once: those with a directive of
/// their own, then those that the file exports below its own directive.
pub(super) fn made(module: &ModuleContext<'_>) -> Vec<Made> {
    let facts = module.facts;
    let mut made: Vec<Made> = Vec::new();
    for site in sites(facts).filter(|site| site.form == Form::Directive) {
        let (Some(function), Some(what)) = (site.function, What::of(site.meaning)) else { continue };
        let is_known = made.iter().any(|other| other.function == function);
        if !is_known && !is_of_instance_method(facts, &site) && !is_constructor(facts, function) {
            made.push(Made { function, what, is_exported: false });
        }
    }
    if !made.is_empty() && !takes_functions(module) {
        made.clear();
    }
    let Some(what) = file_meaning(facts).and_then(What::of).filter(|_| is_compiled(module)) else {
        return made;
    };
    for export in facts.exports.iter().filter(|export| !export.type_only) {
        if let Some(function) = exported_function(facts, export.kind)
            && !made.iter().any(|other| other.function == function)
        {
            made.push(Made { function, what, is_exported: true });
        }
    }
    made
}

/// The function that an export is, in the forms in which the compiler sees it: a declaration, or a name whose value is
/// written as a function, without parentheses or types around it.
pub(super) fn exported_function(facts: &Facts, kind: ExportKind) -> Option<FunctionId> {
    match kind {
        ExportKind::Function(function) => Some(function),
        ExportKind::Variable { binding, .. } | ExportKind::Local { binding: Some(binding), .. } => {
            match facts[binding].kind {
                BindingKind::Function(function) if facts[binding].top_level => Some(function),
                BindingKind::Variable { declarator, pattern } => {
                    let declarator = facts[declarator];
                    let value = declarator.value.filter(|_| declarator.pattern == pattern)?;
                    // Parentheses around the value are told by where the declarator ends.
                    function_of(facts, value)
                        .filter(|function| facts[*function].span.end == declarator.span.end)
                }
                _ => None,
            }
        }
        ExportKind::Expression(value) => function_of(facts, value),
        _ => None,
    }
}

/// The bytes that Next points at for a function: the name it is bound to, else its own name or head.
pub(super) fn label(facts: &Facts, function: FunctionId) -> Span {
    let head = facts[function].head;
    let Node::Expr(expr) = facts[function].parent() else { return head };
    let Node::Declarator(declarator) = facts[expr].parent() else { return head };
    match facts[facts[declarator].pattern].kind {
        PatternKind::Binding(binding) => facts[binding].span,
        _ => head,
    }
}

/// The name of a function for a message, in back-ticks.
pub(super) fn name(facts: &Facts, function: FunctionId) -> String {
    let bound = match facts[function].parent() {
        Node::Expr(expr) => match facts[expr].parent() {
            Node::Declarator(declarator) => match facts[facts[declarator].pattern].kind {
                PatternKind::Binding(binding) => Some(facts[binding].name),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    };
    match facts[function].name.or(bound) {
        Some(name) => format!("`{}`", &facts[name]),
        None => "this function".to_owned(),
    }
}

fn function_of(facts: &Facts, value: ExprId) -> Option<FunctionId> {
    match facts[value].kind {
        ExprKind::Function(function) => Some(function),
        _ => None,
    }
}
