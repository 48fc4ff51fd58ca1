//! The forms in which `rutter check` tells its findings to other tools. [`crate::render`] is the form for people.

mod github;
pub(crate) mod json;
pub(crate) mod places;
mod sarif;
pub(crate) mod stats;

pub(crate) use github::github;
pub(crate) use json::json;
pub(crate) use places::{Places, repository_root};
pub(crate) use sarif::sarif;
pub(crate) use stats::{Phases, Stats};
