//! Files that are made to exhaust a reader: each must get an answer, and soon.

use std::fmt::Write as _;

use rutter_syntax::next_config::Setting;
use rutter_syntax::{SearchFile, generates_metadata_images, read_next_config, read_search_file};

const DEEP: usize = 10_000;

/// Forms of nesting: what opens a level, what stands in the middle, what closes a level.
const NESTINGS: [(&str, &str, &str); 16] = [
    ("(", "1", ")"),
    ("[", "1", "]"),
    ("{ a: ", "1", "}"),
    ("f(", "1", ")"),
    ("[...", "[]", "]"),
    ("() => ", "1", ""),
    ("() => { return ", "1", "}"),
    ("!", "1", ""),
    ("a ? ", "1", " : 2"),
    ("a ? 1 : ", "2", ""),
    ("a = ", "1", ""),
    ("2 ** ", "1", ""),
    ("new ", "A", ""),
    ("await ", "a", ""),
    ("`${", "1", "}`"),
    ("", "a", " + a"),
];

#[test]
fn deep_nesting_does_not_overflow_the_stack() {
    for (open, middle, close) in NESTINGS {
        for close in [close, ""] {
            let value = format!("{}{middle}{}", open.repeat(DEEP), close.repeat(DEEP));
            let source = format!("export default {{ basePath: {value} }}");
            let config = read_next_config("next.config.mjs", &source);
            assert!(!matches!(config.base_path, Setting::Known(_)), "{open}");
        }
    }
}

#[test]
fn every_reader_survives_deep_nesting() {
    let source = format!("export default {}1{}", "[".repeat(DEEP), "]".repeat(DEEP));
    assert_eq!(read_search_file("page.search.ts", &source), SearchFile::Opaque { has_default_export: true });
    assert!(!generates_metadata_images(&source, "icon.tsx"));
}

#[test]
fn deep_statements_and_types_do_not_overflow_the_stack() {
    for (open, close) in [
        ("{", "}"),
        ("if (a) ", ";"),
        ("if (a); else ", ";"),
        ("for (;;) ", ";"),
        ("a: ", ";"),
        ("type A = [", "];"),
        ("type A = B<", "C>;"),
        ("function f() {", "}"),
    ] {
        let source =
            format!("{}{}\nexport default {{ basePath: '/x' }}", open.repeat(DEEP), close.repeat(DEEP));
        let _ = read_next_config("next.config.ts", &source);
    }
}

#[test]
fn a_file_that_no_stack_could_hold_is_refused() {
    let config = read_next_config("next.config.js", &"[".repeat(1 << 18));
    let error = config.error.expect("the file was read");
    assert_eq!(error.message, "the file is too large or too deeply nested to be read");
}

#[test]
fn lists_that_double_are_cut_off() {
    let mut source = String::from("const a0 = ['x']\n");
    for step in 1..64 {
        let last = step - 1;
        writeln!(source, "const a{step} = [...a{last}, ...a{last}]").unwrap();
    }
    source.push_str("export default { pageExtensions: a63, basePath: '/x' }");
    let config = read_next_config("next.config.mjs", &source);
    assert!(config.page_extensions.is_unknown());
    assert_eq!(config.notes.len(), 1);
}

#[test]
fn objects_that_hold_each_other_twice_are_cut_off() {
    let mut source = String::from("const a0 = { x: 1 }\n");
    for step in 1..64 {
        let last = step - 1;
        writeln!(source, "const a{step} = {{ l: a{last}, r: a{last} }}").unwrap();
    }
    source.push_str("export default { cacheLife: a63, basePath: process.env.A ? a63 : a62 }");
    let config = read_next_config("next.config.mjs", &source);
    assert_eq!(config.cache_life, Setting::Known(vec!["l".to_owned(), "r".to_owned()]));
    assert!(config.base_path.is_unknown());
}

#[test]
fn functions_that_call_themselves_are_cut_off() {
    for source in [
        "const f = () => f(); export default { basePath: f() }",
        "const f = () => [f(), f(), f()]; export default { pageExtensions: f() }",
        "const config = () => config; export default config",
        "const a = () => b(); const b = () => a(); export default { redirects: a }",
        "let a = {}; a.a = a; a.b = a; export default { basePath: a }",
        "let a = 1; a = a; const b = b; export default { basePath: a, distDir: b }",
        "let a = ''; for (;;) { a = a + a + 'x' } export default { basePath: a }",
        "export default withA(withA)",
    ] {
        let config = read_next_config("next.config.mjs", source);
        assert!(!matches!(config.base_path, Setting::Known(_)), "{source}");
    }
}

#[test]
fn nothing_stale_is_read_once_the_work_is_cut_short() {
    let work = format!("{}{}", "for (;;) { ".repeat(25), "}".repeat(25));
    let config = read_next_config(
        "next.config.mjs",
        &format!("const c = {{ basePath: '/a' }}; {work} c.basePath = '/b'; export default c"),
    );
    assert!(config.base_path.is_unknown());

    let config = read_next_config(
        "next.config.mjs",
        &format!(
            "export default {{ basePath: '/a', redirects: () => {{ if (x) return []; {work} return y }} }}"
        ),
    );
    assert_eq!(config.base_path, Setting::Known("/a".to_owned()));
    assert!(config.redirects.is_unknown());
}

#[test]
fn a_large_config_of_real_size_is_read_whole() {
    let mut source = String::from("export default { async redirects() { return [\n");
    for number in 0..5_000 {
        writeln!(
            source,
            "{{ source: '/old/{number}/:slug*', destination: '/new/:slug*', permanent: true }},"
        )
        .unwrap();
    }
    source.push_str("] } }");
    let config = read_next_config("next.config.mjs", &source);
    let redirects = config.redirects.known().expect("the redirects are known");
    assert!(redirects.is_complete);
    assert_eq!(redirects.routes.len(), 5_000);
}
