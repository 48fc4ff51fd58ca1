//! `json-schemas.gen.ts`: the schemas of `schemas.gen.ts` with `~standard.jsonSchema`, which asks for what a validator does
//! without: a bundle that only validates holds nothing of it.
//!
//! Each form of a type is a constant that names the others which it holds, so that a bundle has those that it uses.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::agreement::{Agreement, Form, of};
use super::super::shape;
use super::super::types;
use super::plain::bound;
use super::readers::{Readers, lower};
use crate::contract::doc_comment;
use crate::emit::runtime::JSON_SCHEMA;
use crate::file::GeneratedFile;
use crate::json::Json;
use crate::json_schema::{Direction, Names, definition};
use crate::model::Model;
use crate::writer::{Writer, key, quote};

/// The file's name in the output folder.
const FILE: &str = "json-schemas.gen.ts";

/// The schemas with their JSON Schemas, if anything is sent.
pub(crate) fn file(model: &Model<'_>, agreement: &Agreement<'_>) -> Option<GeneratedFile> {
    let paths: Vec<&str> = agreement.paths(Form::Parsed).collect();
    if paths.is_empty() {
        return None;
    }
    let mut readers = Readers::new(agreement, &paths, Form::Parsed);
    let definitions = Definitions::new(agreement, &mut readers, &paths);
    let mut body = Writer::default();
    let mut functions = BTreeSet::new();
    for path in &paths {
        let (function, schema) = readers.names_of(path);
        let forms = [Form::Input, Form::Parsed].map(|form| readers.type_name(path, form));
        let [input, output] = [Form::Input, Form::Parsed].map(|form| definitions.constant(path, form));
        for form in [Form::Input, Form::Parsed] {
            definitions.declare(&mut body, path, form);
        }
        body.blank();
        let once =
            |[one, other]: [&str; 2]| if one == other { one.to_owned() } else { format!("{one}, {other}") };
        let doc = agreement.contract.types.get(*path).and_then(|definition| definition.doc.as_deref());
        doc_comment(&mut body, doc);
        let head = format!("export const {schema}: StandardJsonSchema<{}>", once([&forms[0], &forms[1]]));
        let arguments = format!("{function}, {}", once([input, output]));
        let call = "/* @__PURE__ */ withJsonSchema";
        if head.len() + call.len() + arguments.len() <= 112 {
            body.line(format!("{head} = {call}({arguments});"));
        } else {
            body.lines(&format!("{head} = {call}(\n  {arguments},\n);"));
        }
        functions.insert(function);
    }
    let mut w = Writer::default();
    w.lines(DOC);
    let helpers = ["withJsonSchema", "type JsonDefinition", "type StandardJsonSchema"];
    w.names("import", helpers, &model.import(FILE, JSON_SCHEMA));
    w.names("import", functions.iter().map(String::as_str), &model.import(FILE, super::FILE));
    w.names("import type", readers.types(), &model.import(FILE, types::FILE));
    w.blank();
    w.names("export", ["type StandardJsonSchema"], &model.import(FILE, JSON_SCHEMA));
    w.lines(&body.finish());
    Some(GeneratedFile::rutter(model.out(FILE), &w.finish()))
}

const DOC: &str = "\
/**
 * The schemas of what is sent with `~standard.jsonSchema`, for libraries that ask for it, such as those that tell a language
 * model of tools. Where nothing asks, `schemas.gen.ts` has the same schemas in fewer bytes.
 */";

/// The JSON Schemas of the forms of types.
struct Definitions<'a> {
    agreement: &'a Agreement<'a>,
    /// Each form by its name in TypeScript: forms that look the same are one.
    named: BTreeMap<&'a str, Constant>,
}

struct Constant {
    /// The name of the constant.
    constant: String,
    /// What references call it.
    name: String,
}

impl<'a> Definitions<'a> {
    fn new(agreement: &'a Agreement<'a>, readers: &mut Readers<'a>, paths: &[&'a str]) -> Self {
        let mut names = Names::default();
        let mut named = BTreeMap::new();
        for path in paths {
            for form in [Form::Input, Form::Parsed] {
                let name = agreement.name(path, form);
                named.entry(name).or_insert_with(|| Constant {
                    constant: readers.function_name(&format!("{}Json", lower(name))),
                    name: names.component(name),
                });
            }
        }
        Self { agreement, named }
    }

    fn of(&self, path: &str, form: Form) -> Option<&Constant> {
        self.named.get(self.agreement.name(path, form))
    }

    fn constant(&self, path: &str, form: Form) -> &str {
        self.of(path, form).map_or("", |found| &found.constant)
    }

    /// The constant of a form, unless it is that of what is sent, too.
    fn declare(&self, w: &mut Writer, path: &str, form: Form) {
        let Some(Constant { constant, name }) = self.of(path, form) else { return };
        let Some(declared) = self.agreement.contract.types.get(path) else { return };
        let name_of = |form| self.agreement.name(path, form);
        if form == Form::Parsed && name_of(Form::Parsed) == name_of(Form::Input) {
            return;
        }
        let direction = if form == Form::Input { Direction::Request } else { Direction::Parsed };
        let name_to =
            |path: &str, _| self.of(path, form).map_or_else(String::new, |found| found.name.clone());
        let schema = definition(self.agreement.contract, declared, direction, &name_to);
        let uses: BTreeSet<&str> =
            shape::references(of(declared, form)).into_iter().map(|path| self.constant(path, form)).collect();
        w.blank();
        w.block(format!("const {constant}: JsonDefinition = {{"), "};", |w| {
            w.line(format!("name: {},", quote(name)));
            w.lines(&format!("schema: {},", literal(&schema.into(), "schema: ,".len(), 1)));
            if !uses.is_empty() {
                let uses: Vec<&str> = uses.into_iter().collect();
                w.line(format!("uses: () => [{}],", uses.join(", ")));
            }
        });
    }
}

/// JSON as an expression, a member a line where it is too long for what is left of a line after `taken` characters.
fn literal(json: &Json, taken: usize, depth: usize) -> String {
    const LONGEST: usize = 118;
    let flat = flat(json);
    if 2 * depth + taken + flat.len() <= LONGEST {
        return flat;
    }
    let line = |text: String| format!("\n  {},", text.replace('\n', "\n  "));
    match json {
        Json::Plain(_) => flat,
        Json::List(items) => {
            let items = items.iter().map(|item| line(literal(item, 1, depth + 1)));
            format!("[{}\n]", items.collect::<String>())
        }
        Json::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let name = key(name);
                line(format!("{name}: {}", literal(value, name.len() + 3, depth + 1)))
            });
            format!("{{{}\n}}", members.collect::<String>())
        }
    }
}

fn flat(json: &Json) -> String {
    match json {
        Json::Plain(Value::Number(number)) => bound(number),
        Json::Plain(value) => shape::literal(value),
        Json::List(items) => format!("[{}]", items.iter().map(flat).collect::<Vec<_>>().join(", ")),
        Json::Object(members) if members.is_empty() => "{}".to_owned(),
        Json::Object(members) => {
            let members = members.iter().map(|(name, value)| format!("{}: {}", key(name), flat(value)));
            format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
        }
    }
}
