//! Characters as a pattern writes them, the same with the flags `u` and `v`.

use std::fmt::Write as _;

/// Writes a character that stands for itself, outside a class.
pub(super) fn literal(char: char, out: &mut String) {
    if matches!(
        char,
        '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '/'
    ) {
        out.push('\\');
    }
    plain(char, out);
}

/// Writes a character of a class. What only `v` reserves is two of the same, and a class lists no character twice.
pub(super) fn member(char: char, out: &mut String) {
    if matches!(char, '-' | '^' | '\\' | '[' | ']' | '(' | ')' | '{' | '}' | '|' | '/') {
        out.push('\\');
    }
    plain(char, out);
}

/// Letters that every editor shows in order stay themselves.
fn plain(char: char, out: &mut String) {
    let readable = char.is_ascii_graphic() || char == ' ' || char < '\u{530}' && char.is_alphanumeric();
    match char {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        _ if readable => out.push(char),
        _ => {
            let code = u32::from(char);
            let _ = match code {
                0..=0xFF => write!(out, "\\x{code:02x}"),
                0x100..=0xFFFF => write!(out, "\\u{code:04x}"),
                _ => write!(out, "\\u{{{code:x}}}"),
            };
        }
    }
}
