//! What a value is: enough of TypeScript to answer one question, "can it cross from the server to the client?".
//!
//! [`Evaluator`] turns an expression, or a type that is written down, into a [`Shape`]: a primitive, an object with
//! members, an instance of a class, a function. Nothing is run and nothing is checked: code that does not type-check gets
//! the shape of what is understood of it, and [`Shape::Unknown`] for the rest.
//!
//! Shapes are lazy. A member, an element or a type argument is a [`Thunk`], evaluated when somebody asks for it, so that
//! a type with a thousand members, or one that contains itself, costs what is looked at. All work is bounded by the
//! evaluator's budget; what lies behind its end is unknown.
//!
//! What the language and known libraries declare is written in TypeScript too, as short declarations of our own below
//! `prelude/`, and read by the same code as everything else.

mod evaluator;
mod exprs;
mod libraries;
mod operations;
mod prelude;
mod shape;
#[cfg(test)]
mod show;
mod source;
#[cfg(test)]
mod tests;
mod thunk;
mod trail;
mod types;

pub(crate) use evaluator::Evaluator;
pub(crate) use exprs::derived_of_parameters;
pub(crate) use libraries::PrismaClients;
pub(crate) use shape::{
    Action, ClassValue, ClientExport, Function, Instance, Known, Member, Object, Shape, Union, Value,
};
pub(crate) use source::{At, Place, Source};
pub(crate) use thunk::{Scope, Thunk};
pub(crate) use trail::{Step, Trail};
pub(crate) use types::Ambient;
