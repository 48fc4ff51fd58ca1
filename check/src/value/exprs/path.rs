//! Where a value is found: a variable, and the members that lead from it to the value. `data` of `const { data } = r` is
//! found where `r.data` is.

use rutter_syntax::facts::{
    BindingId, BindingKind, DeclaratorId, ExprId, ExprKind, Facts, FunctionId, Node, PatternId, PatternKind,
    PropertyKey,
};

/// How many variables in a row are followed to the one that they were taken from.
const LONGEST_WAY: u32 = 10;

/// Where a value is found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Path<'a> {
    root: Root,
    /// The members, from the root on.
    steps: Vec<Step<'a>>,
}

/// What members are taken out of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Root {
    Binding(BindingId),
    /// What the variables of a declaration are taken out of.
    Declarator(DeclaratorId),
    /// What a call gives.
    Parameter(FunctionId, u32),
}

/// One member.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in super::super) enum Step<'a> {
    Name(&'a str),
    Index(usize),
}

impl<'a> Path<'a> {
    /// Where an expression is found; none where it computes something.
    pub(super) fn of(facts: &'a Facts, expr: ExprId) -> Option<Self> {
        path_of(facts, expr, 0)
    }

    /// Where the value of a declaration is found, of which a pattern takes parts.
    pub(super) fn of_declared(facts: &'a Facts, declarator: DeclaratorId) -> Self {
        declared(facts, declarator, 0)
    }

    /// The members that lead from another place to this one, if it lies in that.
    pub(super) fn within(&self, outer: &Self) -> Option<&[Step<'a>]> {
        (self.root == outer.root).then(|| self.steps.strip_prefix(outer.steps.as_slice())).flatten()
    }
}

fn path_of<'a>(facts: &'a Facts, expr: ExprId, way: u32) -> Option<Path<'a>> {
    let mut steps = Vec::new();
    let mut expr = facts.without_types(expr);
    loop {
        expr = match facts[expr].kind {
            ExprKind::Member { object, property, .. } => {
                steps.push(Step::Name(&facts[property]));
                facts.without_types(object)
            }
            ExprKind::Index { object, index, .. } => {
                steps.push(match facts[facts.without_types(index)].kind {
                    ExprKind::String(name) => Step::Name(&facts[name]),
                    ExprKind::Number(number) => match number.value() {
                        number if number >= 0.0 && number.fract() == 0.0 => Step::Index(number as usize),
                        _ => return None,
                    },
                    _ => return None,
                });
                facts.without_types(object)
            }
            ExprKind::Name { binding: Some(binding), .. } => {
                let mut path = bound(facts, binding, way);
                path.steps.extend(steps.into_iter().rev());
                return Some(path);
            }
            _ => return None,
        }
    }
}

fn bound<'a>(facts: &'a Facts, binding: BindingId, way: u32) -> Path<'a> {
    let alone = Path { root: Root::Binding(binding), steps: Vec::new() };
    if facts[binding].reassigned {
        return alone;
    }
    let (mut path, part) = match facts[binding].kind {
        BindingKind::Variable { declarator, pattern } => (declared(facts, declarator, way), pattern),
        BindingKind::Parameter { function, index, pattern } => {
            (Path { root: Root::Parameter(function, index), steps: Vec::new() }, pattern)
        }
        _ => return alone,
    };
    match steps_to(facts, part) {
        Some(steps) => path.steps.extend(steps),
        None => return alone,
    }
    path
}

fn declared<'a>(facts: &'a Facts, declarator: DeclaratorId, way: u32) -> Path<'a> {
    let own = Path { root: Root::Declarator(declarator), steps: Vec::new() };
    let value = facts[declarator].value.filter(|_| way < LONGEST_WAY);
    let of = value.and_then(|value| path_of(facts, value, way + 1));
    // What a variable held once says nothing of what it holds later.
    let is_lasting = |path: &Path<'_>| match path.root {
        Root::Binding(binding) => !facts[binding].reassigned,
        Root::Declarator(_) | Root::Parameter(..) => true,
    };
    of.filter(is_lasting).unwrap_or(own)
}

/// The members that a part of a pattern takes out of what the whole pattern is given.
fn steps_to<'a>(facts: &'a Facts, mut part: PatternId) -> Option<Vec<Step<'a>>> {
    let mut steps = Vec::new();
    while let Node::Pattern(outer) = facts[part].parent() {
        match facts[outer].kind {
            PatternKind::Object { properties, .. } => {
                let property = facts[properties].iter().find(|property| property.value == part)?;
                let PropertyKey::Name(name) = property.key else { return None };
                steps.push(Step::Name(&facts[name]));
            }
            PatternKind::Array { elements, .. } => {
                let (position, _) = facts[elements].iter().find(|(_, element)| *element == part)?;
                steps.push(Step::Index(*position as usize));
            }
            // Where the default stands in, nothing was found.
            PatternKind::Default { .. } => return None,
            _ => return None,
        }
        part = outer;
    }
    steps.reverse();
    Some(steps)
}
