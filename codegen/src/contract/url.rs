//! What Rust structs declare of a route's params and search params.

use std::collections::BTreeSet;

use rutter_contract::judge::range;
use rutter_contract::{Format, IntegerWidth, Presence, Type, UrlField, UrlList};

use super::agreement::{Agreement, Form};
use super::names::doc_comment;
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
        let one = self.agreement.text(&field.ty, Form::Input);
        match (field.list, &field.presence) {
            (None, _) => one,
            (Some(UrlList::Segments), Presence::Required) => {
                let one = shape::grouped(&one);
                format!("readonly [{one}, ...{one}[]]")
            }
            (Some(_), _) => format!("readonly {}[]", shape::grouped(&one)),
        }
    }

    /// How each is read, a line each.
    pub(crate) fn readers(&self, w: &mut Writer) {
        for field in self.fields {
            w.line(format!("{}: {},", key(&field.name), reader(field)));
        }
    }

    /// The type of the nuqs parser of each, a line each.
    pub(crate) fn nuqs_types(&self, w: &mut Writer) {
        for field in self.fields {
            let of = self.agreement.text(&field.ty, Form::Parsed);
            w.line(format!("readonly {}: {}<{of}>;", key(&field.name), nuqs(field).0));
        }
    }

    /// The nuqs parser of each, a line each.
    pub(crate) fn nuqs_parsers(&self, w: &mut Writer) {
        for field in self.fields {
            let default =
                field.default_value().map(|value| format!(", {}", literal(value))).unwrap_or_default();
            w.line(format!("{}: {}({}{default}),", key(&field.name), nuqs(field).1, reader(field)));
        }
    }

    /// The types and functions that nuqs parsers use.
    pub(crate) fn nuqs_names(&self) -> (BTreeSet<&'static str>, BTreeSet<&'static str>) {
        self.fields.iter().map(nuqs).unzip()
    }

    /// The functions that [`readers`](Self::readers) uses.
    pub(crate) fn functions(&self) -> BTreeSet<&'static str> {
        let mut found = BTreeSet::new();
        for field in self.fields {
            found.insert(match (field.list, &field.presence) {
                (Some(UrlList::Segments), _) => "segments",
                (Some(UrlList::Repeated), _) => "repeated",
                (Some(UrlList::Comma), _) => "commas",
                (None, Presence::Required) => "required",
                (None, Presence::Optional) => "optional",
                (None, Presence::Default(_)) => "or",
            });
            found.insert(text_function(&field.ty));
        }
        found
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

/// How a field is read.
fn reader(field: &UrlField) -> String {
    let text = text(&field.ty);
    match (field.list, &field.presence) {
        (Some(UrlList::Segments), _) => format!("segments({text})"),
        (Some(UrlList::Repeated), _) => format!("repeated({text})"),
        (Some(UrlList::Comma), _) => format!("commas({text})"),
        (None, Presence::Required) => format!("required({text})"),
        (None, Presence::Optional) => format!("optional({text})"),
        (None, Presence::Default(value)) => format!("or({text}, {})", literal(value)),
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

/// How the text of one value is read.
fn text(ty: &Type) -> String {
    let whole = |width: &IntegerWidth, non_zero: bool, quotes: &str| {
        let (least, greatest) = range(*width);
        let non_zero = if non_zero { ", true" } else { "" };
        format!("({quotes}{least}{quotes}, {quotes}{greatest}{quotes}{non_zero})")
    };
    let arguments = match ty {
        Type::Integer { width, non_zero } => whole(width, *non_zero, ""),
        Type::String { format: Some(Format::Integer(width)) } => whole(width, false, "\""),
        Type::Literal { values, .. } => {
            format!("({})", values.iter().map(literal).collect::<Vec<_>>().join(", "))
        }
        Type::Ruled { of, .. } => return text(of),
        _ => String::new(),
    };
    format!("{}{arguments}", text_function(ty))
}

fn text_function(ty: &Type) -> &'static str {
    match ty {
        Type::Integer { .. } => "wholeNumber",
        Type::Number => "number",
        Type::Boolean => "boolean",
        Type::Literal { .. } => "oneOf",
        Type::String { format: Some(Format::Char) } => "character",
        Type::String { format: Some(Format::Integer(_)) } => "wholeDigits",
        Type::Ruled { of, .. } => text_function(of),
        _ => "text",
    }
}
