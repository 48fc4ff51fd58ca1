//! The errors of `validator` under wire names.

use rutter_contract::judge::{self, Issue, Path, Step};
use rutter_contract::{Check, Field, Notes, Rule, Type};
use serde_json::Value;
use validator::{ValidationError, ValidationErrors, ValidationErrorsKind};

use super::RequestSchema;
use super::shape::plain;

/// Adds what `validator` says and the judge has not said: the rules that the judge knows are the judge's to decide.
pub(super) fn add(errors: &ValidationErrors, schema: &RequestSchema, issues: &mut Vec<Issue>) {
    Rules { schema, issues }.add(errors, &[&schema.ty], &mut Vec::new());
}

/// Whether `validator` knows rules of a type that the judge does not ask.
pub(super) fn asks_server(notes: &Notes) -> bool {
    let fields = notes.fields.values().flat_map(|field| &field.rules);
    notes.by_hand || notes.rules.iter().chain(fields).any(is_left)
}

/// Whether the judge leaves a rule to `validator`.
fn is_left(rule: &Rule) -> bool {
    matches!(rule.check, Check::Custom { .. } | Check::Pattern { .. })
}

struct Rules<'a, 'i> {
    schema: &'a RequestSchema,
    issues: &'i mut Vec<Issue>,
}

/// The key of errors of a struct as a whole.
const WHOLE: &str = "__all__";

impl<'a> Rules<'a, '_> {
    /// Adds the errors of a struct that is of these types at once: its own, and those that are flattened into it.
    fn add(&mut self, errors: &ValidationErrors, types: &[&'a Type], path: &mut Vec<Step>) {
        let mut errors: Vec<(&str, &ValidationErrorsKind)> =
            errors.0.iter().map(|(rust, kind)| (&**rust, kind)).collect();
        errors.sort_unstable_by_key(|(rust, _)| *rust);
        for (rust, kind) in errors {
            if rust == WHOLE {
                self.add_kind(kind, &[], &[], path);
                continue;
            }
            match self.field(types, rust) {
                Some(field) => {
                    path.push(Step::Key(field.name.clone()));
                    self.add_kind(kind, &[&field.ty], &field.rules, path);
                    path.pop();
                }
                // A field that is flattened: its fields stand beside the others.
                None => self.add_kind(kind, types, &[], path),
            }
        }
    }

    fn add_kind(
        &mut self,
        kind: &ValidationErrorsKind,
        types: &[&'a Type],
        rules: &'a [Rule],
        path: &mut Vec<Step>,
    ) {
        match kind {
            ValidationErrorsKind::Field(errors) => {
                for error in errors {
                    self.add_error(error, rules, path);
                }
            }
            ValidationErrorsKind::Struct(errors) => self.add(errors, types, path),
            ValidationErrorsKind::List(elements) => {
                for (index, errors) in elements {
                    let mut of = Vec::new();
                    let mut is_list = false;
                    for ty in plain(&self.schema.types, types.iter().copied()) {
                        match ty {
                            Type::List { of: element, .. } => {
                                is_list = true;
                                of.push(&**element);
                            }
                            Type::Map { of: value, .. } => of.push(value),
                            _ => {}
                        }
                    }
                    // `validator` counts the values of maps, and does not say which key they have.
                    if is_list {
                        path.push(Step::Index(*index));
                    }
                    self.add(errors, &of, path);
                    if is_list {
                        path.pop();
                    }
                }
            }
        }
    }

    fn add_error(&mut self, error: &ValidationError, rules: &[Rule], path: &[Step]) {
        let same: Vec<&Rule> = rules.iter().filter(|rule| judge::rule_code(rule) == error.code).collect();
        let left = same.iter().find(|rule| is_left(rule));
        // A function of the server may give any code, also that of a rule beside it.
        let is_custom = |rule: &Rule| matches!(rule.check, Check::Custom { .. });
        let may_be_custom = self.schema.by_hand || rules.iter().any(is_custom);
        if !same.is_empty() && left.is_none() && (!may_be_custom || self.is_said(&error.code, path)) {
            return;
        }
        let message = match (&error.message, left) {
            (Some(message), _) => message.clone().into_owned(),
            (None, Some(rule)) => judge::rule_message(rule, &Value::Null),
            (None, None) => judge::custom_message(&error.code),
        };
        self.issues.push(Issue { path: Path(path.to_vec()), code: error.code.clone().into_owned(), message });
    }

    /// Whether the judge has said it.
    fn is_said(&self, code: &str, path: &[Step]) -> bool {
        self.issues.iter().any(|issue| issue.code == code && issue.path.0 == path)
    }

    /// The field that has a name in Rust.
    fn field(&self, types: &[&'a Type], rust: &str) -> Option<&'a Field> {
        let rust = rust.strip_prefix("r#").unwrap_or(rust);
        let wire = types.iter().find_map(|ty| self.wire_name(ty, rust)).unwrap_or(rust);
        let objects = plain(&self.schema.types, types.iter().copied());
        objects.into_iter().find_map(|ty| match ty {
            Type::Object(object) => object.fields.iter().find(|field| field.name == wire),
            _ => None,
        })
    }

    /// The wire name of a field, where it is another than in Rust.
    fn wire_name(&self, ty: &'a Type, rust: &str) -> Option<&'a str> {
        match ty {
            Type::Ref { to } => self.noted_name(to, rust),
            Type::Ruled { of, .. } | Type::Nullable { of } => self.wire_name(of, rust),
            _ => None,
        }
    }

    fn noted_name(&self, path: &str, rust: &str) -> Option<&'a str> {
        let notes = self.schema.notes.get(path)?;
        let own = notes.fields.iter().find(|(_, field)| field.rust.as_deref() == Some(rust));
        own.map(|(wire, _)| &**wire).or_else(|| {
            let mut flattened = notes.flattened.iter().filter_map(|id| self.schema.ids.get(id));
            flattened.find_map(|path| self.noted_name(path, rust))
        })
    }
}
