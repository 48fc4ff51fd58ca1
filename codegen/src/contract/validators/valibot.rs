//! `valibot.gen.ts`: schemas of valibot.

use serde_json::Value;

use super::super::read::AskedRule;
use super::super::shape::literal;
use super::imports::Imports;
use super::node::{Kind, Node, RuleValue, Shape, Simple, Types};
use super::print::{Dialect, Schema, braces, brackets, call, default, generic};
use crate::emit::runtime::VALIBOT;
use crate::writer::{key, quote};

/// The library valibot.
pub(super) struct Valibot;

impl Dialect for Valibot {
    fn file(&self) -> &'static str {
        "valibot.gen.ts"
    }

    fn runtime(&self) -> &'static str {
        VALIBOT
    }

    fn helpers(&self) -> &'static [&'static str] {
        &[
            "choose",
            "defaulted",
            "defaultedAsIs",
            "Defaulted",
            "Optional",
            "anyOf",
            "lazy",
            "matches",
            "number",
            "object",
            "optional",
            "reads",
            "recordOf",
            "required",
            "ruled",
            "says",
            "saysChoice",
            "strictObject",
            "text",
            "tupleOf",
            "variant",
        ]
    }

    fn types(&self) -> &'static [&'static str] {
        &["Defaulted", "Optional"]
    }

    fn import(&self) -> &'static str {
        "import * as v from \"valibot\";"
    }

    fn doc(&self) -> &'static str {
        "\
/**
 * What is sent, as schemas of valibot: they take what the server takes, and say what the server says of the rest. They are there
 * to be extended and put together; the client, forms and actions read by `schemas.gen.ts`, which needs no library.
 */"
    }

    fn schema(&self, node: &Node, imports: &Imports) -> Schema {
        schema(node, imports)
    }
}

fn schema(node: &Node, imports: &Imports) -> Schema {
    let opaque = |expression: String| Schema::new(expression, opaque(imports, &node.types));
    match &node.kind {
        Kind::Simple { what, message } => {
            let name = match what {
                Simple::Never => "v.never",
                Simple::Null => "v.null",
                Simple::Boolean => "v.boolean",
                Simple::File => "v.file",
            };
            opaque(call(name, &[says(imports, message)]))
        }
        Kind::Text { holds, message } => {
            opaque(call(imports.helper("text"), &[holds.clone(), quote(message)]))
        }
        Kind::Number { holds, message } => {
            opaque(call(imports.helper("number"), &[holds.clone(), quote(message)]))
        }
        Kind::Literals { values, message, otherwise } => {
            opaque(literals(imports, values, message, otherwise))
        }
        Kind::Ruled { of, rules, value } => {
            let Schema { expression, ty } = schema(of, imports);
            let rules = rules.iter().map(|rule| asked(rule, *value));
            let arguments: Vec<String> = std::iter::once(expression).chain(rules).collect();
            Schema::new(call(imports.helper("ruled"), &arguments), ty)
        }
        Kind::Required { of, rule } => {
            let Schema { expression, ty } = schema(of, imports);
            Schema::new(call(imports.helper("required"), &[expression, quote(&rule.message)]), ty)
        }
        Kind::Nullable(of) => opaque(call("v.nullable", &[schema(of, imports).expression])),
        Kind::Optional(of) => {
            let ty = typed(imports, imports.helper("Optional"), &flipped(&of.types));
            Schema::new(call(imports.helper("optional"), &[schema(of, imports).expression]), ty)
        }
        Kind::Default { of, value, fits } => {
            let name = imports.helper(if *fits { "defaulted" } else { "defaultedAsIs" });
            let value = match default(value, *fits) {
                value if value.starts_with("() =>") => value,
                value => format!("() => {value}"),
            };
            Schema::new(
                call(name, &[schema(of, imports).expression, value]),
                typed(imports, imports.helper("Defaulted"), &flipped(&of.types)),
            )
        }
        Kind::List { of, message } => {
            opaque(call("v.array", &[schema(of, imports).expression, says(imports, message)]))
        }
        Kind::Tuple { items, message } => {
            opaque(call(imports.helper("tupleOf"), &[all(imports, items), quote(message)]))
        }
        Kind::Map { key, of, message } => {
            let key = call(imports.helper("text"), &[key.holds.clone(), quote(&key.message)]);
            opaque(call(
                &typed(imports, imports.helper("recordOf"), &node.types),
                &[key, schema(of, imports).expression, quote(message)],
            ))
        }
        Kind::Object(shape) => object(imports, shape),
        Kind::Ref(name) => Schema::new(name, format!("typeof {name}")),
        Kind::Lazy(name) => opaque(format!("{}(() => {name})", imports.helper("lazy"))),
        Kind::Variant { tag, options, message, otherwise } => {
            let options: Vec<Schema> = options.iter().map(|node| schema(node, imports)).collect();
            let types: Vec<String> = options.iter().map(|option| option.ty.clone()).collect();
            let options: Vec<String> = options.into_iter().map(|option| option.expression).collect();
            let arguments = [quote(tag), brackets(&options), quote(message), quote(otherwise)];
            let message = "v.ErrorMessage<v.VariantIssue>".to_owned();
            let ty = generic("v.VariantSchema", &[quote(tag), brackets(&types), message]);
            Schema::new(call(imports.helper("variant"), &arguments), ty)
        }
        Kind::Choose { cases, message } => {
            let case = |(is, of): &(String, Node)| {
                brackets(&[format!("(value: unknown) => {is}"), schema(of, imports).expression])
            };
            let cases: Vec<String> = cases.iter().map(case).collect();
            opaque(call(
                &typed(imports, imports.helper("choose"), &node.types),
                &[brackets(&cases), quote(message)],
            ))
        }
        Kind::First { options, message } => opaque(call(
            &typed(imports, imports.helper("anyOf"), &node.types),
            &[all(imports, options), quote(message)],
        )),
        Kind::Reads(function) => opaque(call(
            &typed(imports, imports.helper("reads"), &node.types),
            std::slice::from_ref(function),
        )),
    }
}

fn object(imports: &Imports, shape: &Shape) -> Schema {
    let mut fields = Vec::new();
    let mut types = Vec::new();
    for (name, node) in &shape.fields {
        let Schema { expression, ty } = schema(node, imports);
        let name = key(name);
        types.push(format!("readonly {name}: {ty}"));
        fields.push(format!("{name}: {expression}"));
    }
    let spread = shape.spread.iter();
    fields.extend(spread.clone().map(|name| format!("...{name}.entries")));
    let types = std::iter::once(braces(&types, ";"));
    let types = types.chain(spread.map(|name| format!("(typeof {name})[\"entries\"]")));
    let types = types.collect::<Vec<_>>().join(" & ");
    let (name, ty, issue) = match shape.strict {
        true => (imports.helper("strictObject"), "v.StrictObjectSchema", "v.StrictObjectIssue"),
        false => (imports.helper("object"), "v.ObjectSchema", "v.ObjectIssue"),
    };
    let mut expression = call(name, &[braces(&fields, ","), quote(&shape.message)]);
    for matched in &shape.matches {
        let texts = [&matched.field, &matched.other, &matched.message].map(|text| quote(text));
        expression = call(imports.helper("matches"), &[&[expression][..], &texts].concat());
    }
    Schema::new(expression, generic(ty, &[types, generic("v.ErrorMessage", &[issue.to_owned()])]))
}

fn all(imports: &Imports, nodes: &[Node]) -> String {
    let expressions: Vec<String> = nodes.iter().map(|node| schema(node, imports).expression).collect();
    brackets(&expressions)
}

fn says(imports: &Imports, message: &str) -> String {
    call(imports.helper("says"), &[quote(message)])
}

/// `Defaulted<Input, Output>` is the other way round.
fn flipped(Types { input, output, names }: &Types) -> Types {
    Types { input: output.clone(), output: input.clone(), names: names.clone() }
}

/// The type of a schema of which the compiler knows what it takes and gives alone.
fn opaque(imports: &Imports, types: &Types) -> String {
    imports.types(types);
    let Types { input, output, .. } = types;
    let types = if input == output { vec![input.clone()] } else { vec![input.clone(), output.clone()] };
    generic("v.GenericSchema", &types)
}

/// A function that has to be told what it reads.
fn typed(imports: &Imports, name: &str, types: &Types) -> String {
    imports.types(types);
    let Types { input, output, .. } = types;
    let types = if input == output { vec![output.clone()] } else { vec![output.clone(), input.clone()] };
    generic(name, &types)
}

fn literals(imports: &Imports, values: &[Value], message: &str, otherwise: &str) -> String {
    let said = if message == otherwise {
        says(imports, message)
    } else {
        call(imports.helper("saysChoice"), &[quote(message), quote(otherwise)])
    };
    let texts: Vec<String> = values.iter().map(literal).collect();
    let is_listed = |value: &Value| value.is_string() || value.is_number();
    match texts.as_slice() {
        // valibot has lists of texts and numbers alone.
        texts if !values.iter().all(is_listed) => {
            let is: Vec<String> = texts.iter().map(|text| format!("value === {text}")).collect();
            let name = generic("v.custom", &[texts.join(" | ")]);
            call(&name, &[format!("(value) => {}", is.join(" || ")), said])
        }
        [only] => call("v.literal", &[only.clone(), said]),
        texts => call("v.picklist", &[brackets(texts), said]),
    }
}

fn asked(rule: &AskedRule, value: RuleValue) -> String {
    brackets(&[rule.keeps(value), quote(&rule.message)])
}
