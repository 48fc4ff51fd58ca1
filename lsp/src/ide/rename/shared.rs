//! Functions and types that more than one place may use: where they are, and who else uses them.

use rutter_check::function_behind;
use rutter_syntax::facts::{
    BindingId, BindingKind, ExportKind, ExprId, ExprKind, Facts, FunctionBody, FunctionId, Imported, Keyword,
    Node, PatternKind, RequestId, RequestKind, TypeKind,
};
use rutter_syntax::graph::{Environment, ExportOrigin, ModuleId, ModuleOrigin, Target, TypeOrigin};

use super::params::has_declared_type;
use super::trace::Trace;
use super::{Refusal, refuse_at};
use crate::ide::site::Site;

/// What more than one place may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shared {
    Function(ModuleId, FunctionId),
    Type(ModuleId, BindingId),
}

/// The environments in which an import may be followed: each of them sees past the boundary of the other.
const ENVIRONMENTS: [Environment; 2] = [Environment::Server, Environment::Client];

/// The function of the project that is called, if it certainly is one.
pub(super) fn function_called(site: &Site<'_>, callee: ExprId) -> Option<(ModuleId, FunctionId)> {
    let (facts, graph) = (site.facts, &site.analysis.graph);
    let ExprKind::Name { binding: Some(binding), .. } = facts[facts.without_types(callee)].kind else {
        return None;
    };
    let it = facts[binding];
    match it.kind {
        _ if it.reassigned => None,
        BindingKind::Function(function) => {
            let is_written = !matches!(facts[function].body, FunctionBody::None);
            (is_written && facts.declarations(binding).count() <= 1).then_some((site.module, function))
        }
        BindingKind::Variable { declarator, pattern } => {
            let declarator = facts[declarator];
            let value = facts[facts.without_types(declarator.value?)].kind;
            let is_plain = declarator.pattern == pattern
                && declarator.keyword == Keyword::Const
                && declarator.ty.is_none();
            match value {
                ExprKind::Function(function) if is_plain => Some((site.module, function)),
                _ => None,
            }
        }
        BindingKind::Import(import) => {
            let import = facts[import];
            let Imported::Name(name) = import.imported else { return None };
            if site.is_generated(facts.specifier(import.request)) {
                return None;
            }
            let is_client = facts.has_directive("use client");
            let environment = if is_client { Environment::Client } else { Environment::Server };
            let Target::Module(target) = graph.target(site.module, import.request, environment) else {
                return None;
            };
            let origin = match graph.follow(target, &facts[name], environment) {
                ExportOrigin::ClientBoundary { module, export } => {
                    graph.follow(module, &export, Environment::Client)
                }
                origin => origin,
            };
            let ExportOrigin::Declared { module, export } = origin else { return None };
            let (module_facts, is_own) =
                (graph[module].facts(), graph[module].origin != ModuleOrigin::Package);
            let export = &module_facts[export];
            let function = function_behind(module_facts, export)?;
            let overloads = binding_of(module_facts, function)
                .map_or(0, |binding| module_facts.declarations(binding).count());
            (is_own && overloads <= 1 && !has_declared_type(module_facts, export))
                .then_some((module, function))
        }
        _ => None,
    }
}

/// The name of a function.
fn binding_of(facts: &Facts, function: FunctionId) -> Option<BindingId> {
    facts[function].binding.or_else(|| {
        let mut node = facts[function].parent();
        while let Node::Expr(expr) = node {
            node = facts.parent(expr);
        }
        let Node::Declarator(declarator) = node else { return None };
        match facts[facts[declarator].pattern].kind {
            PatternKind::Binding(binding) => Some(binding),
            _ => None,
        }
    })
}

impl Trace<'_> {
    /// Whatever something stands in is changed with it, so everybody who uses that has to be one who was followed.
    ///
    /// # Errors
    /// Where somebody else uses it. Nothing is to be asked after that.
    pub(super) fn is_only_ours(&self, owner: Shared) -> Result<(), Refusal> {
        let mut open = vec![owner];
        while let Some(shared) = open.pop() {
            if !self.ours.borrow_mut().insert(shared) {
                continue;
            }
            self.uses_are_followed(shared)?;
            open.extend(self.within.get(&shared).into_iter().flatten());
        }
        Ok(())
    }

    fn uses_are_followed(&self, shared: Shared) -> Result<(), Refusal> {
        let graph = &self.analysis.graph;
        let (home, binding) = match shared {
            Shared::Function(module, function) => (module, binding_of(graph[module].facts(), function)),
            Shared::Type(module, binding) => (module, Some(binding)),
        };
        if let Some(binding) = binding {
            self.bound_uses(shared, home, binding)?;
        }
        let names = self.exported(shared, home);
        if names.is_empty() {
            return Ok(());
        }
        for (module, it) in graph.modules().filter(|(_, it)| it.origin != ModuleOrigin::Package) {
            let facts = it.facts();
            for import in &facts.imports {
                match import.imported {
                    Imported::Name(name) if self.leads_to(shared, module, import.request, &facts[name]) => {
                        self.bound_uses(shared, module, import.local)?;
                    }
                    Imported::Namespace => self.by_any(shared, &names, module, import.request)?,
                    Imported::Name(_) => {}
                }
            }
            for (request, it) in facts.requests.iter_ids() {
                if it.kind.is_call() || it.kind == RequestKind::Type {
                    self.by_any(shared, &names, module, request)?;
                }
            }
        }
        Ok(())
    }

    /// A module that asks for all that another one exports, under names that are not followed.
    fn by_any(
        &self,
        shared: Shared,
        names: &[&str],
        module: ModuleId,
        request: RequestId,
    ) -> Result<(), Refusal> {
        let facts = self.analysis.graph[module].facts();
        let is_named = |name: &&str| **name == *"default" || facts.names.find(name).is_some();
        match names.iter().any(|name| is_named(name) && self.leads_to(shared, module, request, name)) {
            true => self.used(module, facts[request].span.start as usize),
            false => Ok(()),
        }
    }

    fn leads_to(&self, shared: Shared, module: ModuleId, request: RequestId, name: &str) -> bool {
        let graph = &self.analysis.graph;
        match shared {
            Shared::Function(home, function) => ENVIRONMENTS.into_iter().any(|environment| {
                let Target::Module(target) = graph.target(module, request, environment) else { return false };
                match graph.follow(target, name, environment) {
                    ExportOrigin::Declared { module, export } if module == home => {
                        let facts = graph[home].facts();
                        function_behind(facts, &facts[export]) == Some(function)
                    }
                    _ => false,
                }
            }),
            Shared::Type(home, binding) => {
                let Some(target) = graph.type_target(module, request) else { return false };
                match graph.follow_type(target, name) {
                    TypeOrigin::Declared { module, export } => {
                        module == home && type_behind(&export.kind) == Some(binding)
                    }
                    _ => false,
                }
            }
        }
    }

    /// The names under which a module exports something shared.
    fn exported(&self, shared: Shared, home: ModuleId) -> Vec<&str> {
        let facts = self.analysis.graph[home].facts();
        let exports = facts.exports.iter().filter(|export| match shared {
            Shared::Function(_, function) => function_behind(facts, export) == Some(function),
            Shared::Type(_, binding) => type_behind(&export.kind) == Some(binding),
        });
        exports.filter_map(|export| export.name.map(|name| &facts[name])).collect()
    }

    /// All that names a binding.
    fn bound_uses(&self, shared: Shared, module: ModuleId, binding: BindingId) -> Result<(), Refusal> {
        let facts = self.analysis.graph[module].facts();
        let is_followed = |at: usize| self.followed.contains(&(shared, module, at));
        let in_types = facts.types.iter().filter(|ty| match ty.kind {
            TypeKind::Reference { binding: it, .. } | TypeKind::Typeof { binding: it, .. } => {
                it == Some(binding)
            }
            _ => false,
        });
        let in_types = in_types.map(|ty| ty.span);
        let is_exported = |span| {
            let local = facts.exports.iter().filter(|it| matches!(it.kind, ExportKind::Local { .. }));
            local.into_iter().any(|export| export.span.contains(span))
        };
        let in_code = facts.references(binding).map(|expr| facts[expr].span).filter(|it| !is_exported(*it));
        match in_types.chain(in_code).map(|span| span.start as usize).find(|at| !is_followed(*at)) {
            Some(at) => self.used(module, at),
            None => Ok(()),
        }
    }

    fn used<T>(&self, module: ModuleId, at: usize) -> Result<T, Refusal> {
        refuse_at(
            &Site::of_module(self.analysis, module),
            at,
            "this uses what reads the param, with other params or in a way that is not followed; give the route a function or a \
             type of its own first",
        )
    }
}

/// The name of the type that is exported.
pub(super) fn type_behind(kind: &ExportKind) -> Option<BindingId> {
    match kind {
        ExportKind::Type(binding) | ExportKind::Local { binding, .. } => *binding,
        _ => None,
    }
}
