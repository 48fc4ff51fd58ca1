//! Where a comment has to stand so that it suppresses a finding.
//!
//! What line a comment is about depends on the code around it, and so does whether a text is a comment at all: in a template
//! string or between the tags of JSX it is not. So each place that may do is tried, and what is read then decides.

use rutter_syntax::facts::{Facts, Span};
use rutter_syntax::read_facts;

use super::{KEYWORD, Suppressions, starts};
use crate::finding::{Edit, Finding};
use crate::rules::run::{INVALID_SUPPRESSION, SYNTAX_ERROR, UNUSED_SUPPRESSION};

/// The edit that writes a comment which suppresses a finding, for a reason that must not be empty. `file_name` and `text` are
/// those of the finding's module, and `facts` what was read of it. Lines of the edit end with `\n`.
///
/// None where no comment would: the finding is about a comment or about a file that cannot be parsed, or it stands where there
/// is no room for one.
#[must_use]
pub fn suppression(
    facts: &Facts,
    file_name: &str,
    text: &str,
    finding: &Finding,
    reason: &str,
) -> Option<Edit> {
    if [&INVALID_SUPPRESSION, &UNUSED_SUPPRESSION, &SYNTAX_ERROR].contains(&finding.rule) {
        return None;
    }
    let comment = format!("{KEYWORD} {}: {reason}", finding.rule.name);
    let forms = [format!("// {comment}"), format!("{{/* {comment} */}}")];
    let places = starts(facts, finding.span).into_iter().map(|start| line_at(text, start));
    let tried =
        places.flat_map(|(at, indent)| forms.iter().map(move |form| (at, format!("{indent}{form}\n"))));
    let is_obeyed = |(at, line): &(usize, String)| {
        let changed = [&text[..*at], line, &text[*at..]].concat();
        let now = read_facts(file_name, &changed);
        // A comment is no code: braces around one that stand outside of JSX would be a block.
        let is_same_code = now.syntax_errors.is_empty()
            && now.statements.len() == facts.statements.len()
            && now.exprs.len() == facts.exprs.len();
        let moved = |byte: u32| if byte as usize >= *at { byte + bytes(line.len()) } else { byte };
        let span = Span { start: moved(finding.span.start), end: moved(finding.span.end) };
        is_same_code
            && keeps_white_space(text, *at, line)
            && Suppressions::read(&now, &changed).suppress(finding.rule, span)
    };
    let (at, line) = tried.into_iter().find(is_obeyed)?;
    let at = bytes(at);
    Some(Edit::replace(Span { start: at, end: at }, line))
}

/// Where a line begins, and the white space before its code.
fn line_at(text: &str, at: usize) -> (usize, &str) {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    // The mark of the byte order is no part of the first line.
    let start = if text[start..].starts_with('\u{feff}') { start + '\u{feff}'.len_utf8() } else { start };
    let line = &text[start..];
    (start, &line[..line.len() - line.trim_start_matches([' ', '\t']).len()])
}

/// Whether a comment in braces leaves the white space of JSX as it is: a line end behind text is a space, one behind a tag or
/// braces is nothing.
fn keeps_white_space(text: &str, at: usize, line: &str) -> bool {
    let is_in_braces = line.trim_start().starts_with('{');
    !is_in_braces || text[..at].trim_end().ends_with(['>', '}'])
}

/// Facts count bytes in 32 bits.
fn bytes(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
