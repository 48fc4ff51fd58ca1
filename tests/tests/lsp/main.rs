//! The language server, as an editor sees it.

mod agreement;
mod diagnostics;
mod editor;
