//! The language server, as an editor sees it.

mod agreement;
mod app;
mod completion;
mod configuration;
mod diagnostics;
mod disk;
mod editor;
mod hostile;
mod hover;
mod inlay_hints;
mod notices;
mod rename;
mod routes;
mod rust;
mod rust_agreement;
mod rust_routes;
mod shaky;
