//! What is known of a place in the code, and routes as symbols: where code names them, and what they are. Nothing here knows
//! the protocol.

pub(crate) mod completion;
pub(crate) mod crossings;
pub(crate) mod destination;
pub(crate) mod entry_file;
pub(crate) mod links;
pub(crate) mod markdown;
pub(crate) mod placement;
pub(crate) mod rename;
pub(crate) mod route_file;
pub(crate) mod route_string;
pub(crate) mod site;
pub(crate) mod special_files;
pub(crate) mod suppression;
pub(crate) mod symbols;
