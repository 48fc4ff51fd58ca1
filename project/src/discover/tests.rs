use std::io::ErrorKind;

use super::*;
use crate::system::{MemorySystem, Operation};

const NEXT: &str = r#"{ "dependencies": { "next": "16.4.6" } }"#;

fn repository(files: &[(&str, &str)]) -> MemorySystem {
    MemorySystem::with_files(files.iter().map(|(path, text)| (format!("/ws/{path}"), text)))
}

/// The root and the apps, as `name=path`.
fn found(system: &MemorySystem, start: &str) -> (String, Vec<String>) {
    let workspace = Workspace::discover(system, start.into()).expect("a workspace");
    assert_eq!(workspace.diagnostics, []);
    let apps = workspace.apps.iter().map(|app| format!("{}={}", app.name, app.path)).collect();
    (workspace.root.into_string(), apps)
}

fn errors(system: &MemorySystem, start: &str) -> Vec<String> {
    let Err(DiscoverError::Config { diagnostics, .. }) = Workspace::discover(system, start.into()) else {
        return Vec::new();
    };
    let line = |diagnostic: &Diagnostic| {
        let at = diagnostic.location.as_ref().map_or(0, |at| at.line);
        format!("{at}: {}", diagnostic.message)
    };
    diagnostics.iter().map(line).collect()
}

#[test]
fn apps_are_found_by_their_config_or_their_dependency_and_a_router() {
    let system = repository(&[
        ("pnpm-workspace.yaml", ""),
        ("package.json", r#"{ "devDependencies": { "next": "16" } }"#),
        ("apps/web/package.json", r#"{ "name": "@acme/shop", "dependencies": { "next": "16" } }"#),
        ("apps/web/src/app/page.tsx", ""),
        ("apps/docs/next.config.mjs", ""),
        ("apps/docs/pages/index.js", ""),
        ("apps/plugin/package.json", r#"{ "peerDependencies": { "next": "16" } }"#),
        ("apps/plugin/test/fixtures/basic/package.json", NEXT),
        ("apps/plugin/test/fixtures/basic/app/page.tsx", ""),
        // No router, no Next, or neither.
        ("packages/config/next.config.js", ""),
        ("packages/remix/package.json", r#"{ "dependencies": { "react": "19" } }"#),
        ("packages/remix/app/root.tsx", ""),
        // Not entered.
        ("node_modules/x/package.json", NEXT),
        ("node_modules/x/app/page.tsx", ""),
        ("apps/docs/.next/app/next.config.js", ""),
        ("apps/docs/.next/app/pages/x.js", ""),
        ("apps/web/src/app/demo/next.config.js", ""),
        ("apps/web/src/app/demo/app/page.tsx", ""),
        ("apps/docs/pages/demo/next.config.js", ""),
        ("apps/docs/pages/demo/pages/x.tsx", ""),
    ]);
    let all = ["basic=apps/plugin/test/fixtures/basic", "docs=apps/docs", "shop=apps/web"];
    for start in ["/ws", "/ws/apps/web/src/app", "/ws/packages"] {
        assert_eq!(found(&system, start), ("/ws".to_owned(), all.map(str::to_owned).to_vec()), "{start}");
    }
}

#[test]
fn what_git_ignores_is_not_entered() {
    let system = repository(&[
        (".git/HEAD", ""),
        (".gitignore", "/build\n*.tmp\n!keep.tmp\n"),
        ("build/next.config.js", ""),
        ("build/app/page.tsx", ""),
        ("a.tmp/next.config.js", ""),
        ("a.tmp/app/page.tsx", ""),
        ("keep.tmp/next.config.js", ""),
        ("keep.tmp/app/page.tsx", ""),
        ("web/.gitignore", "generated/\n"),
        ("web/build/next.config.js", ""),
        ("web/build/app/page.tsx", ""),
        ("web/generated/next.config.js", ""),
        ("web/generated/app/page.tsx", ""),
    ]);
    let apps = vec!["build=web/build".to_owned(), "keep.tmp=keep.tmp".to_owned()];
    assert_eq!(found(&system, "/ws"), ("/ws".to_owned(), apps));
    // A workspace inside a repository obeys the repository's rules as well.
    system.add_file("/ws/web/pnpm-workspace.yaml".into(), b"");
    system.add_file("/ws/web/x.tmp/next.config.js".into(), b"");
    system.add_file("/ws/web/x.tmp/app/page.tsx".into(), b"");
    assert_eq!(found(&system, "/ws/web"), ("/ws/web".to_owned(), vec!["build=build".to_owned()]));
}

#[test]
fn a_project_in_a_folder_called_app_is_the_app_and_not_the_router_of_its_parent() {
    let system = repository(&[
        (".git/HEAD", ""),
        ("package.json", r#"{ "devDependencies": { "next": "16" } }"#),
        ("app/package.json", NEXT),
        ("app/pages/index.tsx", ""),
    ]);
    assert_eq!(found(&system, "/ws"), ("/ws".to_owned(), vec!["app=app".to_owned()]));
}

#[test]
fn a_folder_without_any_app_counts_as_one() {
    let system = repository(&[("app/page.tsx", ""), ("deep/folder/x", "")]);
    assert_eq!(found(&system, "/ws"), ("/ws".to_owned(), vec!["app=".to_owned()]));
    assert_eq!(found(&system, "/ws/deep"), ("/ws/deep".to_owned(), vec!["app=".to_owned()]));
    system.add_dir("/ws/.git".into());
    assert_eq!(found(&system, "/ws/deep/folder"), ("/ws".to_owned(), vec!["folder=deep/folder".to_owned()]));
    // A bare fixture is an app for whoever stands in it, beside the apps that were found.
    system.add_file("/ws/web/next.config.js".into(), b"");
    system.add_file("/ws/web/app/page.tsx".into(), b"");
    system.add_file("/ws/fixture/app/page.tsx".into(), b"");
    assert_eq!(found(&system, "/ws/deep"), ("/ws".to_owned(), vec!["web=web".to_owned()]));
    let both = vec!["fixture=fixture".to_owned(), "web=web".to_owned()];
    assert_eq!(found(&system, "/ws/fixture"), ("/ws".to_owned(), both));
}

#[test]
fn names_are_unique_and_the_same_on_every_machine() {
    let app = |folder: &str, name: &str| {
        let package = format!(r#"{{ "name": "{name}", "dependencies": {{ "next": "16" }} }}"#);
        [(format!("/ws/{folder}package.json"), package), (format!("/ws/{folder}app/page.tsx"), String::new())]
    };
    let twice = MemorySystem::with_files(
        [app("a/web/", "web"), app("b/web/", "@x/web"), app("a-web/", "a-web"), app("c/", "my app")].concat(),
    );
    twice.add_dir("/ws/.git".into());
    let names = ["a-web=a-web", "a-web-2=a/web", "b-web=b/web", "my-app=c"];
    assert_eq!(found(&twice, "/ws").1, names);
}

#[test]
fn the_config_names_the_apps() {
    let system = repository(&[
        (".git/HEAD", ""),
        ("code/rutter.toml", "[apps.shop]\npath = 'web'\nout = 'gen'\n[apps.'b']\npath = '.'\n"),
        ("code/web/src/app/page.tsx", ""),
        ("code/other/next.config.js", ""),
        ("code/other/app/page.tsx", ""),
    ]);
    let apps = vec!["b=".to_owned(), "shop=web".to_owned()];
    assert_eq!(found(&system, "/ws/code/web/src"), ("/ws/code".to_owned(), apps));
    let workspace = Workspace::discover(&system, "/ws/code".into()).unwrap();
    assert_eq!(workspace.apps[1].out_dir(), "/ws/code/web/gen");
    // A file without apps changes nothing about how they are found.
    system.add_file("/ws/code/rutter.toml".into(), b"# nothing\n");
    assert_eq!(
        found(&system, "/ws/code/web"),
        ("/ws/code".to_owned(), vec!["other=other".to_owned(), "web=web".to_owned()])
    );
}

#[test]
fn a_config_that_does_not_fit_the_disk_is_refused_at_its_place() {
    let config = |text: &str| {
        let system = repository(&[("rutter.toml", text)]);
        system.add_dir("/ws/web/rutter".into());
        errors(&system, "/ws")
    };
    assert_eq!(
        config("[app]\npath = 'wbe'"),
        ["2: the app `wbe` is said to be in wbe, but there is no such folder"]
    );
    assert_eq!(
        config("[apps.a]\npath = '.'\nout = 'web'\n[apps.b]\npath = 'web'\n"),
        ["4: the generated files of `a` and `b` would go into one folder"]
    );
    assert_eq!(config("[app]\nlink = 1"), ["2: unknown key `link` in [app]"]);
    let binary = MemorySystem::with_files([("/ws/rutter.toml", [b'#', 0xff])]);
    assert_eq!(
        Workspace::discover(&binary, "/ws".into()).unwrap_err().to_string(),
        "cannot read /ws/rutter.toml: it is not UTF-8 text (byte 1 is the first that does not fit)"
    );
    assert_eq!(
        Workspace::discover(&binary, "/nowhere".into()).unwrap_err().to_string(),
        "cannot list the folder /nowhere: it does not exist"
    );
}

#[test]
fn what_cannot_be_read_on_the_way_is_named() {
    let system = repository(&[
        (".git/HEAD", ""),
        ("broken/package.json", "{ \"name\": }"),
        ("broken/app/page.tsx", ""),
        ("secret/x", ""),
        ("web/next.config.js", ""),
        ("web/app/page.tsx", ""),
    ]);
    system.fail_on(Operation::List, "/ws/secret".into(), ErrorKind::PermissionDenied);
    let workspace = Workspace::discover(&system, "/ws".into()).unwrap();
    assert_eq!(workspace.apps.iter().map(|app| app.name.as_str()).collect::<Vec<_>>(), ["web"]);
    let messages: Vec<_> = workspace.diagnostics.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "package.json cannot be read: expected value at line 1 column 11",
            "secret was not searched for apps: permission denied"
        ]
    );
}

#[test]
fn the_selected_app_is_the_one_named_or_the_innermost_around() {
    let system = repository(&[(
        "rutter.toml",
        "[apps.all]\npath='.'\n[apps.web]\npath='web'\n[apps.api]\npath='api'",
    )]);
    for folder in ["web/src", "api", "lib"] {
        system.add_dir(&Utf8Path::new("/ws").join(folder));
    }
    let workspace = Workspace::discover(&system, "/ws".into()).unwrap();
    let selected = |cwd: &str, name| match workspace.selected(cwd.into(), name) {
        Ok(apps) => apps.into_iter().map(|app| app.name.clone()).collect::<Vec<_>>().join(" "),
        Err(error) => error.to_string(),
    };
    for (cwd, name, expected) in [
        ("/ws", None, "all api web"),
        ("/elsewhere", None, "all api web"),
        ("/ws/web", None, "web"),
        ("/ws/web/src", None, "web"),
        ("/ws/lib", None, "all"),
        ("/ws/web", Some("api"), "api"),
        ("/ws", Some("wep"), "there is no app `wep` (did you mean `web`?); the apps are `all`, `api`, `web`"),
        ("/ws", Some("zzzzzzz"), "there is no app `zzzzzzz`; the apps are `all`, `api`, `web`"),
    ] {
        assert_eq!(selected(cwd, name), expected, "{cwd} {name:?}");
    }
}

#[test]
fn a_folder_that_is_asked_for_is_taken_for_an_app_if_it_has_routes_and_is_in_none() {
    let system = MemorySystem::with_files([
        ("/ws/rutter.toml", "[apps.web]\npath = \"web\"\n"),
        ("/ws/web/app/page.tsx", ""),
        ("/ws/web/src/pages/index.tsx", ""),
        ("/ws/fixtures/one/src/app/page.tsx", ""),
        ("/ws/docs/readme.md", ""),
    ]);
    for (folder, expected) in [
        ("/ws", vec!["web"]),
        ("/ws/web", vec!["web"]),
        ("/ws/web/src", vec!["web"]),
        ("/ws/docs", vec!["web"]),
        ("/ws/fixtures/one", vec!["one", "web"]),
    ] {
        let mut workspace = Workspace::discover(&system, folder.into()).unwrap();
        workspace.include(&system, folder.into());
        let names: Vec<&str> = workspace.apps.iter().map(|app| app.name.as_str()).collect();
        assert_eq!(names, expected, "{folder}");
        if folder == "/ws/fixtures/one" {
            let [app] = workspace.selected(folder.into(), None).unwrap()[..] else { panic!("one app") };
            assert_eq!((app.dir.as_str(), app.path.as_str()), (folder, "fixtures/one"));
        }
    }
}
