//! Expressions and JSX.

use super::arena::{Id, List, ids};
use super::parent::Parent;
use super::{BindingId, ClassId, FunctionId, Name, PatternId, Span, TypeId};

ids! {
    /// An expression of a file.
    ExprId,
    /// A JSX element or fragment of a file.
    JsxId,
    /// The branches of a `test ? then : otherwise` of a file.
    BranchesId,
}

/// An expression, without the parentheses around it.
#[derive(Debug, Clone, Copy)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// The bytes it takes up, without parentheses.
    pub span: Span,
    /// What it stands in.
    pub(crate) parent: Parent,
}

// Expressions are two fifths of all facts. A kind has eight bytes for what it holds: two ids.
const _: () = assert!(size_of::<Expr>() == 24, "an expression takes 24 bytes");

/// A number as it is written, which may stand at any fourth byte.
#[derive(Debug, Clone, Copy)]
#[repr(Rust, packed(4))]
pub struct Number(f64);

impl Number {
    pub(crate) fn new(value: f64) -> Self {
        Self(value)
    }

    /// What it is.
    #[must_use]
    pub fn value(self) -> f64 {
        self.0
    }
}

/// The kinds of expression.
#[derive(Debug, Clone, Copy)]
pub enum ExprKind {
    /// `null`.
    Null,
    /// `true`, `false`.
    Boolean(bool),
    /// `1`, `0xff`.
    Number(Number),
    /// `1n`.
    BigInt,
    /// `'text'`; also the text between JSX tags.
    String(Name),
    /// `` `text` ``: a template without placeholders.
    Text(Name),
    /// `` `a${b}c` ``.
    Template {
        /// The text before the first placeholder.
        head: Name,
        /// The placeholders.
        values: List<ExprId>,
    },
    /// `/x/`.
    RegExp,
    /// A name. `binding` is what it stands for in this file; a name without one is a global (or not declared).
    Name {
        /// The identifier.
        name: Name,
        /// What it stands for.
        binding: Option<BindingId>,
    },
    /// `this`.
    This,
    /// `super`.
    Super,
    /// `import.meta`, `new.target`.
    Meta,
    /// `[a, ...b]`. Holes are left out.
    Array(List<ExprId>),
    /// `{a, b: 1, ...c}`.
    Object(List<Property>),
    /// `...x` in an array, a call or among JSX children.
    Spread(ExprId),
    /// A function or arrow, or a method of an object literal.
    Function(FunctionId),
    /// A class expression.
    Class(ClassId),
    /// `object.property`.
    Member {
        /// What is before the dot.
        object: ExprId,
        /// The name behind it, `#x` for a private one.
        property: Name,
        /// Whether it is `?.`.
        optional: bool,
    },
    /// `object[index]`.
    Index {
        /// What is before the bracket.
        object: ExprId,
        /// What is in it.
        index: ExprId,
        /// Whether it is `?.[`.
        optional: bool,
    },
    /// `callee(args)`.
    Call {
        /// What is called.
        callee: ExprId,
        /// The arguments; a spread one is [`ExprKind::Spread`].
        arguments: List<ExprId>,
        /// Whether it is `?.(`.
        optional: bool,
    },
    /// `new callee(args)`.
    New {
        /// What is constructed.
        callee: ExprId,
        /// The arguments.
        arguments: List<ExprId>,
    },
    /// `import(specifier)`.
    Import {
        /// What is imported.
        specifier: ExprId,
    },
    /// `!x`, `-x`, `typeof x`, `void x`, `delete x`, `+x`, `~x`.
    Unary {
        /// The operator.
        operator: UnaryOperator,
        /// The operand.
        operand: ExprId,
    },
    /// `a + b`, `a === b`, `a in b`, `a instanceof b`, ...
    Binary {
        /// The operator.
        operator: BinaryOperator,
        /// The left operand.
        left: ExprId,
        /// The right operand.
        right: ExprId,
    },
    /// `a && b`, `a || b`, `a ?? b`.
    Logical {
        /// The operator.
        operator: LogicalOperator,
        /// The left operand.
        left: ExprId,
        /// The right operand.
        right: ExprId,
    },
    /// `test ? then : otherwise`.
    Conditional {
        /// What decides.
        test: ExprId,
        /// The value if it holds, and if it does not.
        branches: BranchesId,
    },
    /// `target = value`, and `target += value` and the like.
    Assign {
        /// What is written to.
        target: PatternId,
        /// What is written, or combined with what is there.
        value: ExprId,
        /// Whether the operator is a plain `=`.
        plain: bool,
    },
    /// `x++`, `--x`.
    Update(ExprId),
    /// `a, b`.
    Sequence(List<ExprId>),
    /// `await x`.
    Await(ExprId),
    /// `yield x`, `yield* x`.
    Yield(Option<ExprId>),
    /// `` tag`text` ``.
    TaggedTemplate {
        /// The function.
        tag: ExprId,
        /// The placeholders.
        values: List<ExprId>,
    },
    /// `x as T`, `<T>x`.
    As {
        /// The expression.
        value: ExprId,
        /// The type; none for `as const`.
        ty: Option<TypeId>,
    },
    /// `x satisfies T`.
    Satisfies {
        /// The expression.
        value: ExprId,
        /// The type.
        ty: TypeId,
    },
    /// `x!`.
    NonNull(ExprId),
    /// `f<T>` without a call.
    Instantiation(ExprId),
    /// `<A b={c}/>`, `<>...</>`.
    Jsx(JsxId),
    /// Something that states nothing of interest, or that could not be read.
    Other,
}

/// The branches of `test ? then : otherwise`.
#[derive(Debug, Clone, Copy)]
pub struct Branches {
    /// The value if the test holds.
    pub then: ExprId,
    /// The value if it does not.
    pub otherwise: ExprId,
}

/// The prefix operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the operator of that name")]
pub enum UnaryOperator {
    Not,
    Minus,
    Plus,
    BitwiseNot,
    Typeof,
    Void,
    Delete,
}

/// The infix operators, as far as they are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinaryOperator {
    /// `==`, `===`.
    Equal,
    /// `!=`, `!==`.
    NotEqual,
    /// `<`, `<=`, `>`, `>=`.
    Compare,
    /// `+`.
    Add,
    /// `-`, `*`, `/`, `%`, `**`, shifts and bitwise operators.
    Arithmetic,
    /// `in`.
    In,
    /// `instanceof`.
    InstanceOf,
}

/// The operators that may leave their right operand alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogicalOperator {
    /// `&&`.
    And,
    /// `||`.
    Or,
    /// `??`.
    Coalesce,
}

/// One entry of an object literal.
#[derive(Debug, Clone, Copy)]
pub struct Property {
    /// What sort of entry it is in the last three bits, which kind of key it has in the two before them, and the index of
    /// the key. Only a file of some gigabytes has so many names that an index does not fit.
    kind_and_key: u32,
    /// The value; of a spread, what is spread. Of a method, getter or setter, the function.
    pub value: ExprId,
    /// The bytes it takes up.
    pub span: Span,
}

const _: () = assert!(size_of::<Property>() == 16, "a property takes 16 bytes");

impl Property {
    pub(crate) fn new(kind: PropertyKind, key: PropertyKey, value: ExprId, span: Span) -> Self {
        let (key, index) = match key {
            PropertyKey::None => (0, 0),
            PropertyKey::Name(name) => (1, name.index()),
            PropertyKey::Private(name) => (2, name.index()),
            PropertyKey::Computed(expr) => (3, expr.index()),
        };
        let index = u32::try_from(index << 5).unwrap_or(0);
        Self { kind_and_key: index | key << 3 | kind as u32, value, span }
    }

    /// The key.
    #[must_use]
    pub fn key(&self) -> PropertyKey {
        let index = self.kind_and_key as usize >> 5;
        match self.kind_and_key >> 3 & 3 {
            0 => PropertyKey::None,
            1 => PropertyKey::Name(Id::new(index)),
            2 => PropertyKey::Private(Id::new(index)),
            _ => PropertyKey::Computed(Id::new(index)),
        }
    }

    /// What sort of entry it is.
    #[must_use]
    pub fn kind(&self) -> PropertyKind {
        match self.kind_and_key & 7 {
            0 => PropertyKind::Value,
            1 => PropertyKind::Shorthand,
            2 => PropertyKind::Method,
            3 => PropertyKind::Getter,
            4 => PropertyKind::Setter,
            _ => PropertyKind::Spread,
        }
    }
}

/// The key of a property, of a class member or of a type's member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PropertyKey {
    /// `a`, `'a'`, `1`: a key that is written down.
    Name(Name),
    /// `#a`.
    Private(Name),
    /// `[a]`.
    Computed(ExprId),
    /// None: a spread, or a key that could not be read.
    None,
}

/// What sort of entry of an object literal it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PropertyKind {
    /// `a: 1`.
    Value,
    /// `a`, short for `a: a`.
    Shorthand,
    /// `a() {}`.
    Method,
    /// `get a() {}`.
    Getter,
    /// `set a(x) {}`.
    Setter,
    /// `...a`.
    Spread,
}

/// A JSX element or fragment.
#[derive(Debug, Clone, Copy)]
pub struct Jsx {
    /// What is rendered.
    pub tag: JsxTag,
    /// The bytes of the tag's name in the opening element; of a fragment, those of `<>`.
    pub tag_span: Span,
    /// The attributes as written.
    pub attributes: List<JsxAttribute>,
    /// The children. Text is [`ExprKind::String`]; white space between lines and empty `{}` are left out.
    pub children: List<ExprId>,
    /// The expression this is.
    pub expr: ExprId,
}

/// What a JSX element renders.
#[derive(Debug, Clone, Copy)]
pub enum JsxTag {
    /// `<div>`, `<my-element>`, `<svg:path>`: an element of the document.
    Host(Name),
    /// `<Menu>`, `<Menu.Item>`: an [`ExprKind::Name`] or [`ExprKind::Member`].
    Component(ExprId),
    /// `<>`.
    Fragment,
}

/// One attribute of a JSX element.
#[derive(Debug, Clone, Copy)]
pub enum JsxAttribute {
    /// `name`, `name="text"`, `name={value}`.
    Named {
        /// The name, with its namespace if it has one (`xlink:href`).
        name: Name,
        /// The value; none for a bare name, which means `true`.
        value: Option<ExprId>,
        /// The bytes of the attribute.
        span: Span,
    },
    /// `{...value}`.
    Spread {
        /// What is spread.
        value: ExprId,
        /// The bytes of the attribute.
        span: Span,
    },
}

#[cfg(test)]
mod tests {
    use super::{ExprId, Id, Name, Property, PropertyKey, PropertyKind, Span};

    #[test]
    fn a_property_comes_out_as_it_went_in() {
        for index in [0, 1, 1 << 20] {
            let name = Name::new(index);
            let computed = PropertyKey::Computed(ExprId::new(index));
            for key in [PropertyKey::Name(name), PropertyKey::Private(name), computed, PropertyKey::None] {
                for kind in [
                    PropertyKind::Value,
                    PropertyKind::Shorthand,
                    PropertyKind::Method,
                    PropertyKind::Getter,
                    PropertyKind::Setter,
                    PropertyKind::Spread,
                ] {
                    let property = Property::new(kind, key, ExprId::new(0), Span::default());
                    assert_eq!((property.kind(), property.key()), (kind, key));
                }
            }
        }
    }
}
