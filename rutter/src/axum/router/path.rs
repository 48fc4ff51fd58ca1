//! Paths in Next's notation as paths of axum.

use std::cmp::Ordering;

use rutter_routes::{ParamKind, Pattern, Segment};

/// The paths that axum matches for a pattern. Two are equal if they match the same: the names of params do not count.
#[derive(Clone, Debug)]
pub(super) struct Path(Vec<Part>);

#[derive(Clone, Debug)]
enum Part {
    Text(String),
    /// One segment. The name is for those who ask axum which path was matched.
    Param(String),
    /// All segments that are left; none at all, if optional.
    Rest {
        name: String,
        optional: bool,
    },
}

impl Path {
    pub(super) fn of(pattern: &str) -> Self {
        let pattern = Pattern::from(pattern);
        if !pattern.is_dynamic() {
            return Self(pattern.as_str().split('/').filter(|text| !text.is_empty()).map(text).collect());
        }
        let part = |segment: Segment<'_>| match segment {
            Segment::Static(plain) => text(plain),
            Segment::Dynamic(param) => match param.kind {
                ParamKind::CatchAll => Part::Rest { name: param.name, optional: false },
                ParamKind::OptionalCatchAll => Part::Rest { name: param.name, optional: true },
                ParamKind::Single | ParamKind::Optional => Part::Param(param.name),
            },
            // axum matches whole segments alone; `Choice` compares the text around the param.
            Segment::Affixed { param, .. } => Part::Param(param.name),
        };
        Self(pattern.segments().map(part).collect())
    }

    /// As axum writes them. An optional catch-all is two paths, because `{*rest}` matches no empty rest.
    pub(super) fn for_axum(&self) -> Vec<String> {
        let written = |parts: &[Part]| match parts {
            [] => "/".to_owned(),
            parts => parts.iter().map(Part::for_axum).collect(),
        };
        match self.0.split_last() {
            Some((Part::Rest { optional: true, .. }, before)) => vec![written(before), written(&self.0)],
            _ => vec![written(&self.0)],
        }
    }
}

impl Part {
    fn for_axum(&self) -> String {
        match self {
            Self::Text(text) => format!("/{}", text.replace('{', "{{").replace('}', "}}")),
            Self::Param(name) => format!("/{{{}}}", plain(name)),
            Self::Rest { name, .. } => format!("/{{*{}}}", plain(name)),
        }
    }

    /// What is matched, without names.
    fn matched(&self) -> (u8, &str) {
        match self {
            Self::Text(text) => (0, text),
            Self::Param(_) => (1, ""),
            Self::Rest { optional: false, .. } => (2, ""),
            Self::Rest { optional: true, .. } => (3, ""),
        }
    }
}

fn text(text: &str) -> Part {
    Part::Text(text.to_owned())
}

/// The name of a param without what means something to axum.
fn plain(name: &str) -> String {
    name.chars().map(|char| if matches!(char, '{' | '}' | '*' | '/') { '_' } else { char }).collect()
}

/// Whether a param of the pattern has text around it.
pub(super) fn has_affixes(pattern: &str) -> bool {
    let pattern = Pattern::from(pattern);
    pattern.is_dynamic() && pattern.segments().any(|segment| matches!(segment, Segment::Affixed { .. }))
}

/// Whether patterns of one [`Path`] also have the same text around their params.
pub(super) fn same_affixes(a: &str, b: &str) -> bool {
    affixes(a).eq(affixes(b))
}

/// The text before and after each param that has some, with the place of its segment.
pub(super) fn affixes(pattern: &str) -> impl Iterator<Item = (usize, &str, &str)> {
    let dynamic = Pattern::from(pattern).is_dynamic();
    let segments = pattern.split('/').filter(|text| !text.is_empty()).enumerate();
    segments.filter(move |_| dynamic).filter_map(|(at, segment)| {
        let (before, rest) = segment.split_once('[')?;
        let (_, after) = rest.split_once(']')?;
        let whole = before.is_empty() && after.trim_start_matches(']').is_empty();
        (!whole).then_some((at, before, after))
    })
}

impl Ord for Path {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.iter().map(Part::matched).cmp(other.0.iter().map(Part::matched))
    }
}

impl PartialOrd for Path {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Path {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Path {}

#[cfg(test)]
mod tests {
    use super::{Path, affixes, same_affixes};

    #[test]
    fn patterns_become_paths_of_axum() {
        let table: &[(&str, &[&str])] = &[
            ("/", &["/"]),
            ("/api/posts", &["/api/posts"]),
            ("/api/posts/[id]", &["/api/posts/{id}"]),
            ("/docs/[...path]", &["/docs/{*path}"]),
            ("/docs/[[...path]]", &["/docs", "/docs/{*path}"]),
            ("/[[...all]]", &["/", "/{*all}"]),
            ("/[lang]/chart/[place].json", &["/{lang}/chart/{place}"]),
            ("/a{b}/:c/*", &["/a{{b}}/:c/*"]),
            ("/x/[a{b}]", &["/x/{a_b_}"]),
        ];
        for (pattern, paths) in table {
            assert_eq!(Path::of(pattern).for_axum(), *paths, "{pattern}");
        }
    }

    #[test]
    fn names_do_not_tell_paths_apart_and_texts_do() {
        assert_eq!(Path::of("/a/[x]/[...y]"), Path::of("/a/[id]/[...rest]"));
        assert_ne!(Path::of("/a/[x]"), Path::of("/a/x"));
        assert_ne!(Path::of("/a/[...x]"), Path::of("/a/[[...x]]"));
        assert_eq!(Path::of("/[l]/[x].json"), Path::of("/[l]/[x]"));
        assert!(!same_affixes("/[l]/[x].json", "/[l]/[x]"));
        assert!(same_affixes("/[l]/[x].json", "/[m]/[y].json"));
        assert_eq!(affixes("/[l]/@[x].[y]").collect::<Vec<_>>(), [(1, "@", ".[y]")]);
        assert_eq!(affixes("/[[...l]]").count(), 0);
    }
}
