//! Object types and interfaces.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use rutter_syntax::facts::{
    ExprKind, Facts, PropertyKey, SignatureId, Span, TypeDeclarationId, TypeDeclarationKind, TypeId,
    TypeMember, TypeMemberKind,
};

use super::super::evaluator::Evaluator;
use super::super::shape::{Function, Member, Object, Shape, Value};
use super::super::source::{At, Place, Source};
use super::super::thunk::{Scope, Thunk};

/// An object type that is being put together.
#[derive(Default)]
pub(super) struct Builder<'a> {
    members: Vec<Member<'a>>,
    by_name: FxHashMap<&'a str, usize>,
    rest: Option<Thunk<'a>>,
    /// How it can be called, if it can.
    call: Option<Function<'a>>,
    /// How it can be constructed, if it can.
    construct: Option<Function<'a>>,
    /// What it is more than an object: an array, an instance of a class.
    base: Option<Value<'a>>,
}

impl<'a> Evaluator<'_, 'a> {
    /// `{a: A}`.
    pub(super) fn object_type(
        &self,
        at: At<TypeId>,
        members: &'a [TypeMember],
        scope: &Scope<'a>,
    ) -> Value<'a> {
        let mut builder = Builder::default();
        self.add_members(&mut builder, at.source, members, scope);
        builder.finish(self.place(at))
    }

    /// Something of an interface, which may have several declarations.
    pub(super) fn interface(
        &self,
        declarations: &[At<TypeDeclarationId>],
        arguments: &[Thunk<'a>],
        outer: &Scope<'a>,
    ) -> Value<'a> {
        let mut builder = Builder::default();
        let mut own: Vec<(Source, &'a [TypeMember], Scope<'a>)> = Vec::new();
        let mut place = None;
        for at in declarations {
            let facts = self.facts(at.source);
            let declaration = &facts[at.id];
            let TypeDeclarationKind::Interface { extends, members } = declaration.kind else { continue };
            let scope =
                self.with_type_arguments(at.source, &facts[declaration.type_parameters], arguments, outer);
            for base in &facts[extends] {
                builder.add_base(self.ty(At::new(at.source, *base), &scope));
            }
            place = place.or(Some(at.with(declaration.span)));
            own.push((at.source, &facts[members], scope));
        }
        for (source, members, scope) in own {
            self.add_members(&mut builder, source, members, &scope);
        }
        place.map_or_else(Value::unknown, |place| builder.finish(place))
    }

    fn add_members(
        &self,
        builder: &mut Builder<'a>,
        source: Source,
        members: &'a [TypeMember],
        scope: &Scope<'a>,
    ) {
        self.spend(members.len());
        let facts = self.facts(source);
        let function = |signature: SignatureId| Function::Declared {
            at: At::new(source, signature),
            scope: scope.clone(),
        };
        for member in members {
            let value = match member.kind {
                TypeMemberKind::Property(ty) => {
                    ty.map_or_else(Thunk::unknown, |ty| Thunk::Type(At::new(source, ty), scope.clone()))
                }
                TypeMemberKind::Method(signature) => Shape::Function(Arc::new(function(signature))).into(),
                TypeMemberKind::Index { value, .. } => {
                    let ty = value.map(|ty| Thunk::Type(At::new(source, ty), scope.clone()));
                    builder.rest = Some(ty.unwrap_or_else(Thunk::unknown));
                    continue;
                }
                TypeMemberKind::Call(signature) => {
                    builder.call.get_or_insert_with(|| function(signature));
                    continue;
                }
                TypeMemberKind::Construct(signature) => {
                    builder.construct.get_or_insert_with(|| function(signature));
                    continue;
                }
            };
            let place: Place = At::new(source, member.span);
            match self.key(source, facts, member.key) {
                Key::Name(name) => builder.set(Member { name, value, optional: member.optional, place }),
                Key::Symbol => {}
                Key::Unknown => builder.rest = Some(Thunk::unknown()),
            }
        }
    }

    fn key(&self, source: Source, facts: &'a Facts, key: PropertyKey) -> Key<'a> {
        match key {
            PropertyKey::Name(name) => Key::Name(&facts[name]),
            PropertyKey::Computed(expr) => {
                if let ExprKind::Member { object, .. } = facts[expr].kind
                    && matches!(facts[object].kind, ExprKind::Name { name, binding: None } if &facts[name] == "Symbol")
                {
                    return Key::Symbol;
                }
                match self.expr(At::new(source, expr), &Scope::default()).shape {
                    Shape::String(Some(name)) => Key::Name(name),
                    Shape::Symbol { .. } => Key::Symbol,
                    _ => Key::Unknown,
                }
            }
            PropertyKey::Private(_) | PropertyKey::None => Key::Symbol,
        }
    }
}

/// What the key of a member says.
enum Key<'a> {
    Name(&'a str),
    /// A symbol: such members never cross.
    Symbol,
    Unknown,
}

impl<'a> Builder<'a> {
    /// Adds a member, in place of one of the same name. Of the overloads of a method the first one stays.
    pub(super) fn set(&mut self, member: Member<'a>) {
        match self.by_name.get(member.name) {
            Some(index) => {
                let own = &mut self.members[*index];
                if own.place.source != member.place.source || !is_method(own) || !is_method(&member) {
                    *own = member;
                }
            }
            None => {
                self.by_name.insert(member.name, self.members.len());
                self.members.push(member);
            }
        }
    }

    /// The member of a name.
    pub(super) fn get(&self, name: &str) -> Option<&Member<'a>> {
        self.by_name.get(name).map(|index| &self.members[*index])
    }

    /// Says what members may be there that have no name here.
    pub(super) fn set_rest(&mut self, rest: Thunk<'a>) {
        self.rest = Some(rest);
    }

    /// Adds what an interface extends.
    fn add_base(&mut self, base: Value<'a>) {
        match &base.shape {
            Shape::Object(object) => {
                object.members.iter().for_each(|member| self.set(member.clone()));
                if object.rest.is_some() {
                    self.rest.clone_from(&object.rest);
                }
            }
            Shape::Unknown => self.rest = Some(Thunk::unknown()),
            _ => self.base = self.base.take().or(Some(base)),
        }
    }

    pub(super) fn finish(self, place: At<Span>) -> Value<'a> {
        // What can be called and constructed gives much the same both ways.
        if let Some(function) = self.construct.or(self.call) {
            return Shape::Function(Arc::new(function)).into();
        }
        if let Some(base) = self.base {
            return base;
        }
        let object = Object { members: self.members, rest: self.rest, declared: Some(place) };
        Shape::Object(Arc::new(object)).into()
    }
}

fn is_method(member: &Member<'_>) -> bool {
    matches!(&member.value, Thunk::Ready(value) if matches!(value.shape, Shape::Function(_)))
}
