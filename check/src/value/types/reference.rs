//! What names of types stand for: aliases, interfaces, classes, enums and type parameters, with their arguments.

use std::sync::Arc;

use rutter_syntax::facts::{
    BindingId, BindingKind, ClassId, Declaration, ExportKind, Name, RequestId, TypeDeclarationId,
    TypeDeclarationKind, TypeId, TypeKind, TypeParameter,
};

use super::super::evaluator::Evaluator;
use super::super::prelude;
use super::super::shape::{Function, Instance, Known, Shape, Value};
use super::super::source::{At, Source};
use super::super::thunk::{Scope, Thunk};
use super::entity::Entity;

impl<'a> Evaluator<'_, 'a> {
    /// Whether a name stands for a type and for nothing else.
    #[cfg(test)]
    pub(crate) fn is_type(&self, at: At<BindingId>) -> bool {
        matches!(self.facts(at.source)[at.id].kind, BindingKind::Type(_))
    }

    /// What something of the type is that a name stands for, without type arguments.
    #[cfg(test)]
    pub(crate) fn type_named(&self, at: At<BindingId>) -> Value<'a> {
        self.instantiate(self.entity(at), &[], &Scope::default())
    }

    /// `A.B<C>`.
    pub(super) fn reference(
        &self,
        at: At<TypeId>,
        path: &[Name],
        binding: Option<BindingId>,
        arguments: &[TypeId],
        scope: &Scope<'a>,
    ) -> Value<'a> {
        if let Some(bound) = binding.and_then(|binding| scope.get(at.with(binding))) {
            return self.force(bound);
        }
        let entity = self.path(self.place(at), path, binding);
        self.instantiate(entity, &self.type_arguments(at, arguments, scope), scope)
    }

    /// `import('x').A<B>`, `typeof import('x').a`.
    pub(super) fn import_type(
        &self,
        at: At<RequestId>,
        is_typeof: bool,
        path: &[Name],
        arguments: &[TypeId],
        scope: &Scope<'a>,
    ) -> Value<'a> {
        let facts = self.facts(at.source);
        let names = path.iter().map(|name| &facts[*name]);
        let entity = names.fold(self.requested(at), |entity, name| self.member_entity(entity, name));
        if is_typeof {
            return self.value_of(entity);
        }
        let arguments: Vec<Thunk<'a>> =
            arguments.iter().map(|argument| Thunk::Type(at.with(*argument), scope.clone())).collect();
        self.instantiate(entity, &arguments, scope)
    }

    /// `typeof a.b`.
    pub(super) fn type_of_value(
        &self,
        at: At<TypeId>,
        path: &[Name],
        binding: Option<BindingId>,
        scope: &Scope<'a>,
    ) -> Value<'a> {
        let facts = self.facts(at.source);
        let Some((first, rest)) = path.split_first() else { return Value::unknown() };
        let whole = match binding {
            Some(binding) => match facts[binding].kind {
                // A namespace is no value, but what is in it may be one.
                BindingKind::Namespace => {
                    return self.value_of(self.path(self.place(at), path, Some(binding)));
                }
                _ => self.binding(at.with(binding), scope),
            },
            None => self.value_of(self.path(self.place(at), &[*first], None)),
        };
        rest.iter().fold(whole, |value, name| self.member(&value, &facts[*name]))
    }

    pub(super) fn type_arguments(
        &self,
        at: At<TypeId>,
        arguments: &[TypeId],
        scope: &Scope<'a>,
    ) -> Vec<Thunk<'a>> {
        arguments.iter().map(|argument| Thunk::Type(at.with(*argument), scope.clone())).collect()
    }

    /// Something of the type that an entity is, with type arguments. `scope` is that of the place where it is named.
    pub(in super::super) fn instantiate(
        &self,
        entity: Entity,
        arguments: &[Thunk<'a>],
        scope: &Scope<'a>,
    ) -> Value<'a> {
        match entity {
            Entity::Binding(at) => self.instantiate_binding(at, arguments, scope),
            Entity::Export(source, ExportKind::Class(class)) => {
                self.declared_instance(At::new(source, class), arguments, &Scope::default())
            }
            Entity::EnumMember(at, index) => self.enum_member_at(at, index),
            Entity::Export(..)
            | Entity::Module(_)
            | Entity::Prelude(_)
            | Entity::Ambient(_)
            | Entity::Unknown => Value::unknown(),
        }
    }

    fn instantiate_binding(
        &self,
        at: At<BindingId>,
        arguments: &[Thunk<'a>],
        scope: &Scope<'a>,
    ) -> Value<'a> {
        let facts = self.facts(at.source);
        // What is declared inside a function may name the function's type parameters.
        let is_inner = !facts[at.id].top_level && !facts.kind.declaration;
        let outer = if is_inner { scope.clone() } else { Scope::default() };
        let mut interfaces: Vec<At<TypeDeclarationId>> = Vec::new();
        for declaration in facts.declarations(at.id) {
            match declaration {
                Declaration::Type(id) => match facts[id].kind {
                    TypeDeclarationKind::Alias(ty) => {
                        let parameters = &facts[facts[id].type_parameters];
                        let scope = self.with_type_arguments(at.source, parameters, arguments, &outer);
                        return self.ty(at.with(ty), &scope);
                    }
                    TypeDeclarationKind::Interface { .. } => interfaces.push(at.with(id)),
                },
                Declaration::Class(class) => {
                    return self.declared_instance(at.with(class), arguments, &outer);
                }
                Declaration::Enum(id) => return self.enum_type(at.with(id)),
                Declaration::TypeParameter(TypeParameter { constraint, .. }) => {
                    // Nobody has said what it stands for.
                    return constraint.map_or_else(Value::unknown, |ty| self.ty(at.with(ty), scope));
                }
                Declaration::Alias(_) | Declaration::Function(_) | Declaration::Namespace(_) => {}
            }
        }
        if interfaces.is_empty() {
            return Value::unknown();
        }
        interfaces.extend(self.augmentations(at));
        self.interface(&interfaces, arguments, &outer)
    }

    /// An instance of a class, of which only the type says that it is one.
    pub(super) fn declared_instance(
        &self,
        at: At<ClassId>,
        arguments: &[Thunk<'a>],
        outer: &Scope<'a>,
    ) -> Value<'a> {
        let facts = self.facts(at.source);
        let class = &facts[at.id];
        if let (Source::Prelude(_), Some(name)) = (at.source, class.name)
            && let Some(shape) = of_global(&facts[name], arguments)
        {
            return shape.into();
        }
        let scope = self.with_type_arguments(at.source, &facts[class.type_parameters], arguments, outer);
        Shape::Instance(Arc::new(Instance { class: at, scope, made: false })).into()
    }

    /// The scope in which type parameters stand for arguments, or else for their defaults.
    pub(in super::super) fn with_type_arguments(
        &self,
        source: Source,
        parameters: &[TypeParameter],
        arguments: &[Thunk<'a>],
        outer: &Scope<'a>,
    ) -> Scope<'a> {
        let mut scope = outer.clone();
        for (index, parameter) in parameters.iter().enumerate() {
            let Some(binding) = parameter.binding else { continue };
            let value = match (arguments.get(index), parameter.default) {
                (Some(argument), _) => argument.clone(),
                (None, Some(default)) => Thunk::Type(At::new(source, default), scope.clone()),
                (None, None) => Thunk::unknown(),
            };
            scope = scope.with(At::new(source, binding), value);
        }
        scope
    }
}

/// Classes of the language whose instances have a shape of their own.
fn of_global<'a>(name: &str, arguments: &[Thunk<'a>]) -> Option<Shape<'a>> {
    let first = || arguments.first().cloned().unwrap_or_else(Thunk::unknown);
    Some(match name {
        "Array" | "ReadonlyArray" => Shape::Array(first()),
        "String" => Shape::String(None),
        "Number" => Shape::Number(None),
        "Boolean" => Shape::Boolean(None),
        "BigInt" => Shape::BigInt,
        "Symbol" => Shape::Symbol { registered: false },
        "Function" => Shape::Function(Arc::new(Function::Opaque)),
        "Object" => Shape::Unknown,
        "JsxElement" => Shape::Jsx,
        "RegisteredSymbol" => Shape::Symbol { registered: true },
        "ReactComponent" => Shape::Known(Known::Component(told(arguments))),
        "NullPrototype" => Shape::Known(Known::NullPrototype(told(arguments))),
        _ => return None,
    })
}

/// The text that a file of the prelude gives as a type argument.
fn told(arguments: &[Thunk<'_>]) -> &'static str {
    match arguments {
        [Thunk::Type(At { source: Source::Prelude(file), id }, _)] => match prelude::facts(*file)[*id].kind {
            TypeKind::String(text) => &prelude::facts(*file)[text],
            _ => "",
        },
        _ => "",
    }
}
