//! A form, as flat as it is on the wire.

use rutter_contract::{Contract, Field, Presence, Type};

use crate::json::Members;
use crate::json_schema::{Direction, Schemas, of_list};
use crate::regex;

/// How deep forms nest here: the fields of a form that holds itself have no end.
const MAX_DEPTH: usize = 4;

/// The most fields: those of a form that holds itself many times are too many before they are too deep.
const MAX_FIELDS: usize = 5_000;

/// What a form is sent as.
pub(super) fn content(contract: &Contract, schemas: &Schemas<'_>, ty: &Type) -> Members {
    let mut form = Form {
        contract,
        schemas,
        properties: Members::default(),
        patterns: Members::default(),
        required: Vec::new(),
        has_file: false,
        encoding: Members::default(),
    };
    form.add(ty, "", false, true, 0);
    let Form { properties, patterns, required, has_file, encoding, .. } = form;
    let some = |members: Members| Some(members).filter(|members| !members.is_empty());
    let schema = Members::default()
        .with("type", "object")
        .with_some("properties", some(properties))
        .with_some("patternProperties", some(patterns))
        .with_some("required", Some(required).filter(|required| !required.is_empty()));
    let media = Members::default().with("schema", schema).with_some("encoding", some(encoding));
    if has_file {
        return Members::default().with("multipart/form-data", media);
    }
    Members::default()
        .with("application/x-www-form-urlencoded", media.clone())
        .with("multipart/form-data", media)
}

struct Form<'a> {
    contract: &'a Contract,
    schemas: &'a Schemas<'a>,
    properties: Members,
    /// Those with an index in their name.
    patterns: Members,
    required: Vec<String>,
    has_file: bool,
    /// The media types of the files, by name.
    encoding: Members,
}

impl Form<'_> {
    /// Adds the fields of a type below a name. In a list, the name is a pattern.
    fn add(&mut self, ty: &Type, name: &str, listed: bool, required: bool, depth: usize) {
        if depth > MAX_DEPTH || self.properties.iter().chain(self.patterns.iter()).count() >= MAX_FIELDS {
            return;
        }
        match ty {
            Type::Object(object) => {
                for field in &object.fields {
                    self.field(field, name, listed, required, depth);
                }
            }
            Type::Ref { to } => {
                if let Some(definition) = self.contract.types.get(to) {
                    self.add(&definition.request, name, listed, required, depth + 1);
                }
            }
            Type::Ruled { of, .. } => self.add(of, name, listed, required, depth),
            Type::Nullable { of } => self.add(of, name, listed, false, depth),
            Type::Union { variants: types, .. } | Type::All { of: types } => {
                let required = required && matches!(ty, Type::All { .. });
                types.iter().for_each(|ty| self.add(ty, name, listed, required, depth));
            }
            // The keys of a map are data.
            _ => self.put(name, true, Members::default().with("type", "string")),
        }
    }

    fn field(&mut self, field: &Field, above: &str, listed: bool, required: bool, depth: usize) {
        let escaped = if listed { regex::literal(&field.name) } else { field.name.clone() };
        let name = match (above, listed) {
            ("", false) => escaped,
            (above, false) => format!("{above}.{escaped}"),
            (above, true) => format!("{above}\\.{escaped}"),
        };
        let ty = self.resolved(&field.ty);
        match &*ty {
            Type::Object(_) | Type::Union { .. } | Type::All { .. } if !self.is_text(&ty) => {
                let required = required && field.presence.is_required();
                self.add(&ty, &name, listed, required, depth + 1);
            }
            Type::Map { .. } => {
                let name = if listed { name } else { regex::literal(&name) };
                self.put(&format!("{name}(?:\\.|\\[).+"), true, Members::default().with("type", "string"));
            }
            Type::List { of, .. }
                if !self.is_text(&self.resolved(of)) && *self.resolved(of) != Type::File =>
            {
                let name = if listed { name } else { regex::literal(&name) };
                self.add(&self.resolved(of), &format!("{name}\\[\\d{{1,3}}\\]"), true, false, depth + 1);
            }
            _ => self.leaf(field, &ty, name, listed, required),
        }
    }

    fn leaf(&mut self, field: &Field, ty: &Type, name: String, listed: bool, required: bool) {
        let mut field = field.clone();
        // What is empty or not sent is null; a form has no other way to say so.
        if let Type::Nullable { of } = &field.ty {
            field.ty = (**of).clone();
        }
        if let Presence::Default(_) = field.presence {
            field.presence = Presence::Optional;
        }
        let schema = self.schemas.write(Direction::Request, |writer| writer.field(&field));
        // A box that is not checked sends nothing, and so does a list of none.
        let may_be_absent = matches!(ty, Type::Boolean | Type::Nullable { .. } | Type::List { .. });
        if required && !listed && field.presence.is_required() && !may_be_absent {
            self.required.push(name.clone());
        }
        let media: Vec<&str> = field
            .file
            .iter()
            .flat_map(|file| &file.accept)
            .map(String::as_str)
            .filter(|of| of.contains('/'))
            .collect();
        let is_file = *of_list(ty) == Type::File;
        self.has_file |= is_file;
        if is_file && !listed && !media.is_empty() {
            self.encoding.set(&name, Members::default().with("contentType", media.join(", ")));
        }
        self.put(&name, listed, schema);
    }

    fn put(&mut self, name: &str, listed: bool, schema: Members) {
        if listed {
            self.patterns.set(&format!("^{name}$"), schema);
        } else if self.properties.get(name).is_none() {
            self.properties.set(name, schema);
        }
    }

    /// A type, past references and what allows null.
    fn resolved(&self, ty: &Type) -> Box<Type> {
        let mut ty = ty;
        for _ in 0..16 {
            match ty {
                Type::Ref { to } => match self.contract.types.get(to) {
                    Some(definition) => ty = &definition.request,
                    None => break,
                },
                Type::Ruled { of, .. } => ty = of,
                Type::Nullable { of } if !self.is_text(of) => ty = of,
                _ => break,
            }
        }
        Box::new(ty.clone())
    }

    /// Whether a form sends a type as one text.
    fn is_text(&self, ty: &Type) -> bool {
        match ty {
            Type::Boolean
            | Type::Integer { .. }
            | Type::Number
            | Type::String { .. }
            | Type::Literal { .. }
            | Type::Null => true,
            Type::Nullable { of } | Type::Ruled { of, .. } => self.is_text(of),
            Type::Union { variants, .. } => variants.iter().all(|variant| self.is_text(variant)),
            Type::Ref { .. } => {
                let resolved = self.resolved(ty);
                !matches!(*resolved, Type::Ref { .. }) && self.is_text(&resolved)
            }
            _ => false,
        }
    }
}
