//! What classes and their instances have.

use std::sync::Arc;

use rutter_syntax::facts::{
    BindingId, BindingKind, Class, ClassId, ClassMember, ClassMemberKind, ExprKind, Facts, FunctionBody,
    FunctionId, PatternKind, PropertyKey,
};

use super::super::evaluator::Evaluator;
use super::super::shape::{ClassValue, Function, Instance, Shape, Value};
use super::super::source::At;
use super::super::thunk::{Scope, Thunk};

/// How many classes are looked at that extend one another.
const MOST_CLASSES: usize = 20;

/// What is looked for in a class.
#[derive(Debug, Clone, Copy)]
enum Wanted<'n> {
    Named(&'n str),
    /// `[Symbol.iterator]` and the like.
    Symbol(&'n str),
    Constructor,
}

impl<'a> Evaluator<'_, 'a> {
    /// The class that a name stands for.
    pub(super) fn class_of_binding(&self, at: At<BindingId>) -> Option<At<ClassId>> {
        match self.facts(at.source)[at.id].kind {
            BindingKind::Class(class) => Some(at.with(class)),
            _ => None,
        }
    }

    /// An instance of a class, with what its type parameters stand for, in their order.
    pub(crate) fn instance_of(&self, class: At<ClassId>, arguments: Vec<Thunk<'a>>) -> Instance<'a> {
        let scope = self.with_arguments(class, &Scope::default(), arguments);
        Instance { class, scope, made: true }
    }

    /// The scope in which the type parameters of a class stand for the arguments, or else for their defaults.
    pub(super) fn with_arguments(
        &self,
        class: At<ClassId>,
        outer: &Scope<'a>,
        arguments: Vec<Thunk<'a>>,
    ) -> Scope<'a> {
        let facts = self.facts(class.source);
        let mut scope = outer.clone();
        let mut arguments = arguments.into_iter();
        for parameter in &facts[facts[class.id].type_parameters] {
            let Some(binding) = parameter.binding else { continue };
            let argument = arguments.next().unwrap_or_else(|| match parameter.default {
                Some(default) => Thunk::Type(class.with(default), scope.clone()),
                None => Thunk::unknown(),
            });
            scope = scope.with(class.with(binding), argument);
        }
        scope
    }

    /// `instance.name`, where the instance is `value`.
    pub(in super::super) fn instance_member(
        &self,
        instance: &Instance<'a>,
        value: &Value<'a>,
        name: &str,
    ) -> Value<'a> {
        if self.is_plain_data(instance) {
            return value.clone();
        }
        self.found_member(instance, value, Wanted::Named(name), false)
    }

    /// Whether it is an instance of the prelude's `PlainData`: anything that came out of JSON.
    pub(crate) fn is_plain_data(&self, instance: &Instance<'a>) -> bool {
        self.is_global_class(instance.class, "PlainData")
    }

    /// The method behind `instance[Symbol.name]`.
    pub(super) fn symbol_member(&self, instance: &Instance<'a>, value: &Value<'a>, name: &str) -> Value<'a> {
        self.found_member(instance, value, Wanted::Symbol(name), false)
    }

    /// `C.name`.
    pub(super) fn static_member(&self, class: &ClassValue<'a>, name: &str) -> Value<'a> {
        let value = Shape::Class(Arc::new(class.clone())).into();
        let instance = Instance { class: class.at, scope: class.scope.clone(), made: true };
        self.found_member(&instance, &value, Wanted::Named(name), true)
    }

    /// The constructors that a class declares or inherits, and the instance of the class that declares them.
    pub(super) fn constructors(&self, instance: &Instance<'a>) -> Option<(Instance<'a>, Vec<FunctionId>)> {
        let chain = std::iter::successors(Some(instance.clone()), |instance| self.base(instance));
        chain.take(MOST_CLASSES).find_map(|instance| {
            let (facts, class) = self.class(instance.class);
            let found: Vec<FunctionId> = facts[class.members]
                .iter()
                .filter(|member| self.is_wanted(instance.class, member, Wanted::Constructor))
                .filter_map(function_of)
                .collect();
            (!found.is_empty()).then_some((instance, found))
        })
    }

    /// The overloads of a method, by one of them.
    pub(super) fn overloads_of_method(&self, at: At<FunctionId>, class: ClassId) -> Vec<FunctionId> {
        let (facts, class) = self.class(at.with(class));
        let members = &facts[class.members];
        let Some(own) = members.iter().find(|member| function_of(member) == Some(at.id)) else {
            return vec![at.id];
        };
        let same = members.iter().filter(|member| {
            member.is_static == own.is_static
                && (member.key == own.key || function_of(member) == Some(at.id))
                && matches!(member.kind, ClassMemberKind::Method(_))
        });
        same.filter_map(function_of).collect()
    }

    /// What a class extends, as an instance.
    pub(crate) fn base(&self, instance: &Instance<'a>) -> Option<Instance<'a>> {
        let (facts, class) = self.class(instance.class);
        let Shape::Class(base) = self.expr(instance.class.with(class.extends?), &instance.scope).shape else {
            return None;
        };
        let arguments = facts[class.extends_arguments].iter();
        let arguments =
            arguments.map(|ty| Thunk::Type(instance.class.with(*ty), instance.scope.clone())).collect();
        let scope = self.with_arguments(base.at, &base.scope, arguments);
        Some(Instance { class: base.at, scope, made: instance.made })
    }

    /// Whether a class is the prelude's global one of a name.
    pub(crate) fn is_global_class(&self, class: At<ClassId>, name: &str) -> bool {
        let (facts, found) = self.class(class);
        class.source.module().is_none()
            && found.name.is_some_and(|own| &facts[own] == name)
            && super::super::prelude::is_global(class.source)
    }

    fn class(&self, at: At<ClassId>) -> (&'a Facts, &'a Class) {
        let facts = self.facts(at.source);
        (facts, &facts[at.id])
    }

    fn found_member(
        &self,
        instance: &Instance<'a>,
        value: &Value<'a>,
        wanted: Wanted<'_>,
        is_static: bool,
    ) -> Value<'a> {
        let mut current = instance.clone();
        for _ in 0..MOST_CLASSES {
            let (facts, class) = self.class(current.class);
            let found = facts[class.members].iter().find(|member| {
                member.is_static == is_static && self.is_wanted(current.class, member, wanted)
            });
            if let Some(member) = found {
                let scope = current.scope.with_this(value.clone().into());
                let value = self.value_of_member(current.class, member, &scope);
                return if member.optional { value.or_undefined() } else { value };
            }
            match self.base(&current) {
                Some(base) => current = base,
                None => return Value::unknown(),
            }
        }
        Value::unknown()
    }

    fn is_wanted(&self, class: At<ClassId>, member: &ClassMember, wanted: Wanted<'_>) -> bool {
        let facts = self.facts(class.source);
        let is_constructor = matches!(member.kind, ClassMemberKind::Constructor(_));
        match (wanted, member.key) {
            (Wanted::Constructor, _) => is_constructor,
            (Wanted::Named(wanted), PropertyKey::Name(name)) => !is_constructor && &facts[name] == wanted,
            (Wanted::Named(wanted), PropertyKey::Private(name)) => {
                wanted.strip_prefix('#').is_some_and(|wanted| wanted == facts[name].trim_start_matches('#'))
            }
            (Wanted::Symbol(wanted), PropertyKey::Computed(key)) => match facts[key].kind {
                ExprKind::Member { property, .. } => &facts[property] == wanted,
                _ => false,
            },
            _ => false,
        }
    }

    fn value_of_member(&self, class: At<ClassId>, member: &ClassMember, scope: &Scope<'a>) -> Value<'a> {
        let facts = self.facts(class.source);
        match member.kind {
            ClassMemberKind::Field { ty: Some(ty), value } => {
                let declared = self.ty(class.with(ty), scope);
                match value {
                    // A function that is written down is one, whatever its type says.
                    Some(value)
                        if matches!(facts[value].kind, ExprKind::Function(_))
                            && !is_written_to(facts, member.key) =>
                    {
                        self.expr(class.with(value), scope)
                    }
                    _ => declared,
                }
            }
            ClassMemberKind::Field { ty: None, value: Some(value) } => {
                let value = self.expr(class.with(value), scope);
                // What is empty at first is there to be written to.
                let is_function = matches!(value.shape, Shape::Function(_));
                if value.shape.is_nullish() || (is_function && is_written_to(facts, member.key)) {
                    Value::unknown()
                } else {
                    value
                }
            }
            ClassMemberKind::Field { ty: None, value: None } | ClassMemberKind::Setter(_) => Value::unknown(),
            ClassMemberKind::Getter(function) => {
                let getter = Function::Written { at: class.with(function), scope: scope.clone() };
                self.call(&Shape::Function(Arc::new(getter)).into(), &[])
            }
            ClassMemberKind::Method(function) | ClassMemberKind::Constructor(function) => {
                self.function(class.with(function), scope)
            }
        }
    }
}

/// Whether a method of some class of the file writes to a field of that name: `this.handler = null`.
fn is_written_to(facts: &Facts, key: PropertyKey) -> bool {
    facts.patterns.iter().any(|pattern| {
        let PatternKind::Place(place) = pattern.kind else { return false };
        matches!(facts[place].kind, ExprKind::Member { object, property, .. }
            if key == PropertyKey::Name(property) && matches!(facts[object].kind, ExprKind::This))
    })
}

fn function_of(member: &ClassMember) -> Option<FunctionId> {
    match member.kind {
        ClassMemberKind::Constructor(function) | ClassMemberKind::Method(function) => Some(function),
        _ => None,
    }
}

/// Whether a function is only declared: what it gives is what its type says.
pub(in super::super) fn is_bodiless(body: FunctionBody) -> bool {
    matches!(body, FunctionBody::None)
}
