//! Where an export is declared.

use super::*;
use Environment::{Client, Pages, Server};

/// Follows `name` of `index.ts` and says where it leads.
fn origin(files: &[(&str, &str)], name: &str, environment: Environment) -> String {
    let mut all = vec![("next.config.js", ""), ("app/page.tsx", "import '../index'")];
    all.extend(files);
    let graph = graph(&all);
    let found = graph.follow(module(&graph, "index.ts"), name, environment);
    assert_eq!(graph.follow(module(&graph, "index.ts"), name, environment), found, "the second time");
    show_origin(&graph, &found)
}

#[test]
fn every_form_of_passing_on() {
    for (index, name, expected) in [
        ("export const a = 1", "a", "a in index.ts"),
        ("export default function () {}", "default", "default in index.ts"),
        ("export { a } from './b'", "a", "a in b.ts"),
        ("export { a as x } from './b'", "x", "a in b.ts"),
        ("export { default } from './b'", "default", "default in b.ts"),
        ("export { default as B } from './b'", "B", "default in b.ts"),
        ("export { a as default } from './b'", "default", "a in b.ts"),
        ("export * from './b'", "a", "a in b.ts"),
        ("export * from './b'", "default", "missing in index.ts"),
        ("export * as b from './b'", "b", "all of b.ts"),
        ("import { a } from './b'; export { a }", "a", "a in b.ts"),
        ("import { a as c } from './b'; export { c as d }", "d", "a in b.ts"),
        ("import B from './b'; export { B }", "B", "default in b.ts"),
        ("import B from './b'; export default B", "default", "default in b.ts"),
        ("import * as b from './b'; export { b }", "b", "all of b.ts"),
        ("export type { T } from './b'", "T", "T in b.ts"),
        ("export { nothing } from './b'", "nothing", "missing in b.ts"),
        ("export { a } from './b'", "nothing", "missing in index.ts"),
        ("export * from './b'", "nothing", "missing in index.ts"),
        ("export { a } from './nowhere'", "a", "unknown"),
        ("export { useState } from 'react'", "useState", "external useState of react"),
        ("import * as R from 'react'; export { R }", "R", "external * of react"),
        ("export { useRouter as r } from 'next/navigation'", "r", "external useRouter of next/navigation"),
        ("export { readFile } from 'node:fs/promises'", "readFile", "external readFile of node:fs/promises"),
        ("export * from 'react'", "useState", "unknown"),
        ("export const a = 1; export * from 'react'", "a", "a in index.ts"),
        ("const a = 1; export { a }", "a", "a in index.ts"),
        ("module.exports = { a: 1 }", "a", "unknown"),
        ("export const a = 1; export const b = {", "b", "unknown"),
        ("", "a", "unknown"),
    ] {
        let b = "export const a = 1; export default class {} export interface T {}";
        assert_eq!(origin(&[("index.ts", index), ("b.ts", b)], name, Server), expected, "{name} of {index}");
    }
}

#[test]
fn an_explicit_export_comes_before_a_star_and_two_stars_are_unknown() {
    let files = [
        ("index.ts", "export * from './b'; export * from './c'; export { x } from './c'"),
        ("b.ts", "export const x = 1, both = 1, b = 1; export * from './d'"),
        ("c.ts", "export const x = 2, both = 2; export * from './d'"),
        ("d.ts", "export const shared = 1"),
    ];
    for (name, expected) in
        [("x", "x in c.ts"), ("both", "unknown"), ("b", "b in b.ts"), ("shared", "shared in d.ts")]
    {
        assert_eq!(origin(&files, name, Server), expected, "{name}");
    }
}

#[test]
fn circles_end() {
    let files = [
        ("index.ts", "export * from './b'; export { circle } from './b'; import './c'"),
        ("b.ts", "export * from './index'; export * from './c'; export { circle } from './index'"),
        ("c.ts", "export * from './b'; export const c = 1"),
    ];
    for (name, expected) in
        [("c", "c in c.ts"), ("nothing", "missing in index.ts"), ("circle", "missing in index.ts")]
    {
        assert_eq!(origin(&files, name, Server), expected, "{name}");
    }
}

#[test]
fn a_chain_without_end_is_unknown() {
    let names: Vec<String> = (0..500).map(|index| format!("m{index}.ts")).collect();
    let texts: Vec<String> = (0..500).map(|index| format!("export * from './m{}'", index + 1)).collect();
    let mut files: Vec<(&str, &str)> =
        names.iter().zip(&texts).map(|(name, text)| (name.as_str(), text.as_str())).collect();
    files.push(("m500.ts", "export const a = 1"));
    files.push(("index.ts", "export * from './m0'; export * from './m490'"));
    assert_eq!(origin(&files, "a", Server), "a in m500.ts");
    files.pop();
    files.push(("index.ts", "export * from './m0'"));
    assert_eq!(origin(&files, "a", Server), "unknown");
}

#[test]
fn boundaries_depend_on_the_environment() {
    let files = [
        ("index.ts", "export * from './client'; export { save as store } from './actions'"),
        ("client.ts", "'use client'; export { Button } from './button'"),
        ("button.tsx", "export function Button() {}"),
        ("actions.ts", "'use server'; export async function save() {}"),
    ];
    for (name, environment, expected) in [
        ("Button", Server, "client Button of client.ts"),
        ("Button", Client, "Button in button.tsx"),
        ("Button", Pages, "Button in button.tsx"),
        ("store", Server, "action save of actions.ts"),
        ("store", Client, "action save of actions.ts"),
        ("store", Pages, "save in actions.ts"),
    ] {
        // A star onto a boundary claims every name, so the explicit export has to come first.
        assert_eq!(origin(&files, name, environment), expected, "{name} {environment:?}");
    }
}

#[test]
fn a_star_onto_a_boundary_has_only_the_names_that_are_there() {
    let files = [
        ("index.ts", "export * from './client'; export * from './plain'"),
        ("client.ts", "'use client'; export const Button = 1"),
        ("plain.ts", "export const format = 1"),
    ];
    for (name, expected) in [
        ("format", "format in plain.ts"),
        ("Button", "client Button of client.ts"),
        ("nothing", "missing in index.ts"),
    ] {
        assert_eq!(origin(&files, name, Server), expected, "{name}");
    }
}

#[test]
fn packages_are_read_on_the_way_and_may_differ_by_environment() {
    let files = [
        ("index.ts", "export * from 'ui'; export { legacy } from 'cjs'"),
        (
            "node_modules/ui/package.json",
            r#"{"exports": {"react-server": "./server.js", "default": "./client.js"}}"#,
        ),
        ("node_modules/ui/server.js", "export { Card } from './card.js'"),
        ("node_modules/ui/client.js", "export const Card = 1"),
        ("node_modules/ui/card.js", "'use client'; export const Card = 1"),
        ("node_modules/cjs/index.js", "exports.legacy = 1"),
    ];
    for (name, environment, expected) in [
        ("Card", Server, "client Card of node_modules/ui/card.js"),
        ("Card", Client, "Card in node_modules/ui/client.js"),
        ("legacy", Server, "unknown"),
        ("nothing", Server, "missing in index.ts"),
    ] {
        assert_eq!(origin(&files, name, environment), expected, "{name} {environment:?}");
    }
}

/// A barrel of a package may lead to megabytes of which nothing is used.
#[test]
fn of_a_package_no_more_is_read_than_it_takes() {
    let files = [
        ("next.config.js", ""),
        ("app/page.tsx", "import { CodeBlock } from 'ui'"),
        ("node_modules/ui/package.json", r#"{"name": "ui", "module": "index.js"}"#),
        (
            "node_modules/ui/index.js",
            "export * from './button'; export * from './code-block'; export * from './rest'",
        ),
        ("node_modules/ui/button.js", "export const Button = 1"),
        ("node_modules/ui/code-block.js", "export const CodeBlock = 1, themes = 2"),
        ("node_modules/ui/rest.js", "export const themes = 1"),
    ];
    let graph = graph(&files);
    let index = module(&graph, "node_modules/ui/index.js");
    let follow = |name| show_origin(&graph, &graph.follow(index, name, Server));
    assert_eq!(follow("CodeBlock"), "CodeBlock in node_modules/ui/code-block.js");
    let path = |path: &str| Utf8Path::new("/ws").join(path);
    let is_read = |file: &str| graph.find(&path(file)).is_some_and(|id| graph[id].read_source().is_some());
    assert!(!is_read("node_modules/ui/button.js") && !is_read("node_modules/ui/rest.js"));
    assert_eq!(follow("themes"), "themes in node_modules/ui/code-block.js");
    assert!(is_read("node_modules/ui/button.js") && !is_read("node_modules/ui/rest.js"));
    assert_eq!(follow("nothing"), "missing in node_modules/ui/index.js");
}

/// Whoever has a bundle installed pays for no more than a look at it, whether or not its facts are known already.
#[test]
fn the_bundle_of_a_package_is_not_followed() {
    let long = |start: &str| format!("{start}/* {} */ export const Card = 1", "a".repeat(1 << 19));
    let (server, client, action) = (long(""), long("'use client';"), long("'use server';"));
    let files = [
        ("next.config.js", ""),
        ("app/page.tsx", "import 'server'; import 'client'; import 'action'"),
        ("node_modules/server/index.js", &server),
        ("node_modules/client/index.js", &client),
        ("node_modules/action/index.js", &action),
    ];
    for is_known in [false, true] {
        let graph = graph(&files);
        for (package, environment, expected, is_read) in [
            ("server", Server, "unknown", false),
            ("server", Client, "unknown", false),
            ("client", Server, "client Card of node_modules/client/index.js", false),
            ("client", Client, "Card in node_modules/client/index.js", true),
            ("action", Server, "action Card of node_modules/action/index.js", true),
        ] {
            let id = module(&graph, &format!("node_modules/{package}/index.js"));
            let _ = is_known.then(|| graph[id].facts());
            let origin = show_origin(&graph, &graph.follow(id, "Card", environment));
            assert_eq!(origin, expected, "{package} {environment:?}");
            assert_eq!(graph[id].read_source().is_some(), is_read || is_known, "{package} {environment:?}");
        }
    }
}
