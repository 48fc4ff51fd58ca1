//! The files of a contract. The compilers' verdict on such files is in `tests/typescript`.

use std::collections::{BTreeMap, BTreeSet};

use rutter_codegen::{Input, NextOptions, Options, Server, TsRs, exports, plan};
use rutter_contract::Contract;
use rutter_routes::{Conventions, RouteTree};

/// The pages of `examples/harbour`, and what its server exports.
#[test]
fn the_harbour() {
    let contract = Contract::parse(include_str!("../../examples/harbour/rutter.contract.json")).unwrap();
    let pages = ["berths", "berths/[berth]", "papers/[...sheet]", "thanks/[registration]"];
    let pages: Vec<String> = pages.iter().map(|page| format!("app/{page}/page.tsx")).collect();
    let tree = RouteTree::build(&pages, &Conventions::default());
    let bindings = ["Berth", "Quay", "Registration", "Unknown"].map(str::to_owned).into();
    let input = Input {
        tree: &tree,
        next: NextOptions::default(),
        options: Options {
            nuqs: true,
            ts_rs: Some(TsRs { folder: "../server/bindings".to_owned(), types: bindings }),
            ..Options::default()
        },
        definitions: BTreeMap::new(),
        server: Some(Server { contract: &contract, app: "web" }),
    };
    let files = plan(&input);
    let of_tree = ["rutter/routes.gen.ts", "rutter/_"];
    for file in files.iter().filter(|file| !of_tree.iter().any(|own| file.path.starts_with(own))) {
        insta::assert_snapshot!(format!("harbour_{}", file.path.replace(['/', '[', ']'], "_")), file.text);
    }
}

/// What is told of the exports of a contract is what its modules export, names that meet among them.
#[test]
fn exports_are_those_of_the_modules() {
    let harbour = Contract::parse(include_str!("../../examples/harbour/rutter.contract.json")).unwrap();
    let mut clashing = harbour.clone();
    let mut second =
        harbour.endpoints.iter().find(|endpoint| endpoint.name == "register_ship").unwrap().clone();
    second.pattern = "/api/boats".to_owned();
    clashing.endpoints.push(second);
    for (name, like) in
        [("RegistrationInput", "Owner"), ("GetBerthArgs", "Quay"), ("registration", "Registration")]
    {
        let path = harbour.types.keys().find(|path| path.ends_with(&format!("::{like}"))).unwrap();
        let mut definition = harbour.types[path].clone();
        definition.name = name.to_owned();
        clashing.types.insert(format!("other::{name}"), definition);
    }
    clashing.forms.push("other::registration".to_owned());
    for contract in [harbour, clashing] {
        let tree = RouteTree::build(&[] as &[String], &Conventions::default());
        let input = Input {
            tree: &tree,
            next: NextOptions::default(),
            options: Options::default(),
            definitions: BTreeMap::new(),
            server: Some(Server { contract: &contract, app: "web" }),
        };
        let listed: BTreeSet<(String, String)> =
            exports(&contract).into_iter().map(|export| (export.module, export.name)).collect();
        let mut found = BTreeSet::new();
        for file in plan(&input) {
            let module = file.path.strip_prefix("rutter/").unwrap();
            if module.starts_with('_') || ["routes.gen.ts", "bodies.gen.ts"].contains(&module) {
                continue;
            }
            // It has names of `schemas.gen.ts`, which are told once.
            let module = if module == "json-schemas.gen.ts" { "schemas.gen.ts" } else { module };
            found.extend(declared(&file.text).map(|name| (module.to_owned(), name.to_owned())));
        }
        assert_eq!(listed, found);
    }
}

/// The names that a module declares and exports, without Rutter's own.
fn declared(text: &str) -> impl Iterator<Item = &str> {
    const OWN: [&str; 8] =
        ["Digits", "IsoDate", "IsoDateTime", "IsoLocalDateTime", "IsoTime", "Json", "fields", "options"];
    let exported = text.lines().filter_map(|line| line.strip_prefix("export "));
    let named = exported.filter_map(|line| {
        let line = line.strip_prefix("async ").unwrap_or(line);
        let (kind, rest) = line.split_once(' ')?;
        let is_declared = ["const", "function", "interface", "type"].contains(&kind);
        let end = rest.find(|c: char| !c.is_alphanumeric() && !"_$".contains(c))?;
        Some(&rest[..end]).filter(|name| is_declared && !name.is_empty())
    });
    named.filter(|name| !OWN.contains(name))
}

/// Words that a reader would stumble on: names that had to give way, members that stand twice, a form that no text can be.
#[test]
fn texts() {
    let contract = Contract::parse(
        r#"{ "format": 1,
        "types": {
          "a::Array": { "name": "Array", "request": { "type": "object", "fields": [
            { "name": "size", "ty": { "type": "number" }, "presence": { "default": 1 } },
            { "name": "note", "ty": { "type": "string" }, "presence": "optional" }
          ] } },
          "a::Labels": { "name": "Labels", "request": { "type": "object", "fields": [
            { "name": "id", "ty": { "type": "nullable", "of": { "type": "string" } } },
            { "name": "kind", "ty": { "type": "literal", "values": ["a", "b"] } }
          ], "rest": { "typed": { "type": "nullable", "of": { "type": "string" } } } } },
          "a::Photo": { "name": "Photo", "request": { "type": "object", "fields": [
            { "name": "file", "ty": { "type": "file" } }
          ] } }
        },
        "params": {}, "search": {}, "forms": ["a::Photo"],
        "endpoints": [
          { "pattern": "/array", "method": "POST", "name": "send", "body": { "kind": "json", "ty": { "type": "ref", "to": "a::Array" } },
            "responses": { "200": { "bodies": [{ "type": "ref", "to": "a::Array" }] } } },
          { "pattern": "/photo", "method": "POST", "name": "send_photo", "body": { "kind": "form", "ty": { "type": "ref", "to": "a::Photo" } },
            "responses": { "204": {} } }
        ] }"#,
    )
    .unwrap();
    let tree = RouteTree::build(&[] as &[String], &Conventions::default());
    let input = Input {
        tree: &tree,
        next: NextOptions::default(),
        options: Options::default(),
        definitions: BTreeMap::new(),
        server: Some(Server { contract: &contract, app: "web" }),
    };
    let files = plan(&input);
    let text = |path: &str| &files.iter().find(|file| file.path == path).unwrap().text;
    insta::assert_snapshot!("texts_types", text("rutter/types.gen.ts"));
    let photo = text("rutter/api.gen.ts").split_once("interface SendPhotoArgs").unwrap().1;
    assert!(photo.starts_with(" {\n  form: FormData;\n}"), "{photo}");
}
