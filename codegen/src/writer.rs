//! Printing indented TypeScript, and the only ways in which a name from outside gets into it.

use std::fmt::Write as _;

/// How long a line should be at most.
const LONGEST: usize = 116;

/// Collects lines at a depth of two spaces a level.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    text: String,
    depth: usize,
}

impl Writer {
    /// One line at the current depth.
    pub(crate) fn line(&mut self, line: impl AsRef<str>) {
        let line = line.as_ref();
        if !line.is_empty() {
            self.text.extend(std::iter::repeat_n("  ", self.depth));
            self.text.push_str(line);
        }
        self.text.push('\n');
    }

    /// Several lines at the current depth.
    pub(crate) fn lines(&mut self, lines: &str) {
        for line in lines.lines() {
            self.line(line);
        }
    }

    /// An empty line.
    pub(crate) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// A call under a condition, on a line of its own where one is too long.
    pub(crate) fn statement(&mut self, condition: &str, call: &str) {
        if 2 * self.depth + condition.len() + call.len() <= LONGEST {
            return self.line(format!("{condition} {call};"));
        }
        self.line(condition);
        self.indent(|w| w.lines(&format!("{call};")));
    }

    /// An opening line, the lines of `body` one level deeper, and a closing line.
    pub(crate) fn block(&mut self, open: impl AsRef<str>, close: &str, body: impl FnOnce(&mut Self)) {
        self.line(open);
        self.indent(body);
        self.line(close);
    }

    /// The lines of `body` one level deeper.
    pub(crate) fn indent(&mut self, body: impl FnOnce(&mut Self)) {
        self.depth += 1;
        body(self);
        self.depth -= 1;
    }

    /// The same, if there are any names.
    pub(crate) fn imports<'n>(
        &mut self,
        keyword: &str,
        names: impl IntoIterator<Item = &'n str>,
        from: &str,
    ) {
        let mut names = names.into_iter().peekable();
        if names.peek().is_some() {
            self.names(keyword, names, from);
        }
    }

    /// `import { a, b } from "./c";`, broken into lines where it is long.
    pub(crate) fn names<'n>(&mut self, keyword: &str, names: impl IntoIterator<Item = &'n str>, from: &str) {
        let names: Vec<&str> = names.into_iter().collect();
        let from = quote(from);
        let short = format!("{keyword} {{ {} }} from {from};", names.join(", "));
        if short.len() <= 120 {
            return self.line(short);
        }
        self.block(format!("{keyword} {{"), &format!("}} from {from};"), |w| {
            names.iter().for_each(|name| w.line(format!("{name},")));
        });
    }

    /// `export type Name = "a" | "b";`, broken into lines where it is long. Without members it is `never`.
    pub(crate) fn union(&mut self, head: &str, members: impl IntoIterator<Item = impl AsRef<str>>) {
        self.union_of_text(head, members.into_iter().map(|member| quote(member.as_ref())));
    }

    /// The same, of members that are TypeScript already.
    pub(crate) fn union_of_text(&mut self, head: &str, members: impl IntoIterator<Item = String>) {
        let members: Vec<String> = members.into_iter().collect();
        if members.is_empty() {
            return self.line(format!("{head} = never;"));
        }
        let short = format!("{head} = {};", members.join(" | "));
        if short.len() + 2 * self.depth <= 100 {
            return self.line(short);
        }
        self.line(format!("{head} ="));
        self.depth += 1;
        let last = members.len() - 1;
        for (at, member) in members.iter().enumerate() {
            self.line(format!("| {member}{}", if at == last { ";" } else { "" }));
        }
        self.depth -= 1;
    }

    /// The text so far.
    pub(crate) fn finish(self) -> String {
        self.text
    }
}

/// A string literal that is the same in JSON, JavaScript and TypeScript.
///
/// The two line separators of Unicode are escaped as well: they end a line comment, though not a string.
pub(crate) fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    // Nearly every name is plain.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\')) {
        quoted.push_str(text);
        quoted.push('"');
        return quoted;
    }
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\u{2028}' | '\u{2029}' | '\u{0}'..='\u{1f}' | '\u{7f}' => {
                write!(quoted, "\\u{:04x}", u32::from(c)).expect("a String takes any text");
            }
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// The name of a property: bare where it is an identifier, else quoted. `__proto__` is quoted in brackets, because an
/// object literal takes it for the prototype otherwise.
pub(crate) fn key(name: &str) -> String {
    let mut chars = name.chars();
    let starts = chars.next().is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '_' | '$'));
    match name {
        "__proto__" => "[\"__proto__\"]".to_owned(),
        _ if starts && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '$')) => name.to_owned(),
        _ => quote(name),
    }
}

#[cfg(test)]
mod tests {
    use super::{Writer, key, quote};

    #[test]
    fn names_cannot_leave_their_quotes() {
        let table = [
            ("/blog/[slug]", r#""/blog/[slug]""#),
            ("a\"b\\c", r#""a\"b\\c""#),
            ("`${x}` */", r#""`${x}` */""#),
            ("line\nbreak\u{2028}\u{7}", r#""line\nbreak\u2028\u0007""#),
            ("über", r#""über""#),
        ];
        for (text, quoted) in table {
            assert_eq!(quote(text), quoted);
        }
    }

    #[test]
    fn keys_are_quoted_where_they_must_be() {
        let table =
            [("slug", "slug"), ("my-lang", "\"my-lang\""), ("1", "\"1\""), ("", "\"\""), ("$x_1", "$x_1")];
        for (name, printed) in table {
            assert_eq!(key(name), printed);
        }
    }

    #[test]
    fn a_long_union_takes_a_line_for_each_member() {
        let mut short = Writer::default();
        short.union("type A", ["a", "b"]);
        short.union("type B", [""; 0]);
        assert_eq!(short.finish(), "type A = \"a\" | \"b\";\ntype B = never;\n");

        let mut long = Writer::default();
        long.union("type A", ["x".repeat(60), "y".repeat(60)]);
        let expected = format!("type A =\n  | \"{}\"\n  | \"{}\";\n", "x".repeat(60), "y".repeat(60));
        assert_eq!(long.finish(), expected);
    }
}
