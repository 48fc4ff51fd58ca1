use super::{graph, module, request, shown};
use crate::facts::Imported;
use crate::graph::{ModuleGraph, TypeOrigin};

/// The module that a specifier means where types are asked for.
fn types(graph: &ModuleGraph, from: &str, specifier: &str) -> String {
    let id = module(graph, from);
    let target = graph.type_target(id, request(graph, id, specifier));
    target.map_or("none".to_owned(), |target| shown(&graph[target].path).to_owned())
}

/// Where an export is declared for types.
fn origin(graph: &ModuleGraph, from: &str, name: &str) -> String {
    match graph.follow_type(module(graph, from), name) {
        TypeOrigin::Declared { module, export } => {
            let facts = graph[module].facts();
            let name = export.name.map_or("*", |name| &facts[name]);
            format!("{name} in {}", shown(&graph[module].path))
        }
        TypeOrigin::Namespace { module } => format!("all of {}", shown(&graph[module].path)),
        TypeOrigin::Package { module, request, imported } => {
            let facts = graph[module].facts();
            let name = match imported {
                Imported::Name(name) => &facts[name],
                Imported::Namespace => "*",
            };
            format!("{name} of {}", facts.specifier(request))
        }
        TypeOrigin::Unknown => "unknown".to_owned(),
    }
}

const APP: (&str, &str) = ("next.config.js", "");

#[test]
fn types_are_found_as_typescript_finds_them() {
    let graph = graph(&[
        APP,
        (
            "lib/a.ts",
            "import 'conditions'; import 'conditions/sub'; import 'typed'; import 'main'; import 'at-types'\n\
             import '@scope/at-types'; import 'versions/sub'; import './own'; import './plain'; import './plain.js'\n\
             import '@/own'; import 'untyped'; import 'missing'; import './styles.css'; import 'node:fs'",
        ),
        ("lib/own.ts", "export {}"),
        ("lib/plain.js", "export {}"),
        ("lib/plain.d.ts", "export {}"),
        ("lib/styles.css", ""),
        ("tsconfig.json", r#"{"compilerOptions": {"paths": {"@/*": ["./lib/*"]}}}"#),
        (
            "node_modules/conditions/package.json",
            r#"{"exports": {".": {"types": "./t.d.ts", "default": "./i.js"}, "./sub": {"import": "./s.mjs"}}}"#,
        ),
        ("node_modules/conditions/i.js", ""),
        ("node_modules/conditions/t.d.ts", ""),
        ("node_modules/conditions/s.mjs", ""),
        ("node_modules/conditions/s.d.mts", ""),
        ("node_modules/typed/package.json", r#"{"main": "i.js", "typings": "types/i"}"#),
        ("node_modules/typed/i.js", ""),
        ("node_modules/typed/types/i.d.ts", ""),
        ("node_modules/main/package.json", r#"{"main": "dist/i.js"}"#),
        ("node_modules/main/dist/i.js", ""),
        ("node_modules/main/dist/i.d.ts", ""),
        ("node_modules/at-types/index.js", ""),
        ("node_modules/@types/at-types/index.d.ts", ""),
        ("node_modules/@scope/at-types/index.js", ""),
        ("node_modules/@types/scope__at-types/index.d.ts", ""),
        ("node_modules/versions/package.json", r#"{"typesVersions": {"*": {"sub": ["./deep/sub.d.ts"]}}}"#),
        ("node_modules/versions/sub.js", ""),
        ("node_modules/versions/deep/sub.d.ts", ""),
        ("node_modules/untyped/index.js", ""),
    ]);
    for (specifier, expected) in [
        ("conditions", "node_modules/conditions/t.d.ts"),
        ("conditions/sub", "node_modules/conditions/s.d.mts"),
        ("typed", "node_modules/typed/types/i.d.ts"),
        ("main", "node_modules/main/dist/i.d.ts"),
        ("at-types", "node_modules/@types/at-types/index.d.ts"),
        ("@scope/at-types", "node_modules/@types/scope__at-types/index.d.ts"),
        ("versions/sub", "node_modules/versions/deep/sub.d.ts"),
        ("./own", "lib/own.ts"),
        ("./plain", "lib/plain.d.ts"),
        ("./plain.js", "lib/plain.d.ts"),
        ("@/own", "lib/own.ts"),
        ("untyped", "none"),
        ("missing", "none"),
        ("./styles.css", "none"),
        ("node:fs", "none"),
    ] {
        assert_eq!(types(&graph, "lib/a.ts", specifier), expected, "{specifier}");
    }
    let files: Vec<_> = graph.declaration_files().iter().map(|id| shown(&graph[*id].path)).collect();
    assert_eq!(files, ["lib/plain.d.ts"]);
}

#[test]
fn an_export_is_chased_to_where_its_type_is_declared() {
    let graph = graph(&[
        APP,
        (
            "lib/a.ts",
            "'use client'\nexport type { A as B } from './b'\nexport * from './b'\nexport * as all from './b'\n\
             export { z } from 'whole'\nimport whole = require('whole')\nexport type Own = whole\nexport default Own",
        ),
        ("lib/b.ts", "export interface A {}\nexport type { A as C } from './b'\nexport * from './a'"),
        ("lib/c.ts", "export * from 'whole'\nexport * from 'circle'"),
        (
            "node_modules/whole/index.d.ts",
            "declare namespace w { interface Inner {} }\ndeclare const w: 1\nexport = w",
        ),
        ("node_modules/circle/index.d.ts", "export * from './other'"),
        ("node_modules/circle/other.d.ts", "export * from './index'\nexport type { X } from './index'"),
        ("lib/d.ts", "import 'whole'; import 'circle'; import 'ambient'"),
        ("node_modules/ambient/index.d.ts", "declare module 'ambient' { export interface In {} }"),
    ]);
    for (name, expected) in [
        ("A", "A in lib/b.ts"),
        ("B", "A in lib/b.ts"),
        ("C", "A in lib/b.ts"),
        ("all", "all of lib/b.ts"),
        ("z", "z of whole"),
        ("Own", "Own in lib/a.ts"),
        ("default", "default in lib/a.ts"),
        ("Nothing", "unknown"),
    ] {
        assert_eq!(origin(&graph, "lib/a.ts", name), expected, "{name}");
    }
    let of_package = |specifier: &str, name: &str| {
        let id = module(&graph, "lib/d.ts");
        let target = graph.type_target(id, request(&graph, id, specifier)).expect("types");
        origin(&graph, shown(&graph[target].path), name)
    };
    assert_eq!(of_package("whole", "Inner"), "Inner in node_modules/whole/index.d.ts");
    assert_eq!(of_package("whole", "default"), "default in node_modules/whole/index.d.ts");
    assert_eq!(of_package("circle", "X"), "unknown");
    assert_eq!(of_package("ambient", "In"), "In in node_modules/ambient/index.d.ts");
    assert_eq!(origin(&graph, "lib/c.ts", "Inner"), "Inner in node_modules/whole/index.d.ts");
}
