//! What can be done about findings, and beside a route.

use std::collections::HashMap;

use camino::Utf8Path;
use lsp_types::{
    CodeAction, CodeActionKind, CreateFile, Diagnostic as Shown, DocumentChange,
    OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri,
    WorkspaceEdit,
};
use rutter_check::{Edit, FixKind, check_module, find, safe_edits, suppression};
use rutter_syntax::facts::Span;
use serde::{Deserialize, Serialize};

use crate::analysis::Analysis;
use crate::client::Capabilities;
use crate::documents::Document;
use crate::ide::special_files::{self, NewFile};
use crate::report::{Reporter, shown_in_rust, uri};
use crate::rust::Finding;

/// The kind of [`Deed::FixAll`].
pub(crate) const FIX_ALL: &str = "source.fixAll.rutter";
/// The reason in a new comment, which is there to be replaced: a comment without one is not obeyed.
const REASON: &str = "TODO: say why";

/// An action whose edit takes time: it is found when somebody wants it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Wanted {
    pub(crate) uri: Uri,
    /// The document's version for which it was offered.
    pub(crate) version: i32,
    deed: Deed,
}

/// What is done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Deed {
    /// A comment suppresses the findings of a rule that begin at a byte.
    Suppress { rule: String, at: u32 },
    /// Everything is fixed that can be fixed safely.
    FixAll,
}

/// A document that actions are about.
pub(crate) struct Place<'a> {
    pub(crate) capabilities: Capabilities,
    pub(crate) uri: &'a Uri,
    pub(crate) document: &'a Document,
    pub(crate) path: &'a Utf8Path,
}

impl Place<'_> {
    /// What can be done about the findings of one app in a range.
    pub(crate) fn about_findings(&self, analysis: &Analysis, range: Range) -> Vec<CodeAction> {
        let Some(module) = analysis.module(self.path) else { return Vec::new() };
        let project = analysis.project();
        let report = check_module(&project, &analysis.settings, module);
        let mut reporter = Reporter::new(&*analysis.system, self.capabilities);
        let mut actions = Vec::new();
        for (finding, diagnostic) in report.findings.iter().zip(report.diagnostics(&project)) {
            let shown = reporter.shown(&diagnostic);
            if !touches(shown.range, range) {
                continue;
            }
            if let Some(fix) = &finding.fix {
                actions.push(CodeAction {
                    is_preferred: Some(fix.kind == FixKind::Safe),
                    edit: Some(self.edit(&fix.edits)),
                    ..quick_fix(fix.title.clone(), shown.clone())
                });
            }
            let deed = Deed::Suppress { rule: finding.rule.name.to_owned(), at: finding.span.start };
            let title = format!("suppress `{}` here, with a reason", finding.rule.name);
            actions.extend(self.offer(analysis, deed, quick_fix(title, shown)));
        }
        actions
    }

    /// What can be done about what the macros say of a Rust file in a range.
    pub(crate) fn about_rust(&self, findings: &[Finding], range: Range) -> Vec<CodeAction> {
        let mut actions = Vec::new();
        for finding in findings {
            let at = self.document.text.range(finding.span.clone(), self.capabilities.encoding);
            let shown = shown_in_rust(finding, at);
            if !touches(shown.range, range) {
                continue;
            }
            for instead in &finding.instead {
                let edit = TextEdit { range: shown.range, new_text: instead.clone() };
                let is_preferred = Some(finding.instead.len() == 1);
                let fix = quick_fix(format!("write `{instead}`"), shown.clone());
                actions.push(CodeAction { edit: Some(self.edited(vec![edit])), is_preferred, ..fix });
            }
        }
        actions
    }

    /// The action that fixes what can be fixed safely. None if there is nothing.
    pub(crate) fn fix_all(&self, analysis: &Analysis) -> Option<CodeAction> {
        let action = CodeAction {
            title: "fix all that rutter can fix safely".to_owned(),
            kind: Some(CodeActionKind::Custom(FIX_ALL.into())),
            ..CodeAction::default()
        };
        let edits = self.edits(analysis, &Deed::FixAll);
        if edits.is_empty() { None } else { Some(CodeAction { edit: Some(self.edit(&edits)), ..action }) }
    }

    /// The special files of Next that are missing beside a page or a layout, where a range begins that stands for it.
    pub(crate) fn new_files(&self, analysis: &Analysis, range: Range) -> Vec<CodeAction> {
        if !self.capabilities.creates_files {
            return Vec::new();
        }
        let text = &self.document.text;
        let offset = text.offset(range.start, self.capabilities.encoding);
        let missing = special_files::missing(analysis, self.path, text.as_str(), offset).into_iter();
        missing.filter_map(created).collect()
    }

    /// The edit of an action that was offered. None if there is none.
    pub(crate) fn resolve(&self, analysis: &Analysis, wanted: &Wanted) -> Option<WorkspaceEdit> {
        let edits = self.edits(analysis, &wanted.deed);
        (!edits.is_empty()).then(|| self.edit(&edits))
    }

    /// An action with its edit, or with what finds the edit later, where the client asks for it. None if there is no edit.
    fn offer(&self, analysis: &Analysis, deed: Deed, action: CodeAction) -> Option<CodeAction> {
        if self.capabilities.resolves_actions {
            let wanted = Wanted { uri: self.uri.clone(), version: self.document.version, deed };
            // Plain data, which always can be written.
            return Some(CodeAction { data: serde_json::to_value(wanted).ok(), ..action });
        }
        let edits = self.edits(analysis, &deed);
        (!edits.is_empty()).then(|| CodeAction { edit: Some(self.edit(&edits)), ..action })
    }

    fn edits(&self, analysis: &Analysis, deed: &Deed) -> Vec<Edit> {
        let Some(module) = analysis.module(self.path) else { return Vec::new() };
        let report = check_module(&analysis.project(), &analysis.settings, module);
        let (name, text) = (self.path.file_name().unwrap_or_default(), self.document.text.as_str());
        match deed {
            Deed::FixAll => safe_edits(name, text, &report.findings),
            Deed::Suppress { rule, at } => {
                let facts = analysis.graph[module].facts();
                let is_meant = |finding: &&rutter_check::Finding| {
                    Some(finding.rule) == find(rule) && finding.span.start == *at
                };
                let finding = report.findings.iter().find(is_meant);
                let edit = finding.and_then(|finding| suppression(facts, name, text, finding, REASON));
                edit.into_iter().collect()
            }
        }
    }

    /// Edits of the document as the client wants them, of its own version where it checks that.
    fn edit(&self, edits: &[Edit]) -> WorkspaceEdit {
        let text = &self.document.text;
        let line_end = if text.as_str().split_once('\n').is_some_and(|(line, _)| line.ends_with('\r')) {
            "\r\n"
        } else {
            "\n"
        };
        let edit = |Edit { span, text: new }: &Edit| TextEdit {
            range: text.range(Span::into(*span), self.capabilities.encoding),
            new_text: new.replace('\n', line_end),
        };
        self.edited(edits.iter().map(edit).collect())
    }

    /// The same of edits that are the client's already.
    fn edited(&self, edits: Vec<TextEdit>) -> WorkspaceEdit {
        if !self.capabilities.versions_edits {
            let changes = Some(HashMap::from([(self.uri.clone(), edits)]));
            return WorkspaceEdit { changes, ..WorkspaceEdit::default() };
        }
        let text_document = OptionalVersionedTextDocumentIdentifier {
            version: Some(self.document.version),
            text_document_identifier: TextDocumentIdentifier { uri: self.uri.clone() },
        };
        let edit = TextDocumentEdit { text_document, edits: edits.into_iter().map(Into::into).collect() };
        WorkspaceEdit { document_changes: Some(vec![edit.into()]), ..WorkspaceEdit::default() }
    }
}

/// The action that creates a file.
fn created(file: NewFile) -> Option<CodeAction> {
    let text_document_identifier = TextDocumentIdentifier { uri: uri(&file.path)? };
    let created =
        CreateFile { uri: text_document_identifier.uri.clone(), options: None, annotation_id: None };
    let text_document = OptionalVersionedTextDocumentIdentifier { version: None, text_document_identifier };
    let text = TextEdit { range: Range::default(), new_text: file.text.to_owned() };
    let text = TextDocumentEdit { text_document, edits: vec![text.into()] };
    let changes = vec![DocumentChange::CreateFile(created), text.into()];
    Some(CodeAction {
        title: format!("create `{}` here", file.path.file_name()?),
        kind: Some(CodeActionKind::Refactor),
        edit: Some(WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }),
        ..CodeAction::default()
    })
}

fn quick_fix(title: String, shown: Shown) -> CodeAction {
    let kind = Some(CodeActionKind::QuickFix);
    CodeAction { title, kind, diagnostics: Some(vec![shown]), ..CodeAction::default() }
}

/// Whether two ranges have a place in common.
fn touches(one: Range, other: Range) -> bool {
    one.start <= other.end && other.start <= one.end
}
