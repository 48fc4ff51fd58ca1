//! The documents of the contract for other tools, where `rutter.toml` asks for them.

use rutter_codegen::{json_schema, openapi};
use rutter_contract::Contract;
use rutter_project::{Changes, Output, PlannedFile, System, Workspace};

use super::find::options;

/// Each document as it should be, by the path that `rutter.toml` gives it, compared with the disk.
pub(crate) fn changes(
    system: &dyn System,
    workspace: &Workspace,
    contract: &Contract,
) -> Vec<(String, Changes)> {
    let options = options(workspace);
    let info = openapi::Info {
        title: options.title.as_deref().unwrap_or("API"),
        version: options.version.as_deref().unwrap_or("0.0.0"),
        server: "/",
    };
    let openapi = options.openapi.map(|path| (path, openapi::document(contract, info)));
    let json_schema = options.json_schema.map(|path| (path, json_schema::document(contract)));
    let compare = |(path, text): (String, String)| {
        let files = vec![PlannedFile::new(path.as_str(), text)];
        let output = Output { base: workspace.root.clone(), folders: Vec::new(), files };
        (path, output.changes(system))
    };
    openapi.into_iter().chain(json_schema).map(compare).collect()
}
