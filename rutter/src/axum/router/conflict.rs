//! Endpoints that cannot stand beside each other in one router, found while compiling.

use crate::const_text::equal;
use crate::endpoint::Endpoint;

/// Two endpoints that cannot stand beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    first: usize,
    second: usize,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// They answer the same requests.
    SameRequests,
    /// axum's router has one param in one place: `[x]` and `[...x]` cannot stand beside each other there.
    SamePlace,
}

/// The first two endpoints of a list that are in each other's way.
pub const fn conflict(endpoints: &[Endpoint]) -> Option<Conflict> {
    let mut second = 1;
    while second < endpoints.len() {
        let mut first = 0;
        while first < second {
            if let Some(kind) = between(&endpoints[first], &endpoints[second]) {
                return Some(Conflict { first, second, kind });
            }
            first += 1;
        }
        second += 1;
    }
    None
}

impl Conflict {
    /// Whether the endpoint at this place is in the way of one before it.
    pub const fn is_at(conflict: Option<Self>, at: usize) -> bool {
        match conflict {
            Some(conflict) => conflict.second == at,
            None => false,
        }
    }

    /// The message, piece by piece. Without a conflict there is none.
    pub const fn parts(conflict: Option<Self>, endpoints: &[Endpoint]) -> [&'static str; 9] {
        let Some(Self { first, second, kind }) = conflict else { return [""; 9] };
        let (first, second) = (&endpoints[first], &endpoints[second]);
        let (verb, advice) = match kind {
            Kind::SameRequests => {
                ("` answer the same requests: ", "; change the method or the path of one of them")
            }
            Kind::SamePlace => (
                "` cannot be told apart by axum, which has either `[x]` or `[...x]` in one place of a path: ",
                "; put a segment of plain text before the param of one of them",
            ),
        };
        let (and, other) = match equal(first.pattern, second.pattern) {
            true => ("", ""),
            false => (" and ", second.pattern),
        };
        ["`", first.name, "` and `", second.name, verb, first.pattern, and, other, advice]
    }
}

const fn between(first: &Endpoint, second: &Endpoint) -> Option<Kind> {
    // The stub of an endpoint with mistakes has no name; its mistakes are told elsewhere.
    if first.name.is_empty() || second.name.is_empty() {
        return None;
    }
    let same_method = first.method as u8 == second.method as u8;
    match compare(first.pattern, second.pattern) {
        Compared::Same if same_method => Some(Kind::SameRequests),
        Compared::SamePlace => Some(Kind::SamePlace),
        Compared::Same | Compared::Different => None,
    }
}

enum Compared {
    Same,
    Different,
    SamePlace,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    End,
    Text,
    Param,
    CatchAll,
    OptionalCatchAll,
}

/// Goes through two patterns segment by segment.
const fn compare(first: &str, second: &str) -> Compared {
    let (first, second) = (first.as_bytes(), second.as_bytes());
    let (mut a, mut b) = ((0, 0), (0, 0));
    let mut same_so_far = true;
    loop {
        (a, b) = (segment(first, a.1), segment(second, b.1));
        match (level(first, a), level(second, b)) {
            (Level::End | Level::OptionalCatchAll, Level::End | Level::OptionalCatchAll)
            | (Level::CatchAll, Level::CatchAll) => {
                return if same_so_far { Compared::Same } else { Compared::Different };
            }
            // `[...x]` and `[[...x]]` are one place, and one of them takes what the other takes.
            (Level::CatchAll | Level::OptionalCatchAll, Level::CatchAll | Level::OptionalCatchAll) => {
                return Compared::SamePlace;
            }
            (Level::CatchAll | Level::OptionalCatchAll, Level::Param)
            | (Level::Param, Level::CatchAll | Level::OptionalCatchAll) => return Compared::SamePlace,
            (Level::Text, Level::Text) if same(first, a, second, b) => {}
            // To axum, two params are the same whatever text is around them.
            (Level::Param, Level::Param) => same_so_far = same_so_far && same_affixes(first, a, second, b),
            _ => return Compared::Different,
        }
    }
}

/// The next segment as a range of bytes; empty at the end.
const fn segment(path: &[u8], from: usize) -> (usize, usize) {
    let mut start = from;
    while start < path.len() && path[start] == b'/' {
        start += 1;
    }
    let mut end = start;
    while end < path.len() && path[end] != b'/' {
        end += 1;
    }
    (start, end)
}

const fn level(path: &[u8], (start, end): (usize, usize)) -> Level {
    if start == end {
        return Level::End;
    }
    match find(path, (start, end), b'[') {
        Some(open) if find(path, (open, end), b']').is_some() => {
            if open == start && starts_with(path, (open + 1, end), b"[...") {
                Level::OptionalCatchAll
            } else if open == start && starts_with(path, (open + 1, end), b"...") {
                Level::CatchAll
            } else {
                Level::Param
            }
        }
        _ => Level::Text,
    }
}

const fn same_affixes(first: &[u8], a: (usize, usize), second: &[u8], b: (usize, usize)) -> bool {
    match (around(first, a), around(second, b)) {
        (Some((a_open, a_close)), Some((b_open, b_close))) => {
            same(first, (a.0, a_open), second, (b.0, b_open))
                && same(first, (a_close, a.1), second, (b_close, b.1))
        }
        _ => false,
    }
}

/// Where the first param of a segment begins and where it ends.
const fn around(path: &[u8], (start, end): (usize, usize)) -> Option<(usize, usize)> {
    let Some(open) = find(path, (start, end), b'[') else { return None };
    let Some(close) = find(path, (open, end), b']') else { return None };
    Some((open, close))
}

const fn find(path: &[u8], (mut at, end): (usize, usize), byte: u8) -> Option<usize> {
    while at < end {
        if path[at] == byte {
            return Some(at);
        }
        at += 1;
    }
    None
}

const fn starts_with(path: &[u8], (from, end): (usize, usize), start: &[u8]) -> bool {
    let mut at = 0;
    while at < start.len() {
        if from + at >= end || path[from + at] != start[at] {
            return false;
        }
        at += 1;
    }
    true
}

const fn same(first: &[u8], a: (usize, usize), second: &[u8], b: (usize, usize)) -> bool {
    let (mut at_a, mut at_b) = (a.0, b.0);
    while at_a < a.1 && at_b < b.1 && first[at_a] == second[at_b] {
        at_a += 1;
        at_b += 1;
    }
    at_a == a.1 && at_b == b.1
}

#[cfg(test)]
mod tests {
    use rutter_contract::Method;

    use super::{Conflict, conflict};
    use crate::const_text::{concat, length, utf8};
    use crate::endpoint::Endpoint;

    fn message(first: (Method, &'static str), second: (Method, &'static str)) -> String {
        let endpoint =
            |name, (method, pattern)| Endpoint { method, pattern, name, doc: None, describe: |_, _| {} };
        let endpoints = [endpoint("one", first), endpoint("two", second)];
        conflict(&endpoints)
            .map_or_else(String::new, |found| Conflict::parts(Some(found), &endpoints).concat())
    }

    #[test]
    fn endpoints_that_are_in_each_others_way() {
        use Method::{Get, Post};
        let same = "answer the same requests";
        let place = "cannot be told apart by axum";
        let table = [
            ((Get, "/a"), (Get, "/a"), same),
            ((Get, "/a"), (Post, "/a"), ""),
            ((Get, "/a/[x]"), (Get, "/a/[y]"), same),
            ((Get, "/a/[x]"), (Get, "/a/b"), ""),
            ((Get, "/a/[x]"), (Get, "/a/[x]/c"), ""),
            ((Get, "/a/[x]/c"), (Post, "/a/[y]/d"), ""),
            ((Get, "/a/[...x]"), (Post, "/a/[x]"), place),
            ((Get, "/a/[[...x]]"), (Post, "/a/[x]/b"), place),
            ((Get, "/a/[[...x]]"), (Get, "/a"), same),
            ((Get, "/a/[[...x]]"), (Post, "/a"), ""),
            ((Get, "/a/[[...x]]"), (Get, "/a/b"), ""),
            ((Get, "/a/[[...x]]"), (Post, "/a/[...x]"), place),
            ((Get, "/[[...x]]"), (Get, "/"), same),
            ((Get, "/[l]/[x].json"), (Get, "/[l]/[x]"), ""),
            ((Get, "/[l]/[x].json"), (Get, "/[l]/[y].json"), same),
            ((Get, "/[l]/[x].json"), (Get, "/[l]/[...x]"), place),
            ((Get, "/[l]/[x].json/[y]"), (Get, "/[l]/[x]/[...y]"), place),
        ];
        for (first, second, part) in table {
            for (first, second) in [(first, second), (second, first)] {
                let message = message(first, second);
                assert_eq!(message.is_empty(), part.is_empty(), "{first:?} {second:?}: {message}");
                assert!(message.contains(part), "{first:?} {second:?}: {message}");
            }
        }
    }

    #[test]
    fn the_message_is_made_while_compiling() {
        const PARTS: &[&str] = &["a", "b"];
        assert_eq!(utf8(&concat::<{ length(PARTS) }>(PARTS)), "ab");
    }
}
