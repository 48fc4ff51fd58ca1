//! What code says about its values, without running it: enough of it to judge a rule, and silence about the rest.

pub(crate) mod certain;
pub(crate) mod conditions;
pub(crate) mod constant;
pub(crate) mod declared;
pub(crate) mod exported;
pub(crate) mod functions;
pub(crate) mod imported_calls;
pub(crate) mod on_server;
pub(crate) mod place_guards;
pub(crate) mod promised;
pub(crate) mod proxy;
pub(crate) mod rendered;
pub(crate) mod uses;
