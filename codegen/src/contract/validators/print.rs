//! The words of a library for a node, and how they are laid out.

use serde_json::Value;

use super::imports::Imports;
use super::node::Node;

/// How a library writes schemas.
pub(super) trait Dialect {
    /// The file's name in the output folder.
    fn file(&self) -> &'static str;
    /// That of the runtime file that its schemas share.
    fn runtime(&self) -> &'static str;
    /// What that exports.
    fn helpers(&self) -> &'static [&'static str];
    /// Those of them that are types.
    fn types(&self) -> &'static [&'static str];
    /// The import of the library.
    fn import(&self) -> &'static str;
    /// The comment at the top of the file.
    fn doc(&self) -> &'static str;
    /// A node in TypeScript. What it names is noted.
    fn schema(&self, node: &Node, imports: &Imports) -> Schema;
}

/// A schema in TypeScript. Both texts may have several lines.
#[derive(Debug)]
pub(super) struct Schema {
    pub(super) expression: String,
    /// The type of the expression.
    pub(super) ty: String,
}

impl Schema {
    pub(super) fn new(expression: impl Into<String>, ty: impl Into<String>) -> Self {
        Self { expression: expression.into(), ty: ty.into() }
    }
}

/// A default, made anew each time where somebody could change it.
pub(super) fn default(value: &Value, fits: bool) -> String {
    let cast = if fits { "" } else { " as never" };
    match value {
        Value::Object(_) => format!("() => ({value}{cast})"),
        Value::Array(_) => format!("() => {value}{cast}"),
        value => format!("{value}{cast}"),
    }
}

/// How long a line of arguments or fields is at most.
const LONGEST: usize = 100;

/// `name(a, b)`, with a line for each argument where one is long.
pub(super) fn call(name: &str, arguments: &[String]) -> String {
    enclosed(&format!("{name}("), arguments, ",", ")")
}

/// `{ a, b }`
pub(super) fn braces(parts: &[String], separator: &str) -> String {
    match parts {
        [] => "{}".to_owned(),
        parts if is_short(parts) => format!("{{ {} }}", parts.join(&format!("{separator} "))),
        parts => lines("{", parts, separator, "}"),
    }
}

/// `[a, b]`
pub(super) fn brackets(parts: &[String]) -> String {
    enclosed("[", parts, ",", "]")
}

/// `Name<a, b>`
pub(super) fn generic(name: &str, arguments: &[String]) -> String {
    // The last one may not have a comma behind it in TypeScript.
    let text = arguments.join(", ");
    format!("{name}<{text}>")
}

fn enclosed(open: &str, parts: &[String], separator: &str, close: &str) -> String {
    let whole = format!("{open}{}{close}", parts.join(&format!("{separator} ")));
    // One argument may have lines of its own: `z.object({`, `}, says("..."))`.
    let several = parts.iter().filter(|part| part.contains('\n')).count();
    let fits = |line: Option<&str>| line.is_none_or(|line| line.len() <= LONGEST);
    if several <= 1
        && parts.len() <= 2 + 100 * usize::from(several == 0)
        && fits(whole.lines().next())
        && fits(whole.lines().last())
    {
        return whole;
    }
    lines(open, parts, separator, close)
}

fn is_short(parts: &[String]) -> bool {
    parts.iter().map(|part| part.len() + 2).sum::<usize>() <= LONGEST
        && parts.iter().all(|part| !part.contains('\n'))
}

fn lines(open: &str, parts: &[String], separator: &str, close: &str) -> String {
    let parts: String =
        parts.iter().map(|part| format!("  {}{separator}\n", part.replace('\n', "\n  "))).collect();
    format!("{open}\n{parts}{close}")
}
