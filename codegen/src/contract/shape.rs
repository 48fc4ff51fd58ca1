//! A type of the contract as a TypeScript type.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rutter_contract::judge::retagged;
use rutter_contract::{Also, Field, Format, Key, Object, Presence, Rest, Type};
use serde_json::Value;

use super::agreement::Form;
use super::names::doc_comment;
use crate::writer::{Writer, key, quote};

/// The most elements that a list of fixed length has as a tuple.
const LONGEST_TUPLE: u64 = 16;

/// Prints types in one form, each reference by the name that it is given.
pub(crate) struct Shapes<'n> {
    form: Form,
    name: Box<dyn Fn(&str) -> String + 'n>,
}

impl<'n> Shapes<'n> {
    pub(crate) fn new(form: Form, name: impl Fn(&str) -> String + 'n) -> Self {
        Self { form, name: Box::new(name) }
    }

    /// A type on one line.
    pub(crate) fn text(&self, ty: &Type) -> String {
        match ty {
            Type::Any => "Json".to_owned(),
            Type::Never => "never".to_owned(),
            Type::Null => "null".to_owned(),
            Type::Boolean => "boolean".to_owned(),
            Type::Integer { .. } | Type::Number => "number".to_owned(),
            Type::String { format } => format.and_then(own_text_type).unwrap_or("string").to_owned(),
            Type::Literal { .. } | Type::Nullable { .. } | Type::Union { .. } => union(self.members(ty)),
            Type::List { of, count: Some(count), .. } if *count <= LONGEST_TUPLE => {
                let items: Vec<String> = (0..*count).map(|_| self.text(of)).collect();
                format!("[{}]", items.join(", "))
            }
            Type::List { of, .. } => format!("{}[]", grouped(&self.text(of))),
            Type::Tuple { items } => {
                let items: Vec<String> = items.iter().map(|item| self.text(item)).collect();
                format!("[{}]", items.join(", "))
            }
            Type::Map { key, of } => self.map(key, of),
            Type::Object(object) => self.object(object),
            Type::All { of } => of.iter().map(|ty| grouped(&self.text(ty))).collect::<Vec<_>>().join(" & "),
            Type::File => "File".to_owned(),
            Type::Ref { to } => (self.name)(to),
            Type::Ruled { of, .. } => self.text(of),
        }
    }

    /// The values of an enum without data, and what may be sent in their place. An editor still offers the names where any text
    /// may be.
    pub(crate) fn literals(&self, values: &[Value], also: &Also) -> Vec<String> {
        let sent = (self.form == Form::Input).then_some(also);
        let aliases = sent.into_iter().flat_map(|also| also.names.keys()).map(|name| quote(name));
        let other = sent.and_then(|also| also.other.as_ref()).map(|_| "(string & {})".to_owned());
        values.iter().map(literal).chain(aliases).chain(other).collect()
    }

    /// The variants of a union. A tag that may be any text would be that of all variants: it has its own names.
    pub(crate) fn variants<'t>(&self, variants: &'t [Type], tag: Option<&str>) -> Vec<Cow<'t, Type>> {
        let own = |variant: &'t Type| match tag.filter(|_| self.form == Form::Input) {
            Some(tag) => Cow::Owned(retagged(variant, tag, |also| also.other = None)),
            None => Cow::Borrowed(variant),
        };
        variants.iter().map(own).collect()
    }

    /// The properties of an object, a line each, with their doc comments.
    pub(crate) fn properties(&self, w: &mut Writer, object: &Object) {
        for field in &object.fields {
            doc_comment(w, field.doc.as_deref());
            w.line(format!("{};", self.property(field)));
        }
        if let Some(rest) = self.rest(object) {
            w.line(format!("{rest};"));
        }
    }

    fn object(&self, object: &Object) -> String {
        let properties = object.fields.iter().map(|field| self.property(field));
        let properties: Vec<String> = properties.chain(self.rest(object)).collect();
        if properties.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", properties.join("; ")) }
    }

    fn property(&self, field: &Field) -> String {
        let optional = match field.presence {
            Presence::Required => "",
            Presence::Optional => "?",
            Presence::Default(_) if self.form == Form::Input => "?",
            Presence::Default(_) => "",
        };
        format!("{}{optional}: {}", key(&field.name), self.text(&field.ty))
    }

    /// The other keys of an object. TypeScript asks that they take what the declared ones hold, too.
    fn rest(&self, object: &Object) -> Option<String> {
        let Rest::Typed(of) = &object.rest else { return None };
        let optional = object.fields.iter().any(|field| !field.presence.is_required());
        let fields = object.fields.iter().flat_map(|field| self.members(&field.ty));
        let all = self.members(of).into_iter().chain(fields).chain(optional.then(|| "undefined".to_owned()));
        Some(format!("[key: string]: {}", union(all)))
    }

    /// A type as the members of a union.
    fn members(&self, ty: &Type) -> Vec<String> {
        match ty {
            Type::Literal { values, also } => self.literals(values, also),
            Type::Nullable { of } => self.members(of).into_iter().chain(["null".to_owned()]).collect(),
            Type::Union { variants, tag, .. } => {
                let variants = self.variants(variants, tag.as_deref());
                variants.iter().flat_map(|variant| self.members(variant)).collect()
            }
            Type::Ruled { of, .. } => self.members(of),
            ty => vec![self.text(ty)],
        }
    }

    fn map(&self, key: &Key, of: &Type) -> String {
        let of = self.text(of);
        match key {
            Key::Names(names) => {
                let names = union(names.iter().map(|name| quote(name)));
                format!("{{ [key in {names}]?: {of} }}")
            }
            Key::Boolean => format!("{{ [key in \"true\" | \"false\"]?: {of} }}"),
            Key::Text | Key::Integer(_) | Key::Formatted(_) => format!("{{ [key: string]: {of} }}"),
        }
    }
}

/// The types that a type names.
pub(crate) fn references(ty: &Type) -> Vec<&str> {
    let mut found = Vec::new();
    walk(ty, &mut |ty| {
        if let Type::Ref { to } = ty {
            found.push(to.as_str());
        }
    });
    found
}

/// The types that a value of a type is itself, not only a part of it.
pub(crate) fn references_in_place(ty: &Type) -> Vec<&str> {
    match ty {
        Type::Ref { to } => vec![to.as_str()],
        Type::Nullable { of } | Type::Ruled { of, .. } => references_in_place(of),
        Type::Union { variants: of, .. } | Type::All { of } => {
            of.iter().flat_map(references_in_place).collect()
        }
        _ => Vec::new(),
    }
}

/// The types of Rutter's own that the text of a type names.
pub(crate) fn own_types(ty: &Type) -> Vec<&'static str> {
    let mut found = Vec::new();
    walk(ty, &mut |ty| match ty {
        Type::Any => found.push("Json"),
        Type::String { format: Some(format) } => found.extend(own_text_type(*format)),
        _ => {}
    });
    found
}

/// Visits a type and everything in it, without following references.
fn walk<'t>(ty: &'t Type, visit: &mut impl FnMut(&'t Type)) {
    visit(ty);
    ty.parts().into_iter().for_each(|part| walk(part, visit));
}

/// The members of a union, each once.
pub(crate) fn union(members: impl IntoIterator<Item = String>) -> String {
    let mut different: Vec<String> = Vec::new();
    for member in members {
        if !different.contains(&member) {
            different.push(member);
        }
    }
    if different.is_empty() { "never".to_owned() } else { different.join(" | ") }
}

/// A type that stands inside another: what binds less than `[]` and `&` takes brackets.
pub(crate) fn grouped(text: &str) -> String {
    let is_one = !text.contains([' ', '|', '&']) || text.starts_with('{') && is_one_object(text);
    if is_one { text.to_owned() } else { format!("({text})") }
}

/// Whether the first brace is closed by the last character.
fn is_one_object(text: &str) -> bool {
    let mut depth = 0_usize;
    let mut in_string = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' if !in_string => depth += 1,
            b'}' if !in_string => {
                depth -= 1;
                if depth == 0 {
                    return at + 1 == text.len();
                }
            }
            _ => {}
        }
    }
    false
}

/// The type of a text that is no text of another kind.
fn own_text_type(format: Format) -> Option<&'static str> {
    match format {
        Format::DateTime => Some("IsoDateTime"),
        Format::LocalDateTime => Some("IsoLocalDateTime"),
        Format::Date => Some("IsoDate"),
        Format::Time => Some("IsoTime"),
        Format::Integer(_) => Some("Digits"),
        Format::Char | Format::Uuid | Format::Url | Format::Ip | Format::Ipv4 | Format::Ipv6 => None,
    }
}

/// A value as an expression: unlike in JSON, `__proto__` has to be told apart from the prototype.
pub(crate) fn literal(value: &Value) -> String {
    match value {
        Value::String(text) => quote(text),
        Value::Array(items) => format!("[{}]", items.iter().map(literal).collect::<Vec<_>>().join(", ")),
        Value::Object(map) if map.is_empty() => "{}".to_owned(),
        Value::Object(map) => {
            // Their order depends on how `serde_json` was built.
            let sorted: BTreeMap<&String, &Value> = map.iter().collect();
            let members = sorted.iter().map(|(name, value)| format!("{}: {}", key(name), literal(value)));
            format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
        }
        plain => plain.to_string(),
    }
}
