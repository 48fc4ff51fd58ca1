//! TypeScript and JavaScript files as owned facts: the only crate that names oxc.
//!
//! [`load_app`] puts an app together: its files, its `next.config`, its route tree.
//!
//! A reader takes the text of one file and gives back what the file states, without running it and without
//! opening another file:
//!
//! * [`read_next_config`] reads a `next.config` file,
//! * [`read_search_file`] reads the default export of a `page.search.ts`,
//! * [`generates_metadata_images`] tells whether a metadata file answers under more than one URL.
//!
//! All three parse the file, the first two then evaluate it: the statements run over values that are known, known
//! to be one of several, or unknown with a reason. Nothing is ever guessed, and no reader fails: what cannot be
//! read is part of the answer. The syntax tree lives and dies inside a reader; only owned facts leave it.

mod app;
mod evaluate;
pub mod facts;
pub mod graph;
mod lower;
mod metadata_exports;
pub mod next_config;
mod parse;
mod position;
pub mod search_file;
mod static_value;

pub use app::{AppConfig, LoadedApp, load_app};
pub use facts::Facts;
pub use graph::ModuleGraph;
pub use lower::read_facts;
pub use metadata_exports::generates_metadata_images;
pub use next_config::{NextConfig, read_next_config};
pub use parse::{SyntaxError, workers};
pub use position::Position;
pub use search_file::{SearchFile, read_search_file};
