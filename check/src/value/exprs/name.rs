//! What a name stands for.

use std::sync::Arc;

use rutter_syntax::facts::{
    BindingId, BindingKind, DeclaratorId, ExprId, FunctionId, LoopKind, Node, PatternId, StatementKind,
};

use super::super::evaluator::{Evaluator, Question};
use super::super::prelude;
use super::super::shape::{ClassValue, Element, Shape, Value};
use super::super::source::At;
use super::super::thunk::Scope;

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn name(
        &self,
        at: At<ExprId>,
        name: &'a str,
        binding: Option<BindingId>,
        scope: &Scope<'a>,
    ) -> Value<'a> {
        match binding {
            Some(binding) => {
                let value = self.binding_at(at.with(binding), Some(at.id), scope);
                self.guarded(at, self.narrowed(at.with(binding), &[], value))
            }
            None if name == "undefined" => Shape::Undefined.into(),
            None if matches!(name, "NaN" | "Infinity") => Shape::Number(None).into(),
            None => match prelude::global(name) {
                Some(binding) => self.binding(binding, &Scope::default()),
                None => Value::unknown(),
            },
        }
    }

    /// What a binding stands for.
    pub(crate) fn binding(&self, at: At<BindingId>, scope: &Scope<'a>) -> Value<'a> {
        self.binding_at(at, None, scope)
    }

    /// What a binding stands for where it is used.
    fn binding_at(&self, at: At<BindingId>, used: Option<ExprId>, scope: &Scope<'a>) -> Value<'a> {
        if let Some(value) = scope.get(at) {
            return self.force(value);
        }
        // Nothing that a call gives can be seen from the top of a file.
        let top = Scope::default();
        let binding = &self.facts(at.source)[at.id];
        match (binding.top_level, binding.reassigned) {
            (true, false) => {
                let value = self.once(Question::Binding(at), &top, || self.declared_as(at, None, &top));
                // What was taken out together with others may be less where one of those was asked.
                let is_part = matches!(binding.kind, BindingKind::Variable { declarator, pattern }
                    if self.facts(at.source)[declarator].pattern != pattern);
                match value.shape {
                    Shape::Union(_) if is_part && used.is_some() => self.declared_as(at, used, &top),
                    _ => value,
                }
            }
            (true, true) => self.declared_as(at, used, &top),
            (false, _) => self.declared_as(at, used, scope),
        }
    }

    /// What the declaration of a binding makes of it.
    fn declared_as(&self, at: At<BindingId>, used: Option<ExprId>, scope: &Scope<'a>) -> Value<'a> {
        let facts = self.facts(at.source);
        let binding = &facts[at.id];
        let place = at.with(binding.span);
        let shown = || format!("`{}` is declared here", &facts[binding.name]);
        match binding.kind {
            BindingKind::Import(import) => self.import(at.with(import)),
            BindingKind::Variable { declarator, pattern } => {
                self.variable(at, declarator, pattern, used, scope).through(place, shown)
            }
            BindingKind::Parameter { function, index, pattern } => {
                // What it was given may be gone; its type is still right.
                let top = Scope::default();
                let given = if binding.reassigned { &top } else { scope };
                let value = self.parameter(at.with(function), index, pattern, given);
                self.filled(at, value, &Value::unknown, given).through(place, shown)
            }
            BindingKind::Function(function) => self.function(at.with(function), scope),
            BindingKind::Class(class) => {
                Shape::Class(Arc::new(ClassValue { at: at.with(class), scope: scope.clone() })).into()
            }
            BindingKind::Enum => self.enum_object(at),
            BindingKind::Namespace => self.value_of(self.entity(at)),
            _ => Value::unknown(),
        }
    }

    fn variable(
        &self,
        binding: At<BindingId>,
        declarator: DeclaratorId,
        part: PatternId,
        used: Option<ExprId>,
        scope: &Scope<'a>,
    ) -> Value<'a> {
        let facts = self.facts(binding.source);
        let at = binding.with(declarator);
        let declarator = &facts[declarator];
        let declared = || match declarator.ty {
            Some(ty) => self.taken(at.with(declarator.pattern), self.ty(at.with(ty), scope), part, scope),
            None => Value::unknown(),
        };
        if facts[binding.id].reassigned {
            let Some(value) = self.assigned(binding, at.id, part, used, scope) else {
                return Value::unknown();
            };
            let value = if value.is_vague() { declared() } else { value };
            return self.filled(binding, value, &Value::unknown, scope);
        }
        let Some(written) = declarator.value else {
            let value = match self.iterated_by(at, scope) {
                Some(value) => self.taken(at.with(declarator.pattern), value, part, scope),
                None => declared(),
            };
            return self.filled(binding, value, &Value::unknown, scope);
        };
        let whole = self.expr(at.with(written), scope);
        let whole = match declarator.ty {
            Some(ty) if self.says_less(&whole) => self.ty(at.with(ty), scope),
            _ => whole,
        };
        if declarator.pattern == part {
            return self.filled(binding, whole, &declared, scope);
        }
        let value = self.taken_where(at, whole, part, used, scope);
        let value = if matches!(value.shape, Shape::Unknown) { declared() } else { value };
        self.filled(binding, value, &Value::unknown, scope)
    }

    /// What a pattern takes out of the value of a declaration, as far as the conditions where it is used leave it.
    fn taken_where(
        &self,
        at: At<DeclaratorId>,
        whole: Value<'a>,
        part: PatternId,
        used: Option<ExprId>,
        scope: &Scope<'a>,
    ) -> Value<'a> {
        let pattern = at.with(self.facts(at.source)[at.id].pattern);
        let value = self.taken(pattern, whole.clone(), part, scope);
        let (Shape::Union(union), Some(used)) = (&value.shape, used) else { return value };
        if let Some(left) = self.left_of_whole(at, &whole, used) {
            return self.taken(pattern, left, part, scope);
        }
        let may_be_missing = union.parts.iter().any(|part| part.shape.is_nullish());
        if may_be_missing && self.depends_on_sibling(at, part, &whole, used, scope) {
            return Value::unknown();
        }
        value
    }

    /// Whether the type that is written beside a value says more than the value: it is unknown, or still empty.
    fn says_less(&self, value: &Value<'a>) -> bool {
        match &value.shape {
            Shape::Tuple(elements) => elements.is_empty(),
            Shape::Object(object) => object.members.is_empty() && object.declared.is_none(),
            Shape::Instance(instance) if instance.class.source.module().is_none() => {
                let facts = self.facts(instance.class.source);
                let arguments = facts[facts[instance.class.id].type_parameters].len();
                arguments > 0
                    && (0..arguments).all(|index| {
                        matches!(self.argument(instance, index).shape, Shape::Unknown | Shape::Never)
                    })
            }
            _ => value.is_vague(),
        }
    }

    /// What the declaration in the head of a loop stands for.
    fn iterated_by(&self, at: At<DeclaratorId>, scope: &Scope<'a>) -> Option<Value<'a>> {
        let facts = self.facts(at.source);
        let Node::Statement(statement) = facts[at.id].parent() else { return None };
        let StatementKind::Loop { head, kind, .. } = facts[statement].kind else { return None };
        match (kind, &facts[head]) {
            (LoopKind::In, _) => Some(Shape::String(None).into()),
            (LoopKind::Of, [head]) => {
                let iterated = self.expr(at.with(*head), scope);
                let element = self.iterated(&iterated).undecided();
                // `for await` gives what promises are fulfilled with; there is no other reason to iterate those.
                Some(match element.shape {
                    Shape::Unknown | Shape::Never => self.iterated_async(&iterated),
                    _ => element,
                })
            }
            _ => None,
        }
    }

    fn parameter(&self, at: At<FunctionId>, index: u32, pattern: PatternId, scope: &Scope<'a>) -> Value<'a> {
        let facts = self.facts(at.source);
        let Some(parameter) = facts[facts[at.id].parameters].get(index as usize) else {
            return Value::unknown();
        };
        let given = scope.parameter(at, index).map_or_else(Value::unknown, |given| self.force(given));
        let whole = match (&given.shape, parameter.ty) {
            (Shape::Unknown, Some(ty)) => {
                let value = self.ty(at.with(ty), scope);
                if parameter.optional { value.or_undefined() } else { value }
            }
            (Shape::Unknown, None) => match (self.expected_parameter(at, index as usize, scope), index) {
                (Value { shape: Shape::Unknown, .. }, 0) => {
                    self.props_of_entry(at).unwrap_or_else(Value::unknown)
                }
                (expected, _) => expected,
            },
            _ => given,
        };
        let whole = match &whole.shape {
            Shape::Unknown if parameter.rest => {
                Shape::Tuple(Arc::new([Element { value: Shape::Unknown.into(), spread: true }])).into()
            }
            _ => whole,
        };
        self.taken(at.with(parameter.pattern), whole, pattern, scope)
    }

    /// `this`.
    pub(super) fn this(&self, at: At<ExprId>, scope: &Scope<'a>) -> Value<'a> {
        if let Some(this) = scope.this() {
            return self.force(this);
        }
        let facts = self.facts(at.source);
        let class = facts.ancestors(Node::Expr(at.id)).find_map(|node| match node {
            Node::Class(class) => Some(class),
            _ => None,
        });
        match class {
            Some(class) => {
                let mut instance = self.instance_of(at.with(class), Vec::new());
                instance.made = false;
                Shape::Instance(Arc::new(instance)).into()
            }
            None => Value::unknown(),
        }
    }
}
