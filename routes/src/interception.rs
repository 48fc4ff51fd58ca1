//! Interception routes: folders that start with `(.)`, `(..)`, `(..)(..)` or `(...)` show another route's URL.

use crate::pattern::raw_segments;

/// How far up an interception reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// `(.)`: the same level.
    Same,
    /// `(..)`: one level up.
    OneUp,
    /// `(..)(..)`: two levels up.
    TwoUp,
    /// `(...)`: the root of the app.
    Root,
}

/// An interception route taken apart. Levels count URL segments: groups and slots are gone before this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interception {
    /// Where the user must be: `/feed` in `/feed/(..)photo/[id]`.
    pub from: String,
    /// The marker.
    pub marker: Marker,
    /// The URL pattern that is shown there: `/photo/[id]`.
    pub target: String,
}

/// Why an interception route has no target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InterceptionError {
    /// The marker reaches above the root of the app.
    TooShallow,
    /// Nothing follows the marker.
    NoTarget,
}

impl Marker {
    /// In the order in which Next tries them: `(..)(..)` before `(..)`.
    const ALL: [Marker; 4] = [Self::TwoUp, Self::Same, Self::OneUp, Self::Root];

    /// The marker as it is written in a folder's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "(.)",
            Self::OneUp => "(..)",
            Self::TwoUp => "(..)(..)",
            Self::Root => "(...)",
        }
    }

    /// The marker that a segment starts with.
    pub fn of_segment(segment: &str) -> Option<Self> {
        // Nearly every segment is an ordinary one; the first byte tells.
        if !segment.starts_with('(') {
            return None;
        }
        Self::ALL.into_iter().find(|marker| segment.starts_with(marker.as_str()))
    }

    /// The number of URL segments that the marker goes up; `None` for the root.
    fn levels(self) -> Option<usize> {
        match self {
            Self::Same => Some(0),
            Self::OneUp => Some(1),
            Self::TwoUp => Some(2),
            Self::Root => None,
        }
    }
}

/// Whether some segment of a URL path starts with a marker.
pub(crate) fn is_interception(path: &str) -> bool {
    first_marker(path).is_some()
}

/// The markers of a URL path, in path order.
pub(crate) fn markers(path: &str) -> impl Iterator<Item = Marker> {
    raw_segments(path).filter_map(Marker::of_segment)
}

/// A segment without its marker.
pub(crate) fn split_marker(segment: &str) -> (Option<Marker>, &str) {
    let marker = Marker::of_segment(segment);
    (marker, &segment[marker.map_or(0, |marker| marker.as_str().len())..])
}

/// Takes an interception route apart; `None` for an ordinary route.
///
/// With two equal markers Next keeps only what stands between them, so `/a/(.)b/(.)c` gives `/a/b/`. Such a route is
/// a [problem](crate::ProblemCode::RepeatedInterceptionMarker) in any case.
pub(crate) fn resolve(path: &str) -> Option<Result<Interception, InterceptionError>> {
    let marker = first_marker(path)?;
    let mut halves = path.split(marker.as_str());
    let from: Vec<&str> = raw_segments(halves.next().unwrap_or_default()).collect();
    let rest = halves.next().unwrap_or_default();
    Some(target(&from, marker, rest))
}

/// The URL pattern that a route is known by: the target of an interception, or the path itself.
pub(crate) fn canonical(path: &str) -> String {
    match resolve(path) {
        Some(Ok(interception)) => interception.target,
        Some(Err(_)) | None => path.to_owned(),
    }
}

fn first_marker(path: &str) -> Option<Marker> {
    markers(path).next()
}

fn target(from: &[&str], marker: Marker, rest: &str) -> Result<Interception, InterceptionError> {
    if rest.is_empty() {
        return Err(InterceptionError::NoTarget);
    }
    let kept = match marker.levels() {
        Some(levels) => from.len().checked_sub(levels).ok_or(InterceptionError::TooShallow)?,
        None => 0,
    };
    let base: String = from[..kept].iter().flat_map(|segment| ["/", segment]).collect();
    let from: String = from.iter().flat_map(|segment| ["/", segment]).collect();
    Ok(Interception {
        from: if from.is_empty() { "/".to_owned() } else { from },
        marker,
        target: format!("{base}/{rest}"),
    })
}

#[cfg(test)]
mod tests {
    use super::{InterceptionError, resolve};

    /// Targets as `next typegen` 16.4.6 resolves them; the errors are those on which it dies.
    #[test]
    fn targets() {
        let table: &[(&str, Option<Result<&str, InterceptionError>>)] = &[
            ("/photo/[id]", None),
            ("/(.)photo", Some(Ok("/photo"))),
            ("/feed/(.)photo/[id]", Some(Ok("/feed/photo/[id]"))),
            ("/feed/(..)photo/[id]", Some(Ok("/photo/[id]"))),
            ("/a/b/(..)(..)photo", Some(Ok("/photo"))),
            ("/a/b/(...)photo", Some(Ok("/photo"))),
            ("/feed/(.)[...slug]", Some(Ok("/feed/[...slug]"))),
            ("/a/(.)b/(.)c", Some(Ok("/a/b/"))),
            ("/(..)photo", Some(Err(InterceptionError::TooShallow))),
            ("/a/(..)(..)photo", Some(Err(InterceptionError::TooShallow))),
        ];
        for (path, expected) in table {
            let got = resolve(path).map(|result| result.map(|interception| interception.target));
            assert_eq!(got, expected.map(|result| result.map(str::to_owned)), "{path}");
        }
    }
}
