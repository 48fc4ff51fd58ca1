//! What a specifier means.

use super::*;

const PAGE: (&str, &str) = ("next.config.js", "");

/// Checks what `app/page.tsx` gets for each specifier. A second answer is that of the client, where it differs.
fn check(files: &[(&str, &str)], expected: &[(&str, &str)]) {
    check_from("app/page.tsx", files, expected);
}

fn check_from(from: &str, files: &[(&str, &str)], expected: &[(&str, &str)]) {
    let imports: String = expected.iter().map(|(specifier, _)| format!("import '{specifier}';\n")).collect();
    let mut all = vec![PAGE, ("app/page.tsx", ""), (from, imports.as_str())];
    all.extend(files);
    let graph = graph(&all);
    let actual: Vec<String> = expected
        .iter()
        .map(|(specifier, _)| {
            let [server, client] = [Environment::Server, Environment::Client]
                .map(|environment| target(&graph, from, specifier, environment));
            let answer = if server == client { server } else { format!("{server} | {client}") };
            format!("{specifier} -> {answer}")
        })
        .collect();
    let expected: Vec<String> =
        expected.iter().map(|(specifier, answer)| format!("{specifier} -> {answer}")).collect();
    assert_eq!(actual, expected);
}

#[test]
fn relative_specifiers() {
    check(
        &[
            ("app/a.tsx", ""),
            ("app/a.js", ""),
            ("app/b/index.ts", ""),
            ("app/c.mts", ""),
            ("app/d.ts/index.tsx", ""),
            ("app/types.d.ts", ""),
            ("app/styles.module.css", ""),
            ("app/icon.svg", ""),
            ("app/data.json", "{}"),
            ("app/chart.js.tsx", ""),
            ("lib/x.jsx", ""),
        ],
        &[
            ("./a", "app/a.tsx"),
            ("./a.js", "app/a.js"),
            ("./a.jsx", "app/a.tsx"),
            ("./b", "app/b/index.ts"),
            ("./b/", "app/b/index.ts"),
            ("./b/index.js", "app/b/index.ts"),
            ("./c.mjs", "app/c.mts"),
            // A folder whose name looks like a file's.
            ("./d.ts", "app/d.ts/index.tsx"),
            ("./chart.js", "app/chart.js.tsx"),
            ("../lib/x", "lib/x.jsx"),
            (".", "missing"),
            ("./b/..", "missing"),
            ("../lib/../app/b", "app/b/index.ts"),
            ("./types", "ignored"),
            ("./types.d.ts", "ignored"),
            ("./styles.module.css", "asset"),
            ("./icon.svg?url", "asset"),
            ("./data.json", "asset"),
            ("./data", "asset"),
            ("./nowhere", "missing"),
            ("./nowhere.css", "missing"),
            ("../../outside", "missing"),
        ],
    );
}

#[test]
fn what_the_walk_saw_gives_the_answers_of_the_resolver() {
    use super::super::resolve::{Listed, Resolver};
    use super::super::target::Side;
    use super::super::walk::{Place, walk};
    use crate::facts::RequestKind;

    let names =
        ["a", "a.js", "a.jsx", "a.mjs", "a.cjs", "a.ts", "a.tsx", "a.mts", "a.d.ts", "a.json", "a.css"];
    let inner = ["index.ts", "index.js", "index.d.ts", "index.json", "package.json", "main.cjs"];
    let specifiers: Vec<String> = names
        .iter()
        .flat_map(|name| {
            [format!("./{name}"), format!("./{name}/"), format!("../lib/{name}"), format!("@/lib/{name}")]
        })
        .chain(
            [".", "..", "./", "../lib", "@/lib", "./a/index", "./a/index.js", "./a/main"].map(str::to_owned),
        )
        .collect();
    // Every way of having two of the names as files, a third as a link, and `a` as a folder.
    for (first, one) in names.iter().enumerate() {
        for two in &names[first..] {
            let index = inner[first % inner.len()];
            let system = system(&[
                ("next.config.js", ""),
                ("tsconfig.json", r#"{"compilerOptions": {"paths": {"@/*": ["./*"]}}}"#),
                ("other.ts", ""),
                (&format!("lib/{one}"), ""),
                (&format!("lib/{two}"), ""),
            ]);
            system.add_symlink("/ws/lib/a.tsx".into(), "../other.ts".into());
            if *one != "a" && *two != "a" {
                system.add_file(&Utf8Path::new("/ws/lib/a").join(index), br#"{"main": "main.cjs"}"#);
            }
            let dynamic: Arc<dyn System> = Arc::clone(&system) as _;
            let (app, loaded) = app(&*dynamic, "/ws".into());
            let (_, listed) = walk(&*dynamic, &Place::new(&*dynamic, &app, &loaded), &[]);
            let [quick, slow] = [listed, Listed::default()]
                .map(|listed| Resolver::new(Arc::clone(&dynamic), "/ws".into(), listed));
            for specifier in &specifiers {
                let [quick, slow] = [&quick, &slow].map(|resolver| {
                    let folder = resolver.folder("/ws/lib".into());
                    resolver.resolve(&folder, specifier, RequestKind::Import, &Side::ALL)
                });
                assert_eq!(quick, slow, "{specifier} with {one}, {two} and a/{index}");
            }
        }
    }
}

#[test]
fn what_is_never_read() {
    check(
        &[
            ("node_modules/next/package.json", r#"{"name": "next", "main": "index.js"}"#),
            ("node_modules/next/index.js", ""),
            ("node_modules/react/index.js", ""),
        ],
        &[
            ("next/headers", "external next"),
            ("next", "external next"),
            ("react", "external react"),
            ("react-dom/client", "external react-dom"),
            ("server-only", "external server-only"),
            ("https://esm.sh/preact", "ignored"),
            ("data:text/javascript,1", "ignored"),
            ("fs", "builtin fs"),
            ("node:fs/promises", "builtin fs/promises"),
            ("fs/promises", "builtin fs/promises"),
            ("node:test", "builtin test"),
        ],
    );
}

#[test]
fn without_node_modules_a_package_is_external() {
    check(
        &[("tsconfig.json", r#"{"compilerOptions": {"paths": {"@/*": ["./src/*"], "@acme/*": ["../*"]}}}"#)],
        &[
            ("lodash/merge", "external lodash"),
            ("@scope/pkg/sub", "external @scope/pkg"),
            ("events", "builtin events"),
            ("@/nowhere", "missing"),
            // It may be a package that is not installed yet.
            ("@acme/ui", "external @acme/ui"),
        ],
    );
}

#[test]
fn packages_answer_by_environment() {
    check(
        &[
            (
                "node_modules/both/package.json",
                r#"{"exports": {
                    ".": {"types": "./i.d.ts", "react-server": "./server.js", "default": "./client.js"},
                    "./dom": {"node": "./node.js", "browser": "./browser.js"},
                    "./form": {"require": "./form.cjs", "import": "./form.mjs"},
                    "./*.css": "./*.css",
                    "./types": {"types": "./i.d.ts"}
                }}"#,
            ),
            ("node_modules/both/server.js", ""),
            ("node_modules/both/client.js", ""),
            ("node_modules/both/node.js", ""),
            ("node_modules/both/browser.js", ""),
            ("node_modules/both/form.cjs", ""),
            ("node_modules/both/form.mjs", ""),
            ("node_modules/both/a.css", ""),
            ("node_modules/both/i.d.ts", ""),
            (
                "node_modules/fields/package.json",
                r#"{"main": "main.js", "module": "module.js", "browser": {"./module.js": "./browser.js"}}"#,
            ),
            ("node_modules/fields/main.js", ""),
            ("node_modules/fields/module.js", ""),
            ("node_modules/fields/browser.js", ""),
            ("node_modules/events/package.json", r#"{"main": "events.js"}"#),
            ("node_modules/events/events.js", ""),
            ("node_modules/off/package.json", r#"{"main": "a.js", "browser": {"./a.js": false}}"#),
            ("node_modules/off/a.js", ""),
            ("node_modules/chart.js/package.json", r#"{"main": "dist/chart.js"}"#),
            ("node_modules/chart.js/dist/chart.js", ""),
            ("node_modules/@types/ghost/package.json", r#"{"types": "index.d.ts"}"#),
            ("node_modules/@types/ghost/index.d.ts", ""),
            ("node_modules/broken/package.json", "{"),
            ("node_modules/broken/index.js", ""),
        ],
        &[
            ("both", "node_modules/both/server.js | node_modules/both/client.js"),
            ("both/dom", "node_modules/both/node.js | node_modules/both/browser.js"),
            ("both/form", "node_modules/both/form.mjs"),
            ("both/a.css", "asset"),
            ("both/types", "external both"),
            ("both/hidden", "external both"),
            ("fields", "node_modules/fields/module.js | node_modules/fields/browser.js"),
            ("events", "builtin events | node_modules/events/events.js"),
            ("off", "node_modules/off/a.js | ignored"),
            ("chart.js", "node_modules/chart.js/dist/chart.js"),
            ("ghost", "external ghost"),
            ("broken", "external broken"),
        ],
    );
}

#[test]
fn require_and_import_may_differ() {
    let graph = graph(&[
        PAGE,
        ("app/page.tsx", "import 'a'; const a = require('a'); import('a')"),
        ("node_modules/a/package.json", r#"{"exports": {"require": "./a.cjs", "import": "./a.mjs"}}"#),
        ("node_modules/a/a.cjs", ""),
        ("node_modules/a/a.mjs", ""),
    ]);
    let page = module(&graph, "app/page.tsx");
    let requests = graph[page].facts().requests.iter_ids();
    let targets: Vec<String> = requests
        .map(|(request, _)| show_target(&graph, graph.target(page, request, Environment::Server)))
        .collect();
    assert_eq!(targets, ["node_modules/a/a.mjs", "node_modules/a/a.cjs", "node_modules/a/a.mjs"]);
}

#[test]
fn imports_of_a_package() {
    check(
        &[
            (
                "package.json",
                r##"{"name": "web", "exports": {"./self": "./lib/self.ts"},
                    "imports": {"#db": {"react-server": "./lib/db.server.ts", "default": "./lib/db.ts"}}}"##,
            ),
            ("lib/db.ts", ""),
            ("lib/db.server.ts", ""),
            ("lib/self.ts", ""),
        ],
        &[("#db", "lib/db.server.ts | lib/db.ts"), ("#nothing", "missing"), ("web/self", "lib/self.ts")],
    );
}

#[test]
fn aliases() {
    check(
        &[
            (
                "tsconfig.json",
                r#"// Comments and trailing commas are fine.
                {"extends": "./config/base", "compilerOptions": {"paths": {
                    "@/*": ["./src/*", "./generated/*"],
                    "@/lib/*": ["./lib/*"],
                    "exact": ["./lib/exact"],
                    "*.special": ["./lib/special/*"],
                    "typed": ["./lib/typed.d.ts"],
                }}}"#,
            ),
            ("config/base.json", r#"{"compilerOptions": {"paths": {"inherited": ["./never"]}}}"#),
            ("src/a.ts", ""),
            ("generated/b/index.ts", ""),
            ("lib/c.ts", ""),
            ("src/lib/c.ts", ""),
            ("lib/exact.tsx", ""),
            ("lib/special/x.ts", ""),
            ("lib/typed.d.ts", ""),
        ],
        &[
            ("@/a", "src/a.ts"),
            ("@/b", "generated/b/index.ts"),
            ("@/lib/c", "lib/c.ts"),
            ("@/lib/c.js", "lib/c.ts"),
            ("exact", "lib/exact.tsx"),
            ("exact/more", "external exact"),
            ("x.special", "lib/special/x.ts"),
            ("typed", "ignored"),
            ("@/nowhere", "missing"),
            // The file's own `paths` replace those that it extends.
            ("inherited", "external inherited"),
        ],
    );
}

#[test]
fn aliases_are_inherited_and_relative_to_where_they_are_written() {
    check(
        &[
            ("tsconfig.json", r#"{"extends": ["./a/one.json", "@acme/config/two"]}"#),
            ("a/one.json", r#"{"compilerOptions": {"baseUrl": "./src", "paths": {"one": ["./x"]}}}"#),
            ("node_modules/@acme/config/package.json", "{}"),
            (
                "node_modules/@acme/config/two.json",
                r#"{"compilerOptions": {"paths": {"two": ["${configDir}/two"]}}}"#,
            ),
            ("two.ts", ""),
            ("a/src/x.ts", ""),
            ("a/src/based/y.ts", ""),
        ],
        &[
            ("two", "two.ts"),
            // The later file's `paths` win, the earlier one's `baseUrl` stays.
            ("one", "external one"),
            ("x", "a/src/x.ts"),
            ("based/y", "a/src/based/y.ts"),
            ("react", "external react"),
        ],
    );
}

#[test]
fn a_reference_answers_where_the_file_itself_does_not() {
    check(
        &[
            (
                "tsconfig.json",
                r#"{"files": [], "references": [{"path": "./tsconfig.app.json"}, {"path": "./lib"}]}"#,
            ),
            ("tsconfig.app.json", r#"{"compilerOptions": {"paths": {"@/*": ["./app/*"]}}}"#),
            ("lib/tsconfig.json", r#"{"compilerOptions": {"paths": {"~/*": ["./*"]}}}"#),
            ("app/a.ts", ""),
            ("lib/b.ts", ""),
        ],
        &[("@/a", "app/a.ts"), ("~/b", "lib/b.ts"), ("@/b", "missing")],
    );
}

#[test]
fn a_jsconfig_counts_where_there_is_no_tsconfig() {
    check(
        &[("jsconfig.json", r#"{"compilerOptions": {"baseUrl": "."}}"#), ("components/a.jsx", "")],
        &[("components/a", "components/a.jsx"), ("components/b", "external components")],
    );
}

#[test]
fn the_tsconfig_of_the_app_counts_and_then_the_nearest() {
    check_from(
        "features/shop/a.ts",
        &[
            ("tsconfig.json", r#"{"compilerOptions": {"paths": {"@/*": ["./*"], "~": ["./lib/app"]}}}"#),
            (
                "features/shop/tsconfig.json",
                r#"{"compilerOptions": {"paths": {"~": ["./near"], "near": ["./near"]}}}"#,
            ),
            ("features/shop/near.ts", ""),
            ("lib/app.ts", ""),
        ],
        &[("~", "lib/app.ts"), ("near", "features/shop/near.ts"), ("@/lib/app", "lib/app.ts")],
    );
}

#[test]
fn workspace_packages_are_read_like_the_app() {
    let system = system(&[
        ("package.json", r#"{"workspaces": ["apps/*", "packages/*"]}"#),
        ("apps/web/package.json", r#"{"dependencies": {"next": "16.0.0"}}"#),
        (
            "apps/web/app/page.tsx",
            "import '@acme/ui'; import '@acme/ui/button'; import 'lodash'; import 'pnpmed'",
        ),
        ("packages/ui/package.json", r#"{"exports": {".": "./src/index.ts", "./*": "./src/*.tsx"}}"#),
        ("packages/ui/tsconfig.json", r#"{"compilerOptions": {"paths": {"~/*": ["./src/*"]}}}"#),
        ("packages/ui/src/index.ts", "export * from '~/deep'"),
        ("packages/ui/src/deep.ts", ""),
        ("packages/ui/src/button.tsx", ""),
        ("packages/ui/src/unreached.tsx", ""),
        ("node_modules/lodash/index.js", ""),
        ("node_modules/.pnpm/pnpmed@1.0.0/node_modules/pnpmed/index.js", "import 'inner'"),
        ("node_modules/.pnpm/inner@1.0.0/node_modules/inner/index.js", ""),
    ]);
    for (link, to) in [
        ("/ws/node_modules/@acme/ui", "../../packages/ui"),
        ("/ws/apps/web/node_modules/pnpmed", "../../../node_modules/.pnpm/pnpmed@1.0.0/node_modules/pnpmed"),
        ("/ws/node_modules/.pnpm/pnpmed@1.0.0/node_modules/inner", "../../inner@1.0.0/node_modules/inner"),
    ] {
        system.add_symlink(link.into(), to.into());
    }
    let graph = graph_of(&system);
    let modules: Vec<String> =
        graph.modules().map(|(_, module)| format!("{} {:?}", shown(&module.path), module.origin)).collect();
    assert_eq!(
        modules,
        [
            "apps/web/app/page.tsx App",
            "packages/ui/src/button.tsx Workspace",
            "packages/ui/src/deep.ts Workspace",
            "packages/ui/src/index.ts Workspace",
        ]
    );
    let page = "apps/web/app/page.tsx";
    assert_eq!(target(&graph, page, "@acme/ui/button", Environment::Server), "packages/ui/src/button.tsx");
    assert_eq!(target(&graph, page, "lodash", Environment::Server), "node_modules/lodash/index.js");
    let real = "node_modules/.pnpm/pnpmed@1.0.0/node_modules/pnpmed/index.js";
    assert_eq!(target(&graph, page, "pnpmed", Environment::Server), real);
    assert_eq!(
        target(&graph, real, "inner", Environment::Client),
        "node_modules/.pnpm/inner@1.0.0/node_modules/inner/index.js"
    );
}

#[cfg(unix)]
#[test]
fn links_on_a_disk_lead_to_the_workspace() {
    use rutter_project::OsSystem;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root =
        Utf8Path::from_path(folder.path()).expect("a UTF-8 path").canonicalize_utf8().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = root.join(path);
        OsSystem.create_dir_all(path.parent().expect("a folder")).expect("a folder");
        OsSystem.write(&path, text.as_bytes()).expect("a file");
    };
    write("web/next.config.js", "");
    write("web/app/page.tsx", "import 'ui'; import './linked'");
    write("ui/package.json", r#"{"main": "index.ts"}"#);
    write("ui/index.ts", "import './other'");
    write("ui/other.ts", "");
    write("shared/code.ts", "");
    OsSystem.create_dir_all(&root.join("web/node_modules")).expect("a folder");
    std::os::unix::fs::symlink("../../ui", root.join("web/node_modules/ui")).expect("a link");
    std::os::unix::fs::symlink("../../shared/code.ts", root.join("web/app/linked.ts")).expect("a link");
    // The app is reached through a link as well.
    std::os::unix::fs::symlink("web", root.join("alias")).expect("a link");

    let system: Arc<dyn System> = Arc::new(OsSystem);
    let (app, loaded) = app(&*system, &root.join("alias"));
    assert_eq!(app.dir, root.join("alias"));
    let graph = ModuleGraph::load(&system, &app, &loaded);
    let paths: Vec<&str> = graph
        .modules()
        .map(|(_, module)| module.path.strip_prefix(&root).expect("below the root").as_str())
        .collect();
    assert_eq!(
        paths,
        ["shared/code.ts", "ui/index.ts", "ui/other.ts", "web/app/page.tsx", "web/next.config.js"]
    );
    assert_eq!(graph.find(&app.dir.join("app/page.tsx")), graph.find(&root.join("web/app/page.tsx")));
    assert_eq!(graph.diagnostics(), []);
}
