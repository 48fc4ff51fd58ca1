//! Values of a program that has not been run.
//!
//! A [`Static`] is what an expression is known to be: a plain value, one of several values, a call or import that
//! stands for itself, or unknown with the reason. Lists and objects are shared, so a copy costs nothing, and they
//! carry their depth and size, so whoever walks one knows that the walk ends soon.

mod object;

use std::rc::Rc;

use oxc_ast::ast::{ArrowFunctionExpression, Function};
use oxc_span::Span;

pub(crate) use object::{Lookup, Object};

/// Deeper values than this are unknown. It bounds every recursion over values.
pub(crate) const MAX_DEPTH: u32 = 200;

/// Values with more parts than this are unknown. It bounds every walk, also where parts are shared.
const MAX_SIZE: u32 = 200_000;

/// A value that can be one of more values than this is unknown.
const MAX_ALTERNATIVES: usize = 16;

/// A value, and the expression it was written as.
#[derive(Debug, Clone)]
pub(crate) struct Static<'a> {
    pub(crate) value: Value<'a>,
    pub(crate) span: Span,
    depth: u32,
    size: u32,
}

#[derive(Debug, Clone)]
pub(crate) enum Value<'a> {
    Undefined,
    Null,
    Bool(bool),
    Number(f64),
    String(Rc<str>),
    Array(Rc<[Item<'a>]>),
    Object(Rc<Object<'a>>),
    Function(Callable<'a>),
    /// A name that another module exports; `*` is the module itself.
    Import {
        module: Rc<str>,
        name: Rc<str>,
    },
    /// A property of an import or of a call that stands for itself.
    Member {
        object: Rc<Static<'a>>,
        property: Rc<str>,
    },
    /// A call of something that this file does not define, with the arguments it was given.
    Call {
        callee: Rc<Static<'a>>,
        arguments: Rc<[Item<'a>]>,
    },
    /// One of several values; `Unknown` says what decides.
    OneOf(Rc<[Static<'a>]>, Unknown),
    /// Unknown, but known to be falsy: the left side of `a && b` where it is the result.
    Falsy(Unknown),
    /// The `defaultConfig` that Next hands to a config function.
    NextDefaults,
    Unknown(Unknown),
}

/// Why a value is unknown.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Unknown {
    /// A clause without a final period, such as "the value is `process.env.X`, which is known only at run time".
    pub(crate) why: Rc<str>,
    pub(crate) span: Span,
    /// The value exists only at run time, so a property of it or a call of it is described by its own text.
    pub(crate) at_run_time: bool,
}

/// An element of an array or an argument of a call.
#[derive(Debug, Clone)]
pub(crate) enum Item<'a> {
    One(Static<'a>),
    /// A spread of something whose elements are unknown.
    Unread(Unknown),
}

/// A function of this file and the scope it was made in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Callable<'a> {
    pub(crate) code: Code<'a>,
    pub(crate) scope: usize,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Code<'a> {
    Arrow(&'a ArrowFunctionExpression<'a>),
    Function(&'a Function<'a>),
}

impl<'a> Static<'a> {
    pub(crate) fn new(value: Value<'a>, span: Span) -> Static<'a> {
        let (depth, size) = value.extent();
        if depth > MAX_DEPTH || size > MAX_SIZE {
            let why =
                if depth > MAX_DEPTH { "the value is nested too deeply" } else { "the value is too large" };
            return Static::new(Value::Unknown(Unknown::new(why, span)), span);
        }
        Static { value, span, depth, size }
    }

    pub(crate) fn string(text: &str, span: Span) -> Static<'a> {
        Static::new(Value::String(text.into()), span)
    }

    pub(crate) fn undefined(span: Span) -> Static<'a> {
        Static::new(Value::Undefined, span)
    }

    pub(crate) fn unknown(unknown: Unknown, span: Span) -> Static<'a> {
        Static::new(Value::Unknown(unknown), span)
    }

    pub(crate) fn array(items: Vec<Item<'a>>, span: Span) -> Static<'a> {
        Static::new(Value::Array(items.into()), span)
    }

    pub(crate) fn object(object: Object<'a>, span: Span) -> Static<'a> {
        Static::new(Value::Object(Rc::new(object)), span)
    }

    /// One of `alternatives`, which are not empty; only one of them if all are the same.
    pub(crate) fn one_of(alternatives: Vec<Static<'a>>, decides: Unknown, span: Span) -> Static<'a> {
        if let Some((first, rest)) = alternatives.split_first()
            && rest.iter().all(|other| first.is_same(other))
        {
            return first.clone();
        }
        let mut flat: Vec<Static<'a>> = Vec::new();
        for alternative in alternatives {
            match alternative.value {
                Value::OneOf(inner, _) => flat.extend(inner.iter().cloned()),
                _ => flat.push(alternative),
            }
        }
        let mut distinct: Vec<Static<'a>> = Vec::new();
        for alternative in flat {
            if !distinct.iter().any(|seen| seen.is_same(&alternative)) {
                distinct.push(alternative);
            }
        }
        match distinct.len() {
            1 => distinct.remove(0),
            MAX_ALTERNATIVES.. => Static::unknown(decides, span),
            _ => Static::new(Value::OneOf(distinct.into(), decides), span),
        }
    }

    /// How many parts the value has, itself included.
    pub(crate) fn size(&self) -> u32 {
        self.size
    }

    /// Whether the value is true in a condition, where that is known.
    pub(crate) fn truthiness(&self) -> Option<bool> {
        match &self.value {
            Value::Undefined | Value::Null | Value::Falsy(_) => Some(false),
            Value::Bool(value) => Some(*value),
            Value::Number(value) => Some(*value != 0.0 && !value.is_nan()),
            Value::String(value) => Some(!value.is_empty()),
            Value::Array(_) | Value::Object(_) | Value::Function(_) | Value::NextDefaults => Some(true),
            Value::OneOf(alternatives, _) => {
                let mut answers = alternatives.iter().map(Static::truthiness);
                let first = answers.next()??;
                answers.all(|answer| answer == Some(first)).then_some(first)
            }
            Value::Import { .. } | Value::Member { .. } | Value::Call { .. } | Value::Unknown(_) => None,
        }
    }

    /// Whether both are known to be the same value, or unknown for one reason at one place.
    pub(crate) fn is_same(&self, other: &Static<'a>) -> bool {
        if self.size != other.size {
            return false;
        }
        match (&self.value, &other.value) {
            (Value::Undefined, Value::Undefined)
            | (Value::Null, Value::Null)
            | (Value::NextDefaults, Value::NextDefaults) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Number(a), Value::Number(b)) => a == b,
            (Value::String(a), Value::String(b)) => a == b,
            (Value::Array(a), Value::Array(b)) => Rc::ptr_eq(a, b) || same_items(a, b),
            (Value::Object(a), Value::Object(b)) => Rc::ptr_eq(a, b) || a.is_same(b),
            (Value::Function(a), Value::Function(b)) => a.scope == b.scope && a.span() == b.span(),
            (Value::Import { module, name }, Value::Import { module: module_b, name: name_b }) => {
                module == module_b && name == name_b
            }
            (
                Value::Member { object, property },
                Value::Member { object: object_b, property: property_b },
            ) => property == property_b && object.is_same(object_b),
            (Value::Call { callee, arguments }, Value::Call { callee: callee_b, arguments: arguments_b }) => {
                callee.is_same(callee_b) && same_items(arguments, arguments_b)
            }
            (Value::OneOf(a, _), Value::OneOf(b, _)) => a.iter().zip(b.iter()).all(|(a, b)| a.is_same(b)),
            (Value::Unknown(a), Value::Unknown(b)) | (Value::Falsy(a), Value::Falsy(b)) => a == b,
            _ => false,
        }
    }
}

impl<'a> Value<'a> {
    /// The depth and the size, where a plain value is 0 deep and 1 large.
    fn extent(&self) -> (u32, u32) {
        fn add(extent: (u32, u32), part: &Static<'_>) -> (u32, u32) {
            (extent.0.max(part.depth + 1), extent.1.saturating_add(part.size))
        }
        fn add_items(extent: (u32, u32), items: &[Item<'_>]) -> (u32, u32) {
            items.iter().fold(extent, |extent, item| match item {
                Item::One(part) => add(extent, part),
                Item::Unread(_) => (extent.0, extent.1.saturating_add(1)),
            })
        }
        match self {
            Value::Array(items) => add_items((0, 1), items),
            Value::Object(object) => object.properties().fold((0, 1), |extent, (_, part)| add(extent, part)),
            Value::Member { object, .. } => add((0, 1), object),
            Value::Call { callee, arguments } => add_items(add((0, 1), callee), arguments),
            Value::OneOf(alternatives, _) => alternatives.iter().fold((0, 1), add),
            _ => (0, 1),
        }
    }
}

impl Unknown {
    pub(crate) fn new(why: impl Into<Rc<str>>, span: Span) -> Unknown {
        Unknown { why: why.into(), span, at_run_time: false }
    }
}

impl Callable<'_> {
    pub(crate) fn span(&self) -> Span {
        match self.code {
            Code::Arrow(arrow) => arrow.span,
            Code::Function(function) => function.span,
        }
    }
}

fn same_items(a: &[Item<'_>], b: &[Item<'_>]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|pair| match pair {
            (Item::One(a), Item::One(b)) => a.is_same(b),
            (Item::Unread(a), Item::Unread(b)) => a == b,
            _ => false,
        })
}

/// A number as JavaScript's `String(number)` writes it.
pub(crate) fn number_text(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    if number.is_nan() {
        return "NaN".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    // Rust and JavaScript print the same shortest digits; they differ in when an exponent is written.
    let magnitude = number.abs();
    if (1e-6..1e21).contains(&magnitude) {
        return format!("{number}");
    }
    let text = format!("{number:e}");
    match text.split_once('e') {
        Some((digits, exponent)) if !exponent.starts_with('-') => format!("{digits}e+{exponent}"),
        _ => text,
    }
}
