//! Params that are handed on: to what Rutter generates, to a function of the project, to a component.

use rutter_syntax::facts::{ExprId, ExprKind, JsxAttribute, JsxId, JsxTag};

use super::Refusal;
use super::readers::reader;
use super::shared::{Shared, function_called};
use super::trace::{Holds, Tracer};

impl Tracer<'_, '_, '_> {
    /// A value that is an argument of a call.
    pub(super) fn handed(
        &mut self,
        holds: Holds,
        call: ExprId,
        (value, index): (ExprId, usize),
        depth: u32,
    ) -> Result<(), Refusal> {
        let facts = self.facts;
        let ExprKind::Call { callee, arguments, .. } = facts[call].kind else { return self.lost(value) };
        if holds == Holds::Params && index == 0 {
            if facts.is_import_of(callee, "react", "use") {
                return self.value(holds, call, depth + 1);
            }
            if let Some(reader) = reader(self.site, callee) {
                let start = facts[callee].span.start as usize;
                self.trace.readers.extend(reader.route.map(|route| (self.site.module, start, route)));
                return self.value(reader.answers, call, depth + 1);
            }
        }
        let is_spread = |item: &ExprId| matches!(facts[*item].kind, ExprKind::Spread(_));
        let called = function_called(self.site, callee);
        let Some((module, function)) = called.filter(|_| !facts[arguments][..index].iter().any(is_spread))
        else {
            return self.lost(value);
        };
        self.uses(Shared::Function(module, function), facts[facts.without_types(callee)].span.start as usize);
        self.trace.parameter(holds, (module, function), index, depth + 1)
    }

    /// `<Post params={params} />`
    pub(super) fn rendered(
        &mut self,
        holds: Holds,
        jsx: JsxId,
        value: ExprId,
        depth: u32,
    ) -> Result<(), Refusal> {
        let facts = self.facts;
        let is_attribute = facts[facts[jsx].attributes].iter().any(|attribute| match attribute {
            JsxAttribute::Named { name, value: Some(it), .. } => {
                &facts[*name] == "params" && facts.without_types(*it) == facts.without_types(value)
            }
            _ => false,
        });
        if let (Holds::Params, true, JsxTag::Component(tag)) = (holds, is_attribute, facts[jsx].tag)
            && let Some((module, function)) = function_called(self.site, tag)
        {
            self.uses(Shared::Function(module, function), facts[tag].span.start as usize);
            return self.trace.parameter(Holds::Props, (module, function), 0, depth + 1);
        }
        self.lost(value)
    }
}
