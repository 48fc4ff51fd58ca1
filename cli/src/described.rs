//! Pages whose params or search params are described in more than one place.

use std::collections::BTreeMap;

use rutter_contract::Contract;
use rutter_project::{App, Diagnostic};
use rutter_routes::EntryKind;
use rutter_syntax::LoadedApp;

/// Warns of each page that several structs describe, or a struct and a file beside it.
pub(crate) fn described_twice(app: &App, loaded: &LoadedApp, contract: &Contract) -> Vec<Diagnostic> {
    let of_app = |name: &Option<String>| name.as_deref() == Some(app.name.as_str());
    let params = contract.params.iter().filter(|(_, params)| of_app(&params.app));
    let params = params.map(|(path, params)| (params.pattern.as_str(), path.as_str()));
    let search = contract.search.iter().filter(|(_, search)| of_app(&search.app));
    let search = search.filter_map(|(path, search)| Some((search.pattern.as_deref()?, path.as_str())));
    let mut found = twice(app, loaded, "params", EntryKind::Params, by_route(params));
    found.extend(twice(app, loaded, "search params", EntryKind::Search, by_route(search)));
    found
}

fn by_route<'c>(structs: impl Iterator<Item = (&'c str, &'c str)>) -> BTreeMap<&'c str, Vec<&'c str>> {
    let mut routes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (route, path) in structs {
        routes.entry(route).or_default().push(path);
    }
    routes
}

fn twice(
    app: &App,
    loaded: &LoadedApp,
    what: &str,
    kind: EntryKind,
    structs: BTreeMap<&str, Vec<&str>>,
) -> Vec<Diagnostic> {
    let of = |(route, structs): (&str, Vec<&str>)| {
        let describes = |entry: &&rutter_routes::Entry| entry.kind == kind && entry.pattern.as_str() == route;
        let file = loaded.tree.entries.iter().find(describes).map(|entry| &entry.file);
        let names: Vec<String> = structs.iter().map(|path| format!("`{path}`")).collect();
        let names = names.join(" and ");
        let (message, help) = match (file, structs.as_slice()) {
            (Some(file), _) => (
                format!("the {what} of {route} are described by {file} and by {names}; the file holds"),
                "remove one of them, or take `route` off the struct".to_owned(),
            ),
            (None, [first, _, ..]) => (
                format!("the {what} of {route} are described by {names}; TypeScript has them from `{first}`"),
                "describe them in one struct, or take `route` off the others".to_owned(),
            ),
            (None, _) => return None,
        };
        let place = file.map_or_else(|| app.dir.clone(), |file| app.dir.join(file));
        Some(Diagnostic::warning("described-twice", message).with_help(help).with_file(place))
    };
    structs.into_iter().filter_map(of).collect()
}
