//! Whether the source of a redirect or rewrite matches a path, as path-to-regexp 6 does for Next: without regard to case,
//! and with regular expressions left undecided.

use std::collections::BTreeSet;

use crate::source::{Match, SourceParam, Token, parse};

/// What a source says of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Matches,
    Differs,
    /// Up to a regular expression of the user's the two agree.
    Undecided,
}

/// Judges a path: percent-encoded as sent, without a trailing slash. A source that does not parse matches only itself.
pub(super) fn judge(source: &str, path: &str) -> Verdict {
    let path = path.to_ascii_lowercase();
    let Ok(tokens) = parse(source) else {
        return if source.to_ascii_lowercase() == path { Verdict::Matches } else { Verdict::Differs };
    };
    // The ends of all ways to match the tokens so far. A path has few bytes, so the set stays small.
    let mut ends = BTreeSet::from([0]);
    for token in &tokens {
        ends = match token {
            Token::Text(text) => after_text(&path, &ends, text),
            Token::Param(param) if is_regex(param) => {
                return if ends.is_empty() { Verdict::Differs } else { Verdict::Undecided };
            }
            Token::Param(param) => after_param(&path, &ends, param),
        };
    }
    // A source that ends in `/` matches the path without it too.
    let rest = |end: &usize| matches!(&path[*end..], "" | "/");
    if ends.iter().any(rest) { Verdict::Matches } else { Verdict::Differs }
}

fn is_regex(param: &SourceParam) -> bool {
    matches!(&param.matches, Match::Regex(regex) if !regex.is_empty() && regex != ".*" && regex != ".+")
}

fn after_text(path: &str, starts: &BTreeSet<usize>, text: &str) -> BTreeSet<usize> {
    let text = text.to_ascii_lowercase();
    starts.iter().filter(|start| path[**start..].starts_with(&text)).map(|start| start + text.len()).collect()
}

/// One value, several with `+` or `*`, none with `?` or `*`. The text around a parameter is repeated with it.
fn after_param(path: &str, starts: &BTreeSet<usize>, param: &SourceParam) -> BTreeSet<usize> {
    let once = |starts: &BTreeSet<usize>| {
        let values = after_value(path, &after_text(path, starts, &param.prefix), &param.matches);
        after_text(path, &values, &param.suffix)
    };
    let mut reached = once(starts);
    if matches!(param.modifier, Some('*' | '+')) {
        let mut latest = reached.clone();
        while !latest.is_empty() {
            latest = once(&latest).difference(&reached).copied().collect();
            reached.extend(&latest);
        }
    }
    if matches!(param.modifier, Some('*' | '?')) {
        reached.extend(starts);
    }
    reached
}

fn after_value(path: &str, starts: &BTreeSet<usize>, matches: &Match) -> BTreeSet<usize> {
    let ends_of = |start: usize| -> Vec<usize> {
        let longest = match matches {
            Match::Regex(_) => path.len(),
            Match::Segment | Match::BoundedSegment => {
                path[start..].find('/').map_or(path.len(), |at| start + at)
            }
        };
        let least = match matches {
            Match::Regex(regex) if regex.is_empty() => return vec![start],
            Match::Regex(regex) if regex == ".*" => start,
            _ => start + 1,
        };
        (least..=longest).filter(|end| path.is_char_boundary(*end)).collect()
    };
    starts.iter().flat_map(|start| ends_of(*start)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Verdict, judge};

    /// The first rows are what a running Next 16.4.6 did; the others follow from path-to-regexp.
    #[test]
    fn sources() {
        use Verdict::{Differs, Matches, Undecided};
        let table = [
            ("/foo-:id", "/foo-7", Matches),
            ("/u/@:user", "/u/@bob", Matches),
            ("/Olt", "/olt", Matches),
            ("/old", "/%6Fld", Differs),
            ("/old", "/older", Differs),
            ("/a/:id", "/a/b/c", Differs),
            ("/a/:id", "/a", Differs),
            ("/a/:id?", "/a", Matches),
            ("/a/:rest*", "/a", Matches),
            ("/a/:rest*", "/a/b/c", Matches),
            ("/a/:rest+", "/a", Differs),
            ("/a/:rest+/end", "/a/b/c/end", Matches),
            ("/f/:a-:b", "/f/x-y", Matches),
            ("/a/:rest(.*)", "/a/b/c", Matches),
            ("/o{/foo}?/bar", "/o/bar", Matches),
            ("/a/:id(\\d+)", "/a/7", Undecided),
            ("/a/:id(\\d+)", "/b/7", Differs),
            ("/slash/", "/slash", Differs),
        ];
        for (source, path, verdict) in table {
            assert_eq!(judge(source, path), verdict, "{source} {path}");
        }
    }
}
