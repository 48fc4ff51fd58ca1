//! The edits that put a directive right.

use rutter_syntax::facts::{
    Facts, FunctionBody, FunctionId, FunctionKind, List, Span, StatementId, StatementKind, TypeKind,
};

use super::sites::{Form, Site};
use crate::finding::Edit;

/// Edits that leave the directive `spelling` where directives stand, in place of what stands at a site. None where the
/// place cannot be told.
pub(super) fn put_right(facts: &Facts, site: &Site<'_>, spelling: &str) -> Option<Vec<Edit>> {
    match site.form {
        Form::Directive => Some(vec![Edit::replace(site.span, format!("'{spelling}'"))]),
        Form::Wrapped => {
            let statement = statement(facts, site)?;
            // Without the semicolon that the statement may have had, what follows might continue the string.
            let end = if statement.end - site.span.end == 1 { "" } else { ";" };
            Some(vec![Edit::replace(statement, format!("'{spelling}'{end}"))])
        }
        Form::Late | Form::LateAndWrapped | Form::Template => {
            let top = at_top(facts, site.function, spelling)?;
            if top.span.start == site.span.start {
                return Some(vec![Edit::replace(site.span, format!("'{spelling}'"))]);
            }
            let taken_out = take_out(facts, site)?;
            let is_there = has_directive(facts, site.function, spelling);
            Some(if is_there { vec![taken_out] } else { vec![top, taken_out] })
        }
        Form::Nested => None,
    }
}

/// Puts a directive before everything else of a file or of a function's body. Comments stay in front of it, since some
/// have to be the first (`// @ts-nocheck`).
fn at_top(facts: &Facts, function: Option<FunctionId>, spelling: &str) -> Option<Edit> {
    let statement = facts[body(facts, function)?].first().copied();
    let directive = match function {
        None => facts.directives.first(),
        Some(function) => facts[facts[function].directives].first(),
    };
    let end = match (function, directive) {
        (None, Some(_)) => "\n",
        // An expression might begin in a way that continues the string, with a parenthesis say.
        (None, None) if statement.is_some_and(|statement| is_expression(facts, statement)) => ";\n\n",
        (None, None) => "\n\n",
        // What is before the first statement on its line is not known here.
        (Some(_), _) => "; ",
    };
    let first = statement.map(|statement| facts[statement].span.start);
    let at = directive.map(|directive| directive.span.start).or(first)?;
    Some(Edit::insert(at, format!("'{spelling}'{end}")))
}

/// Takes the statement of a site out. Its semicolon may be what keeps the statements around it apart.
fn take_out(facts: &Facts, site: &Site<'_>) -> Option<Edit> {
    let statements = &facts[body(facts, site.function)?];
    let index = statements.iter().position(|statement| facts[*statement].span.contains(site.span))?;
    let written = facts[statements[index]].span;
    let is_followed = statements.get(index + 1).is_some_and(|next| is_expression(facts, *next));
    if is_followed && written.end > site.span.end {
        return Some(Edit::replace(written, ";"));
    }
    Some(Edit::delete(written))
}

fn is_expression(facts: &Facts, statement: StatementId) -> bool {
    matches!(facts[statement].kind, StatementKind::Expression(_))
}

/// Makes a function `async`, and a declared type of what it returns the promise of that type. None for methods, some of
/// which are getters, and for functions whose type says more than what they return.
pub(super) fn make_async(facts: &Facts, function: FunctionId) -> Option<Vec<Edit>> {
    let it = &facts[function];
    if matches!(it.kind, FunctionKind::ObjectMethod | FunctionKind::ClassMethod { .. }) {
        return None;
    }
    let mut edits = vec![Edit::insert(it.span.start, "async ")];
    let Some(ty) = it.return_type else { return Some(edits) };
    match facts[ty].kind {
        _ if it.is_generator => return None,
        TypeKind::Predicate => return None,
        TypeKind::Reference { path, .. }
            if facts[path].last().is_some_and(|name| &facts[*name] == "Promise") => {}
        _ => {
            let Span { start, end } = facts[ty].span;
            edits.push(Edit::insert(start, "Promise<"));
            edits.push(Edit::insert(end, ">"));
        }
    }
    Some(edits)
}

fn statement(facts: &Facts, site: &Site<'_>) -> Option<Span> {
    let spans = facts[body(facts, site.function)?].iter().map(|statement| facts[*statement].span);
    spans.into_iter().find(|span| span.contains(site.span))
}

fn body(facts: &Facts, function: Option<FunctionId>) -> Option<List<StatementId>> {
    match function.map(|function| facts[function].body) {
        None => Some(facts.body),
        Some(FunctionBody::Block(statements)) => Some(statements),
        Some(FunctionBody::Expression(_) | FunctionBody::None) => None,
    }
}

fn has_directive(facts: &Facts, function: Option<FunctionId>, text: &str) -> bool {
    match function {
        None => facts.has_directive(text),
        Some(function) => {
            facts[facts[function].directives].iter().any(|directive| &facts[directive.text] == text)
        }
    }
}
