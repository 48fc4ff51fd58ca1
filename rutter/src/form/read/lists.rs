//! Lists and tuples: a name that is sent several times, or names with indexes.

use rutter_contract::Type;
use serde_json::Value;

use super::{Asked, At, Part, Reader};
use crate::form::name;

impl<'a> Reader<'a> {
    pub(super) fn list(
        &mut self,
        part: Part<'a>,
        of: &'a Type,
        asked: Asked<'a>,
        at: &At<'_>,
    ) -> Option<Value> {
        // One empty text is how a form says that there is nothing in the list.
        let is_empty = part.is_one_empty_text() && !part.has_children(self.tree);
        let parts = if is_empty { Vec::new() } else { self.elements(part, at)? };
        let mut values = Vec::with_capacity(parts.len());
        let mut sent = Vec::new();
        let is_nullable = self.is_nullable(of);
        for (index, part) in parts {
            let value = self.read(part, of, asked, &at.index(index));
            if let Some(value) = value.or(is_nullable.then_some(Value::Null)) {
                values.push(value);
                sent.push(index);
            }
        }
        if sent.iter().enumerate().any(|(index, sent)| index != *sent) {
            self.moved.push((at.path(), sent));
        }
        Some(Value::Array(values))
    }

    pub(super) fn tuple(
        &mut self,
        part: Part<'a>,
        items: &'a [Type],
        asked: Asked<'a>,
        at: &At<'_>,
    ) -> Option<Value> {
        if part.is_nothing(self.tree) {
            return None;
        }
        let mut values = Vec::with_capacity(items.len());
        let parts = self.elements(part, at)?;
        for (place, (index, part)) in parts.into_iter().enumerate() {
            if index != place {
                return self.refuse(at, "type", format!("leaves out its element {place}"));
            }
            // The judge says that there are too many.
            let ty = items.get(place).unwrap_or(&Type::Any);
            values.push(self.read(part, ty, asked, &at.index(index)).unwrap_or(Value::Null));
        }
        Some(Value::Array(values))
    }

    /// What was sent for the elements of a list, with their indexes; `None` where it is no list.
    pub(super) fn elements(&mut self, part: Part<'a>, at: &At<'_>) -> Option<Vec<(usize, Part<'a>)>> {
        if part.values.is_empty() {
            let mut parts = Vec::new();
            for (key, part) in self.children(part) {
                match name::index(key).filter(|index| *index <= self.limits.index) {
                    Some(index) => parts.push((index, part)),
                    None => {
                        let message =
                            format!("is no element: an index is a number from 0 to {}", self.limits.index);
                        let at = name::index(key).map_or_else(|| at.key(key), |index| at.index(index));
                        self.refuse(&at, "type", message);
                    }
                }
            }
            parts.sort_unstable_by_key(|(index, _)| *index);
            return Some(parts);
        }
        if self.has_longer_names(part, at, "is a list of values") {
            return None;
        }
        let parts = part.values.chunks(1).map(|values| Part { values, node: None });
        Some(parts.enumerate().collect())
    }

    pub(super) fn is_nullable(&self, ty: &Type) -> bool {
        match ty {
            Type::Nullable { .. } => true,
            Type::Ruled { of, .. } => self.is_nullable(of),
            _ => false,
        }
    }
}
