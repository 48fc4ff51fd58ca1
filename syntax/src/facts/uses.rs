//! Which names at the top of a module use which others.

use super::{BindingId, DeclaratorId, Facts, List, Node, PatternKind, RequestId, StatementKind};

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

/// A name at the top of a module: its number among those.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopName(u32);

impl TopName {
    /// The number.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What the code of a module uses, as far as names at its top are concerned, and what of its requests.
#[derive(Debug, Default)]
pub struct Uses {
    /// What is used when the module is loaded.
    pub evaluated: Box<[TopName]>,
    /// What is used by a default export without a name.
    pub default: Box<[TopName]>,
    /// The requests of which something is left when the types are gone: see [`Facts::is_erased`].
    pub requests: Box<[RequestId]>,
    /// Names, each with one that is used by what it is bound to; sorted.
    inside: Box<[(TopName, TopName)]>,
    /// The binding of each name.
    bindings: Box<[BindingId]>,
}

impl Uses {
    /// What a file uses.
    #[must_use]
    pub fn of(facts: &Facts) -> Self {
        let top = facts.bindings.iter_ids().filter(|(_, binding)| binding.top_level).map(|(id, _)| id);
        let requests = facts.requests.iter_ids().map(|(id, _)| id).filter(|id| !facts.is_erased(*id));
        let mut uses = Self { bindings: top.collect(), requests: requests.collect(), ..Self::default() };
        let (mut evaluated, mut default, mut inside) = (Vec::new(), Vec::new(), Vec::new());
        for (index, binding) in uses.bindings.iter().enumerate() {
            let used = top_name(index);
            let mut add_inside = |owner| inside.extend(uses.name(owner).map(|owner| (owner, used)));
            for reference in facts.references(*binding) {
                match owner(facts, Node::Expr(reference)) {
                    Owner::Evaluation => evaluated.push(used),
                    Owner::Default => default.push(used),
                    Owner::Binding(owner) => add_inside(owner),
                    Owner::Bindings(owners) => owners.into_iter().for_each(&mut add_inside),
                }
            }
        }
        evaluated.dedup();
        default.dedup();
        inside.sort_unstable();
        inside.dedup();
        uses.evaluated = evaluated.into();
        uses.default = default.into();
        uses.inside = inside.into();
        uses
    }

    /// What is used by what a name is bound to.
    pub fn inside(&self, name: TopName) -> impl Iterator<Item = TopName> {
        let start = self.inside.partition_point(|(owner, _)| *owner < name);
        let of_name = self.inside[start..].iter().take_while(move |(owner, _)| *owner == name);
        of_name.map(|(_, used)| *used)
    }

    /// The name of a binding; none if that is not at the top.
    #[must_use]
    pub fn name(&self, binding: BindingId) -> Option<TopName> {
        self.bindings.binary_search(&binding).ok().map(top_name)
    }

    /// The bindings of all names, in their order.
    #[must_use]
    pub fn bindings(&self) -> &[BindingId] {
        &self.bindings
    }

    /// The binding of a name of this module.
    #[must_use]
    pub fn binding(&self, name: TopName) -> BindingId {
        self.bindings[name.index()]
    }

    /// Whether the names of another text use one another as these do.
    #[must_use]
    pub fn are_those_of(&self, other: &Self) -> bool {
        self.bindings.len() == other.bindings.len()
            && self.evaluated == other.evaluated
            && self.default == other.default
            && self.inside == other.inside
    }
}

/// The `index`-th name. A file has fewer than 2^32 bytes.
fn top_name(index: usize) -> TopName {
    TopName(u32::try_from(index).unwrap_or(u32::MAX))
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
