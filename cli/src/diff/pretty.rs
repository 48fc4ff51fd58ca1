//! What `rutter diff` prints for people.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use rutter_contract::diff::{Audience, Change, Effect, Subject};

use super::{Side, number};
use crate::words::count;

/// How many users of a type are named; the rest is counted.
const MAX_USERS: usize = 4;

/// The changes under what they are about; what breaks someone comes first.
pub(crate) fn pretty(changes: &[Change]) -> String {
    let mut text = String::new();
    let groups: Vec<&[Change]> = changes.chunk_by(|one, other| one.subject == other.subject).collect();
    let breaks = |group: &&[Change]| number(group, Effect::Breaking) > 0;
    for group in
        groups.iter().filter(|group| breaks(group)).chain(groups.iter().filter(|group| !breaks(group)))
    {
        let [first, ..] = group else { continue };
        let _ = writeln!(text, "{}", heading(first));
        text.push_str(&users(group));
        for change in sorted(group) {
            let Change { effect, audience, message, why, .. } = change;
            let _ = writeln!(text, "  {} for {}: {message}\n    {why}", effect.as_str(), audience.as_str());
        }
        text.push('\n');
    }
    text
}

fn sorted(group: &[Change]) -> Vec<&Change> {
    let mut sorted: Vec<&Change> = group.iter().collect();
    sorted.sort_by_key(|change| change.effect);
    sorted
}

/// `type NewShip (harbour::ships::NewShip)`.
fn heading(change: &Change) -> String {
    match &change.subject {
        Subject::Route { app, pattern } => format!("route {pattern} of {app}"),
        Subject::Endpoint { method, pattern } => format!("endpoint {method} {pattern}"),
        Subject::Search { path } => format!("search params {path}"),
        Subject::Type { name, path } => format!("type {name} ({path})"),
    }
}

/// Who uses a type, for each way in which it is judged.
fn users(group: &[Change]) -> String {
    let mut text = String::new();
    for (audience, verb) in
        [(Audience::Senders, "sent in"), (Audience::Links, "linked by"), (Audience::Readers, "read from")]
    {
        let of_type =
            |change: &&Change| change.audience == audience && matches!(change.subject, Subject::Type { .. });
        let mut changes = group.iter().filter(of_type).peekable();
        if changes.peek().is_none() {
            continue;
        }
        let users: BTreeSet<&str> = changes.flat_map(|change| &change.used_by).map(String::as_str).collect();
        let shown: Vec<&str> = users.iter().take(MAX_USERS).copied().collect();
        let _ = match users.len() {
            0 => writeln!(text, "  {verb} nothing that the contract knows"),
            all if all > MAX_USERS => {
                writeln!(text, "  {verb} {} and {} more", shown.join(", "), all - MAX_USERS)
            }
            _ => writeln!(text, "  {verb} {}", shown.join(", ")),
        };
    }
    text
}

/// `2 breaking changes and 1 safe change since main (1a2b3c4)`.
pub(crate) fn summary(changes: &[Change], before: &Side, after: &Side) -> String {
    let (breaking, safe) = (number(changes, Effect::Breaking), number(changes, Effect::Safe));
    let what = match (breaking, safe) {
        (0, 0) => "nothing has changed".to_owned(),
        (0, safe) => format!("{}, nothing breaking,", count(safe, "safe change")),
        (breaking, 0) => count(breaking, "breaking change"),
        (breaking, safe) => {
            format!("{} and {}", count(breaking, "breaking change"), count(safe, "safe change"))
        }
    };
    match after.revision {
        None => format!("{what} since {}\n", before.named()),
        Some(_) => format!("{what} from {} to {}\n", before.named(), after.named()),
    }
}
