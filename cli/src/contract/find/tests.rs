use rutter_project::MemorySystem;

use super::*;

/// What `cargo metadata --no-deps` of Cargo 1.95 says of a workspace: `server` has two binaries and a library, `shop` and `old-shop`
/// are libraries with contracts, `admin` is a binary with `shop`, and only the tests of `tools` use rutter.
fn metadata() -> Metadata {
    serde_json::from_str(include_str!("metadata.json")).unwrap()
}

fn workspace(config: &str) -> Workspace {
    let files = [("/ws/rutter.toml", config), ("/ws/web/app/layout.tsx", ""), ("/ws/web/app/page.tsx", "")];
    let system = MemorySystem::with_files(files);
    Workspace::discover(&system, Utf8Path::new("/ws")).unwrap()
}

#[test]
fn a_package_links_rutter_through_others_and_not_through_its_tests() {
    let cargo = metadata();
    let names = |packages: Vec<&Package>| packages.iter().map(|it| it.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(cargo.linking()), ["server", "shop", "admin", "old-shop"]);
    let server = &cargo.packages.iter().find(|package| package.name == "server").unwrap();
    assert_eq!(cargo.below(server).into_iter().collect::<Vec<_>>(), ["server", "shop"]);
    assert_eq!(server.library().as_deref(), Some("server"));
    let old = cargo.packages.iter().find(|package| package.name == "old-shop").unwrap();
    assert_eq!((old.library().as_deref(), old.links_rutter()), (Some("old_shop"), true));
}

/// What is chosen of some packages, when the files named have the line that answers.
fn chosen(config: &str, packages: &[&str], hooks: &[&str]) -> String {
    let cargo = metadata();
    let candidates: Vec<(usize, &Package)> = cargo
        .linking()
        .into_iter()
        .filter(|package| packages.contains(&package.name.as_str()))
        .map(|package| (0, package))
        .collect();
    let workspace = workspace(&format!("[app]\npath = 'web'\n{config}"));
    match choose(&workspace, &candidates, |file| hooks.iter().any(|hook| file.ends_with(hook))) {
        Ok(Choice::NoContract) => "none".to_owned(),
        Ok(Choice::NoBinary) => "no binary".to_owned(),
        Ok(Choice::Binary(_, package, target)) => format!("{} of {}", target.name, package.name),
        Err(found) => {
            [Some(found.message), found.why, found.help].into_iter().flatten().collect::<Vec<_>>().join("\n")
        }
    }
}

#[test]
fn the_binary_is_the_only_one_or_that_with_the_line_or_the_one_that_is_named() {
    let all = ["server", "shop", "admin", "old-shop"];
    for (config, packages, hooks, expected) in [
        ("", &[][..], &[][..], "none"),
        ("", &["shop", "old-shop"], &[], "no binary"),
        ("", &["shop", "admin"], &[], "admin of admin"),
        ("", &all, &["server/src/main.rs"], "server of server"),
        ("", &all, &["admin/src/main.rs"], "admin of admin"),
        ("[rust]\npackage = 'admin'", &all, &["server/src/main.rs"], "admin of admin"),
        ("[rust]\nbin = 'migrate'", &all, &["server/src/main.rs"], "migrate of server"),
        (
            "[rust]\npackage = 'server'",
            &all,
            &["server/src/main.rs", "admin/src/main.rs"],
            "server of server",
        ),
    ] {
        assert_eq!(chosen(config, packages, hooks), expected, "{config} {packages:?} {hooks:?}");
    }
}

#[test]
fn where_several_could_be_meant_they_are_listed_with_what_to_write() {
    let said = |example: &str, listed: &str| {
        format!(
            "several binaries link rutter, and nothing says which one has the contract\nthey are\n{listed}\n\
             write `rutter::export!();` into the `main` of that one alone, or name it in rutter.toml, for example:\n[rust]\n{example}"
        )
    };
    let (main, migrate, admin) = (
        "`server` of the package `server`, server/src/main.rs",
        "`migrate` of the package `server`, server/src/bin/migrate.rs",
        "`admin` of the package `admin`, admin/src/main.rs",
    );
    assert_eq!(chosen("", &["server"], &[]), said("bin = \"server\"", &[migrate, main].join("\n")));
    assert_eq!(
        chosen("", &["server", "admin"], &["server/src/main.rs", "admin/src/main.rs"]),
        said("package = \"server\"", &[main, admin].join("\n"))
    );
    assert_eq!(
        chosen("", &["server", "admin"], &[]),
        said("package = \"server\"\nbin = \"server\"", &[migrate, main, admin].join("\n"))
    );
    assert_eq!(
        chosen("[rust]\npackage = 'serve'", &["server", "admin"], &[]),
        "`rust.package` is \"serve\", and there is no package with a binary that links rutter\ndid you mean `server`? There is `server`, `admin`"
    );
    assert_eq!(
        chosen("[rust]\nbin = 'api'", &[], &[]),
        "`rust.bin` is \"api\", and there is no such binary\nadd rutter to the dependencies of the server"
    );
}

#[test]
fn a_cargo_toml_is_looked_for_in_the_folder_and_a_little_below_it() {
    let manifests = |files: &[&str], config: &str| {
        let files = files.iter().map(|file| (format!("/ws/{file}"), ""));
        let system = MemorySystem::with_files(files);
        let found = manifests(&system, &workspace(config));
        found.iter().map(|file| file.strip_prefix("/").unwrap().to_string()).collect::<Vec<_>>().join(" ")
    };
    let below = ["a/Cargo.toml", "a/b/Cargo.toml", "c/d/e/Cargo.toml", "f/g/h/i/Cargo.toml"];
    assert_eq!(manifests(&below, ""), "ws/a/Cargo.toml ws/c/d/e/Cargo.toml");
    assert_eq!(manifests(&["Cargo.toml", "a/Cargo.toml"], ""), "ws/Cargo.toml");
    assert_eq!(manifests(&["node_modules/x/Cargo.toml", ".x/Cargo.toml", "target/x/Cargo.toml"], ""), "");
    assert_eq!(manifests(&["web/app/Cargo.toml"], "[app]\npath = 'web'"), "");
    assert_eq!(manifests(&below, "[rust]\nmanifest = '../api/Cargo.toml'"), "api/Cargo.toml");
    // One that lies above is another project's, unless something of it is named.
    assert_eq!(manifests(&["../Cargo.toml"], ""), "");
}

#[test]
fn a_package_belongs_to_the_nearest_rutter_toml() {
    let system = MemorySystem::with_files([
        ("/ws/rutter.toml", ""),
        ("/ws/api/Cargo.toml", ""),
        ("/ws/other/rutter.toml", ""),
        ("/ws/other/api/Cargo.toml", ""),
        ("/api/Cargo.toml", ""),
    ]);
    let belongs = |dir: &str| belongs(&system, Utf8Path::new("/ws"), Utf8Path::new(dir));
    assert!(belongs("/ws/api") && belongs("/ws"));
    assert!(!belongs("/ws/other/api") && !belongs("/api"));
}

#[test]
fn the_line_that_answers_is_known_outside_of_comments() {
    for (text, expected) in [
        ("fn main() { rutter::export!(); }", true),
        ("    export!(shop);", true),
        ("    // rutter::export!();", false),
        ("fn main() { export(); }", false),
    ] {
        assert_eq!(has_hook(text), expected, "{text}");
    }
}
