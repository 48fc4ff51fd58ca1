//! What an app declares for everyone: `declare global {}`, `declare module 'a' {}`, and files that are no modules.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use rutter_syntax::facts::{
    BindingId, Declaration, ExportKind, Facts, NamespaceId, NamespaceKind, TypeDeclarationId,
    TypeDeclarationKind,
};
use rutter_syntax::graph::{ModuleGraph, ModuleId, ModuleOrigin};

use super::super::evaluator::Evaluator;
use super::super::prelude;
use super::super::source::{At, Source};
use super::entity::Entity;

/// What an app declares for everyone, found when somebody asks.
#[derive(Debug, Default)]
pub(crate) struct Ambient {
    declared: OnceLock<Declared>,
    augmented: OnceLock<Augmented>,
}

/// The interfaces of packages to which the app adds members.
type Augmented = FxHashMap<At<BindingId>, Vec<At<TypeDeclarationId>>>;

#[derive(Debug, Default)]
struct Declared {
    globals: FxHashMap<Box<str>, (Source, ExportKind)>,
    /// By specifier.
    modules: FxHashMap<Box<str>, Vec<At<NamespaceId>>>,
    /// Those with a `*`: what stands before it and behind it.
    patterns: Vec<(Box<str>, Box<str>, At<NamespaceId>)>,
}

impl Declared {
    fn new(graph: &ModuleGraph) -> Self {
        let mut declared = Self::default();
        let modules = graph.modules().filter(|(_, module)| module.may_declare_for_all()).map(|(id, _)| id);
        for module in modules.chain(graph.declaration_files().iter().copied()) {
            declared.add(module, graph[module].facts());
        }
        declared
    }

    fn add(&mut self, module: ModuleId, facts: &Facts) {
        let source = Source::Module(module);
        for (id, block) in facts.rare.namespaces.iter_ids() {
            let at = At::new(source, id);
            match block.kind {
                NamespaceKind::Global => {
                    for export in &facts[block.exports] {
                        let Some(name) = export.name else { continue };
                        self.globals.entry(facts[name].into()).or_insert((source, export.kind));
                    }
                }
                NamespaceKind::Module(name) => match facts[name].split_once('*') {
                    Some((before, behind)) => self.patterns.push((before.into(), behind.into(), at)),
                    None => self.modules.entry(facts[name].into()).or_default().push(at),
                },
                NamespaceKind::Named(_) => {}
            }
        }
        if facts.is_module || !facts.kind.declaration {
            return;
        }
        for (id, binding) in facts.bindings.iter_ids().filter(|(_, binding)| binding.top_level) {
            let export = ExportKind::Local { local: binding.name, binding: Some(id) };
            self.globals.entry(facts[binding.name].into()).or_insert((source, export));
        }
    }
}

impl Evaluator<'_, '_> {
    fn declared(&self) -> &Declared {
        self.project.learned.ambient.declared.get_or_init(|| Declared::new(self.project.graph))
    }

    /// What a global name means that the app declares.
    pub(super) fn ambient_global(&self, name: &str) -> Entity {
        match self.declared().globals.get(name) {
            Some((source, export)) => self.export_entity(*source, *export),
            None => Entity::Unknown,
        }
    }

    /// The module of a specifier, if the app declares it.
    pub(super) fn ambient_module(&self, specifier: &str) -> Entity {
        let declared = self.declared();
        if let Some(block) = declared.modules.get(specifier).and_then(|blocks| blocks.first()) {
            return Entity::Ambient(*block);
        }
        let matches = |(before, behind, _): &&(Box<str>, Box<str>, At<NamespaceId>)| {
            specifier.strip_prefix(&**before).is_some_and(|rest| rest.ends_with(&**behind))
        };
        declared
            .patterns
            .iter()
            .find(matches)
            .map_or(Entity::Unknown, |(_, _, block)| Entity::Ambient(*block))
    }

    /// What a declared module exports under a name.
    pub(super) fn ambient_export(&self, at: At<NamespaceId>, name: &str) -> Entity {
        let facts = self.facts(at.source);
        let specifier = match facts[at.id].kind {
            NamespaceKind::Module(specifier) => &facts[specifier],
            _ => "",
        };
        let others = self.declared().modules.get(specifier).map_or(&[] as &[_], Vec::as_slice);
        for block in std::iter::once(&at).chain(others) {
            let facts = self.facts(block.source);
            let Some(name) = facts.names.find(name) else { continue };
            let exports = &facts[facts[block.id].exports];
            if let Some(export) = exports.iter().find(|export| export.name == Some(name)) {
                return self.export_entity(block.source, export.kind);
            }
        }
        Entity::Unknown
    }

    /// The declarations by which the app adds members to an interface of a package.
    pub(super) fn augmentations(&self, at: At<BindingId>) -> &[At<TypeDeclarationId>] {
        let is_own = at
            .source
            .module()
            .is_some_and(|module| self.project.graph[module].origin != ModuleOrigin::Package);
        if is_own || prelude::is_global(at.source) {
            return &[];
        }
        let augmented = self.project.learned.ambient.augmented.get_or_init(|| self.all_augmentations());
        augmented.get(&at).map_or(&[], Vec::as_slice)
    }

    fn all_augmentations(&self) -> Augmented {
        let mut augmented = Augmented::default();
        let mut modules: Vec<_> = self.declared().modules.iter().collect();
        modules.sort_unstable_by_key(|(specifier, _)| *specifier);
        for (specifier, blocks) in modules {
            for block in blocks {
                let Source::Module(module) = block.source else { continue };
                let whole = match prelude::package(specifier) {
                    Some(file) => Entity::Prelude(file),
                    None => match self.project.graph.type_module(module, specifier) {
                        Some(module) => Entity::Module(module),
                        None => continue,
                    },
                };
                self.add_augmentations(whole, *block, &mut augmented);
            }
        }
        augmented
    }

    fn add_augmentations(&self, whole: Entity, block: At<NamespaceId>, augmented: &mut Augmented) {
        let facts = self.facts(block.source);
        for export in &facts[facts[block.id].exports] {
            let (Some(name), ExportKind::Type(Some(binding))) = (export.name, export.kind) else { continue };
            // Each name is a question of its own.
            let evaluator = Evaluator::new(self.project, self.environment());
            let Entity::Binding(of) = evaluator.member_entity(whole, &facts[name]) else { continue };
            let interfaces = facts.declarations(binding).filter_map(|declaration| match declaration {
                Declaration::Type(id) => {
                    matches!(facts[id].kind, TypeDeclarationKind::Interface { .. }).then(|| block.with(id))
                }
                _ => None,
            });
            augmented.entry(of).or_default().extend(interfaces);
        }
    }
}
