//! The names that are bound in a file.

use super::arena::ids;
use super::{ClassId, DeclaratorId, FunctionId, ImportId, Name, PatternId, Span, TypeDeclarationId};

ids! {
    /// A name that is bound in a file.
    BindingId,
}

/// A name that is bound in a file.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// The name.
    pub name: Name,
    /// What it is bound to.
    pub kind: BindingKind,
    /// The bytes of the name where it is declared.
    pub span: Span,
    /// Whether it is written to after its declaration.
    pub reassigned: bool,
    /// Whether it is bound at the top of the file.
    pub top_level: bool,
}

/// What a name is bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BindingKind {
    /// A name that is imported.
    Import(ImportId),
    /// A `const`, `let`, `var`: the declarator, and the part of its pattern that binds the name.
    Variable {
        /// The declarator.
        declarator: DeclaratorId,
        /// The part of the pattern.
        pattern: PatternId,
    },
    /// A parameter of a function, by its position.
    Parameter {
        /// The function.
        function: FunctionId,
        /// The position of the parameter, from 0.
        index: u32,
        /// The part of the pattern.
        pattern: PatternId,
    },
    /// A function declaration, or a named function expression inside itself.
    Function(FunctionId),
    /// A class declaration, or a named class expression inside itself.
    Class(ClassId),
    /// What a `catch` binds.
    Catch,
    /// An enum.
    Enum,
    /// A namespace, or `import a = b`.
    Namespace,
    /// A `type` or `interface`.
    Type(TypeDeclarationId),
    /// A type parameter.
    TypeParameter,
    /// Something that could not be read.
    Other,
}
