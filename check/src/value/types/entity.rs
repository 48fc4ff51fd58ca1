//! What a name, or a path of names, means across files: a declaration, a member of a namespace, all of a module.

use rutter_syntax::facts::{
    BindingId, BindingKind, Declaration, EnumId, Export, ExportKind, ExprKind, Imported, Name, NamespaceId,
    NamespaceKind, RequestId, Span, TypeId, TypeKind,
};
use rutter_syntax::graph::{ModuleId, TypeOrigin};

use super::super::evaluator::Evaluator;
use super::super::prelude::{self, PreludeFile};
use super::super::source::{At, Source};

/// What a name means.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum Entity {
    /// A name that is bound in a file, and not by an import.
    Binding(At<BindingId>),
    /// An export without a name, such as `export default class {}`.
    Export(Source, ExportKind),
    /// A member of an enum, by its position.
    EnumMember(At<EnumId>, usize),
    /// All exports of a module.
    Module(ModuleId),
    /// A module that the app declares: one of its blocks.
    Ambient(At<NamespaceId>),
    /// All that a file of the prelude declares.
    Prelude(PreludeFile),
    /// It cannot be told.
    Unknown,
}

impl Evaluator<'_, '_> {
    /// What a name means that is bound in a file.
    pub(in super::super) fn entity(&self, at: At<BindingId>) -> Entity {
        self.bounded(|| self.entity_of(at)).unwrap_or(Entity::Unknown)
    }

    fn entity_of(&self, at: At<BindingId>) -> Entity {
        let facts = self.facts(at.source);
        match facts[at.id].kind {
            BindingKind::Import(import) => {
                let import = facts[import];
                self.entity_of_import(at.with(import.request), import.imported)
            }
            BindingKind::Namespace => {
                let alias = facts.declarations(at.id).find_map(|declaration| match declaration {
                    Declaration::Alias(ty) => Some(ty),
                    _ => None,
                });
                match alias.map(|ty| facts[ty].kind) {
                    Some(TypeKind::Reference { path, binding, .. }) => {
                        self.path(at.with(facts[at.id].span), &facts[path], binding)
                    }
                    _ => Entity::Binding(at),
                }
            }
            _ => Entity::Binding(at),
        }
    }

    /// What a path of names means, `A.B.C`. `at` is where it is written.
    pub(super) fn path(&self, at: At<Span>, path: &[Name], binding: Option<BindingId>) -> Entity {
        let facts = self.facts(at.source);
        let Some((first, rest)) = path.split_first() else { return Entity::Unknown };
        if binding.is_none()
            && &facts[*first] == "globalThis"
            && let Some((second, rest)) = rest.split_first()
        {
            let global = self.global_type(&facts[*second]);
            return rest.iter().fold(global, |entity, name| self.member_entity(entity, &facts[*name]));
        }
        let first = match binding {
            Some(binding) => self.entity(at.with(binding)),
            None => self.unbound(at, *first),
        };
        rest.iter().fold(first, |entity, name| self.member_entity(entity, &facts[*name]))
    }

    /// What a name means that nothing around it declares: something of another block of the same namespace, or
    /// something global.
    fn unbound(&self, at: At<Span>, name: Name) -> Entity {
        let facts = self.facts(at.source);
        let around = facts.rare.namespaces.iter().filter(|block| block.span.contains(at.id));
        let named = around.filter_map(|block| match block.kind {
            NamespaceKind::Named(binding) => binding,
            _ => None,
        });
        let text = &facts[name];
        for binding in named {
            if let Some(entity) = self.declared_member(at.with(binding), text) {
                return entity;
            }
        }
        self.global_type(text)
    }

    /// What a global name means: what the language has comes before what the app declares.
    fn global_type(&self, name: &str) -> Entity {
        match prelude::global(name) {
            Some(at) => Entity::Binding(at),
            None => match (name, prelude::package("react")) {
                // React's types are there without an import.
                ("React", Some(react)) => Entity::Prelude(react),
                ("JSX", Some(react)) => self.prelude_entity(react, name),
                _ => self.ambient_global(name),
            },
        }
    }

    /// What `name` of an entity means.
    pub(in super::super) fn member_entity(&self, entity: Entity, name: &str) -> Entity {
        match entity {
            Entity::Binding(at) => self.declared_member(at, name).unwrap_or(Entity::Unknown),
            Entity::Module(module) => self.exported_entity(module, name),
            Entity::Prelude(file) => self.prelude_entity(file, name),
            Entity::Ambient(block) => self.ambient_export(block, name),
            Entity::Export(..) | Entity::EnumMember(..) | Entity::Unknown => Entity::Unknown,
        }
    }

    /// A member of a namespace or an enum.
    fn declared_member(&self, at: At<BindingId>, name: &str) -> Option<Entity> {
        let facts = self.facts(at.source);
        let name = facts.names.find(name)?;
        facts.declarations(at.id).find_map(|declaration| match declaration {
            Declaration::Namespace(block) => {
                let exports = &facts[facts[block].exports];
                let export = exports.iter().find(|export| export.name == Some(name))?;
                Some(self.export_entity(at.source, export.kind))
            }
            Declaration::Enum(id) => {
                let members = &facts[facts[id].members];
                let index = members.iter().position(|member| member.name == name)?;
                Some(Entity::EnumMember(at.with(id), index))
            }
            _ => None,
        })
    }

    /// What a module exports under a name.
    pub(in super::super) fn exported_entity(&self, module: ModuleId, name: &str) -> Entity {
        match self.project.graph.follow_type(module, name) {
            TypeOrigin::Declared { module, export } => {
                self.export_entity(Source::Module(module), export.kind)
            }
            TypeOrigin::Namespace { module } => Entity::Module(module),
            TypeOrigin::Package { module, request, imported } => {
                self.entity_of_import(At::new(Source::Module(module), request), imported)
            }
            TypeOrigin::Unknown => match self.library_export(module, name) {
                Some((library, name)) => self.exported_entity(library, name),
                None => Entity::Unknown,
            },
        }
    }

    fn prelude_entity(&self, file: PreludeFile, name: &str) -> Entity {
        let source = Source::Prelude(file);
        let facts = self.facts(source);
        if let Some(Export { kind, .. }) = facts.export(name) {
            return self.export_entity(source, *kind);
        }
        let mut bindings = facts.bindings.iter_ids();
        let own = bindings.find(|(_, binding)| binding.top_level && &facts[binding.name] == name);
        own.map_or(Entity::Unknown, |(id, _)| self.entity(At::new(source, id)))
    }

    /// What is imported by a request.
    fn entity_of_import(&self, at: At<RequestId>, imported: Imported) -> Entity {
        self.bounded(|| self.imported_entity(at, imported)).unwrap_or(Entity::Unknown)
    }

    fn imported_entity(&self, at: At<RequestId>, imported: Imported) -> Entity {
        let facts = self.facts(at.source);
        let name = match imported {
            Imported::Name(name) => Some(&facts[name]),
            Imported::Namespace => None,
        };
        let types = prelude::types(facts.specifier(at.id));
        if let Some((file, name)) = types.zip(name)
            && prelude::facts(file).export(name).is_some()
        {
            return self.prelude_entity(file, name);
        }
        let whole = self.requested(at);
        match (whole, name) {
            (Entity::Prelude(file), Some("default")) => match self.prelude_entity(file, "default") {
                // Most packages that are written as CommonJS are their own default export.
                Entity::Unknown => whole,
                entity => entity,
            },
            (_, Some(name)) => self.member_entity(whole, name),
            (_, None) => whole,
        }
    }

    /// The module that a request means.
    pub(super) fn requested(&self, at: At<RequestId>) -> Entity {
        let specifier = self.facts(at.source).specifier(at.id);
        if let Some(file) = prelude::package(specifier) {
            return Entity::Prelude(file);
        }
        let Source::Module(module) = at.source else { return Entity::Unknown };
        if let Some(library) = self.library(module, at.id) {
            return Entity::Module(library);
        }
        match self.project.graph.type_target(module, at.id) {
            Some(module) => Entity::Module(module),
            None => self.ambient_module(specifier),
        }
    }

    pub(super) fn export_entity(&self, source: Source, export: ExportKind) -> Entity {
        let facts = self.facts(source);
        let binding = match export {
            ExportKind::Function(function) => facts[function].binding,
            ExportKind::Class(class) => facts[class].binding,
            ExportKind::Variable { binding, .. }
            | ExportKind::Enum(binding)
            | ExportKind::Namespace(binding) => Some(binding),
            ExportKind::Local { binding, .. } | ExportKind::Type(binding) => binding,
            ExportKind::Expression(expr) => match facts[expr].kind {
                ExprKind::Name { binding, .. } => binding,
                _ => None,
            },
            ExportKind::From { request, imported } => {
                return self.entity_of_import(At::new(source, request), imported);
            }
            ExportKind::All { .. } => None,
        };
        match binding {
            Some(binding) => self.entity(At::new(source, binding)),
            None => Entity::Export(source, export),
        }
    }

    /// The place of a type.
    pub(super) fn place(&self, at: At<TypeId>) -> At<Span> {
        at.with(self.facts(at.source)[at.id].span)
    }
}
