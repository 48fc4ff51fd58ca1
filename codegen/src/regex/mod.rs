//! Regular expressions of Rust as patterns of JavaScript that match exactly the same texts.
//!
//! What the expression means is taken from the HIR of `regex-syntax`, in which flags, case folding and Unicode classes
//! are resolved to ranges of code points. Unicode classes stay ranges: the tables of JavaScript engines are of other
//! versions of Unicode (Node 20 has 15.1, `regex` has 16), and `\d`, `\w` and `\s` mean something else there.
//!
//! A pattern is only given where JavaScript, which backtracks, cannot be made to take much longer than Rust, which does
//! not: see [`steps`].

mod automaton;
mod class;
mod print;
mod steps;
mod text;
mod trim;

use std::fmt;

use regex_syntax::hir::{Hir, HirKind, Look};

use print::Dialect;

/// The flags with which a pattern is to be used.
pub const FLAGS: &str = "u";

/// The most bytes of a pattern: a script that is loaded in a browser should not be mostly one pattern.
const MAX_LENGTH: usize = 32 * 1024;

/// Any number of characters.
const ANYTHING: &str = "[\\s\\S]*";

/// Why a regular expression is left to the server, as a clause about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerOnly(String);

impl ServerOnly {
    fn new(reason: &str) -> Self {
        Self(reason.to_owned())
    }
}

impl fmt::Display for ServerOnly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The source of a JavaScript `RegExp` with [`FLAGS`] whose `test` says of every text what `Regex::is_match` of the `regex`
/// crate says. A text is a string without lone surrogates.
///
/// It can stand between two slashes and, escaped as any other text, in a string, and is the `pattern` of a JSON Schema.
pub fn javascript(regex: &str) -> Result<String, ServerOnly> {
    let hir = parse(regex)?;
    let pattern = if may_be_between_halves(&hir) {
        format!("^{ANYTHING}?{}", print::part(&hir, Dialect::Script))
    } else {
        print::whole(&hir)
    };
    bounded(pattern)
}

/// The pattern of the texts that have this text in them.
pub(crate) fn literal(text: &str) -> String {
    let mut pattern = String::new();
    text.chars().for_each(|char| text::literal(char, &mut pattern));
    pattern
}

/// The value of the HTML attribute `pattern`, which has the flag `v` (or `u` in older browsers), with which a browser takes the texts that `Regex::is_match` takes; an empty text
/// is never asked. `None` where it is left to the server.
pub fn html_pattern(regex: &str) -> Option<String> {
    let hir = parse(regex).ok()?;
    let parts = match hir.kind() {
        HirKind::Concat(parts) => parts.as_slice(),
        _ => std::slice::from_ref(&hir),
    };
    let is = |part: Option<&Hir>, look: Look| part.is_some_and(|part| *part.kind() == HirKind::Look(look));
    let from = usize::from(is(parts.first(), Look::Start));
    let to = parts.len() - usize::from(is(parts.last(), Look::End));
    // A browser asks whether the whole text matches, and has no flag that would let it find a part.
    let anything = |anchored: bool| if anchored { "" } else { ANYTHING };
    let (before, after) = (anything(from > 0), anything(to < parts.len()));
    let inner = print::part(&Hir::concat(parts.get(from..to)?.to_vec()), Dialect::Attribute);
    bounded(format!("{before}{inner}{after}")).ok()
}

/// What an expression means, as far as the answer to `is_match` goes, where JavaScript can give it.
fn parse(regex: &str) -> Result<Hir, ServerOnly> {
    let hir = regex_syntax::parse(regex)
        .map_err(|_| ServerOnly::new("it is no expression of the `regex` crate"))?;
    let hir = trim::trim(&hir);
    steps::bounded(&hir).map_err(|too_long| ServerOnly::new(too_long.reason()))?;
    Ok(hir)
}

/// Whether a match that has no character could be found between the two units of one: V8 also looks there, and takes both for
/// nothing. Such a pattern has to go through the text itself.
fn may_be_between_halves(hir: &Hir) -> bool {
    let looks = hir.properties().look_set().iter();
    let mut inner = looks.filter(|look| !matches!(look, Look::Start | Look::End));
    hir.properties().minimum_len() == Some(0) && inner.next().is_some()
}

fn bounded(pattern: String) -> Result<String, ServerOnly> {
    if pattern.len() > MAX_LENGTH {
        let length = pattern.len() / 1024;
        return Err(ServerOnly(format!(
            "it would take {length} kB of JavaScript: write `[0-9]`, `(?-u:\\w)` or `(?-u:\\b)` where ASCII is meant"
        )));
    }
    Ok(pattern)
}

#[cfg(test)]
mod tests;
