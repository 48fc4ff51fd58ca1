//! Which schemas there are, and what they are called.

use std::collections::{BTreeMap, BTreeSet};

use rutter_contract::{Contract, Definition, Type};

use crate::contract::references;

/// Who writes a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// A caller: the value is judged by shape and by rules.
    Request,
    /// A caller, and what a reader made of it: the same with defaults filled in.
    Parsed,
    /// The server.
    Response,
}

impl Direction {
    /// Whether a caller wrote it.
    pub(super) fn is_sent(self) -> bool {
        matches!(self, Self::Request | Self::Parsed)
    }
}

/// What a definition is in a direction.
pub(super) fn target(definition: &Definition, direction: Direction) -> &Type {
    match direction {
        Direction::Request | Direction::Parsed => &definition.request,
        Direction::Response => definition.response(),
    }
}

/// The names of all forms in use. `text` gives the schema of one, with references by path.
pub(super) fn of<'a>(
    contract: &'a Contract,
    text: &dyn Fn(&str, Direction) -> String,
) -> BTreeMap<(&'a str, Direction), String> {
    let used = used(contract);
    let both = |path: &str| {
        used.contains(&(path, Direction::Request)) && used.contains(&(path, Direction::Response))
    };
    let different = different(contract, &both, text);
    let mut taken = Names::default();
    let mut plain: BTreeMap<&str, String> = BTreeMap::new();
    for (path, definition) in &contract.types {
        plain.insert(path, taken.component(&definition.name));
    }
    let mut names = BTreeMap::new();
    for &(path, direction) in &used {
        let name = match direction {
            Direction::Request if different.contains(path) => {
                taken.component(&format!("{}Input", plain[path]))
            }
            _ => plain[path].clone(),
        };
        names.insert((path, direction), name);
    }
    names
}

/// A name as OpenAPI's components may have it.
pub(crate) fn component(name: &str) -> String {
    name.chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-') { c } else { '_' })
        .collect()
}

/// The names that are taken among the components of a document.
#[derive(Debug, Default)]
pub(crate) struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// The name of a component: the one that is asked for, with `_` behind it where that is taken.
    pub(crate) fn component(&mut self, asked: &str) -> String {
        let mut name = component(asked);
        while !self.taken.insert(name.clone()) {
            name.push('_');
        }
        name
    }
}

/// The forms that endpoints, forms and URLs reach. A type that none of them reaches is there in both.
fn used(contract: &Contract) -> BTreeSet<(&str, Direction)> {
    let mut found = BTreeSet::new();
    for endpoint in &contract.endpoints {
        endpoint.body.iter().for_each(|body| reach(contract, &body.ty, Direction::Request, &mut found));
        let responses = endpoint.responses.values().flat_map(|response| &response.bodies);
        responses.for_each(|ty| reach(contract, ty, Direction::Response, &mut found));
    }
    let urls = contract.params.values().flat_map(|params| &params.fields);
    for field in urls.chain(contract.search.values().flat_map(|search| &search.fields)) {
        reach(contract, &field.ty, Direction::Request, &mut found);
    }
    contract.forms.iter().for_each(|path| reach_path(contract, path, Direction::Request, &mut found));
    let reached: BTreeSet<&str> = found.iter().map(|(path, _)| *path).collect();
    for path in contract.types.keys().filter(|path| !reached.contains(path.as_str())) {
        reach_path(contract, path, Direction::Request, &mut found);
        reach_path(contract, path, Direction::Response, &mut found);
    }
    found
}

fn reach<'a>(
    contract: &'a Contract,
    ty: &Type,
    direction: Direction,
    found: &mut BTreeSet<(&'a str, Direction)>,
) {
    references(ty).into_iter().for_each(|path| reach_path(contract, path, direction, found));
}

fn reach_path<'a>(
    contract: &'a Contract,
    path: &str,
    direction: Direction,
    found: &mut BTreeSet<(&'a str, Direction)>,
) {
    let mut open = vec![path];
    while let Some(path) = open.pop() {
        let Some((path, definition)) = contract.types.get_key_value(path) else { continue };
        if found.insert((path, direction)) {
            open.extend(references(target(definition, direction)));
        }
    }
}

/// The types whose two forms differ: by themselves, or in what they hold.
fn different<'a>(
    contract: &'a Contract,
    both: &dyn Fn(&str) -> bool,
    text: &dyn Fn(&str, Direction) -> String,
) -> BTreeSet<&'a str> {
    let mut holders: BTreeMap<&str, BTreeSet<&'a str>> = BTreeMap::new();
    let mut open: Vec<&'a str> = Vec::new();
    for (path, definition) in contract.types.iter().filter(|(path, _)| both(path)) {
        for direction in [Direction::Request, Direction::Response] {
            for held in references(target(definition, direction)) {
                holders.entry(held).or_default().insert(path);
            }
        }
        if text(path, Direction::Request) != text(path, Direction::Response) {
            open.push(path);
        }
    }
    let mut different = BTreeSet::new();
    while let Some(path) = open.pop() {
        if different.insert(path) {
            open.extend(holders.get(path).into_iter().flatten());
        }
    }
    different
}
