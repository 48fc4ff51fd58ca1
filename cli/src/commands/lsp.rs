//! `rutter lsp`: the language server, on the streams of the process itself.

use anyhow::Context as _;
use rutter_lsp::End;

use crate::session::Outcome;

/// Serves the editor. The protocol asks for status 1 where it leaves without a word.
pub(crate) fn run() -> anyhow::Result<Outcome> {
    let ending = rutter_lsp::stdio().context("the threads of the language server cannot be started")?;
    Ok(match ending {
        End::Asked => Outcome::Clean,
        End::Unasked => Outcome::Findings,
    })
}
