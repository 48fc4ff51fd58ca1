//! What the client's user is told unasked: that an app is read for the first time, that its configuration is broken, and that
//! Rutter has a mistake.

use std::collections::{BTreeMap, BTreeSet};

use crossbeam_channel::Sender;
use lsp_server::ErrorCode;
use lsp_types::{
    MessageType, ProgressNotification, ProgressParams, ProgressToken, ShowMessageNotification,
    ShowMessageParams, WorkDoneProgressBegin, WorkDoneProgressCreateParams, WorkDoneProgressCreateRequest,
    WorkDoneProgressEnd,
};
use serde::Serialize;

use crate::client::Expected;
use crate::server::{Event, Session};
use crate::snapshot::Failure;

/// Something that happens while work is done.
#[derive(Debug)]
pub(crate) enum Notice {
    /// An app, by its name, is read for the first time.
    Reading(String),
    /// That has ended.
    Read(String),
    /// The configuration is looked at: what is wrong with it, if it is so broken that no app is known.
    Configured(Option<String>),
}

/// The way to tell of them, from any thread.
#[derive(Debug, Clone)]
pub(crate) struct Notices(Sender<Event>);

/// An app is read as long as this is there.
pub(crate) struct Reading<'n>(&'n Notices, String);

/// What was told so far.
#[derive(Debug, Default)]
pub(crate) struct Noticed {
    /// The apps that are read, with the token of each, and whether the client shows it.
    reading: BTreeMap<String, (i32, bool)>,
    tokens: i32,
    /// What is wrong with the configuration.
    broken: Option<String>,
    mistakes: BTreeSet<String>,
}

/// How many different mistakes are told. Whoever has more knows enough.
const MOST_MISTAKES: usize = 20;

impl Notices {
    pub(crate) fn new(sender: Sender<Event>) -> Self {
        Self(sender)
    }

    pub(crate) fn tell(&self, notice: Notice) {
        // When the loop has ended nobody wants to know.
        let _ = self.0.send(Event::Notice(notice));
    }

    pub(crate) fn reading(&self, app: &str) -> Reading<'_> {
        self.tell(Notice::Reading(app.to_owned()));
        Reading(self, app.to_owned())
    }
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        self.0.tell(Notice::Read(std::mem::take(&mut self.1)));
    }
}

impl Session {
    pub(crate) fn notice(&mut self, notice: Notice) {
        match notice {
            Notice::Reading(app) if self.client.capabilities.shows_progress => {
                let noticed = &mut self.noticed;
                noticed.tokens += 1;
                let token = noticed.tokens;
                noticed.reading.insert(app, (token, false));
                let params = WorkDoneProgressCreateParams { token: ProgressToken::Int(token) };
                self.client.ask::<WorkDoneProgressCreateRequest>(params, Expected::Progress(token));
            }
            Notice::Reading(_) => {}
            Notice::Read(app) => {
                if let Some((token, true)) = self.noticed.reading.remove(&app) {
                    self.progress(token, WorkDoneProgressEnd { message: None });
                }
            }
            Notice::Configured(broken) => {
                let before = std::mem::replace(&mut self.noticed.broken, broken.clone());
                // It is told once, whatever it becomes while somebody edits it.
                if let (Some(wrong), None) = (broken, before) {
                    let message = format!("no app is looked at until rutter.toml is put right: {wrong}");
                    self.client.notify::<ShowMessageNotification>(ShowMessageParams {
                        kind: MessageType::Error,
                        message,
                    });
                }
            }
        }
    }

    /// The client has taken a token, or not.
    pub(crate) fn progress_taken(&mut self, token: i32, is_taken: bool) {
        let reading = self.noticed.reading.iter_mut().find(|(_, (of_app, _))| *of_app == token);
        // Where it has ended before there is nothing to show.
        let Some((app, (_, is_shown))) = reading else { return };
        *is_shown = is_taken;
        if is_taken {
            let begin = WorkDoneProgressBegin {
                title: format!("rutter reads {app}"),
                cancellable: None,
                message: None,
                percentage: None,
            };
            self.progress(token, begin);
        }
    }

    fn progress(&self, token: i32, value: impl Serialize) {
        // Plain data, which always can be written.
        let value = serde_json::to_value(value).unwrap_or_default();
        let params = ProgressParams { token: ProgressToken::Int(token), value };
        self.client.notify::<ProgressNotification>(params);
    }

    /// Writes a mistake of ours into the client's log, once.
    pub(crate) fn note_failure(&mut self, failure: &Failure) {
        self.note_mistake(failure.code as i32, &failure.message);
    }

    /// The same of an answer.
    pub(crate) fn note_mistake(&mut self, code: i32, message: &str) {
        let mistakes = &mut self.noticed.mistakes;
        if code == ErrorCode::InternalError as i32
            && mistakes.len() < MOST_MISTAKES
            && mistakes.insert(message.to_owned())
        {
            self.client.log(MessageType::Error, message.to_owned());
        }
    }
}
