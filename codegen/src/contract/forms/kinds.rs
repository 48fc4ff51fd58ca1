//! How each type of a form is read: a call of a function of `_formKinds.gen.ts` for each.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use rutter_contract::judge::Types;
use rutter_contract::{Empty, Field, Format, IntegerWidth, Object, Rest, Type};
use serde_json::Value;

use crate::contract::agreement::Agreement;
use crate::contract::names::{Names, camel, pascal};
use crate::contract::read::{Called, Local};
use crate::contract::shape::{self, literal};
use crate::writer::{Writer, quote};

/// The types that a form is made of, each a function, so that a type may hold itself and nothing is made unasked.
pub(super) struct Kinds<'a> {
    types: &'a Types,
    /// The name of each type's function, by the path of the type.
    names: BTreeMap<&'a str, String>,
    /// Judges what is read as the variants of enums without a tag.
    local: RefCell<Local<'a>>,
}

impl<'a> Kinds<'a> {
    /// Those that a form of this path holds.
    pub(super) fn of(agreement: &'a Agreement<'a>, form: &'a str) -> Self {
        let types = &agreement.contract.types;
        let mut reached = BTreeSet::new();
        let mut open = vec![form];
        while let Some(path) = open.pop() {
            let Some((path, definition)) = types.get_key_value(path) else { continue };
            if reached.insert(path.as_str()) {
                open.extend(shape::references(&definition.request));
            }
        }
        let mut taken = Names::default();
        let name = |path: &&'a str| taken.value_name(&format!("{}Kind", camel(&types[*path].name)));
        let names = reached.iter().map(name).collect::<Vec<_>>();
        Self {
            types,
            names: reached.into_iter().zip(names).collect(),
            local: RefCell::new(Local::new(agreement)),
        }
    }

    /// The name of a type's function.
    pub(super) fn name(&self, path: &str) -> &str {
        self.names.get(path).map_or("kinds.never", String::as_str)
    }

    /// Declares the functions, and those that judge for them.
    pub(super) fn declare(&self, w: &mut Writer) {
        for (path, name) in &self.names {
            let kind = Printer { kinds: self, owner: path }.kind(&self.types[*path].request);
            w.block(format!("function {name}(): kinds.Kind {{"), "}", |w| {
                w.lines(&format!("return {kind};"));
            });
            w.blank();
        }
        self.local.borrow_mut().declare(w);
    }

    /// The function that judges a form.
    pub(super) fn judge(&self, path: &str) -> String {
        self.local.borrow_mut().call(path)
    }

    /// Imports what the module calls.
    pub(super) fn import(&self, w: &mut Writer, [read, formats, schemas]: [&str; 3]) {
        let local = self.local.borrow();
        let Called { helpers, formats: of_formats, functions } = local.called();
        w.imports("import", helpers.iter().copied(), read);
        w.imports("import", of_formats.iter().copied(), formats);
        w.imports("import", functions.iter().map(String::as_str), schemas);
    }
}

/// Prints what the function of one type returns.
struct Printer<'a, 'k> {
    kinds: &'k Kinds<'a>,
    owner: &'a str,
}

impl<'a> Printer<'a, '_> {
    fn kind(&self, ty: &'a Type) -> String {
        match ty {
            Type::Any => "kinds.any".to_owned(),
            Type::Never => "kinds.never".to_owned(),
            Type::Null => "kinds.literal([[\"\", null]])".to_owned(),
            Type::Boolean => "kinds.boolean".to_owned(),
            Type::Integer { width, .. } => format!("kinds.{}", integer(*width)),
            Type::Number => "kinds.number".to_owned(),
            Type::String { format: None } => "kinds.text".to_owned(),
            Type::String { format: Some(Format::LocalDateTime) } => "kinds.localDateTime".to_owned(),
            Type::String { format: Some(Format::Time) } => "kinds.time".to_owned(),
            Type::String { format: Some(_) } => "kinds.word".to_owned(),
            Type::Literal { values, .. } => literals(values),
            Type::Nullable { of } => format!("kinds.nullable({})", self.kind(of)),
            Type::List { of, count: None, .. } => format!("kinds.list({})", self.kind(of)),
            Type::List { of, count: Some(_), .. } => format!("kinds.list({}, true)", self.kind(of)),
            Type::Tuple { items } => format!("kinds.tuple({})", self.kinds(items)),
            Type::Map { of, .. } => format!("kinds.map({})", self.kind(of)),
            Type::Object(object) => self.group(object),
            Type::Union { variants, tag: Some(tag), .. } => {
                let variants = variants.iter().map(|variant| {
                    format!("[{}, {}]", self.tags(variant, tag, MOST_LOOKUPS).text(), self.kind(variant))
                });
                format!("kinds.tagged({}, {})", quote(tag), list(variants.collect()))
            }
            Type::Union { variants, keyed, .. } => {
                let variants = variants.iter().map(|variant| self.variant(variant, *keyed));
                format!("kinds.untagged({})", list(variants.collect()))
            }
            Type::All { of } => format!("kinds.all({})", self.kinds(of)),
            Type::File => "kinds.file".to_owned(),
            Type::Ref { to } if self.kinds.names.contains_key(to.as_str()) => {
                format!("kinds.ref({})", self.kinds.name(to))
            }
            Type::Ref { .. } => "kinds.never".to_owned(),
            Type::Ruled { of, .. } => format!("kinds.ruled({})", self.kind(of)),
        }
    }

    fn kinds(&self, types: &'a [Type]) -> String {
        list(types.iter().map(|ty| self.kind(ty)).collect())
    }

    fn group(&self, object: &'a Object) -> String {
        let fields = list(object.fields.iter().map(|field| self.field(field)).collect());
        match &object.rest {
            Rest::Ignored => format!("kinds.group({fields})"),
            Rest::Refused => format!("kinds.group({fields}, kinds.unknown)"),
            Rest::Typed(of) => format!("kinds.group({fields}, {})", self.kind(of)),
        }
    }

    fn field(&self, field: &'a Field) -> String {
        let mut parts =
            vec![format!("name: {}", quote(&field.name)), format!("kind: {}", self.kind(&field.ty))];
        if !field.aliases.is_empty() {
            parts.push(format!("aliases: {}", quoted(&field.aliases)));
        }
        if !field.presence.is_required() {
            parts.push("optional: true".to_owned());
        }
        if field.secret {
            parts.push("secret: true".to_owned());
        }
        if let Some(empty) = field.empty {
            let empty = match empty {
                Empty::Absent => "absent",
                Empty::Null => "null",
                Empty::Keep => "keep",
            };
            parts.push(format!("empty: {}", quote(empty)));
        }
        if let Some(rules) = &field.file {
            parts.extend(rules.max_size.map(|most| format!("maxSize: {most}")));
            if !rules.accept.is_empty() {
                parts.push(format!("accept: {}", quoted(&rules.accept)));
            }
        }
        format!("{{ {} }}", parts.join(", "))
    }

    fn variant(&self, variant: &'a Type, keyed: bool) -> String {
        let names = match variant {
            Type::Object(Object { fields, .. }) if keyed => match fields.as_slice() {
                [only] => [&only.name].into_iter().chain(&only.aliases).cloned().collect(),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        };
        let names = if names.is_empty() { String::new() } else { format!(", {}", quoted(&names)) };
        let asked = format!("read{}Variant", pascal(&self.kinds.types[self.owner].name));
        let judge = self.kinds.local.borrow_mut().function(&asked, variant, self.owner);
        format!("[{}, {judge}{names}]", self.kind(variant))
    }

    /// The texts by which a tag names a variant.
    fn tags(&self, variant: &Type, tag: &str, lookups: usize) -> Tags {
        if lookups == 0 {
            return Tags::default();
        }
        let inner = |ty: &Type| self.tags(ty, tag, lookups - 1);
        match variant {
            Type::Ruled { of, .. } => inner(of),
            Type::Ref { to } => {
                self.kinds.types.get(to).map(|definition| inner(&definition.request)).unwrap_or_default()
            }
            Type::All { of } => of.iter().map(inner).collect(),
            Type::Union { variants, .. } => variants.iter().map(inner).collect(),
            Type::Object(object) => {
                match object.fields.iter().find(|field| field.name == tag).map(|field| &field.ty) {
                    Some(Type::Literal { values, also }) => Tags {
                        any: also.other.is_some(),
                        texts: also.names.keys().cloned().chain(values.iter().flat_map(texts)).collect(),
                    },
                    Some(Type::String { .. } | Type::Any) => Tags { any: true, texts: Vec::new() },
                    _ => Tags::default(),
                }
            }
            _ => Tags::default(),
        }
    }
}

/// As deep as the form reader of Rust looks for a tag.
const MOST_LOOKUPS: usize = 32;

/// The texts of a tag that name a variant.
#[derive(Default)]
struct Tags {
    /// Any text does.
    any: bool,
    texts: Vec<String>,
}

impl Tags {
    fn text(&self) -> String {
        if self.any { "true".to_owned() } else { quoted(&self.texts) }
    }
}

impl FromIterator<Tags> for Tags {
    fn from_iter<I: IntoIterator<Item = Tags>>(all: I) -> Self {
        all.into_iter().fold(Self::default(), |mut all, tags| {
            all.any |= tags.any;
            all.texts.extend(tags.texts);
            all
        })
    }
}

/// The names of an enum stay texts; other literals are looked up by the texts that stand for them.
fn literals(values: &[Value]) -> String {
    if values.iter().all(Value::is_string) {
        // The name that is empty is sent by an input that was left empty.
        return if values.iter().any(|value| value == "") { "kinds.text" } else { "kinds.word" }.to_owned();
    }
    let mut known = BTreeSet::new();
    let mut pairs = Vec::new();
    for value in values {
        let new = texts(value).into_iter().filter(|text| known.insert(text.clone()));
        pairs.extend(new.map(|text| format!("[{}, {}]", quote(&text), literal(value))).collect::<Vec<_>>());
    }
    format!("kinds.literal([{}])", pairs.join(", "))
}

/// The texts that stand for a literal.
pub(super) fn texts(literal: &Value) -> Vec<String> {
    match literal {
        Value::String(name) => vec![name.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Bool(true) => vec!["true".to_owned(), "on".to_owned()],
        Value::Bool(false) => vec!["false".to_owned()],
        Value::Null => vec![String::new(), "null".to_owned()],
        Value::Array(_) | Value::Object(_) => Vec::new(),
    }
}

/// Types without negative numbers have no `-0`.
fn integer(width: IntegerWidth) -> &'static str {
    use IntegerWidth::{I8, I16, I32, I64, I128, SafeSigned, SafeUnsigned, U8, U16, U32, U64, U128};
    match width {
        I8 | I16 | I32 | I64 | I128 | SafeSigned => "integer",
        U8 | U16 | U32 | U64 | U128 | SafeUnsigned => "natural",
    }
}

fn quoted(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| quote(text)).collect::<Vec<_>>().join(", "))
}

/// A list with a line for each item, where it has several.
fn list(items: Vec<String>) -> String {
    match items.as_slice() {
        [] => "[]".to_owned(),
        [only] if !only.contains('\n') => format!("[{only}]"),
        items => {
            let items = items.iter().map(|item| format!("  {},", item.replace('\n', "\n  ")));
            format!("[\n{}\n]", items.collect::<Vec<_>>().join("\n"))
        }
    }
}
