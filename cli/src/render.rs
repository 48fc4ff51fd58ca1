//! Diagnostics as text, in rustc's form.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use camino::Utf8Path;
use rutter_project::{Diagnostic, Location, Related, Severity, System};

/// Renders diagnostics with paths relative to a folder.
pub(crate) struct DiagnosticRenderer<'a> {
    system: &'a dyn System,
    /// Paths below it are shown relative to it.
    base: &'a Utf8Path,
    renderer: Renderer,
}

/// A place that is shown with its code; the finding's own place has no label.
struct Place<'d> {
    at: &'d Location,
    label: Option<&'d str>,
}

/// How many files of one finding are listed; the rest is counted.
const MAX_FILES: usize = 6;

/// How many lines the imports that lead to a finding take at most.
const MAX_CHAIN: usize = 9;

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
        let shown = self.shown(diagnostic);
        for (file, text, places) in &shown {
            main = match text {
                Some(text) => main.element(self.snippet(file, text, places)),
                None => main.elements(places.iter().map(|place| self.origin(place.at))),
            };
        }
        main =
            main.elements(diagnostic.files.iter().take(MAX_FILES).map(|file| Origin::path(self.show(file))));
        if diagnostic.files.len() > MAX_FILES {
            let more = format!("and {} more files", diagnostic.files.len() - MAX_FILES);
            main = main.element(Level::NOTE.message(more));
        }
        if let Some(why) = &diagnostic.why {
            main = main.element(Level::NOTE.message(why));
        }
        let chain = self.chain(diagnostic);
        if !chain.is_empty() {
            main = main.element(Level::NOTE.message(&chain));
        }
        if let Some(help) = &diagnostic.help {
            main = main.element(Level::HELP.message(help));
        }
        let report: &[Group<'_>] = &[main];
        format!("{}\n", self.renderer.render(report))
    }

    /// The places of a finding by file: that of the finding itself first, the others as they are named first.
    fn shown<'d>(&self, diagnostic: &'d Diagnostic) -> Vec<(&'d Utf8Path, Option<String>, Vec<Place<'d>>)> {
        let main = diagnostic.location.iter().map(|at| Place { at, label: None });
        let related = diagnostic.related.iter();
        let related = related.map(|related| Place { at: &related.location, label: Some(&related.message) });
        let mut files: Vec<(&Utf8Path, Option<String>, Vec<Place<'d>>)> = Vec::new();
        for place in main.chain(related) {
            let file = place.at.file.as_path();
            match files.iter_mut().find(|(other, ..)| *other == file) {
                Some((.., places)) => places.push(place),
                None => files.push((file, self.system.read_to_string(file).ok(), vec![place])),
            }
        }
        files
    }

    fn snippet<'t>(
        &self,
        file: &Utf8Path,
        text: &'t str,
        places: &'t [Place<'t>],
    ) -> Snippet<'t, Annotation<'t>> {
        let annotations = places.iter().map(|Place { at, label }| {
            // The text may have changed since it was checked.
            let span = at.span.clone().filter(|span| text.get(span.clone()).is_some());
            let span = span.unwrap_or_else(|| char_at(text, at.line, at.column));
            match label {
                Some(label) => AnnotationKind::Context.span(span).label(*label),
                None => AnnotationKind::Primary.span(span),
            }
        });
        Snippet::source(text).path(self.show(file).to_owned()).annotations(annotations)
    }

    fn origin<'p>(&self, at: &'p Location) -> Origin<'p> {
        Origin::path(self.show(&at.file)).line(at.line).char_column(at.column)
    }

    /// The imports that lead to the finding, one a line.
    fn chain(&self, diagnostic: &Diagnostic) -> String {
        let chain = &diagnostic.chain;
        let left_out = if chain.len() > MAX_CHAIN { chain.len() - MAX_CHAIN + 1 } else { 0 };
        // The ends say most: which route it is, and who imports the module.
        let gap = MAX_CHAIN / 2..MAX_CHAIN / 2 + left_out;
        let mut text = String::new();
        for (index, Related { location: at, message }) in chain.iter().enumerate() {
            let line = match index {
                index if index == gap.start && left_out > 0 => format!("... and {left_out} more"),
                index if gap.contains(&index) => continue,
                _ => format!("{}:{}:{} {message}", self.show(&at.file), at.line, at.column),
            };
            text.push_str(if text.is_empty() { "the imports that lead here:\n" } else { "\n" });
            text.push_str(&line);
        }
        text
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

#[cfg(test)]
mod tests {
    use rutter_project::MemorySystem;

    use super::*;

    #[test]
    fn a_finding_across_files_shows_each_file_once_and_the_imports_in_one_list() {
        let (page, menu) = (
            "import { Menu } from './menu'\n\n<Menu onPick={pick} />\n",
            "'use client'\nfunction Menu() {}\n",
        );
        let system = MemorySystem::with_files([("/ws/app/page.tsx", page), ("/ws/app/menu.tsx", menu)]);
        let at = |file: &str, text: &str, part: &str| {
            let start = text.find(part).unwrap();
            Location::of_span(file.into(), text, start..start + part.len())
        };
        let of_page = |part, message: &str| Related {
            location: at("/ws/app/page.tsx", page, part),
            message: message.to_owned(),
        };
        let of_menu = |part, message: &str| Related {
            location: at("/ws/app/menu.tsx", menu, part),
            message: message.to_owned(),
        };
        let mut found = Diagnostic::error("a-rule", "it is wrong")
            .with_why("it is so")
            .with_help("do this")
            .at(at("/ws/app/page.tsx", page, "pick"));
        found.related = vec![
            of_menu("Menu", "rendered here"),
            of_page("Menu", "imported here"),
            of_menu("'use client'", "the boundary"),
        ];
        found.chain = vec![
            of_page("import { Menu } from './menu'", "imports `app/menu.tsx`"),
            of_menu("function", "imports `b`"),
        ];
        let text = DiagnosticRenderer::new(&system, "/ws".into(), false).render(&found);
        assert_eq!(
            text,
            "\
error[a-rule]: it is wrong
 --> app/page.tsx:3:15
  |
1 | import { Menu } from './menu'
  |          ---- imported here
2 |
3 | <Menu onPick={pick} />
  |               ^^^^
  |
 ::: app/menu.tsx:1:1
  |
1 | 'use client'
  | ------------ the boundary
2 | function Menu() {}
  |          ---- rendered here
  |
  = note: it is so
  = note: the imports that lead here:
          app/page.tsx:1:1 imports `app/menu.tsx`
          app/menu.tsx:2:1 imports `b`
  = help: do this
"
        );
    }

    #[test]
    fn of_a_long_way_the_ends_are_shown() {
        let system = MemorySystem::new();
        let renderer = DiagnosticRenderer::new(&system, "/ws".into(), false);
        let step = |line| Related {
            location: Location { file: "/ws/a.ts".into(), line, column: 1, span: None },
            message: "imports `b`".to_owned(),
        };
        for (length, expected) in
            [(0, None), (9, None), (10, Some("... and 2 more")), (40, Some("... and 32 more"))]
        {
            let mut found = Diagnostic::error("a-rule", "it is wrong");
            found.chain = (1..=length).map(step).collect();
            let text = renderer.chain(&found);
            assert_eq!(text.lines().count(), if length == 0 { 0 } else { length.min(9) + 1 }, "{text}");
            assert_eq!(text.lines().nth(5).filter(|line| line.starts_with("...")), expected, "{text}");
            assert!(
                text.lines().last().is_none_or(|last| last.starts_with(&format!("a.ts:{length}:"))),
                "{text}"
            );
        }
    }
}
