//! The rules that `rutter-ignore` comments name.

use std::ops::Range;

use rutter_check::{Rule, find};
use rutter_syntax::facts::Facts;

/// The rule whose name stands at a byte of a comment, with the bytes of the name. What stands behind the colon is the reason,
/// where every word means what it says.
pub(crate) fn rule_at(facts: &Facts, text: &str, offset: usize) -> Option<(&'static Rule, Range<usize>)> {
    let is_inside = |span: Range<usize>| span.start <= offset && offset <= span.end;
    let comment = facts.rare.suppressions.iter().find(|comment| is_inside(comment.span.into()))?;
    let span: Range<usize> = comment.span.into();
    let is_of_name = |char: char| char.is_ascii_alphanumeric() || char == '-';
    let before = text.get(span.start..offset)?;
    if before.contains(':') {
        return None;
    }
    let start = offset - (before.len() - before.trim_end_matches(is_of_name).len());
    let behind = text.get(offset..span.end)?;
    let end = offset + behind.find(|char| !is_of_name(char)).unwrap_or(behind.len());
    Some((find(text.get(start..end)?)?, start..end))
}
