//! The language server: what `rutter check` says, while the code is written.
//!
//! One thread runs the loop ([`serve`]). It is the only one that changes anything: it keeps the documents that the
//! client has open and hands work to a pool, each piece with a [`Snapshot`](snapshot::Snapshot) of what was known when it
//! was asked for. What the work has come to returns to the loop as an event, and only the loop answers, so each request
//! is answered exactly once.
//!
//! An app is analysed when somebody asks about it. Edits collect in the inbox of its [`Host`](host::Host), and whoever
//! asks next brings the [`Analysis`](analysis::Analysis) up to date, on a thread of the pool.
//!
//! One file under `requests` is one request of the protocol, and one under `notifications` one notification.

mod actions;
mod analysis;
mod capabilities;
mod client;
mod diagnostics;
mod disk;
mod documents;
mod handshake;
mod host;
mod ide;
mod inputs;
mod notices;
mod notifications;
mod overlay;
mod parent;
mod pool;
mod projects;
mod report;
mod requests;
mod rust;
mod server;
mod settings;
mod snapshot;
mod text;
mod transport;
mod watch;

pub use server::{End, ServerError, serve, stdio};
