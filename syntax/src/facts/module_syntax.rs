//! Imports, exports and every other way in which a file names another.

use super::arena::{List, ids};
use super::{BindingId, ClassId, ExprId, FunctionId, Name, PatternId, Span};

ids! {
    /// A place where a file names another module.
    RequestId,
    /// One name that a file imports.
    ImportId,
    /// One name that a file exports.
    ExportId,
}

/// A place where a file names another module.
#[derive(Debug, Clone, Copy)]
pub struct Request {
    /// The text between the quotes.
    pub specifier: Name,
    /// How it is named.
    pub kind: RequestKind,
    /// Whether it is gone when the types are: `import type`, `export type`, an import whose names are all
    /// `type` ones. An import whose names are used only as types is not; see [`super::Facts::is_erased`].
    pub type_only: bool,
    /// Whether `type` stands before all of it: `import type {a}`, and not `import {type a}`.
    pub is_type_syntax: bool,
    /// The bytes of the whole statement, or of the call.
    pub span: Span,
    /// The bytes of the specifier, with the quotes.
    pub specifier_span: Span,
}

/// How a module is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestKind {
    /// `import ... from 'x'` with at least one name (or empty braces).
    Import,
    /// `import 'x'`.
    SideEffect,
    /// `export ... from 'x'`.
    ReExport,
    /// `export * from 'x'`, `export * as a from 'x'`.
    ReExportAll,
    /// `import('x')`.
    Dynamic,
    /// `require('x')`, `import a = require('x')`.
    Require,
    /// `import('x')` in a type.
    Type,
}

impl RequestKind {
    /// Whether it is an expression, which loads the module when it is evaluated: `import('x')`, `require('x')`.
    #[must_use]
    pub fn is_call(self) -> bool {
        matches!(self, Self::Dynamic | Self::Require)
    }
}

/// One name that a file imports.
#[derive(Debug, Clone, Copy)]
pub struct Import {
    /// Where it is imported from.
    pub request: RequestId,
    /// What is imported.
    pub imported: Imported,
    /// What it is bound to in this file.
    pub local: BindingId,
    /// Whether it is `type`, or in an `import type`.
    pub type_only: bool,
    /// The bytes of the specifier: `useState as s`.
    pub span: Span,
}

/// What is imported, or exported again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imported {
    /// One export, by its name there; `default` for the default export.
    Name(Name),
    /// All of them, as one object.
    Namespace,
}

/// One name that a file exports, or `export *`.
#[derive(Debug, Clone, Copy)]
pub struct Export {
    /// The name that others import; `default` for the default export, none for `export *`.
    pub name: Option<Name>,
    /// What is exported.
    pub kind: ExportKind,
    /// Whether it is gone when the types are: `export type`, an interface, a type alias.
    pub type_only: bool,
    /// The bytes of the declaration or the specifier.
    pub span: Span,
    /// The bytes of the name, or of what stands for it in a message.
    pub name_span: Span,
    /// The bytes of the whole statement.
    pub statement: Span,
}

/// What is exported.
#[derive(Debug, Clone, Copy)]
pub enum ExportKind {
    /// `export function`, `export default function`.
    Function(FunctionId),
    /// `export class`, `export default class`.
    Class(ClassId),
    /// `export const a = 1`: the binding, and the value of its declarator where the pattern is that name alone.
    Variable {
        /// The binding.
        binding: BindingId,
        /// The value.
        value: Option<ExprId>,
        /// The whole pattern.
        pattern: PatternId,
    },
    /// `export {a}`, `export {a as b}`; also `export default a`.
    Local {
        /// The name in this file.
        local: Name,
        /// What it stands for; none where nothing of that name is declared.
        binding: Option<BindingId>,
    },
    /// `export default` and any other expression; `export =`.
    Expression(ExprId),
    /// `export {a} from 'x'`, `export * as a from 'x'`.
    From {
        /// Where it comes from.
        request: RequestId,
        /// What is exported again.
        imported: Imported,
    },
    /// `export * from 'x'`.
    All {
        /// Where they come from.
        request: RequestId,
    },
    /// `export enum`.
    Enum(BindingId),
    /// `export namespace`, `export import a = b`.
    Namespace(BindingId),
    /// `export type`, `export interface`, `export declare ...`.
    Type(Option<BindingId>),
}

/// The members that are written to an export of a CommonJS file: `exports.a = b`, `module.exports = {a}`.
#[derive(Debug, Clone, Copy, Default)]
pub struct CommonJs {
    /// The names that are written to `exports` or `module.exports`.
    pub names: List<Name>,
    /// Whether `module.exports` is written as a whole.
    pub whole: bool,
}
