//! What Rutter has to say about the user's files, as plain data.
//!
//! A diagnostic says what is wrong, why, and what to do. It knows nothing of terminals or editors: the command line
//! renders it in one form, the language server in another.

use std::ops::Range;

use camino::{Utf8Path, Utf8PathBuf};
use rutter_routes::Problem;

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// A short stable name in kebab case, such as `unknown-config-key`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, as one sentence without a final period.
    pub message: String,
    /// Why it is wrong, as one sentence without a final period: what Next does about it, for example.
    pub why: Option<String>,
    /// What to do about it, if there is something to do.
    pub help: Option<String>,
    /// Where it is, if it is at one place in one file.
    pub location: Option<Location>,
    /// The files and folders it is about, in the order in which they should be shown; the file of
    /// [`Diagnostic::location`] is not repeated here. Paths are those that [`crate::System`] was asked for, so
    /// usually absolute; whoever shows them makes them relative.
    pub files: Vec<Utf8PathBuf>,
    /// The imports that lead to the place, from a route's entry on.
    pub chain: Vec<Related>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// What would put it right.
    pub fix: Option<Fix>,
}

/// A place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The place.
    pub location: Location,
    /// What is there, in a few words.
    pub message: String,
}

/// Edits that belong together and put a finding right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What they do, as an editor's menu would say it.
    pub title: String,
    /// Whether they change nothing but what is wrong, so that they may be made unseen.
    pub is_safe: bool,
    /// The edits, which do not overlap. Each has the place of what goes, whose span may be empty, and the text that
    /// stands there instead.
    pub edits: Vec<(Location, String)>,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Note,
    /// Probably not what was meant, but everything still works.
    Warning,
    /// Something does not work.
    Error,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The file.
    pub file: Utf8PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, counted in Unicode scalar values (what an editor shows for text without combining
    /// marks).
    pub column: usize,
    /// The bytes of the file that are meant, if they are known.
    pub span: Option<Range<usize>>,
}

impl Diagnostic {
    /// A finding of severity [`Severity::Error`].
    #[must_use]
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message.into())
    }

    /// A finding of severity [`Severity::Warning`].
    #[must_use]
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message.into())
    }

    /// A finding of severity [`Severity::Note`].
    #[must_use]
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Note, message.into())
    }

    /// What is wrong with the route tree of the app in `dir`.
    #[must_use]
    pub fn of_problem(problem: &Problem, dir: &Utf8Path) -> Self {
        let severity = match problem.severity() {
            rutter_routes::Severity::Error => Severity::Error,
            rutter_routes::Severity::Warning => Severity::Warning,
        };
        // A problem of no file in particular is one of the app's folder.
        let files = match problem.files.as_slice() {
            [] => vec![dir.to_owned()],
            files => files.iter().map(|file| dir.join(file)).collect(),
        };
        Self {
            why: Some(problem.code.in_next().to_owned()),
            files,
            ..Self::new(problem.code.as_str(), severity, problem.message.clone()).with_help(&problem.help)
        }
    }

    /// The same finding with a reason.
    #[must_use]
    pub fn with_why(mut self, why: impl Into<String>) -> Self {
        self.why = Some(why.into());
        self
    }

    /// The same finding with advice.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same finding at a place in a file.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    /// The same finding with one more file it is about.
    #[must_use]
    pub fn with_file(mut self, file: impl Into<Utf8PathBuf>) -> Self {
        self.files.push(file.into());
        self
    }

    fn new(code: &'static str, severity: Severity, message: String) -> Self {
        Self {
            code,
            severity,
            message,
            why: None,
            help: None,
            location: None,
            files: Vec::new(),
            chain: Vec::new(),
            related: Vec::new(),
            fix: None,
        }
    }
}

impl Location {
    /// The place of the bytes `span` of `text`, which is the content of `file`. A span beyond the end of the text
    /// is taken as its end.
    #[must_use]
    pub fn of_span(file: &Utf8Path, text: &str, span: Range<usize>) -> Self {
        let start = text.floor_char_boundary(span.start);
        let end = text.ceil_char_boundary(span.end).max(start);
        let before = &text[..start];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        // So many at a time that a byte can hold how many of them there are, which is counted many at once.
        let in_part = |part: &[u8]| usize::from(part.iter().map(|it| u8::from(*it == b'\n')).sum::<u8>());
        let lines_before: usize = before.as_bytes().chunks(usize::from(u8::MAX)).map(in_part).sum();
        Self {
            file: file.to_owned(),
            line: lines_before + 1,
            column: before[line_start..].chars().count() + 1,
            span: Some(start..end),
        }
    }
}

#[cfg(test)]
mod tests {
    use rutter_routes::{Conventions, RouteTree};

    use super::*;

    #[test]
    fn a_problem_of_the_tree_keeps_its_words_and_names_its_files() {
        let files = ["app/layout.tsx", "app/a/[x]/page.tsx", "app/a/[y]/b/page.tsx"].map(str::to_owned);
        let tree = RouteTree::build(&files, &Conventions::default());
        let problem = tree.problems.first().expect("two names for one param");
        let diagnostic = Diagnostic::of_problem(problem, "/ws/web".into());
        assert_eq!((diagnostic.code, diagnostic.severity), ("different-param-names", Severity::Error));
        assert_eq!((&diagnostic.message, diagnostic.help.as_ref()), (&problem.message, Some(&problem.help)));
        assert_eq!(diagnostic.files, ["/ws/web/app/a/[x]/page.tsx", "/ws/web/app/a/[y]/b/page.tsx"]);
    }

    #[test]
    fn a_location_counts_lines_and_characters_from_one() {
        let text = "a = 1\nä = \"ö\"\n";
        for (span, line, column, kept) in [
            (0..1, 1, 1, 0..1),
            (6..8, 2, 1, 6..8),
            (11..15, 2, 5, 11..15),
            // The first byte lies inside `ä`, which starts at byte 6.
            (7..8, 2, 1, 6..8),
            (15..99, 2, 8, 15..16),
            (99..99, 3, 1, 16..16),
        ] {
            let location = Location::of_span("rutter.toml".into(), text, span.clone());
            assert_eq!((location.line, location.column), (line, column), "{span:?}");
            assert_eq!(location.span, Some(kept), "{span:?}");
        }
    }
}
