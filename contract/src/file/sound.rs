//! What no Rust server can declare, and only a file that was edited by hand holds.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Mistake;
use crate::contract::Contract;
use crate::ty::{Also, Type};
use crate::url::UrlField;

/// How many mistakes are looked up in the text.
const MAX_MISTAKES: usize = 100;

/// What is wrong with a contract that was read from a text: everything, within reason.
pub(super) fn mistakes(contract: &Contract, text: &str) -> Vec<Mistake> {
    let mut looking = Looking { contract, text, mistakes: Vec::new() };
    looking.names();
    looking.types();
    looking.urls();
    looking.endpoints();
    looking.endless();
    looking.mistakes
}

struct Looking<'a> {
    contract: &'a Contract,
    text: &'a str,
    mistakes: Vec<Mistake>,
}

impl Looking<'_> {
    /// Says what is wrong, at the first place where the file has `what` as a key, or else as a value.
    fn report(&mut self, what: &str, message: String) {
        if self.mistakes.len() >= MAX_MISTAKES {
            return;
        }
        let quoted = Value::from(what).to_string();
        let key = format!("{quoted}: ");
        let place = self.text.find(&key).or_else(|| self.text.find(&quoted)).map(|at| {
            let before = &self.text[..at];
            let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
            (before.matches('\n').count() + 1, at - line_start + 1)
        });
        let (line, column) = place.map_or((None, 1), |(line, column)| (Some(line), column));
        let mistake = Mistake { message, line, column };
        // Both forms of a type may have it.
        if !self.mistakes.contains(&mistake) {
            self.mistakes.push(mistake);
        }
    }

    fn names(&mut self) {
        let mut users = BTreeMap::new();
        for (path, definition) in &self.contract.types {
            let name = &definition.name;
            if !is_identifier(name) {
                self.report(
                    name,
                    format!(
                        "`{name}`, the name of `{path}`, has other characters than letters, digits and `_`"
                    ),
                );
            }
            if let Some(other) = users.insert(name, path) {
                self.report(name, format!("`{other}` and `{path}` have one name, `{name}`"));
            }
        }
        for form in &self.contract.forms {
            if !self.contract.types.contains_key(form) {
                self.report(form, format!("the form `{form}` is not among the types"));
            }
        }
    }

    fn types(&mut self) {
        for (path, definition) in &self.contract.types {
            self.ty(path, &definition.request);
            if let Some(response) = &definition.response {
                self.ty(path, response);
            }
        }
    }

    /// A type and all that stands in it; `of` says whose it is.
    fn ty(&mut self, of: &str, ty: &Type) {
        match ty {
            Type::Ref { to } if !self.contract.types.contains_key(to) => {
                self.report(to, format!("`{of}` refers to the type `{to}`, which is not there"));
            }
            Type::Literal { values, .. } if !are_plain(values) => {
                self.report(
                    of,
                    format!("`{of}` has a literal without a value, or one that is no plain value"),
                );
            }
            Type::Literal { values, also } if !stands_for_literals(values, also) => {
                self.report(of, format!("`{of}` has another name for a literal that it does not have"));
            }
            Type::Union { variants, .. } if variants.is_empty() => {
                self.report(of, format!("`{of}` has a union of nothing"));
            }
            Type::Object(object) => {
                let mut seen = BTreeSet::new();
                for field in &object.fields {
                    if !seen.insert(&field.name) {
                        self.report(&field.name, format!("`{of}` has two fields `{}`", field.name));
                    }
                }
            }
            _ => {}
        }
        for part in ty.parts() {
            self.ty(of, part);
        }
    }

    fn urls(&mut self) {
        for (path, params) in &self.contract.params {
            self.url(path, Some(&params.pattern), &params.fields);
        }
        for (path, search) in &self.contract.search {
            self.url(path, search.pattern.as_ref(), &search.fields);
        }
    }

    fn url(&mut self, of: &str, pattern: Option<&String>, fields: &[UrlField]) {
        if let Some(pattern) = pattern {
            self.pattern(pattern);
        }
        let mut seen = BTreeSet::new();
        for field in fields {
            if !seen.insert(&field.name) {
                self.report(&field.name, format!("`{of}` has two fields `{}`", field.name));
            }
            self.ty(of, &field.ty);
        }
    }

    fn pattern(&mut self, pattern: &str) {
        if !pattern.starts_with('/') || pattern.chars().any(char::is_control) {
            self.report(
                pattern,
                format!(
                    "`{}` is no path: it does not start with `/`, or has a control character",
                    pattern.escape_debug()
                ),
            );
        }
    }

    fn endpoints(&mut self) {
        for endpoint in &self.contract.endpoints {
            let name = &endpoint.name;
            self.pattern(&endpoint.pattern);
            if !is_identifier(name) {
                self.report(
                    name,
                    format!("the handler `{name}` has other characters than letters, digits and `_`"),
                );
            }
            if let Some(params) =
                endpoint.params.as_ref().filter(|it| !self.contract.params.contains_key(*it))
            {
                self.report(
                    params,
                    format!("the handler `{name}` refers to the params `{params}`, which are not there"),
                );
            }
            if let Some(search) =
                endpoint.search.as_ref().filter(|it| !self.contract.search.contains_key(*it))
            {
                self.report(
                    search,
                    format!(
                        "the handler `{name}` refers to the search params `{search}`, which are not there"
                    ),
                );
            }
            if let Some(body) = &endpoint.body {
                self.ty(name, &body.ty);
            }
            for (status, response) in &endpoint.responses {
                if !(100..=599).contains(status) {
                    self.report(
                        &status.to_string(),
                        format!("the handler `{name}` answers with {status}, which is no status"),
                    );
                }
                for body in &response.bodies {
                    self.ty(name, body);
                }
            }
        }
    }

    /// A type that is defined as itself, with nothing in between that could end.
    fn endless(&mut self) {
        for (path, definition) in &self.contract.types {
            for ty in [Some(&definition.request), definition.response.as_ref()].into_iter().flatten() {
                let (mut seen, mut next) = (BTreeSet::new(), vec![ty]);
                while let Some(ty) = next.pop() {
                    match ty {
                        Type::Ref { to } if to == path => {
                            self.report(path, format!("`{path}` is defined as itself"));
                            break;
                        }
                        Type::Ref { to } => {
                            if let Some(definition) = self.contract.types.get(to).filter(|_| seen.insert(to))
                            {
                                next.push(&definition.request);
                                next.extend(&definition.response);
                            }
                        }
                        Type::Object(_) | Type::List { .. } | Type::Tuple { .. } | Type::Map { .. } => {}
                        ty => next.extend(ty.parts()),
                    }
                }
            }
        }
    }
}

fn are_plain(values: &[Value]) -> bool {
    !values.is_empty() && !values.iter().any(|value| value.is_array() || value.is_object())
}

/// Whether other names stand for literals that are there, and all of these are texts.
fn stands_for_literals(values: &[Value], also: &Also) -> bool {
    let mut meant = also.names.values().chain(&also.other);
    !also.has_names()
        || values.iter().all(Value::is_string) && meant.all(|name| values.iter().any(|value| value == name))
}

fn is_identifier(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}
