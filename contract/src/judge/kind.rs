//! The kinds of JSON values.

use serde_json::Value;

use crate::ty::Type;

use super::Types;

/// The kinds of JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// `1`
    Number,
    /// `"text"`
    String,
    /// `[]`
    List,
    /// `{}`
    Object,
}

pub(super) fn kind_of(value: &Value) -> Kind {
    match value {
        Value::Null => Kind::Null,
        Value::Bool(_) => Kind::Boolean,
        Value::Number(_) => Kind::Number,
        Value::String(_) => Kind::String,
        Value::Array(_) => Kind::List,
        Value::Object(_) => Kind::Object,
    }
}

/// How many references are followed.
const MAX_LOOKUPS: usize = 16;

/// The kind of the values of a type, if they are all of one.
pub fn kind(ty: &Type, types: &Types) -> Option<Kind> {
    let mut ty = ty;
    for _ in 0..MAX_LOOKUPS {
        return Some(match ty {
            Type::Null => Kind::Null,
            Type::Boolean => Kind::Boolean,
            Type::Integer { .. } | Type::Number => Kind::Number,
            Type::String { .. } | Type::Literal { .. } => Kind::String,
            Type::List { .. } | Type::Tuple { .. } => Kind::List,
            Type::Map { .. } | Type::Object(_) | Type::All { .. } => Kind::Object,
            Type::Ruled { of, .. } | Type::Nullable { of } => {
                ty = of;
                continue;
            }
            Type::Ref { to } => {
                ty = &types.get(to)?.request;
                continue;
            }
            Type::Any | Type::Never | Type::Union { .. } | Type::File => return None,
        });
    }
    None
}
