//! What imports stand for.

use std::sync::Arc;

use rutter_syntax::facts::{ExportKind, ExprId, FunctionId, ImportId, Imported, RequestId, RequestKind};
use rutter_syntax::graph::{Environment, ExportOrigin, ModuleId, ModuleOrigin, Target};

use super::super::evaluator::Evaluator;
use super::super::prelude::{self, PreludeFile};
use super::super::shape::{Action, ClassValue, ClientExport, Function, Known, Shape, Value};
use super::super::source::{At, Source};
use super::super::thunk::Scope;

/// The endings of images, of which Next makes plain data. An SVG may be made a component.
const IMAGES: [&str; 8] = ["png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "bmp"];

/// The endings of what becomes plain data otherwise: its content, or the names of its classes.
const DATA: [&str; 4] = ["json", "css", "scss", "sass"];

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn import(&self, at: At<ImportId>) -> Value<'a> {
        let facts = self.facts(at.source);
        let import = &facts[at.id];
        let place = at.with(import.span);
        let value = match import.imported {
            Imported::Name(name) => self.imported(at.with(import.request), &facts[name]),
            Imported::Namespace => self.namespace(at.with(import.request)),
        };
        value.through(place, || format!("`{}` is imported here", &facts[facts[import.local].name]))
    }

    /// An export of what a request leads to.
    pub(crate) fn imported(&self, at: At<RequestId>, name: &str) -> Value<'a> {
        let specifier = self.facts(at.source).specifier(at.id);
        let prelude = prelude::package(specifier);
        if let Some(file) = prelude {
            let told = self.prelude_export(file, specifier, name);
            if !matches!(told.shape, Shape::Unknown) {
                return told;
            }
        }
        let Source::Module(module) = at.source else { return Value::unknown() };
        let target = self.project.graph.target(module, at.id, self.environment());
        // What stands for a package may leave out what is not of interest as a value, such as its client components.
        if prelude.is_some() && !matches!(target, Target::Module(_)) {
            return Value::unknown();
        }
        if let Some(library) = self.library(module, at.id) {
            return self.export(library, name);
        }
        match target {
            Target::Module(target) if self.project.graph[target].origin == ModuleOrigin::Package => {
                self.export_of_package(module, at.id, target, name)
            }
            Target::Module(target) => self.export(target, name),
            Target::Asset => self.asset(specifier),
            _ => self.package_export(module, at.id, Some(name)),
        }
    }

    /// An export of an installed package. Its code tells what belongs to the client, what is an action and what is a
    /// component that React made of another; of the rest its types say more.
    fn export_of_package(
        &self,
        module: ModuleId,
        request: RequestId,
        target: ModuleId,
        name: &str,
    ) -> Value<'a> {
        let written = self.export(target, name);
        if matches!(written.shape, Shape::Client(_) | Shape::Action(_) | Shape::Known(Known::Component(_))) {
            return written;
        }
        let declared = self.package_export(module, request, Some(name));
        if matches!(declared.shape, Shape::Unknown) { written } else { declared }
    }

    fn namespace(&self, at: At<RequestId>) -> Value<'a> {
        let specifier = self.facts(at.source).specifier(at.id);
        if let Some(file) = prelude::package(specifier) {
            return Shape::Package(file).into();
        }
        let Source::Module(module) = at.source else { return Value::unknown() };
        if let Some(library) = self.library(module, at.id) {
            return Shape::Module(library).into();
        }
        match self.project.graph.target(module, at.id, self.environment()) {
            Target::Module(target) => Shape::Module(target).into(),
            Target::Asset => self.asset(specifier),
            _ => self.package_export(module, at.id, None),
        }
    }

    /// What an import of a file gives that is no code.
    fn asset(&self, specifier: &str) -> Value<'a> {
        let path = specifier.split('?').next().unwrap_or(specifier);
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let is_known = |endings: &[&str]| endings.contains(&ending.as_str());
        if is_known(&IMAGES) || is_known(&DATA) { self.plain_data() } else { Value::unknown() }
    }

    /// Anything that is nothing but data.
    pub(crate) fn plain_data(&self) -> Value<'a> {
        let data = self.global_instance("PlainData", Vec::new());
        data.map_or_else(Value::unknown, |data| Shape::Instance(Arc::new(data)).into())
    }

    /// An export of a package that a file of the prelude stands for.
    pub(crate) fn prelude_export(&self, file: PreludeFile, specifier: &str, name: &str) -> Value<'a> {
        let source = Source::Prelude(file);
        let facts = self.facts(source);
        if facts.has_directive("use client") && self.environment() == Environment::Server {
            let name = if name == "default" { specifier.to_owned() } else { format!("{specifier}#{name}") };
            return Shape::Client(Arc::new(ClientExport { module: None, name })).into();
        }
        match facts.export(name) {
            Some(export) => self.declared_export(source, export.kind),
            // Most packages that are written as CommonJS are their own default export.
            None if name == "default" => Shape::Package(file).into(),
            None => Value::unknown(),
        }
    }

    /// The prelude's export that `React.cache` means, where `React` is the default or the namespace import.
    pub(super) fn member_of_package(&self, at: At<ExprId>) -> Option<Value<'a>> {
        let origin = self.facts(at.source).origin(at.id)?;
        let name = origin.member_of_default.or(origin.export)?;
        let file = prelude::package(origin.specifier)?;
        self.facts(Source::Prelude(file)).export(name)?;
        Some(self.prelude_export(file, origin.specifier, name))
    }

    /// `import('x')`.
    pub(super) fn dynamic_import(&self, at: At<ExprId>) -> Value<'a> {
        let facts = self.facts(at.source);
        let span = facts[at.id].span;
        let request = facts
            .requests
            .iter_ids()
            .find(|(_, request)| request.kind == RequestKind::Dynamic && request.span == span);
        match request {
            Some((request, _)) => self.promise_of(self.namespace(at.with(request))),
            None => Value::unknown(),
        }
    }

    /// What another module exports.
    pub(crate) fn export(&self, module: ModuleId, name: &str) -> Value<'a> {
        if self.project.graph[module].kind().declaration {
            return self.declared_value(module, name);
        }
        match self.project.graph.follow(module, name, self.environment()) {
            ExportOrigin::Declared { module, export } => {
                let source = Source::Module(module);
                let export = self.facts(source)[export].kind;
                self.declared_export(source, export)
            }
            ExportOrigin::Namespace { module } => Shape::Module(module).into(),
            ExportOrigin::ClientBoundary { module, export } => {
                Shape::Client(Arc::new(ClientExport { module: Some(module), name: export })).into()
            }
            ExportOrigin::ServerActions { module, export } => {
                let function = self.action_behind(module, &export);
                Shape::Action(Arc::new(Action { function, bound: Vec::new() })).into()
            }
            ExportOrigin::External { specifier, export } => match prelude::package(&specifier).zip(export) {
                Some((file, export)) => self.prelude_export(file, &specifier, &export),
                None => self.unread_export(module, name),
            },
            ExportOrigin::Unknown => self.unread_export(module, name),
            ExportOrigin::Missing { .. } => Value::unknown(),
        }
    }

    /// An export that passes on what a package exports whose code is not read.
    fn unread_export(&self, module: ModuleId, name: &str) -> Value<'a> {
        match self.library_export(module, name) {
            Some((library, name)) => self.export(library, name),
            None => self.declared_value(module, name),
        }
    }

    /// The function that a `'use server'` module exports.
    fn action_behind(&self, module: ModuleId, name: &str) -> Option<At<FunctionId>> {
        let source = Source::Module(module);
        let facts = self.facts(source);
        let value = self.declared_export(source, facts.export(name)?.kind);
        match value.shape {
            Shape::Function(function) => match &*function {
                Function::Written { at, .. } => Some(*at),
                _ => None,
            },
            Shape::Action(action) => action.function,
            _ => None,
        }
    }

    pub(crate) fn declared_export(&self, source: Source, export: ExportKind) -> Value<'a> {
        let scope = Scope::default();
        match export {
            ExportKind::Function(function) => self.function(At::new(source, function), &scope),
            ExportKind::Class(class) => {
                Shape::Class(Arc::new(ClassValue { at: At::new(source, class), scope })).into()
            }
            ExportKind::Variable { binding, .. }
            | ExportKind::Local { binding: Some(binding), .. }
            | ExportKind::Type(Some(binding)) => self.binding(At::new(source, binding), &scope),
            ExportKind::Expression(expr) => self.expr(At::new(source, expr), &scope),
            ExportKind::From { request, imported: Imported::Namespace } => {
                self.namespace(At::new(source, request))
            }
            _ => Value::unknown(),
        }
    }
}
