use super::read_facts;
use crate::facts::{
    BindingKind, Declaration, Export, ExportKind, ExprKind, Facts, Imported, JsxTag, LoopKind, NamespaceKind,
    Node, RequestKind, StatementKind,
};

fn tsx(text: &str) -> Facts {
    let facts = read_facts("app/page.tsx", text);
    assert_eq!(*facts.syntax_errors, [], "{text}");
    facts
}

/// The expression whose text is `wanted`, the first one.
fn expr(facts: &Facts, text: &str, wanted: &str) -> crate::facts::ExprId {
    let at = text.find(wanted).expect("the text has it");
    let found = facts.exprs.iter_ids().find(|(_, expr)| {
        let range: std::ops::Range<usize> = expr.span.into();
        range.start == at && &text[range] == wanted
    });
    found.expect("an expression").0
}

#[test]
fn directives_and_the_strings_that_are_none() {
    let facts = tsx("'use strict'\n\"use client\"\nimport a from 'a'\n'use server';\n`use cache`;\n\
                     function f() { 'use server'; ('use cache'); if (a) { 'use client' } }");
    let directives: Vec<_> = facts.directives.iter().map(|it| &facts[it.text]).collect();
    assert_eq!(directives, ["use strict", "use client"]);
    assert!(facts.has_directive("use client") && !facts.has_directive("use server"));
    let inner = facts.functions.iter().next().expect("f");
    let inner: Vec<_> = facts[inner.directives].iter().map(|it| &facts[it.text]).collect();
    assert_eq!(inner, ["use server"]);
    let stray: Vec<_> = facts
        .rare
        .stray_strings
        .iter()
        .map(|it| {
            (&facts[it.text], it.parenthesized, it.template, it.function.is_some(), it.first, it.direct)
        })
        .collect();
    assert_eq!(
        stray,
        [
            ("use server", false, false, false, false, true),
            ("use cache", false, true, false, false, true),
            ("use cache", true, false, true, true, true),
            ("use client", false, false, true, false, false),
        ]
    );
    let first = tsx("('use client')\nexport {}");
    assert!(first.rare.stray_strings[0].parenthesized && first.rare.stray_strings[0].first);
}

#[test]
fn every_way_to_name_another_module() {
    let facts =
        tsx("import 'a'; import b from 'b'; import * as c from 'c'; import {d as dd, type D} from 'd'\n\
         import type E from 'e'; import {type F} from 'f'; export {g} from 'g'; export * from 'h'\n\
         export * as i from 'i'; export type {J} from 'j'; const k = import('k'); const l = require('l')\n\
         type M = import('m').M; import n = require('n'); import {} from 'o'; b; c; dd; n; k; l");
    let requests: Vec<_> =
        facts.requests.iter().map(|it| (&facts[it.specifier], it.kind, it.type_only)).collect();
    use RequestKind::{Dynamic, Import, ReExport, ReExportAll, Require, SideEffect, Type};
    assert_eq!(
        requests,
        [
            ("a", SideEffect, false),
            ("b", Import, false),
            ("c", Import, false),
            ("d", Import, false),
            ("e", Import, true),
            ("f", Import, true),
            ("g", ReExport, false),
            ("h", ReExportAll, false),
            ("i", ReExportAll, false),
            ("j", ReExport, true),
            ("k", Dynamic, false),
            ("l", Require, false),
            ("m", Type, true),
            ("n", Require, false),
            ("o", Import, false),
        ]
    );
    let imports: Vec<_> = facts
        .imports
        .iter()
        .map(|it| {
            let imported = match it.imported {
                Imported::Name(name) => &facts[name],
                Imported::Namespace => "*",
            };
            (imported, &facts[facts[it.local].name], it.type_only)
        })
        .collect();
    assert_eq!(
        imports,
        [
            ("default", "b", false),
            ("*", "c", false),
            ("d", "dd", false),
            ("D", "D", true),
            ("default", "E", true),
            ("F", "F", true),
            ("*", "n", false),
        ]
    );
}

#[test]
fn typescript_erases_what_is_used_only_as_a_type_and_javascript_nothing() {
    let text = "import {A} from 'a'\nimport {b} from 'b'\nimport {C} from 'c'\nimport {} from 'd'\n\
                const x = b\nexport {C}\n";
    let erased = |facts: &Facts| -> Vec<String> {
        let all = facts.requests.iter_ids().filter(|(id, _)| facts.is_erased(*id));
        all.map(|(id, _)| facts.specifier(id).to_owned()).collect()
    };
    let typed = format!("{text}let y: A");
    assert_eq!(erased(&read_facts("x.ts", &typed)), ["a"]);
    assert_eq!(erased(&read_facts("x.js", text)), [""; 0]);
}

#[test]
fn every_form_of_export_knows_what_it_exports() {
    let facts =
        tsx("export const a = 1, {b, c: [d]} = {} as any\nexport function e() {}\nexport class F {}\n\
         export enum G {A}\nexport type H = 1\nexport interface I {}\nconst j = 1\nexport {j as k, j}\n\
         export default j\nexport namespace N { export const inner = 1 }\nexport declare const amb: 1\n\
         declare module 'x' { export const not: 1 }\n");
    let exports: Vec<_> = facts
        .exports
        .iter()
        .map(|it| {
            let kind = match it.kind {
                ExportKind::Function(_) => "function",
                ExportKind::Class(_) => "class",
                ExportKind::Variable { value: Some(_), .. } => "value",
                ExportKind::Variable { value: None, .. } => "pattern",
                ExportKind::Local { binding: Some(_), .. } => "local",
                ExportKind::Local { binding: None, .. } => "unbound",
                ExportKind::Expression(_) => "expression",
                ExportKind::From { .. } | ExportKind::All { .. } => "from",
                ExportKind::Enum(_) => "enum",
                ExportKind::Namespace(_) => "namespace",
                ExportKind::Type(_) => "type",
            };
            (it.name.map_or("*", |name| &facts[name]), kind, it.type_only)
        })
        .collect();
    assert_eq!(
        exports,
        [
            ("a", "value", false),
            ("b", "pattern", false),
            ("d", "pattern", false),
            ("e", "function", false),
            ("F", "class", false),
            ("G", "enum", false),
            ("H", "type", true),
            ("I", "type", true),
            ("k", "local", false),
            ("j", "local", false),
            ("default", "local", false),
            ("N", "namespace", false),
            ("amb", "pattern", true),
        ]
    );
}

#[test]
fn names_know_what_they_are_bound_to_and_where_they_are_read() {
    let text = "import React, {useState as s} from 'react'\nimport * as N from 'n'\n\
                export default function P({a: {b = 1}}: {a: any}) { const [x] = s(b); window; x; return <N.M x={React.useId()}/> }";
    let facts = tsx(text);
    let origin = |wanted: &str| facts.origin(expr(&facts, text, wanted));
    let hook = origin("s(b)");
    assert!(hook.is_none(), "a call is not the hook itself");
    let call = expr(&facts, text, "s(b)");
    let ExprKind::Call { callee, .. } = facts[call].kind else { panic!("a call") };
    assert!(facts.is_import_of(callee, "react", "useState"));
    assert!(facts.is_import_of(expr(&facts, text, "React.useId"), "react", "useId"));
    assert_eq!(origin("N.M").and_then(|it| it.export), Some("M"));
    let globals: Vec<_> = facts.globals().map(|it| it.name).collect();
    assert_eq!(globals, ["window"]);
    let jsx = facts.jsx.iter().next().expect("an element");
    assert!(matches!(jsx.tag, JsxTag::Component(_)));
    let function = facts.function_of(Node::Expr(call)).expect("the component");
    assert_eq!(facts[function].name.map(|name| &facts[name]), Some("P"));
    let b = facts.bindings.iter_ids().find(|(_, it)| &facts[it.name] == "b").expect("b");
    assert!(matches!(b.1.kind, BindingKind::Parameter { index: 0, .. }));
    assert_eq!(facts.references(b.0).len(), 1);
}

#[test]
fn what_a_commonjs_file_writes_to_its_exports() {
    let facts =
        read_facts("x.cjs", "exports.a = 1; module.exports.b = 2; exports['c'] = 3; other.exports = 4");
    let names: Vec<_> = facts[facts.common_js.names].iter().map(|name| &facts[*name]).collect();
    assert_eq!((names, facts.common_js.whole), (vec!["a", "b", "c"], false));
    assert!(read_facts("x.js", "module.exports = {a: 1}").common_js.whole);
}

#[test]
fn a_broken_file_keeps_what_stands_before_the_mistake() {
    let text = "'use client'\nimport {a} from 'a'\nexport function A() { return a }\nexport function B() { return <div> }\n";
    let facts = read_facts("a.tsx", text);
    assert!(!facts.syntax_errors.is_empty());
    assert!(facts.has_directive("use client"));
    assert_eq!(facts.requests.len(), 1);
}

#[test]
fn nothing_that_is_nested_deeply_overflows_the_stack() {
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("{a:", "}"),
        ("!", ""),
        ("a=>", ""),
        ("a?", ":1"),
        ("`${", "}`"),
        ("f(", ")"),
    ] {
        let depth = 3_000;
        let text = format!("x = {}1{}", open.repeat(depth), close.repeat(depth));
        let _ = read_facts("deep.ts", &text);
    }
    let _ = read_facts("deep.tsx", &format!("x = {}{}", "<a>".repeat(3_000), "</a>".repeat(3_000)));
    let _ = read_facts("deep.ts", &format!("type X = {}1{}", "A<".repeat(3_000), ">".repeat(3_000)));
    let _ = read_facts("deep.ts", &format!("{}{}", "{".repeat(3_000), "}".repeat(3_000)));
    let _ = read_facts("sum.ts", &format!("x = 1{}", "+1".repeat(50_000)));
}

#[test]
fn facts_do_not_depend_on_what_the_thread_has_read_before() {
    let long = "'use client';\nimport a from 'a';\nexport const b = (c: number) => <a.B x={c}>text</a.B>;\n// rutter-ignore x: y\nexports.d = a;";
    let short = "export default e;";
    let read = |text: &str| format!("{:?}", read_facts("a.tsx", text));
    let workers = crate::workers(1).expect("a thread");
    let after_another = workers.install(|| [read(long), read(short), read(long)]);
    assert_eq!(after_another, [read(long), read(short), read(long)]);
}

#[test]
fn what_a_declaration_file_declares() {
    let text = "export declare function f<T>(a: T): T\nexport function f(): void\nexport default function g(): 1\n\
        declare class C { get a(): string }\ninterface C { b: 1 }\ninterface C { c: 1 }\n\
        declare namespace N { type A = 1; const b: A; namespace M { interface D {} } }\n\
        declare namespace N.O { export enum E { X, Y = 'y' } }\n\
        declare module 'm' { import { Z } from 'z'; export * from 'w'; const q: Z; export { q as r }; export = q }\n\
        declare global { interface Window { own: 1 } }\nimport P = N.M\ntype Q<T> = T extends (infer U)[] ? U : never\n";
    let facts = read_facts("a.d.ts", text);
    assert_eq!(*facts.syntax_errors, []);
    let exports = |list: &[Export]| -> Vec<String> {
        list.iter().map(|export| export.name.map_or("*", |name| &facts[name]).to_owned()).collect()
    };
    let own: Vec<Export> = facts.exports.iter().copied().collect();
    assert_eq!(exports(&own), ["f", "f", "default"]);
    let blocks: Vec<_> = facts
        .rare
        .namespaces
        .iter()
        .map(|block| {
            let kind = match block.kind {
                NamespaceKind::Named(binding) => &facts[facts[binding.expect("a binding")].name],
                NamespaceKind::Module(name) => &facts[name],
                NamespaceKind::Global => "global",
            };
            (kind, exports(&facts[block.exports]).join(" "))
        })
        .collect();
    let blocks: Vec<_> = blocks.iter().map(|(kind, exports)| (*kind, exports.as_str())).collect();
    assert_eq!(
        blocks,
        [("N", "A b M"), ("M", "D"), ("N", "O"), ("O", "E"), ("m", "* q r default"), ("global", "Window"),]
    );
    let declared = |name: &str| -> Vec<&str> {
        let binding = facts.bindings.iter_ids().find(|(_, it)| &facts[it.name] == name).expect("it").0;
        let sort = |declaration| match declaration {
            Declaration::Type(_) => "type",
            Declaration::TypeParameter(_) => "parameter",
            Declaration::Function(_) => "function",
            Declaration::Class(_) => "class",
            Declaration::Enum(_) => "enum",
            Declaration::Namespace(_) => "namespace",
            Declaration::Alias(_) => "alias",
        };
        facts.declarations(binding).map(sort).collect()
    };
    assert_eq!(declared("f"), ["function", "function"]);
    assert_eq!(declared("C"), ["class", "type", "type"]);
    assert_eq!(declared("N"), ["namespace", "namespace"]);
    assert_eq!(declared("E"), ["enum"]);
    assert_eq!(declared("P"), ["alias"]);
    assert_eq!(declared("U"), ["parameter"]);
    let requests: Vec<_> = facts.requests.iter().map(|it| (&facts[it.specifier], it.kind)).collect();
    assert_eq!(requests, [("z", RequestKind::Type), ("w", RequestKind::Type)]);
    assert!(facts.is_module);
}

#[test]
fn calls_keep_their_type_arguments_and_loops_say_what_they_bind() {
    let text = "f<A>(1); new Map<B, C>(); g<D>; x?.y<E>(); f(2);\n\
                for (const a of b) {} for (const a in b) {} for (let i = 0;;) {} while (b) {}\n";
    let facts = tsx(text);
    let given: Vec<Vec<&str>> = facts
        .exprs
        .iter_ids()
        .map(|(id, _)| facts.type_arguments(id))
        .filter(|types| !types.is_empty())
        .map(|types| {
            types
                .iter()
                .map(|ty| &text[facts[*ty].span.start as usize..facts[*ty].span.end as usize])
                .collect()
        })
        .collect();
    assert_eq!(given, [vec!["A"], vec!["B", "C"], vec!["D"], vec!["E"]]);
    let loops: Vec<LoopKind> = facts
        .statements
        .iter()
        .filter_map(|statement| match statement.kind {
            StatementKind::Loop { kind, .. } => Some(kind),
            _ => None,
        })
        .collect();
    assert_eq!(loops, [LoopKind::Of, LoopKind::In, LoopKind::Other, LoopKind::Other]);
}

#[test]
fn a_comma_in_parentheses_is_no_mistake_in_jsx() {
    tsx("<A b={(f, 1)}>{( f, 2 )}</A>");
    let facts = read_facts("app/page.tsx", "<A b={f, 1} />");
    assert!(!facts.syntax_errors.is_empty());
}

#[test]
fn every_javascript_file_may_hold_jsx() {
    for name in ["page.js", "page.jsx", "page.mjs", "page.cjs"] {
        assert_eq!(*read_facts(name, "const a = <b>c</b>").syntax_errors, [], "{name}");
    }
}
