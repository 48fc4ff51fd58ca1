//! What the text of a directive means to Next.
//!
//! The answers are those of the compiler of Next 16.4.6, asked for about a hundred spellings. It knows three
//! directives, tells two misspelled ones, and takes no notice of anything else: `'use memo'`, `'use workflow'` and the
//! like belong to other tools.

/// What a directive says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning<'t> {
    /// `use client`.
    Client,
    /// `use server`.
    Server,
    /// `use cache`, or `use cache: kind` with its kind.
    Cache(Option<&'t str>),
    /// Something that Next refuses and takes for a misspelled `use server` or `use cache`.
    Misspelled(Known<'t>),
    /// Something that can only mean one of the three, of which Next takes no notice.
    Unnoticed(&'static str),
    /// Something else.
    Other,
}

/// What was meant by a misspelled directive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known<'t> {
    /// `use server`.
    Server,
    /// `use cache`, or `use cache: kind`.
    Cache(Option<&'t str>),
}

impl<'t> Meaning<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        match text {
            "use client" => return Self::Client,
            "use server" => return Self::Server,
            "use cache" => return Self::Cache(None),
            "use action" => return Self::Misspelled(Known::Server),
            _ => {}
        }
        if let Some(rest) = text.strip_prefix("use cache") {
            return match rest.strip_prefix(": ") {
                Some(kind) if !kind.is_empty() => Self::Cache(Some(kind)),
                _ => Self::Misspelled(Known::Cache(kind_of(rest))),
            };
        }
        if is_near(text, "use server") {
            return Self::Misspelled(Known::Server);
        }
        if is_near(text, "use cache") {
            return Self::Misspelled(Known::Cache(None));
        }
        match ["use client", "use server", "use cache"]
            .into_iter()
            .find(|known| is_same_but_for_case(text, known))
        {
            Some(meant) => Self::Unnoticed(meant),
            None if is_near(text, "use client") => Self::Unnoticed("use client"),
            None => Self::Other,
        }
    }
}

impl Known<'_> {
    /// The directive as it is spelled.
    pub(super) fn spelling(self) -> String {
        match self {
            Self::Server => "use server".to_owned(),
            Self::Cache(None) => "use cache".to_owned(),
            Self::Cache(Some(kind)) => format!("use cache: {kind}"),
        }
    }
}

/// Whether a text begins as `use cache` does. Next takes all of these for the directive before it looks at the rest.
pub(super) fn begins_as_cache(text: &str) -> bool {
    text.starts_with("use cache")
}

/// The kind that is meant behind `use cache`, where something stands between the two: ` remote`, `:remote`.
fn kind_of(rest: &str) -> Option<&str> {
    let kind = rest.trim_start_matches([' ', ':']);
    (kind.len() < rest.len() && !kind.is_empty()).then_some(kind)
}

/// Whether Next takes a text for another one that is misspelled: one character is added, missing or different, or two
/// are different.
fn is_near(text: &str, known: &str) -> bool {
    let (text, known): (Vec<char>, Vec<char>) = (text.chars().collect(), known.chars().collect());
    let same_start = text.iter().zip(&known).take_while(|(a, b)| a == b).count();
    match (text.len(), known.len()) {
        (a, b) if a == b => text.iter().zip(&known).filter(|(a, b)| a != b).count() <= 2,
        (a, b) if a == b + 1 => text[same_start + 1..] == known[same_start..],
        (a, b) if a + 1 == b => text[same_start..] == known[same_start + 1..],
        _ => false,
    }
}

/// Whether two texts have the same letters, whatever their case and what stands between the words.
fn is_same_but_for_case(text: &str, known: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| !matches!(c, ' ' | '-' | '_' | '\t')).flat_map(char::to_lowercase).collect()
    };
    text.len() <= known.len() + 2 && letters(text) == letters(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_mean_what_they_mean_to_next() {
        let server = Meaning::Misspelled(Known::Server);
        let cache = Meaning::Misspelled(Known::Cache(None));
        let remote = Meaning::Misspelled(Known::Cache(Some("remote")));
        let table: [(Meaning<'_>, &[&str]); 9] = [
            (Meaning::Client, &["use client"]),
            (Meaning::Server, &["use server"]),
            (Meaning::Cache(Some("remote")), &["use cache: remote"]),
            (
                server,
                &[
                    "use serve",
                    "user server",
                    "use sever",
                    "use srver",
                    "use serer",
                    "use serevr",
                    "use srever",
                    "us server",
                    "use cserver",
                    "use  server",
                    "use servers",
                    "use serves",
                    "useserver",
                    "use-server",
                    "use_server",
                    "Use Server",
                    "use Server",
                    "use server ",
                    " use server",
                    "use action",
                ],
            ),
            (
                cache,
                &[
                    "use cach",
                    "use cahce",
                    "use cache ",
                    "use  cache",
                    "usecache",
                    "use-cache",
                    "Use Cache",
                    "use ache",
                    "user cache",
                    "use caches",
                    "use cached",
                    "use cacher",
                    "use cacheable",
                    "use cache:",
                    "use cache: ",
                ],
            ),
            (remote, &["use cache remote", "use cache:remote", "use cache : remote"]),
            (
                Meaning::Unnoticed("use client"),
                &[
                    "use client ",
                    " use client",
                    "Use Client",
                    "USE CLIENT",
                    "use-client",
                    "use_client",
                    "useclient",
                    "use  client",
                    "use\tclient",
                    "use clinet",
                    "use cliet",
                    "use clients",
                    "user client",
                ],
            ),
            (Meaning::Unnoticed("use server"), &["USE SERVER", "USE-SERVER"]),
            (
                Meaning::Other,
                &[
                    "",
                    "use",
                    "use actions",
                    "use service",
                    "use severe",
                    "use nerve",
                    "use store",
                    "use cash",
                    "use catch",
                    "use case",
                    "use cases",
                    "use each",
                    "use card",
                    "use strict",
                    "use stric",
                    "use static",
                    "use asm",
                    "use memo",
                    "use no memo",
                    "use forget",
                    "use workflow",
                    "use step",
                    "use ssr",
                    "use node",
                    "use browser",
                    "use cookies",
                    "use edge",
                    "use dom",
                    "use dynamic",
                    "use worklet",
                    "client",
                    "use strict mode",
                ],
            ),
        ];
        for (meaning, texts) in table {
            for text in texts {
                assert_eq!(Meaning::of(text), meaning, "{text:?}");
            }
        }
    }
}
