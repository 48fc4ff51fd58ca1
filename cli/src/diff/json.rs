//! What `rutter diff --format json` prints. The shape is public: tools build on it, and `docs/diff.md` states it.

use rutter_contract::diff::{Change, Effect};
use serde::Serialize;

use super::{Side, number};

/// The one object.
#[derive(Serialize)]
struct Report<'a> {
    before: Compared<'a>,
    after: Compared<'a>,
    breaking: usize,
    safe: usize,
    changes: &'a [Change],
}

/// One side of the comparison.
#[derive(Serialize)]
struct Compared<'a> {
    /// As it was asked for; `null`: the files on the disk.
    revision: Option<&'a str>,
    /// The hash of the commit.
    commit: Option<&'a str>,
    /// The names of the files that it has.
    files: Vec<&'static str>,
}

/// The changes as one object, with a final line break.
pub(crate) fn json(changes: &[Change], before: &Side, after: &Side) -> Result<String, serde_json::Error> {
    let report = Report {
        before: compared(before),
        after: compared(after),
        breaking: number(changes, Effect::Breaking),
        safe: number(changes, Effect::Safe),
        changes,
    };
    Ok(serde_json::to_string_pretty(&report)? + "\n")
}

fn compared(side: &Side) -> Compared<'_> {
    let revision = side.revision.as_ref();
    Compared {
        revision: revision.map(|revision| revision.name.as_str()),
        commit: revision.map(|revision| revision.commit.as_str()),
        files: side.files(),
    }
}
