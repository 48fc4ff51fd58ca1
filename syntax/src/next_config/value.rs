//! From static values to plain ones.

use std::rc::Rc;

use oxc_span::Span;

use super::read::Reader;
use crate::static_value::{Item, Object, Static, Unknown, Value};

impl<'a> Reader<'a> {
    pub(super) fn string(&mut self, value: &Static<'a>) -> Result<String, Unknown> {
        match self.evaluator.plain(value).value {
            Value::String(text) => Ok(text.to_string()),
            other => Err(self.mismatch(other, "a string", value.span)),
        }
    }

    pub(super) fn boolean(&mut self, value: &Static<'a>) -> Result<bool, Unknown> {
        match self.evaluator.plain(value).value {
            Value::Bool(value) => Ok(value),
            other => Err(self.mismatch(other, "`true` or `false`", value.span)),
        }
    }

    pub(super) fn strings(&mut self, value: &Static<'a>) -> Result<Vec<String>, Unknown> {
        let items = self.items(value)?;
        items.iter().map(|item| self.string(one(item)?)).collect()
    }

    /// The keys of an object, sorted.
    pub(super) fn names(&mut self, value: &Static<'a>) -> Result<Vec<String>, Unknown> {
        let object = self.object(value)?;
        if let Some(unknown) = object.open() {
            return Err(unknown.clone());
        }
        let mut names: Vec<String> = object.properties().map(|(name, _)| name.to_string()).collect();
        names.sort();
        Ok(names)
    }

    pub(super) fn items(&mut self, value: &Static<'a>) -> Result<Rc<[Item<'a>]>, Unknown> {
        match self.evaluator.plain(value).value {
            Value::Array(items) => Ok(items),
            other => Err(self.mismatch(other, "an array", value.span)),
        }
    }

    /// An object, also one of which only some keys are certain.
    pub(super) fn object(&mut self, value: &Static<'a>) -> Result<Rc<Object<'a>>, Unknown> {
        let mut object = Rc::default();
        match &value.value {
            Value::Object(plain) => object = plain.clone(),
            Value::OneOf(alternatives, decides) => {
                // A falsy alternative is an object without keys: `experimental: isDev && {...}`.
                let mut objects = Vec::new();
                for alternative in alternatives.iter() {
                    objects.push(match alternative.truthiness() {
                        Some(false) => Rc::default(),
                        _ => self.object(alternative)?,
                    });
                }
                object = Rc::new(Object::one_of(&objects, decides, value.span));
            }
            Value::Bool(false) | Value::Falsy(_) => {}
            _ => {
                let plain = self.evaluator.plain(value).value;
                return Err(self.mismatch(plain, "an object", value.span));
            }
        }
        Ok(object)
    }

    /// What a function of the config returns. `None` if the value is none, for then Next takes no notice of it
    /// (16.4: `loadCustomRoutes`).
    pub(super) fn returned(&mut self, value: &Static<'a>) -> Result<Option<Static<'a>>, Unknown> {
        if let Value::Function(function) = &value.value {
            return Ok(Some(self.evaluator.call_function(*function, &[], &[], value.span)));
        }
        match self.evaluator.plain(value).value {
            Value::Unknown(unknown) => Err(unknown),
            _ => Ok(None),
        }
    }

    pub(super) fn mismatch(&self, value: Value<'a>, expected: &str, span: Span) -> Unknown {
        match value {
            Value::Unknown(unknown) => unknown,
            _ => Unknown::new(format!("`{}` is not {expected}", self.evaluator.snippet(span)), span),
        }
    }
}

/// The element of a list that stands for itself.
pub(super) fn one<'v, 'a>(item: &'v Item<'a>) -> Result<&'v Static<'a>, Unknown> {
    match item {
        Item::One(value) => Ok(value),
        Item::Unread(unknown) => Err(unknown.clone()),
    }
}
