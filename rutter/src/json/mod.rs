//! Bodies in JSON: read at once where they are right, and judged where they are not.

pub(crate) mod judged;

use std::fmt;

use rutter_contract::judge::{Issue, Step, duplicate_message, judge};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::describe::Contract;
use crate::errors::FieldErrors;
use crate::request::RequestSchema;
use judged::Judged;

/// Why a text gives no value of a type.
#[derive(Debug)]
pub enum JsonError {
    /// There is nothing, or nothing but spaces: answer 400.
    Empty,
    /// It is not JSON in UTF-8: answer 400. The error says where, and shows nothing of the text.
    Syntax(serde_json::Error),
    /// It is JSON, and what it says is wrong: answer 422.
    Invalid(FieldErrors),
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the text is empty, where JSON must be"),
            Self::Syntax(error) => write!(f, "the text is not JSON in UTF-8: {error}"),
            Self::Invalid(errors) => errors.fmt(f),
        }
    }
}

impl std::error::Error for JsonError {}

/// Reads a value out of JSON: what serde makes of it, if it keeps the rules of the contract.
///
/// # Errors
/// Everything that is wrong, by the paths of wire names.
pub fn from_json<T: Contract + DeserializeOwned + 'static>(text: &[u8]) -> Result<T, JsonError> {
    let schema = RequestSchema::cached::<T>();
    match serde_json::from_slice::<T>(text) {
        Ok(value) if (!T::HAS_RULES || T::check_rules(&value).is_ok()) && schema.takes(text) => Ok(value),
        Err(_) if text.trim_ascii().is_empty() => Err(JsonError::Empty),
        Ok(_) | Err(_) => read_again(text, schema),
    }
}

impl RequestSchema {
    /// Whether the judge takes what serde and `validator` have taken. It is asked only if it could say no.
    fn takes(&self, text: &[u8]) -> bool {
        !self.judged.get_or_init(|| Judged::of(&self.types, &self.ty)).may_refuse(text)
            || serde_json::from_slice(text)
                .is_ok_and(|json: Value| judge(&self.types, &self.ty, &json).is_empty())
    }
}

/// Reads a value once more, and finds everything that is wrong. Nothing is, where `validator` refuses what the contract takes.
/// Whether it is JSON is asked without the type: serde_json has a mistake of the syntax where an enum finds a list, too.
fn read_again<T: Contract + DeserializeOwned>(text: &[u8], schema: &RequestSchema) -> Result<T, JsonError> {
    let json: Value = serde_json::from_slice(text).map_err(JsonError::Syntax)?;
    let mut issues = judge(&schema.types, &schema.ty, &json);
    let again = || serde_json::from_slice(text).unwrap_or_default();
    let value = schema.read::<T>(json, again, &mut issues);
    // A `Value` does not know that a name was there twice: that is seen in the text alone.
    if issues.is_empty() {
        let mut text = serde_json::Deserializer::from_slice(text);
        let error = serde_path_to_error::deserialize::<_, T>(&mut text).err();
        issues.extend(error.map(|error| refused(&error, schema)));
    }
    value.filter(|_| issues.is_empty()).ok_or_else(|| JsonError::Invalid(issues.into_iter().collect()))
}

/// What serde refuses in a text and not in a value: a name that an object has twice.
fn refused(error: &serde_path_to_error::Error<serde_json::Error>, schema: &RequestSchema) -> Issue {
    let mut issue = schema.refused(error);
    let message = error.inner().to_string();
    let twice = message.strip_prefix("duplicate field `").and_then(|rest| rest.split_once('`'));
    if let Some((name, _)) = twice {
        let step = Step::Key(name.to_owned());
        if issue.path.0.last() != Some(&step) {
            issue.path.0.push(step);
        }
        issue.message = duplicate_message().to_owned();
    }
    issue
}
