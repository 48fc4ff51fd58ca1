//! What `rutter check --format github` prints: workflow commands, which GitHub Actions shows as annotations of a pull
//! request.

use std::fmt::Write as _;

use rutter_project::{Diagnostic, Severity};

use super::places::{PlaceRange, Places};

/// One line a finding. Paths have to be told from the root of the repository.
pub(crate) fn github(diagnostics: &[Diagnostic], places: &Places<'_>) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let _ = write!(text, "::{command} ");
        if let Some(file) = Places::file_of(diagnostic) {
            let range =
                diagnostic.location.as_ref().map_or(PlaceRange::START, |location| places.range(location));
            let _ = write!(text, "file={},line={}", property(&places.path(file)), range.start.line);
            // GitHub takes columns only for what is on one line.
            if range.start.line == range.end.line && range.start.column < range.end.column {
                let _ = write!(text, ",col={},endColumn={}", range.start.column, range.end.column);
            } else if range.start.line < range.end.line {
                let _ = write!(text, ",endLine={}", range.end.line);
            }
            text.push(',');
        }
        let _ = writeln!(text, "title={}::{}", property(diagnostic.code), data(&message(diagnostic, places)));
    }
    text
}

/// Everything there is to say, in lines.
fn message(diagnostic: &Diagnostic, places: &Places<'_>) -> String {
    let mut text = diagnostic.message.clone();
    for (word, line) in [("why", &diagnostic.why), ("help", &diagnostic.help)] {
        if let Some(line) = line {
            let _ = write!(text, "\n{word}: {line}");
        }
    }
    for related in diagnostic.chain.iter().chain(&diagnostic.related) {
        let path = places.path(&related.location.file);
        let _ = write!(text, "\n{path}:{} {}", related.location.line, related.message);
    }
    text
}

/// Text behind the `::`, as the runner reads it back (`@actions/core`: `escapeData`).
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property, which has to do without the signs between properties too (`@actions/core`: `escapeProperty`).
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use rutter_project::{Location, MemorySystem};

    use super::*;

    #[test]
    fn what_the_runner_would_read_as_a_sign_is_escaped() {
        let text = "import a\nfrom 'b'\n";
        let system = MemorySystem::with_files([("/ws/app/a,b/[x]:y.tsx", text)]);
        let places = Places::new(&system, "/ws".into());
        let at = |span| Location::of_span("/ws/app/a,b/[x]:y.tsx".into(), text, span);
        let diagnostics = [
            Diagnostic::error("a-rule", "100% wrong: a, b").with_why("x\r\ny").at(at(7..8)),
            Diagnostic::warning("b-rule", "two lines").at(at(0..17)),
            Diagnostic::note("c-rule", "no place"),
        ];
        assert_eq!(
            github(&diagnostics, &places),
            "::error file=app/a%2Cb/[x]%3Ay.tsx,line=1,col=8,endColumn=9,title=a-rule::100%25 wrong: a, b%0Awhy: x%0D%0Ay\n\
             ::warning file=app/a%2Cb/[x]%3Ay.tsx,line=1,endLine=2,title=b-rule::two lines\n\
             ::notice title=c-rule::no place\n"
        );
    }
}
