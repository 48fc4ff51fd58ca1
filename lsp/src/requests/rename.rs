//! `textDocument/prepareRename` and `textDocument/rename`: a param with its folders and everything that names it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use lsp_server::ErrorCode;
use lsp_types::{
    AnnotatedTextEdit, ChangeAnnotation, DocumentChange, Edit, OptionalVersionedTextDocumentIdentifier,
    PrepareRenameParams, PrepareRenamePlaceholder, PrepareRenameResult, RenameFile, RenameParams,
    TextDocumentEdit, TextDocumentIdentifier, TextDocumentPositionParams, TextEdit, Uri, WorkspaceEdit,
};

use crate::analysis::Analysis;
use crate::ide::rename::{Renaming, Subject, rename, subject};
use crate::report::{Reporter, uri};
use crate::snapshot::{Failure, Snapshot};
use crate::text::Text;

/// The annotations, by which a client that shows a preview sorts what is done.
const TEXTS: &str = "rutter.rename.texts";
const FOLDERS: &str = "rutter.rename.folders";

pub(super) fn prepare(
    snapshot: &Snapshot,
    params: PrepareRenameParams,
) -> Result<Option<PrepareRenameResult>, Failure> {
    let Some((_, subject, text)) = asked(snapshot, &params.text_document_position_params)? else {
        return Ok(None);
    };
    let range = text.range(subject.span, snapshot.capabilities.encoding);
    Ok(Some(PrepareRenamePlaceholder { range, placeholder: subject.param.name }.into()))
}

pub(super) fn run(snapshot: &Snapshot, params: RenameParams) -> Result<Option<WorkspaceEdit>, Failure> {
    let Some((analysis, subject, _)) = asked(snapshot, &params.text_document_position_params)? else {
        return Ok(None);
    };
    if !snapshot.capabilities.renames_files {
        return Err(failure(
            "to rename a param is to rename its folder, which this editor does not do for a server; rename the folder, and \
             `rutter check` tells what is left"
                .to_owned(),
        ));
    }
    let renaming = rename(&analysis, &subject, &params.new_name).map_err(|refusal| failure(refusal.0))?;
    Ok(Some(shown(snapshot, &analysis, &renaming, &params.new_name)))
}

/// The param at a position, with the app and the document.
fn asked(
    snapshot: &Snapshot,
    at: &TextDocumentPositionParams,
) -> Result<Option<(Arc<Analysis>, Subject, Text)>, Failure> {
    let Some(asked) = snapshot.asked(&at.text_document.uri)? else { return Ok(None) };
    let Some(path) = &asked.document.path else { return Ok(None) };
    let offset = asked.document.text.offset(at.position, snapshot.capabilities.encoding);
    let found = asked.analyses.iter().find_map(|analysis| {
        Some((Arc::clone(analysis), subject(analysis, path, offset)?, asked.document.text.clone()))
    });
    Ok(found)
}

fn shown(snapshot: &Snapshot, analysis: &Analysis, renaming: &Renaming, new_name: &str) -> WorkspaceEdit {
    let is_annotated = snapshot.capabilities.annotates_changes;
    let mut reporter = Reporter::new(&*analysis.system, snapshot.capabilities);
    let mut by_file: BTreeMap<Uri, Vec<Edit>> = BTreeMap::new();
    let of_modules = renaming
        .edits
        .iter()
        .map(|edit| (&*analysis.graph[edit.module].path, &edit.span, edit.text.as_str()));
    let of_config = renaming.config.iter().map(|(file, span)| (file.as_path(), span, new_name));
    for (file, span, text) in of_modules.chain(of_config) {
        let Some(place) = reporter.location(file, span.clone()) else { continue };
        let text_edit = TextEdit { range: place.range, new_text: text.to_owned() };
        let edit = match is_annotated {
            true => AnnotatedTextEdit { annotation_id: TEXTS.to_owned(), text_edit }.into(),
            false => text_edit.into(),
        };
        by_file.entry(place.uri).or_default().push(edit);
    }
    let texts = by_file.into_iter().map(|(uri, edits)| {
        let version = snapshot.documents.get(&uri).map(|document| document.version);
        let text_document_identifier = TextDocumentIdentifier { uri };
        let text_document = OptionalVersionedTextDocumentIdentifier { version, text_document_identifier };
        DocumentChange::TextDocumentEdit(TextDocumentEdit { text_document, edits })
    });
    // The texts are named by where they are, so the folders come last.
    let folders = renaming.folders.iter().filter_map(|(from, to)| {
        let annotation_id = is_annotated.then(|| FOLDERS.to_owned());
        Some(DocumentChange::RenameFile(RenameFile {
            old_uri: uri(from)?,
            new_uri: uri(to)?,
            options: None,
            annotation_id,
        }))
    });
    let annotation = |label: &str| ChangeAnnotation {
        label: label.to_owned(),
        // VS Code leaves out what needs one until it is ticked, and a part of a renaming is worse than none.
        needs_confirmation: Some(false),
        description: None,
    };
    WorkspaceEdit {
        changes: None,
        document_changes: Some(texts.chain(folders).collect()),
        change_annotations: is_annotated.then(|| {
            HashMap::from([
                (TEXTS.to_owned(), annotation("rename the param where it is named")),
                (FOLDERS.to_owned(), annotation("rename the folder of the param")),
            ])
        }),
    }
}

fn failure(message: String) -> Failure {
    Failure::new(ErrorCode::RequestFailed, message)
}
