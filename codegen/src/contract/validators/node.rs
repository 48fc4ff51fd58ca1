//! What a schema is made of, before a library has words for it.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::read::AskedRule;

/// The schema of a value.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) types: Types,
}

/// What a value is in TypeScript.
#[derive(Clone, Debug, Default)]
pub(super) struct Types {
    /// As it is sent.
    pub(super) input: String,
    /// As it is read.
    pub(super) output: String,
    /// The names of `types.gen.ts` in both.
    pub(super) names: BTreeSet<String>,
}

/// How a value is asked. Messages are said of what is there: what is not is required.
#[derive(Debug)]
pub(super) enum Kind {
    /// A value of a kind of JavaScript.
    Simple { what: Simple, message: String },
    /// A text of which an expression in JavaScript holds.
    Text { holds: String, message: String },
    /// A number of which one holds.
    Number { holds: String, message: String },
    /// One of some scalars; what is no text is told apart.
    Literals { values: Vec<Value>, message: String, otherwise: String },
    /// A value that keeps rules, which are asked together where nothing else is wrong with it.
    Ruled { of: Box<Node>, rules: Vec<AskedRule>, value: RuleValue },
    /// A value that must be there and not null, though it need not be.
    Required { of: Box<Node>, rule: AskedRule },
    /// `null` or a value.
    Nullable(Box<Node>),
    /// A field that may be left out.
    Optional(Box<Node>),
    /// A field that has a value where it is left out. `fits`: the compiler sees that the value is of the type.
    Default { of: Box<Node>, value: Value, fits: bool },
    /// A list.
    List { of: Box<Node>, message: String },
    /// A list of fixed length.
    Tuple { items: Vec<Node>, message: String },
    /// An object whose keys are data.
    Map { key: MapKey, of: Box<Node>, message: String },
    /// An object whose keys are declared.
    Object(Shape),
    /// The schema of a type that is declared further up.
    Ref(String),
    /// The schema of a type that holds this one.
    Lazy(String),
    /// An object whose tag says which of some it is.
    Variant { tag: String, options: Vec<Node>, message: String, otherwise: String },
    /// The first of some schemas whose condition holds of the value.
    Choose { cases: Vec<(String, Node)>, message: String },
    /// The first of some schemas that takes the value.
    First { options: Vec<Node>, message: String },
    /// What a reader of Rutter's own takes.
    Reads(String),
}

/// What the key of a map may be.
#[derive(Debug)]
pub(super) struct MapKey {
    pub(super) holds: String,
    pub(super) message: String,
    /// There are only some, which have names in TypeScript.
    pub(super) is_named: bool,
}

/// Kinds of JavaScript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Simple {
    Never,
    Null,
    Boolean,
    File,
}

/// What the compiler knows of the value that rules are asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RuleValue {
    /// Its type.
    Typed,
    /// Nothing: the rules look for themselves.
    Unknown,
}

/// An object whose keys are declared.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) fields: Vec<(String, Node)>,
    /// The schemas of objects whose fields it has besides.
    pub(super) spread: Vec<String>,
    /// Other keys are an error.
    pub(super) strict: bool,
    pub(super) matches: Vec<Match>,
    pub(super) message: String,
}

/// A field that equals another.
#[derive(Debug)]
pub(super) struct Match {
    pub(super) field: String,
    pub(super) other: String,
    pub(super) code: String,
    pub(super) message: String,
}
