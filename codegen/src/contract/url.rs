//! What Rust structs declare of a route's params and search params.

use std::collections::BTreeSet;

use rutter_contract::judge::{Types, range, shape_message};
use rutter_contract::{Also, Check, Format, IntegerWidth, Presence, Rule, Type, UrlField, UrlList};
use serde_json::Value;

use super::agreement::{Agreement, Form};
use super::names::doc_comment;
use super::read::{self, AskedRule};
use super::shape::{self, literal};
use crate::writer::{Writer, key, quote};

/// The declared fields of one URL part, as TypeScript.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields<'a> {
    pub(crate) agreement: &'a Agreement<'a>,
    pub(crate) fields: &'a [UrlField],
}

impl<'a> Fields<'a> {
    /// The properties of what is read, a line each.
    pub(crate) fn properties(&self, w: &mut Writer) {
        for field in self.fields {
            doc_comment(w, field.doc.as_deref());
            let is_optional = field.list.is_none() && field.presence == Presence::Optional;
            let optional = if is_optional { "?" } else { "" };
            let one = self.agreement.text(&field.ty, Form::Parsed);
            let ty = match field.list {
                None => one,
                Some(_) => format!("{}[]", shape::grouped(&one)),
            };
            w.line(format!("{}{optional}: {ty};", key(&field.name)));
        }
    }

    /// What a link takes, on one line.
    pub(crate) fn link(&self) -> String {
        let property = |field: &UrlField| {
            let optional = if field.presence.is_required() { "" } else { "?" };
            format!("{}{optional}: {}", key(&field.name), self.link_type(field))
        };
        match self.fields {
            [] => "{}".to_owned(),
            fields => format!("{{ {} }}", fields.iter().map(property).collect::<Vec<_>>().join("; ")),
        }
    }

    /// The properties of what a link or call takes, a line each.
    pub(crate) fn link_properties(&self, w: &mut Writer) {
        for field in self.fields {
            doc_comment(w, field.doc.as_deref());
            let optional = if field.presence.is_required() { "" } else { "?" };
            w.line(format!("{}{optional}: {};", key(&field.name), self.link_type(field)));
        }
    }

    /// Whether a link can do without all of them.
    pub(crate) fn are_optional(&self) -> bool {
        self.fields.iter().all(|field| !field.presence.is_required())
    }

    /// What a link takes for one of them.
    fn link_type(&self, field: &UrlField) -> String {
        let text = self.agreement.text(&field.ty, Form::Input);
        // What reads digits can write them.
        let one = if is_digits(&field.ty) { format!("{text} | bigint") } else { text };
        match (field.list, &field.presence) {
            (None, _) => one,
            (Some(UrlList::Segments), Presence::Required) => {
                let one = shape::grouped(&one);
                format!("readonly [{one}, ...{one}[]]")
            }
            (Some(_), _) => format!("readonly {}[]", shape::grouped(&one)),
        }
    }

    /// How each is read.
    pub(crate) fn readers(&self) -> Readers {
        let mut readers = Readers::default();
        for field in self.fields {
            let reader = readers.field(self.agreement, field);
            readers.of_fields.push((field.name.clone(), reader));
        }
        readers
    }

    /// The type of the nuqs parser of each, a line each.
    pub(crate) fn nuqs_types(&self, w: &mut Writer) {
        for field in self.fields {
            let of = self.agreement.text(&field.ty, Form::Parsed);
            w.line(format!("readonly {}: {}<{of}>;", key(&field.name), nuqs(field).0));
        }
    }

    /// The nuqs parser of each, a line each.
    pub(crate) fn nuqs_parsers(&self, w: &mut Writer, readers: &Readers) {
        for (field, (_, reader)) in self.fields.iter().zip(&readers.of_fields) {
            let default =
                field.default_value().map(|value| format!(", {}", literal(value))).unwrap_or_default();
            w.line(format!("{}: {}({reader}{default}),", key(&field.name), nuqs(field).1));
        }
    }

    /// The types and functions that nuqs parsers use.
    pub(crate) fn nuqs_names(&self) -> (BTreeSet<&'static str>, BTreeSet<&'static str>) {
        self.fields.iter().map(nuqs).unzip()
    }

    /// The names of `types.gen.ts` that the types of what is read, or of links, use.
    pub(crate) fn types(&self, form: Form) -> BTreeSet<&'a str> {
        self.fields.iter().flat_map(|field| self.agreement.imports(&field.ty, form)).collect()
    }

    /// How a link writes search params, where that is not as any link does: `searchCodec({ page: 1 }, ["tags"])`.
    pub(crate) fn codec(&self) -> Option<String> {
        let default = |field: &UrlField| {
            field.default_value().map(|value| format!("{}: {}", key(&field.name), literal(value)))
        };
        let defaults: Vec<String> = self.fields.iter().filter_map(default).collect();
        let commas = self.fields.iter().filter(|field| field.list == Some(UrlList::Comma));
        let commas: Vec<String> = commas.map(|field| quote(&field.name)).collect();
        let defaults = match defaults.as_slice() {
            [] => "{}".to_owned(),
            defaults => format!("{{ {} }}", defaults.join(", ")),
        };
        match commas.as_slice() {
            [] if defaults == "{}" => None,
            [] => Some(format!("searchCodec({defaults})")),
            commas => Some(format!("searchCodec({defaults}, [{}])", commas.join(", "))),
        }
    }
}

/// The type and the function of a field's nuqs parser.
fn nuqs(field: &UrlField) -> (&'static str, &'static str) {
    match (field.list, &field.presence) {
        (Some(UrlList::Comma), _) => ("InOne", "inOne"),
        (Some(UrlList::Repeated | UrlList::Segments), _) => ("Many", "many"),
        (None, Presence::Default(_)) => ("OneOr", "oneOr"),
        (None, Presence::Required | Presence::Optional) => ("One", "one"),
    }
}

/// How fields are read, and what that needs.
#[derive(Debug, Default)]
pub(crate) struct Readers {
    /// The name and the reader of each field.
    of_fields: Vec<(String, String)>,
    /// The functions of `_url.gen.ts`.
    pub(crate) functions: BTreeSet<&'static str>,
    /// The functions that rules call.
    pub(crate) helpers: BTreeSet<&'static str>,
    /// The functions that know formats.
    pub(crate) formats: BTreeSet<&'static str>,
    /// The rules that the server alone can check.
    pub(crate) server_only: Vec<String>,
}

impl Readers {
    /// Those of two parts of a URL.
    pub(crate) fn imports(&mut self, other: &Self) {
        self.functions.extend(&other.functions);
        self.helpers.extend(&other.helpers);
        self.formats.extend(&other.formats);
    }

    /// The fields, a line each.
    pub(crate) fn write(&self, w: &mut Writer) {
        for (name, reader) in &self.of_fields {
            w.line(format!("{}: {reader},", key(name)));
        }
    }

    fn field(&mut self, agreement: &Agreement<'_>, field: &UrlField) -> String {
        let is_required =
            field.presence.is_required() || field.rules.iter().any(|rule| rule.check == Check::Required);
        let (function, default) = match (field.list, &field.presence) {
            (Some(UrlList::Segments), _) => ("segments", None),
            (Some(UrlList::Repeated), _) => ("repeated", None),
            (Some(UrlList::Comma), _) => ("commas", None),
            (None, Presence::Default(value)) => ("or", Some(literal(value))),
            (None, _) if is_required => ("required", None),
            (None, _) => ("optional", None),
        };
        self.functions.insert(function);
        let list = Type::List { of: Box::new(field.ty.clone()), unique: false, count: None };
        let asked = if field.list.is_some() { &list } else { &field.ty };
        let text = self.text(agreement, &field.ty);
        let rules = self.rules(agreement, &field.rules, asked);
        let arguments: Vec<String> = [text].into_iter().chain(default).chain(rules).collect();
        format!("{function}({})", arguments.join(", "))
    }

    /// How the text of one value is read.
    fn text(&mut self, agreement: &Agreement<'_>, ty: &Type) -> String {
        let whole = |width: &IntegerWidth, quotes: &str| {
            let (least, greatest) = range(*width);
            format!("{quotes}{least}{quotes}, {quotes}{greatest}{quotes}")
        };
        let (function, arguments) = match ty {
            Type::Integer { width, non_zero: false } => ("wholeNumber", whole(width, "")),
            Type::Integer { width, non_zero: true } => ("wholeNumber", whole(width, "") + ", true"),
            Type::Number => ("number", String::new()),
            Type::Boolean => ("boolean", String::new()),
            Type::Literal { values, also } if also.has_names() => ("named", named(values, also)),
            Type::Literal { values, .. } => {
                ("oneOf", values.iter().map(literal).collect::<Vec<_>>().join(", "))
            }
            Type::String { format: Some(Format::Char) } => ("character", String::new()),
            Type::String { format: Some(Format::Integer(width)) } => ("wholeDigits", whole(width, "\"")),
            Type::String { format: Some(format) } => {
                let is = read::format_function(*format);
                self.formats.insert(is);
                let message = shape_message(&Types::new(), ty);
                let expected = message.strip_prefix("must be ").unwrap_or(&message);
                ("formatted", format!("{}, {is}", quote(expected)))
            }
            Type::Ruled { of, rules } => {
                let text = self.text(agreement, of);
                let rules = self.rules(agreement, rules, of);
                ("ruled", [text].into_iter().chain(rules).collect::<Vec<_>>().join(", "))
            }
            _ => ("text", String::new()),
        };
        self.functions.insert(function);
        if arguments.is_empty() { function.to_owned() } else { format!("{function}({arguments})") }
    }

    /// The rules of a value. An integer is a number to them, also where it is text to JavaScript.
    fn rules(&mut self, agreement: &Agreement<'_>, rules: &[Rule], ty: &Type) -> Vec<String> {
        let (ty, value) = match ty {
            Type::String { format: Some(Format::Integer(_)) } => (&Type::Number, "BigInt(value)"),
            ty => (ty, "value"),
        };
        let asked = read::ask(agreement, rules, ty, value);
        self.helpers.extend(asked.helpers);
        self.formats.extend(asked.formats);
        self.server_only.extend(asked.server_only);
        let rule = |rule: AskedRule| {
            let broken = rule.broken;
            let params = rule.params.map(|params| format!(", {params}")).unwrap_or_default();
            format!("rule((value) => {broken}, {}, {}{params})", quote(&rule.code), quote(&rule.message))
        };
        let printed: Vec<String> = asked.rules.into_iter().map(rule).collect();
        if !printed.is_empty() {
            self.functions.insert("rule");
        }
        printed
    }
}

/// The names of an enum, the texts that stand for some of them, and what any other text stands for.
fn named(values: &[Value], also: &Also) -> String {
    let names: Vec<String> = values.iter().map(literal).collect();
    let others: Vec<String> =
        also.names.iter().map(|(text, name)| format!("[{}, {}]", quote(text), quote(name))).collect();
    let other = also.other.as_ref().map(|other| format!(", {}", quote(other))).unwrap_or_default();
    format!("[{}], [{}]{other}", names.join(", "), others.join(", "))
}

/// Whether a value is a whole number in digits.
fn is_digits(ty: &Type) -> bool {
    match ty {
        Type::Ruled { of, .. } => is_digits(of),
        ty => matches!(ty, Type::String { format: Some(Format::Integer(_)) }),
    }
}
