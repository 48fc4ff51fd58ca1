//! From the parser's tree to [`Facts`].
//!
//! It is one walk over the tree, which finds out what each name stands for too ([`scope`]). A node takes its place in
//! its arena before what it contains, so that ids ascend from the outside to the inside, and from the start of the
//! file to its end.

mod class;
mod expression;
mod function;
mod jsx;
mod module_syntax;
mod namespace;
mod pattern;
mod scope;
mod statement;
mod type_members;
mod types;

use std::cell::Cell;

use oxc_ast::ast::{self, Program};
use smallvec::SmallVec;

use self::scope::{Meaning, ScopeKind, Scopes, Use};
use crate::facts::{
    BindingId, Comment, CommonJs, Declaration, Export, ExprId, ExprKind, Facts, FileKind, FunctionId,
    Growing, JsxAttribute, List, Name, Node, PatternKind, Property, Sides, Span, StatementId,
};
use crate::parse::{Parsed, parse_what_can_be};

/// How a comment that suppresses findings begins.
const SUPPRESSION: &str = "rutter-ignore";

/// A draft that held a longer text than this is given back.
const LONGEST_DRAFT_KEPT: usize = 1 << 17;

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
    let mut facts = facts.unwrap_or_else(|| Facts { kind: FileKind::of(file_name), ..Facts::default() });
    facts.syntax_errors = errors.into();
    facts
}

thread_local! {
    /// Where this thread collects the facts of a file before their number is known. The room for some forty lists
    /// stays; what leaves is a copy of the right size.
    static DRAFT: Cell<Option<Draft>> = const { Cell::new(None) };
}

/// What grows while a file is read.
#[derive(Default)]
struct Draft {
    facts: Facts<Growing>,
    scopes: Scopes,
    lists: OpenLists,
}

/// The lists that are not complete: one goes to its pool when all its entries, and the lists in them, are known.
#[derive(Default)]
struct OpenLists {
    exprs: Vec<ExprId>,
    statements: Vec<StatementId>,
    properties: Vec<Property>,
    attributes: Vec<JsxAttribute>,
    names: Vec<Name>,
    exports: Vec<Export>,
}

fn lower(file_name: &str, parsed: &Parsed<'_>) -> Facts {
    let kind = FileKind::of(file_name);
    let draft = DRAFT.take().unwrap_or_default();
    let mut lower = Lower {
        source: parsed.source,
        facts: draft.facts,
        scopes: draft.scopes,
        lists: draft.lists,
        function: None,
        ambient_module: None,
        in_block: false,
        is_ambient: kind.declaration,
        is_sloppy: is_sloppy(parsed.program),
        value_meaning: Meaning::VALUE,
        required: SmallVec::new(),
        own_requires: SmallVec::new(),
        depth: 0,
    };
    lower.facts.kind = kind;
    lower.facts.is_module = parsed.has_module_syntax;
    lower.program(parsed.program);
    lower.finish();
    // That a `require` is none is known at the end only, and it is rare enough to begin again.
    if !lower.own_requires.is_empty() {
        lower.facts.clear();
        lower.program(parsed.program);
        lower.finish();
    }
    let facts = lower.facts.keep();
    if parsed.source.len() <= LONGEST_DRAFT_KEPT {
        let Lower { mut facts, scopes, lists, .. } = lower;
        facts.clear();
        DRAFT.set(Some(Draft { facts, scopes, lists }));
    }
    facts
}

/// Whether the file is a script in which a function in a block belongs to the function around it.
fn is_sloppy(program: &Program<'_>) -> bool {
    let source = program.source_type;
    !source.is_typescript() && !source.is_strict() && !program.has_use_strict_directive()
}

/// A list that is collected before it goes to its pool. Most are short.
type Short<T> = SmallVec<[T; 8]>;

struct Lower<'a> {
    source: &'a str,
    facts: Facts<Growing>,
    scopes: Scopes,
    lists: OpenLists,
    /// The function whose body is being read.
    function: Option<FunctionId>,
    /// The name of the `declare module` that is being read; empty for `declare global`.
    ambient_module: Option<Name>,
    /// Whether a namespace or an ambient module is being read: its imports and exports are not the file's.
    in_block: bool,
    /// Whether only declarations are being read: functions have no bodies.
    is_ambient: bool,
    /// Whether a function in a block belongs to the function around it.
    is_sloppy: bool,
    /// What an expression wants of a name. It is not a value in the key of a type.
    value_meaning: Meaning,
    /// Where `require` is called, and the expression that is called.
    required: SmallVec<[(u32, ExprId); 4]>,
    /// Where a `require` is called that the file declares itself, as far as it is known.
    own_requires: SmallVec<[u32; 4]>,
    /// How many expressions, statements and types are open.
    depth: u32,
}

impl Lower<'_> {
    fn program(&mut self, program: &Program<'_>) {
        self.facts.directives =
            program.directives.iter().map(|directive| self.directive(directive)).collect();
        let facts = &self.facts;
        self.facts.sides = Sides { client: facts.states("use client"), server: facts.states("use server") };
        self.scopes.open(ScopeKind::Function);
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
                self.facts.rare.suppressions.push(Comment {
                    text: text.into(),
                    span: span(comment.span),
                    // In JSX a comment stands in braces of its own.
                    own_line: before.trim_matches(|c: char| c.is_whitespace() || c == '{').is_empty(),
                });
            }
        }
    }

    fn finish(&mut self) {
        self.scopes.finish(&mut self.facts);
        self.facts.given_types.sort_unstable_by_key(|(expr, _)| *expr);
        self.facts.declarations.sort_by_key(|(binding, _)| *binding);
        let facts = &self.facts;
        let is_own = |callee: ExprId| matches!(facts[callee].kind, ExprKind::Name { binding: Some(_), .. });
        let own = self.required.drain(..).filter(|(_, callee)| is_own(*callee)).map(|(at, _)| at);
        self.own_requires.extend(own);
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
                match facts[object].parent() {
                    Node::Expr(member) if is_member(facts, member, "exports") => object = member,
                    _ => continue,
                }
            } else if global.name != "exports" {
                continue;
            }
            match facts[object].parent() {
                Node::Pattern(pattern) if matches!(facts[pattern].kind, PatternKind::Place(_)) => {
                    whole = true;
                }
                Node::Expr(member) if matches!(facts[member].parent(), Node::Pattern(_)) => {
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

    /// Adds a declaration of a binding.
    fn declare(&mut self, binding: BindingId, declaration: Declaration) {
        self.facts.declarations.push((binding, declaration));
    }

    /// A reference by an expression.
    fn reference(&mut self, identifier: &ast::IdentifierReference<'_>, expr: ExprId) -> ExprKind {
        self.used(identifier, self.value_meaning, expr)
    }

    /// A reference by an expression that is written to.
    fn written(&mut self, identifier: &ast::IdentifierReference<'_>, expr: ExprId) -> ExprKind {
        self.used(identifier, Meaning::VALUE | Meaning::WRITTEN, expr)
    }

    fn used(&mut self, identifier: &ast::IdentifierReference<'_>, wanted: Meaning, expr: ExprId) -> ExprKind {
        let name = self.name(identifier.name.as_str());
        self.scopes.wait(name, wanted, Use::Expr(expr));
        ExprKind::Name { name, binding: None }
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

fn is_member(facts: &Facts<Growing>, expr: ExprId, name: &str) -> bool {
    matches!(facts[expr].kind, ExprKind::Member { property, .. } if &facts[property] == name)
}

fn span(span: oxc_span::Span) -> Span {
    Span { start: span.start, end: span.end }
}

#[cfg(test)]
mod tests;
