//! What the functions of a module share: their names, what they import, and which of them need more than a value.

use std::collections::{BTreeMap, BTreeSet};

use rutter_contract::judge::Types;
use rutter_contract::{Rest, Type};

use super::super::agreement::{Agreement, Form, of};
use super::super::names::{Names, OF_READERS, schema_name};
use super::super::shape;
use super::value::Scope;

/// Prints the functions that read the types of a contract.
pub(super) struct Readers<'a> {
    agreement: &'a Agreement<'a>,
    /// What is read: what was sent, or what the server wrote.
    form: Form,
    pub(super) names: Names,
    functions: BTreeMap<&'a str, (String, String)>,
    pub(super) called: Called,
    types: BTreeSet<String>,
    /// The types that hold themselves: their values are as deep as whoever sends them likes.
    recursive: BTreeSet<&'a str>,
    /// Those that are themselves, without anything between: they have no end.
    endless: BTreeSet<&'a str>,
    /// The types that share an object with others, and look at keys that they do not declare.
    sharing: BTreeSet<&'a str>,
    /// Functions that are still to be printed, behind the one that calls them.
    pub(super) parts: Vec<Part<'a>>,
    server_only: Vec<String>,
}

/// What functions call that other modules declare.
#[derive(Clone, Default)]
pub(crate) struct Called {
    /// Functions and types of `_read.gen.ts`.
    pub(crate) helpers: BTreeSet<&'static str>,
    /// Functions of `_formats.gen.ts`.
    pub(crate) formats: BTreeSet<&'static str>,
    /// Functions that read named types, which are those of `schemas.gen.ts`.
    pub(crate) functions: BTreeSet<String>,
}

/// What every function names.
pub(super) const OF_FUNCTIONS: [&str; 2] = ["type Issue", "type Path"];

/// A type without a name of its own, that has a function all the same.
pub(super) struct Part<'a> {
    pub(super) name: String,
    pub(super) ty: &'a Type,
    pub(super) shared: bool,
    /// The path of the type that holds it.
    pub(super) owner: &'a str,
    /// It reads the very value that its owner is asked for, not a part of it.
    pub(super) in_place: bool,
    /// A field whose value is known to be right: the tag by which the function was chosen.
    pub(super) known: Option<&'a str>,
}

impl<'a> Readers<'a> {
    pub(super) fn new(agreement: &'a Agreement<'a>, paths: &[&'a str], form: Form) -> Self {
        let mut names = agreement.taken();
        let mut functions = BTreeMap::new();
        for path in paths {
            let name = agreement.name(path, Form::Response);
            let function = names.value_name(&format!("read{}", upper(name)));
            let schema = names.value_name(&schema_name(name));
            functions.insert(*path, (function, schema));
        }
        let types = &agreement.contract.types;
        let around = |of_place: bool| -> BTreeSet<&'a str> {
            let edges = |path: &str| {
                let Some(definition) = types.get(path) else { return Vec::new() };
                let ty = of(definition, form);
                if of_place { shape::references_in_place(ty) } else { shape::references(ty) }
            };
            paths.iter().copied().filter(|path| reaches_itself(path, edges)).collect()
        };
        let mut readers = Self {
            agreement,
            form,
            names,
            functions,
            called: Called { helpers: BTreeSet::from(OF_FUNCTIONS), ..Called::default() },
            types: BTreeSet::new(),
            recursive: around(false),
            endless: around(true),
            sharing: BTreeSet::new(),
            parts: Vec::new(),
            server_only: Vec::new(),
        };
        for path in paths {
            if let Some(definition) = types.get(*path) {
                readers.find_sharing(of(definition, form), false);
            }
        }
        readers
    }

    /// Without any functions, for rules that stand elsewhere.
    pub(super) fn bare(agreement: &'a Agreement<'a>) -> Self {
        Self { called: Called::default(), ..Self::new(agreement, &[], Form::Parsed) }
    }

    pub(super) fn contract_types(&self) -> &'a Types {
        &self.agreement.contract.types
    }

    /// Whether what was sent is read: it keeps rules, and serde takes some liberties with it.
    pub(super) fn is_request(&self) -> bool {
        self.form != Form::Response
    }

    /// The shape of a type.
    pub(super) fn shape(&self, path: &str) -> Option<&'a Type> {
        Some(of(self.contract_types().get(path)?, self.form))
    }

    /// The name of the function and of the schema of a type.
    pub(super) fn names_of(&self, path: &str) -> (String, String) {
        self.functions.get(path).cloned().unwrap_or_default()
    }

    /// The function of a type, which is called.
    pub(super) fn call(&mut self, path: &str) -> String {
        let (function, _) = self.names_of(path);
        self.called.functions.insert(function.clone());
        function
    }

    /// The name of a type, which is imported.
    pub(super) fn type_name(&mut self, path: &str, form: Form) -> String {
        let name = self.agreement.name(path, form).to_owned();
        self.types.insert(name.clone());
        name
    }

    /// What is read, as a type.
    pub(super) fn output(&mut self, path: &str) -> String {
        self.type_name(path, self.form)
    }

    /// A function of the runtime, which is imported.
    pub(super) fn helper(&mut self, name: &'static str) -> &'static str {
        self.called.helpers.insert(name);
        name
    }

    /// A function that knows a format of texts, which is imported.
    pub(super) fn format(&mut self, name: &'static str) -> &'static str {
        self.called.formats.insert(name);
        name
    }

    /// What no variable of a function may be called.
    pub(super) fn local_names(&self) -> BTreeSet<String> {
        let functions = self.functions.values().flat_map(|(function, schema)| [function, schema]).cloned();
        functions
            .chain(self.parts.iter().map(|part| part.name.clone()))
            .chain(OF_READERS.iter().map(|name| (*name).to_owned()))
            .collect()
    }

    pub(super) fn helpers(&self) -> BTreeSet<&'static str> {
        self.called.helpers.clone()
    }

    pub(super) fn formats(&self) -> BTreeSet<&'static str> {
        self.called.formats.clone()
    }

    pub(super) fn types(&self) -> BTreeSet<&str> {
        self.types.iter().map(String::as_str).collect()
    }

    pub(super) fn is_recursive(&self, path: &str) -> bool {
        self.recursive.contains(path)
    }

    /// Whether to read a value as a type of this path would start from the front.
    pub(super) fn is_endless(&self, path: &str, scope: Scope<'a, '_>) -> bool {
        scope.in_place && self.endless.contains(scope.owner) && self.endless.contains(path)
    }

    pub(super) fn is_sharing(&self, path: &str) -> bool {
        self.sharing.contains(path)
    }

    /// A function of its own for a type that has no name.
    pub(super) fn part(&mut self, asked: &str, part: Part<'a>) -> String {
        let name = self.function_name(asked);
        self.parts.push(Part { name: name.clone(), ..part });
        name
    }

    /// A name for a function.
    pub(super) fn function_name(&mut self, asked: &str) -> String {
        self.names.value_name(asked)
    }

    /// A rule that cannot be asked here.
    pub(super) fn leave_to_server(&mut self, what: String) {
        self.server_only.push(what);
    }

    pub(super) fn take_server_only(&mut self) -> Vec<String> {
        std::mem::take(&mut self.server_only)
    }

    /// Finds the types that are parts of a [`Type::All`] and look at the keys of the others.
    fn find_sharing(&mut self, ty: &'a Type, shared: bool) {
        match ty {
            Type::Ref { to } if shared => {
                if self.looks_around(ty, 0)
                    && self.sharing.insert(to)
                    && let Some(ty) = self.shape(to)
                {
                    self.find_sharing(ty, true);
                }
            }
            Type::All { of } => of.iter().for_each(|ty| self.find_sharing(ty, true)),
            Type::Nullable { of } | Type::Ruled { of, .. } => self.find_sharing(of, shared),
            Type::Union { variants, .. } => variants.iter().for_each(|ty| self.find_sharing(ty, shared)),
            Type::List { of, .. } | Type::Map { of, .. } => self.find_sharing(of, false),
            Type::Tuple { items } => items.iter().for_each(|ty| self.find_sharing(ty, false)),
            Type::Object(object) => {
                object.fields.iter().for_each(|field| self.find_sharing(&field.ty, false));
                if let Rest::Typed(of) = &object.rest {
                    self.find_sharing(of, false);
                }
            }
            _ => {}
        }
    }

    /// Whether a type looks at keys that it does not declare.
    pub(super) fn looks_around(&self, ty: &Type, depth: usize) -> bool {
        /// References that lead deeper are taken to.
        const MAX_DEPTH: usize = 16;
        match ty {
            _ if depth > MAX_DEPTH => true,
            Type::Any | Type::Map { .. } => true,
            Type::Object(object) => !object.rest.is_ignored(),
            Type::Nullable { of } | Type::Ruled { of, .. } => self.looks_around(of, depth),
            Type::Union { variants: of, .. } | Type::All { of } => {
                of.iter().any(|ty| self.looks_around(ty, depth + 1))
            }
            Type::Ref { to } => self.shape(to).is_some_and(|ty| self.looks_around(ty, depth + 1)),
            _ => false,
        }
    }
}

fn reaches_itself<'a>(path: &'a str, edges: impl Fn(&str) -> Vec<&'a str>) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = edges(path);
    while let Some(next) = open.pop() {
        if next == path {
            return true;
        }
        if seen.insert(next) {
            open.extend(edges(next));
        }
    }
    false
}

/// With a capital: what stands behind a word in a name.
pub(super) fn upper(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// With a small letter first.
pub(super) fn lower(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
