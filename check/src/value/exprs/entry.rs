//! What Next gives to the components of a route.

use rutter_routes::EntryKind;
use rutter_syntax::facts::{BindingId, BindingKind, ExportKind, ExprKind, Facts, FunctionId};

use super::super::evaluator::Evaluator;
use super::super::prelude;
use super::super::shape::Value;
use super::super::source::{At, Place};
use super::super::thunk::Scope;

impl<'a> Evaluator<'_, 'a> {
    /// The props of a page, a layout or a template, if the function is one.
    pub(super) fn props_of_entry(&self, at: At<FunctionId>) -> Option<Value<'a>> {
        let entries = self.project.entries(at.source.module()?);
        let name = entries.iter().find_map(|entry| match entry.kind {
            EntryKind::Page | EntryKind::Default => Some("PageProps"),
            EntryKind::Layout | EntryKind::Template => Some("LayoutProps"),
            _ => None,
        })?;
        is_default_export(self.facts(at.source), at.id).then_some(())?;
        let entity = self.entity(prelude::global(name)?);
        Some(self.instantiate(entity, &[], &Scope::default()))
    }
}

impl Evaluator<'_, '_> {
    /// Whether a place is a parameter of a page or the like: what is found there comes from the URL.
    pub(crate) fn is_given_by_next(&self, place: Place) -> bool {
        let Some(module) = place.source.module() else { return false };
        !self.project.entries(module).is_empty() && {
            let facts = self.facts(place.source);
            facts.functions.iter_ids().any(|(id, function)| {
                let mut parameters = facts[function.parameters].iter();
                parameters.any(|parameter| facts[parameter.pattern].span.contains(place.id))
                    && is_default_export(facts, id)
            })
        }
    }
}

/// Whether a function is the default export of its file.
fn is_default_export(facts: &Facts, function: FunctionId) -> bool {
    let is_bound = |binding: BindingId| facts[binding].kind == BindingKind::Function(function);
    facts.export("default").is_some_and(|export| match export.kind {
        ExportKind::Function(exported) => exported == function,
        ExportKind::Expression(expr) => matches!(facts[expr].kind, ExprKind::Function(it) if it == function),
        ExportKind::Local { binding: Some(binding), .. } => {
            is_bound(binding)
                || matches!(facts[binding].kind, BindingKind::Variable { declarator, .. }
                    if facts[declarator].value.is_some_and(|value| matches!(facts[value].kind, ExprKind::Function(it) if it == function)))
        }
        _ => false,
    })
}
