//! A client as TypeScript: what `prisma generate` would write, as far as it says what a query gives.
//!
//! The text begins with `client.d.ts` and is one module, which stands for every module of a generated client. A name
//! with a `$` is its own: `User$` is the record of a model, `User$$` tells its scalars from its relations.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use super::schema::{Field, Model, Schema};

/// The global types that the text needs. It does not export a model of such a name, which would stand in the way.
const GLOBALS: [&str; 7] = ["Array", "Awaited", "Buffer", "Date", "Promise", "Record", "Uint8Array"];

/// What bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bytes {
    /// From Prisma 6 on.
    Uint8Array,
    /// Before.
    Buffer,
    /// The version is not known.
    Unknown,
}

/// The text of the module that stands for the client of a schema.
pub(super) fn client(schema: &Schema, bytes: Bytes) -> String {
    let declared = |models: &'_ [Model], is_model| -> Vec<(String, bool)> {
        models.iter().map(|model| (model.name.clone(), is_model)).collect()
    };
    let mut names: BTreeMap<String, bool> = BTreeMap::new();
    names.extend(schema.enums.iter().map(|it| (it.name.clone(), false)));
    names.extend(declared(&schema.composites, false));
    names.extend(declared(&schema.models, true));
    let text = [include_str!("../../prelude/decimal.js.d.ts"), include_str!("client.d.ts")].concat();
    let mut writer = Writer { names, bytes, text };
    // Writing to a string does not fail.
    let _ = writer.schema(schema);
    writer.text
}

struct Writer {
    /// What the schema declares, and whether it is a model.
    names: BTreeMap<String, bool>,
    bytes: Bytes,
    text: String,
}

impl Writer {
    fn schema(&mut self, schema: &Schema) -> fmt::Result {
        for it in &schema.enums {
            let values: Vec<String> = it.values.iter().map(|value| format!("'{value}'")).collect();
            self.declare(&it.name, if values.is_empty() { "never".to_owned() } else { values.join(" | ") })?;
            let entries: Vec<String> =
                it.values.iter().map(|value| format!("'{value}': '{value}'")).collect();
            writeln!(self.text, "export declare const {}: {{ {} }}", it.name, entries.join(", "))?;
        }
        for model in schema.composites.iter().chain(&schema.models) {
            let scalars = self.members(model, false);
            self.declare(&model.name, scalars)?;
        }
        for model in &schema.models {
            let (name, relations) = (&model.name, self.members(model, true));
            writeln!(
                self.text,
                "type {name}$$ = {{ name: '{}', scalars: {name}$, relations: {relations} }}\n\
                 export type {name}GetPayload<Args> = $Payload<{name}$$, Args, {{}}, {{}}>",
                key(name)
            )?;
        }
        self.text.push_str(
            "export declare class PrismaClient<Options = {}, Log = never, Extensions = {}> extends $Client<Options, Extensions> {\n  constructor(options?: Options)\n",
        );
        for model in &schema.models {
            let name = &model.name;
            writeln!(self.text, "  {}: PrismaDelegate<{name}$$, Extensions, Options>", key(name))?;
        }
        self.text.push_str("}\n");
        Ok(())
    }

    fn declare(&mut self, name: &str, ty: String) -> fmt::Result {
        writeln!(self.text, "type {name}$ = {ty}")?;
        if !GLOBALS.contains(&name) {
            writeln!(self.text, "export type {name} = {name}$")?;
        }
        Ok(())
    }

    /// The relations of a model, or all else, as an object type.
    fn members(&self, model: &Model, relations: bool) -> String {
        let is_relation = |field: &Field| self.names.get(&field.ty) == Some(&true);
        let member = |field: &Field| {
            let sign = if field.is_list { "[]" } else { "" };
            let null = if field.is_optional { " | null" } else { "" };
            format!(" {}: {}{sign}{null},", field.name, self.ty(&field.ty))
        };
        let members = model.fields.iter().filter(|field| is_relation(field) == relations).map(member);
        format!("{{{} }}", members.collect::<String>())
    }

    fn ty(&self, name: &str) -> String {
        let ty = match (name, self.names.get(name)) {
            (_, Some(true)) => return format!("{name}$$"),
            (_, Some(false)) => return format!("{name}$"),
            ("String", _) => "string",
            ("Boolean", _) => "boolean",
            ("Int" | "Float", _) => "number",
            ("BigInt", _) => "bigint",
            ("DateTime", _) => "Date",
            ("Decimal", _) => "Decimal",
            ("Json", _) => "JsonValue",
            ("Bytes", _) => match self.bytes {
                Bytes::Uint8Array => "Uint8Array",
                Bytes::Buffer => "Buffer",
                Bytes::Unknown => "any",
            },
            _ => "any",
        };
        ty.to_owned()
    }
}

/// What a client calls the queries of a model.
fn key(model: &str) -> String {
    let mut chars = model.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use rutter_syntax::read_facts;

    use super::*;

    fn of(schema: &str) -> String {
        let mut read = Schema::default();
        read.read(schema);
        client(&read, Bytes::Unknown)
    }

    #[test]
    fn a_client_is_typescript_whatever_the_schema_says() {
        let awkward = "model Date { id Int @id }\nmodel A-B { id Int }\nenum E { in-progress\n OK }\nenum Empty {}\n\
                       model 1 { id Int }\nmodel Client { id Int\n a-b Int\n next Client?\n x Nothing }\ntype Result { a Int }";
        for schema in ["", awkward] {
            let facts = read_facts("client.d.ts", &of(schema));
            assert!(facts.syntax_errors.is_empty(), "{schema}: {:?}", facts.syntax_errors);
        }
        let text = of(awkward);
        let written: Vec<&str> = text.lines().filter(|line| line.contains("Client$")).collect();
        assert_eq!(
            written,
            [
                "type Client$ = { id: number, x: any, }",
                "export type Client = Client$",
                "type Client$$ = { name: 'client', scalars: Client$, relations: { next: Client$$ | null, } }",
                "export type ClientGetPayload<Args> = $Payload<Client$$, Args, {}, {}>",
                "  client: PrismaDelegate<Client$$, Extensions, Options>",
            ]
        );
        assert!(!text.contains("export type Date "), "the name of a global type is taken");
    }
}
