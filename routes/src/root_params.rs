//! Root params: the params above the root layouts, which `next/root-params` gives to any server component.

use std::collections::{BTreeMap, BTreeSet};

use crate::pattern::{ParamKind, Pattern};

/// A param of at least one root layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RootParam {
    /// The name between the brackets.
    pub name: String,
    /// Some root layout has it as one segment.
    pub string: bool,
    /// Some root layout has it as a catch-all.
    pub list: bool,
    /// It may be absent: it is optional somewhere, or some root layout does not have it.
    pub undefined: bool,
}

impl RootParam {
    /// The TypeScript type of the value, as Next writes it: `string | string[] | undefined`.
    pub fn type_text(&self) -> String {
        let members = [(self.string, "string"), (self.list, "string[]"), (self.undefined, "undefined")];
        members.iter().filter(|(has, _)| *has).map(|(_, name)| *name).collect::<Vec<_>>().join(" | ")
    }

    /// Whether Next can emit the function of this name: a param such as `[my-lang]` gives a syntax error in
    /// `root-params.d.ts`.
    pub fn is_identifier(&self) -> bool {
        is_identifier(&self.name)
    }
}

/// The root params of a set of layouts. A root layout is one with no other layout at a prefix of its URL (Next 16.4:
/// `collectRootParamsFromLayouts`).
pub(crate) fn root_params(layouts: &[Pattern]) -> Vec<RootParam> {
    let known: BTreeSet<&str> = layouts.iter().map(Pattern::as_str).collect();
    let is_root = |layout: &&Pattern| !ancestors(layout.as_str()).any(|ancestor| known.contains(ancestor));
    let roots: Vec<_> = layouts.iter().filter(is_root).map(Pattern::params).collect();

    let mut by_name: BTreeMap<&str, RootParam> = BTreeMap::new();
    for param in roots.iter().flatten() {
        let entry = by_name.entry(&param.name).or_insert_with(|| RootParam {
            name: param.name.clone(),
            string: false,
            list: false,
            undefined: false,
        });
        match param.kind {
            ParamKind::Single | ParamKind::Optional => entry.string = true,
            ParamKind::CatchAll | ParamKind::OptionalCatchAll => entry.list = true,
        }
        entry.undefined |= param.kind.is_optional();
    }
    for (name, param) in &mut by_name {
        param.undefined |= roots.iter().any(|root| !root.iter().any(|known| known.name == *name));
    }
    by_name.into_values().collect()
}

/// The URLs above a URL, the root last. The root has none.
fn ancestors(url: &str) -> impl Iterator<Item = &str> {
    fn above(url: &str) -> Option<&str> {
        match url.rfind('/')? {
            _ if url == "/" => None,
            0 => Some("/"),
            at => Some(&url[..at]),
        }
    }
    std::iter::successors(above(url), |url| above(url))
}

/// Whether a name can be the name of a declared function in TypeScript.
fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    let starts = chars.next().is_some_and(|c| c.is_alphabetic() || matches!(c, '_' | '$'));
    starts && chars.all(|c| c.is_alphanumeric() || matches!(c, '_' | '$')) && !RESERVED.contains(&name)
}

/// The words that cannot name a function in a module (ECMAScript 2024, section 12.7.2, strict mode).
const RESERVED: [&str; 48] = [
    "arguments",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "eval",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "interface",
    "let",
    "new",
    "null",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "static",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "var",
    "void",
    "while",
    "with",
    "yield",
];
