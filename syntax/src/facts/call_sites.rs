//! What the code of a file calls, function by function.

use super::{
    BindingId, BindingKind, ExprId, ExprKind, Facts, FunctionId, Id as _, ImportId, Imported, JsxTag,
    Keyword, Name, Node,
};

/// What a module calls, constructs or renders, as far as it tells by itself what that is: its own functions, and what it
/// imports.
#[derive(Debug)]
pub struct CallSites {
    /// Sorted by who calls, then by place.
    sites: Vec<CallSite>,
}

/// A call, or an element that renders a component.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CallSite {
    /// The function that calls; none stands for the module when it is loaded.
    caller: Option<FunctionId>,
    /// The expression that stands for what is called.
    pub at: ExprId,
    /// What is called.
    pub callee: Callee,
}

/// What is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Callee {
    /// A function of the file.
    Function(FunctionId),
    /// What an import is bound to.
    Import(ImportId),
    /// A member of the namespace that an import is bound to.
    Member(ImportId, Name),
}

impl CallSites {
    /// What a file calls.
    #[must_use]
    pub fn of(facts: &Facts) -> Self {
        let callers = callers(facts);
        let caller = |at: ExprId| callers[facts.function_of(Node::Expr(at))?.index()];
        let mut sites = Vec::new();
        let mut add = |call: ExprId, at: ExprId| {
            if let Some(callee) = callee(facts, at) {
                sites.push(CallSite { caller: caller(call), at, callee });
            }
        };
        for (id, expr) in facts.exprs.iter_ids() {
            if let ExprKind::Call { callee, .. }
            | ExprKind::New { callee, .. }
            | ExprKind::TaggedTemplate { tag: callee, .. } = expr.kind
            {
                add(id, callee);
            }
        }
        for jsx in &facts.jsx {
            if let JsxTag::Component(tag) = jsx.tag {
                add(jsx.expr, tag);
            }
        }
        sites.sort_unstable();
        Self { sites }
    }

    /// What a function calls, or the module when it is loaded, where there is none; each with its number.
    pub fn in_function(&self, function: Option<FunctionId>) -> impl Iterator<Item = (usize, CallSite)> {
        let start = self.sites.partition_point(|site| site.caller < function);
        let of_function = self.sites[start..].iter().take_while(move |site| site.caller == function);
        of_function.enumerate().map(move |(index, site)| (start + index, *site))
    }

    /// The call of a number.
    #[must_use]
    pub fn site(&self, number: usize) -> CallSite {
        self.sites[number]
    }

    /// Whether another text, with its facts, calls the same in the same order. What its imports mean is not looked at.
    #[must_use]
    pub fn are_those_of(&self, facts: &Facts, (other, in_other): (&Self, &Facts)) -> bool {
        let is_same = |(a, b): (&CallSite, &CallSite)| {
            let is_tag = |facts: &Facts, site: &CallSite| matches!(facts.parent(site.at), Node::Jsx(_));
            let is_same_callee = match (a.callee, b.callee) {
                (Callee::Member(a, name), Callee::Member(b, in_b)) => a == b && facts[name] == in_other[in_b],
                (a, b) => a == b,
            };
            a.caller == b.caller && is_same_callee && is_tag(facts, a) == is_tag(in_other, b)
        };
        self.sites.len() == other.sites.len() && self.sites.iter().zip(&other.sites).all(is_same)
    }
}

/// What an expression that is called stands for.
fn callee(facts: &Facts, at: ExprId) -> Option<Callee> {
    let binding = |expr: ExprId| match facts[facts.without_types(expr)].kind {
        ExprKind::Name { binding, .. } => binding,
        _ => None,
    };
    match facts[facts.without_types(at)].kind {
        ExprKind::Function(function) => Some(Callee::Function(function)),
        ExprKind::Member { object, property, .. } => match facts[binding(object)?].kind {
            BindingKind::Import(import) if facts[import].imported == Imported::Namespace => {
                Some(Callee::Member(import, property))
            }
            _ => None,
        },
        _ => callee_of_binding(facts, binding(at)?),
    }
}

/// What is called when a name is.
#[must_use]
pub fn callee_of_binding(facts: &Facts, binding: BindingId) -> Option<Callee> {
    match facts[binding].kind {
        BindingKind::Import(import) => {
            (facts[import].imported != Imported::Namespace).then_some(Callee::Import(import))
        }
        BindingKind::Function(function) => Some(Callee::Function(function)),
        BindingKind::Variable { declarator, pattern } => {
            let declarator = facts[declarator];
            let is_whole = declarator.pattern == pattern && declarator.keyword == Keyword::Const;
            function_in(facts, declarator.value.filter(|_| is_whole)?).map(Callee::Function)
        }
        _ => None,
    }
}

/// The function that an expression is, also behind React's `memo`, `forwardRef` and `cache`.
#[must_use]
pub fn function_in(facts: &Facts, value: ExprId) -> Option<FunctionId> {
    match facts[facts.without_types(value)].kind {
        ExprKind::Function(function) => Some(function),
        ExprKind::Call { callee, arguments, .. } => {
            let is_wrapper =
                ["memo", "forwardRef", "cache"].iter().any(|it| facts.is_import_of(callee, "react", it));
            let first = *facts[arguments].first().filter(|_| is_wrapper)?;
            match facts[facts.without_types(first)].kind {
                ExprKind::Name { binding: Some(binding), .. } => match facts[binding].kind {
                    BindingKind::Function(function) => Some(function),
                    _ => None,
                },
                ExprKind::Function(function) => Some(function),
                _ => None,
            }
        }
        _ => None,
    }
}

/// For each function the one that evaluates what stands in it. What is passed to `map` and the like is evaluated by
/// the function around it.
fn callers(facts: &Facts) -> Vec<Option<FunctionId>> {
    let mut callers: Vec<Option<FunctionId>> = Vec::with_capacity(facts.functions.len());
    // An outer function comes before an inner one.
    for (function, _) in facts.functions.iter_ids() {
        callers.push(match is_iteration(facts, function) {
            true => facts.function_of(Node::Function(function)).and_then(|outer| callers[outer.index()]),
            false => Some(function),
        });
    }
    callers
}

fn is_iteration(facts: &Facts, function: FunctionId) -> bool {
    let Node::Expr(expr) = facts[function].parent() else { return false };
    let Node::Expr(call) = facts.parent(expr) else { return false };
    let ExprKind::Call { callee, .. } = facts[call].kind else { return false };
    let ExprKind::Member { property, .. } = facts[facts.without_types(callee)].kind else { return false };
    callee != expr && ["map", "flatMap", "filter", "forEach", "reduce"].contains(&&facts[property])
}
