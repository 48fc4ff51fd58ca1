//! What the client knows of files, and how it gets to know what it does not.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::time::Instant;

use camino::Utf8PathBuf;
use lsp_server::Response;
use lsp_types::{
    Diagnostic, DiagnosticRefreshRequest, DocumentDiagnosticRequest, InlayHintRefreshRequest,
    InlayHintRequest, PublishDiagnosticsNotification, PublishDiagnosticsParams, Request, Uri,
    WorkspaceDiagnosticRequest,
};

use super::{Event, QUIET, Session};
use crate::client::Capabilities;
use crate::diagnostics;
use crate::pool::Lane;
use crate::report::result_id;
use crate::requests;
use crate::snapshot::{Cancel, Failure, Snapshot, guarded};

/// What is wrong with files.
pub(super) type Wrong = BTreeMap<Utf8PathBuf, Vec<Diagnostic>>;

/// What the client knows of files, and when they are looked at unasked.
pub(super) struct Told {
    /// What it last knew of all files.
    all: Reported,
    /// When files are looked at, if something has changed since they were.
    pub(super) settles_at: Option<Instant>,
    /// Ends the look at files that was begun when nothing had changed for a while.
    settling: Cancel,
    /// The documents that the client has changed since then.
    edited: BTreeSet<Uri>,
    /// What the client was last told to be wrong with each file, by what tells it from anything else.
    wrong: BTreeMap<Uri, String>,
    /// The inlay hints of the open documents when they were last looked at, by what tells them from others.
    hints: BTreeMap<Uri, String>,
    /// The revision at which the client was last told those of a document.
    told_hints: BTreeMap<Uri, u64>,
}

/// What the client knows of all files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Reported {
    /// The revision that it is about; 0 where the client knows nothing.
    revision: u64,
    /// Whether there was nothing to tell.
    is_empty: bool,
}

/// What the client knows when a request is answered.
pub(super) enum Subject {
    /// What is wrong with all files, at a revision.
    All(u64),
    /// What is wrong with a document.
    Document(Uri),
    /// The inlay hints of a document, at a revision.
    Hints(Uri, u64),
    /// Something else.
    Other,
}

impl Default for Told {
    fn default() -> Self {
        Self {
            all: Reported::default(),
            settles_at: Some(Instant::now()),
            settling: Cancel::default(),
            edited: BTreeSet::new(),
            wrong: BTreeMap::new(),
            hints: BTreeMap::new(),
            told_hints: BTreeMap::new(),
        }
    }
}

impl Told {
    /// Remembers what the client knows by an answer.
    pub(super) fn note(&mut self, subject: Subject, response: &Response) {
        let Ok(result) = &response.response_result else { return };
        match subject {
            Subject::All(revision) => {
                let is_empty = result["items"].as_array().is_some_and(Vec::is_empty);
                self.all = Reported { revision, is_empty };
            }
            Subject::Document(uri) => {
                if let Some(id) = result["resultId"].as_str() {
                    self.wrong.insert(uri, id.to_owned());
                }
            }
            Subject::Hints(uri, revision) => {
                self.told_hints.insert(uri, revision);
            }
            Subject::Other => {}
        }
    }

    /// Whether there is nothing new for a client that asks what is wrong with all files: if it asks again and again, it gets
    /// its answer when there is, as the protocol allows.
    pub(super) fn has_no_news(&self, request: &lsp_server::Request, subject: &Subject) -> bool {
        matches!(subject, Subject::All(revision) if *revision == self.all.revision)
            && (self.all.is_empty || knows_something(request))
    }
}

impl Session {
    /// Something has changed that files are made of.
    pub(crate) fn changed(&mut self) {
        self.told.settling.cancel();
        self.told.settles_at = Some(Instant::now() + QUIET);
    }

    /// The client has changed a document.
    pub(crate) fn edited(&mut self, uri: Uri) {
        self.refuse_outdated(&uri);
        self.told.edited.insert(uri);
        self.changed();
    }

    /// Nothing has changed for a while. Who waits for changes is answered, and what the client does not ask for is looked at.
    pub(super) fn settle(&mut self) {
        self.told.settles_at = None;
        let revision = self.inputs.now().revision;
        if revision != self.told.all.revision {
            self.wake(revision);
        }
        self.told.settling = Cancel::default();
        let snapshot = self.snapshot(self.told.settling.clone());
        let Capabilities { pulls_diagnostics, refreshes_diagnostics, refreshes_hints, .. } =
            self.client.capabilities;
        if !pulls_diagnostics {
            let snapshot = snapshot.clone();
            self.spawn(Lane::Background, move || Event::Checked { revision, files: all_files(&snapshot) });
        }
        let refreshes_diagnostics = pulls_diagnostics && refreshes_diagnostics;
        if refreshes_diagnostics || refreshes_hints {
            self.spawn(Lane::Background, move || Event::Seen {
                revision,
                files: if refreshes_diagnostics { open_files(&snapshot) } else { Wrong::new() },
                hints: if refreshes_hints { open_hints(&snapshot) } else { BTreeMap::new() },
            });
        }
    }

    /// Has the client ask again, if there is something else to say of a document that it has not changed itself: what it
    /// has changed it asks about anyway.
    pub(super) fn refresh(&mut self, revision: u64, files: Wrong, hints: BTreeMap<Uri, String>) {
        // Where files are looked at again soon, this look may have been cut short.
        if revision != self.inputs.now().revision || self.told.settles_at.is_some() {
            return;
        }
        let told = &mut self.told;
        let edited = mem::take(&mut told.edited);
        let before = mem::replace(&mut told.hints, hints);
        let told_hints = mem::take(&mut told.told_hints);
        // What a document had when it was not looked at yet is not known.
        let is_outdated = |uri: &Uri| told_hints.get(uri).is_some_and(|told| *told < revision);
        let is_other = |(uri, id): (&Uri, &String)| {
            !edited.contains(uri) && before.get(uri).map_or_else(|| is_outdated(uri), |known| known != id)
        };
        if told.hints.iter().any(is_other) {
            self.client.request::<InlayHintRefreshRequest>(());
        }
        let ids = files.into_iter().map(|(file, shown)| (file, result_id(&shown)));
        let ids = self.documents.by_name(ids);
        let is_news = |(uri, id): (&Uri, &String)| {
            !edited.contains(uri) && told.wrong.get(uri).is_some_and(|known| known != id)
        };
        if ids.iter().any(is_news) {
            self.client.request::<DiagnosticRefreshRequest>(());
            // It is asked only once for each change.
            told.wrong.retain(|uri, _| !ids.contains_key(uri));
        }
    }

    /// Tells the client what is wrong with each file, unless something has changed since.
    pub(super) fn tell(&mut self, revision: u64, files: Wrong) {
        if revision != self.inputs.now().revision {
            return;
        }
        let mut files = self.documents.by_name(files);
        for known in self.told.wrong.keys() {
            files.entry(known.clone()).or_default();
        }
        for (uri, diagnostics) in files {
            let id = result_id(&diagnostics);
            let known = if diagnostics.is_empty() {
                self.told.wrong.remove(&uri)
            } else {
                self.told.wrong.insert(uri.clone(), id.clone())
            };
            if known.as_ref() == Some(&id) || (known.is_none() && diagnostics.is_empty()) {
                continue;
            }
            let version = self.documents.get(&uri).map(|document| document.version);
            let params = PublishDiagnosticsParams { uri, version, diagnostics };
            self.client.notify::<PublishDiagnosticsNotification>(params);
        }
    }
}

impl Subject {
    pub(super) fn of(request: &lsp_server::Request, revision: u64) -> Self {
        if request.method == WorkspaceDiagnosticRequest::METHOD.as_str() {
            return Self::All(revision);
        }
        let uri = request.params["textDocument"]["uri"].as_str().and_then(|uri| Uri::parse(uri).ok());
        match uri {
            Some(uri) if request.method == DocumentDiagnosticRequest::METHOD.as_str() => Self::Document(uri),
            Some(uri) if request.method == InlayHintRequest::METHOD.as_str() => Self::Hints(uri, revision),
            _ => Self::Other,
        }
    }
}

/// Whether a client that asks what is wrong with all files was told before.
fn knows_something(request: &lsp_server::Request) -> bool {
    request.params["previousResultIds"].as_array().is_some_and(|known| !known.is_empty())
}

fn all_files(snapshot: &Snapshot) -> Result<Wrong, Failure> {
    guarded(|| diagnostics::of_all(snapshot))
}

/// What is wrong with the files that the client has open.
fn open_files(snapshot: &Snapshot) -> Wrong {
    let of_file = |path: Utf8PathBuf| {
        let found = guarded(|| diagnostics::of_file(snapshot, &path)).ok()?;
        Some((path, found))
    };
    snapshot.documents.paths().into_iter().filter_map(of_file).collect()
}

/// What tells the inlay hints of each document that the client has open from others.
fn open_hints(snapshot: &Snapshot) -> BTreeMap<Uri, String> {
    let hints = |uri: &Uri| {
        let hints = guarded(|| requests::hints(snapshot, uri)).ok()??;
        // They are plain data, which always can be written.
        Some((uri.clone(), serde_json::to_string(&hints).unwrap_or_default()))
    };
    snapshot.documents.uris().filter_map(hints).collect()
}
