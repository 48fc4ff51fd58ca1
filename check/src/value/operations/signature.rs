//! What functions say about their parameters and what they return.

use rutter_syntax::facts::{FunctionId, FunctionKind, Node, SignatureId, TypeId, TypeKind, TypeParameter};

use super::super::evaluator::Evaluator;
use super::super::shape::{Function, Instance, Value};
use super::super::source::{At, Source};
use super::super::thunk::{Scope, Thunk};
use super::class::is_bodiless;

/// One way in which a function can be called.
#[derive(Debug, Clone)]
pub(crate) struct CallSignature<'a> {
    source: Source,
    /// What the names in its types stand for.
    pub(super) scope: Scope<'a>,
    pub(super) type_parameters: &'a [TypeParameter],
    pub(super) parameters: Vec<CallParameter>,
    pub(super) returns: Option<TypeId>,
    /// The name of the function.
    pub(super) name: Option<&'a str>,
}

/// A parameter.
#[derive(Debug, Clone, Copy)]
pub(super) struct CallParameter {
    pub(super) ty: Option<TypeId>,
    pub(super) optional: bool,
    pub(super) rest: bool,
}

impl<'a> Evaluator<'_, 'a> {
    /// The signatures of a function: those of its overloads, if it is only declared.
    pub(super) fn signatures(&self, function: &Function<'a>) -> Vec<CallSignature<'a>> {
        match function {
            Function::Written { at, scope } => {
                let overloads = self.overloads(*at);
                overloads.iter().map(|function| self.signature_of(at.with(*function), scope)).collect()
            }
            Function::Declared { at, scope } => {
                let facts = self.facts(at.source);
                let overloads = std::iter::successors(Some(at.id), |id| facts[*id].next);
                overloads.map(|id| self.declared_signature(at.with(id), scope)).collect()
            }
            Function::Opaque => Vec::new(),
        }
    }

    /// Whether a function says that it tells what its argument is: `x is T`, `asserts x`.
    pub(crate) fn is_predicate(&self, function: &Function<'a>) -> bool {
        self.signatures(function).into_iter().any(|signature| {
            let facts = self.facts(signature.source);
            signature.returns.is_some_and(|ty| matches!(facts[ty].kind, TypeKind::Predicate))
        })
    }

    /// The signatures of what `new` calls. Each returns the instance, and has the class's type parameters.
    pub(super) fn constructor_signatures(&self, instance: &Instance<'a>) -> Vec<CallSignature<'a>> {
        let Some((declaring, constructors)) = self.constructors(instance) else { return Vec::new() };
        let own = &self.facts(instance.class.source)[instance.class.id];
        let signatures = constructors.iter().map(|function| {
            let mut signature = self.signature_of(declaring.class.with(*function), &declaring.scope);
            if declaring.class == instance.class {
                signature.type_parameters = &self.facts(instance.class.source)[own.type_parameters];
            }
            signature
        });
        signatures.collect()
    }

    pub(super) fn signature_of(&self, at: At<FunctionId>, scope: &Scope<'a>) -> CallSignature<'a> {
        let facts = self.facts(at.source);
        let function = &facts[at.id];
        let parameters = facts[function.parameters].iter().map(|parameter| CallParameter {
            ty: parameter.ty,
            optional: parameter.optional
                || matches!(facts[parameter.pattern].kind, rutter_syntax::facts::PatternKind::Default { .. }),
            rest: parameter.rest,
        });
        CallSignature {
            source: at.source,
            scope: scope.clone(),
            type_parameters: &facts[function.type_parameters],
            parameters: parameters.collect(),
            returns: function.return_type,
            name: function.name.map(|name| &facts[name]),
        }
    }

    fn declared_signature(&self, at: At<SignatureId>, scope: &Scope<'a>) -> CallSignature<'a> {
        let facts = self.facts(at.source);
        let signature = &facts[at.id];
        let parameters = facts[signature.parameters].iter().map(|parameter| CallParameter {
            ty: parameter.ty,
            optional: parameter.optional,
            rest: parameter.rest,
        });
        CallSignature {
            source: at.source,
            scope: scope.clone(),
            type_parameters: &facts[signature.type_parameters],
            parameters: parameters.collect(),
            returns: signature.returns,
            name: None,
        }
    }

    /// The overloads of a function, or the function alone if it has a body.
    fn overloads(&self, at: At<FunctionId>) -> Vec<FunctionId> {
        let facts = self.facts(at.source);
        let function = &facts[at.id];
        if !is_bodiless(function.body) {
            return vec![at.id];
        }
        match (function.kind, function.parent(), function.binding) {
            (FunctionKind::ClassMethod { .. }, Node::Class(class), _) => self.overloads_of_method(at, class),
            (FunctionKind::Declaration, _, Some(binding)) => {
                let same = facts.functions.iter_ids().skip_while(|(id, _)| *id != at.id);
                let same = same.take_while(|(_, other)| other.binding == Some(binding));
                same.map(|(id, _)| id).collect()
            }
            _ => vec![at.id],
        }
    }

    /// What a function is given for a parameter by a signature; none where it says nothing of it.
    pub(super) fn parameter_type(&self, signature: &CallSignature<'a>, index: usize) -> Option<Value<'a>> {
        let (ty, is_element) = signature.type_at(index)?;
        let value = self.ty(ty, &signature.scope);
        Some(if is_element { self.iterated(&value) } else { value })
    }
}

impl<'a> CallSignature<'a> {
    /// Something of the signature's file.
    pub(super) fn at<I>(&self, id: I) -> At<I> {
        At::new(self.source, id)
    }

    /// The type of the parameter that takes an argument, and whether the argument is one element of it.
    pub(super) fn type_at(&self, index: usize) -> Option<(At<TypeId>, bool)> {
        let last = self.parameters.last().filter(|last| last.rest && index + 1 >= self.parameters.len());
        let parameter = last.or_else(|| self.parameters.get(index))?;
        Some((self.at(parameter.ty?), parameter.rest))
    }

    /// Whether so many arguments can be given.
    pub(super) fn takes(&self, arguments: usize) -> bool {
        let required = self.parameters.iter().filter(|parameter| !parameter.optional && !parameter.rest);
        let has_rest = self.parameters.last().is_some_and(|last| last.rest);
        arguments >= required.count() && (has_rest || arguments <= self.parameters.len())
    }

    /// Whether a type is one of the type parameters by itself: `T`, `Promise<T>`.
    pub(super) fn is_parameter(&self, facts: &rutter_syntax::facts::Facts, ty: TypeId) -> bool {
        match facts[ty].kind {
            TypeKind::Reference { binding: Some(binding), .. } => {
                self.type_parameters.iter().any(|parameter| parameter.binding == Some(binding))
            }
            TypeKind::Reference { binding: None, path, arguments } => {
                let is_promise = matches!(&facts[path], [name] if &facts[*name] == "Promise");
                is_promise && facts[arguments].iter().any(|argument| self.is_parameter(facts, *argument))
            }
            _ => false,
        }
    }

    /// The signature when its type parameters stand for something.
    #[must_use]
    pub(super) fn with_scope(mut self, scope: Scope<'a>) -> Self {
        self.scope = scope;
        self
    }

    /// A thunk of one of its types.
    pub(super) fn thunk(&self, ty: TypeId) -> Thunk<'a> {
        Thunk::Type(self.at(ty), self.scope.clone())
    }
}
