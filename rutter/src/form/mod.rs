//! Forms, as browsers and the generated clients send them: `application/x-www-form-urlencoded` and `multipart/form-data`.

mod accept;
mod file;
mod limits;
mod name;
mod pairs;
mod rejection;
mod tree;

use serde::de::DeserializeOwned;

use crate::describe::Contract;

pub use file::File;
pub use limits::Limits;
pub use pairs::Pairs;
pub use rejection::{FormErrors, FormRejection};

/// What a form sends. Derive it.
pub trait Form: Contract + DeserializeOwned {}
