//! The language server, as an editor sees it.

mod agreement;
mod app;
mod completion;
mod diagnostics;
mod editor;
mod rename;
mod routes;
