//! What one file states, as owned data: the facts.
//!
//! [`Facts`] is the file's tree with everything that scopes decide already decided: each name knows what it is bound
//! to, each binding knows where it is read, each node knows what it stands in. It lives in a few arenas, holds no
//! text but its names, and outlives the parser's own tree. What two files together mean is not here: that is the
//! module graph.
//!
//! Facts are made by [`read_facts`](crate::read_facts), once per content. They can be had of any text. Where the
//! text is broken they hold what stands before the mistake, and the mistake.

mod arena;
mod binding;
pub mod call_sites;
mod expression;
mod function;
mod growing;
mod module_syntax;
mod names;
mod parent;
mod query;
mod statement;
mod types;
pub mod uses;

use std::fmt;
use std::ops::Index;

pub use arena::{Arena, Hold, Id, Kept, List};
pub(crate) use arena::{Growing, Pool};
pub use binding::{Binding, BindingId, BindingKind};
pub use expression::{
    BinaryOperator, Branches, BranchesId, Expr, ExprId, ExprKind, Jsx, JsxAttribute, JsxId, JsxTag,
    LogicalOperator, Number, Property, PropertyKey, PropertyKind, UnaryOperator,
};
pub use function::{
    Class, ClassId, ClassMember, ClassMemberKind, Directive, Function, FunctionBody, FunctionId,
    FunctionKind, Parameter, StrayString, TypeParameter,
};
pub use module_syntax::{
    CommonJs, Export, ExportId, ExportKind, Import, ImportId, Imported, Request, RequestId, RequestKind,
};
pub use names::{Name, Names};
pub use query::{Global, Origin};
pub use statement::{
    Catch, Declarator, DeclaratorId, Keyword, LoopKind, Pattern, PatternId, PatternKind, PatternProperty,
    Statement, StatementId, StatementKind, Try, TryId,
};
pub use types::{
    Conditional, ConditionalId, Declaration, Enum, EnumId, EnumMember, Mapped, MappedId, Modifier, Namespace,
    NamespaceId, NamespaceKind, Signature, SignatureId, SignatureParameter, TupleElement, Type,
    TypeDeclaration, TypeDeclarationId, TypeDeclarationKind, TypeId, TypeKeyword, TypeKind, TypeMember,
    TypeMemberKind,
};

use crate::parse::SyntaxError;

/// A range of bytes of a file: its start, and the byte behind its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte behind the last.
    pub end: u32,
}

/// What another node stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Node {
    /// The top of the file.
    File,
    /// An expression.
    Expr(ExprId),
    /// A statement.
    Statement(StatementId),
    /// A variable's declarator.
    Declarator(DeclaratorId),
    /// A pattern.
    Pattern(PatternId),
    /// A function: its parameters, or its body.
    Function(FunctionId),
    /// A class: a member, or what it extends.
    Class(ClassId),
    /// A JSX element: its tag, an attribute or a child.
    Jsx(JsxId),
}

/// What kind of file it is, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FileKind {
    /// `.ts`, `.tsx`, `.mts`, `.cts`: imports that are used only as types are erased.
    pub typescript: bool,
    /// `.tsx`, `.jsx`, and every JavaScript file.
    pub jsx: bool,
    /// `.d.ts`: nothing in it runs.
    pub declaration: bool,
}

impl FileKind {
    /// What the name of a file says, or its path. One without an extension that is known holds TypeScript.
    #[must_use]
    pub fn of(file_name: &str) -> Self {
        let (stem, extension) = file_name.rsplit_once('.').unwrap_or_default();
        let is_javascript = matches!(extension, "js" | "jsx" | "mjs" | "cjs");
        Self {
            typescript: !is_javascript,
            jsx: is_javascript || extension == "tsx",
            declaration: match extension {
                // Also `a.d.css.ts`.
                "ts" => {
                    stem.rsplit('/').next().is_some_and(|name| name.ends_with(".d") || name.contains(".d."))
                }
                "mts" | "cts" => stem.ends_with(".d"),
                _ => false,
            },
        }
    }
}

/// What one file states.
#[derive(Default)]
pub struct Facts<H: Hold = Kept> {
    /// What kind of file it is.
    pub kind: FileKind,
    /// Its identifiers and strings.
    pub names: Names,
    /// The directives at its start, as written.
    pub directives: H::List<Directive>,
    /// Whether `'use client'` and `'use server'` are among them, which is asked of every import.
    pub(crate) sides: Sides,
    /// The statements at its top.
    pub body: List<StatementId>,
    /// Whether it has an `import` or `export` of its own.
    pub is_module: bool,
    /// The places where it names another module, in the order of the text.
    pub requests: Arena<RequestId, Request, H>,
    /// The names it imports, in the order of the text.
    pub imports: Arena<ImportId, Import, H>,
    /// The names it exports, in the order of the text.
    pub exports: Arena<ExportId, Export, H>,
    /// What it writes to `exports` and `module.exports`.
    pub common_js: CommonJs,
    /// The names it binds.
    pub bindings: Arena<BindingId, Binding, H>,
    /// The types and interfaces it declares.
    pub type_declarations: Arena<TypeDeclarationId, TypeDeclaration, H>,
    /// Its functions, an outer one before an inner one.
    pub functions: Arena<FunctionId, Function, H>,
    /// Its statements.
    pub statements: Arena<StatementId, Statement, H>,
    /// Its variables' declarators.
    pub declarators: Arena<DeclaratorId, Declarator, H>,
    /// Its patterns.
    pub patterns: Arena<PatternId, Pattern, H>,
    /// Its expressions.
    pub exprs: Arena<ExprId, Expr, H>,
    /// Its JSX elements and fragments.
    pub jsx: Arena<JsxId, Jsx, H>,
    /// Its types.
    pub types: Arena<TypeId, Type, H>,
    /// Its mistakes. Where there are some, the facts may end at the first.
    pub syntax_errors: H::List<SyntaxError>,
    pub(crate) tries: Arena<TryId, Try, H>,
    pub(crate) branches: Arena<BranchesId, Branches, H>,
    /// What few files have.
    pub rare: H::Rare<Rare<H>>,
    pub(crate) pools: Pools<H>,
    /// Which part of the file each function is.
    pub(crate) extents: H::List<Extent>,
    /// For each statement at its top the first expression in it, or behind it if it has none.
    pub(crate) tops: H::List<ExprId>,
    /// The expressions that read or write each binding, in the order of the text.
    pub(crate) references: References<H>,
    /// The declarations of each binding that types can name: sorted by binding, then by place.
    pub(crate) declarations: H::List<(BindingId, Declaration)>,
    /// The names that are bound to nothing, in the order of the text.
    pub(crate) globals: H::List<ExprId>,
    /// The type arguments of calls, `new`s and `f<T>`s that have some, sorted by expression.
    pub(crate) given_types: H::List<(ExprId, List<TypeId>)>,
}

/// What one file in seven has.
#[derive(Default)]
pub struct Rare<H: Hold = Kept> {
    /// The strings that stand alone and are no directives, anywhere.
    pub stray_strings: H::List<StrayString>,
    /// Its classes.
    pub classes: Arena<ClassId, Class, H>,
    /// The blocks of its namespaces, and of the modules that it declares, an outer one before an inner one.
    pub namespaces: Arena<NamespaceId, Namespace, H>,
    /// Its `rutter-ignore` comments, in the order of the text.
    pub suppressions: H::List<Comment>,
    pub(crate) signatures: Arena<SignatureId, Signature, H>,
    pub(crate) mapped: Arena<MappedId, Mapped, H>,
    pub(crate) conditionals: Arena<ConditionalId, Conditional, H>,
    pub(crate) enums: Arena<EnumId, Enum, H>,
    pub(crate) directives: Pool<Directive, H>,
    pub(crate) class_members: Pool<ClassMember, H>,
    pub(crate) type_parameters: Pool<TypeParameter, H>,
    pub(crate) signature_parameters: Pool<SignatureParameter, H>,
    pub(crate) tuple_elements: Pool<TupleElement, H>,
    pub(crate) enum_members: Pool<EnumMember, H>,
    pub(crate) exports: Pool<Export, H>,
}

/// The expressions that read or write each binding.
#[derive(Default)]
pub(crate) struct References<H: Hold = Kept> {
    /// By binding, where its expressions end in the list of all.
    ends: H::List<u32>,
    exprs: H::List<ExprId>,
}

impl<H: Hold> References<H> {
    /// The expressions of a binding.
    pub(crate) fn of(&self, binding: BindingId) -> &[ExprId] {
        let start = binding.index().checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.exprs[start as usize..self.ends[binding.index()] as usize]
    }
}

impl References<Growing> {
    /// Sorts what was found by bindings, of which there are `bindings`.
    pub(crate) fn fill(&mut self, bindings: usize, found: &[(BindingId, ExprId)]) {
        let Self { ends, exprs } = self;
        ends.clear();
        ends.resize(bindings, 0);
        for (binding, _) in found {
            ends[binding.index()] += 1;
        }
        let mut start = 0;
        for end in &mut *ends {
            (*end, start) = (start, start + *end);
        }
        exprs.clear();
        exprs.resize(found.len(), ExprId::new(0));
        // Each end grows from the start of its binding as the expressions come in.
        for (binding, expr) in found {
            let end = &mut ends[binding.index()];
            exprs[*end as usize] = *expr;
            *end += 1;
        }
    }

    fn keep(&self) -> References {
        References { ends: self.ends.as_slice().into(), exprs: self.exprs.as_slice().into() }
    }

    fn clear(&mut self) {
        self.ends.clear();
        self.exprs.clear();
    }
}

/// The part of a file that a function is. What stands in a function is read between its start and its end, so its
/// expressions are those between two ids.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Extent {
    /// Its first expression, if it has one.
    pub(crate) start: ExprId,
    /// The first expression behind it.
    pub(crate) end: ExprId,
    /// The function in which it stands.
    pub(crate) outer: Option<FunctionId>,
}

/// The directives that put a file on a side of its own.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sides {
    pub(crate) client: bool,
    pub(crate) server: bool,
}

/// A comment that begins with `rutter-ignore`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The text between the comment signs, trimmed.
    pub text: Box<str>,
    /// The bytes, with the comment signs.
    pub span: Span,
    /// Whether nothing but white space stands before it on its line.
    pub own_line: bool,
}

/// The lists, by what is in them.
#[derive(Default)]
pub(crate) struct Pools<H: Hold = Kept> {
    pub(crate) exprs: Pool<ExprId, H>,
    pub(crate) statements: Pool<StatementId, H>,
    pub(crate) declarators: Pool<DeclaratorId, H>,
    pub(crate) properties: Pool<Property, H>,
    pub(crate) attributes: Pool<JsxAttribute, H>,
    pub(crate) pattern_properties: Pool<PatternProperty, H>,
    pub(crate) pattern_elements: Pool<(u32, PatternId), H>,
    pub(crate) parameters: Pool<Parameter, H>,
    pub(crate) types: Pool<TypeId, H>,
    pub(crate) type_members: Pool<TypeMember, H>,
    pub(crate) names: Pool<Name, H>,
}

/// Lets a list be read through the facts it belongs to: `facts[list]`.
macro_rules! lists {
    ($($entry:ty => $($pool:ident).+),* $(,)?) => {$(
        impl<H: Hold> Index<List<$entry>> for Facts<H> {
            type Output = [$entry];
            fn index(&self, list: List<$entry>) -> &[$entry] {
                &self.$($pool).+[list]
            }
        }
    )*};
}
lists! {
    ExprId => pools.exprs,
    StatementId => pools.statements,
    DeclaratorId => pools.declarators,
    Property => pools.properties,
    JsxAttribute => pools.attributes,
    PatternProperty => pools.pattern_properties,
    (u32, PatternId) => pools.pattern_elements,
    Parameter => pools.parameters,
    Directive => rare.directives,
    ClassMember => rare.class_members,
    TypeParameter => rare.type_parameters,
    TypeId => pools.types,
    TypeMember => pools.type_members,
    SignatureParameter => rare.signature_parameters,
    TupleElement => rare.tuple_elements,
    Name => pools.names,
    EnumMember => rare.enum_members,
    Export => rare.exports,
}

/// Lets an entry be read by its id: `facts[id]`.
macro_rules! entries {
    ($($id:ty => $($arena:ident).+: $entry:ty),* $(,)?) => {$(
        impl<H: Hold> Index<$id> for Facts<H> {
            type Output = $entry;
            fn index(&self, id: $id) -> &$entry {
                &self.$($arena).+[id]
            }
        }
    )*};
}
entries! {
    RequestId => requests: Request,
    ImportId => imports: Import,
    ExportId => exports: Export,
    BindingId => bindings: Binding,
    TypeDeclarationId => type_declarations: TypeDeclaration,
    FunctionId => functions: Function,
    ClassId => rare.classes: Class,
    StatementId => statements: Statement,
    DeclaratorId => declarators: Declarator,
    PatternId => patterns: Pattern,
    ExprId => exprs: Expr,
    JsxId => jsx: Jsx,
    TypeId => types: Type,
    TryId => tries: Try,
    SignatureId => rare.signatures: Signature,
    MappedId => rare.mapped: Mapped,
    ConditionalId => rare.conditionals: Conditional,
    BranchesId => branches: Branches,
    EnumId => rare.enums: Enum,
    NamespaceId => rare.namespaces: Namespace,
}

impl fmt::Debug for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Facts").field("kind", &self.kind).finish_non_exhaustive()
    }
}

impl<H: Hold> Index<Name> for Facts<H> {
    type Output = str;
    fn index(&self, name: Name) -> &str {
        self.names.text(name)
    }
}

impl Span {
    /// Whether `other` lies within it.
    #[must_use]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl From<Span> for std::ops::Range<usize> {
    fn from(span: Span) -> Self {
        span.start as usize..span.end as usize
    }
}
