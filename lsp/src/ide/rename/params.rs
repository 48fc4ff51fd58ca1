//! Where an entry's file gets its params: its parameters, the lists that it generates, and the definitions beside a page.

use rutter_check::function_behind;
use rutter_routes::{Entry, EntryKind};
use rutter_syntax::facts::{
    BindingId, BindingKind, Export, ExportKind, ExprId, ExprKind, Facts, FunctionId, Imported, Node,
    PropertyKey, PropertyKind, StatementKind,
};

use super::shared::Shared;
use super::trace::{DEEPEST, Holds, Trace, Tracer};
use super::{Refusal, refuse_at};
use crate::ide::entry_file::methods;
use crate::ide::site::Site;

/// Adds every place that names one of the params of an entry, in its file and wherever that hands them on.
///
/// # Errors
/// Where the params go out of sight.
pub(super) fn follow<'a>(trace: &mut Trace<'a>, site: &Site<'a>, entry: &Entry) -> Result<(), Refusal> {
    let facts = site.facts;
    if entry.kind == EntryKind::Params {
        return trace.tracer(site, None).definitions();
    }
    let own: Vec<(&Export, usize)> = match entry.kind {
        EntryKind::Handler => methods(facts).map(|export| (export, 1)).collect(),
        EntryKind::Page | EntryKind::Layout | EntryKind::Default | EntryKind::Metadata => {
            facts.export("default").map(|export| (export, 0)).into_iter().collect()
        }
        _ => Vec::new(),
    };
    let generators =
        ["generateMetadata", "generateViewport", "generateImageMetadata", "generateStaticParams"];
    let generators = generators.into_iter().filter_map(|name| Some((facts.export(name)?, 0)));
    for (export, index) in own.into_iter().chain(generators) {
        let name = export.name.map_or("default", |name| &facts[name]);
        let function = function_behind(facts, export).filter(|_| !has_declared_type(facts, export));
        let Some(function) = function else {
            let why = format!("what `{name}` does with the params is not written in the file");
            return refuse_at(site, export.span.start as usize, &why);
        };
        trace.parameter(Holds::Props, (site.module, function), index, 0)?;
        if name == "generateStaticParams" {
            trace.tracer(site, Some(Shared::Function(site.module, function))).static_params(function)?;
        }
    }
    Ok(())
}

/// Whether an export is a variable with a type of its own, as in `const Page: FC<Props> = ..`.
pub(super) fn has_declared_type(facts: &Facts, export: &Export) -> bool {
    let (ExportKind::Variable { binding, .. } | ExportKind::Local { binding: Some(binding), .. }) =
        export.kind
    else {
        return false;
    };
    let BindingKind::Variable { declarator, .. } = facts[binding].kind else { return false };
    facts[declarator].ty.is_some()
}

impl Tracer<'_, '_, '_> {
    /// The keys of the objects that `generateStaticParams` returns, all of which have to be written in it.
    fn static_params(&mut self, function: FunctionId) -> Result<(), Refusal> {
        let facts = self.facts;
        let whole = facts[function].span;
        let mut is_written = false;
        for (id, expr) in facts.exprs.iter_ids() {
            let ExprKind::Object(_) = expr.kind else { continue };
            if whole.contains(expr.span) && is_item(facts, id) {
                is_written = true;
                self.keys(id)?;
            }
        }
        if is_written {
            return Ok(());
        }
        self.refuse(
            whole,
            "what `generateStaticParams` returns is not written in it; write `{ .. }` with its params in it",
        )
    }

    /// What `page.params.ts` exports: the params by name, or an object of a library of schemas.
    fn definitions(&mut self) -> Result<(), Refusal> {
        let facts = self.facts;
        let value = facts.export("default").and_then(|export| match export.kind {
            ExportKind::Expression(value) => Some(value),
            ExportKind::Local { binding: Some(binding), .. } => value_of(facts, binding),
            _ => None,
        });
        match value.and_then(|value| self.object(value, 0)) {
            Some(object) => self.keys(object),
            None => self.refuse(
                facts.export("default").map_or(0..0, |export| export.span.into()),
                "the params are not written here as an object; rename the param by hand",
            ),
        }
    }

    /// `{ .. }`, `z.object({ .. })`, `v.object({ .. })`, `type({ .. })`
    fn object(&self, value: ExprId, depth: u32) -> Option<ExprId> {
        let facts = self.facts;
        let value = facts.without_types(value);
        match facts[value].kind {
            ExprKind::Object(_) => Some(value),
            ExprKind::Name { binding: Some(binding), .. } if depth < DEEPEST => {
                self.object(value_of(facts, binding)?, depth + 1)
            }
            ExprKind::Call { callee, arguments, .. } => {
                let [object] = facts[arguments] else { return None };
                let callee = facts.without_types(callee);
                let (library, function) = match facts[callee].kind {
                    ExprKind::Member { object, property, .. } => (object, Some(&facts[property])),
                    _ => (callee, None),
                };
                let library = facts.without_types(library);
                let ExprKind::Name { binding: Some(binding), .. } = facts[library].kind else { return None };
                let BindingKind::Import(import) = facts[binding].kind else { return None };
                let imported = match facts[import].imported {
                    Imported::Name(name) => &facts[name],
                    Imported::Namespace => "*",
                };
                let package = facts.specifier(facts[import].request).split('/').next()?;
                let is_object = match (package, imported, function) {
                    ("zod", "z" | "default" | "*", Some(function))
                    | ("valibot", "*", Some(function))
                    | ("zod" | "valibot", function, None) => {
                        ["object", "strictObject", "looseObject"].contains(&function)
                    }
                    ("arktype", "type", None) => true,
                    _ => false,
                };
                let object = facts.without_types(object);
                (is_object && matches!(facts[object].kind, ExprKind::Object(_))).then_some(object)
            }
            _ => None,
        }
    }

    fn keys(&mut self, object: ExprId) -> Result<(), Refusal> {
        let facts = self.facts;
        let ExprKind::Object(properties) = facts[object].kind else { return Ok(()) };
        for property in &facts[properties] {
            let PropertyKey::Name(name) = property.key() else {
                return self.refuse(
                    property.span,
                    "the names of the params are not all written here; write them down",
                );
            };
            let name = &facts[name];
            let start = property.span.start as usize;
            self.read(name, start..start + name.len(), property.kind() == PropertyKind::Shorthand)?;
        }
        Ok(())
    }
}

/// The value of a `const`.
fn value_of(facts: &Facts, binding: BindingId) -> Option<ExprId> {
    let BindingKind::Variable { declarator, pattern } = facts[binding].kind else { return None };
    let declarator = facts[declarator];
    declarator.value.filter(|_| declarator.pattern == pattern && !facts[binding].reassigned)
}

/// Whether an object may be one that a function returns in a list: it stands in a list, or is what a function returns.
fn is_item(facts: &Facts, object: ExprId) -> bool {
    match facts.parent(object) {
        Node::Expr(parent) => matches!(facts[parent].kind, ExprKind::Array(_)),
        Node::Statement(statement) => matches!(facts[statement].kind, StatementKind::Return(_)),
        Node::Function(_) => true,
        _ => false,
    }
}
