//! Whether something is of a type, and what `infer` finds there: `T extends (infer U)[] ? U : never`.
//!
//! A type that is written down is laid beside a value, part by part. The answer is yes, no, or none where it cannot be
//! told.

mod functions;
mod likeness;

use rutter_syntax::facts::{
    BindingId, ClassId, Declaration, Name, PropertyKey, TupleElement, TypeDeclarationKind, TypeId,
    TypeKeyword, TypeKind, TypeMember, TypeMemberKind,
};

use super::super::evaluator::Evaluator;
use super::super::shape::{Element, Shape, Value};
use super::super::source::{At, Source};
use super::super::thunk::{Scope, Thunk};
use super::entity::Entity;

/// What was found for `infer`, in the order in which it was found.
#[derive(Debug, Default)]
pub(super) struct Inferred<'a> {
    pub(super) found: Vec<(At<BindingId>, Vec<Thunk<'a>>)>,
}

impl<'a> Inferred<'a> {
    fn add(&mut self, binding: At<BindingId>, thunk: Thunk<'a>) {
        match self.found.iter_mut().find(|(known, _)| *known == binding) {
            Some((_, thunks)) => thunks.push(thunk),
            None => self.found.push((binding, vec![thunk])),
        }
    }
}

/// The answer for several parts, all of which have to match.
fn all(answers: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut all = Some(true);
    for answer in answers {
        match answer {
            Some(true) => {}
            Some(false) => return Some(false),
            None => all = None,
        }
    }
    all
}

impl<'a> Evaluator<'_, 'a> {
    /// Whether a value is of a type.
    pub(super) fn matches(
        &self,
        value: &Value<'a>,
        at: At<TypeId>,
        scope: &Scope<'a>,
        inferred: &mut Inferred<'a>,
    ) -> Option<bool> {
        self.bounded(|| self.matches_of(value, at, scope, inferred))?
    }

    fn matches_of(
        &self,
        value: &Value<'a>,
        at: At<TypeId>,
        scope: &Scope<'a>,
        inferred: &mut Inferred<'a>,
    ) -> Option<bool> {
        let facts = self.facts(at.source);
        let kind = facts[at.id].kind;
        match (&value.shape, kind) {
            (_, TypeKind::Infer { binding, constraint }) => {
                if let Some(binding) = binding {
                    inferred.add(at.with(binding), value.clone().into());
                }
                match constraint {
                    Some(constraint) => self.matches(value, at.with(constraint), scope, inferred),
                    None => Some(true),
                }
            }
            (_, TypeKind::Keyword(TypeKeyword::Any | TypeKeyword::Unknown)) | (Shape::Never, _) => Some(true),
            (Shape::Unknown, _) => None,
            // Data may be of any type but a class.
            (Shape::Instance(instance), kind)
                if self.is_plain_data(instance) && !matches!(kind, TypeKind::Reference { .. }) =>
            {
                None
            }
            (shape, TypeKind::Keyword(TypeKeyword::Object)) if !matches!(shape, Shape::Union(_)) => {
                Some(!shape.is_plain() || matches!(shape, Shape::Jsx))
            }
            (_, TypeKind::Readonly(inner)) => self.matches(value, at.with(inner), scope, inferred),
            (_, TypeKind::Reference { path, binding, arguments }) => {
                self.matches_reference(value, at, &facts[path], binding, &facts[arguments], scope, inferred)
            }
            (Shape::Union(union), _) if !matches!(kind, TypeKind::Union(_)) => {
                all(union.parts.iter().map(|part| self.matches(part, at, scope, inferred)))
            }
            (_, TypeKind::Union(parts)) => {
                let answers: Vec<Option<bool>> = facts[parts]
                    .iter()
                    .map(|part| self.matches(value, at.with(*part), scope, inferred))
                    .collect();
                if answers.contains(&Some(true)) {
                    return Some(true);
                }
                if let Shape::Union(union) = &value.shape {
                    return all(union.parts.iter().map(|part| self.matches(part, at, scope, inferred)));
                }
                answers.iter().all(|answer| *answer == Some(false)).then_some(false)
            }
            (_, TypeKind::Intersection(parts)) => {
                all(facts[parts].iter().map(|part| self.matches(value, at.with(*part), scope, inferred)))
            }
            (Shape::Array(element), TypeKind::Array(of)) => {
                self.matches(&self.force(element), at.with(of), scope, inferred)
            }
            (Shape::Tuple(elements), TypeKind::Array(of)) => {
                let element = self.declared_union(elements.iter().map(|element| self.force(&element.value)));
                self.matches(&element, at.with(of), scope, inferred)
            }
            (Shape::Tuple(elements), TypeKind::Tuple(of)) => {
                self.matches_tuple(elements, at, &facts[of], scope, inferred)
            }
            (_, TypeKind::Function(signature)) => {
                self.matches_function(value, at.with(signature), scope, inferred)
            }
            (_, TypeKind::Object(members)) => {
                self.matches_members(value, at.source, &facts[members], scope, inferred)
            }
            _ => self.is_like(value, &self.ty(at, scope)),
        }
    }

    #[expect(clippy::too_many_arguments, reason = "it is one arm of a match, too long to stand there")]
    fn matches_reference(
        &self,
        value: &Value<'a>,
        at: At<TypeId>,
        path: &[Name],
        binding: Option<BindingId>,
        arguments: &[TypeId],
        scope: &Scope<'a>,
        inferred: &mut Inferred<'a>,
    ) -> Option<bool> {
        if let Some(bound) = binding.and_then(|binding| scope.get(at.with(binding))) {
            // A type argument, which may hold an `infer`.
            return match bound {
                Thunk::Type(inner, inner_scope) => self.matches(value, *inner, inner_scope, inferred),
                _ => self.is_like(value, &self.force(bound)),
            };
        }
        let Entity::Binding(declared) = self.path(self.place(at), path, binding) else {
            return self.is_like(value, &self.ty(at, scope));
        };
        let given = self.type_arguments(at, arguments, scope);
        let facts = self.facts(declared.source);
        for declaration in facts.declarations(declared.id) {
            match declaration {
                Declaration::Class(class) => {
                    return self.matches_class(value, declared.with(class), &given, inferred);
                }
                Declaration::Type(id) => {
                    let parameters = &facts[facts[id].type_parameters];
                    let scope =
                        self.with_type_arguments(declared.source, parameters, &given, &Scope::default());
                    match facts[id].kind {
                        TypeDeclarationKind::Alias(ty) => {
                            return self.matches(value, declared.with(ty), &scope, inferred);
                        }
                        TypeDeclarationKind::Interface { extends, members } => {
                            let own = &facts[members];
                            if facts[extends].is_empty() && !own.is_empty() {
                                return self.matches_members(value, declared.source, own, &scope, inferred);
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        self.is_like(value, &self.ty(at, scope))
    }

    fn matches_class(
        &self,
        value: &Value<'a>,
        class: At<ClassId>,
        given: &[Thunk<'a>],
        inferred: &mut Inferred<'a>,
    ) -> Option<bool> {
        let facts = self.facts(class.source);
        let is_global = |name: &str| {
            matches!(class.source, Source::Prelude(_))
                && facts[class.id].name.is_some_and(|own| &facts[own] == name)
        };
        if is_global("Array") || is_global("ReadonlyArray") {
            let element = match &value.shape {
                Shape::Array(element) => self.force(element),
                Shape::Tuple(elements) => {
                    self.declared_union(elements.iter().map(|element| self.force(&element.value)))
                }
                Shape::Union(union) => {
                    return all(union
                        .parts
                        .iter()
                        .map(|part| self.matches_class(part, class, given, inferred)));
                }
                Shape::Unknown | Shape::Instance(_) => return None,
                _ => return Some(false),
            };
            return given.first().map_or(Some(true), |of| self.matches_thunk(&element, of, inferred));
        }
        match &value.shape {
            Shape::Union(union) => {
                all(union.parts.iter().map(|part| self.matches_class(part, class, given, inferred)))
            }
            Shape::Unknown => None,
            Shape::Instance(instance) => {
                let mut current = (**instance).clone();
                while current.class != class {
                    match self.base(&current) {
                        Some(base) => current = self.bounded(|| base)?,
                        // What it extends may not be known.
                        None if self.facts(current.class.source)[current.class.id].extends.is_some() => {
                            return None;
                        }
                        None => return Some(false),
                    }
                }
                all(given.iter().enumerate().map(|(index, of)| match self.argument_thunk(&current, index) {
                    Some(argument) => self.matches_thunk(&self.force(&argument), of, inferred),
                    None => None,
                }))
            }
            // What is like a class may be declared as an object type.
            Shape::Object(_) if !matches!(class.source, Source::Prelude(_)) => None,
            Shape::Function(_) | Shape::Class(_) | Shape::Action(_) if is_global("Function") => Some(true),
            _ => Some(false),
        }
    }

    fn matches_thunk(&self, value: &Value<'a>, of: &Thunk<'a>, inferred: &mut Inferred<'a>) -> Option<bool> {
        match of {
            Thunk::Type(at, scope) => self.matches(value, *at, scope, inferred),
            _ => self.is_like(value, &self.force(of)),
        }
    }

    fn matches_tuple(
        &self,
        elements: &[Element<'a>],
        at: At<TypeId>,
        of: &[TupleElement],
        scope: &Scope<'a>,
        inferred: &mut Inferred<'a>,
    ) -> Option<bool> {
        if elements.iter().any(|element| element.spread) {
            return None;
        }
        let mut answers = Vec::new();
        let mut left = elements;
        for (index, element) in of.iter().enumerate() {
            let behind = of.len() - index - 1;
            if element.rest {
                let (taken, rest) = left.split_at(left.len().checked_sub(behind)?);
                let taken: Value<'a> = Shape::Tuple(taken.into()).into();
                answers.push(self.matches(&taken, at.with(element.ty), scope, inferred));
                left = rest;
                continue;
            }
            match left.split_first() {
                Some((first, rest)) => {
                    answers.push(self.matches(
                        &self.force(&first.value),
                        at.with(element.ty),
                        scope,
                        inferred,
                    ));
                    left = rest;
                }
                None if element.optional => {}
                None => return Some(false),
            }
        }
        if left.is_empty() { all(answers.into_iter()) } else { Some(false) }
    }

    fn matches_members(
        &self,
        value: &Value<'a>,
        source: Source,
        members: &[TypeMember],
        scope: &Scope<'a>,
        inferred: &mut Inferred<'a>,
    ) -> Option<bool> {
        let facts = self.facts(source);
        match &value.shape {
            Shape::Unknown => return None,
            shape if shape.is_nullish() => return Some(false),
            Shape::Union(union) => {
                let parts = union.parts.iter();
                return all(parts.map(|part| self.matches_members(part, source, members, scope, inferred)));
            }
            _ => {}
        }
        all(members.iter().map(|member| {
            let kind = match member.kind {
                TypeMemberKind::Property(_) | TypeMemberKind::Method(_) => member.kind,
                TypeMemberKind::Index { value: Some(of), .. } => {
                    let Shape::Object(object) = &value.shape else {
                        return value.shape.is_plain().then_some(false);
                    };
                    let values = object.members.iter().map(|member| &member.value).chain(&object.rest);
                    let element = self.declared_union(values.map(|value| self.force(value)));
                    return self.matches(&element, At::new(source, of), scope, inferred);
                }
                TypeMemberKind::Call(signature) => {
                    return self.matches_function(value, At::new(source, signature), scope, inferred);
                }
                TypeMemberKind::Index { .. } | TypeMemberKind::Construct(_) => return None,
            };
            let PropertyKey::Name(name) = member.key else { return None };
            let name = &facts[name];
            let found = match &value.shape {
                Shape::Object(object) => match object.member(name) {
                    Some(own) if own.optional && !member.optional => return Some(false),
                    Some(own) => self.force(&own.value),
                    None if object.rest.is_some() => return None,
                    None => return Some(member.optional),
                },
                Shape::Instance(_) | Shape::Module(_) => self.member(value, name),
                _ if member.optional => return Some(true),
                Shape::Array(_) | Shape::Tuple(_) | Shape::Function(_) | Shape::Class(_) => {
                    self.member(value, name)
                }
                _ => return Some(false),
            };
            match kind {
                TypeMemberKind::Property(Some(ty)) => {
                    self.matches(&found, At::new(source, ty), scope, inferred)
                }
                TypeMemberKind::Method(signature) => {
                    self.matches_function(&found, At::new(source, signature), scope, inferred)
                }
                _ => Some(true),
            }
        }))
    }
}
