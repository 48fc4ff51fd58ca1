//! From the parser's tree to [`Facts`].
//!
//! Scopes are resolved by `oxc_semantic`; its symbols become the file's bindings one to one. Everything else is one
//! walk over the tree. A node takes its place in its arena before what it contains, so that ids ascend from the
//! outside to the inside, and from the start of the file to its end.

mod class;
mod expression;
mod function;
mod jsx;
mod module_syntax;
mod pattern;
mod statement;
mod types;

use std::cell::Cell;

use oxc_ast::ast::{self, Program};
use oxc_semantic::{Scoping, SemanticBuilder, Stats};
use oxc_span::SourceType;
use oxc_syntax::reference::ReferenceId;
use oxc_syntax::symbol::SymbolId;
use smallvec::SmallVec;

use crate::facts::{
    Arena, Binding, BindingId, BindingKind, Comment, CommonJs, Declaration, Export, ExprId, ExprKind, Facts, FileKind, FunctionId,
    Id, List, Name, Names, Node, PatternKind, Pools, Span,
};
use crate::parse::{Parsed, SyntaxError, parse_what_can_be};

/// How a comment that suppresses findings begins.
const SUPPRESSION: &str = "rutter-ignore";

/// How many bytes of text there are to a scope, about.
const BYTES_PER_SCOPE: usize = 200;

/// How many bytes of text there are to a declared name, about.
const BYTES_PER_SYMBOL: usize = 100;

/// How many bytes of text there are to a use of a name, about.
const BYTES_PER_REFERENCE: usize = 40;

/// A draft that held a longer text than this is given back.
const LONGEST_DRAFT_KEPT: usize = 1 << 20;

/// How deeply expressions, statements and types may nest before what lies deeper is left out. Written code stays
/// below a hundred; the bound keeps the walk within the stack that every parsing thread has.
const DEEPEST: u32 = 600;

/// Reads the facts of one file. `file_name` decides between TypeScript and JavaScript; it need not be a path.
///
/// It never fails: [`Facts::syntax_errors`] says what is wrong with the text, and the facts hold what stands before
/// the first mistake that the parser cannot get past.
#[must_use]
pub fn read_facts(file_name: &str, text: &str) -> Facts {
    let (facts, errors) = parse_what_can_be(file_name, text, |parsed| lower(file_name, parsed));
    let mut facts = facts.unwrap_or_else(|| empty(file_kind(file_name)));
    facts.syntax_errors = errors;
    facts
}

thread_local! {
    /// Where this thread collects the facts of a file before their number is known. The room for some forty lists
    /// stays; what leaves is a copy of the right size.
    static DRAFT: Cell<Option<Facts>> = const { Cell::new(None) };
}

fn lower(file_name: &str, parsed: &Parsed<'_>) -> Facts {
    let semantic = SemanticBuilder::new().with_stats(estimate(parsed.source)).build(parsed.program).semantic;
    let mut draft = DRAFT.take().unwrap_or_else(|| empty(file_kind(file_name)));
    draft.kind = file_kind(file_name);
    draft.is_module = parsed.has_module_syntax;
    let mut lower = Lower {
        source: parsed.source,
        scoping: semantic.scoping(),
        facts: draft,
        function: None,
        ambient_module: None,
        block: None,
        is_ambient: file_kind(file_name).declaration,
        depth: 0,
    };
    lower.bindings();
    lower.program(parsed.program);
    lower.finish();
    let mut draft = lower.facts;
    let facts = draft.clone();
    if parsed.source.len() <= LONGEST_DRAFT_KEPT {
        draft.clear();
        DRAFT.set(Some(draft));
    }
    facts
}

/// About how much there is for `oxc_semantic` to keep of a text. It makes room for so much at once, and without an
/// estimate would walk the whole tree to count.
fn estimate(source: &str) -> Stats {
    let number = |bytes_per: usize| u32::try_from(source.len() / bytes_per).unwrap_or(u32::MAX);
    Stats::new(0, number(BYTES_PER_SCOPE), number(BYTES_PER_SYMBOL), number(BYTES_PER_REFERENCE))
}

fn empty(kind: FileKind) -> Facts {
    Facts {
        kind,
        names: Names::default(),
        directives: Vec::new(),
        stray_strings: Vec::new(),
        body: List::default(),
        is_module: false,
        requests: Arena::default(),
        imports: Arena::default(),
        exports: Arena::default(),
        common_js: CommonJs { names: List::default(), whole: false },
        bindings: Arena::default(),
        type_declarations: Arena::default(),
        functions: Arena::default(),
        classes: Arena::default(),
        statements: Arena::default(),
        declarators: Arena::default(),
        patterns: Arena::default(),
        exprs: Arena::default(),
        jsx: Arena::default(),
        types: Arena::default(),
        suppressions: Vec::new(),
        syntax_errors: Vec::<SyntaxError>::new(),
        tries: Arena::default(),
        signatures: Arena::default(),
        mapped: Arena::default(),
        conditionals: Arena::default(),
        enums: Arena::default(),
        namespaces: Arena::default(),
        declarations: Vec::new(),
        pools: Pools::default(),
        references: Vec::new(),
        globals: Vec::new(),
        given_types: Vec::new(),
    }
}

fn file_kind(file_name: &str) -> FileKind {
    let source = SourceType::from_path(file_name).unwrap_or_else(|_| SourceType::ts());
    FileKind {
        typescript: source.is_typescript(),
        jsx: source.is_jsx() || source.is_javascript(),
        declaration: source.is_typescript_definition(),
    }
}

/// A list that is collected before it goes to its pool. Most are short.
type Short<T> = SmallVec<[T; 8]>;

struct Lower<'a, 's> {
    source: &'a str,
    scoping: &'s Scoping,
    facts: Facts,
    /// The function whose body is being read.
    function: Option<FunctionId>,
    /// The name of the `declare module` that is being read; empty for `declare global`.
    ambient_module: Option<Name>,
    /// What the namespace or ambient module that is being read has declared so far: its imports and exports are not
    /// the file's.
    block: Option<Vec<Export>>,
    /// Whether only declarations are being read: functions have no bodies.
    is_ambient: bool,
    /// How many expressions, statements and types are open.
    depth: u32,
}

impl Lower<'_, '_> {
    /// One binding for each symbol, so that a name can point to what is declared behind it.
    fn bindings(&mut self) {
        let root = self.scoping.root_scope_id();
        for symbol in self.scoping.symbol_ids() {
            let name = self.facts.names.add(self.scoping.symbol_name(symbol));
            self.facts.bindings.push(Binding {
                name,
                kind: BindingKind::Other,
                span: span(self.scoping.symbol_span(symbol)),
                reassigned: self.scoping.symbol_is_mutated(symbol),
                top_level: self.scoping.symbol_scope_id(symbol) == root,
            });
        }
    }

    fn program(&mut self, program: &Program<'_>) {
        self.facts.directives =
            program.directives.iter().map(|directive| self.directive(directive)).collect();
        let body = self.body(&program.body, Node::File);
        self.facts.body = body;
        for comment in &program.comments {
            let text =
                &self.source[comment.content_span().start as usize..comment.content_span().end as usize];
            let text = text.trim_matches(|c: char| c.is_whitespace() || c == '*');
            if text.starts_with(SUPPRESSION) {
                let line =
                    self.source[..comment.span.start as usize].rfind('\n').map_or(0, |newline| newline + 1);
                let before = &self.source[line..comment.span.start as usize];
                self.facts.suppressions.push(Comment {
                    text: text.into(),
                    span: span(comment.span),
                    // In JSX a comment stands in braces of its own.
                    own_line: before.trim_matches(|c: char| c.is_whitespace() || c == '{').is_empty(),
                });
            }
        }
    }

    fn finish(&mut self) {
        self.facts.references.sort_unstable();
        self.facts.given_types.sort_unstable_by_key(|(expr, _)| *expr);
        self.facts.declarations.sort_by_key(|(binding, _)| *binding);
        self.common_js();
    }

    /// Reads what is written to `exports.a`, `module.exports.a` and `module.exports`.
    fn common_js(&mut self) {
        let facts = &self.facts;
        let mut names = Vec::new();
        let mut whole = false;
        for global in facts.globals() {
            let mut object = global.expr;
            if global.name == "module" {
                match facts[object].parent {
                    Node::Expr(member) if is_member(facts, member, "exports") => object = member,
                    _ => continue,
                }
            } else if global.name != "exports" {
                continue;
            }
            match facts[object].parent {
                Node::Pattern(pattern) if matches!(facts[pattern].kind, PatternKind::Place(_)) => {
                    whole = true;
                }
                Node::Expr(member) if matches!(facts[member].parent, Node::Pattern(_)) => {
                    if let ExprKind::Member { property, .. } = facts[member].kind {
                        names.push(property);
                    }
                }
                _ => {}
            }
        }
        let names = List::of_pool(&mut self.facts.pools.names, names);
        self.facts.common_js = CommonJs { names, whole };
    }

    fn name(&mut self, text: &str) -> Name {
        self.facts.names.add(text)
    }

    fn directive(&mut self, directive: &ast::Directive<'_>) -> crate::facts::Directive {
        crate::facts::Directive {
            text: self.facts.names.add(directive.directive.as_str()),
            span: span(directive.expression.span),
        }
    }

    /// Sets what a declared name is bound to.
    fn bind(&mut self, identifier: &ast::BindingIdentifier<'_>, kind: BindingKind) -> Option<BindingId> {
        let binding = binding(identifier.symbol_id.get()?);
        let known = &mut self.facts.bindings[binding];
        // The first declaration counts, except that a value wins over a type of the same name.
        if matches!(known.kind, BindingKind::Other | BindingKind::Type(_)) {
            known.kind = kind;
        }
        Some(binding)
    }

    /// Adds a declaration of a binding.
    fn declare(&mut self, binding: Option<BindingId>, declaration: Declaration) {
        if let Some(binding) = binding {
            self.facts.declarations.push((binding, declaration));
        }
    }

    /// What a reference is bound to.
    fn resolve(&self, reference: Option<ReferenceId>) -> Option<BindingId> {
        self.scoping.get_reference(reference?).symbol_id().map(binding)
    }

    /// A reference by an expression.
    fn reference(&mut self, identifier: &ast::IdentifierReference<'_>, expr: ExprId) -> ExprKind {
        let binding = self.resolve(identifier.reference_id.get());
        let name = match binding {
            Some(binding) => {
                self.facts.references.push((binding, expr));
                self.facts.bindings[binding].name
            }
            None => {
                self.facts.globals.push(expr);
                self.name(identifier.name.as_str())
            }
        };
        ExprKind::Name { name, binding }
    }

    /// Goes one level deeper, if the bound allows it.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth >= DEEPEST {
            return None;
        }
        self.depth += 1;
        let answer = read(self);
        self.depth -= 1;
        Some(answer)
    }
}

fn is_member(facts: &Facts, expr: ExprId, name: &str) -> bool {
    matches!(facts[expr].kind, ExprKind::Member { property, .. } if &facts[property] == name)
}

fn binding(symbol: SymbolId) -> BindingId {
    BindingId::new(symbol.index())
}

fn span(span: oxc_span::Span) -> Span {
    Span { start: span.start, end: span.end }
}

#[cfg(test)]
mod tests;
