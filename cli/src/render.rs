//! Diagnostics as text, in rustc's form.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use camino::Utf8Path;
use rutter_project::{Diagnostic, Location, Severity, System};

/// Renders diagnostics with paths relative to a folder.
pub(crate) struct DiagnosticRenderer<'a> {
    system: &'a dyn System,
    /// Paths below it are shown relative to it.
    base: &'a Utf8Path,
    renderer: Renderer,
}

/// How many files of one finding are listed; the rest is counted.
const MAX_FILES: usize = 6;

impl<'a> DiagnosticRenderer<'a> {
    pub(crate) fn new(system: &'a dyn System, base: &'a Utf8Path, color: bool) -> Self {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        Self { system, base, renderer: renderer.decor_style(DecorStyle::Ascii) }
    }

    /// One finding, with a final line break.
    pub(crate) fn render(&self, diagnostic: &Diagnostic) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let mut main =
            level.primary_title(&diagnostic.message).id(diagnostic.code).elements(Vec::<Origin<'_>>::new());
        let source = diagnostic
            .location
            .as_ref()
            .and_then(|at| Some((at, self.system.read_to_string(&at.file).ok()?)));
        match (&diagnostic.location, &source) {
            (_, Some((at, text))) => main = main.element(self.snippet(at, text)),
            (Some(at), None) => {
                main = main.element(Origin::path(self.show(&at.file)).line(at.line).char_column(at.column));
            }
            (None, None) => {}
        }
        main =
            main.elements(diagnostic.files.iter().take(MAX_FILES).map(|file| Origin::path(self.show(file))));
        if diagnostic.files.len() > MAX_FILES {
            let more = format!("and {} more files", diagnostic.files.len() - MAX_FILES);
            main = main.element(Level::NOTE.message(more));
        }
        if let Some(origin) = &diagnostic.origin {
            main = main.element(Level::NOTE.message(origin));
        }
        if let Some(help) = &diagnostic.help {
            main = main.element(Level::HELP.message(help));
        }
        let report: &[Group<'_>] = &[main];
        format!("{}\n", self.renderer.render(report))
    }

    fn snippet<'t>(&self, at: &Location, text: &'t str) -> Snippet<'t, annotate_snippets::Annotation<'t>> {
        let span = at.span.clone().unwrap_or_else(|| char_at(text, at.line, at.column));
        Snippet::source(text)
            .path(self.show(&at.file).to_owned())
            .annotation(AnnotationKind::Primary.span(span))
    }

    fn show<'p>(&self, path: &'p Utf8Path) -> &'p str {
        match path.strip_prefix(self.base) {
            Ok(relative) if relative.as_str().is_empty() => ".",
            Ok(relative) => relative.as_str(),
            Err(_) => path.as_str(),
        }
    }
}

/// The bytes of the character at a line and column, both from 1.
fn char_at(text: &str, line: usize, column: usize) -> std::ops::Range<usize> {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    let start = start + rest.char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at);
    let width = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    start..start + width
}
