//! Statements and the patterns that declarations bind.

use super::arena::{List, ids};
use super::parent::Parent;
use super::{BindingId, ClassId, ExprId, FunctionId, PropertyKey, Span, TypeId};

ids! {
    /// A statement of a file.
    StatementId,
    /// One `pattern = value` of a `const`, `let` or `var`.
    DeclaratorId,
    /// What a declaration, a parameter or an assignment binds.
    PatternId,
}

/// A statement.
#[derive(Debug, Clone, Copy)]
pub struct Statement {
    /// What it is.
    pub kind: StatementKind,
    /// The bytes it takes up.
    pub span: Span,
    /// What it stands in.
    pub(crate) parent: Parent,
}

/// The kinds of statement.
#[derive(Debug, Clone, Copy)]
pub enum StatementKind {
    /// An expression and a semicolon. Directives of a prologue are not statements.
    Expression(ExprId),
    /// `const`, `let`, `var`, `using`; also behind `export`.
    Variables(List<DeclaratorId>),
    /// A function declaration, also behind `export`. An overload has no body.
    Function(FunctionId),
    /// A class declaration, also behind `export`.
    Class(ClassId),
    /// `return`.
    Return(Option<ExprId>),
    /// `throw`.
    Throw(ExprId),
    /// `if`.
    If {
        /// What decides.
        test: ExprId,
        /// What happens if it holds.
        then: StatementId,
        /// What happens if it does not.
        otherwise: Option<StatementId>,
    },
    /// `{ ... }`.
    Block(List<StatementId>),
    /// `try`; see [`super::Facts::try_of`].
    Try(TryId),
    /// `for`, `for in`, `for of`, `while`, `do`: what it evaluates before and around its body, and the body.
    Loop {
        /// The expressions of the head. A declaration in a head is among the declarators.
        head: List<ExprId>,
        /// The body.
        body: StatementId,
        /// What its declaration binds.
        kind: LoopKind,
    },
    /// `switch`.
    Switch {
        /// What is compared.
        discriminant: ExprId,
        /// The statements of all cases.
        body: List<StatementId>,
    },
    /// `label: statement`.
    Labeled(StatementId),
    /// `break`, `continue`.
    Jump,
    /// `export default` and an expression.
    DefaultExport(ExprId),
    /// `enum`, `namespace`, `import x = y`: TypeScript that has a value.
    TypeScript,
    /// `import`, `export {}`, `type`, `interface`, `;`, `debugger`: nothing that runs here.
    None,
}

/// What the declaration in the head of a loop binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoopKind {
    /// The elements of the head: `for of`.
    Of,
    /// The keys of the head: `for in`.
    In,
    /// What it says itself, or there is none.
    Other,
}

ids! {
    /// A `try` statement of a file.
    TryId,
}

/// A `try` statement.
#[derive(Debug, Clone, Copy)]
pub struct Try {
    /// What is tried.
    pub block: List<StatementId>,
    /// The `catch`, if there is one.
    pub handler: Option<Catch>,
    /// The statements of `finally`.
    pub finalizer: Option<List<StatementId>>,
    /// The bytes of the block that is tried.
    pub block_span: Span,
}

/// A `catch`.
#[derive(Debug, Clone, Copy)]
pub struct Catch {
    /// What the error is bound to.
    pub parameter: Option<PatternId>,
    /// The statements.
    pub body: List<StatementId>,
    /// The bytes of the clause.
    pub span: Span,
}

/// One `pattern = value` of a `const`, `let` or `var`.
#[derive(Debug, Clone, Copy)]
pub struct Declarator {
    /// The keyword.
    pub keyword: Keyword,
    /// What is bound.
    pub pattern: PatternId,
    /// The declared type.
    pub ty: Option<TypeId>,
    /// The value. None too for what a `for in` or `for of` binds.
    pub value: Option<ExprId>,
    /// The bytes from the pattern to the value.
    pub span: Span,
    /// The statement, or what stands in the head of a loop.
    pub(crate) parent: Parent,
}

/// The keyword of a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the keyword of that name")]
pub enum Keyword {
    Const,
    Let,
    Var,
    Using,
}

/// What a declaration, a parameter or an assignment binds.
#[derive(Debug, Clone, Copy)]
pub struct Pattern {
    /// What it is.
    pub kind: PatternKind,
    /// The bytes it takes up.
    pub span: Span,
    /// What it stands in.
    pub(crate) parent: Parent,
}

/// The kinds of pattern.
#[derive(Debug, Clone, Copy)]
pub enum PatternKind {
    /// A new name.
    Binding(BindingId),
    /// An existing place: the target of an assignment, `a` or `a.b`.
    Place(ExprId),
    /// `{a, b: c, ...d}`.
    Object {
        /// The properties.
        properties: List<PatternProperty>,
        /// What `...` binds.
        rest: Option<PatternId>,
    },
    /// `[a, , b, ...c]`.
    Array {
        /// The elements with their positions.
        elements: List<(u32, PatternId)>,
        /// What `...` binds.
        rest: Option<PatternId>,
    },
    /// `pattern = value`.
    Default {
        /// What is bound.
        pattern: PatternId,
        /// What it is where there is no value.
        value: ExprId,
    },
    /// Something that could not be read.
    Other,
}

/// One property of an object pattern.
#[derive(Debug, Clone, Copy)]
pub struct PatternProperty {
    /// The key that is read.
    pub key: PropertyKey,
    /// The bytes of the key.
    pub key_span: Span,
    /// What it is bound to.
    pub value: PatternId,
}
