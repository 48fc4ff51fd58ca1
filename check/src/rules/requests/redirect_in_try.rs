//! `redirect-in-try`: a redirect that a `catch` swallows.

use rutter_syntax::facts::{
    BindingId, Catch, ExprId, ExprKind, Facts, FunctionId, Node, PatternKind, Span, StatementKind, Try,
};
use rutter_syntax::graph::Environment;

use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::infer::exported::called_function;
use crate::infer::imported_calls::{ImportedCall, imported_calls};
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "redirect-in-try",
    group: Group::Requests,
    summary: "`redirect()`, `notFound()` or their like is called in a `try` whose `catch` swallows it",
    level: Level::Warning,
    fix: FixKind::None,
    page: include_str!("../../../docs/redirect-in-try.md"),
    check,
};

/// The functions of `next/navigation` that throw to tell Next what to do.
const THROWING: [&str; 5] = ["redirect", "permanentRedirect", "notFound", "forbidden", "unauthorized"];

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    for found in imported_calls(facts, "next/navigation", &THROWING) {
        let Some(swallowed) = swallowed(module, found) else { continue };
        let name = found.function;
        let finding = findings.report(
            facts[found.call].span,
            format!("`{name}()` is called in a `try`, and {}", swallowed.what()),
        );
        finding
            .why(format!(
                "`{name}()` works by throwing an error that Next has to see; swallowed, it does \
                nothing and the code goes on"
            ))
            .help(match swallowed {
                Swallowed::Caught(_) => format!(
                    "call `{name}()` behind the `try`, or start the `catch` \
                    with `unstable_rethrow(error)` of `next/navigation`"
                ),
                Swallowed::Returned(_) => format!(
                    "call `{name}()` behind the `try`, or take the `return` \
                    out of the `finally`"
                ),
            })
            .related(module.id, swallowed.span(), "it ends here");
    }
}

/// What keeps an error from leaving a `try`.
enum Swallowed {
    Caught(Span),
    Returned(Span),
}

impl Swallowed {
    fn what(&self) -> &'static str {
        match self {
            Self::Caught(_) => "the `catch` does not throw it again",
            Self::Returned(_) => "the `finally` returns",
        }
    }

    fn span(&self) -> Span {
        match self {
            Self::Caught(span) | Self::Returned(span) => *span,
        }
    }
}

/// The first `try` around a call that certainly swallows what it throws. A function around the call ends the search:
/// who calls that function is not known.
fn swallowed(module: &ModuleContext<'_>, thrown: ImportedCall) -> Option<Swallowed> {
    let facts = module.facts;
    let span = facts[thrown.call].span;
    let around =
        facts.ancestors(Node::Expr(thrown.call)).take_while(|node| !matches!(node, Node::Function(_)));
    let tries = around.filter_map(|node| match node {
        Node::Statement(statement) => match facts[statement].kind {
            StatementKind::Try(id) => Some(facts.try_of(id)),
            _ => None,
        },
        _ => None,
    });
    for found in tries {
        let is_tried = found.block_span.contains(span);
        if let Some(handler) = found.handler.filter(|_| is_tried)
            && !may_throw_again(module, &handler)
            && !does_the_same(facts, &handler, thrown)
        {
            return Some(Swallowed::Caught(Span { end: handler.span.start + 5, ..handler.span }));
        }
        if let Some(span) = returning_finalizer(facts, found, span) {
            return Some(Swallowed::Returned(span));
        }
    }
    None
}

/// The `return` that `finally` certainly comes to.
fn returning_finalizer(facts: &Facts, found: &Try, call: Span) -> Option<Span> {
    let statements = &facts[found.finalizer?];
    let is_outside = statements.iter().all(|statement| !facts[*statement].span.contains(call));
    let mut own = statements.iter().map(|statement| &facts[*statement]);
    own.find(|statement| is_outside && matches!(statement.kind, StatementKind::Return(_))).map(|it| it.span)
}

/// Whether a `catch` may throw what it caught: it throws something on some way, asks Next or a function of that name
/// about the error, or hands the error to code that is not seen.
fn may_throw_again(module: &ModuleContext<'_>, handler: &Catch) -> bool {
    let facts = module.facts;
    let throws = facts.statements.iter().any(|statement| {
        matches!(statement.kind, StatementKind::Throw(_)) && handler.span.contains(statement.span)
    });
    throws || calls_in(facts, handler.span).any(|call| may_rethrow(module, call, error_of(facts, handler)))
}

/// Whether a `catch` may tell Next the same that it caught: `notFound()` in both, or `redirect()` to what may be the
/// same place.
fn does_the_same(facts: &Facts, handler: &Catch, thrown: ImportedCall) -> bool {
    let target = |call: ExprId| match facts[call].kind {
        ExprKind::Call { arguments, .. } => facts[arguments].first().and_then(|target| facts.string(*target)),
        _ => None,
    };
    let calls = imported_calls(facts, "next/navigation", &THROWING);
    calls.into_iter().any(|other| {
        let is_here = handler.span.contains(facts[other.call].span) && other.function == thrown.function;
        let (own, others) = (target(thrown.call), target(other.call));
        is_here && (own.is_none() || others.is_none() || own == others)
    })
}

fn calls_in(facts: &Facts, span: Span) -> impl Iterator<Item = ExprId> + '_ {
    facts
        .exprs
        .iter_ids()
        .filter(move |(_, expr)| span.contains(expr.span))
        .filter_map(|(id, expr)| matches!(expr.kind, ExprKind::Call { .. }).then_some(id))
}

/// What a `catch` binds the error to.
fn error_of(facts: &Facts, handler: &Catch) -> Option<BindingId> {
    match facts[handler.parameter?].kind {
        PatternKind::Binding(binding) => Some(binding),
        _ => None,
    }
}

fn may_rethrow(module: &ModuleContext<'_>, call: ExprId, error: Option<BindingId>) -> bool {
    let facts = module.facts;
    let ExprKind::Call { callee, arguments, .. } = facts[call].kind else { return false };
    let callee = facts.without_types(callee);
    let name = match facts[callee].kind {
        ExprKind::Name { name, .. } | ExprKind::Member { property: name, .. } => &facts[name],
        _ => return true,
    };
    let lower = name.to_lowercase();
    if ["rethrow", "redirecterror", "isredirect", "isnotfound", "isnext", "reject", "throw"]
        .iter()
        .any(|word| lower.contains(word))
    {
        return true;
    }
    let is_given = facts[arguments].iter().any(|argument| is_error(facts, *argument, error));
    // A method, such as that of a logger, takes the error and goes on.
    is_given
        && !matches!(facts[callee].kind, ExprKind::Member { .. })
        && called_function(module.project, module.id, callee, Environment::Pages)
            .is_none_or(|(module_id, function)| throws(module.project.graph[module_id].facts(), function))
}

fn is_error(facts: &Facts, argument: ExprId, error: Option<BindingId>) -> bool {
    let argument = facts.without_types(argument);
    matches!(facts[argument].kind, ExprKind::Name { binding: Some(binding), .. } if Some(binding) == error)
}

/// Whether a function has a `throw` or asks something that may throw.
fn throws(facts: &Facts, function: FunctionId) -> bool {
    let span = facts[function].span;
    let has_throw = facts
        .statements
        .iter()
        .any(|statement| matches!(statement.kind, StatementKind::Throw(_)) && span.contains(statement.span));
    has_throw
        || calls_in(facts, span).any(|call| {
            let ExprKind::Call { callee, .. } = facts[call].kind else { return false };
            // A function of the file or an import may throw in turn.
            matches!(facts[facts.without_types(callee)].kind, ExprKind::Name { binding: Some(_), .. })
        })
}
