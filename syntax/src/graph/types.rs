//! Where types are declared.
//!
//! For its types, a request may mean another file than for its code: the declarations of a package, of `@types`, or
//! beside a JavaScript file. [`ModuleGraph::type_target`] says which, by TypeScript's rules for `moduleResolution:
//! "bundler"` (TypeScript 5.9), and [`ModuleGraph::follow_type`] chases an export through the files that only pass it
//! on. A file of declarations is read when it is asked for, like the code of a package.
//!
//! Types know no boundary between server and client.

use std::sync::PoisonError;

use rustc_hash::{FxHashMap, FxHashSet};

use super::ModuleGraph;
use super::module::{ModuleId, ModuleOrigin};
use super::path::RealPath;
use super::target::{Environment, Target};
use crate::facts::{
    BindingId, BindingKind, Declaration, Export, ExportKind, ExprKind, Facts, Id as _, Imported, Name,
    NamespaceKind, RequestId,
};

/// The extensions of files with types.
const TYPESCRIPT: [&str; 4] = ["ts", "tsx", "mts", "cts"];

/// How many files an export is chased through. More are no program that anyone wrote.
const MOST_MODULES: usize = 400;

/// How many files deep that goes, each passing on what the next one exports.
const DEEPEST: u32 = 60;

/// Where the declaration of an export is written.
#[derive(Debug, Clone, Copy)]
pub enum TypeOrigin {
    /// A module declares it: in a block of its own, if it is an ambient module or a namespace that is exported as a
    /// whole (`export =`).
    Declared {
        /// The module.
        module: ModuleId,
        /// The export there.
        export: Export,
    },
    /// It is all exports of a module as one object.
    Namespace {
        /// The module.
        module: ModuleId,
    },
    /// It is imported from a package, by its name there.
    Package {
        /// The module that imports it.
        module: ModuleId,
        /// The request.
        request: RequestId,
        /// What is imported.
        imported: Imported,
    },
    /// It cannot be told, or there is no such export.
    Unknown,
}

/// What was found by following exports.
pub(super) type FollowedTypes = FxHashMap<ModuleId, FxHashMap<Box<str>, TypeOrigin>>;

impl ModuleGraph {
    /// The module that a request means where types are asked for; none if there is none, or nothing says what its
    /// types are. The request must be one of that module.
    #[must_use]
    pub fn type_target(&self, module: ModuleId, request: RequestId) -> Option<ModuleId> {
        let from = &self[module];
        let targets = from.type_targets();
        *targets.get(request.index())?.get_or_init(|| {
            if from.origin != ModuleOrigin::Package
                && let Target::Module(target) = self.target(module, request, Environment::Pages)
                && self[target].origin != ModuleOrigin::Package
                && self[target].facts().kind.typescript
            {
                return Some(target);
            }
            self.type_module(module, from.facts().specifier(request))
        })
    }

    /// The module that says what the types behind a specifier are, for a module that would import it.
    #[must_use]
    pub fn type_module(&self, from: ModuleId, specifier: &str) -> Option<ModuleId> {
        let file = self.resolver.types(&self[from].path, specifier)?;
        let holds_types = file.extension().is_some_and(|it| TYPESCRIPT.contains(&it));
        holds_types.then(|| self.id_of(&RealPath::from(file)))
    }

    /// The files of declarations in the folder of the app, sorted by path. They are read when their facts are asked
    /// for.
    #[must_use]
    pub fn declaration_files(&self) -> &[ModuleId] {
        self.declaration_files.get_or_init(|| {
            let files = self.resolver.declaration_files();
            files.into_iter().map(|file| self.id_of(&RealPath::from(file))).collect()
        })
    }

    /// Where the export `name` of a module is declared; `default` is the default export.
    #[must_use]
    pub fn follow_type(&self, module: ModuleId, name: &str) -> TypeOrigin {
        let known = self.followed_types.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(origin) = known.get(&module).and_then(|names| names.get(name)) {
            return *origin;
        }
        drop(known);
        let mut chase = Chase { graph: self, visited: FxHashSet::default() };
        let origin = chase.export(module, name, 0).unwrap_or(TypeOrigin::Unknown);
        let mut known = self.followed_types.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(module).or_default().insert(name.into(), origin);
        origin
    }
}

/// One chase.
struct Chase<'g> {
    graph: &'g ModuleGraph,
    visited: FxHashSet<(ModuleId, String)>,
}

impl<'g> Chase<'g> {
    /// None where there is no such export, or the chase has been here before.
    fn export(&mut self, module: ModuleId, name: &str, depth: u32) -> Option<TypeOrigin> {
        if self.visited.len() >= MOST_MODULES || depth >= DEEPEST {
            return Some(TypeOrigin::Unknown);
        }
        if !self.visited.insert((module, name.to_owned())) {
            return None;
        }
        let facts: &'g Facts = self.graph[module].facts();
        let own = facts.names.find(name).and_then(|name| {
            let own = facts.exports.iter().find(|export| export.name == Some(name));
            own.or_else(|| ambient_export(facts, name))
        });
        if let Some(export) = own {
            return self.origin(module, facts, *export, depth);
        }
        if let Some(origin) = self.member_of_whole(module, facts, name, depth) {
            return Some(origin);
        }
        if name == "default" {
            return None;
        }
        self.stars(module, facts, name, depth)
    }

    fn origin(
        &mut self,
        module: ModuleId,
        facts: &'g Facts,
        export: Export,
        depth: u32,
    ) -> Option<TypeOrigin> {
        match passed_on(facts, &export) {
            Some((request, imported)) => self.imported(module, facts, request, imported, depth),
            None => Some(TypeOrigin::Declared { module, export }),
        }
    }

    fn imported(
        &mut self,
        module: ModuleId,
        facts: &'g Facts,
        request: RequestId,
        imported: Imported,
        depth: u32,
    ) -> Option<TypeOrigin> {
        let target = self.graph.type_target(module, request);
        let is_inside = |target: &ModuleId| {
            facts.specifier(request).starts_with('.') || self.graph[*target].origin != ModuleOrigin::Package
        };
        match (target.filter(is_inside), imported) {
            (Some(target), Imported::Name(name)) => {
                let name = &facts[name];
                self.export(target, name, depth + 1)
            }
            (Some(module), Imported::Namespace) => Some(TypeOrigin::Namespace { module }),
            (None, _) => Some(TypeOrigin::Package { module, request, imported }),
        }
    }

    /// A member of what `export = a` exports: of the namespace `a`, or of the module that `a` is imported from.
    fn member_of_whole(
        &mut self,
        module: ModuleId,
        facts: &'g Facts,
        name: &str,
        depth: u32,
    ) -> Option<TypeOrigin> {
        let whole = exported_whole(facts)?;
        if let BindingKind::Import(import) = facts[whole].kind {
            let import = facts[import];
            let imported = match import.imported {
                Imported::Namespace => self.graph.type_target(module, import.request)?,
                Imported::Name(_) => return None,
            };
            return self.export(imported, name, depth + 1);
        }
        let name = facts.names.find(name)?;
        let blocks = facts.declarations(whole).filter_map(|declaration| match declaration {
            Declaration::Namespace(namespace) => Some(&facts[facts[namespace].exports]),
            _ => None,
        });
        let export = blocks.flatten().find(|export| export.name == Some(name))?;
        self.origin(module, facts, *export, depth)
    }

    fn stars(&mut self, module: ModuleId, facts: &'g Facts, name: &str, depth: u32) -> Option<TypeOrigin> {
        let ambient = ambient_blocks(facts).flat_map(|exports| exports.iter());
        let mut is_unknown = false;
        for export in facts.exports.iter().chain(ambient) {
            let ExportKind::All { request } = export.kind else { continue };
            match self.graph.type_target(module, request) {
                Some(target) => match self.export(target, name, depth + 1) {
                    None => {}
                    Some(TypeOrigin::Unknown) => is_unknown = true,
                    Some(origin) => return Some(origin),
                },
                None => is_unknown = true,
            }
        }
        is_unknown.then_some(TypeOrigin::Unknown)
    }
}

/// What a file that is no module declares for one: `declare module 'a' {}`.
fn ambient_blocks(facts: &Facts) -> impl Iterator<Item = &[Export]> {
    let blocks = facts.rare.namespaces.iter().filter(|_| !facts.is_module);
    blocks.filter(|block| matches!(block.kind, NamespaceKind::Module(_))).map(|block| &facts[block.exports])
}

fn ambient_export(facts: &Facts, name: Name) -> Option<&Export> {
    ambient_blocks(facts).flatten().find(|export| export.name == Some(name))
}

/// What `export =` exports, if it has a name.
fn exported_whole(facts: &Facts) -> Option<BindingId> {
    let default = facts.names.find("default")?;
    let own = facts.exports.iter().find(|export| export.name == Some(default));
    let whole = own.or_else(|| ambient_export(facts, default))?;
    match whole.kind {
        ExportKind::Expression(expr) => match facts[expr].kind {
            ExprKind::Name { binding, .. } => binding,
            _ => None,
        },
        _ => None,
    }
}

/// Where an export is imported from, if the file only passes it on.
fn passed_on(facts: &Facts, export: &Export) -> Option<(RequestId, Imported)> {
    let binding = match export.kind {
        ExportKind::From { request, imported } => return Some((request, imported)),
        ExportKind::Local { binding, .. } | ExportKind::Type(binding) => binding?,
        ExportKind::Expression(expr) => match facts[expr].kind {
            ExprKind::Name { binding, .. } => binding?,
            _ => return None,
        },
        _ => return None,
    };
    let BindingKind::Import(import) = facts[binding].kind else { return None };
    Some((facts[import].request, facts[import].imported))
}
