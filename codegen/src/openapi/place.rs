//! Which endpoint has which place in a document.

use std::collections::BTreeMap;

use rutter_contract::{Contract, Endpoint, Method};

use super::path::{self, Path};

/// An endpoint that a document has no place for: OpenAPI knows a path by the places of its params, and has one operation for
/// each method of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its method and its path in Next's notation.
    pub endpoint: (Method, String),
    /// The path in Next's notation of the endpoint that has the place.
    pub kept: String,
    /// The path that both would have in the document.
    pub path: String,
}

/// A path of an endpoint.
pub(super) struct Placed<'c> {
    pub(super) endpoint: &'c Endpoint,
    pub(super) path: Path,
}

/// The paths of all endpoints, and those that have none. Params at one place have one name, that of the first.
pub(super) fn placed(contract: &Contract) -> (Vec<Placed<'_>>, Vec<LeftOut>) {
    let all = contract.endpoints.iter();
    let mut all: Vec<Placed<'_>> = all
        .flat_map(|endpoint| {
            path::of(&endpoint.pattern).into_iter().map(move |path| Placed { endpoint, path })
        })
        .collect();
    // What a path says in full comes before what it says in part.
    all.sort_by_key(|placed| !placed.path.is_exact());
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut taken: BTreeMap<(String, Method), &str> = BTreeMap::new();
    let (mut kept, mut left_out) = (Vec::new(), Vec::new());
    for Placed { endpoint, mut path } in all {
        let outline = path.outline();
        path.rename(names.entry(outline.clone()).or_insert_with(|| path.names()));
        match taken.get(&(outline.clone(), endpoint.method)) {
            Some(other) => left_out.push(LeftOut {
                endpoint: (endpoint.method, endpoint.pattern.clone()),
                kept: (*other).to_owned(),
                path: path.template(),
            }),
            None => {
                taken.insert((outline, endpoint.method), &endpoint.pattern);
                kept.push(Placed { endpoint, path });
            }
        }
    }
    (kept, left_out)
}
