//! Functions, classes and their directives.

use super::arena::{List, ids};
use super::parent::Parent;
use super::{BindingId, ExprId, Name, PatternId, PropertyKey, Span, StatementId, TypeId};

ids! {
    /// A function, arrow or method of a file.
    FunctionId,
    /// A class of a file.
    ClassId,
}

/// A function, arrow, method, accessor or constructor.
#[derive(Debug, Clone, Copy)]
pub struct Function {
    /// What it is.
    pub kind: FunctionKind,
    /// Its own name: of a declaration or a named expression, or the key of a method.
    pub name: Option<Name>,
    /// What its name is bound to, of a declaration or a named expression.
    pub binding: Option<BindingId>,
    /// Whether it is `async`.
    pub is_async: bool,
    /// Whether it is a generator.
    pub is_generator: bool,
    /// The type parameters.
    pub type_parameters: List<TypeParameter>,
    /// The parameters, without a TypeScript `this`.
    pub parameters: List<Parameter>,
    /// The declared type of what it returns.
    pub return_type: Option<TypeId>,
    /// The directives of its body, as written.
    pub directives: List<Directive>,
    /// The body.
    pub body: FunctionBody,
    /// The bytes it takes up.
    pub span: Span,
    /// The bytes that stand for it in a message: its name, or else its head up to the body.
    pub head: Span,
    /// What it stands in.
    pub(crate) parent: Parent,
}

/// The kinds of function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunctionKind {
    /// `function f() {}` as a statement.
    Declaration,
    /// `function () {}` as an expression.
    Expression,
    /// `() => {}`.
    Arrow,
    /// `f() {}` in an object literal; also its getters and setters.
    ObjectMethod,
    /// `f() {}` in a class; also its getters, setters and constructor.
    ClassMethod {
        /// Whether it is `static`.
        is_static: bool,
    },
}

/// The body of a function.
#[derive(Debug, Clone, Copy)]
pub enum FunctionBody {
    /// `{ ... }`.
    Block(List<StatementId>),
    /// What an arrow without braces returns.
    Expression(ExprId),
    /// None: an overload, an abstract method, a `declare`.
    None,
}

/// A parameter.
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    /// What is bound.
    pub pattern: PatternId,
    /// The declared type.
    pub ty: Option<TypeId>,
    /// Whether it is `x?`.
    pub optional: bool,
    /// Whether it is `...x`.
    pub rest: bool,
    /// The bytes it takes up.
    pub span: Span,
}

/// A string at the start of a file or of a function.
#[derive(Debug, Clone, Copy)]
pub struct Directive {
    /// The text between the quotes, as written.
    pub text: Name,
    /// The bytes, with the quotes.
    pub span: Span,
}

/// A string that stands alone where no directive is read: behind another statement, in parentheses or in back-ticks.
#[derive(Debug, Clone, Copy)]
pub struct StrayString {
    /// The text.
    pub text: Name,
    /// The bytes, with the quotes and without parentheses.
    pub span: Span,
    /// Whether it is written in parentheses.
    pub parenthesized: bool,
    /// Whether it is written in back-ticks.
    pub template: bool,
    /// The function whose body it stands in, directly or in a block; none at the top of the file.
    pub function: Option<FunctionId>,
    /// Whether only directives and other strings stand before it, in the file or the function's body.
    pub first: bool,
    /// Whether it stands directly in the file or the function's body, not in a block.
    pub direct: bool,
}

/// A class.
#[derive(Debug, Clone, Copy)]
pub struct Class {
    /// Its own name.
    pub name: Option<Name>,
    /// What its name is bound to.
    pub binding: Option<BindingId>,
    /// What it extends.
    pub extends: Option<ExprId>,
    /// The type arguments of what it extends.
    pub extends_arguments: List<TypeId>,
    /// The interfaces it implements.
    pub implements: List<TypeId>,
    /// Its type parameters.
    pub type_parameters: List<TypeParameter>,
    /// The members as written; static blocks are left out, though their expressions are in the arena.
    pub members: List<ClassMember>,
    /// The bytes it takes up.
    pub span: Span,
    /// The bytes that stand for it in a message: its name, or else the keyword.
    pub head: Span,
    /// What it stands in.
    pub(crate) parent: Parent,
}

/// A member of a class.
#[derive(Debug, Clone, Copy)]
pub struct ClassMember {
    /// The key.
    pub key: PropertyKey,
    /// Whether it is `static`.
    pub is_static: bool,
    /// Whether it is `private`, `protected` or `#x`.
    pub is_private: bool,
    /// Whether it is `x?`.
    pub optional: bool,
    /// What it is.
    pub kind: ClassMemberKind,
    /// The bytes it takes up.
    pub span: Span,
}

/// What a member of a class is.
#[derive(Debug, Clone, Copy)]
pub enum ClassMemberKind {
    /// A constructor. Its parameters that are properties (`private x: T`) are members of their own too.
    Constructor(FunctionId),
    /// A method.
    Method(FunctionId),
    /// A getter.
    Getter(FunctionId),
    /// A setter.
    Setter(FunctionId),
    /// A field.
    Field {
        /// The declared type.
        ty: Option<TypeId>,
        /// The value.
        value: Option<ExprId>,
    },
}

/// A type parameter, `T extends U = V`.
#[derive(Debug, Clone, Copy)]
pub struct TypeParameter {
    /// The name.
    pub name: Name,
    /// What the name is bound to.
    pub binding: Option<BindingId>,
    /// What it extends.
    pub constraint: Option<TypeId>,
    /// What it is where no argument is given.
    pub default: Option<TypeId>,
}
