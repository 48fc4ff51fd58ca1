//! The documents of the contract for other tools, where `rutter.toml` asks for them.

use rutter_codegen::openapi::LeftOut;
use rutter_codegen::{json_schema, openapi};
use rutter_contract::Contract;
use rutter_project::{Changes, Diagnostic, Output, PlannedFile, System, Workspace};

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
    let left_out = openapi.iter().flat_map(|(path, _)| left_out(workspace, path, contract)).collect();
    let compare = |(path, text): (String, String)| {
        let files = vec![PlannedFile::new(path.as_str(), text)];
        let output = Output { base: workspace.root.clone(), folders: Vec::new(), files };
        (path, output.changes(system))
    };
    let mut changes: Vec<(String, Changes)> = openapi.into_iter().chain(json_schema).map(compare).collect();
    if let Some((_, changes)) = changes.first_mut() {
        changes.warnings.extend::<Vec<Diagnostic>>(left_out);
    }
    changes
}

/// The endpoints that the OpenAPI document cannot have.
fn left_out(workspace: &Workspace, path: &str, contract: &Contract) -> Vec<Diagnostic> {
    let told = |of: LeftOut| {
        let (method, pattern) = &of.endpoint;
        let method = method.as_str();
        Diagnostic::warning(
            "not-in-openapi",
            format!("{path} has `{method} {}` and leaves out `{method} {pattern}`: both are `{}` to OpenAPI", of.kept, of.path),
        )
        .with_why("a document of OpenAPI has each path once, whatever its params are called and however long they are")
        .with_help("the generated client has both; for clients of other tools, give one of the two another path")
        .with_file(workspace.root.join(path))
    };
    openapi::left_out(contract).into_iter().map(told).collect()
}
