//! Redirects and rewrites, and their `source` as route patterns.
//!
//! Next lists custom routes among its typed routes by translating their path-to-regexp source into its own notation
//! (Next 16.4: `convertCustomRouteSource`). What has no such notation is left out.

use crate::pattern::Pattern;
use crate::source::{Match, SourceParam, Token, parse};

/// A redirect or a rewrite of `next.config`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomRoute {
    /// The `source`, as written.
    pub source: String,
    /// Where it leads, as written, if that is known.
    pub destination: Option<String>,
    /// When Next tries it.
    pub phase: Phase,
    /// It has conditions (`has`, `missing`) that a path alone cannot decide.
    pub conditional: bool,
    /// `basePath` is not `false`: the source stands below the app's base path.
    pub below_base_path: bool,
    /// `locale` is not `false`: the source stands below each locale of `i18n`.
    pub below_locale: bool,
}

/// When Next tries a custom route, in this order: redirects and `beforeFiles` before any file, `afterFiles` after
/// static routes and public files, `fallback` after all routes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// A redirect.
    Redirect,
    /// A rewrite of `beforeFiles`.
    BeforeFiles,
    /// A rewrite of `afterFiles`, or of a plain list.
    AfterFiles,
    /// A rewrite of `fallback`.
    Fallback,
}

impl CustomRoute {
    /// A custom route without conditions, below the base path and the locales.
    pub fn new(source: impl Into<String>, phase: Phase) -> Self {
        Self {
            source: source.into(),
            destination: None,
            phase,
            conditional: false,
            below_base_path: true,
            below_locale: true,
        }
    }

    /// The route patterns that the source stands for: none where it has no equivalent, several where optional parts
    /// give several URLs. A source that cannot be parsed is taken as it is.
    pub fn patterns(&self) -> Vec<Pattern> {
        patterns_of_source(&self.source)
    }
}

/// Each optional part doubles the patterns of a source; one with more than these has no useful equivalent.
const MAX_FORKS: usize = 64;

fn patterns_of_source(source: &str) -> Vec<Pattern> {
    let Ok(tokens) = parse(source) else { return vec![Pattern::new(source)] };
    let mut routes = vec![String::new()];
    let mut names = Names::default();
    for token in tokens {
        match token {
            Token::Text(text) => append(&mut routes, &text),
            Token::Param(param) => {
                let name = names.of(&param);
                if !append_param(&mut routes, &param, &name) {
                    return Vec::new();
                }
            }
        }
    }
    let mut patterns: Vec<Pattern> = routes.into_iter().map(Pattern::new).collect();
    patterns.sort();
    patterns.dedup();
    patterns
}

/// The names of a source's parameters. path-to-regexp numbers unnamed groups from 0; Next takes the number 0 and the
/// empty name of a plain group for no name at all and calls those `slug`, `slug3`, `slug4` and so on.
#[derive(Default)]
struct Names {
    numbered: usize,
    slugs: usize,
}

impl Names {
    fn of(&mut self, param: &SourceParam) -> String {
        if let Some(name) = &param.name {
            return name.clone();
        }
        let plain_group = matches!(&param.matches, Match::Regex(regex) if regex.is_empty());
        if !plain_group {
            self.numbered += 1;
            if self.numbered > 1 {
                return (self.numbered - 1).to_string();
            }
        }
        self.slugs += 1;
        if self.slugs == 1 { "slug".to_owned() } else { format!("slug{}", self.slugs + 1) }
    }
}

/// Adds a parameter to every route so far. False if Next's notation has nothing for it.
fn append_param(routes: &mut Vec<String>, param: &SourceParam, name: &str) -> bool {
    let prefix = &param.prefix;
    match (param.modifier, &param.matches) {
        (Some('*'), _) => append(routes, &format!("{prefix}[[...{name}]]")),
        (Some('+'), _) => append(routes, &format!("{prefix}[...{name}]")),
        (Some(_), Match::Regex(text)) if is_plain(text) => {
            if routes.len() > MAX_FORKS {
                return false;
            }
            append(routes, prefix);
            let forks: Vec<String> = routes.iter().map(|route| format!("{route}{text}")).collect();
            routes.extend(forks);
        }
        (None, Match::Segment) => append(routes, &format!("{prefix}[{name}]")),
        (None, Match::Regex(regex)) if regex == ".*" => append(routes, &format!("{prefix}[[...{name}]]")),
        (None, Match::Regex(regex)) if regex == ".+" => append(routes, &format!("{prefix}[...{name}]")),
        _ => return false,
    }
    true
}

fn append(routes: &mut [String], text: &str) {
    for route in routes {
        route.push_str(text);
    }
}

fn is_plain(pattern: &str) -> bool {
    pattern.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'/')
}

#[cfg(test)]
mod tests {
    use super::patterns_of_source;

    /// Each row is what `next typegen` 16.4.6 listed for the source.
    #[test]
    fn sources() {
        let table: &[(&str, &[&str])] = &[
            ("/old", &["/old"]),
            ("/a/:id", &["/a/[id]"]),
            ("/a/:id/c/:rest*", &["/a/[id]/c/[[...rest]]"]),
            ("/a/:rest+", &["/a/[...rest]"]),
            ("/a/:rest(.*)", &["/a/[[...rest]]"]),
            ("/a/:rest(.+)", &["/a/[...rest]"]),
            ("/u/(.*)/v/(.*)/w", &["/u/[[...slug]]/v/[[...1]]/w"]),
            ("/a/:id(\\d+)", &[]),
            ("/:lang(en|fr)/a", &[]),
            ("/:file(.*\\.html)", &[]),
            ("/o/:id?", &[]),
            ("/o2/:id(abc)?", &["/o2/", "/o2/abc"]),
            ("/o3{/foo}?/bar", &["/o3/foo/bar"]),
            ("/f/:a-:b", &[]),
            ("/foo-:id", &["/foo-[id]"]),
            ("/f/@:user", &["/f/@[user]"]),
            ("/sitemap\\.xml", &["/sitemap.xml"]),
            ("/broken/:", &["/broken/:"]),
            ("{/a}?(.*)", &["/a[[...slug3]]"]),
            ("relative/:id", &["/relative/[id]"]),
        ];
        for (source, expected) in table {
            let got: Vec<String> = patterns_of_source(source).iter().map(ToString::to_string).collect();
            assert_eq!(got, *expected, "{source}");
        }
    }
}
