//! Scopes: what each name stands for.
//!
//! It is found out in the same walk that reads the tree. A reference waits until a scope around it ends: then all that
//! the scope declares is known, whether it stands before the reference or behind it. What the scope does not declare
//! goes on waiting for the scope around that one, and what waits at the end of the file is a global.
//!
//! The rules are those of ECMAScript and TypeScript: a `var` belongs to the function around it, a class to the block;
//! a parameter's default does not see what the body declares; a name in a type is not a variable, and a type of the
//! same name is not a value.

mod meaning;

use oxc_ast::ast::BindingIdentifier;
use oxc_syntax::symbol::SymbolId;

pub(super) use self::meaning::Meaning;
use super::{Lower, span};
use crate::facts::{
    Binding, BindingId, BindingKind, ExportId, ExportKind, ExprId, ExprKind, Facts, Growing, Id as _,
    Keyword, Name, Span, TypeId, TypeKind,
};

/// Who sees a declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ScopeKind {
    /// A function, a module, a static block: `var` belongs to it.
    Function,
    /// What holds a type if it has a form: `infer` belongs to it.
    Conditional,
    /// Any other.
    Block,
}

#[derive(Debug)]
struct Scope {
    kind: ScopeKind,
    /// Grows from scope to scope, so that an inner one has a greater number than those around it. From 1 on.
    number: u32,
    /// The number of references that waited when it began.
    waiting: usize,
    /// What it has declared last.
    last: Option<BindingId>,
}

/// The innermost declaration of a name.
#[derive(Debug, Clone, Copy, Default)]
struct Visible {
    /// The number of its scope, which is open; 0 if there is none.
    scope: u32,
    /// The index of the binding.
    binding: u32,
}

/// What is kept of a binding while its scope is open.
#[derive(Debug)]
struct Declared {
    meaning: Meaning,
    /// What its name stood for before.
    hidden: Visible,
    /// What its scope has declared before.
    before: Option<BindingId>,
}

/// Where a name is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Expr(ExprId),
    Type(TypeId),
    Export(ExportId),
    /// An export of a block that is being read, by its index in the list that is open.
    OpenExport(usize),
    /// An export of a block, by its index in the pool.
    PooledExport(usize),
}

#[derive(Debug, Clone, Copy)]
struct Reference {
    name: Name,
    wanted: Meaning,
    at: Use,
}

/// The scopes that are open, and what waits for them to end.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    open: Vec<Scope>,
    begun: u32,
    waiting: Vec<Reference>,
    /// By name.
    visible: Vec<Visible>,
    /// By binding.
    declared: Vec<Declared>,
    /// The expressions that stand for a binding; those of one binding are in the order of the text.
    found: Vec<(BindingId, ExprId)>,
}

impl Scopes {
    pub(super) fn open(&mut self, kind: ScopeKind) {
        self.begun += 1;
        self.open.push(Scope { kind, number: self.begun, waiting: self.waiting.len(), last: None });
    }

    /// Ends the innermost scope.
    pub(super) fn close(&mut self, facts: &mut Facts<Growing>) {
        self.settle(facts);
        let mut last = self.open.pop().and_then(|scope| scope.last);
        while let Some(binding) = last {
            let Declared { hidden, before, .. } = self.declared[binding.index()];
            self.visible[facts.bindings[binding].name.index()] = hidden;
            last = before;
        }
    }

    /// Ends the part of the innermost scope that does not see what the rest declares: the parameters of a function.
    pub(super) fn close_head(&mut self, facts: &mut Facts<Growing>) {
        self.settle(facts);
        let waiting = self.waiting.len();
        if let Some(scope) = self.open.last_mut() {
            scope.waiting = waiting;
        }
    }

    pub(super) fn wait(&mut self, name: Name, wanted: Meaning, at: Use) {
        self.waiting.push(Reference { name, wanted, at });
    }

    /// Takes note that the exports of the innermost scope went from `start` of the open list to `pool` of the pool.
    pub(super) fn move_exports(&mut self, start: usize, pool: usize) {
        let Some(scope) = self.open.last() else { return };
        for reference in &mut self.waiting[scope.waiting..] {
            if let Use::OpenExport(index) = reference.at {
                reference.at = Use::PooledExport(index - start + pool);
            }
        }
    }

    /// Marks what was read as an expression of its own as written.
    pub(super) fn mark_written(&mut self, expr: ExprId) {
        let reference = self.waiting.iter_mut().rev().find(|reference| reference.at == Use::Expr(expr));
        if let Some(reference) = reference {
            reference.wanted = reference.wanted | Meaning::WRITTEN;
        }
    }

    /// Settles the references of the innermost scope that it declares itself.
    fn settle(&mut self, facts: &mut Facts<Growing>) {
        let Some(&Scope { number, waiting, last: Some(_), .. }) = self.open.last() else { return };
        let mut kept = waiting;
        for at in waiting..self.waiting.len() {
            let reference = self.waiting[at];
            let visible = self.visible.get(reference.name.index()).copied().unwrap_or_default();
            if visible.scope == number
                && self.declared[visible.binding as usize].meaning.answers(reference.wanted)
            {
                self.answer(facts, reference, BindingId::new(visible.binding as usize));
            } else {
                self.waiting[kept] = reference;
                kept += 1;
            }
        }
        self.waiting.truncate(kept);
    }

    fn answer(&mut self, facts: &mut Facts<Growing>, reference: Reference, found: BindingId) {
        match reference.at {
            Use::Expr(expr) => {
                if let ExprKind::Name { binding, .. } = &mut facts.exprs[expr].kind {
                    *binding = Some(found);
                }
                self.found.push((found, expr));
                let is_constant = self.declared[found.index()].meaning.has(Meaning::CONSTANT);
                if reference.wanted.has(Meaning::WRITTEN) && !is_constant {
                    facts.bindings[found].reassigned = true;
                }
            }
            Use::Type(ty) => {
                if let TypeKind::Reference { binding, .. } | TypeKind::Typeof { binding, .. } =
                    &mut facts.types[ty].kind
                {
                    *binding = Some(found);
                }
            }
            Use::Export(export) => {
                if let ExportKind::Local { binding, .. } = &mut facts.exports[export].kind {
                    *binding = Some(found);
                }
            }
            // They are in the pool before their scope ends.
            Use::OpenExport(_) => {}
            Use::PooledExport(index) => {
                if let ExportKind::Local { binding, .. } = &mut facts.rare.exports.entry_mut(index).kind {
                    *binding = Some(found);
                }
            }
        }
    }

    /// The scope that a declaration belongs to, as an index.
    fn owner(&self, kind: Option<ScopeKind>) -> usize {
        let innermost = self.open.len() - 1;
        let Some(kind) = kind else { return innermost };
        self.open.iter().rposition(|scope| scope.kind == kind).unwrap_or(innermost)
    }

    /// The binding of a name that is declared in the innermost scope or, if a kind of scope is told, in the innermost
    /// of that kind. What is declared twice in a scope is one binding.
    fn declare(
        &mut self,
        facts: &mut Facts<Growing>,
        (name, at): (Name, Span),
        meaning: Meaning,
        kind: Option<ScopeKind>,
    ) -> BindingId {
        let owner = self.owner(kind);
        if self.visible.len() <= name.index() {
            self.visible.resize(name.index() + 1, Visible::default());
        }
        let scope = &mut self.open[owner];
        let hidden = self.visible[name.index()];
        if hidden.scope >= scope.number {
            let known = &mut self.declared[hidden.binding as usize].meaning;
            if !known.has(Meaning::OWN_NAME) {
                *known = *known | meaning;
                return BindingId::new(hidden.binding as usize);
            }
        }
        let binding = facts.bindings.push(Binding {
            name,
            kind: BindingKind::Other,
            span: at,
            reassigned: false,
            top_level: owner == 0,
        });
        let index = u32::try_from(binding.index()).unwrap_or(u32::MAX);
        self.visible[name.index()] = Visible { scope: scope.number, binding: index };
        self.declared.push(Declared { meaning, hidden, before: scope.last.replace(binding) });
        binding
    }

    /// Ends the file: notes what uses each binding, and what uses none.
    pub(super) fn finish(&mut self, facts: &mut Facts<Growing>) {
        self.close(facts);
        facts.globals.extend(self.waiting.iter().filter_map(|reference| match reference.at {
            Use::Expr(expr) => Some(expr),
            Use::Type(_) | Use::Export(_) | Use::OpenExport(_) | Use::PooledExport(_) => None,
        }));
        facts.references.fill(facts.bindings.len(), &self.found);
        self.clear();
    }

    fn clear(&mut self) {
        let Self { open, begun, waiting, visible, declared, found } = self;
        open.clear();
        *begun = 0;
        waiting.clear();
        visible.clear();
        declared.clear();
        found.clear();
    }
}

impl Lower<'_> {
    /// Reads what has a scope of its own.
    pub(super) fn in_scope<T>(&mut self, kind: ScopeKind, read: impl FnOnce(&mut Self) -> T) -> T {
        self.scopes.open(kind);
        let answer = read(self);
        self.scopes.close(&mut self.facts);
        answer
    }

    /// Declares a name.
    pub(super) fn bind(&mut self, identifier: &BindingIdentifier<'_>, kind: BindingKind) -> BindingId {
        let (meaning, scope) = match kind {
            BindingKind::Variable { declarator, .. } => match self.facts[declarator].keyword {
                Keyword::Const | Keyword::Using => (Meaning::VARIABLE | Meaning::CONSTANT, None),
                Keyword::Let => (Meaning::VARIABLE, None),
                Keyword::Var => (Meaning::VARIABLE, Some(ScopeKind::Function)),
            },
            BindingKind::Import(_) | BindingKind::Enum | BindingKind::Namespace => (Meaning::ALL, None),
            BindingKind::Class(_) => (Meaning::CLASS, None),
            BindingKind::Type(_) | BindingKind::TypeParameter => (Meaning::TYPE, None),
            BindingKind::Function(_)
            | BindingKind::Parameter { .. }
            | BindingKind::Catch
            | BindingKind::Other => (Meaning::VARIABLE, None),
        };
        self.bind_as(identifier, kind, meaning, scope)
    }

    /// Declares what is imported as a type only.
    pub(super) fn bind_type_import(
        &mut self,
        identifier: &BindingIdentifier<'_>,
        kind: BindingKind,
    ) -> BindingId {
        self.bind_as(identifier, kind, Meaning::TYPE_IMPORT, None)
    }

    /// Declares what `infer` names.
    pub(super) fn bind_inferred(&mut self, identifier: &BindingIdentifier<'_>) -> BindingId {
        let kind = BindingKind::TypeParameter;
        self.bind_as(identifier, kind, Meaning::TYPE, Some(ScopeKind::Conditional))
    }

    /// Declares the name of a function expression, which only the function sees.
    pub(super) fn bind_own_name(
        &mut self,
        identifier: &BindingIdentifier<'_>,
        kind: BindingKind,
    ) -> BindingId {
        self.bind_as(identifier, kind, Meaning::VARIABLE | Meaning::OWN_NAME, None)
    }

    /// Declares a function in a script, where it belongs to the function around it and not to the block.
    pub(super) fn bind_sloppily(
        &mut self,
        identifier: &BindingIdentifier<'_>,
        kind: BindingKind,
    ) -> BindingId {
        self.bind_as(identifier, kind, Meaning::VARIABLE, Some(ScopeKind::Function))
    }

    fn bind_as(
        &mut self,
        identifier: &BindingIdentifier<'_>,
        kind: BindingKind,
        meaning: Meaning,
        scope: Option<ScopeKind>,
    ) -> BindingId {
        let name = self.name(identifier.name.as_str());
        let at = (name, span(identifier.span));
        let binding = self.scopes.declare(&mut self.facts, at, meaning, scope);
        identifier.symbol_id.set(Some(SymbolId::from_usize(binding.index())));
        let known = &mut self.facts.bindings[binding];
        // The first declaration counts, except that a value wins over a type of the same name.
        if matches!(known.kind, BindingKind::Other | BindingKind::Type(_)) {
            known.kind = kind;
        }
        binding
    }

    /// Declares a name that stands for nothing that the facts tell.
    pub(super) fn bind_name(&mut self, name: Name, at: Span, meaning: Meaning) {
        self.scopes.declare(&mut self.facts, (name, at), meaning, None);
    }
}

#[cfg(test)]
mod tests;
