//! What `#[validate(..)]` says of values from a URL.

use rutter_contract::judge::{check, custom_message, rule_code, rule_message};
use rutter_contract::{Check, Format, IntegerWidth, Rule, Type, UrlField};
use serde_json::Value;
use validator::{ValidationErrors, ValidationErrorsKind};

use super::codec::{Codec, json};
use crate::errors::FieldErrors;

/// The key under which `validator` has the errors of a struct as a whole.
const WHOLE: &str = "__all__";

/// Asks the rules of one struct: those that the contract defines of the contract, the others of `validator`.
#[derive(Debug)]
pub struct UrlRules<'e> {
    fields: &'static [UrlField],
    errors: &'e mut FieldErrors,
    /// The names and codes of rules that were found broken.
    broken: Vec<(&'static str, String)>,
}

impl<'e> UrlRules<'e> {
    /// Starts with what the contract says of the fields.
    pub fn new(fields: &'static [UrlField], errors: &'e mut FieldErrors) -> Self {
        Self { fields, errors, broken: Vec::new() }
    }

    /// Asks the rules of a field with one value.
    pub fn one<T>(&mut self, name: &str, codec: Codec<T>, value: &T) {
        self.judge(name, &rule_value(&codec, value));
    }

    /// Asks the rules of a field that may be absent; then only whether it may.
    pub fn optional<T>(&mut self, name: &str, codec: Codec<T>, value: &Option<T>) {
        self.judge(name, &value.as_ref().map_or(Value::Null, |value| rule_value(&codec, value)));
    }

    /// Asks the rules of a list as a whole.
    pub fn list<T>(&mut self, name: &str, codec: Codec<T>, values: &[T]) {
        self.judge(name, &values.iter().map(|value| rule_value(&codec, value)).collect());
    }

    /// Asks the rules of a list that may be absent.
    pub fn optional_list<T>(&mut self, name: &str, codec: Codec<T>, values: &Option<Vec<T>>) {
        match values {
            Some(values) => self.list(name, codec, values),
            None => self.judge(name, &Value::Null),
        }
    }

    /// Adds what `validator` says besides. `names` are the fields whose names in Rust and in the URL differ.
    pub fn validator(self, result: Result<(), ValidationErrors>, names: &[(&str, &str)]) {
        let Err(errors) = result else { return };
        let mut errors: Vec<(&str, &ValidationErrorsKind)> =
            errors.0.iter().map(|(rust, kind)| (&**rust, kind)).collect();
        errors.sort_unstable_by_key(|(rust, _)| *rust);
        for (rust, kind) in errors {
            let ValidationErrorsKind::Field(errors) = kind else { continue };
            let name = names.iter().find(|(known, _)| *known == rust).map_or(rust, |(_, name)| name);
            let field = self.fields.iter().find(|field| field.name == name);
            for error in errors {
                if self.broken.iter().any(|(broken, code)| *broken == name && *code == error.code) {
                    continue;
                }
                let rule =
                    field.and_then(|field| field.rules.iter().find(|rule| rule_code(rule) == error.code));
                let message = match (&error.message, rule) {
                    (Some(message), _) => message.clone().into_owned(),
                    (None, Some(rule)) => rule_message(rule, &Value::Null),
                    (None, None) => custom_message(&error.code),
                };
                if rust == WHOLE {
                    self.errors.form_errors.push(message);
                } else {
                    self.errors.add(name, message);
                }
            }
        }
    }

    fn judge(&mut self, name: &str, value: &Value) {
        let Some(field) = self.fields.iter().find(|field| field.name == name) else { return };
        let asked = |rule: &&Rule| !value.is_null() || rule.check == Check::Required;
        for rule in field.rules.iter().filter(asked).filter(|rule| !check(&rule.check, value)) {
            self.errors.add(name, rule_message(rule, value));
            self.broken.push((&field.name, rule_code(rule).to_owned()));
        }
    }
}

/// What a value that a type itself has rules for breaks first.
pub(crate) fn broken_by_type(shape: &Type, text: &str) -> Option<String> {
    let Type::Ruled { of, rules } = shape else { return None };
    let value = json(text, of);
    let broken = rules.iter().find(|rule| !check(&rule.check, &value));
    broken.map(|rule| rule_message(rule, &value)).or_else(|| broken_by_type(of, text))
}

/// The value as rules are asked of it: an integer is a number to them, also where it is text to JavaScript.
fn rule_value<T>(codec: &Codec<T>, value: &T) -> Value {
    let shape = match (codec.shape)() {
        Type::String { format: Some(Format::Integer(_)) } => {
            Type::Integer { width: IntegerWidth::I64, non_zero: false }
        }
        shape => shape,
    };
    (codec.to_text)(value).map_or(Value::Null, |text| json(&text, &shape))
}
