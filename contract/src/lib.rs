//! What a Rust server and its callers agree on, as data.
//!
//! A [`Contract`] holds every type that crosses, apart for requests and responses, with the rules that its values keep
//! ([`Rule`]), and the URLs, forms and endpoints that use them. It is sorted and deterministic, so that it can be
//! committed and compared.
//!
//! [`schema`] reads the shapes out of the JSON Schema that `schemars` derives; [`Notes`] is what that schema leaves out,
//! recorded by Rutter's derive macros. [`judge`] says whether a JSON value is what a type asks for, which is the one
//! definition that the Rust side and the generated TypeScript side both follow. [`diff`] says what differs between two
//! contracts, and whom it breaks.
//!
//! The crate knows neither how a contract was found nor how it is printed.

mod contract;
pub mod diff;
mod endpoint;
mod file;
pub mod judge;
mod names;
mod notes;
mod rule;
pub mod schema;
mod ty;
mod url;

pub use contract::{Contract, Definition, FORMAT};
pub use endpoint::{Body, BodyKind, Endpoint, Method, Response};
pub use file::{Export, FILE_NAME, Mistake, ParseError};
pub use names::{NameClash, OwnName, wire_names};
pub use notes::{FieldNotes, Notes, VariantNotes};
pub use rule::{Bound, Check, IpVersion, Rule};
pub use ty::{Also, Empty, Field, FileRules, Format, IntegerWidth, Key, Object, Presence, Rest, Type};
pub use url::{RouteParams, SearchParams, UrlField, UrlList};
