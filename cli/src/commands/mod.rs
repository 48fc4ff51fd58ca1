//! The subcommands, one file each.

pub(crate) mod check;
pub(crate) mod crossings;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod generate;
pub(crate) mod init;
pub(crate) mod lsp;
pub(crate) mod match_url;
pub(crate) mod routes;
