//! What is known about a value.

use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

use rustc_hash::FxHashSet;
use rutter_syntax::facts::{ClassId, FunctionId, SignatureId};
use rutter_syntax::graph::ModuleId;

use super::prelude::PreludeFile;
use super::source::{At, Place};
use super::thunk::{Scope, Thunk};
use super::trail::{Step, Trail};

/// A shape, and the way that the value came.
#[derive(Debug, Clone)]
pub(crate) struct Value<'a> {
    pub(crate) shape: Shape<'a>,
    pub(crate) trail: Trail,
}

/// What is known about a value at run time.
#[derive(Debug, Clone)]
pub(crate) enum Shape<'a> {
    /// Nothing.
    Unknown,
    /// There is no value: `never`.
    Never,
    /// `undefined`.
    Undefined,
    /// `null`.
    Null,
    /// A boolean, and which one.
    Boolean(Option<bool>),
    /// A number, and which one.
    Number(Option<f64>),
    /// A string, and which one.
    String(Option<&'a str>),
    /// A bigint.
    BigInt,
    /// A symbol, and whether it is one of `Symbol.for`.
    Symbol {
        /// Whether every realm has it.
        registered: bool,
    },
    /// A plain object: a literal, or what an object type describes.
    Object(Arc<Object<'a>>),
    /// An array with elements of one shape.
    Array(Thunk<'a>),
    /// An array whose elements are known one by one.
    Tuple(Arc<[Element<'a>]>),
    /// One of several.
    Union(Arc<Union<'a>>),
    /// A function that is no action and belongs to no client module.
    Function(Arc<Function<'a>>),
    /// A server function: `'use server'`.
    Action(Arc<Action<'a>>),
    /// A class itself.
    Class(Arc<ClassValue<'a>>),
    /// An instance of a class.
    Instance(Arc<Instance<'a>>),
    /// What an export of a `'use client'` module is for a server module: a reference, whatever it is in the client.
    Client(Arc<ClientExport>),
    /// All exports of a module as one object: `import * as a`.
    Module(ModuleId),
    /// All exports of a package that a file of the prelude stands for.
    Package(PreludeFile),
    /// A React element.
    Jsx,
    /// Something that has a name of its own in Flight's table.
    Known(Known),
}

/// Values that are told apart by how they are made, which no type shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// A regular expression.
    RegExp,
    /// An object without a prototype; how it was made: `Object.create(null)`.
    NullPrototype(&'static str),
    /// `import.meta`.
    Meta,
    /// A component that React made of another one; by what: `memo`, `forwardRef`, `lazy`.
    Component(&'static str),
}

/// A plain object.
#[derive(Debug, Clone, Default)]
pub(crate) struct Object<'a> {
    /// Its members, in the order of the text; no name twice.
    pub(crate) members: Vec<Member<'a>>,
    /// What members may be there that have no name here: those of an index signature, or unknown ones.
    pub(crate) rest: Option<Thunk<'a>>,
    /// Whether it is described by a type only, and by which: an object of that type may have more members.
    pub(crate) declared: Option<Place>,
}

/// A member of an object.
#[derive(Debug, Clone)]
pub(crate) struct Member<'a> {
    pub(crate) name: &'a str,
    pub(crate) value: Thunk<'a>,
    /// Whether it may be missing.
    pub(crate) optional: bool,
    /// Where it is written.
    pub(crate) place: Place,
}

/// An element of a tuple.
#[derive(Debug, Clone)]
pub(crate) struct Element<'a> {
    pub(crate) value: Thunk<'a>,
    /// Whether it stands for any number of elements.
    pub(crate) spread: bool,
}

/// One of several shapes.
#[derive(Debug, Clone)]
pub(crate) struct Union<'a> {
    /// At least two. One of several branches may be a union of a declared type.
    pub(crate) parts: Vec<Value<'a>>,
    /// Whether each of them is a value that code produces on some branch. The parts of a declared type may never occur.
    pub(crate) written: bool,
}

/// A function.
#[derive(Debug, Clone)]
pub(crate) enum Function<'a> {
    /// It is written in a file.
    Written {
        at: At<FunctionId>,
        /// What the names around it stand for.
        scope: Scope<'a>,
    },
    /// Something of a function type. It may be an action.
    Declared { at: At<SignatureId>, scope: Scope<'a> },
    /// Something that can be called, with nothing known of what it gives: `Function`. It may be an action.
    Opaque,
}

/// A server function.
#[derive(Debug, Clone)]
pub(crate) struct Action<'a> {
    /// The function, if it was found.
    pub(crate) function: Option<At<FunctionId>>,
    /// The arguments that `.bind` gave it, without the first, which is `this`.
    pub(crate) bound: Vec<Thunk<'a>>,
}

/// A class.
#[derive(Debug, Clone)]
pub(crate) struct ClassValue<'a> {
    pub(crate) at: At<ClassId>,
    /// What the names around it stand for.
    pub(crate) scope: Scope<'a>,
}

/// An instance of a class.
#[derive(Debug, Clone)]
pub(crate) struct Instance<'a> {
    pub(crate) class: At<ClassId>,
    /// What its type parameters, and the names around it, stand for.
    pub(crate) scope: Scope<'a>,
    /// Whether it was seen to be constructed. What only a type describes may be a plain object of that shape.
    pub(crate) made: bool,
}

/// An export of a client module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ClientExport {
    /// The module with the directive; none for a package that is known to have one and is not read.
    pub(crate) module: Option<ModuleId>,
    /// The name of the export there.
    pub(crate) name: String,
}

impl<'a> Value<'a> {
    /// Something of which nothing is known.
    pub(crate) fn unknown() -> Self {
        Shape::Unknown.into()
    }

    /// The value when it has come through one more place. Only what may be told about keeps its way.
    #[must_use]
    pub(crate) fn through(mut self, place: Place, what: impl FnOnce() -> String) -> Self {
        if !self.shape.is_plain() {
            self.trail = self.trail.after(Step { place, what: what() });
        }
        self
    }

    /// The value with the way of another one that it was taken out of, if it has none of its own.
    #[must_use]
    pub(crate) fn on_way_of(mut self, outer: &Self) -> Self {
        if self.trail.is_empty() && !self.shape.is_plain() {
            self.trail = outer.trail.clone();
        }
        self
    }

    /// One of several values. `written` as in [`Union`].
    pub(crate) fn one_of(values: impl IntoIterator<Item = Self>, written: bool) -> Self {
        let mut parts: Vec<Self> = Vec::new();
        let mut primitives = FxHashSet::default();
        // A primitive that is there already says nothing more. With each of them a union of unions would have as many
        // parts as there are ways to take one of each.
        let mut add = |part: Self| {
            if part.shape.primitive().is_none_or(|primitive| primitives.insert(primitive)) {
                parts.push(part);
            }
        };
        for value in values {
            match &value.shape {
                Shape::Never => {}
                // The parts of a declared type stay apart from branches of code, each of which may be taken.
                Shape::Union(union) if union.written || !written => {
                    union.parts.iter().cloned().for_each(&mut add);
                }
                _ => add(value),
            }
        }
        match parts.len() {
            0 => Shape::Never.into(),
            1 => parts.remove(0),
            _ => Shape::Union(Arc::new(Union { parts, written })).into(),
        }
    }
}

impl<'a> From<Shape<'a>> for Value<'a> {
    fn from(shape: Shape<'a>) -> Self {
        Self { shape, trail: Trail::default() }
    }
}

impl<'a> Shape<'a> {
    /// A plain object with these members and no others.
    pub(crate) fn object(members: Vec<Member<'a>>) -> Self {
        Self::Object(Arc::new(Object { members, rest: None, declared: None }))
    }

    /// An array with elements of one shape.
    pub(crate) fn array(element: impl Into<Thunk<'a>>) -> Self {
        Self::Array(element.into())
    }

    /// What tells a primitive from others: what it is, and its text or the bits of its number.
    fn primitive(&self) -> Option<(Discriminant<Self>, Option<&'a str>, Option<u64>)> {
        let (text, bits) = match self {
            Self::String(text) => (*text, None),
            Self::Number(number) => (None, number.map(f64::to_bits)),
            Self::Boolean(value) => (None, value.map(u64::from)),
            Self::Undefined | Self::Null | Self::BigInt => (None, None),
            _ => return None,
        };
        Some((discriminant(self), text, bits))
    }

    /// Whether it is a primitive that needs no explanation, or nothing is known.
    pub(crate) fn is_plain(&self) -> bool {
        matches!(
            self,
            Self::Unknown
                | Self::Never
                | Self::Undefined
                | Self::Null
                | Self::Boolean(_)
                | Self::Number(_)
                | Self::String(_)
                | Self::BigInt
                | Self::Jsx
        )
    }

    /// Whether it is `undefined` or `null`.
    pub(crate) fn is_nullish(&self) -> bool {
        matches!(self, Self::Undefined | Self::Null)
    }
}

impl<'a> Object<'a> {
    /// The member of a name.
    pub(crate) fn member(&self, name: &str) -> Option<&Member<'a>> {
        self.members.iter().find(|member| member.name == name)
    }

    /// Adds a member, in place of one of the same name.
    pub(crate) fn set(&mut self, member: Member<'a>) {
        match self.members.iter_mut().find(|own| own.name == member.name) {
            Some(own) => *own = member,
            None => self.members.push(member),
        }
    }
}
