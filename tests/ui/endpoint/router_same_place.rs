use rutter::axum::Params;
use rutter::endpoint;

#[derive(rutter::RouteParams)]
#[rutter(endpoint = "/files/[name]")]
struct FilePath {
    name: String,
}

#[derive(rutter::RouteParams)]
#[rutter(endpoint = "/files/[...path]")]
struct FilesPath {
    path: Vec<String>,
}

#[endpoint(GET, "/files/[name]")]
async fn get_file(_: Params<FilePath>) {}

#[endpoint(GET, "/files/[...path]")]
async fn get_files(_: Params<FilesPath>) {}

fn app() -> axum::Router {
    rutter::axum::router![get_file, get_files]
}

fn main() {}
