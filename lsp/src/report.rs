//! Findings as the client shows them.

use std::collections::BTreeMap;
use std::hash::{Hash as _, Hasher as _};

use camino::{Utf8Path, Utf8PathBuf};
use lsp_types::{
    Code, CodeDescription, Diagnostic as Shown, DiagnosticRelatedInformation, DiagnosticSeverity,
    DiagnosticTag, Location, Range, Uri,
};
use rustc_hash::FxHasher;
use rutter_project::{Diagnostic, Severity, System};

use crate::client::Capabilities;
use crate::rust::Finding;
use crate::text::Text;

/// Where the pages of the rules are.
const PAGES: &str = "https://github.com/rutter-rs/rutter/blob/main/check/docs";

/// Turns findings into what the client shows. Each text is read once.
pub(crate) struct Reporter<'a> {
    system: &'a dyn System,
    capabilities: Capabilities,
    texts: BTreeMap<Utf8PathBuf, Text>,
}

impl<'a> Reporter<'a> {
    pub(crate) fn new(system: &'a dyn System, capabilities: Capabilities) -> Self {
        Self { system, capabilities, texts: BTreeMap::new() }
    }

    /// Findings by the files that show them. A finding without a place is shown at the start of its first file.
    pub(crate) fn by_file(&mut self, found: &[Diagnostic]) -> BTreeMap<Utf8PathBuf, Vec<Shown>> {
        let mut by_file: BTreeMap<Utf8PathBuf, Vec<Shown>> = BTreeMap::new();
        for diagnostic in found {
            if let Some(file) = self.file_of(diagnostic) {
                let shown = self.shown(diagnostic);
                by_file.entry(file).or_default().push(shown);
            }
        }
        by_file
    }

    /// The file that shows a finding. What is about a folder is shown in its `package.json`.
    fn file_of(&self, diagnostic: &Diagnostic) -> Option<Utf8PathBuf> {
        let location = diagnostic.location.as_ref().map(|location| &location.file);
        let file = location.or(diagnostic.files.first())?;
        let in_folder = file.join("package.json");
        Some(if self.system.is_file(&in_folder) { in_folder } else { file.clone() })
    }

    /// One finding.
    pub(crate) fn shown(&mut self, diagnostic: &Diagnostic) -> Shown {
        let mut message = diagnostic.message.clone();
        for more in [diagnostic.why.as_ref(), diagnostic.help.as_ref()].into_iter().flatten() {
            message.push_str("\n\n");
            message.push_str(more);
        }
        let mut related = Vec::new();
        if self.capabilities.related_information {
            for other in diagnostic.chain.iter().chain(&diagnostic.related) {
                related.extend(self.related(&other.location, &other.message));
            }
            for file in diagnostic.files.iter().skip(usize::from(diagnostic.location.is_none())) {
                related.extend(uri(file).map(|uri| DiagnosticRelatedInformation {
                    location: Location { uri, range: Range::default() },
                    message: "this file too".to_owned(),
                }));
            }
        }
        let rule = rutter_check::find(diagnostic.code);
        let page = rule.and_then(|rule| Uri::parse(&format!("{PAGES}/{}.md", rule.name)).ok());
        let tags = match diagnostic.code {
            "unused-suppression" => Some(vec![DiagnosticTag::Unnecessary]),
            "deprecated-image-response" => Some(vec![DiagnosticTag::Deprecated]),
            _ => None,
        };
        Shown {
            range: diagnostic.location.as_ref().map_or_else(Range::default, |at| self.range(at)),
            severity: Some(match diagnostic.severity {
                Severity::Error => DiagnosticSeverity::Error,
                Severity::Warning => DiagnosticSeverity::Warning,
                Severity::Note => DiagnosticSeverity::Information,
            }),
            code: Some(Code::String(diagnostic.code.to_owned())),
            code_description: page.map(|href| CodeDescription { href }),
            source: Some("rutter".to_owned()),
            message: message.into(),
            tags,
            related_information: (!related.is_empty()).then_some(related),
            data: None,
        }
    }

    fn related(
        &mut self,
        location: &rutter_project::Location,
        message: &str,
    ) -> Option<DiagnosticRelatedInformation> {
        let location = Location { uri: uri(&location.file)?, range: self.range(location) };
        Some(DiagnosticRelatedInformation { location, message: message.to_owned() })
    }

    /// The range of a place; an empty one at its line and column where nothing more is known.
    pub(crate) fn range(&mut self, location: &rutter_project::Location) -> Range {
        let encoding = self.capabilities.encoding;
        let text = self.text(&location.file);
        match &location.span {
            Some(span) => text.range(span.clone(), encoding),
            None => {
                let lines = text.as_str().split_inclusive('\n').take(location.line.saturating_sub(1));
                let start: usize = lines.map(str::len).sum();
                let line =
                    text.as_str().get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
                let column = line.char_indices().nth(location.column.saturating_sub(1));
                // What is missing at the end of a file is missing behind its last character.
                let at = text.position(start + column.map_or(line.len(), |(at, _)| at), encoding);
                Range { start: at, end: at }
            }
        }
    }

    /// Some bytes of a file as a place that the client can open.
    pub(crate) fn location(&mut self, file: &Utf8Path, span: std::ops::Range<usize>) -> Option<Location> {
        let encoding = self.capabilities.encoding;
        Some(Location { uri: uri(file)?, range: self.text(file).range(span, encoding) })
    }

    fn text(&mut self, file: &Utf8Path) -> &Text {
        let system = self.system;
        self.texts
            .entry(file.to_owned())
            .or_insert_with(|| Text::new(system.read_to_string(file).unwrap_or_default()))
    }
}

/// What a macro says of a range of a Rust file, as cargo would print it.
pub(crate) fn shown_in_rust(finding: &Finding, range: Range) -> Shown {
    Shown {
        range,
        severity: Some(DiagnosticSeverity::Error),
        source: Some("rutter".to_owned()),
        message: finding.message.clone().into(),
        ..Shown::default()
    }
}

/// A file's path as the protocol writes it.
pub(crate) fn uri(file: &Utf8Path) -> Option<Uri> {
    Uri::from_file_path(file).ok()
}

/// What tells one set of diagnostics from another.
pub(crate) fn result_id(shown: &[Shown]) -> String {
    let mut hasher = FxHasher::default();
    // They are plain data, which always can be written.
    serde_json::to_string(shown).unwrap_or_default().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
