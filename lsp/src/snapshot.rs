//! What work is given: everything that is known at the moment when it is asked for.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use camino::Utf8Path;
use lsp_server::{ErrorCode, RequestId, Response};
use lsp_types::Uri;

use crate::analysis::Analysis;
use crate::client::Capabilities;
use crate::documents::{Document, Documents};
use crate::inputs::{CurrentInputs, Inputs};
use crate::notices::Notices;
use crate::pool::Workers;
use crate::projects::{Found, Project, Projects};
use crate::rust::{RustFiles, is_rust};
use crate::settings::Settings;

/// Why a request has no result.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Failure {
    pub(crate) code: ErrorCode,
    pub(crate) message: String,
}

/// Whether the client still wants to know.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cancel(Arc<AtomicBool>);

/// Everything at one moment. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Snapshot {
    pub(crate) capabilities: Capabilities,
    pub(crate) settings: Settings,
    pub(crate) documents: Documents,
    pub(crate) inputs: Inputs,
    /// The inputs as they have become since.
    pub(crate) current: Arc<CurrentInputs>,
    pub(crate) projects: Arc<Projects>,
    pub(crate) rust: Arc<RustFiles>,
    pub(crate) workers: Arc<Workers>,
    pub(crate) notices: Notices,
    pub(crate) cancel: Cancel,
}

/// A file that somebody asks about, with each app that it is a part of.
pub(crate) struct Asked {
    pub(crate) document: Document,
    pub(crate) analyses: Vec<Arc<Analysis>>,
}

impl Failure {
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    pub(crate) fn cancelled() -> Self {
        Self::new(ErrorCode::RequestCanceled, "the request was cancelled")
    }

    pub(crate) fn outdated() -> Self {
        Self::new(ErrorCode::ContentModified, "the document was changed since")
    }

    /// The answer of a request that fails so.
    pub(crate) fn response(&self, id: RequestId) -> Response {
        Response::new_err(id, self.code as i32, self.message.clone())
    }
}

/// Does work in which a mistake of ours costs nothing but its result. It changes nothing that outlives it but analyses, which
/// are set as a whole.
///
/// # Errors
/// If the work fails or panics.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<&str>().copied();
        let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        let message = format!("rutter has a mistake: {}", text.unwrap_or("it does not say why"));
        Err(Failure::new(ErrorCode::InternalError, message))
    })
}

impl Cancel {
    pub(crate) fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// # Errors
    /// If the client does not want to know any more.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        if self.0.load(Ordering::Relaxed) { Err(Failure::cancelled()) } else { Ok(()) }
    }
}

impl Snapshot {
    /// The apps of the client's folders.
    pub(crate) fn found(&self) -> Arc<Found> {
        self.projects.found(&self.inputs, &self.notices)
    }

    /// An open document, with the apps that it is a part of. None if it is not open, no file, or a Rust file. The positions of a request
    /// are about the text of the document.
    ///
    /// # Errors
    /// If the request was cancelled, or the document has another text by now.
    pub(crate) fn asked(&self, uri: &Uri) -> Result<Option<Asked>, Failure> {
        let Some(document) = self.documents.get(uri) else { return Ok(None) };
        let Some(path) = document.path.as_ref().filter(|path| !is_rust(path)) else { return Ok(None) };
        let analyses = self.analyses_of(path)?;
        let text = document.text.as_str();
        let is_other = |analysis: &Arc<Analysis>| match analysis.open.get(path) {
            Some(shown) => shown.as_str() != text,
            // It was opened since then, with the text that it had.
            None => analysis.system.read_to_string(path).is_ok_and(|shown| shown != text),
        };
        if analyses.iter().any(is_other) {
            return Err(Failure::outdated());
        }
        Ok(Some(Asked { document: document.clone(), analyses }))
    }

    /// Each app that a file is a part of, as it is now.
    ///
    /// # Errors
    /// If the request was cancelled.
    pub(crate) fn analyses_of(&self, path: &Utf8Path) -> Result<Vec<Arc<Analysis>>, Failure> {
        let found = self.found();
        let mut analyses = Vec::new();
        for project in found.all() {
            // An app that nobody has asked about is not read for a file of another app.
            let is_inside = project.app.contains(path);
            let is_known = || project.host.known().is_some_and(|known| known.module(path).is_some());
            if is_inside || is_known() || !found.all().any(|other| other.app.contains(path)) {
                let analysis = self.analysis(project)?;
                if is_inside || analysis.module(path).is_some() {
                    analyses.push(analysis);
                }
            }
        }
        Ok(analyses)
    }

    /// An app as it is now.
    ///
    /// # Errors
    /// If the request was cancelled.
    pub(crate) fn analysis(&self, project: &Project) -> Result<Arc<Analysis>, Failure> {
        self.cancel.check()?;
        let analysis = project.host.analysis(self, &project.workspace, &project.app)?;
        self.cancel.check()?;
        Ok(analysis)
    }
}
