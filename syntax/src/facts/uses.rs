//! Which names at the top of a module use which others.

use super::{BindingId, DeclaratorId, Facts, List, Node, PatternKind, StatementKind};

/// What code at the top of a module belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// It runs when the module is loaded.
    Evaluation,
    /// It is part of what this name is bound to.
    Binding(BindingId),
    /// It is part of what these names are bound to.
    Bindings(Vec<BindingId>),
    /// It is part of a default export without a name.
    Default,
}

/// What the code of a module uses, as far as names at its top are concerned.
#[derive(Debug, Default)]
pub struct Uses {
    /// What is used when the module is loaded.
    pub evaluated: Vec<BindingId>,
    /// What is used by a default export without a name.
    pub default: Vec<BindingId>,
    /// Names, each with one that is used by what it is bound to; sorted.
    inside: Vec<(BindingId, BindingId)>,
}

impl Uses {
    /// What a file uses.
    #[must_use]
    pub fn of(facts: &Facts) -> Self {
        let mut uses = Self::default();
        for (used, _) in facts.bindings.iter_ids().filter(|(_, binding)| binding.top_level) {
            for reference in facts.references(used) {
                match owner(facts, Node::Expr(reference)) {
                    Owner::Evaluation => uses.evaluated.push(used),
                    Owner::Default => uses.default.push(used),
                    Owner::Binding(owner) => uses.inside.push((owner, used)),
                    Owner::Bindings(owners) => {
                        uses.inside.extend(owners.into_iter().map(|owner| (owner, used)));
                    }
                }
            }
        }
        uses.evaluated.dedup();
        uses.default.dedup();
        uses.inside.sort_unstable();
        uses.inside.dedup();
        uses
    }

    /// What is used by what a name is bound to.
    pub fn inside(&self, binding: BindingId) -> impl Iterator<Item = BindingId> {
        let start = self.inside.partition_point(|(owner, _)| *owner < binding);
        let of_binding = self.inside[start..].iter().take_while(move |(owner, _)| *owner == binding);
        of_binding.map(|(_, used)| *used)
    }
}

/// What a node belongs to.
///
/// `const a = f(() => g())` uses `f` when the module is loaded, and `g` if `a` is used: the bundler keeps the call, and
/// what the arrow does happens to whoever has `a`. `export default a` uses `a` if the default export is used. Any
/// other statement runs when the module is loaded, with everything in it.
#[must_use]
pub fn owner(facts: &Facts, node: Node) -> Owner {
    let Some(statement) = facts.top_statement_of(node) else { return Owner::Evaluation };
    let in_function = || matches!(node, Node::Function(_)) || facts.function_of(node).is_some();
    match facts[statement].kind {
        StatementKind::Function(function) => facts[function].binding.map_or(Owner::Default, Owner::Binding),
        StatementKind::Class(class) if in_function() => {
            facts[class].binding.map_or(Owner::Default, Owner::Binding)
        }
        StatementKind::Variables(declarators) if in_function() => {
            declarator_around(facts, declarators, node).map_or(Owner::Evaluation, |it| declared(facts, it))
        }
        StatementKind::DefaultExport(_) => Owner::Default,
        _ => Owner::Evaluation,
    }
}

/// The declarator of a statement at the top in which a node stands.
fn declarator_around(facts: &Facts, declarators: List<DeclaratorId>, node: Node) -> Option<DeclaratorId> {
    match facts[declarators] {
        [only] => Some(only),
        _ => facts
            .ancestors(node)
            .filter_map(|node| match node {
                Node::Declarator(declarator) => Some(declarator),
                _ => None,
            })
            .last(),
    }
}

/// The names that a declarator binds.
fn declared(facts: &Facts, declarator: DeclaratorId) -> Owner {
    if let PatternKind::Binding(binding) = facts[facts[declarator].pattern].kind {
        return Owner::Binding(binding);
    }
    Owner::Bindings(facts.bound_by(facts[declarator].pattern))
}
