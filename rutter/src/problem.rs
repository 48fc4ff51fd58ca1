//! The body of every error response.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::describe::{Contract, Describe};
use crate::errors::FieldErrors;

/// The body of an error response: the problem details of RFC 9457, `application/problem+json`, with the errors of an input
/// beside them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// What kind of problem it is, as a URI. `about:blank`: the status says it all.
    #[serde(rename = "type", default = "about_blank")]
    pub kind: Cow<'static, str>,
    /// The kind in words, the same for every problem of the kind.
    pub title: Cow<'static, str>,
    /// The status of the response.
    pub status: u16,
    /// What is wrong this time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// This occurrence, as a URI.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// What is wrong with the input as a whole.
    #[serde(default)]
    pub form_errors: Vec<String>,
    /// What is wrong with each field, by the path of its wire names: `email`, `items[0].price`.
    #[serde(default)]
    pub field_errors: BTreeMap<String, Vec<String>>,
    /// What a form sent, by the path of the field, to fill it in again. Secret fields and files are never among it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub values: Option<BTreeMap<String, Vec<String>>>,
}

impl Problem {
    /// A problem of which the status says everything.
    pub fn new(status: u16) -> Self {
        Self {
            kind: about_blank(),
            title: Cow::Borrowed(reason(status)),
            status,
            detail: None,
            instance: None,
            form_errors: Vec::new(),
            field_errors: BTreeMap::new(),
            values: None,
        }
    }

    /// With what is wrong this time.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// With what is wrong with the input.
    #[must_use]
    pub fn errors(mut self, errors: FieldErrors) -> Self {
        self.form_errors = errors.form_errors;
        self.field_errors = errors.field_errors;
        self
    }

    /// With what a form sent.
    #[must_use]
    pub fn values(mut self, values: BTreeMap<String, Vec<String>>) -> Self {
        self.values = Some(values);
        self
    }
}

impl Contract for Problem {
    fn describe(to: &mut Describe) {
        to.named::<Self>(&[]);
    }
}

fn about_blank() -> Cow<'static, str> {
    Cow::Borrowed("about:blank")
}

/// What HTTP calls a status (RFC 9110 and the registry of IANA); the name of its class where it has none of its own.
fn reason(status: u16) -> &'static str {
    match status {
        400 => "Bad Request",
        401 => "Unauthorized",
        402 => "Payment Required",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "Length Required",
        412 => "Precondition Failed",
        413 => "Content Too Large",
        414 => "URI Too Long",
        415 => "Unsupported Media Type",
        416 => "Range Not Satisfiable",
        417 => "Expectation Failed",
        421 => "Misdirected Request",
        422 => "Unprocessable Content",
        423 => "Locked",
        424 => "Failed Dependency",
        425 => "Too Early",
        426 => "Upgrade Required",
        428 => "Precondition Required",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        451 => "Unavailable For Legal Reasons",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        507 => "Insufficient Storage",
        500..=599 => "Internal Server Error",
        _ => "Bad Request",
    }
}

#[cfg(test)]
mod tests {
    use super::Problem;
    use crate::errors::FieldErrors;

    #[test]
    fn it_is_written_as_rfc_9457_says() {
        let mut errors = FieldErrors::default();
        errors.add("items[0].price", "is required");
        let problem = Problem::new(422).detail("one field is wrong").errors(errors);
        let expected = r#"{"type":"about:blank","title":"Unprocessable Content","status":422,"detail":"one field is wrong","formErrors":[],"fieldErrors":{"items[0].price":["is required"]}}"#;
        let text = serde_json::to_string(&problem).unwrap();
        assert_eq!(text, expected);
        assert_eq!(serde_json::from_str::<Problem>(&text).unwrap(), problem);
    }
}
