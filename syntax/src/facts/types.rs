//! Declared types, as written: nothing is looked up and nothing is simplified.

use super::arena::{List, ids};
use super::{
    BindingId, ClassId, Export, ExprId, FunctionId, Name, Number, PropertyKey, RequestId, Span, TypeParameter,
};

ids! {
    /// A type that is written in a file.
    TypeId,
    /// A `type` or `interface` of a file.
    TypeDeclarationId,
}

/// A type.
#[derive(Debug, Clone, Copy)]
pub struct Type {
    /// What it is.
    pub kind: TypeKind,
    /// The bytes it takes up.
    pub span: Span,
}

/// The kinds of type.
#[derive(Debug, Clone, Copy)]
pub enum TypeKind {
    /// `string`, `any`, ...
    Keyword(TypeKeyword),
    /// `'a'`.
    String(Name),
    /// `1`.
    Number(Number),
    /// `true`.
    Boolean(bool),
    /// `1n`.
    BigInt,
    /// `` `a${T}` ``.
    Template(List<TypeId>),
    /// `A`, `A.B<C>`.
    Reference {
        /// The names, from the left.
        path: List<Name>,
        /// What the first name stands for in this file; none for a global.
        binding: Option<BindingId>,
        /// The type arguments.
        arguments: List<TypeId>,
    },
    /// `import('x').A<B>`, `typeof import('x').a`.
    Import {
        /// The module.
        request: RequestId,
        /// Whether it is a value whose type is meant.
        is_typeof: bool,
        /// The names behind it.
        path: List<Name>,
        /// The type arguments.
        arguments: List<TypeId>,
    },
    /// `typeof a.b`.
    Typeof {
        /// The names, from the left.
        path: List<Name>,
        /// What the first name stands for in this file.
        binding: Option<BindingId>,
    },
    /// `{a: string}`.
    Object(List<TypeMember>),
    /// `(a: A) => B`, `new () => C`.
    Function(SignatureId),
    /// `T[]`.
    Array(TypeId),
    /// `[a: A, B?, ...C[]]`.
    Tuple(List<TupleElement>),
    /// `A | B`.
    Union(List<TypeId>),
    /// `A & B`.
    Intersection(List<TypeId>),
    /// `keyof T`.
    Keyof(TypeId),
    /// `readonly T`.
    Readonly(TypeId),
    /// `unique symbol`.
    Unique,
    /// `T[K]`.
    Indexed {
        /// The type.
        object: TypeId,
        /// The key.
        index: TypeId,
    },
    /// `{[K in C as N]?: V}`.
    Mapped(MappedId),
    /// `A extends B ? C : D`.
    Conditional(ConditionalId),
    /// `infer T`, `infer T extends U`.
    Infer {
        /// What `T` is bound to.
        binding: Option<BindingId>,
        /// `U`.
        constraint: Option<TypeId>,
    },
    /// `x is T`, `asserts x`.
    Predicate,
    /// `intrinsic`: who reads the file knows what the alias means.
    Intrinsic,
    /// `this`.
    This,
    /// Something that could not be read.
    Other,
}

/// The types that are keywords.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the keyword of that name")]
pub enum TypeKeyword {
    Any,
    Unknown,
    Never,
    Void,
    Null,
    Undefined,
    String,
    Number,
    Boolean,
    BigInt,
    Symbol,
    Object,
}

/// A member of an object type or an interface.
#[derive(Debug, Clone, Copy)]
pub struct TypeMember {
    /// The key; [`PropertyKey::None`] for an index, call or construct signature.
    pub key: PropertyKey,
    /// Whether it is `x?`.
    pub optional: bool,
    /// What it is.
    pub kind: TypeMemberKind,
    /// The bytes it takes up.
    pub span: Span,
}

/// What a member of an object type is.
#[derive(Debug, Clone, Copy)]
pub enum TypeMemberKind {
    /// `a: T`; `any` where no type is written. A getter is one too.
    Property(Option<TypeId>),
    /// `a(): T`.
    Method(SignatureId),
    /// `[key: K]: V`.
    Index {
        /// The type of the key.
        key: Option<TypeId>,
        /// The type of the value.
        value: Option<TypeId>,
    },
    /// `(): T`.
    Call(SignatureId),
    /// `new (): T`.
    Construct(SignatureId),
}

ids! {
    /// The signature of a function type.
    SignatureId,
    /// A mapped type.
    MappedId,
    /// A conditional type.
    ConditionalId,
    /// An enum.
    EnumId,
    /// A block of a namespace, or an ambient module.
    NamespaceId,
}

/// The signature of a function type.
#[derive(Debug, Clone, Copy)]
pub struct Signature {
    /// The type parameters.
    pub type_parameters: List<TypeParameter>,
    /// The parameters' types; none where no type is written.
    pub parameters: List<SignatureParameter>,
    /// What it returns.
    pub returns: Option<TypeId>,
    /// Whether it is `new`.
    pub construct: bool,
    /// The next overload, of a method or a call signature that is written several times in one type.
    pub next: Option<SignatureId>,
}

/// A parameter of a function type.
#[derive(Debug, Clone, Copy)]
pub struct SignatureParameter {
    /// The name, if the parameter is not destructured.
    pub name: Option<Name>,
    /// The type.
    pub ty: Option<TypeId>,
    /// Whether it is `x?`.
    pub optional: bool,
    /// Whether it is `...x`.
    pub rest: bool,
}

/// An element of a tuple type.
#[derive(Debug, Clone, Copy)]
pub struct TupleElement {
    /// The type.
    pub ty: TypeId,
    /// Whether it is `T?`.
    pub optional: bool,
    /// Whether it is `...T`.
    pub rest: bool,
}

/// A mapped type, `{readonly [K in C as N]?: V}`.
#[derive(Debug, Clone, Copy)]
pub struct Mapped {
    /// `K`.
    pub parameter: Name,
    /// What `K` is bound to.
    pub binding: Option<BindingId>,
    /// `C`.
    pub constraint: Option<TypeId>,
    /// `N`.
    pub rename: Option<TypeId>,
    /// `V`.
    pub value: Option<TypeId>,
    /// What is said about `?`.
    pub optional: Modifier,
}

/// What a mapped type does to the `?` of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Modifier {
    /// Nothing.
    Keep,
    /// `?`, `+?`.
    Add,
    /// `-?`.
    Remove,
}

/// A conditional type, `A extends B ? C : D`.
#[derive(Debug, Clone, Copy)]
pub struct Conditional {
    /// `A`.
    pub check: TypeId,
    /// `B`.
    pub extends: TypeId,
    /// `C`.
    pub then: TypeId,
    /// `D`.
    pub otherwise: TypeId,
}

/// A `type` or `interface`.
#[derive(Debug, Clone, Copy)]
pub struct TypeDeclaration {
    /// The name.
    pub name: Name,
    /// What the name is bound to.
    pub binding: Option<BindingId>,
    /// The type parameters.
    pub type_parameters: List<TypeParameter>,
    /// What is declared.
    pub kind: TypeDeclarationKind,
    /// The bytes it takes up.
    pub span: Span,
    /// Whether it is in a `declare module` or `declare global` block.
    pub ambient_module: Option<Name>,
}

/// What a type declaration declares.
#[derive(Debug, Clone, Copy)]
pub enum TypeDeclarationKind {
    /// `type A = T`.
    Alias(TypeId),
    /// `interface A extends B, C {}`.
    Interface {
        /// What it extends.
        extends: List<TypeId>,
        /// Its members.
        members: List<TypeMember>,
    },
}

/// An enum.
#[derive(Debug, Clone, Copy)]
pub struct Enum {
    /// The name.
    pub name: Name,
    /// Its members. One whose name is computed is left out.
    pub members: List<EnumMember>,
}

/// A member of an enum.
#[derive(Debug, Clone, Copy)]
pub struct EnumMember {
    /// The name.
    pub name: Name,
    /// The value, where one is written.
    pub value: Option<ExprId>,
}

/// The block of a `namespace A {}`, a `declare module 'a' {}` or a `declare global {}`. A namespace may have several.
#[derive(Debug, Clone, Copy)]
pub struct Namespace {
    /// What it adds to.
    pub kind: NamespaceKind,
    /// What it declares: all of it is exported if the block is ambient, and nothing else can be named if it is not.
    pub exports: List<Export>,
    /// The bytes it takes up.
    pub span: Span,
}

/// What a block of declarations adds to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamespaceKind {
    /// A namespace of the file.
    Named(Option<BindingId>),
    /// The module of that specifier.
    Module(Name),
    /// What is there without an import.
    Global,
}

/// One declaration of a name. A name may have several: interfaces, overloads, the blocks of a namespace, and types
/// beside values.
#[derive(Debug, Clone, Copy)]
pub enum Declaration {
    /// A `type` or `interface`.
    Type(TypeDeclarationId),
    /// A type parameter, the `K` of a mapped type, or what `infer` binds.
    TypeParameter(TypeParameter),
    /// A function, or an overload of one.
    Function(FunctionId),
    /// A class.
    Class(ClassId),
    /// An enum.
    Enum(EnumId),
    /// A block of a namespace.
    Namespace(NamespaceId),
    /// `import A = B.C`: what is meant, as a type.
    Alias(TypeId),
}
