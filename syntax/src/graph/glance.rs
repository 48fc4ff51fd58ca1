//! What the text of a file tells before it is parsed.
//!
//! Where only the server is of interest, most files matter only for being no part of it: they say `'use client'`, or
//! nothing that the server imports leads to them. A look at the text is enough for those, and parsing is what costs.

/// All that a file which was not parsed has to say to other files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Glance {
    /// Whether it starts with `'use client'`.
    pub(super) is_client: bool,
}

/// The words that may follow a string on a new line and belong to the expression that it starts.
const CONTINUING: [&str; 4] = ["as", "in", "instanceof", "satisfies"];

impl Glance {
    /// Looks at a text. None where more is to be known of the file, or it takes a parser to tell: it has directives
    /// that mean something to the server, or may declare something for everyone, as `declare global {}` does.
    pub(super) fn of(text: &str) -> Option<Self> {
        Self::of_start(text).filter(|_| !text.contains("declare"))
    }

    /// The same for code that is only JavaScript, where no more than the start of the text is looked at.
    pub(super) fn of_start(text: &str) -> Option<Self> {
        let mut is_client = false;
        let mut rest = text;
        while let Some((directive, behind)) = directive(rest).ok()? {
            rest = behind;
            is_client |= directive == "use client";
            if directive.starts_with("use server") || directive.starts_with("use cache") {
                return None;
            }
        }
        Some(Self { is_client })
    }
}

/// It takes a parser to tell.
struct Uncertain;

/// The directive that a text starts with, and what follows it.
fn directive(text: &str) -> Result<Option<(&str, &str)>, Uncertain> {
    let (start, _) = skip_blank(text)?;
    let quote = match start.bytes().next() {
        Some(quote @ (b'"' | b'\'')) => quote,
        // Parentheses around a string, a comment as in HTML, a hashbang; any other kind of white space.
        Some(b'(' | b'<' | b'-' | b'#' | ..=b' ' | 0x7f..) => return Err(Uncertain),
        _ => return Ok(None),
    };
    let inner = &start[1..];
    let end = inner.find(['"', '\'', '\\', '\n', '\r']).ok_or(Uncertain)?;
    if inner.as_bytes()[end] != quote {
        return Err(Uncertain);
    }
    let (behind, is_new_line) = skip_blank(&inner[end + 1..])?;
    let word = behind.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '$')).next();
    let is_whole = match behind.bytes().next() {
        None | Some(b';') => true,
        Some(b'"' | b'\'' | b'@' | b'{') => is_new_line,
        Some(letter) if letter.is_ascii_alphabetic() => {
            is_new_line && !word.is_some_and(|word| CONTINUING.contains(&word))
        }
        _ => false,
    };
    if !is_whole {
        return Err(Uncertain);
    }
    Ok(Some((&inner[..end], behind.strip_prefix(';').unwrap_or(behind))))
}

/// A text without the white space and the comments at its start, and whether there was a new line among them.
fn skip_blank(mut text: &str) -> Result<(&str, bool), Uncertain> {
    let mut is_new_line = false;
    loop {
        let trimmed = text.trim_ascii_start();
        is_new_line |= text[..text.len() - trimmed.len()].contains(['\n', '\r']);
        text = if let Some(comment) = trimmed.strip_prefix("//") {
            &comment[comment.find(['\n', '\r', '\u{2028}', '\u{2029}']).unwrap_or(comment.len())..]
        } else if let Some(comment) = trimmed.strip_prefix("/*") {
            let (comment, behind) = comment.split_once("*/").ok_or(Uncertain)?;
            is_new_line |= comment.contains(['\n', '\r']);
            behind
        } else {
            return Ok((trimmed, is_new_line));
        };
    }
}

#[cfg(test)]
mod tests {
    use super::Glance;
    use crate::read_facts;

    /// What a look at a text says: `client`, `other`, or `?` where it takes a parser.
    fn seen(text: &str) -> &'static str {
        let glance = Glance::of(text);
        if let Some(glance) = glance {
            let facts = read_facts("a.tsx", text);
            assert_eq!(glance.is_client, facts.has_directive("use client"), "{text}");
            assert!(!facts.has_directive("use server"), "{text}");
        }
        glance.map_or("?", |glance| if glance.is_client { "client" } else { "other" })
    }

    #[test]
    fn a_look_tells_most_client_modules() {
        for text in [
            "'use client'",
            "\"use client\";import a from 'a'",
            "// a\n/* b\n */ 'use client' // c\nimport a from 'a'",
            "'use strict'; 'use client';",
            "'use client'\n'use strict'\nexport {}",
            "'use client' /*\n*/ const a = 1",
            "\r\n'use client'\r\n@a class B {}",
        ] {
            assert_eq!(seen(text), "client", "{text}");
        }
    }

    #[test]
    fn a_look_tells_what_has_no_directive() {
        for text in [
            "",
            "import a from 'a'\n'use client'",
            "`use client`",
            "// 'use client'\nexport {}",
            "/* 'use client' */ export {}",
            "'Use Client'; export {}",
            ";'use client'",
            "const a = 'use client'",
        ] {
            assert_eq!(seen(text), "other", "{text}");
        }
    }

    #[test]
    fn what_is_not_certain_is_left_to_the_parser() {
        for text in [
            "'use server'",
            "'use client'; 'use server'",
            "'use cache: private'; export {}",
            "'use client'\n.length",
            "'use client'\nas string",
            "'use client'\n+ 1",
            "'use client' + 1",
            "'use client', 1",
            "'use client' in a",
            "'use\\x20client'",
            "('use client')",
            "'it\\'s'; 'use client'",
            "'use client",
            "/* 'use client'",
            "#!/usr/bin/env node\n'use client'",
            "\u{feff}'use client'",
            "\u{b}'use client'",
            "<!-- a\n'use client'",
            "declare global { interface Window { a: 1 } }",
        ] {
            assert_eq!(seen(text), "?", "{text}");
        }
    }
}
