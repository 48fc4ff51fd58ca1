//! Rules of files, on what is no file and as no file can keep them.

use rutter::{File, Form};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema, Form)]
struct Upload {
    #[rutter(max_size = 100)]
    title: String,
    #[rutter(accept = "image/*")]
    tags: Vec<String>,
    #[rutter(max_size = 0)]
    cover: File,
    #[rutter(max_size = 99999999999999999999)]
    large: File,
    #[rutter(accept = "pdf")]
    paper: Option<File>,
    #[rutter(accept = ".pdf,, image/png")]
    others: Vec<File>,
    #[rutter(max_size = 10_000_000, accept = ".pdf, image/*, text/plain")]
    right: Vec<File>,
}

fn main() {}
