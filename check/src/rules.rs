//! The rules, one file each, in the groups in which `rutter explain` lists them.
//!
//! A rule is declared as a `static` and listed in its group's file:
//!
//! ```text
//! pub(crate) static RULE: Rule = Rule {
//!     name: "error-file-not-client",
//!     group: Group::Exports,
//!     summary: "an `error` file without `'use client'`",
//!     level: Level::Error,
//!     fix: FixKind::Safe,
//!     page: include_str!("../../../docs/error-file-not-client.md"),
//!     check,
//! };
//! ```

pub(crate) mod directives;
pub(crate) mod environments;
pub(crate) mod exports;
pub(crate) mod requests;
pub(crate) mod run;
pub(crate) mod shapes;
pub(crate) mod values;
