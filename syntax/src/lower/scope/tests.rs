//! What names stand for, beside what `oxc_semantic` says of the same texts.

use std::collections::BTreeMap;

use oxc_ast::AstKind;
use oxc_semantic::{Scoping, SemanticBuilder};
use oxc_syntax::reference::ReferenceId;

use crate::facts::{BindingId, ExportKind, ExprKind, Facts, RequestKind, TypeKind};
use crate::parse::parse;
use crate::read_facts;

/// A declaration: where its name stands, whether it is written to later, and whether it is at the top.
type Declaration = (u32, bool, bool);

/// What each reference by an expression, a type or an export stands for, by where it stands.
type Answers = BTreeMap<u32, Option<Declaration>>;

fn ours(facts: &Facts, text: &str) -> Answers {
    let declaration = |binding: BindingId| {
        let binding = facts[binding];
        (binding.span.start, binding.reassigned, binding.top_level)
    };
    let mut answers = Answers::new();
    for expr in &facts.exprs {
        if let ExprKind::Name { binding, .. } = expr.kind {
            answers.insert(expr.span.start, binding.map(declaration));
        }
    }
    for ty in &facts.types {
        let start = ty.span.start;
        match ty.kind {
            TypeKind::Reference { binding, .. } => answers.insert(start, binding.map(declaration)),
            TypeKind::Typeof { binding, .. } => {
                assert!(
                    text[start as usize..].starts_with("typeof "),
                    "one space, for the place of the name"
                );
                answers.insert(start + 7, binding.map(declaration))
            }
            _ => None,
        };
    }
    for export in &facts.exports {
        if let ExportKind::Local { binding, .. } = export.kind {
            answers.insert(export.span.start, binding.map(declaration));
        }
    }
    answers
}

fn theirs(file_name: &str, text: &str) -> Answers {
    let answer = |scoping: &Scoping, reference: ReferenceId| {
        let symbol = scoping.get_reference(reference).symbol_id()?;
        let is_top = scoping.symbol_scope_id(symbol) == scoping.root_scope_id();
        Some((scoping.symbol_span(symbol).start, scoping.symbol_is_mutated(symbol), is_top))
    };
    let read = parse(file_name, text, |parsed| {
        let semantic = SemanticBuilder::new().with_build_nodes(true).build(parsed.program).semantic;
        let scoping = semantic.scoping();
        let references = semantic.nodes().iter().filter_map(|node| match node.kind() {
            AstKind::IdentifierReference(it) => {
                Some((it.span.start, answer(scoping, it.reference_id.get()?)))
            }
            _ => None,
        });
        references.collect()
    });
    read.unwrap_or_else(|error| panic!("{text}: {}", error.message))
}

const MODULES: [&str; 34] = [
    "f(); function f() { return a; var a } a",
    "{ let x = 1; x } x; { function g() {} g } g",
    "var a; { var a; a = 1 } a; { let a; a++ } for (var b of c) { b } b",
    "let d; function f(a, b = a, c = d) { var d; return [a, b, c, d] }",
    "const x = 1; function f(y = x) { const x = 2; return x } f",
    "(function f() { f; f = 1 }); (function g(g) { g }); (function h() { var h; h })",
    "const f = () => f; (a => { a; b = a; let b })",
    "try {} catch (e) { e; let g = e } e; try {} catch ({ a = b, ...c }) { a; c }",
    "for (let i = 0; i < n; i++) { let i; i } i; for (const k in o) k; for (q of r) q; let q",
    "switch (s) { case s: let s; s; break; default: s = 1 } s",
    "class A extends B { m(a = A) { return A } static { var v; v } x = A; [k] = k } A; v; let k",
    "const C = class D { n() { D } }; D; const E = class { e() { E } }",
    "let a, b, c; ({ a, b: c.d, ...b } = c); [a = b, ...c] = a; a.x = 1; c[b] = 2; (a as any) = 1; b!++; delete c.d",
    "import d, { a, type b, c as cc } from 'x'; import * as n from 'y'; d; a; cc; n.m; b; let t: b; let u: n.T; c",
    "import type T from 't'; import type * as N from 'n'; T; let a: T; let b: N.X; let c: typeof T; let e: typeof N.y",
    "type A<T> = T | A<T>; interface I<T extends I<T>> extends J<T> { t: T; m<U>(u: U, t: T): U } T; interface J<T> {}",
    "type T = 1; const T = 2; let a: T = T; export { T }; const v = 1; let b: v; export { v, missing }",
    "type X<U> = U extends (infer V)[] ? V : V; type Y = { [K in keyof Z as K]: Z[K] }; type Z = X<Y>; K",
    "type F = (a: string, b: typeof a) => typeof b; type G = new <T>(t: T) => T; let a: typeof b; const b = 1",
    "type P = (P: P) => P; function f(x: unknown): x is P { return x as P }",
    "enum E { A = 1, B = A, C = E.B, 'D' = B } A; E.A; let e: E.A; const enum K { X } let k: K",
    "namespace N { export const a = 1; export namespace M { a; N } M; type Q = N.M } N.a; let n: N.M; M",
    "namespace A.B.C { const x = 1; x; A } A; B",
    "declare module 'm' { import { z } from 'z'; export const y: z; let w: typeof y } z; y",
    "declare global { interface Window { a: W } var g: W } interface W {} g",
    "function o(a: string): void; function o(a: number): void; function o(a: unknown) { o } o; export { o as default }",
    "export default x; let x = 1",
    "export default function f<T>(a: T, b: typeof a): T { type T2 = T; let c: T2; return f<T>(a, b) }",
    "import React from 'react'; const a = <A.B x={React}><c.d/><C/><e/></A.B>; const A = 1; function C() {}",
    "label: for (;;) { break label } label; arguments; function g() { arguments; new.target }",
    "var x = 1, x = 2; let y = z; { var z = y } x; function x2() {} var x2; x2",
    "const { a, b: { c = a, ...d }, [a]: e } = f, [g = c, , ...h] = a; a; c; d; e; g; h; b",
    "interface A { [k]: 1; [m](): 2 } const k = 1; import type { m } from 'm'; class D { @d p = 1; constructor(@i(q) private q: D) {} }",
    "type T = 1; function f<T>(t: T) { let u: T; type V = T; { type T = V; let w: T } } let u: T; abstract class Q<T> implements I<T> { x: T } interface I<T> { y: T }",
];

#[test]
fn names_stand_for_what_oxc_semantic_says() {
    for text in MODULES {
        let facts = read_facts("a.tsx", text);
        assert_eq!(*facts.syntax_errors, [], "{text}");
        let theirs = theirs("a.tsx", text);
        assert!(!theirs.is_empty(), "{text}");
        // Not every reference is a fact: what a type says in its own words is not.
        for (at, ours) in ours(&facts, text) {
            assert_eq!(Some(&ours), theirs.get(&at), "byte {at} of {text}");
        }
    }
}

#[test]
fn a_function_in_a_block_of_a_script_belongs_to_the_function_around_it() {
    for (file, text) in [
        ("a.cjs", "{ function f() {} } f; function g() { { function h() {} } h } h"),
        ("a.cjs", "'use strict'; { function f() {} } f"),
        ("a.mjs", "{ function f() {} } f"),
        ("a.cjs", "{ async function f() {} } f"),
    ] {
        assert_eq!(ours(&read_facts(file, text), text), theirs(file, text), "{file} {text}");
    }
}

/// `oxc_semantic` takes the `var` for what `a` stands for, because it has not seen the `let` yet.
#[test]
fn a_default_does_not_see_the_body_wherever_the_name_is_declared() {
    let text = "function f(p = a) { var a } let a";
    let facts = read_facts("a.ts", text);
    assert_eq!(ours(&facts, text), Answers::from([(15, Some((32, false, true)))]));
}

#[test]
fn references_are_in_the_order_of_the_text() {
    let text = "f(a, () => a, function (b = a) { a }); let a; { a } export { a }";
    let facts = read_facts("a.ts", text);
    let (a, _) = facts.bindings.iter_ids().find(|(_, it)| &facts[it.name] == "a").expect("a");
    let places: Vec<u32> = facts.references(a).map(|expr| facts[expr].span.start).collect();
    assert_eq!(places, [2, 11, 28, 33, 48]);
}

#[test]
fn a_require_that_the_file_declares_loads_nothing() {
    let text = "import a from 'a'; require('b'); export * from 'c'; export { d } from 'e'; f; const f = require('g')";
    let specifiers = |facts: &Facts| -> Vec<String> {
        facts.requests.iter().map(|it| facts[it.specifier].to_owned()).collect()
    };
    let free = read_facts("a.js", text);
    assert_eq!(specifiers(&free), ["a", "b", "c", "e", "g"]);
    let own = read_facts("a.js", &format!("{text}; function require() {{}}"));
    assert_eq!(specifiers(&own), ["a", "c", "e"]);
    assert!(own.requests.iter().all(|request| request.kind != RequestKind::Require));
    for export in &own.exports {
        let (request, expected) = match export.kind {
            ExportKind::All { request } => (request, "c"),
            ExportKind::From { request, .. } => (request, "e"),
            ref other => panic!("{other:?}"),
        };
        assert_eq!(own.specifier(request), expected);
    }
}
