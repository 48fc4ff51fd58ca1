//! A contract whose names, texts and sizes are as bad as they can be: three compilers take the code that is generated for it, and
//! its readers take any value of JavaScript without an end, a crash or a changed prototype.

use std::collections::BTreeMap;

use rutter_contract::judge::{Types, judge, judge_response};
use rutter_contract::{
    Body, BodyKind, Check, Contract, Definition, Endpoint, Field, Key, Method, Object, Presence, Response,
    Rule, Type,
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::node::{Generated, Issue, Read};

/// What types may be called: words of TypeScript, globals, what generated modules declare and import, and letters of every script.
const TYPES: &[&str] = &[
    "class",
    "delete",
    "default",
    "enum",
    "type",
    "any",
    "undefined",
    "await",
    "async",
    "let",
    "eval",
    "arguments",
    "Array",
    "Object",
    "String",
    "Promise",
    "Record",
    "Readonly",
    "Date",
    "Map",
    "globalThis",
    "NaN",
    "Infinity",
    "Symbol",
    "__proto__",
    "prototype",
    "then",
    "_",
    "__",
    "_1",
    "1st",
    "schema",
    "refuse",
    "refuseOthers",
    "sentAs",
    "isObject",
    "isText",
    "list",
    "map",
    "json",
    "own",
    "read",
    "value",
    "path",
    "issues",
    "withJsonSchema",
    "StandardSchema",
    "StandardJsonSchema",
    "JsonDefinition",
    "JsonSchema",
    "Issue",
    "Path",
    "Json",
    "IsoDate",
    "Digits",
    "translated",
    "readClass",
    "classSchema",
    "classJson",
    "constructor",
    "toString",
    "valueOf",
    "hasOwnProperty",
    "z",
    "v",
    "string",
    "number",
    "text",
    "lazy",
    "reads",
    "Optional",
    "Defaulted",
    "endpoint",
    "unwrap",
    "ApiError",
    "Größe",
    "日本",
    "Ⓐ",
    "ाa",
    "²",
    "a²",
    "ﬁ",
    "ªb",
    "İ",
    "ß",
];

/// What fields may be called, and texts that stand in literals, keys, defaults and messages.
const TEXTS: &[&str] = &[
    "class",
    "a-b",
    "__proto__",
    "constructor",
    "prototype",
    "then",
    "toJSON",
    "toString",
    "valueOf",
    "hasOwnProperty",
    "",
    "0",
    "1e3",
    "-1",
    "a b",
    "a.b",
    "'",
    "\"",
    "\\",
    "`",
    "${x}",
    "*/",
    "/*",
    "//",
    "</script>",
    "\n",
    "\r",
    "\t",
    "\u{0}",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{feff}",
    "\u{200b}",
    "🚢",
    "ä",
    "value",
    "path",
    "issues",
    "key",
    "index",
    "item",
    "read",
    "before",
    "default",
    "arguments",
    "eval",
    "undefined",
    "await",
    "isObject",
    "refuse",
    "refuseOthers",
    "sentAs",
    "elsewhere",
    "part1",
    "whole",
    "new.target",
    "$",
    "_",
    "$ref",
    "$defs",
];

/// Doc comments that would end the comment, or tell compilers and linters something.
const DOCS: &[&str] = &[
    "*/ export const broken = 1; /*",
    "@ts-ignore",
    "@ts-expect-error",
    "@ts-nocheck",
    " * @ts-expect-error",
    "one\n@ts-ignore",
    "one\n\n@ts-expect-error",
    "/ @ts-ignore",
    "**/",
    "*\\/",
    "a\u{2028}*/b\u{2029}c",
    "a\rb*/",
    "`${x}`",
    "</script>",
    "// eslint-disable",
    "@deprecated",
    "@type {never}",
    "#__PURE__",
    "\u{0}",
    "sourceMappingURL=x",
];

fn text() -> Type {
    Type::String { format: None }
}

fn object(fields: Vec<Field>) -> Type {
    Type::Object(Object::new(fields))
}

fn to(name: &str) -> Type {
    Type::Ref { to: format!("hostile::{name}") }
}

fn literal(values: impl IntoIterator<Item = Value>) -> Type {
    Type::Literal { values: values.into_iter().collect(), also: rutter_contract::Also::default() }
}

fn nullable(of: Type) -> Type {
    Type::Nullable { of: Box::new(of) }
}

fn list(of: Type, unique: bool) -> Type {
    Type::List { of: Box::new(of), unique, count: None }
}

/// Each text as the name of a field, with a default and a rule.
fn named() -> Type {
    let fields = TEXTS.iter().enumerate().map(|(at, name)| {
        let mut field = Field::new(*name, text());
        field.doc = Some(DOCS[at % DOCS.len()].to_owned());
        match at % 4 {
            0 => field.presence = Presence::Default(json!(TEXTS[at])),
            1 => field.presence = Presence::Optional,
            2 => field.rules.push(Rule::new(Check::DoesNotContain { text: format!("#{}", TEXTS[at]) })),
            _ => field.aliases.push(format!("{name}'")),
        }
        field
    });
    object(fields.collect())
}

fn types() -> BTreeMap<&'static str, Type> {
    let texts = || TEXTS.iter().map(|text| Value::from(*text));
    let keyed = |name: &str| object(vec![Field::new(name, to("Tree"))]);
    let tagged = |name: &str| {
        object(vec![
            Field::new("__proto__", literal([name.into()])),
            Field::new("then", list(to("Tagged"), false)),
        ])
    };
    let with_default = |value: Value| {
        let mut field = Field::new("constructor", Type::Any);
        field.presence = Presence::Default(value);
        object(vec![field])
    };
    let mut same = Field::new("a-b", text());
    same.rules.push(Rule::new(Check::MustMatch { other: "__proto__".to_owned() }));
    BTreeMap::from([
        ("Named", named()),
        ("Texts", literal(texts())),
        (
            "Keys",
            Type::Map {
                key: Key::Names(TEXTS.iter().map(|text| (*text).to_owned()).collect()),
                of: Box::new(Type::Any),
            },
        ),
        (
            "Tree",
            object(vec![
                Field::new("next", nullable(to("Tree"))),
                Field::new("kids", list(to("Tree"), true)),
            ]),
        ),
        ("There", object(vec![Field::new("back", nullable(to("Back")))])),
        ("Back", object(vec![Field::new("there", list(to("There"), false))])),
        (
            "Keyed",
            Type::Union { variants: TEXTS.iter().map(|text| keyed(text)).collect(), tag: None, keyed: true },
        ),
        (
            "Tagged",
            Type::Union {
                variants: TEXTS.iter().map(|text| tagged(text)).collect(),
                tag: Some("__proto__".to_owned()),
                keyed: false,
            },
        ),
        ("Any", Type::Any),
        (
            "Either",
            Type::Union {
                variants: vec![
                    Type::Number,
                    list(to("Either"), false),
                    object(vec![Field::new("either", to("Either"))]),
                ],
                tag: None,
                keyed: false,
            },
        ),
        ("All", Type::All { of: vec![to("Tree"), Type::Map { key: Key::Text, of: Box::new(Type::Any) }] }),
        ("Default", with_default(json!({ "__proto__": { "toString": 1 }, "then": ["*/", "`${x}`"] }))),
        ("Same", object(vec![same, Field::new("__proto__", text())])),
        ("Set", list(Type::Any, true)),
        ("Pair", Type::Tuple { items: vec![Type::Boolean, to("Tree")] }),
    ])
}

/// Types without an end, and large ones.
fn large() -> Vec<(&'static str, Type)> {
    let field = |at: usize| {
        let ty = [text(), Type::Number, Type::Boolean, list(to("Tree"), false)][at % 4].clone();
        let mut field = Field::new(format!("field_{at}"), ty);
        field.presence = if at.is_multiple_of(8) { Presence::Optional } else { Presence::Required };
        field
    };
    let names = (0..3000).map(|at| Value::from(format!("name-{at}")));
    vec![("Large", object((0..2000).map(field).collect())), ("Many", literal(names))]
}

/// A contract in which each type is sent and answered.
fn contract<'t>(types: impl IntoIterator<Item = (&'t str, Type)>) -> Contract {
    let mut contract = Contract::default();
    let mut endpoints = BTreeMap::new();
    for (at, (name, request)) in types.into_iter().enumerate() {
        let doc = Some(DOCS[at % DOCS.len()].to_owned());
        let endpoint = Endpoint {
            pattern: format!("/{name}"),
            method: Method::Post,
            name: name.to_owned(),
            doc: doc.clone(),
            params: None,
            search: None,
            body: Some(Body { kind: BodyKind::Json, ty: to(name) }),
            responses: BTreeMap::from([(200, Response { bodies: vec![to(name)] })]),
        };
        endpoints.insert(name, endpoint);
        let definition = Definition { name: name.to_owned(), doc, request, response: None };
        contract.types.insert(format!("hostile::{name}"), definition);
    }
    contract.endpoints = endpoints.into_values().collect();
    Contract::parse(&contract.to_text()).unwrap()
}

#[test]
fn three_compilers_take_every_name_comment_and_size() {
    let of = |name: &'static str| (name, object(vec![Field::new("of", literal([name.into()]))]));
    let all = TYPES.iter().map(|name| of(name)).chain(types()).chain(large());
    assert_eq!(Generated::new(&contract(all)).run("compile-contract.mjs"), "");
}

#[test]
fn any_value_of_javascript_is_read_or_refused() {
    #[derive(Deserialize)]
    struct Count {
        taken: usize,
        refused: usize,
    }
    let printed = Generated::new(&contract(types())).run("hostile-values.mjs");
    let Count { taken, refused } = serde_json::from_str(&printed).unwrap();
    assert!(taken > 1000 && refused > 1000, "{printed}");
}

#[test]
fn large_types_are_read_to_the_last_field_and_name() {
    let contract = contract(types().into_iter().chain(large()));
    let right: serde_json::Map<String, Value> = (0..2000)
        .map(|at| (format!("field_{at}"), [json!("a"), json!(1.5), json!(true), json!([])][at % 4].clone()))
        .collect();
    let without = |at: usize| {
        let mut map = right.clone();
        map.remove(&format!("field_{at}"));
        Value::Object(map)
    };
    let with = |at: usize, value: Value| {
        let mut map = right.clone();
        map.insert(format!("field_{at}"), value);
        Value::Object(map)
    };
    let values = [
        ("Large", Value::Object(right.clone())),
        ("Large", without(1992)),
        ("Large", without(1999)),
        ("Large", with(99, json!(1))),
        ("Large", with(100, json!(1))),
        ("Large", with(1998, json!("true"))),
        ("Large", json!({})),
        ("Many", json!("name-0")),
        ("Many", json!("name-2999")),
        ("Many", json!("name-3000")),
        ("Many", json!(0)),
    ];
    let directions = [("request", judge as Judge), ("response", judge_response as Judge)];
    let mut taken = 0;
    for (direction, judge) in directions {
        let asked: Vec<_> =
            values.iter().map(|(name, value)| (format!("{direction} {name}"), value.to_string())).collect();
        let answers = Generated::new(&contract).ask(&asked);
        for (answer, (name, value)) in answers.iter().zip(&values) {
            let mut said: Vec<Issue> =
                judge(&contract.types, &to(name), value).into_iter().map(crate::issue).collect();
            match &answer.read {
                Read::Value(read) => {
                    taken += 1;
                    assert_eq!((said, serde_json::from_str(read).ok().as_ref()), (Vec::new(), Some(value)));
                }
                Read::Issues(issues) => {
                    let mut issues = issues.clone();
                    issues.sort();
                    said.sort();
                    assert_eq!(issues, said);
                }
            }
        }
    }
    assert_eq!(taken, 2 * 4);
}

type Judge = fn(&Types, &Type, &Value) -> Vec<rutter_contract::judge::Issue>;
