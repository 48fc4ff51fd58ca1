//! The client's requests from when they come to when they are answered, which each is once.

use std::mem;

use lsp_server::{ErrorCode, RequestId, Response};
use lsp_types::Uri;
use rustc_hash::FxHashMap;

use super::told::Subject;
use super::{Event, Session};
use crate::pool::Lane;
use crate::requests;
use crate::snapshot::{Cancel, Failure};

/// The requests that are not answered yet.
#[derive(Default)]
pub(super) struct Questions {
    /// Those that are worked on.
    pending: FxHashMap<RequestId, Pending>,
    /// Those that wait for a change.
    waiting: Vec<lsp_server::Request>,
}

/// A request that is worked on.
struct Pending {
    cancel: Cancel,
    subject: Subject,
}

impl Questions {
    fn is_known(&self, id: &RequestId) -> bool {
        self.pending.contains_key(id) || self.waiting.iter().any(|request| request.id == *id)
    }

    fn all(&self) -> Vec<RequestId> {
        self.pending.keys().chain(self.waiting.iter().map(|request| &request.id)).cloned().collect()
    }

    /// Gives up on a request. False if it is answered already, or was never asked.
    fn remove(&mut self, id: &RequestId) -> bool {
        let waiting = self.waiting.len();
        self.waiting.retain(|request| request.id != *id);
        let pending = self.pending.remove(id);
        if let Some(pending) = &pending {
            pending.cancel.cancel();
        }
        pending.is_some() || self.waiting.len() < waiting
    }
}

impl Session {
    /// Takes in a request.
    pub(super) fn request(&mut self, request: lsp_server::Request) {
        let refused = match &*request.method {
            _ if self.is_shutting_down => Some("the server was asked to end"),
            "initialize" => Some("the server was greeted before"),
            // Two answers with one id would mean nothing.
            _ if self.questions.is_known(&request.id) => Some("a request with this id is not answered yet"),
            _ => None,
        };
        if let Some(reason) = refused {
            let failure = Failure::new(ErrorCode::InvalidRequest, reason);
            return self.client.respond(failure.response(request.id));
        }
        if request.method == "shutdown" {
            return self.shut_down(request.id);
        }
        let subject = Subject::of(&request, self.inputs.now().revision);
        if self.told.has_no_news(&request, &subject) {
            return self.questions.waiting.push(request);
        }
        self.work(request, subject);
    }

    fn work(&mut self, request: lsp_server::Request, subject: Subject) {
        let cancel = Cancel::default();
        let id = request.id.clone();
        let work = requests::work(request, self.snapshot(cancel.clone()));
        let lane = if matches!(subject, Subject::All(_)) { Lane::Background } else { Lane::Near };
        self.questions.pending.insert(id, Pending { cancel, subject });
        self.spawn(lane, move || Event::Answer(work()));
    }

    /// Works on what waits for a change, at a revision.
    pub(super) fn wake(&mut self, revision: u64) {
        for request in mem::take(&mut self.questions.waiting) {
            self.work(request, Subject::All(revision));
        }
    }

    /// A request was worked on. One that was cancelled is answered already.
    pub(super) fn answer(&mut self, response: Response) {
        if let Some(pending) = self.questions.pending.remove(&response.id) {
            self.told.note(pending.subject, &response);
            if let Err(error) = &response.response_result {
                self.note_mistake(error.code, &error.message);
            }
            self.client.respond(response);
        }
    }

    /// Gives up on a request.
    pub(crate) fn cancel(&mut self, id: &RequestId) {
        self.give_up(id, &Failure::cancelled());
    }

    /// Answers who wants to know what was wrong with a document as it was: nobody does the work for that any more.
    pub(super) fn refuse_outdated(&mut self, uri: &Uri) {
        let is_about =
            |pending: &Pending| matches!(&pending.subject, Subject::Document(asked) if asked == uri);
        let pending = self.questions.pending.iter();
        let outdated: Vec<RequestId> =
            pending.filter(|(_, it)| is_about(it)).map(|(id, _)| id.clone()).collect();
        outdated.iter().for_each(|id| self.give_up(id, &Failure::outdated()));
    }

    fn give_up(&mut self, id: &RequestId, reason: &Failure) {
        if self.questions.remove(id) {
            self.client.respond(reason.response(id.clone()));
        }
    }

    fn shut_down(&mut self, id: RequestId) {
        self.is_shutting_down = true;
        self.questions.all().iter().for_each(|id| self.cancel(id));
        self.client.respond(Response::new_ok(id, ()));
    }
}
