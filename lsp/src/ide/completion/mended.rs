//! A text whose string has no end yet, with one.
//!
//! While somebody types `<Link href="/bl`, nothing behind it can be read, and often nothing around it. So the string is
//! ended, and what it stands in, in the ways that there are; whoever asks takes the first that makes sense.

use rutter_syntax::{Facts, read_facts};

/// What may have to follow the string until the rest of the file can be read.
const ENDS: [&str; 7] = ["", " />", "} />", ")", "}", ">", ">) {}"];

/// The facts of each text in which the string at a byte has an end, with that text. The bytes before `offset` are the same
/// in all of them.
pub(super) fn mended<'t>(
    file_name: &'t str,
    text: &'t str,
    offset: usize,
) -> impl Iterator<Item = (Facts, String)> + 't {
    let string = open_string(text, offset);
    string.into_iter().flat_map(move |(quote, end)| {
        ENDS.into_iter().map(move |rest| {
            let mended = format!("{}{quote}{rest}{}", &text[..end], &text[end..]);
            (read_facts(file_name, &mended), mended)
        })
    })
}

/// The quote of a string that is begun on the line of a byte and not ended there, and where the string should end. Only a
/// string that looks like the start of a route is one.
fn open_string(text: &str, offset: usize) -> Option<(char, usize)> {
    let is_quote = |c: char| matches!(c, '"' | '\'' | '`');
    let ends = |c: char| c.is_whitespace() || is_quote(c) || matches!(c, '<' | '>' | ')' | '}' | ',' | ';');
    let before = text.get(..offset)?;
    let mut start = before.rfind(ends)? + 1;
    let mut has_placeholder = false;
    while before[..start].ends_with('}') {
        has_placeholder = true;
        start = before[..before[..start].rfind("${")?].rfind(ends)? + 1;
    }
    let is_meant = |c: &char| if has_placeholder { *c == '`' } else { is_quote(*c) };
    let quote = before[..start].chars().next_back().filter(is_meant)?;
    let typed = &before[start..];
    if typed.contains('\n') {
        return None;
    }
    let after = &text[offset..];
    let end = after.find(ends).unwrap_or(after.len());
    let is_open = !after[end..].starts_with(quote);
    (is_open && (typed.is_empty() || typed.starts_with('/'))).then_some((quote, offset + end))
}
