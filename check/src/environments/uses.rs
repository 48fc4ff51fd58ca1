//! Which names at the top of a module use which others.

use rustc_hash::FxHashMap;
use rutter_syntax::facts::{
    BindingId, DeclaratorId, Facts, Node, PatternId, PatternKind, StatementId, StatementKind,
};

/// What code at the top of a module belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Owner {
    /// It runs when the module is loaded.
    Evaluation,
    /// It is part of what these names are bound to.
    Bindings(Vec<BindingId>),
    /// It is part of a default export without a name.
    Default,
}

/// What the code of a module uses, as far as names at its top are concerned.
#[derive(Debug, Default)]
pub(super) struct Uses {
    /// What is used when the module is loaded.
    pub(super) evaluated: Vec<BindingId>,
    /// What is used by a default export without a name.
    pub(super) default: Vec<BindingId>,
    /// What is used by what a name is bound to.
    pub(super) inside: FxHashMap<BindingId, Vec<BindingId>>,
}

impl Uses {
    pub(super) fn of(facts: &Facts) -> Self {
        let mut uses = Self::default();
        for (used, _) in facts.bindings.iter_ids().filter(|(_, binding)| binding.top_level) {
            for reference in facts.references(used) {
                match owner(facts, Node::Expr(reference)) {
                    Owner::Evaluation => uses.evaluated.push(used),
                    Owner::Default => uses.default.push(used),
                    Owner::Bindings(owners) => {
                        for owner in owners {
                            uses.inside.entry(owner).or_default().push(used);
                        }
                    }
                }
            }
        }
        uses
    }
}

/// What a node belongs to.
///
/// `const a = f(() => g())` uses `f` when the module is loaded, and `g` if `a` is used: the bundler keeps the call, and
/// what the arrow does happens to whoever has `a`. `export default a` uses `a` if the default export is used. Any
/// other statement runs when the module is loaded, with everything in it.
pub(super) fn owner(facts: &Facts, node: Node) -> Owner {
    let mut in_function = matches!(node, Node::Function(_));
    let mut declarator = None;
    let mut outermost: Option<StatementId> = None;
    for node in facts.ancestors(node) {
        match node {
            Node::Function(_) => in_function = true,
            Node::Declarator(it) => declarator = Some(it),
            Node::Statement(it) => outermost = Some(it),
            _ => {}
        }
    }
    let Some(statement) = outermost else { return Owner::Evaluation };
    match facts[statement].kind {
        StatementKind::Function(function) => {
            facts[function].binding.map_or(Owner::Default, |binding| Owner::Bindings(vec![binding]))
        }
        StatementKind::Class(class) if in_function => {
            facts[class].binding.map_or(Owner::Default, |binding| Owner::Bindings(vec![binding]))
        }
        StatementKind::Variables(_) if in_function => {
            declarator.map_or(Owner::Evaluation, |it| Owner::Bindings(declared(facts, it)))
        }
        StatementKind::DefaultExport(_) => Owner::Default,
        _ => Owner::Evaluation,
    }
}

/// The names that a declarator binds.
fn declared(facts: &Facts, declarator: DeclaratorId) -> Vec<BindingId> {
    let mut names = Vec::new();
    let mut open: Vec<PatternId> = vec![facts[declarator].pattern];
    while let Some(pattern) = open.pop() {
        match facts[pattern].kind {
            PatternKind::Binding(binding) => names.push(binding),
            PatternKind::Object { properties, rest } => {
                open.extend(facts[properties].iter().map(|property| property.value));
                open.extend(rest);
            }
            PatternKind::Array { elements, rest } => {
                open.extend(facts[elements].iter().map(|(_, element)| *element));
                open.extend(rest);
            }
            PatternKind::Default { pattern, .. } => open.push(pattern),
            PatternKind::Place(_) | PatternKind::Other => {}
        }
    }
    names
}
