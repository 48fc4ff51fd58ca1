//! Schemas of values that are neither objects nor enums, and what leads to those.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::notes::{FieldNotes, Notes};
use crate::rule::{Bound, Check, Rule};
use crate::ty::{Field, Format, IntegerWidth, Key, Object, Rest, Type};

use super::Source;
use super::names::{References, decoded};
use super::scope::Scope;

/// Reads the schemas of requests, or those of responses.
pub(super) struct Reader<'a> {
    source: &'a Source,
    references: &'a BTreeMap<String, String>,
    pub(super) request: bool,
    problems: RefCell<Vec<String>>,
}

/// What is read at one place.
#[derive(Clone, Copy)]
pub(super) struct Place<'p, 'a> {
    pub(super) scope: &'p Scope<'a>,
    /// The keys of the maps that are still to be met, if they are known.
    pub(super) keys: &'p Cell<&'a [Key]>,
    /// The object is one of several parts, which are of one value.
    pub(super) part: bool,
    /// The object is what the type itself is: a struct, whose keys are declared.
    pub(super) own: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn requests(source: &'a Source, references: &'a References<'_>) -> Self {
        Self { source, references: &references.keys[0], request: true, problems: RefCell::default() }
    }

    pub(super) fn responses(source: &'a Source, references: &'a References<'_>) -> Self {
        Self { source, references: &references.keys[1], request: false, problems: RefCell::default() }
    }

    pub(super) fn problems(self) -> Vec<String> {
        self.problems.into_inner()
    }

    /// The type that has these notes.
    pub(super) fn definition(&self, schema: &Value, notes: &'a Notes) -> Type {
        let scope = Scope::of(notes, self.source);
        let held = notes.newtype();
        let keys = Cell::new(held.map_or(&[][..], |held| &held.keys));
        let own = held.is_none();
        let mut ty = self.ty(schema, Place { scope: &scope, keys: &keys, part: false, own });
        if let (Some(object), true) = (own_object(&mut ty), self.request) {
            object.positional = notes.positional;
            if notes.closed {
                object.rest = Rest::Refused;
            }
        }
        if let (Some(object), Some((key, name)), false) =
            (own_object(&mut ty), &notes.struct_tag, self.request)
        {
            let tag = Field::new(key.as_str(), Type::literal([name.as_str()]));
            object.fields.insert(0, tag);
        }
        self.ruled(without_rules(ty, &notes.rules), &notes.rules)
    }

    /// A type without notes.
    pub(super) fn anonymous(&self, schema: &Value) -> Type {
        let notes = Notes::default();
        let scope = Scope::of(&notes, self.source);
        self.ty(schema, Place { scope: &scope, keys: &Cell::new(&[]), part: false, own: false })
    }

    fn ruled(&self, ty: Type, rules: &[Rule]) -> Type {
        if self.request && !rules.is_empty() {
            Type::Ruled { of: Box::new(ty), rules: rules.to_vec() }
        } else {
            ty
        }
    }

    /// The type of a field that has these notes.
    pub(super) fn field(&self, schema: &Value, notes: Option<&'a FieldNotes>, scope: &Scope<'a>) -> Type {
        let keys = Cell::new(notes.map_or(&[][..], |notes| &notes.keys));
        let ty = self.ty(schema, Place { scope, keys: &keys, part: false, own: false });
        match notes {
            Some(notes) => without_rules(ty, &notes.rules),
            None => ty,
        }
    }

    pub(super) fn ty(&self, schema: &Value, place: Place<'_, 'a>) -> Type {
        match schema {
            Value::Bool(false) => Type::Never,
            Value::Object(schema) => self.schema(schema, place),
            _ => Type::Any,
        }
    }

    fn schema(&self, schema: &Map<String, Value>, place: Place<'_, 'a>) -> Type {
        let unions: Vec<(&str, &Vec<Value>)> = ["oneOf", "anyOf", "allOf"]
            .into_iter()
            .filter_map(|keyword| Some((keyword, schema.get(keyword)?.as_array()?)))
            .collect();
        let target = schema.get("$ref").and_then(Value::as_str);
        let own = schema.contains_key("properties")
            || ["additionalProperties", "unevaluatedProperties"]
                .iter()
                .any(|key| schema.get(*key).is_some_and(|value| *value != true));
        if unions.is_empty() && target.is_none() {
            return self.plain(schema, place);
        }
        let inner = Place { part: place.part || own, own: false, ..place };
        let mut parts = Vec::new();
        if own {
            parts.push(self.object(schema, Place { part: true, ..place }));
        }
        parts.extend(target.map(|target| self.target(target)));
        for (keyword, of) in unions {
            match keyword {
                "allOf" => parts.extend(of.iter().map(|schema| self.ty(schema, inner))),
                keyword => parts.push(self.union(of, keyword == "oneOf", inner)),
            }
        }
        if parts.len() == 1 { parts.swap_remove(0) } else { Type::All { of: parts } }
    }

    fn target(&self, target: &str) -> Type {
        let name = target.rsplit_once('/').and_then(|(_, name)| decoded(name));
        match name.as_ref().and_then(|name| self.references.get(name)) {
            Some(key) => Type::to(key.as_str()),
            None => {
                self.problems.borrow_mut().push(format!("the schema `{target}` is referred to and missing"));
                Type::Any
            }
        }
    }

    fn plain(&self, schema: &Map<String, Value>, place: Place<'_, 'a>) -> Type {
        if let Some(value) = schema.get("const") {
            return self.literal(std::slice::from_ref(value), place);
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            return self.literal(values, place);
        }
        match schema.get("type") {
            Some(Value::String(name)) => self.of_type(name, schema, place),
            Some(Value::Array(names)) => {
                let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
                let mut variants: Vec<Type> = names
                    .iter()
                    .filter(|name| **name != "null")
                    .map(|name| self.of_type(name, schema, place))
                    .collect();
                let ty = match variants.len() {
                    0 => return Type::Null,
                    1 => variants.swap_remove(0),
                    _ => Type::Union { variants, tag: None, keyed: false },
                };
                if names.contains(&"null") { ty.nullable() } else { ty }
            }
            _ => Type::Any,
        }
    }

    fn of_type(&self, name: &str, schema: &Map<String, Value>, place: Place<'_, 'a>) -> Type {
        match name {
            "null" => Type::Null,
            "boolean" => Type::Boolean,
            "integer" => integer(schema),
            "number" => Type::Number,
            // What `rutter::File` says of itself.
            "string" if schema.get("format") == Some(&Value::from("binary")) => Type::File,
            "string" => Type::String { format: format(schema) },
            "array" => self.array(schema, place),
            _ => self.object(schema, place),
        }
    }

    fn array(&self, schema: &Map<String, Value>, place: Place<'_, 'a>) -> Type {
        let inner = Place { part: false, own: false, ..place };
        if let Some(items) = schema.get("prefixItems").and_then(Value::as_array) {
            return Type::Tuple { items: items.iter().map(|item| self.ty(item, inner)).collect() };
        }
        let bound = |key: &str| schema.get(key).and_then(Value::as_u64);
        let Some(items) = schema.get("items") else {
            let empty = bound("maxItems") == Some(0);
            return if empty { Type::Tuple { items: Vec::new() } } else { list(Type::Any) };
        };
        Type::List {
            of: Box::new(self.ty(items, inner)),
            unique: schema.get("uniqueItems") == Some(&Value::Bool(true)),
            count: bound("minItems").filter(|min| bound("maxItems") == Some(*min)),
        }
    }
}

fn list(of: Type) -> Type {
    Type::List { of: Box::new(of), unique: false, count: None }
}

/// The object that a struct or variant is, alone or among what is flattened into it.
pub(super) fn own_object(ty: &mut Type) -> Option<&mut Object> {
    match ty {
        Type::Object(object) => Some(object),
        Type::All { of } => match of.first_mut() {
            Some(Type::Object(object)) => Some(object),
            _ => None,
        },
        _ => None,
    }
}

/// The doc comment of a schema; `schemars` makes a heading a title.
pub(super) fn doc(schema: &Value) -> Option<String> {
    let text = |key: &str| schema.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
    match (text("title"), text("description")) {
        (Some(title), Some(description)) => Some(format!("{title}\n\n{description}")),
        (title, description) => title.or(description).map(str::to_owned),
    }
}

fn integer(schema: &Map<String, Value>) -> Type {
    /// 2^53 - 1
    const SAFE: i64 = (1 << 53) - 1;
    let bound = |key: &str| schema.get(key).and_then(Value::as_i64);
    let (least, greatest) = (bound("minimum"), bound("maximum"));
    let named = schema.get("format").and_then(Value::as_str).and_then(width);
    let width = match (least, greatest) {
        (Some(min), Some(SAFE)) if min == -SAFE => IntegerWidth::SafeSigned,
        (Some(0 | 1), Some(SAFE)) => IntegerWidth::SafeUnsigned,
        // Any other type that only `schemars` knows.
        (Some(0..), _) => named.unwrap_or(IntegerWidth::U64),
        _ => named.unwrap_or(IntegerWidth::I64),
    };
    let unsigned = crate::judge::range(width).0 == 0;
    let not_zero = schema.get("not").and_then(|not| not.get("const")) == Some(&Value::from(0));
    Type::Integer { width, non_zero: not_zero || unsigned && least == Some(1) }
}

/// What `schemars` calls the integer types.
fn width(format: &str) -> Option<IntegerWidth> {
    Some(match format {
        "int8" => IntegerWidth::I8,
        "int16" => IntegerWidth::I16,
        "int32" => IntegerWidth::I32,
        "int64" | "int" => IntegerWidth::I64,
        "int128" => IntegerWidth::I128,
        "uint8" => IntegerWidth::U8,
        "uint16" => IntegerWidth::U16,
        "uint32" => IntegerWidth::U32,
        "uint64" | "uint" => IntegerWidth::U64,
        "uint128" => IntegerWidth::U128,
        _ => return None,
    })
}

fn format(schema: &Map<String, Value>) -> Option<Format> {
    let is_one = |key: &str| schema.get(key) == Some(&Value::from(1));
    match schema.get("format").and_then(Value::as_str) {
        None => (is_one("minLength") && is_one("maxLength")).then_some(Format::Char),
        Some("date-time") => Some(Format::DateTime),
        Some("partial-date-time") => Some(Format::LocalDateTime),
        Some("date") => Some(Format::Date),
        Some("partial-time") => Some(Format::Time),
        Some("uuid") => Some(Format::Uuid),
        Some("uri") => Some(Format::Url),
        Some("ip") => Some(Format::Ip),
        Some("ipv4") => Some(Format::Ipv4),
        Some("ipv6") => Some(Format::Ipv6),
        Some(name) => width(name).map(Format::Integer),
    }
}

/// Takes off what `schemars` made of `#[validate]`: a rule is no part of the type.
fn without_rules(ty: Type, rules: &[Rule]) -> Type {
    let has = |is: fn(&Check) -> bool| rules.iter().any(|rule| is(&rule.check));
    match ty {
        Type::Nullable { of } => without_rules(*of, rules).nullable(),
        Type::String { format: Some(Format::Url) } if has(|check| matches!(check, Check::Url { .. })) => {
            Type::String { format: None }
        }
        Type::String { format: Some(Format::Ip) } if has(|check| matches!(check, Check::Ip { .. })) => {
            Type::String { format: None }
        }
        Type::String { format: Some(Format::Char) } if has(|check| matches!(check, Check::Length { .. })) => {
            Type::String { format: None }
        }
        Type::List { of, unique, .. } if has(|check| matches!(check, Check::Length { .. })) => {
            Type::List { of, unique, count: None }
        }
        Type::Integer { width, .. }
            if has(|check| {
                matches!(check, Check::Range { min: Some(Bound::Integer(1)), exclusive_min: false, .. })
            }) =>
        {
            Type::Integer { width, non_zero: false }
        }
        ty => ty,
    }
}
