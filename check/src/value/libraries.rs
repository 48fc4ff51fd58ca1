//! Libraries whose types alone do not tell what a value is.

mod prisma;

use rustc_hash::FxHashSet;
use rutter_syntax::facts::{BindingKind, ExportKind, Imported, RequestId, TypeDeclarationKind, TypeId};
use rutter_syntax::graph::{ModuleId, Target};

use super::evaluator::Evaluator;
use super::prelude;
use super::shape::{Shape, Value};
use super::source::At;
use super::thunk::{Scope, Thunk};

pub(crate) use prisma::Clients as PrismaClients;

/// Through how many files an export is looked for.
const MOST_FILES: usize = 50;

impl<'a> Evaluator<'_, 'a> {
    /// The module that stands for a library, if a request means one whose types are not what counts.
    pub(super) fn library(&self, module: ModuleId, request: RequestId) -> Option<ModuleId> {
        self.prisma_client(module, request)
    }

    /// Where a library declares what a module exports, if the module passes it on: the library and the name there. It
    /// is asked where the module graph does not know.
    pub(super) fn library_export<'n>(&self, module: ModuleId, name: &'n str) -> Option<(ModuleId, &'n str)>
    where
        'a: 'n,
    {
        self.passed_on(module, name, &mut FxHashSet::default())
    }

    fn passed_on<'n>(
        &self,
        module: ModuleId,
        name: &'n str,
        visited: &mut FxHashSet<ModuleId>,
    ) -> Option<(ModuleId, &'n str)>
    where
        'a: 'n,
    {
        if visited.len() >= MOST_FILES || !visited.insert(module) {
            return None;
        }
        let graph = self.project.graph;
        let facts = graph[module].facts();
        let mut through = |request: RequestId, name: &'n str| {
            if let Some(library) = self.library(module, request) {
                return graph[library].facts().export(name).map(|_| (library, name));
            }
            match graph.target(module, request, self.environment()) {
                Target::Module(target) => self.passed_on(target, name, visited),
                _ => None,
            }
        };
        if let Some(export) = facts.export(name) {
            return match export.kind {
                ExportKind::From { request, imported: Imported::Name(name) } => {
                    through(request, &facts[name])
                }
                ExportKind::Local { binding: Some(binding), .. } => match facts[binding].kind {
                    BindingKind::Import(import) => match facts[import].imported {
                        Imported::Name(name) => through(facts[import].request, &facts[name]),
                        Imported::Namespace => None,
                    },
                    _ => None,
                },
                _ => None,
            };
        }
        facts.exports.iter().find_map(|export| match export.kind {
            ExportKind::All { request } if name != "default" => through(request, name),
            _ => None,
        })
    }

    /// What an alias is whose text is `intrinsic`.
    pub(super) fn intrinsic(&self, at: At<TypeId>, scope: &Scope<'a>) -> Value<'a> {
        let facts = self.facts(at.source);
        let is_meant = |kind| matches!(kind, TypeDeclarationKind::Alias(ty) if ty == at.id);
        let Some(alias) = facts.type_declarations.iter().find(|it| is_meant(it.kind)) else {
            return Value::unknown();
        };
        let parameters = facts[alias.type_parameters].iter();
        let arguments: Vec<Thunk<'a>> = parameters
            .map(|parameter| scope.get(at.with(parameter.binding?)).cloned())
            .map(|argument| argument.unwrap_or_else(Thunk::unknown))
            .collect();
        match &facts[alias.name] {
            "Own" => self.own(&arguments),
            "PropsOf" => self.props_of(&arguments),
            "Assigned" => self.assigned_to(&arguments),
            name => prisma::intrinsic(self, name, &arguments).unwrap_or_else(Value::unknown),
        }
    }

    /// The props that a component takes, also one of a client module.
    fn props_of(&self, arguments: &[Thunk<'a>]) -> Value<'a> {
        let component = arguments.first().map_or_else(Value::unknown, |component| self.force(component));
        let component = match &component.shape {
            Shape::Client(export) => self.in_client(|| match export.module {
                Some(module) => self.export(module, &export.name),
                None => match prelude::package(&export.name) {
                    Some(file) => self.prelude_export(file, &export.name, "default"),
                    None => Value::unknown(),
                },
            }),
            _ => component,
        };
        match &component.shape {
            Shape::Function(function) => self.parameter_of(function, 0),
            _ => Value::unknown(),
        }
    }
}
