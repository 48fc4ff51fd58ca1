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
mod module_syntax;
mod names;
mod parent;
mod query;
mod statement;
mod types;
pub mod uses;

use std::fmt;
use std::ops::Index;
use std::sync::{Arc, LazyLock};

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

impl Facts<Growing> {
    /// A copy without room to spare.
    pub(crate) fn keep(&self) -> Facts {
        let pools = &self.pools;
        Facts {
            kind: self.kind,
            names: self.names.clone(),
            directives: self.directives.as_slice().into(),
            sides: self.sides,
            body: self.body,
            is_module: self.is_module,
            requests: self.requests.keep(),
            imports: self.imports.keep(),
            exports: self.exports.keep(),
            common_js: self.common_js,
            bindings: self.bindings.keep(),
            type_declarations: self.type_declarations.keep(),
            functions: self.functions.keep(),
            statements: self.statements.keep(),
            declarators: self.declarators.keep(),
            patterns: self.patterns.keep(),
            exprs: self.exprs.keep(),
            jsx: self.jsx.keep(),
            types: self.types.keep(),
            syntax_errors: self.syntax_errors.as_slice().into(),
            tries: self.tries.keep(),
            branches: self.branches.keep(),
            rare: self.rare.keep(),
            pools: Pools {
                exprs: pools.exprs.keep(),
                statements: pools.statements.keep(),
                declarators: pools.declarators.keep(),
                properties: pools.properties.keep(),
                attributes: pools.attributes.keep(),
                pattern_properties: pools.pattern_properties.keep(),
                pattern_elements: pools.pattern_elements.keep(),
                parameters: pools.parameters.keep(),
                types: pools.types.keep(),
                type_members: pools.type_members.keep(),
                names: pools.names.keep(),
            },
            extents: self.extents.as_slice().into(),
            tops: self.tops.as_slice().into(),
            references: self.references.keep(),
            declarations: self.declarations.as_slice().into(),
            globals: self.globals.as_slice().into(),
            given_types: self.given_types.as_slice().into(),
        }
    }

    /// Forgets what it states, and keeps the room for other facts.
    pub(crate) fn clear(&mut self) {
        self.body = List::default();
        self.common_js = CommonJs::default();
        self.syntax_errors.clear();
        self.requests.clear();
        self.imports.clear();
        self.exports.clear();
        self.bindings.clear();
        self.type_declarations.clear();
        self.functions.clear();
        self.statements.clear();
        self.declarators.clear();
        self.patterns.clear();
        self.exprs.clear();
        self.jsx.clear();
        self.types.clear();
        self.tries.clear();
        self.branches.clear();
        self.extents.clear();
        self.tops.clear();
        self.declarations.clear();
        self.references.clear();
        self.globals.clear();
        self.given_types.clear();
        self.directives.clear();
        self.sides = Sides::default();
        self.names.clear();
        self.rare.clear();
        let pools = &mut self.pools;
        pools.exprs.clear();
        pools.statements.clear();
        pools.declarators.clear();
        pools.properties.clear();
        pools.attributes.clear();
        pools.pattern_properties.clear();
        pools.pattern_elements.clear();
        pools.parameters.clear();
        pools.types.clear();
        pools.type_members.clear();
        pools.names.clear();
    }
}

/// What files share that have nothing of it.
static NOTHING_RARE: LazyLock<Arc<Rare>> = LazyLock::new(Arc::default);

impl Rare<Growing> {
    fn is_empty(&self) -> bool {
        self.stray_strings.is_empty()
            && self.suppressions.is_empty()
            && self.classes.is_empty()
            && self.namespaces.is_empty()
            && self.signatures.is_empty()
            && self.mapped.is_empty()
            && self.conditionals.is_empty()
            && self.enums.is_empty()
            && self.directives.is_empty()
            && self.class_members.is_empty()
            && self.type_parameters.is_empty()
            && self.signature_parameters.is_empty()
            && self.tuple_elements.is_empty()
            && self.enum_members.is_empty()
            && self.exports.is_empty()
    }

    fn keep(&self) -> Arc<Rare> {
        if self.is_empty() {
            return Arc::clone(&NOTHING_RARE);
        }
        Arc::new(Rare {
            stray_strings: self.stray_strings.as_slice().into(),
            suppressions: self.suppressions.as_slice().into(),
            classes: self.classes.keep(),
            namespaces: self.namespaces.keep(),
            signatures: self.signatures.keep(),
            mapped: self.mapped.keep(),
            conditionals: self.conditionals.keep(),
            enums: self.enums.keep(),
            directives: self.directives.keep(),
            class_members: self.class_members.keep(),
            type_parameters: self.type_parameters.keep(),
            signature_parameters: self.signature_parameters.keep(),
            tuple_elements: self.tuple_elements.keep(),
            enum_members: self.enum_members.keep(),
            exports: self.exports.keep(),
        })
    }

    fn clear(&mut self) {
        self.stray_strings.clear();
        self.classes.clear();
        self.namespaces.clear();
        self.suppressions.clear();
        self.signatures.clear();
        self.mapped.clear();
        self.conditionals.clear();
        self.enums.clear();
        self.directives.clear();
        self.class_members.clear();
        self.type_parameters.clear();
        self.signature_parameters.clear();
        self.tuple_elements.clear();
        self.enum_members.clear();
        self.exports.clear();
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
