//! What `next typegen` writes into `<distDir>/types`, and the `next-env.d.ts` that refers to it.
//!
//! The names and the types are Next's (16.4), so a project needs no other change to drop the command. Three things
//! differ on purpose: pages in JavaScript are routes, API routes of the Pages Router are linked by their URLs, and a
//! root param that is no identifier is left out instead of breaking the file.

mod cache_life;
mod link;
mod next_env;
mod root_params;
mod routes;
mod validator;

use crate::file::GeneratedFile;
use crate::model::Model;

/// All files of Next's own types.
pub(crate) fn files(model: &Model<'_>) -> Vec<GeneratedFile> {
    let mut files = vec![
        cache_life::file(model),
        next_env::file(model),
        root_params::file(model),
        routes::file(model),
        validator::file(model),
    ];
    if model.input.next.typed_routes {
        files.push(link::file(model));
    }
    files
}

/// The path of a file among Next's types.
fn path(model: &Model<'_>, name: &str) -> String {
    format!("{}/types/{name}", dist_dir(model))
}

fn dist_dir<'a>(model: &'a Model<'_>) -> &'a str {
    model.input.next.dist_dir.trim_start_matches("./").trim_end_matches('/')
}
