//! Forms.

use serde::de::DeserializeOwned;

use crate::describe::Contract;

/// What a form sends. Derive it.
pub trait Form: Contract + DeserializeOwned {}
