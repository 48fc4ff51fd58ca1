//! Whether another text of a module leaves all as it is that is found by following imports.
//!
//! What is compared is whatever `reach`, `calls` and the directives' environments read of a module. The ids of expressions and of
//! bindings inside functions do not count, because nothing of them is kept: they change with every statement that is typed.

use rutter_syntax::facts::call_sites::{callee_of_binding, function_in};
use rutter_syntax::facts::{BindingId, BindingKind, ExportKind, Facts, Imported};
use rutter_syntax::graph::{Environment, ModuleGraph, ModuleId};

use super::dead_code::is_dead;
use super::reach::{is_used_by_itself, members_of};
use super::{behind, declared};

/// Whether a module shows the same in both graphs, which have the same modules.
pub(super) fn looks_the_same(before: &ModuleGraph, after: &ModuleGraph, module: ModuleId) -> bool {
    let (a, b) = (&before[module], &after[module]);
    let texts = Texts { before: a.facts(), after: b.facts() };
    declared(a) == declared(b)
        && Environment::ALL.into_iter().all(|it| behind(a, it) == behind(b, it))
        && texts.have_same_requests()
        && requests_lead_to_the_same(before, after, module)
        && texts.have_same_imports()
        && a.uses().are_those_of(b.uses())
        && a.uses().bindings().iter().zip(b.uses().bindings()).all(|(a, b)| texts.bind_the_same(*a, *b))
        && texts.have_same_exports(|id| a.uses().name(id), |id| b.uses().name(id))
        && a.call_sites().are_those_of(texts.before, (b.call_sites(), texts.after))
}

fn requests_lead_to_the_same(before: &ModuleGraph, after: &ModuleGraph, module: ModuleId) -> bool {
    before[module].facts().requests.iter_ids().all(|(request, _)| {
        Environment::ALL
            .into_iter()
            .all(|it| before.target(module, request, it) == after.target(module, request, it))
    })
}

/// Two texts of one file.
struct Texts<'g> {
    before: &'g Facts,
    after: &'g Facts,
}

impl Texts<'_> {
    fn have_same_requests(&self) -> bool {
        let Self { before, after } = self;
        before.requests.len() == after.requests.len()
            && before.requests.iter_ids().zip(after.requests.iter()).all(|((id, a), b)| {
                a.kind == b.kind
                    && before.is_erased(id) == after.is_erased(id)
                    && is_dead(before, a) == is_dead(after, b)
            })
    }

    fn have_same_imports(&self) -> bool {
        let Self { before, after } = self;
        before.imports.len() == after.imports.len()
            && before.imports.iter().zip(after.imports.iter()).all(|(a, b)| {
                a.request == b.request
                    && a.type_only == b.type_only
                    && self.import_the_same(a.imported, b.imported)
                    && is_used_by_itself(before, a.local) == is_used_by_itself(after, b.local)
                    && (a.imported != Imported::Namespace
                        || members_of(before, a.local) == members_of(after, b.local))
            })
    }

    fn import_the_same(&self, a: Imported, b: Imported) -> bool {
        match (a, b) {
            (Imported::Name(a), Imported::Name(b)) => self.before[a] == self.after[b],
            (a, b) => a == b,
        }
    }

    /// Whether two names at the top stand for the same, as far as it is followed.
    fn bind_the_same(&self, a: BindingId, b: BindingId) -> bool {
        let import = |facts: &Facts, id: BindingId| match facts[id].kind {
            BindingKind::Import(import) => Some(import),
            _ => None,
        };
        import(self.before, a) == import(self.after, b)
            && callee_of_binding(self.before, a) == callee_of_binding(self.after, b)
    }

    /// Whether the same is exported. The names tell where in its file a binding stands.
    fn have_same_exports<N: PartialEq>(
        &self,
        name_before: impl Fn(BindingId) -> N,
        name_after: impl Fn(BindingId) -> N,
    ) -> bool {
        let Self { before, after } = self;
        let is_same_binding = |a: Option<BindingId>, b: Option<BindingId>| match (a, b) {
            (Some(a), Some(b)) => name_before(a) == name_after(b),
            (a, b) => a.is_none() && b.is_none(),
        };
        let is_same_kind = |a: ExportKind, b: ExportKind| match (a, b) {
            (ExportKind::Function(a), ExportKind::Function(b)) => {
                a == b && is_same_binding(before[a].binding, after[b].binding)
            }
            (ExportKind::Class(a), ExportKind::Class(b)) => {
                is_same_binding(before[a].binding, after[b].binding)
            }
            (ExportKind::Variable { binding: a, .. }, ExportKind::Variable { binding: b, .. })
            | (ExportKind::Enum(a), ExportKind::Enum(b))
            | (ExportKind::Namespace(a), ExportKind::Namespace(b)) => is_same_binding(Some(a), Some(b)),
            (ExportKind::Local { binding: a, .. }, ExportKind::Local { binding: b, .. }) => {
                is_same_binding(a, b)
            }
            (ExportKind::Expression(a), ExportKind::Expression(b)) => {
                function_in(before, a) == function_in(after, b)
            }
            (
                ExportKind::From { request: a, imported: of_a },
                ExportKind::From { request: b, imported: of_b },
            ) => a == b && self.import_the_same(of_a, of_b),
            (ExportKind::All { request: a }, ExportKind::All { request: b }) => a == b,
            (ExportKind::Type(_), ExportKind::Type(_)) => true,
            _ => false,
        };
        before.exports.len() == after.exports.len()
            && before.exports.iter().zip(after.exports.iter()).all(|(a, b)| {
                a.name.map(|name| &before[name]) == b.name.map(|name| &after[name])
                    && a.type_only == b.type_only
                    && is_same_kind(a.kind, b.kind)
            })
    }
}
