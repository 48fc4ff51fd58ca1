//! Why a value cannot cross, and what happens then.

use std::fmt;

/// Why a value cannot cross, or not unchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reason {
    /// A function that is no action: its name, if it has one.
    Function(Option<String>),
    /// A function that returns an element and is not named as a component: its name, if it has one.
    Renderer(Option<String>),
    /// A function or a class that is a component, by what it is called, if it has a name.
    Component(Option<String>),
    /// A class itself: its name.
    Class(Option<String>),
    /// An instance of a class: its name.
    Instance(String),
    /// An object with `toJSON`, which is called: the name of its class or type.
    ToJson(Option<String>),
    /// An object without a prototype: how it was made.
    NullPrototype(&'static str),
    /// A symbol that is none of `Symbol.for`.
    Symbol,
    /// All exports of a module.
    Module,
    /// A value that arrives as something less: its class, and what arrives.
    Lossy(String, &'static str),
    /// A React element, which goes to the client only.
    Element,
    /// `undefined`, where JSON is wanted.
    Undefined,
    /// A bigint, where JSON is wanted.
    BigInt,
}

/// What happens when the value crosses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Rendering fails.
    Throws,
    /// Something else arrives, and nobody says so in production.
    Coerced,
    /// It arrives, and a developer is told that it should not be sent.
    Warns,
}

impl Reason {
    /// What happens; none where the value arrives well enough.
    pub(crate) fn outcome(&self) -> Option<Outcome> {
        match self {
            Self::ToJson(_) => Some(Outcome::Coerced),
            Self::Module => Some(Outcome::Warns),
            Self::Lossy(..) => None,
            _ => Some(Outcome::Throws),
        }
    }

    /// Whether it is something that can be called.
    pub(crate) fn is_function(&self) -> bool {
        matches!(self, Self::Function(_) | Self::Renderer(_) | Self::Component(_) | Self::Class(_))
    }
}

/// What the value is, as the end of a sentence: "is a function", "is a `Decimal`".
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Function(Some(name)) | Self::Renderer(Some(name)) => write!(f, "the function `{name}`"),
            Self::Function(None) | Self::Renderer(None) => f.write_str("a function"),
            Self::Component(Some(name)) => write!(f, "the component `{name}` itself"),
            Self::Component(None) => f.write_str("a component itself"),
            Self::Class(Some(name)) => write!(f, "the class `{name}` itself"),
            Self::Class(None) => f.write_str("a class itself"),
            Self::Instance(name) => write!(f, "an instance of `{name}`"),
            Self::ToJson(Some(name)) => write!(f, "{} `{name}`, which has `toJSON()`", article(name)),
            Self::ToJson(None) => f.write_str("an object with `toJSON()`"),
            Self::NullPrototype(how) if how.contains(' ') => {
                write!(f, "an object without a prototype: {how}")
            }
            Self::NullPrototype(how) => write!(f, "an object without a prototype, as `{how}` makes it"),
            Self::Symbol => f.write_str("a symbol that is not one of `Symbol.for()`"),
            Self::Module => f.write_str("the namespace of a module"),
            Self::Lossy(name, arrives) => write!(f, "{} `{name}`, which arrives as {arrives}", article(name)),
            Self::Element => f.write_str("a React element"),
            Self::Undefined => f.write_str("`undefined`"),
            Self::BigInt => f.write_str("a bigint"),
        }
    }
}

fn article(name: &str) -> &'static str {
    if name.starts_with(['A', 'E', 'I', 'O']) { "an" } else { "a" }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Throws => "throws",
            Self::Coerced => "coerced",
            Self::Warns => "warns",
        })
    }
}
