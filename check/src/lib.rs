//! The rules of `rutter check`: what is wrong with the modules of an app, and why.
//!
//! The module graph ([`rutter_syntax::graph`]) says what an app consists of, [`Environments`] which of it runs where.
//! [`check`] then lets every [`Rule`] look at every module, takes away what a `rutter-ignore` comment suppresses, and
//! gives back [`Finding`]s in the order of files and places. [`fix()`] applies what is safe to
//! apply, and a [`Baseline`] keeps what is known from being told.
//!
//! One rule is one file below `rules/` and one page below `docs/`, which is what `rutter explain` prints and whose
//! examples are the rule's tests. A rule is a pure function of one module and what is known of the app; it prints
//! nothing and reads no file.

mod baseline;
mod check;
mod context;
mod crossing;
mod environments;
mod finding;
mod fix;
mod hrefs;
mod infer;
mod learned;
mod registry;
mod rule;
mod rules;
mod sensitive;
mod settings;
mod sources;
mod suppress;
mod value;
mod verdict;

pub use baseline::{Baseline, BaselineError, line_hash};
pub use check::{Report, check, check_app, check_module};
pub use context::{ModuleContext, Project};
pub use crossing::{
    CrossingElement, CrossingFate, CrossingOwner, CrossingProp, CrossingVerdict, crossing_props,
    module_crossings,
};
pub use environments::{ChainStep, Environments};
pub use finding::{Edit, Finding, Findings, Fix, Related};
pub use fix::{Fixed, Refusal, fix, safe_edits};
pub use hrefs::{Href, HrefKind, hrefs};
pub use infer::exported::{HANDLER_METHODS, function_behind};
pub use learned::Learned;
pub use registry::{find, nearest, rules};
pub use rule::{FixKind, Group, Level, Rule};
pub use rules::exports::{SegmentOption, segment_options};
pub use settings::Settings;
pub use suppress::suppression;
pub use verdict::Outcome;
