//! Where an export is declared.
//!
//! [`ModuleGraph::follow`] chases an export through the files that only pass it on: `export {a as b} from`,
//! `export * from`, and names that are imported and exported again. It stops where Next puts a boundary: behind
//! `'use client'` a server module gets a reference, and behind `'use server'` everyone but the module itself does.
//!
//! What comes out is certain or [`ExportOrigin::Unknown`]. The rules are ECMAScript's `ResolveExport`: an explicit
//! export comes before `export *`, `export *` does not pass on `default`, and a circle adds nothing.

use rustc_hash::FxHashSet;

use super::ModuleGraph;
use super::module::{Module, ModuleId, ModuleOrigin};
use super::target::{Environment, Target};
use crate::facts::{BindingKind, Export, ExportId, ExportKind, Facts, Imported, RequestId};

/// How many files an export is chased through. More are no program that anyone wrote.
const LONGEST_CHAIN: u32 = 200;

/// Where an export comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportOrigin {
    /// A module declares it.
    Declared {
        /// The module.
        module: ModuleId,
        /// The export there.
        export: ExportId,
    },
    /// It is all exports of a module as one object: `export * as a from './b'`.
    Namespace {
        /// The module.
        module: ModuleId,
    },
    /// A `'use client'` module is asked for it by a server module. Whether it has such an export is not said:
    /// follow it again from there, in [`Environment::Client`].
    ClientBoundary {
        /// The module with the directive.
        module: ModuleId,
        /// The name of the export there.
        export: String,
    },
    /// A `'use server'` module is asked for it. Whether it has such an export is not said.
    ServerActions {
        /// The module with the directive.
        module: ModuleId,
        /// The name of the export there.
        export: String,
    },
    /// A package that is not read, or a module of Node's own, exports it.
    External {
        /// The specifier that names it, as written: `next/navigation`, `node:fs`.
        specifier: String,
        /// The name of the export; none where it is all exports as one object.
        export: Option<String>,
    },
    /// There certainly is no such export.
    Missing {
        /// The module that should have it.
        module: ModuleId,
    },
    /// It cannot be told: CommonJS, a file that is missing or broken, the bundle of a package, or two `export *` with the
    /// same name.
    Unknown,
}

/// One chase.
struct Chase<'a> {
    graph: &'a ModuleGraph,
    environment: Environment,
    visited: FxHashSet<(ModuleId, &'a str)>,
    depth: u32,
}

impl ModuleGraph {
    /// Where the export `name` of a module comes from, for someone who imports it in `environment`; `default` is
    /// the default export.
    #[must_use]
    pub fn follow(&self, module: ModuleId, name: &str, environment: Environment) -> ExportOrigin {
        // Most are answered where they are asked for, which takes no longer than to look up what is remembered.
        if let Some(origin) = self.declared_there(module, name, environment) {
            return origin;
        }
        if let Some(known) = self.followed(module, name, environment) {
            return known;
        }
        let mut chase = Chase { graph: self, environment, visited: FxHashSet::default(), depth: 0 };
        // Nothing but a circle from the start has no answer, and a name in a circle is declared nowhere.
        let origin = chase.export(module, name).unwrap_or(ExportOrigin::Missing { module });
        self.remember_followed(module, name, environment, &origin);
        origin
    }

    /// Where an export comes from, if its module says so without asking another one.
    fn declared_there(&self, id: ModuleId, name: &str, environment: Environment) -> Option<ExportOrigin> {
        let module = &self[id];
        boundary(id, module, name, environment).or_else(|| {
            if module.is_shared_bundle() {
                return Some(ExportOrigin::Unknown);
            }
            let facts = module.facts();
            let (export, it) = explicit(facts, name)?;
            passed_on(facts, it).is_none().then_some(ExportOrigin::Declared { module: id, export })
        })
    }
}

impl<'a> Chase<'a> {
    /// None where the chase has been here before.
    fn export(&mut self, id: ModuleId, name: &'a str) -> Option<ExportOrigin> {
        if !self.visited.insert((id, name)) {
            return None;
        }
        if self.depth == LONGEST_CHAIN {
            return Some(ExportOrigin::Unknown);
        }
        self.depth += 1;
        let origin = self.export_of(id, name);
        self.depth -= 1;
        origin
    }

    fn export_of(&mut self, id: ModuleId, name: &'a str) -> Option<ExportOrigin> {
        let graph = self.graph;
        let module = &graph[id];
        if let Some(boundary) = boundary(id, module, name, self.environment) {
            return Some(boundary);
        }
        if module.is_shared_bundle() {
            return Some(ExportOrigin::Unknown);
        }
        let facts = module.facts();
        if let Some((export_id, export)) = explicit(facts, name) {
            return match passed_on(facts, export) {
                Some((request, imported)) => self.imported(id, facts, request, imported),
                None => Some(ExportOrigin::Declared { module: id, export: export_id }),
            };
        }
        if is_open(module, facts) {
            return Some(ExportOrigin::Unknown);
        }
        if name == "default" {
            return Some(ExportOrigin::Missing { module: id });
        }
        self.stars(id, facts, name)
    }

    fn imported(
        &mut self,
        module: ModuleId,
        facts: &'a Facts,
        request: RequestId,
        imported: Imported,
    ) -> Option<ExportOrigin> {
        let name = match imported {
            Imported::Name(name) => Some(&facts[name]),
            Imported::Namespace => None,
        };
        match (self.graph.target(module, request, self.environment), name) {
            (Target::Module(module), Some(name)) => self.export(module, name),
            (Target::Module(module), None) => Some(ExportOrigin::Namespace { module }),
            (Target::Builtin(_) | Target::External { .. }, name) => Some(ExportOrigin::External {
                specifier: facts.specifier(request).to_owned(),
                export: name.map(str::to_owned),
            }),
            (Target::Asset | Target::Missing | Target::Ignored, _) => Some(ExportOrigin::Unknown),
        }
    }

    /// What a module adds through `export *`. A boundary adds the names that it has, and no others.
    fn star(&mut self, module: ModuleId, name: &'a str) -> Option<ExportOrigin> {
        let origin = self.export(module, name)?;
        match (&origin, behind(&origin)) {
            (
                ExportOrigin::ClientBoundary { module, export }
                | ExportOrigin::ServerActions { module, export },
                Some(environment),
            ) => match self.graph.follow(*module, export, environment) {
                inner @ (ExportOrigin::Missing { .. } | ExportOrigin::Unknown) => Some(inner),
                _ => Some(origin),
            },
            _ => Some(origin),
        }
    }

    fn stars(&mut self, id: ModuleId, facts: &Facts, name: &'a str) -> Option<ExportOrigin> {
        if self.graph[id].origin == ModuleOrigin::Package {
            return self.stars_of_package(id, facts, name);
        }
        let mut found: Option<ExportOrigin> = None;
        let mut is_unknown = false;
        for request in facts.stars() {
            let origin = match self.graph.target(id, request, self.environment) {
                Target::Module(module) => self.star(module, name),
                _ => Some(ExportOrigin::Unknown),
            };
            match origin {
                None | Some(ExportOrigin::Missing { .. }) => {}
                Some(ExportOrigin::Unknown) => is_unknown = true,
                Some(origin) if found.as_ref().is_some_and(|other| *other != origin) => {
                    return Some(ExportOrigin::Unknown);
                }
                Some(origin) => found = Some(origin),
            }
        }
        match found {
            // A star that cannot be read may have the name too, but then the import fails to begin with.
            Some(origin) => Some(origin),
            None if is_unknown => Some(ExportOrigin::Unknown),
            None => Some(ExportOrigin::Missing { module: id }),
        }
    }

    /// The first that is found. An installed package was built before, so it has no two `export *` with the same name, and
    /// the files that are not asked need not be read: those that are called like the export are asked first.
    fn stars_of_package(&mut self, id: ModuleId, facts: &Facts, name: &'a str) -> Option<ExportOrigin> {
        let wanted = letters(name);
        let mut stars: Vec<RequestId> = facts.stars().collect();
        stars.sort_by_cached_key(|request| !letters(facts.specifier(*request)).contains(&wanted));
        let mut is_unknown = false;
        for request in stars {
            match self.graph.target(id, request, self.environment) {
                Target::Module(module) => match self.star(module, name) {
                    None | Some(ExportOrigin::Missing { .. }) => {}
                    Some(ExportOrigin::Unknown) => is_unknown = true,
                    found => return found,
                },
                _ => is_unknown = true,
            }
        }
        Some(if is_unknown { ExportOrigin::Unknown } else { ExportOrigin::Missing { module: id } })
    }
}

/// The letters and digits of a name or a specifier: `codeblock` of `CodeBlock` and of `./code-block`.
fn letters(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// The boundary at which a module is asked for an export. Pages know none: Next ignores both directives there.
fn boundary(id: ModuleId, module: &Module, name: &str, environment: Environment) -> Option<ExportOrigin> {
    let export = || name.to_owned();
    match environment {
        Environment::Server if module.has_directive("use client") => {
            Some(ExportOrigin::ClientBoundary { module: id, export: export() })
        }
        Environment::Server | Environment::Client if module.has_directive("use server") => {
            Some(ExportOrigin::ServerActions { module: id, export: export() })
        }
        _ => None,
    }
}

/// The environment in which what lies behind a boundary is looked at.
fn behind(boundary: &ExportOrigin) -> Option<Environment> {
    match boundary {
        ExportOrigin::ClientBoundary { .. } => Some(Environment::Client),
        ExportOrigin::ServerActions { .. } => Some(Environment::Pages),
        _ => None,
    }
}

/// The export of that name which the file has itself: a value before a type of the same name.
fn explicit<'f>(facts: &'f Facts, name: &str) -> Option<(ExportId, &'f Export)> {
    let name = facts.names.find(name)?;
    let mut named = facts.exports.iter_ids().filter(|(_, export)| export.name == Some(name));
    let first = named.next()?;
    if !first.1.type_only {
        return Some(first);
    }
    Some(named.find(|(_, export)| !export.type_only).unwrap_or(first))
}

/// Where an export is imported from, if the file only passes it on.
fn passed_on(facts: &Facts, export: &Export) -> Option<(RequestId, Imported)> {
    match export.kind {
        ExportKind::From { request, imported } => Some((request, imported)),
        ExportKind::Local { binding: Some(binding), .. } | ExportKind::Type(Some(binding)) => {
            let BindingKind::Import(import) = facts[binding].kind else { return None };
            Some((facts[import].request, facts[import].imported))
        }
        _ => None,
    }
}

/// Whether a file may have exports that its facts do not show.
fn is_open(module: &Module, facts: &Facts) -> bool {
    !module.is_whole() || !facts.is_module || facts.common_js.whole || !facts.common_js.names.is_empty()
}
