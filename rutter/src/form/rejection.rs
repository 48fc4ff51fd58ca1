//! Why a form was refused.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::errors::FieldErrors;

/// What is wrong with a form that could be read, and what it said, to show both again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormErrors {
    /// Every error at once.
    #[serde(flatten)]
    pub errors: FieldErrors,
    /// The texts as they were sent, by the path of the field. Neither files, nor what stands in a field marked
    /// `secret`, nor names that the form does not have.
    pub values: BTreeMap<String, Vec<String>>,
}

/// Why a form was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormRejection {
    /// 400: the body is not what its content type says: broken encoding, a name that is no name, a body that was cut off.
    Malformed(FieldErrors),
    /// 413: a limit was passed. The rest of the body was not read.
    TooLarge(FieldErrors),
    /// 415: the content type is not one of a form, or its characters are not UTF-8.
    UnsupportedMediaType(FieldErrors),
    /// 422: the form was read, and what it says is wrong.
    Invalid(FormErrors),
}

impl FormRejection {
    /// The status of HTTP.
    pub fn status(&self) -> u16 {
        match self {
            Self::Malformed(_) => 400,
            Self::TooLarge(_) => 413,
            Self::UnsupportedMediaType(_) => 415,
            Self::Invalid(_) => 422,
        }
    }

    /// What is wrong.
    pub fn errors(&self) -> &FieldErrors {
        match self {
            Self::Malformed(errors) | Self::TooLarge(errors) | Self::UnsupportedMediaType(errors) => errors,
            Self::Invalid(invalid) => &invalid.errors,
        }
    }
}

impl fmt::Display for FormRejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.errors().fmt(f)
    }
}

impl std::error::Error for FormRejection {}

impl From<FormErrors> for FormRejection {
    fn from(errors: FormErrors) -> Self {
        Self::Invalid(errors)
    }
}

/// An error of the form as a whole.
pub(super) fn of_form(message: impl Into<String>) -> FieldErrors {
    FieldErrors { form_errors: vec![message.into()], ..FieldErrors::default() }
}

/// An error of one field.
pub(super) fn of_field(name: &str, message: impl Into<String>) -> FieldErrors {
    let mut errors = FieldErrors::default();
    errors.add(shown(name), message);
    errors
}

/// A name as errors show it. Names come from outside, so a long one is cut.
pub(super) fn shown(name: &str) -> String {
    const MOST: usize = 100;
    match name.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}
