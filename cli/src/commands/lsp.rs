//! `rutter lsp`: the language server, on the streams of the process itself.

use crate::session::Outcome;

pub(crate) fn run() -> anyhow::Result<Outcome> {
    rutter_lsp::stdio()?;
    Ok(Outcome::Clean)
}
