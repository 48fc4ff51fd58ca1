//! The route tree of a Next.js app, read from the names of its files alone.
//!
//! [`RouteTree::build`] takes the paths of an app's files and gives back every route with its pattern, its
//! parameters, its layouts and slots, the order in which Next tries the routes, and everything that is wrong with
//! the tree. [`matching::explain`] says which route answers a URL and why the others do not. [`listing`] is the
//! text form that Rust macros read.
//!
//! The rules are those of Next 16.4, found by running it; where a rule is surprising, the function that holds it
//! says where it comes from. The crate reads no file, knows no JavaScript and has no dependency, because it is
//! compiled into the macros of every Rust crate that uses Rutter.

mod build;
mod conventions;
mod custom_route;
mod encoding;
mod entry;
mod flaws;
mod interception;
mod level;
pub mod listing;
pub mod matching;
mod metadata;
mod order;
mod parallel;
mod pattern;
mod problem;
mod root_params;
mod slots;
mod source;
mod text;
mod tree;
mod validity;

pub use conventions::{Conventions, NextVersion};
pub use custom_route::{CustomRoute, Phase};
pub use encoding::as_sent;
pub use entry::{Entry, EntryKind};
pub use interception::{Interception, Marker};
pub use pattern::{Param, ParamKind, Pattern, Segment};
pub use problem::{Problem, ProblemCode, Severity};
pub use root_params::RootParam;
pub use slots::LayoutSlots;
pub use text::utf16_order;
pub use tree::{RouteLists, RouteTree};
