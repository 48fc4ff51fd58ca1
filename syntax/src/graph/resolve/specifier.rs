//! What kind of request a specifier makes, by its text.

use std::sync::Arc;

/// Packages that rules know by name. Their files would tell nothing more, and Next replaces most of them.
const NEVER_READ: [&str; 5] = ["next", "react", "react-dom", "server-only", "client-only"];

/// A specifier by kind, without its query (`./a.svg?url`).
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Specifier<'s> {
    /// `./a`, `../a`, `.`, `..`.
    Relative(&'s str),
    /// `a`, `@a/b`, `#a`, `@/a`.
    Bare(&'s str),
    /// `node:fs`, without `node:`.
    Builtin(&'s str),
    /// A package that is never read.
    NeverRead(&'s str),
    /// A URL, a request with a webpack loader, an absolute path, nothing.
    Ignored,
}

impl<'s> Specifier<'s> {
    pub(super) fn of(text: &'s str) -> Self {
        // A `?` cannot be part of a file's name on every system, and bundlers never take it for one.
        let text = text.split_once('?').map_or(text, |(before, _)| before);
        if let Some(name) = text.strip_prefix("node:") {
            return Self::Builtin(name);
        }
        if is_relative(text) {
            return Self::Relative(text);
        }
        if text.is_empty()
            || text.starts_with('/')
            || text.bytes().any(|byte| matches!(byte, b'!' | b'\\' | 0))
            || has_scheme(text)
        {
            return Self::Ignored;
        }
        let package = package_name(text);
        if NEVER_READ.contains(&package) { Self::NeverRead(package) } else { Self::Bare(text) }
    }
}

/// Whether a specifier, with its query or without, is one that the folder decides about.
pub(super) fn is_relative(text: &str) -> bool {
    let inside = text.strip_prefix("..").or_else(|| text.strip_prefix('.'));
    inside.is_some_and(|inside| inside.is_empty() || inside.starts_with(['/', '?']))
}

/// The package of a bare specifier: its first part, or its first two if the first is a scope.
pub(super) fn package_name(specifier: &str) -> &str {
    let Some((first, rest)) = specifier.split_once('/') else { return specifier };
    if !first.starts_with('@') {
        return first;
    }
    let second = rest.find('/').unwrap_or(rest.len());
    &specifier[..first.len() + 1 + second]
}

/// Whether a package on the registry can have this name. `@/lib` and `~/lib` are aliases that a tsconfig declares,
/// and never packages.
pub(super) fn can_be_package(specifier: &str) -> bool {
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphanumeric())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
    };
    match package_name(specifier).strip_prefix('@') {
        Some(scoped) => scoped.split_once('/').is_some_and(|(scope, name)| is_name(scope) && is_name(name)),
        None => is_name(package_name(specifier)),
    }
}

/// Whether a package would tell something if it were installed.
pub(in super::super) fn is_worth_reading(package: &str) -> bool {
    can_be_package(package) && !NEVER_READ.contains(&package)
}

/// The package of a bare specifier, to keep.
pub(super) fn package(specifier: &str) -> Arc<str> {
    package_name(specifier).into()
}

fn has_scheme(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn specifiers_are_told_apart_by_their_text() {
        use Specifier::{Bare, Builtin, Ignored, NeverRead, Relative};
        for (text, expected) in [
            ("./a", Relative("./a")),
            ("..", Relative("..")),
            ("./a.svg?url", Relative("./a.svg")),
            ("..?url", Relative("..")),
            (".hidden", Bare(".hidden")),
            ("..hidden", Bare("..hidden")),
            ("...", Bare("...")),
            ("node:fs/promises", Builtin("fs/promises")),
            ("fs", Bare("fs")),
            ("next/headers", NeverRead("next")),
            ("next-auth", Bare("next-auth")),
            ("react-dom/client", NeverRead("react-dom")),
            ("@acme/ui/button?raw", Bare("@acme/ui/button")),
            ("#db", Bare("#db")),
            ("https://esm.sh/x", Ignored),
            ("data:text/javascript,1", Ignored),
            ("!!raw-loader!./a", Ignored),
            ("/logo.png", Ignored),
            ("", Ignored),
        ] {
            assert_eq!(Specifier::of(text), expected, "{text}");
            assert_eq!(is_relative(text), matches!(expected, Relative(_)), "{text}");
        }
    }

    #[test]
    fn an_alias_is_known_by_a_name_that_no_package_can_have() {
        for name in ["a", "@acme/ui", "@acme/ui/button", "lodash.merge/x"] {
            assert!(can_be_package(name), "{name}");
        }
        for name in ["@/lib", "~/lib", "#db", "$lib/x", "@acme"] {
            assert!(!can_be_package(name), "{name}");
        }
    }
}
