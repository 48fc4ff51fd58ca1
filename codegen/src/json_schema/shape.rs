//! A type as a schema.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;

use rutter_contract::{
    Also, Check, Contract, Definition, Field, FileRules, Format, IntegerWidth, Key, Rule, Type, judge,
};
use serde_json::Value;

use super::names::Direction;
use super::{rules, texts};
use crate::json::{Json, Members};

/// Writes types of one direction.
pub(crate) struct Writer<'w> {
    pub(super) contract: &'w Contract,
    pub(super) direction: Direction,
    pub(super) name: &'w dyn Fn(&str, Direction) -> String,
    /// What stands before a name in a reference.
    pub(super) folder: &'w str,
    /// The references that are written out, which a type that holds itself would lead to again.
    pub(super) open: RefCell<BTreeSet<String>>,
}

/// How many references are followed to see what kind a type is of.
const MAX_LOOKUPS: usize = 16;

impl Writer<'_> {
    /// A named type.
    pub(super) fn definition(&self, definition: &Definition) -> Members {
        let schema = self.schema(super::names::target(definition, self.direction));
        rules::described(schema, definition.doc.as_deref(), &[])
    }

    pub(crate) fn schema(&self, ty: &Type) -> Members {
        let typed = |name: &str| Members::default().with("type", name);
        match ty {
            Type::Any => Members::default(),
            Type::Never => Members::default().with("not", Members::default()),
            Type::Null => typed("null"),
            Type::Boolean => typed("boolean"),
            Type::Integer { width, non_zero } => integer(*width, *non_zero, self.direction),
            Type::Number => typed("number"),
            Type::String { format: Some(Format::Ip) } => {
                // Some readers want the type beside the format.
                let versions = ["ipv4", "ipv6"].map(|version| typed("string").with("format", version));
                Members::default().with("anyOf", versions.to_vec())
            }
            Type::String { format } => {
                let keywords = format.map(texts::format).unwrap_or_default();
                keywords.into_iter().fold(typed("string"), |schema, (key, value)| schema.with(&key, value))
            }
            Type::Literal { values, also } if self.direction == Direction::Request => sent(values, also),
            Type::Literal { values, .. } => literal(values),
            Type::Nullable { of } => nullable(self.schema(of)),
            Type::List { of, unique, count } => typed("array")
                .with("items", self.schema(of))
                .with_some("minItems", *count)
                .with_some("maxItems", *count)
                .with_some("uniqueItems", (*unique && self.direction == Direction::Response).then_some(true)),
            Type::Tuple { items } if items.is_empty() => {
                typed("array").with("items", Members::default()).with("maxItems", 0_u64)
            }
            Type::Tuple { items } => typed("array")
                .with("prefixItems", items.iter().map(|item| self.schema(item)).collect::<Vec<_>>())
                .with("items", false)
                .with("minItems", items.len() as u64),
            Type::Map { key, of } => typed("object")
                .with_some("propertyNames", self.key(key))
                .with("additionalProperties", self.schema(of)),
            Type::Object(object) => self.object(object),
            Type::Union { variants, tag, .. } => {
                let variants = apart(variants, tag.as_deref());
                Members::default()
                    .with("anyOf", variants.iter().map(|variant| self.schema(variant)).collect::<Vec<_>>())
            }
            Type::All { of } => self.all(of),
            Type::File => typed("string").with("contentMediaType", "application/octet-stream"),
            Type::Ref { to } => {
                Members::default().with("$ref", format!("{}{}", self.folder, (self.name)(to, self.direction)))
            }
            Type::Ruled { of, rules } => self.ruled(self.schema(of), of, rules),
        }
    }

    /// A field's schema, without whether it must be there.
    pub(crate) fn field(&self, field: &Field) -> Members {
        let required = field.rules.iter().any(|rule| rule.check == Check::Required);
        let ty = match &field.ty {
            Type::Nullable { of } if required && self.direction.is_sent() => of,
            ty => ty,
        };
        let mut schema = self.ruled(self.schema(ty), ty, &field.rules);
        if let (Some(FileRules { max_size, accept }), Type::File) = (&field.file, of_list(ty)) {
            let one = match accept.as_slice() {
                [only] if only.contains('/') && !only.contains('*') => Some(only.as_str()),
                _ => None,
            };
            let file = match schema.get_mut("items") {
                Some(Json::Object(items)) => items,
                _ => &mut schema,
            };
            if let Some(one) = one {
                file.set("contentMediaType", one);
            }
            if let Some(most) = max_size {
                file.set("maxLength", *most);
            }
        }
        if field.secret && self.direction == Direction::Request {
            schema.set("writeOnly", true);
        }
        let rules: &[Rule] = if self.direction.is_sent() { &field.rules } else { &[] };
        rules::described(schema, field.doc.as_deref(), rules)
    }

    /// With the rules of a request, of which keywords that are about another kind of values are left out.
    pub(crate) fn ruled(&self, schema: Members, ty: &Type, rules: &[Rule]) -> Members {
        if self.direction == Direction::Response {
            return schema;
        }
        let kind = self.kind(ty, 0);
        let about = |key: &str| match key {
            "minLength" | "maxLength" | "pattern" | "format" => Some(Kind::Text),
            "minItems" | "maxItems" => Some(Kind::List),
            "minProperties" | "maxProperties" | "required" => Some(Kind::Object),
            _ => None,
        };
        let may_be_null = matches!(ty, Type::Any | Type::Ref { .. } | Type::Union { .. } | Type::All { .. });
        let asked = rules.iter().filter(|rule| may_be_null || rule.check != Check::Required);
        rules::ruled(schema, asked, |key| {
            kind.is_none() || about(key).is_none_or(|about| kind == Some(about))
        })
    }

    fn key(&self, key: &Key) -> Option<Members> {
        Some(match key {
            Key::Text => return None,
            Key::Integer(width) => texts::format(Format::Integer(*width)),
            Key::Boolean => Members::default().with("enum", vec!["false", "true"]),
            Key::Names(names) => {
                Members::default().with("enum", names.iter().map(String::as_str).collect::<Vec<_>>())
            }
            Key::Formatted(format) => texts::format(*format),
        })
    }

    fn kind(&self, ty: &Type, depth: usize) -> Option<Kind> {
        Some(match ty {
            Type::String { .. } => Kind::Text,
            Type::Literal { values, .. } if values.iter().all(Value::is_string) => Kind::Text,
            Type::Integer { .. } | Type::Number | Type::Boolean => Kind::Other,
            Type::List { .. } | Type::Tuple { .. } => Kind::List,
            Type::Map { .. } | Type::Object(_) => Kind::Object,
            Type::Nullable { of } | Type::Ruled { of, .. } => return self.kind(of, depth),
            Type::Ref { to } if depth < MAX_LOOKUPS => {
                let definition = self.contract.types.get(to)?;
                return self.kind(super::names::target(definition, self.direction), depth + 1);
            }
            _ => return None,
        })
    }
}

/// What a keyword is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    List,
    Object,
    Other,
}

/// A type, or what a list of it holds.
pub(crate) fn of_list(ty: &Type) -> &Type {
    match ty {
        Type::List { of, .. } | Type::Nullable { of } | Type::Ruled { of, .. } => of_list(of),
        ty => ty,
    }
}

fn integer(width: IntegerWidth, non_zero: bool, direction: Direction) -> Members {
    let (mut least, mut greatest) = judge::range(width);
    // `serde_json` reads no integers beyond 64 bits. It writes them, and then a bound would be past what JSON numbers are read as.
    if direction.is_sent() {
        (least, greatest) = (least.max(i64::MIN.into()), greatest.min(u64::MAX.into()));
    }
    let least = if non_zero && least == 0 { 1 } else { least };
    let format = match width {
        IntegerWidth::I32 => Some("int32"),
        IntegerWidth::I64 => Some("int64"),
        _ => None,
    };
    let schema = Members::default()
        .with("type", "integer")
        .with_some("format", format)
        .with_some("minimum", i64::try_from(least).ok())
        .with_some("maximum", u64::try_from(greatest).ok());
    if non_zero && least < 0 { schema.with("not", Members::default().with("const", 0_u64)) } else { schema }
}

/// The names of an enum, with what a request may send in their place.
fn sent(values: &[Value], also: &Also) -> Members {
    let aliases = also.names.keys().map(|name| Value::from(name.as_str()));
    let names = literal(&values.iter().cloned().chain(aliases).collect::<Vec<_>>());
    if also.other.is_none() {
        return names;
    }
    let except: Vec<Value> = also.except.iter().map(|name| Value::from(name.as_str())).collect();
    let not = (!except.is_empty()).then(|| literal(&except));
    let any = Members::default().with("type", "string").with_some("not", not);
    Members::default().with("anyOf", vec![names, any])
}

/// Variants, of which one may have any text for a tag but those of the others.
pub(super) fn apart<'t>(variants: &'t [Type], tag: Option<&str>) -> Vec<Cow<'t, Type>> {
    let apart = |variant: &'t Type| {
        let Some(tag) = tag else { return Cow::Borrowed(variant) };
        if judge::tag_of(variant, tag).is_none_or(|(_, also)| also.other.is_none()) {
            return Cow::Borrowed(variant);
        }
        let others = variants.iter().filter(|other| !std::ptr::eq(*other, variant));
        let tags = others.filter_map(|other| judge::tag_of(other, tag));
        let names = tags.flat_map(|(values, also)| {
            values.iter().filter_map(Value::as_str).chain(also.names.keys().map(String::as_str))
        });
        let names = names.map(str::to_owned).collect();
        Cow::Owned(judge::retagged(variant, tag, |also| also.except = names))
    };
    variants.iter().map(apart).collect()
}

fn literal(values: &[Value]) -> Members {
    let schema = if values.iter().all(Value::is_string) {
        Members::default().with("type", "string")
    } else {
        Members::default()
    };
    match values {
        [only] => schema.with("const", only),
        values => schema.with("enum", values.iter().map(Json::from).collect::<Vec<_>>()),
    }
}

/// A schema or null, on one level where that says the same.
fn nullable(mut schema: Members) -> Members {
    const ABOUT_ANY: [&str; 7] = ["const", "enum", "not", "anyOf", "allOf", "$ref", "unevaluatedProperties"];
    let simple = !ABOUT_ANY.iter().any(|key| schema.get(key).is_some());
    if schema.is_empty() {
        return schema;
    }
    match schema.get_mut("type") {
        Some(name @ Json::Plain(_)) if simple => {
            *name = Json::List(vec![name.clone(), "null".into()]);
            schema
        }
        _ => Members::default().with("anyOf", vec![schema, Members::default().with("type", "null")]),
    }
}
