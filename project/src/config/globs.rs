//! Globs over the paths of an app.

use camino::Utf8Path;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// A glob as `[check]` takes it: `*` is any part of one name, `**` any number of folders, `{a,b}` either.
///
/// Brackets mean themselves, since the folders of a route tree have them in their names. A glob that matches a folder
/// matches everything in it, and one without `/` matches at any depth, as in `.gitignore`.
#[derive(Debug, Clone)]
pub struct PathGlob {
    text: String,
    set: GlobSet,
}

impl PathGlob {
    /// Reads a glob, or says what it must be (`must ...`).
    pub fn new(text: &str) -> Result<Self, &'static str> {
        const MUST: &str = "must be a glob, such as \"app/legacy/**\"";
        let literal: String = text.chars().map(literal).collect();
        let trimmed = literal.trim_end_matches('/');
        let anywhere = if text.trim_end_matches('/').contains('/') { "" } else { "**/" };
        let mut set = GlobSetBuilder::new();
        for glob in [format!("{anywhere}{trimmed}"), format!("{anywhere}{trimmed}/**")] {
            set.add(GlobBuilder::new(&glob).literal_separator(true).build().map_err(|_| MUST)?);
        }
        match set.build() {
            Ok(set) if !trimmed.is_empty() => Ok(Self { text: text.to_owned(), set }),
            _ => Err(MUST),
        }
    }

    /// The glob as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it matches a path, which has `/` and is relative to the same folder.
    #[must_use]
    pub fn matches(&self, path: &Utf8Path) -> bool {
        self.set.is_match(path)
    }
}

/// A character that a glob gives a meaning to and a path's bracket does not have.
fn literal(c: char) -> String {
    match c {
        '[' => "[[]".to_owned(),
        ']' => "[]]".to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::PathGlob;

    #[test]
    fn a_glob_matches_as_a_user_of_a_route_tree_means_it() {
        for (glob, path, matches) in [
            ("app/legacy/**", "app/legacy/a/b.tsx", true),
            ("app/legacy", "app/legacy/a/b.tsx", true),
            ("app/legacy/", "app/legacy/a/b.tsx", true),
            ("app/legacy", "app/legacy2/b.tsx", false),
            ("app/*/page.tsx", "app/a/page.tsx", true),
            ("app/*/page.tsx", "app/a/b/page.tsx", false),
            ("app/blog/[slug]/page.tsx", "app/blog/[slug]/page.tsx", true),
            ("app/blog/[slug]/page.tsx", "app/blog/s/page.tsx", false),
            ("app/[[...all]]/**", "app/[[...all]]/page.tsx", true),
            ("app/(shop)/@modal/**", "app/(shop)/@modal/x.tsx", true),
            ("*.stories.tsx", "components/button.stories.tsx", true),
            ("*.{stories,test}.tsx", "button.test.tsx", true),
            ("generated", "lib/generated/a.ts", true),
            ("lib/generated", "app/lib/generated/a.ts", false),
        ] {
            assert_eq!(PathGlob::new(glob).unwrap().matches(path.into()), matches, "{glob} {path}");
        }
    }

    #[test]
    fn what_is_no_glob_is_refused() {
        for glob in ["", "/", "app/{a", "app/{a}}"] {
            assert!(PathGlob::new(glob).is_err(), "{glob}");
        }
    }
}
