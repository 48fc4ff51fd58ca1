//! What code says about its values, without running it: enough of it to judge a rule, and silence about the rest.

pub(crate) mod conditions;
pub(crate) mod constant;
pub(crate) mod declared;
pub(crate) mod exported;
pub(crate) mod imported_calls;
pub(crate) mod promised;
pub(crate) mod rendered;
