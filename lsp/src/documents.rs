//! The documents that the client has open.

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use lsp_types::{
    TextDocumentContentChangeEvent, TextDocumentContentChangePartial, TextDocumentContentChangeWholeDocument,
    Uri,
};
use rustc_hash::FxHashMap;

use crate::report::uri;
use crate::text::{Encoding, Text};

/// A document as the client has it.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// Where its file is, without symbolic links; none for a document that is no file.
    pub(crate) path: Option<Utf8PathBuf>,
    /// The client's number of this text.
    pub(crate) version: i32,
    pub(crate) text: Text,
}

/// All open documents. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Documents {
    by_uri: Arc<FxHashMap<Uri, Document>>,
}

impl Documents {
    pub(crate) fn get(&self, uri: &Uri) -> Option<&Document> {
        self.by_uri.get(uri)
    }

    /// All of them, in no particular order.
    pub(crate) fn uris(&self) -> impl Iterator<Item = &Uri> {
        self.by_uri.keys()
    }

    /// Where the files of all of them are, sorted.
    pub(crate) fn paths(&self) -> Vec<Utf8PathBuf> {
        let mut paths: Vec<Utf8PathBuf> =
            self.by_uri.values().filter_map(|document| document.path.clone()).collect();
        paths.sort_unstable();
        paths
    }

    /// The names of a file: those under which the client has it open, or else its own.
    pub(crate) fn names_of(&self, path: &Utf8Path) -> Vec<Uri> {
        let open = self.by_uri.iter().filter(|(_, document)| document.path.as_deref() == Some(path));
        let mut names: Vec<Uri> = open.map(|(uri, _)| uri.clone()).collect();
        if names.is_empty() {
            names.extend(uri(path));
        }
        names.sort_unstable();
        names
    }

    /// Something of each file by all names of the file.
    pub(crate) fn by_name<T: Clone>(
        &self,
        files: impl IntoIterator<Item = (Utf8PathBuf, T)>,
    ) -> BTreeMap<Uri, T> {
        let named = |(path, it): (Utf8PathBuf, T)| {
            self.names_of(&path).into_iter().map(move |name| (name, it.clone()))
        };
        files.into_iter().flat_map(named).collect()
    }

    /// The text of a file that is open.
    pub(crate) fn text_of(&self, path: &Utf8Path) -> Option<&Text> {
        let of_path = self.by_uri.iter().filter(|(_, document)| document.path.as_deref() == Some(path));
        // Under several names it has the text of one of them, always the same.
        of_path.min_by_key(|(uri, _)| *uri).map(|(_, document)| &document.text)
    }

    /// The client opened a document. One that is open already is replaced.
    pub(crate) fn open(&mut self, uri: Uri, document: Document) {
        Arc::make_mut(&mut self.by_uri).insert(uri, document);
    }

    /// The client changed a document. None if it is not open.
    pub(crate) fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) -> Option<&Document> {
        let document = Arc::make_mut(&mut self.by_uri).get_mut(uri)?;
        document.version = version;
        document.text = edited(&document.text, changes, encoding);
        Some(document)
    }

    /// The client closed a document.
    pub(crate) fn close(&mut self, uri: &Uri) -> Option<Document> {
        Arc::make_mut(&mut self.by_uri).remove(uri)
    }
}

/// A text after some edits.
fn edited(before: &Text, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) -> Text {
    let edit = |change| match change {
        TextDocumentContentChangeEvent::TextDocumentContentChangePartial(
            TextDocumentContentChangePartial { range, text, .. },
        ) => (Some(range), text),
        TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(
            TextDocumentContentChangeWholeDocument { text },
        ) => (None, text),
    };
    before.edited(changes.into_iter().map(edit), encoding)
}
