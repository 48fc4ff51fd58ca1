//! Which modules there are, and what is said about those that cannot be read.

use std::io;

use rutter_project::Operation;

use super::*;

const NOT_INSTALLED: &str =
    ": no packages are installed, so what is imported from them is not known [packages-not-installed]";

fn paths(graph: &ModuleGraph) -> Vec<&str> {
    graph.modules().map(|(_, module)| shown(&module.path)).collect()
}

fn messages(graph: &ModuleGraph) -> Vec<String> {
    let message = |diagnostic: &rutter_project::Diagnostic| {
        let location = diagnostic.location.as_ref();
        let file = location.map_or_else(|| &*diagnostic.files[0], |location| &*location.file);
        let line =
            location.map_or_else(String::new, |location| format!(":{}:{}", location.line, location.column));
        format!("{}{line}: {} [{}]", shown(file), diagnostic.message, diagnostic.code)
    };
    graph.diagnostics().iter().map(message).collect()
}

#[test]
fn every_source_file_of_the_app_is_a_module() {
    let graph = graph(&[
        (".git/HEAD", ""),
        (".gitignore", "/generated\n*.gen.ts\n!kept.gen.ts\n"),
        ("next.config.mjs", "export default { distDir: 'out/next' }"),
        ("package.json", "{}"),
        ("app/page.tsx", "import '../generated/used'"),
        ("app/.well-known/info/route.ts", ""),
        ("app/_private/helper.mts", ""),
        ("src/.gitignore", "secret\n"),
        ("src/lib/a.jsx", ""),
        ("src/secret/b.ts", ""),
        ("src/types.d.ts", ""),
        ("src/a.gen.ts", ""),
        ("src/kept.gen.ts", ""),
        ("src/readme.md", ""),
        ("generated/used.ts", ""),
        ("generated/unused.ts", ""),
        ("out/next/server.js", ""),
        ("out/mine.js", ""),
        ("public/sw.js", ""),
        ("lib/public/x.cjs", ""),
        (".storybook/main.ts", ""),
        ("node_modules/a/index.js", ""),
        ("docs/next.config.js", ""),
        ("docs/app/page.tsx", ""),
        ("folder.ts/inner.js", ""),
    ]);
    assert_eq!(
        paths(&graph),
        [
            "app/.well-known/info/route.ts",
            "app/_private/helper.mts",
            "app/page.tsx",
            "folder.ts/inner.js",
            "generated/used.ts",
            "lib/public/x.cjs",
            "next.config.mjs",
            "out/mine.js",
            "src/kept.gen.ts",
            "src/lib/a.jsx",
        ]
    );
    assert_eq!(messages(&graph), [""; 0]);
}

#[test]
fn what_cannot_be_read_is_told_once_and_the_rest_is_there() {
    let system = system(&[
        ("next.config.js", ""),
        ("app/page.tsx", "import './binary'; import './denied'; import './gone'; import './fine'"),
        ("app/a/page.tsx", "import '../binary'"),
        ("app/fine.ts", "export const a = 1"),
        ("app/gone.ts", ""),
        ("app/denied.ts", ""),
        ("lib/closed/a.ts", ""),
    ]);
    system.add_file("/ws/app/binary.ts".into(), &[0x47, 0xff, 0x00]);
    system.fail_on(Operation::Read, "/ws/app/denied.ts".into(), io::ErrorKind::PermissionDenied);
    system.fail_on(Operation::Read, "/ws/app/gone.ts".into(), io::ErrorKind::NotFound);
    system.fail_on(Operation::List, "/ws/lib/closed".into(), io::ErrorKind::PermissionDenied);
    let graph = graph_of(&system);
    assert_eq!(
        messages(&graph),
        [
            "app/binary.ts: binary.ts cannot be read: it is not UTF-8 text (byte 1 is the first that does not fit) \
             [unreadable-file]",
            "app/denied.ts: denied.ts cannot be read: permission denied [unreadable-file]",
            "app/gone.ts: gone.ts was deleted while the app was read [vanished-file]",
            "lib/closed: lib/closed is left out: it cannot be listed (permission denied) [unreadable-folder]",
        ]
    );
    let binary = module(&graph, "app/binary.ts");
    assert!(graph[binary].facts().exports.is_empty());
    assert!(!graph[binary].is_whole());
    assert_eq!(graph.follow(binary, "a", Environment::Server), ExportOrigin::Unknown);
    assert_eq!(graph[module(&graph, "app/fine.ts")].facts().exports.len(), 1);
    assert_eq!(graph.find("/ws/app/gone.ts".into()), None);
    assert_eq!(target(&graph, "app/page.tsx", "./gone", Environment::Server), "missing");
}

#[test]
fn a_broken_tsconfig_is_told_once_and_what_it_says_right_counts() {
    for (config, expected, alias) in [
        (
            "{\n  \"compilerOptions\": {\"paths\": {\"@/*\": [\"./src/*\"]}},,\n}",
            "tsconfig.json:2:54: tsconfig.json cannot be used: key must be a string [invalid-tsconfig]",
            "external @/a",
        ),
        (
            r#"{"extends": "./nowhere.json", "compilerOptions": {"paths": {"@/*": ["./src/*"]}}}"#,
            "tsconfig.json: tsconfig.json extends `./nowhere.json`, which does not exist [invalid-tsconfig]",
            "src/a.ts",
        ),
        (
            r#"{"extends": "@acme/config", "compilerOptions": {"paths": {"@/*": ["./src/*"]}}}"#,
            NOT_INSTALLED,
            "src/a.ts",
        ),
        (
            r#"{"extends": "./node_modules/@acme/config/base.json", "compilerOptions": {"paths": {"@/*": ["./src/*"]}}}"#,
            NOT_INSTALLED,
            "src/a.ts",
        ),
        (
            r#"{"extends": "./tsconfig", "compilerOptions": {"paths": {"@/*": ["./src/*"]}}}"#,
            "tsconfig.json: tsconfig.json extends itself, through the files that it extends [invalid-tsconfig]",
            "src/a.ts",
        ),
        (
            r#"{"references": [{"path": "./x"}], "compilerOptions": {"paths": {"@/*": ["./src/*"]}}}"#,
            "tsconfig.json: tsconfig.json references x, which does not exist [invalid-tsconfig]",
            "src/a.ts",
        ),
        (
            r#"{"compilerOptions": {"paths": {"@/*": "./src/*"}}}"#,
            "tsconfig.json:1:47: tsconfig.json cannot be used: invalid type: string \"./src/*\", expected a \
             sequence [invalid-tsconfig]",
            "external @/a",
        ),
    ] {
        let graph = graph(&[
            ("next.config.js", ""),
            ("tsconfig.json", config),
            ("app/page.tsx", "import '@/a'; import '../src/a'; import '@/nowhere'"),
            ("app/other/page.tsx", "import '@/a'"),
            ("src/a.ts", ""),
        ]);
        assert_eq!(messages(&graph), [expected]);
        assert_eq!(target(&graph, "app/page.tsx", "@/a", Environment::Server), alias);
        assert_eq!(target(&graph, "app/page.tsx", "../src/a", Environment::Server), "src/a.ts");
        // An alias that cannot be known for certain is never said to be missing.
        assert_eq!(target(&graph, "app/page.tsx", "@/nowhere", Environment::Server), "external @/nowhere");
    }
}

#[test]
fn that_no_packages_are_installed_is_told_once() {
    let files = [
        ("next.config.js", ""),
        ("app/page.tsx", "import 'lodash'; import 'zod'; import 'react'"),
        ("app/a/page.tsx", "import 'lodash'"),
    ];
    assert_eq!(messages(&graph(&files)), [NOT_INSTALLED]);
    let installed = [files.as_slice(), &[("node_modules/other/index.js", "")]].concat();
    assert_eq!(messages(&graph(&installed)), [""; 0]);
    // So is a configuration that comes from a package, unless others are installed.
    let extends = ("tsconfig.json", r#"{"extends": "@acme/config"}"#);
    assert_eq!(messages(&graph(&[files.as_slice(), &[extends]].concat())), [NOT_INSTALLED]);
    assert_eq!(
        messages(&graph(&[installed.as_slice(), &[extends]].concat())),
        ["tsconfig.json: tsconfig.json extends `@acme/config`, which is not installed [invalid-tsconfig]"]
    );
    // Nothing is missed where only packages are imported that are never read.
    assert_eq!(
        messages(&graph(&[files[0], ("app/page.tsx", "import 'next/link'; import '~/lib'")])),
        [""; 0]
    );
}

#[test]
fn packages_are_read_only_when_they_are_asked_for() {
    let system = system(&[
        ("next.config.js", ""),
        ("app/page.tsx", "import { a } from 'pkg'"),
        ("node_modules/pkg/index.js", "export { a } from './a'"),
        ("node_modules/pkg/a.js", "export const a = 1"),
    ]);
    for file in ["index", "a"] {
        let path = format!("/ws/node_modules/pkg/{file}.js");
        system.fail_on(Operation::Read, path.as_str().into(), io::ErrorKind::Other);
    }
    let graph = graph_of(&system);
    let page = module(&graph, "app/page.tsx");
    let Target::Module(pkg) = graph.target(page, request(&graph, page, "pkg"), Environment::Server) else {
        panic!("the package is installed")
    };
    assert_eq!(paths(&graph), ["app/page.tsx", "next.config.js"]);
    // Nothing was read so far, so the failures were not met.
    system.clear_failures();
    let origin = graph.follow(pkg, "a", Environment::Server);
    assert_eq!(show_origin(&graph, &origin), "a in node_modules/pkg/a.js");
    assert_eq!(paths(&graph), ["app/page.tsx", "next.config.js"]);
}

#[test]
fn a_broken_package_json_does_not_keep_imports_from_being_resolved() {
    let graph = graph(&[
        ("next.config.js", ""),
        ("package.json", "{"),
        ("app/page.tsx", "import './a'; import './c'; import 'b'"),
        ("app/a.ts", ""),
        ("app/c/package.json", r#"{"main": "main"}"#),
        ("app/c/main.ts", ""),
        ("node_modules/b/package.json", "nonsense"),
        ("node_modules/b/index.js", ""),
    ]);
    assert_eq!(target(&graph, "app/page.tsx", "./a", Environment::Server), "app/a.ts");
    assert_eq!(target(&graph, "app/page.tsx", "./c", Environment::Server), "app/c/main.ts");
    assert_eq!(target(&graph, "app/page.tsx", "b", Environment::Server), "external b");
}

#[test]
fn a_graph_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<ModuleGraph>();
}

#[test]
fn the_number_of_threads_does_not_matter() {
    let texts: Vec<(String, String)> = (0..200)
        .map(|index| {
            let imports = [index * 7 % 200, index * 13 % 200].map(|other| format!("import './m{other}';"));
            (format!("lib/m{index}.ts"), format!("{} export * from 'p{}'", imports.concat(), index % 5))
        })
        .collect();
    let mut files: Vec<(&str, &str)> =
        texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    files.extend([("next.config.js", ""), ("app/page.tsx", "import '../lib/m0'")]);
    files.extend([("node_modules/p1/index.js", "export const a = 1"), ("node_modules/p3/index.js", "")]);
    let prints = [1, 2, 8].map(|threads| {
        let pool = crate::workers(threads).expect("threads");
        pool.install(|| fingerprint(&graph(&files)))
    });
    assert_eq!(prints[0], prints[1]);
    assert_eq!(prints[0], prints[2]);
}

#[test]
fn the_files_of_routes_count_behind_links_too() {
    let system = system(&[
        ("next.config.js", ""),
        ("app/layout.tsx", ""),
        ("shared/about/page.tsx", "import './local'"),
        ("shared/about/local.ts", ""),
    ]);
    system.add_symlink("/ws/app/about".into(), "../shared/about".into());
    let graph = graph_of(&system);
    assert_eq!(
        paths(&graph),
        ["app/layout.tsx", "next.config.js", "shared/about/local.ts", "shared/about/page.tsx"]
    );
    let page = graph.find("/ws/app/about/page.tsx".into()).expect("the page of the route");
    assert_eq!(shown(&graph[page].path), "shared/about/page.tsx");
}
