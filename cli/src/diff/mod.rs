//! What `rutter diff` compares and how it tells of it: the files of two revisions in, text out.

mod exports;
mod github;
mod json;
mod pretty;
mod revision;
mod routes;
mod side;

pub(crate) use github::github;
pub(crate) use json::json;
pub(crate) use pretty::{pretty, summary};
pub(crate) use revision::Repository;
pub(crate) use side::{Side, missing};

use rutter_contract::diff::{Change, Effect, Subject, diff};

/// Everything that differs between two sides.
pub(crate) fn compare(before: &Side, after: &Side) -> Vec<Change> {
    let (old, new) = (before.routes(), after.routes());
    let mut changes = routes::compare(&old, &new);
    let had_route = |app: &str, pattern: &str| {
        old.apps.get(app).is_some_and(|routes| routes.iter().any(|route| route.pattern.as_str() == pattern))
    };
    // What is declared of a route that is new breaks no link to it.
    let of_contract =
        diff(&before.contract(), &after.contract()).into_iter().filter(|change| match &change.subject {
            Subject::Route { app, pattern } => had_route(app, pattern),
            Subject::Endpoint { .. } | Subject::Search { .. } | Subject::Type { .. } => true,
        });
    changes.extend(of_contract);
    let of_exports = exports::compare(&before.contract(), &after.contract(), &changes);
    changes.extend(of_exports);
    changes.sort();
    changes
}

/// How many changes have an effect.
pub(crate) fn number(changes: &[Change], effect: Effect) -> usize {
    changes.iter().filter(|change| change.effect == effect).count()
}
