//! Room for recursion: the parsers descend into what is nested without a limit of their own.

use std::thread;

/// How deep a file may be nested, in tokens. Code is far below a hundred, and a macro full of markup below a thousand.
const DEEPEST: usize = 2_000;
/// Stack for what is not nesting.
const BASE: usize = 4 << 20;
/// Stack for each level. Measured on ra_ap_syntax 0.0.349 without optimisation: the worst is a chain of `Vec::<`.
const PER_LEVEL: usize = 64 << 10;

/// Does what descends into a text, with the stack that the text may need. None for a text that is nested deeper than any code.
pub(super) fn with_stack<T: Send>(text: &str, work: impl FnOnce() -> T + Send) -> Option<T> {
    let depth = depth(text);
    if depth > DEEPEST {
        return None;
    }
    let stack = BASE + depth * PER_LEVEL;
    thread::scope(|scope| {
        let thread = thread::Builder::new().name("rutter-rust".to_owned()).stack_size(stack);
        let thread = thread.spawn_scoped(scope, work).ok()?;
        match thread.join() {
            Ok(done) => Some(done),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// At most how deep a text is nested: of each bracket that is open, the tokens in front of it in the same statement or element.
/// A chain of `else` or `=` nests to the right.
fn depth(text: &str) -> usize {
    let (mut outer, mut run, mut deepest): (Vec<usize>, usize, usize) = (Vec::new(), 0, 0);
    let mut around = 0;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let token = token(rest, first);
        rest = &rest[token..];
        match first {
            _ if first.is_whitespace() || token > 1 && matches!(first, '/') => {}
            '(' | '[' | '{' => {
                outer.push(run + 1);
                around += run + 1;
                run = 0;
            }
            ')' | ']' | '}' => {
                let before = outer.pop().unwrap_or_default();
                around -= before;
                let next = rest.trim_start();
                let goes_on = next.starts_with("else")
                    || !next.starts_with(|char: char| char.is_alphabetic() || "#_}/\"'".contains(char));
                run = if first == '}' && !goes_on { 0 } else { before };
            }
            ';' | ',' => run = 0,
            _ => run += 1,
        }
        deepest = deepest.max(around + run);
    }
    deepest
}

/// How many bytes the first token has, nearly: a word, a comment, a string, or one character.
fn token(rest: &str, first: char) -> usize {
    let word =
        |rest: &str| rest.find(|char: char| !(char.is_alphanumeric() || char == '_')).unwrap_or(rest.len());
    let until = |end: &str| rest[2..].find(end).map_or(rest.len(), |at| 2 + at + end.len());
    match first {
        '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
        '/' if rest.starts_with("/*") => until("*/"),
        '"' => {
            let mut escaped = false;
            let end = rest.char_indices().skip(1).find(|(_, char)| {
                let is_end = *char == '"' && !escaped;
                escaped = *char == '\\' && !escaped;
                is_end
            });
            end.map_or(rest.len(), |(at, _)| at + 1)
        }
        'r' if rest.starts_with("r\"") => until("\""),
        'r' if rest.starts_with("r#\"") => until("\"#"),
        '\'' if rest.starts_with("'\\") => until("'"),
        '\'' => {
            let mut chars = rest.char_indices().skip(2);
            match chars.next() {
                Some((at, '\'')) => at + 1,
                _ => 1,
            }
        }
        _ if first.is_whitespace() => rest.find(|char: char| !char.is_whitespace()).unwrap_or(rest.len()),
        _ if first.is_alphanumeric() || first == '_' => word(rest),
        _ => first.len_utf8(),
    }
}
