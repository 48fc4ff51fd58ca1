//! `rutter-ignore` comments.
//!
//! ```text
//! // rutter-ignore client-export-read, unknown-href: the reason
//! // rutter-ignore-file unknown-href: the reason
//! ```
//!
//! A comment behind code is about its line. One that stands alone, also as `/* */` or as `{/* */}` in JSX, is about the
//! next line with code. The `-file` form stands before the first statement and is about the file. A comment without a
//! reason is not obeyed: whoever reads it next has to know why.
//!
//! A line answers for what begins on it. A finding belongs to the line where its span starts, to the one where the
//! innermost statement around it starts, and to the one where the innermost JSX element around it starts: so a comment
//! before an element is about the attributes on its later lines too.

mod place;

use std::ops::Range;

use rutter_syntax::facts::{Comment, Facts, Span};

use crate::finding::{Edit, Findings};
use crate::registry;
use crate::rule::Rule;

pub use place::suppression;

const KEYWORD: &str = "rutter-ignore";

/// The comments of one file.
pub(crate) struct Suppressions<'f> {
    facts: &'f Facts,
    text: &'f str,
    suppressions: Vec<Suppression>,
    invalid: Vec<Invalid>,
}

/// One comment that is obeyed.
struct Suppression {
    /// The comment, with the braces around it in JSX.
    comment: Range<usize>,
    scope: Scope,
    /// What it suppresses, in the order of the comment.
    rules: Vec<Named>,
    /// Whether it names something else too.
    has_unknown: bool,
}

/// A rule that a comment names.
struct Named {
    rule: &'static Rule,
    /// The bytes of the name.
    span: Range<usize>,
    is_used: bool,
}

enum Scope {
    File,
    /// The bytes of the line.
    Line(Range<usize>),
}

/// Something about a comment that keeps it from being obeyed.
struct Invalid {
    span: Range<usize>,
    message: String,
    why: &'static str,
    help: String,
}

impl<'f> Suppressions<'f> {
    /// Reads the comments of a file.
    pub(crate) fn read(facts: &'f Facts, text: &'f str) -> Self {
        let mut read = Self { facts, text, suppressions: Vec::new(), invalid: Vec::new() };
        for comment in &facts.rare.suppressions {
            read.comment(comment);
        }
        read
    }

    /// Whether a comment suppresses a finding of a rule. Every comment that does is used.
    pub(crate) fn suppress(&mut self, rule: &'static Rule, span: Span) -> bool {
        let starts = starts(self.facts, span);
        let mut is_suppressed = false;
        for suppression in &mut self.suppressions {
            let applies = match &suppression.scope {
                Scope::File => true,
                Scope::Line(line) => starts.iter().any(|start| line.contains(start)),
            };
            let named = suppression.rules.iter_mut().find(|named| named.rule == rule);
            if let (true, Some(named)) = (applies, named) {
                named.is_used = true;
                is_suppressed = true;
            }
        }
        is_suppressed
    }

    /// Reports the comments that are not obeyed.
    pub(crate) fn report_invalid(&self, findings: &mut Findings<'_>) {
        for invalid in &self.invalid {
            findings
                .report(to_span(&invalid.span), invalid.message.clone())
                .why(invalid.why)
                .help(invalid.help.clone());
        }
    }

    /// Reports the rules that no comment needs to name: those that were on and have found nothing where it stands.
    pub(crate) fn report_unused(&self, is_on: impl Fn(&'static Rule) -> bool, findings: &mut Findings<'_>) {
        let why = "the comment suppresses nothing, and would hide what comes to be wrong here later";
        for suppression in &self.suppressions {
            let is_unused = |named: &&Named| !named.is_used && is_on(named.rule);
            let unused: Vec<&Named> = suppression.rules.iter().filter(is_unused).collect();
            let place = match suppression.scope {
                Scope::File => "in this file",
                Scope::Line(_) => "here",
            };
            if unused.len() == suppression.rules.len() && !suppression.has_unknown {
                let names: Vec<String> =
                    unused.iter().map(|named| format!("`{}`", named.rule.name)).collect();
                let verb = if names.len() == 1 { "is" } else { "are" };
                findings
                    .report(
                        to_span(&suppression.comment),
                        format!("{} {verb} not reported {place}", names.join(" and ")),
                    )
                    .why(why)
                    .help("remove the comment")
                    .fix(
                        "remove the comment",
                        vec![Edit::delete(to_span(&self.removal(&suppression.comment)))],
                    );
                continue;
            }
            for named in unused {
                let name = named.rule.name;
                findings
                    .report(to_span(&named.span), format!("`{name}` is not reported {place}"))
                    .why(why)
                    .help(format!("remove `{name}` from the comment"))
                    .fix(
                        format!("remove `{name}`"),
                        vec![Edit::delete(to_span(&self.removal_of_name(&named.span)))],
                    );
            }
        }
    }

    fn comment(&mut self, comment: &Comment) {
        let span: Range<usize> = comment.span.into();
        let Some(source) = self.text.get(span.clone()) else { return };
        let Some(rest) = comment.text.strip_prefix(KEYWORD) else { return };
        let start = span.start + source.find(&*comment.text).unwrap_or_default() + KEYWORD.len();
        let (is_file, rest, start) = match rest.strip_prefix("-file") {
            Some(rest) => (true, rest, start + "-file".len()),
            None => (false, rest, start),
        };
        if !rest.is_empty() && !rest.starts_with([' ', '\t', ':']) {
            let word = comment.text.split([' ', '\t', ':']).next().unwrap_or_default();
            let help = format!("write `{KEYWORD}` for a line, or `{KEYWORD}-file` for the file");
            self.invalid(span, format!("there is no comment `{word}`"), help);
            return;
        }
        let keyword = if is_file { "rutter-ignore-file" } else { KEYWORD };
        let (names, reason) = rest.split_once(':').unwrap_or((rest, ""));
        let (rules, has_unknown) = self.names(names, start);
        if rules.is_empty() && !has_unknown {
            let help =
                format!("name the rule and the reason: `// {keyword} unknown-href: served by the proxy`");
            self.invalid(span, format!("`{keyword}` names no rule"), help);
            return;
        }
        if reason.trim().is_empty() {
            let help = format!("write it behind a colon: `// {keyword} {}: the reason`", names.trim());
            self.invalid(span, format!("`{keyword}` gives no reason"), help);
            return;
        }
        let in_braces = self.with_braces(&span);
        let scope = if is_file {
            if self.facts[self.facts.body]
                .first()
                .is_some_and(|first| self.facts[*first].span.start < comment.span.start)
            {
                let help = format!("move it to the top of the file, or write `{KEYWORD}` for one line");
                self.invalid(span, format!("`{keyword}` stands behind the first statement"), help);
                return;
            }
            Scope::File
        } else {
            Scope::Line(self.line_of(&in_braces))
        };
        self.suppressions.push(Suppression { comment: in_braces, scope, rules, has_unknown });
    }

    fn invalid(&mut self, span: Range<usize>, message: String, help: String) {
        let why = "the comment is not obeyed, so what it is about is reported all the same";
        self.invalid.push(Invalid { span, message, why, help });
    }

    /// The rules that a list names, which starts at the byte `start`, and whether it names something else too.
    fn names(&mut self, list: &str, start: usize) -> (Vec<Named>, bool) {
        let (mut rules, mut has_unknown) = (Vec::new(), false);
        let mut at = start;
        for part in list.split(',') {
            let name = part.trim();
            let from = at + (part.len() - part.trim_start().len());
            at += part.len() + 1;
            if name.is_empty() {
                continue;
            }
            let span = from..from + name.len();
            match registry::find(name) {
                Some(rule) => rules.push(Named { rule, span, is_used: false }),
                None => {
                    has_unknown = true;
                    let help = match registry::nearest(name) {
                        Some(near) => format!("did you mean `{}`?", near.name),
                        None => "`rutter explain` lists the rules".to_owned(),
                    };
                    self.invalid(span, format!("there is no rule `{name}`"), help);
                }
            }
        }
        (rules, has_unknown)
    }

    /// The comment with the braces that are around it alone: `{/* comment */}`.
    fn with_braces(&self, comment: &Range<usize>) -> Range<usize> {
        let before = self.text[..comment.start].trim_end_matches([' ', '\t']);
        let after = &self.text[comment.end..];
        let behind = after.trim_start_matches([' ', '\t']);
        match before.strip_suffix('{') {
            Some(before) if behind.starts_with('}') => {
                before.len()..comment.end + (after.len() - behind.len()) + 1
            }
            _ => comment.clone(),
        }
    }

    /// The line that a comment is about.
    fn line_of(&self, comment: &Range<usize>) -> Range<usize> {
        let is_alone = self.text[self.line_start(comment.start)..comment.start].trim().is_empty();
        let at = if is_alone { self.next_code(comment.end) } else { comment.start };
        let start = self.line_start(at);
        start..self.text[at..].find('\n').map_or(self.text.len(), |end| at + end)
    }

    /// The next byte that is neither white space nor in a comment. A comment of JSX is one with its braces.
    fn next_code(&self, from: usize) -> usize {
        let mut at = from;
        loop {
            let rest = &self.text[at..];
            let code = rest.trim_start();
            at += rest.len() - code.len();
            let in_braces = code.strip_prefix('{').map(str::trim_start).filter(|code| code.starts_with("/*"));
            if code.starts_with("//") {
                at += code.find('\n').unwrap_or(code.len());
            } else if code.starts_with("/*") {
                at += code.find("*/").map_or(code.len(), |end| end + 2);
            } else if let Some(comment) = in_braces
                && let Some(end) = comment.find("*/")
                && let Some(behind) = comment[end + 2..].trim_start().strip_prefix('}')
            {
                at += code.len() - behind.len();
            } else {
                return at;
            }
        }
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// What goes with a comment: its line if nothing else is on it, else the white space before it.
    fn removal(&self, comment: &Range<usize>) -> Range<usize> {
        let line = self.line_start(comment.start);
        let end = self.text[comment.end..].find('\n').map_or(self.text.len(), |end| comment.end + end + 1);
        let before = &self.text[line..comment.start];
        let is_alone = before.trim().is_empty();
        if is_alone && self.text[comment.end..end].trim().is_empty() {
            return line..end;
        }
        if is_alone {
            let behind = &self.text[comment.end..];
            return comment.start
                ..comment.end + (behind.len() - behind.trim_start_matches([' ', '\t']).len());
        }
        line + before.trim_end_matches([' ', '\t']).len()..comment.end
    }

    /// What goes with a name that is not the only one: the comma before it, or else the one behind.
    fn removal_of_name(&self, name: &Range<usize>) -> Range<usize> {
        let before = self.text[..name.start].trim_end();
        if before.ends_with(',') {
            return before.len() - 1..name.end;
        }
        let rest = &self.text[name.end..];
        let behind = rest.trim_start().strip_prefix(',').map_or(rest, str::trim_start);
        name.start..name.end + (rest.len() - behind.len())
    }
}

/// The places that a finding belongs to, by their bytes.
fn starts(facts: &Facts, span: Span) -> Vec<usize> {
    let holds = |outer: &Span| outer.start <= span.start && span.start < outer.end.max(outer.start + 1);
    let innermost = |spans: &mut dyn Iterator<Item = Span>| {
        spans.filter(holds).min_by_key(|outer| outer.end - outer.start).map(|outer| outer.start as usize)
    };
    let statement = innermost(&mut facts.statements.iter().map(|statement| statement.span));
    let element = innermost(&mut facts.jsx.iter().map(|jsx| facts[jsx.expr].span));
    [Some(span.start as usize), statement, element].into_iter().flatten().collect()
}

/// Facts count bytes in 32 bits.
fn to_span(range: &Range<usize>) -> Span {
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span { start: byte(range.start), end: byte(range.end) }
}

#[cfg(test)]
mod tests {
    use rutter_syntax::read_facts;

    use super::*;

    /// A finding starts where `$` stands.
    #[test]
    fn a_comment_is_about_what_begins_on_its_line_or_the_next() {
        let ignore = "rutter-ignore syntax-error: a reason";
        for (source, is_suppressed) in [
            ("// IGNORE\nf($x)\n", true),
            ("f($x) // IGNORE\n", true),
            ("f($x) /* IGNORE */\n", true),
            ("f(/* IGNORE */ $x)\n", true),
            ("f($x)\n// IGNORE\n", false),
            ("// IGNORE\nf(x)\nf($x)\n", false),
            ("f(x) // IGNORE\nf($x)\n", false),
            // Between the comment and the code there may be other comments and empty lines.
            ("// IGNORE\n\n// @ts-expect-error\n/* a\n b */\nf($x)\n", true),
            ("/* IGNORE */ f($x)\n", true),
            ("/*\n * IGNORE\n */\nf($x)\n", true),
            // The statement begins on the line.
            ("// IGNORE\nf(\n  a,\n  $x,\n)\n", true),
            ("f(a, // IGNORE\n  $x,\n)\n", true),
            ("// IGNORE\nfunction f() {\n  $x()\n}\n", false),
            ("// IGNORE\nfunction f(\n  $x = 1,\n) {}\n", true),
            // The element begins on the line.
            ("const a = <p>\n  {/* IGNORE */}\n  <B\n    c={$x}\n  />\n</p>\n", true),
            ("const a = <p>\n  <B>{/* IGNORE */}\n    <C d={$x} />\n  </B>\n</p>\n", false),
            ("const a = <p>\n  {/* IGNORE */}\n  {/* b */}\n  <B c={$x} />\n</p>\n", true),
            ("const a = <p>\n  {/* IGNORE */}\n  {$x}\n</p>\n", true),
            ("const a = <p>\n  {/* IGNORE */}\n  <B>\n    <C d={$x} />\n  </B>\n</p>\n", false),
            // The whole file.
            ("'use client'\n// FILE\nf(a)\nf($x)\n", true),
            ("f(a)\n// FILE\nf($x)\n", false),
            // What is about another rule, or about nothing, is not about this.
            ("// rutter-ignore unused-suppression: a reason\nf($x)\n", false),
            ("// rutter-ignore unused-suppression, syntax-error: a reason\nf($x)\n", true),
            ("// rutter-ignore no-such-rule, syntax-error: a reason\nf($x)\n", true),
            ("// rutter-ignore syntax-error\nf($x)\n", false),
            ("// rutter-ignore: syntax-error\nf($x)\n", false),
            ("// IGNORE", false),
        ] {
            let source =
                source.replace("IGNORE", ignore).replace("FILE", &ignore.replace("ignore", "ignore-file"));
            for source in [source.clone(), source.replace('\n', "\r\n")] {
                let at = source.find('$').unwrap_or(source.len());
                let text = source.replace('$', "");
                let facts = read_facts("a.tsx", &text);
                assert!(facts.syntax_errors.is_empty(), "{source}");
                let mut suppressions = Suppressions::read(&facts, &text);
                let rule = registry::find("syntax-error").unwrap();
                let is_found = suppressions.suppress(rule, to_span(&(at..at + 1)));
                assert_eq!(is_found, is_suppressed, "{source}");
            }
        }
    }
}
