//! `zod.gen.ts`: schemas of zod 4.

use serde_json::Value;

use super::super::read::AskedRule;
use super::super::shape::literal;
use super::imports::Imports;
use super::node::{Kind, Node, RuleValue, Shape, Simple, Types};
use super::print::{Dialect, Schema, braces, brackets, call, default, generic};
use crate::emit::runtime::ZOD;
use crate::writer::{key, quote};

/// The library zod.
pub(super) struct Zod;

impl Dialect for Zod {
    fn file(&self) -> &'static str {
        "zod.gen.ts"
    }

    fn runtime(&self) -> &'static str {
        ZOD
    }

    fn helpers(&self) -> &'static [&'static str] {
        &[
            "choose",
            "lazy",
            "matches",
            "number",
            "optional",
            "reads",
            "recordOf",
            "required",
            "rule",
            "rules",
            "says",
            "saysChoice",
            "saysKey",
            "saysTag",
            "strictObject",
            "text",
        ]
    }

    fn types(&self) -> &'static [&'static str] {
        &[]
    }

    fn import(&self) -> &'static str {
        "import * as z from \"zod\";"
    }

    fn doc(&self) -> &'static str {
        "\
/**
 * What is sent, as schemas of zod: they take what the server takes, and say what the server says of the rest. They are there to be
 * extended and put together; the client, forms and actions read by `schemas.gen.ts`, which needs no library.
 */"
    }

    fn schema(&self, node: &Node, imports: &Imports) -> Schema {
        schema(node, imports)
    }
}

fn schema(node: &Node, imports: &Imports) -> Schema {
    match &node.kind {
        Kind::Simple { what, message } => {
            let (name, ty) = match what {
                Simple::Never => ("z.never", "z.ZodNever"),
                Simple::Null => ("z.null", "z.ZodNull"),
                Simple::Boolean => ("z.boolean", "z.ZodBoolean"),
                Simple::File => ("z.file", "z.ZodFile"),
            };
            Schema::new(call(name, &[says(imports, message)]), ty)
        }
        Kind::Text { holds, message } => {
            Schema::new(call(imports.helper("text"), &[holds.clone(), quote(message)]), "z.ZodString")
        }
        Kind::Number { holds, message } => {
            Schema::new(call(imports.helper("number"), &[holds.clone(), quote(message)]), "z.ZodNumber")
        }
        Kind::Literals { values, message, otherwise } => literals(imports, values, message, otherwise),
        Kind::Ruled { of, rules, value } => {
            let Schema { expression, ty } = schema(of, imports);
            Schema::new(format!("{expression}{}", checks(imports, rules, *value)), ty)
        }
        Kind::Required { of, rule } => {
            let Schema { expression, ty } = schema(of, imports);
            let arguments = [expression, quote(&rule.code), quote(&rule.message)];
            Schema::new(call(imports.helper("required"), &arguments), ty)
        }
        Kind::Nullable(of) => {
            let Schema { expression, ty } = schema(of, imports);
            Schema::new(format!("{expression}.nullable()"), generic("z.ZodNullable", &[ty]))
        }
        Kind::Optional(of) => {
            let Schema { expression, ty } = schema(of, imports);
            Schema::new(call(imports.helper("optional"), &[expression]), generic("z.ZodExactOptional", &[ty]))
        }
        Kind::Default { of, value, fits } => {
            let Schema { expression, ty } = schema(of, imports);
            Schema::new(
                format!("{expression}.default({})", default(value, *fits)),
                generic("z.ZodDefault", &[ty]),
            )
        }
        Kind::List { of, message } => {
            let Schema { expression, ty } = schema(of, imports);
            Schema::new(call("z.array", &[expression, says(imports, message)]), generic("z.ZodArray", &[ty]))
        }
        Kind::Tuple { items, message } => {
            let (expressions, types) = all(imports, items);
            let ty = format!("z.ZodTuple<{}, null>", brackets(&types));
            Schema::new(call("z.tuple", &[brackets(&expressions), says(imports, message)]), ty)
        }
        Kind::Map { key, of, message } => {
            let value = schema(of, imports);
            let said = call(imports.helper("saysKey"), &[quote(&key.message), quote(message)]);
            let text = call(imports.helper("text"), &[key.holds.clone(), quote(&key.message)]);
            let arguments = [text, value.expression, said];
            if key.is_named {
                return Schema::new(
                    call(&typed(imports, imports.helper("recordOf"), &node.types), &arguments),
                    opaque(imports, &node.types),
                );
            }
            let ty = format!("z.ZodRecord<z.ZodString, {}>", value.ty);
            Schema::new(call("z.record", &arguments), ty)
        }
        Kind::Object(shape) => object(imports, shape),
        Kind::Ref(name) => Schema::new(name, format!("typeof {name}")),
        Kind::Lazy(name) => {
            // What the compiler would find out about the type of a getter has no end. Zod lets a field that has a default
            // hold `undefined`, which the types do not.
            let ty = opaque(imports, &node.types);
            Schema::new(
                format!("{}((): {ty} => {name} as {ty})", imports.helper("lazy")),
                generic("z.ZodLazy", &[ty]),
            )
        }
        Kind::Variant { tag, options, message, otherwise } => {
            let (expressions, types) = all(imports, options);
            let said = call(imports.helper("saysTag"), &[quote(tag), quote(message), quote(otherwise)]);
            let arguments = [quote(tag), brackets(&expressions), said];
            let ty = format!("z.ZodDiscriminatedUnion<{}, {}>", brackets(&types), quote(tag));
            Schema::new(call("z.discriminatedUnion", &arguments), ty)
        }
        Kind::Choose { cases, message } => {
            let cases: Vec<String> = cases
                .iter()
                .map(|(is, of)| {
                    brackets(&[format!("(value: unknown) => {is}"), schema(of, imports).expression])
                })
                .collect();
            Schema::new(
                call(
                    &typed(imports, imports.helper("choose"), &node.types),
                    &[brackets(&cases), quote(message)],
                ),
                opaque(imports, &node.types),
            )
        }
        Kind::First { options, message } => {
            let (expressions, types) = all(imports, options);
            let ty = generic("z.ZodUnion", &[brackets(&types)]);
            Schema::new(call("z.union", &[brackets(&expressions), says(imports, message)]), ty)
        }
        Kind::Reads(function) => Schema::new(
            call(&typed(imports, imports.helper("reads"), &node.types), std::slice::from_ref(function)),
            opaque(imports, &node.types),
        ),
    }
}

fn object(imports: &Imports, shape: &Shape) -> Schema {
    let mut fields = Vec::new();
    let mut types = Vec::new();
    for (name, node) in &shape.fields {
        let Schema { expression, ty } = schema(node, imports);
        let name = key(name);
        types.push(format!("{name}: {ty}"));
        fields.push(format!("{name}: {expression}"));
    }
    let spread = shape.spread.iter();
    fields.extend(spread.clone().map(|name| format!("...{name}.shape")));
    let types =
        std::iter::once(braces(&types, ";")).chain(spread.map(|name| format!("(typeof {name})[\"shape\"]")));
    let types = types.collect::<Vec<_>>().join(" & ");
    let (name, rest) = match shape.strict {
        true => (imports.helper("strictObject"), "z.core.$strict"),
        false => ("z.object", "z.core.$strip"),
    };
    let ty = format!("z.ZodObject<{types}, {rest}>");
    let mut expression = call(name, &[braces(&fields, ","), says(imports, &shape.message)]);
    for matched in &shape.matches {
        let texts = [&matched.field, &matched.other, &matched.code, &matched.message].map(|text| quote(text));
        expression = call(imports.helper("matches"), &[&[expression][..], &texts].concat());
    }
    Schema::new(expression, ty)
}

fn all(imports: &Imports, nodes: &[Node]) -> (Vec<String>, Vec<String>) {
    nodes.iter().map(|node| schema(node, imports)).map(|schema| (schema.expression, schema.ty)).unzip()
}

fn says(imports: &Imports, message: &str) -> String {
    call(imports.helper("says"), &[quote(message)])
}

/// The type of a schema of which the compiler knows what it takes and gives alone.
fn opaque(imports: &Imports, types: &Types) -> String {
    imports.types(types);
    generic("z.ZodType", &[types.output.clone(), types.input.clone()])
}

/// Something that has to be told what is read, and of what where that is another type.
fn typed(imports: &Imports, name: &str, types: &Types) -> String {
    imports.types(types);
    let Types { input, output, .. } = types;
    let types = if input == output { vec![output.clone()] } else { vec![output.clone(), input.clone()] };
    generic(name, &types)
}

fn literals(imports: &Imports, values: &[Value], message: &str, otherwise: &str) -> Schema {
    let said = if message == otherwise {
        says(imports, message)
    } else {
        call(imports.helper("saysChoice"), &[quote(message), quote(otherwise)])
    };
    let texts: Vec<String> = values.iter().map(literal).collect();
    let is_name = |value: &Value| value.as_str().is_some_and(|text| text != "__proto__");
    if let [only] = texts.as_slice() {
        return Schema::new(
            call("z.literal", &[only.clone(), said]),
            generic("z.ZodLiteral", std::slice::from_ref(only)),
        );
    }
    if values.iter().all(is_name) {
        let entries: Vec<String> = values
            .iter()
            .filter_map(Value::as_str)
            .map(|text| format!("{}: {}", key(text), quote(text)))
            .collect();
        let ty = generic("z.ZodEnum", &[braces(&entries, ";")]);
        return Schema::new(call("z.enum", &[brackets(&texts), said]), ty);
    }
    Schema::new(call("z.literal", &[brackets(&texts), said]), generic("z.ZodLiteral", &[texts.join(" | ")]))
}

fn checks(imports: &Imports, rules: &[AskedRule], value: RuleValue) -> String {
    let rules: Vec<String> = rules
        .iter()
        .map(|rule| {
            let mut arguments = vec![rule.keeps(value), quote(&rule.code), quote(&rule.message)];
            arguments.extend(rule.params.clone());
            call(imports.helper("rule"), &arguments)
        })
        .collect();
    match rules.as_slice() {
        [only] => call(".check", std::slice::from_ref(only)),
        several => call(".check", &[call(imports.helper("rules"), several)]),
    }
}
