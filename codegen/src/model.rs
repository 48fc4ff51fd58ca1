//! The tree as the emitters look at it: the routes that links lead to, with what describes their params.

use std::collections::{BTreeMap, BTreeSet};

use rutter_contract::UrlField;
use rutter_routes::{Entry, EntryKind, Param, Pattern};

use crate::contract::{Agreement, Fields};
use crate::input::{Definition, Input};
use crate::names::route_files;
use crate::paths::specifier;
use crate::writer::key;

/// An app, ready to print.
#[derive(Debug)]
pub(crate) struct Model<'a> {
    pub(crate) input: &'a Input<'a>,
    /// Every route that a link can lead to, in Next's order of names.
    pub(crate) routes: Vec<Route<'a>>,
    /// What the server behind the app agrees to, if there is one.
    pub(crate) agreement: Option<Agreement<'a>>,
}

/// A route that a link can lead to.
#[derive(Debug)]
pub(crate) struct Route<'a> {
    pub(crate) pattern: &'a Pattern,
    pub(crate) params: Vec<Param>,
    /// Its `page.params.ts`.
    pub(crate) params_file: Option<Companion<'a>>,
    /// Its `page.search.ts`.
    pub(crate) search_file: Option<Companion<'a>>,
    /// What a struct of the server declares of its params, where no `page.params.ts` does.
    pub(crate) params_struct: Option<&'a [UrlField]>,
    /// What a struct of the server declares of its search params, where no `page.search.ts` does.
    pub(crate) search_struct: Option<&'a [UrlField]>,
}

/// A file beside a page that describes its params or search params.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Companion<'a> {
    pub(crate) file: &'a str,
    pub(crate) definition: &'a Definition,
}

impl<'a> Model<'a> {
    pub(crate) fn new(input: &'a Input<'a>) -> Self {
        let lists = &input.tree.routes;
        let all =
            [&lists.app, &lists.pages, &lists.handler, &lists.pages_api, &lists.redirect, &lists.rewrite];
        let patterns: BTreeSet<&Pattern> = all.into_iter().flatten().collect();
        let params = companions(input, EntryKind::Params);
        let search = companions(input, EntryKind::Search);
        let agreement = input.server.map(Agreement::new);
        let params_structs = agreement.as_ref().map(Agreement::route_params).unwrap_or_default();
        let search_structs = agreement.as_ref().map(Agreement::route_search).unwrap_or_default();
        let route = |pattern: &'a Pattern| {
            let (params_file, search_file) = (params.get(pattern).copied(), search.get(pattern).copied());
            Route {
                pattern,
                params: pattern.params(),
                params_file,
                search_file,
                params_struct: params_structs
                    .get(pattern.as_str())
                    .copied()
                    .filter(|_| params_file.is_none()),
                search_struct: search_structs
                    .get(pattern.as_str())
                    .copied()
                    .filter(|_| search_file.is_none()),
            }
        };
        Self { input, routes: patterns.into_iter().map(route).collect(), agreement }
    }

    /// The path of a generated file, from its name in the output folder.
    pub(crate) fn out(&self, name: &str) -> String {
        match self.input.options.out.trim_matches('/') {
            "" | "." => name.to_owned(),
            folder => format!("{folder}/{name}"),
        }
    }

    /// How the generated file `from` imports the file `to` of the app. Both are relative to the app's folder.
    pub(crate) fn import(&self, from: &str, to: &str) -> String {
        specifier(from, to, self.input.options.import_extension)
    }

    /// The routes that have a module of their own, with its name in the output folder.
    pub(crate) fn modules(&self) -> Vec<(&Route<'a>, String)> {
        let described: Vec<&Route<'a>> = self.routes.iter().filter(|route| route.is_described()).collect();
        let names = route_files(described.iter().map(|route| route.pattern));
        described.into_iter().map(|route| (route, format!("app/{}.gen.ts", names[route.pattern]))).collect()
    }

    /// The fields of a struct of the server.
    pub(crate) fn fields(&self, fields: Option<&'a [UrlField]>) -> Option<Fields<'_>> {
        Some(Fields { agreement: self.agreement.as_ref()?, fields: fields? })
    }

    /// The locales that Next itself takes off a URL. Where they are a param of the routes, Next knows nothing of them.
    pub(crate) fn i18n_locales(&self) -> &[String] {
        if self.input.next.locale_param.is_none() { &self.input.next.locales } else { &[] }
    }

    /// The name of the param that is the locale, if links know its values.
    pub(crate) fn locale_param(&self) -> Option<&str> {
        let next = &self.input.next;
        next.locale_param.as_deref().filter(|_| !next.locales.is_empty())
    }

    /// Whether a param of a route is the locale, and links know its values.
    pub(crate) fn is_locale(&self, param: &Param) -> bool {
        !param.kind.repeats() && self.locale_param() == Some(&param.name)
    }

    /// The first file that Next would take for each route of a kind, if it is TypeScript.
    pub(crate) fn typed_files(&self, kind: EntryKind) -> BTreeMap<&'a Pattern, &'a str> {
        let mut files = BTreeMap::new();
        for entry in self.input.tree.entries.iter().filter(|entry| entry.kind == kind) {
            files.entry(&entry.pattern).or_insert(entry.file.as_str());
        }
        files.retain(|_, file| is_importable(file));
        files
    }
}

impl Route<'_> {
    pub(crate) fn is_described(&self) -> bool {
        self.params_file.is_some() || self.search_file.is_some() || self.is_declared()
    }

    /// Whether a link to it may carry any search params.
    pub(crate) fn is_open(&self) -> bool {
        self.search_file.is_none() && self.search_struct.is_none()
    }

    /// Whether a struct of the server describes it.
    pub(crate) fn is_declared(&self) -> bool {
        self.params_struct.is_some() || self.search_struct.is_some()
    }
}

/// Whether a compiler can tell what a file exports: it is TypeScript, and an import can name it. A backslash in an
/// import is a slash to the compiler, even where a file's name may have one.
pub(crate) fn is_importable(file: &str) -> bool {
    (file.ends_with(".ts") || file.ends_with(".tsx")) && !file.contains('\\')
}

/// The type of params as Next hands them over: `{ slug: string; rest?: string[] }`.
pub(crate) fn params_type(params: &[Param]) -> String {
    object_type(params, |param| param.kind.type_text())
}

/// An object type with a property for each param.
pub(crate) fn object_type<'t>(params: &[Param], type_of: impl Fn(&Param) -> &'t str) -> String {
    if params.is_empty() {
        return "{}".to_owned();
    }
    let property = |param: &Param| {
        let optional = if param.kind.is_optional() { "?" } else { "" };
        format!("{}{optional}: {}", key(&param.name), type_of(param))
    };
    format!("{{ {} }}", params.iter().map(property).collect::<Vec<_>>().join("; "))
}

/// The description of each route. Where several files describe one route, as beside a page and beside the
/// interception route that shows it, the one with the plainest folder counts.
fn companions<'a>(input: &'a Input<'a>, kind: EntryKind) -> BTreeMap<&'a Pattern, Companion<'a>> {
    let entries = input.tree.entries.iter().filter(|entry| entry.kind == kind && is_importable(&entry.file));
    let mut entries: Vec<&Entry> = entries.collect();
    entries.sort_by_key(|entry| (entry.place.contains("/(."), entry.place.contains("/@"), &entry.file));
    let mut companions = BTreeMap::new();
    for entry in entries {
        let definition = input.definitions.get(&entry.file).unwrap_or(&Definition::Unknown);
        companions.entry(&entry.pattern).or_insert(Companion { file: &entry.file, definition });
    }
    companions
}
