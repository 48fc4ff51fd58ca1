//! Generics by argument: what the type parameters of a function stand for in a call.
//!
//! A parameter's type is laid beside the argument's value, part by part; where the type is a type parameter, it stands
//! for what lies beside it. What is found nowhere stands for its default, or for something unknown.

use rutter_syntax::facts::{
    BindingId, BindingKind, SignatureId, TypeDeclarationKind, TypeId, TypeKind, TypeMemberKind, TypeParameter,
};

use super::super::evaluator::Evaluator;
use super::super::prelude;
use super::super::shape::{Function, Shape, Value};
use super::super::source::{At, Source};
use super::super::thunk::{Scope, Thunk};
use super::call::Arguments;
use super::signature::CallSignature;

/// How deep types and values are laid beside each other.
const DEEPEST: u32 = 8;

/// What was found so far.
struct Inference<'a> {
    source: Source,
    parameters: &'a [TypeParameter],
    found: Vec<(BindingId, Thunk<'a>)>,
}

impl<'a> Evaluator<'_, 'a> {
    /// The signature with its type parameters bound for a call. Arguments for which `is_left_out` holds say nothing.
    pub(super) fn inferred(
        &self,
        signature: CallSignature<'a>,
        arguments: &Arguments<'a>,
        is_left_out: &dyn Fn(usize) -> bool,
    ) -> CallSignature<'a> {
        if signature.type_parameters.is_empty() {
            return signature;
        }
        if !arguments.types.is_empty() {
            let scope = self.bound(&signature, &arguments.types);
            return signature.with_scope(scope);
        }
        let mut inference = Inference {
            source: signature.at(()).source,
            parameters: signature.type_parameters,
            found: Vec::new(),
        };
        // What functions return depends on what the others say, so they come last.
        let mut functions = Vec::new();
        for (index, argument) in arguments.values.iter().enumerate().filter(|(index, _)| !is_left_out(*index))
        {
            let Some((ty, is_element)) = signature.type_at(index) else { continue };
            let ty = if is_element { self.element_type(ty) } else { Some(ty) };
            let Some(ty) = ty else { continue };
            if matches!(self.facts(ty.source)[ty.id].kind, TypeKind::Function(_)) {
                functions.push((ty, argument));
            } else {
                self.unify(ty, &signature.scope, argument, &mut inference, 0);
            }
        }
        for (ty, argument) in functions {
            let scope = inference.scope(&signature.scope);
            self.unify(ty, &scope, argument, &mut inference, 0);
        }
        let found = inference.found;
        let given: Vec<Option<Thunk<'a>>> = signature
            .type_parameters
            .iter()
            .map(|parameter| {
                let found = found.iter().filter(|(binding, _)| Some(*binding) == parameter.binding);
                let found: Vec<&Thunk<'a>> = found.map(|(_, thunk)| thunk).collect();
                match found.as_slice() {
                    [] => None,
                    [only] => Some((*only).clone()),
                    several => {
                        let values = several.iter().map(|thunk| self.force(thunk));
                        Some(Value::one_of(values, false).into())
                    }
                }
            })
            .collect();
        let scope = self.bound_or_default(&signature, given);
        signature.with_scope(scope)
    }

    fn bound(&self, signature: &CallSignature<'a>, given: &[Thunk<'a>]) -> Scope<'a> {
        let given = signature.type_parameters.iter().enumerate().map(|(index, _)| given.get(index).cloned());
        self.bound_or_default(signature, given.collect())
    }

    fn bound_or_default(&self, signature: &CallSignature<'a>, given: Vec<Option<Thunk<'a>>>) -> Scope<'a> {
        let mut scope = signature.scope.clone();
        for (parameter, given) in signature.type_parameters.iter().zip(given) {
            let Some(binding) = parameter.binding else { continue };
            let thunk = given.unwrap_or_else(|| match parameter.default {
                Some(default) => Thunk::Type(signature.at(default), scope.clone()),
                None => Thunk::unknown(),
            });
            scope = scope.with(signature.at(binding), thunk);
        }
        scope
    }

    /// `T` of `T[]`.
    fn element_type(&self, at: At<TypeId>) -> Option<At<TypeId>> {
        match self.facts(at.source)[at.id].kind {
            TypeKind::Array(element) => Some(at.with(element)),
            TypeKind::Readonly(inner) => self.element_type(at.with(inner)),
            _ => None,
        }
    }

    /// Lays a type beside a value.
    fn unify(
        &self,
        at: At<TypeId>,
        scope: &Scope<'a>,
        value: &Thunk<'a>,
        inference: &mut Inference<'a>,
        depth: u32,
    ) {
        if depth >= DEEPEST {
            return;
        }
        let facts = self.facts(at.source);
        let depth = depth + 1;
        match facts[at.id].kind {
            TypeKind::Reference { binding, path, arguments } => {
                if let Some(binding) = binding
                    && inference.is_wanted(at.with(binding))
                {
                    inference.found.push((binding, value.clone()));
                } else if !arguments.is_empty() {
                    let name = facts[path].last().map_or("", |name| &facts[*name]);
                    self.unify_reference(
                        at,
                        binding,
                        name,
                        &facts[arguments],
                        scope,
                        value,
                        inference,
                        depth,
                    );
                }
            }
            TypeKind::Readonly(inner) => self.unify(at.with(inner), scope, value, inference, depth),
            TypeKind::Array(element) => {
                let elements = self.iterated(&self.force(value).without_nullish());
                self.unify(at.with(element), scope, &elements.into(), inference, depth);
            }
            TypeKind::Tuple(elements) => {
                let value = self.force(value).without_nullish();
                for (index, element) in facts[elements].iter().enumerate() {
                    let part = if element.rest {
                        self.elements_from(&value, index)
                    } else {
                        self.element(&value, index)
                    };
                    self.unify(at.with(element.ty), scope, &part.into(), inference, depth);
                }
            }
            TypeKind::Object(members) => {
                let value = self.force(value).without_nullish();
                for member in &facts[members] {
                    let rutter_syntax::facts::PropertyKey::Name(name) = member.key else { continue };
                    let TypeMemberKind::Property(Some(ty)) = member.kind else { continue };
                    let mut part = self.member(&value, &facts[name]);
                    if member.optional {
                        part = part.without_undefined();
                    }
                    // What is left out says nothing.
                    if matches!(part.shape, Shape::Never) {
                        continue;
                    }
                    self.unify(at.with(ty), scope, &part.into(), inference, depth);
                }
            }
            TypeKind::Union(parts) => self.unify_union(at, &facts[parts], scope, value, inference, depth),
            TypeKind::Function(signature) => {
                self.unify_function(at.with(signature), scope, &self.force(value), inference, depth);
            }
            _ => {}
        }
    }

    /// `T | null`, `T | Promise<T>`, `T | T[]`: what is more than a bare type parameter takes what is like it first.
    fn unify_union(
        &self,
        at: At<TypeId>,
        parts: &[TypeId],
        scope: &Scope<'a>,
        value: &Thunk<'a>,
        inference: &mut Inference<'a>,
        depth: u32,
    ) {
        let facts = self.facts(at.source);
        let is_bare = |ty: &TypeId| match facts[*ty].kind {
            TypeKind::Reference { binding: Some(binding), .. } => inference.is_wanted(at.with(binding)),
            _ => false,
        };
        let bare: Vec<TypeId> = parts.iter().copied().filter(is_bare).collect();
        let value: Thunk<'a> = self.force(value).without_nullish().into();
        let before = inference.found.len();
        for part in parts.iter().filter(|part| !bare.contains(part)) {
            self.unify(at.with(*part), scope, &value, inference, depth);
        }
        // Something unknown was found where the value is not like the part.
        let found = inference.found.split_off(before);
        let is_known = |thunk: &Thunk<'a>| !matches!(self.force(thunk).shape, Shape::Unknown);
        let known: Vec<_> = found.into_iter().filter(|(_, thunk)| is_known(thunk)).collect();
        if known.is_empty() {
            for part in bare {
                self.unify(at.with(part), scope, &value, inference, depth);
            }
        } else {
            inference.found.extend(known);
        }
    }

    /// `C<T>`: an instance of that class, or what the declaration of `C` says about it.
    #[expect(clippy::too_many_arguments, reason = "it is one arm of a match, too long to stand there")]
    fn unify_reference(
        &self,
        at: At<TypeId>,
        binding: Option<BindingId>,
        name: &str,
        arguments: &[TypeId],
        scope: &Scope<'a>,
        value: &Thunk<'a>,
        inference: &mut Inference<'a>,
        depth: u32,
    ) {
        let declared = match binding {
            Some(binding) => Some(at.with(binding)),
            None => prelude::global(name),
        };
        let first = arguments.first().map(|argument| at.with(*argument));
        match (declared.map(|at| (at, self.facts(at.source)[at.id].kind)), first) {
            (Some((declared, BindingKind::Type(declaration))), _) => {
                let facts = self.facts(declared.source);
                let declaration = &facts[declaration];
                let TypeDeclarationKind::Alias(ty) = declaration.kind else { return };
                let mut inner = Inference {
                    source: declared.source,
                    parameters: &facts[declaration.type_parameters],
                    found: Vec::new(),
                };
                self.unify(declared.with(ty), &Scope::default(), value, &mut inner, depth);
                for (parameter, argument) in facts[declaration.type_parameters].iter().zip(arguments) {
                    for (_, found) in
                        inner.found.iter().filter(|(found, _)| Some(*found) == parameter.binding)
                    {
                        self.unify(at.with(*argument), scope, found, inference, depth);
                    }
                }
            }
            (Some((declared, BindingKind::Class(class))), Some(first)) => {
                let value = self.force(value).without_nullish();
                let class = declared.with(class);
                if self.is_global_class(class, "Promise") {
                    let awaited = self.awaited(&value);
                    return self.unify(first, scope, &awaited.into(), inference, depth);
                }
                if ["Array", "Iterable"].iter().any(|name| self.is_global_class(class, name)) {
                    let elements = self.iterated(&value);
                    return self.unify(first, scope, &elements.into(), inference, depth);
                }
                let Shape::Instance(instance) = &value.shape else { return };
                let mut current = (**instance).clone();
                while current.class != class {
                    let Some(base) = self.base(&current) else { return };
                    current = base;
                }
                for (index, argument) in arguments.iter().enumerate() {
                    if let Some(found) = self.argument_thunk(&current, index) {
                        self.unify(at.with(*argument), scope, &found, inference, depth);
                    }
                }
            }
            _ => {}
        }
    }

    /// `(a: A) => R`: what the function returns when it is called with what its type says.
    fn unify_function(
        &self,
        at: At<SignatureId>,
        scope: &Scope<'a>,
        value: &Value<'a>,
        inference: &mut Inference<'a>,
        depth: u32,
    ) {
        let facts = self.facts(at.source);
        let signature = &facts[at.id];
        let Some(returns) = signature.returns else { return };
        let Shape::Function(function) = &value.shape else {
            if let Shape::Action(_) = &value.shape {
                let result = self.call(value, &[]);
                self.unify(at.with(returns), scope, &result.into(), inference, depth);
            }
            return;
        };
        for (index, parameter) in facts[signature.parameters].iter().enumerate() {
            let Some(ty) = parameter.ty else { continue };
            let TypeKind::Reference { binding: Some(binding), .. } = facts[ty].kind else { continue };
            if inference.is_wanted(at.with(binding)) && !inference.has(binding) {
                let own = self.parameter_of(function, index);
                if !matches!(own.shape, Shape::Unknown) {
                    inference.found.push((binding, own.into()));
                }
            }
        }
        let scope = inference.scope(scope);
        let arguments: Vec<Thunk<'a>> = facts[signature.parameters]
            .iter()
            .take_while(|parameter| !parameter.rest)
            .map(|parameter| match parameter.ty {
                Some(ty) => Thunk::Type(at.with(ty), scope.clone()),
                None => Thunk::unknown(),
            })
            .collect();
        let result = match &**function {
            Function::Opaque => Value::unknown(),
            _ => self.call(value, &arguments),
        };
        self.unify(at.with(returns), &scope, &result.into(), inference, depth);
    }
}

impl<'a> Inference<'a> {
    fn is_wanted(&self, binding: At<BindingId>) -> bool {
        binding.source == self.source
            && self.parameters.iter().any(|parameter| parameter.binding == Some(binding.id))
    }

    fn has(&self, binding: BindingId) -> bool {
        self.found.iter().any(|(found, _)| *found == binding)
    }

    /// The scope with what was found so far.
    fn scope(&self, outer: &Scope<'a>) -> Scope<'a> {
        let mut scope = outer.clone();
        for parameter in self.parameters {
            let Some(binding) = parameter.binding else { continue };
            let found = self.found.iter().find(|(found, _)| *found == binding);
            let thunk = found.map_or_else(Thunk::unknown, |(_, thunk)| thunk.clone());
            scope = scope.with(At::new(self.source, binding), thunk);
        }
        scope
    }
}
