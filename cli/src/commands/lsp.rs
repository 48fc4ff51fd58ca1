//! `rutter lsp`: the language server, on the streams of the process itself.

use rutter_lsp::End;

use crate::session::Outcome;

pub(crate) fn run() -> anyhow::Result<Outcome> {
    Ok(match rutter_lsp::stdio()? {
        End::Asked => Outcome::Clean,
        // The protocol wants 1.
        End::Unasked => Outcome::Findings,
    })
}
