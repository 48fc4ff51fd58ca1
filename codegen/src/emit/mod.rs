//! One file for each generated file, or family of files.

pub(crate) mod bodies;
pub(crate) mod links;
pub(crate) mod next_types;
pub(crate) mod page;
pub(crate) mod routes;
pub(crate) mod runtime;
