//! Conditional types, `A extends B ? C : D`.

use rutter_syntax::facts::{BindingId, BindingKind, ConditionalId, TypeId, TypeKind};

use super::super::evaluator::Evaluator;
use super::super::shape::{Shape, Value};
use super::super::source::At;
use super::super::thunk::{Scope, Thunk};
use super::MOST_PARTS;
use super::matching::Inferred;

/// What is checked.
enum Checked<'a> {
    /// A type parameter, which stands for each part of a union in turn.
    Parameter(At<BindingId>, Value<'a>),
    /// Any other type.
    Other(Value<'a>),
    /// A type parameter that stands for nothing yet.
    Open,
}

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn conditional(&self, at: At<ConditionalId>, scope: &Scope<'a>) -> Value<'a> {
        let check = self.facts(at.source)[at.id].check;
        match self.checked(at.with(check), scope) {
            Checked::Parameter(binding, value) => match &value.shape {
                Shape::Never => Shape::Never.into(),
                Shape::Union(union) => {
                    let parts = union.parts.iter().take(MOST_PARTS).map(|part| {
                        let scope = scope.with(binding, part.clone().into());
                        self.bounded(|| self.decided(at, Some(part), &scope)).unwrap_or_else(Value::unknown)
                    });
                    self.declared_union(parts)
                }
                _ => self.decided(at, Some(&value), scope),
            },
            Checked::Other(value) => self.decided(at, Some(&value), scope),
            Checked::Open => self.decided(at, None, scope),
        }
    }

    fn checked(&self, at: At<TypeId>, scope: &Scope<'a>) -> Checked<'a> {
        let facts = self.facts(at.source);
        let TypeKind::Reference { binding: Some(binding), .. } = facts[at.id].kind else {
            return Checked::Other(self.ty(at, scope));
        };
        match (scope.get(at.with(binding)), facts[binding].kind) {
            (Some(bound), _) => Checked::Parameter(at.with(binding), self.force(bound)),
            (None, BindingKind::TypeParameter) => Checked::Open,
            (None, _) => Checked::Other(self.ty(at, scope)),
        }
    }

    /// The branch that something takes, or one of both where that cannot be told.
    fn decided(&self, at: At<ConditionalId>, value: Option<&Value<'a>>, scope: &Scope<'a>) -> Value<'a> {
        let conditional = self.facts(at.source)[at.id];
        let mut inferred = Inferred::default();
        let holds = match value {
            Some(Value { shape: Shape::Unknown, .. }) => return Value::unknown(),
            Some(value) => self.matches(value, at.with(conditional.extends), scope, &mut inferred),
            None => None,
        };
        match holds {
            Some(true) => self.ty(at.with(conditional.then), &self.with_inferred(scope, inferred)),
            Some(false) => self.ty(at.with(conditional.otherwise), scope),
            None => {
                // What `infer` would find is unknown then.
                let then = self.ty(at.with(conditional.then), scope);
                let otherwise = self.ty(at.with(conditional.otherwise), scope);
                self.declared_union([then, otherwise].into_iter())
            }
        }
    }

    fn with_inferred(&self, scope: &Scope<'a>, inferred: Inferred<'a>) -> Scope<'a> {
        let mut scope = scope.clone();
        for (binding, values) in inferred.found {
            let thunk: Thunk<'a> = match <[Thunk<'a>; 1]>::try_from(values) {
                Ok([only]) => only,
                Err(several) => self.declared_union(several.iter().map(|thunk| self.force(thunk))).into(),
            };
            scope = scope.with(binding, thunk);
        }
        scope
    }
}
