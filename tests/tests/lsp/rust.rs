//! Rust files: what the macros would say, while the code is written.

use std::sync::Arc;

use camino::Utf8Path;
use lsp_types::{DiagnosticRefreshRequest, PublishDiagnosticsNotification};
use rutter_project::MemorySystem;
use serde_json::{Value, json};

use crate::editor::{Editor, capable, modest, refreshable, uri};

const MANIFEST: &str = "[package]\nname = \"server\"\n[dependencies]\nrutter = { workspace = true }\n";
const ROUTES: &str =
    "[admin]\npage /users\n[web]\npage /\npage /blog/[slug]\npage /docs/[...path]\npage /shop/[id]\n";
/// The field is named as no param is.
const POSTS: &str = "use rutter::RouteParams;\n\n#[derive(RouteParams)]\n#[rutter(route = \"/blog/[slug]\")]\nstruct Post {\n    id: String,\n}\n";
const WRONG_NAME: &str = "`/blog/[slug]` has no param `id`, and no field holds its `[slug]`; if this is the field, rename it to `slug`";

pub(crate) fn disk() -> Arc<MemorySystem> {
    Arc::new(MemorySystem::with_files([
        ("/ws/rutter.routes", ROUTES),
        ("/ws/package.json", r#"{"dependencies": {"next": "16.4.6"}}"#),
        ("/ws/app/page.tsx", "export default () => null"),
        ("/ws/app/layout.tsx", "export default ({ children }) => <html><body>{children}</body></html>"),
        ("/ws/server/Cargo.toml", MANIFEST),
        ("/ws/server/src/lib.rs", "mod posts;\n"),
        ("/ws/server/src/posts.rs", POSTS),
        ("/ws/other/Cargo.toml", "[package]\nname = \"other\"\n"),
        ("/ws/other/src/lib.rs", POSTS),
    ]))
}

fn messages(shown: &[Value]) -> Vec<&str> {
    shown.iter().map(|it| it["message"].as_str().expect("a message")).collect()
}

fn write(disk: &MemorySystem, path: &str, text: &str) {
    disk.add_file(Utf8Path::new(path), text.as_bytes());
}

/// What is said of a text, each message behind the text that it is about.
fn said(editor: &mut Editor, text: &str) -> Vec<String> {
    editor.open("server/src/new.rs", text);
    let shown = editor.diagnostics("server/src/new.rs");
    editor.close("server/src/new.rs");
    let place = |at: &Value| {
        let number = |value: &Value| usize::try_from(value.as_u64().expect("a number")).expect("a column");
        let before: usize = text.split_inclusive('\n').take(number(&at["line"])).map(str::len).sum();
        before + number(&at["character"])
    };
    let blamed = |it: &Value| text[place(&it["range"]["start"])..place(&it["range"]["end"])].to_owned();
    shown.iter().map(|it| format!("{}: {}", blamed(it), it["message"].as_str().expect("a message"))).collect()
}

#[test]
fn a_derive_is_checked_while_it_is_written() {
    let mut editor = Editor::start(&disk(), capable());
    editor.open("server/src/posts.rs", POSTS);
    let found = editor.diagnostics("server/src/posts.rs");
    assert_eq!(messages(&found), [WRONG_NAME]);
    assert_eq!((&found[0]["source"], &found[0]["severity"]), (&json!("rutter"), &json!(1)));
    editor.edit("server/src/posts.rs", [[5, 4], [5, 6]], "slug");
    assert_eq!(messages(&editor.diagnostics("server/src/posts.rs")), [""; 0]);
    editor.edit("server/src/posts.rs", [[3, 25], [3, 29]], "slog");
    let found = editor.diagnostics("server/src/posts.rs");
    assert_eq!(
        messages(&found),
        [
            "there is no route `/blog/[slog]`; the nearest is `/blog/[slug]`; after a change of the tree, run `rutter generate`"
        ]
    );
    assert_eq!(found[0]["range"]["start"], json!({"line": 3, "character": 17}));
    // A crate that does not use Rutter has no macro of ours, whatever its names are.
    editor.open("other/src/lib.rs", POSTS);
    assert_eq!(messages(&editor.diagnostics("other/src/lib.rs")), [""; 0]);
    editor.quit();
}

#[test]
fn what_is_half_written_hides_nothing_else_and_is_not_blamed() {
    let params = |attribute: &str, fields: &str| {
        format!("use rutter::RouteParams;\n{attribute}\nstruct Post {{\n{fields}\n}}\nfn next() {{}}\n")
    };
    let blog = "#[derive(RouteParams)]\n#[rutter(route = \"/blog/[slug]\")]";
    let docs = "#[derive(RouteParams)]\n#[rutter(route = \"/docs/[...path]\")]";
    let table = [
        // A field without a type, or with a part of one, holds its param all the same.
        (params(blog, "slug:"), vec![]),
        (params(blog, "slug"), vec![]),
        (params(blog, "pub slug: Vec<"), vec![]),
        // Nobody knows yet what its name will be.
        (params(blog, "slug: String, ty"), vec![]),
        (params(blog, "slug: String,\n  id:"), vec![]),
        // The param may become that of the field that is being written.
        (params(blog, "sl"), vec![]),
        (params(blog, "pub"), vec![]),
        (params(blog, "#[serde(rename = \"slug\")]"), vec![]),
        // What is whole is checked beside what is not.
        (
            params(docs, "path: String, id: String, ot"),
            vec![
                "String: `[...path]` is a list of segments; write `Vec<String>`",
                "id: `/docs/[...path]` has no param `id`; its only one is `path`",
            ],
        ),
        // A comma that is missing is no reason to stop.
        (
            params(docs, "path: String\n  id: String"),
            vec![
                "String: `[...path]` is a list of segments; write `Vec<String>`",
                "id: `/docs/[...path]` has no param `id`; its only one is `path`",
            ],
        ),
        // An attribute that is not closed.
        (params("#[derive(RouteParams)]\n#[rutter(route = \"/blog/[slug]\"", "id: String"), vec![]),
        // Without an end, and with a mistake elsewhere in the file.
        (format!("use rutter::RouteParams;\n{docs}\nstruct Docs {{ path: String,"), vec!["String: `[...path]` is a list of segments; write `Vec<String>`"]),
        (format!("{}fn broken( {{\n", params(docs, "path: u8")), vec!["u8: `[...path]` is a list of segments; write `Vec<u8>`"]),
        // What is compiled only sometimes is not known to be there.
        (params(blog, "#[cfg(unix)] slug: String, #[cfg(windows)] id: String"), vec![]),
        // Endpoints.
        (
            "use rutter::endpoint;\n#[endpoint(GET, \"/api/x\")]\nasync fn x(Path(a): Path<u8>, b: ) -> { if a { \n".to_owned(),
            vec!["Path<u8>: `Path` is no part of the contract, so that callers cannot know what it takes; take `rutter::axum::Params<T>`"],
        ),
        ("use rutter::endpoint;\n#[endpoint(GET, \"/api/[id]\")]\nasync fn x(par) {}".to_owned(), vec![]),
    ];
    let mut editor = Editor::start(&disk(), capable());
    for (text, expected) in table {
        assert_eq!(said(&mut editor, &text), expected, "{text}");
    }
    editor.quit();
}

#[test]
fn only_what_leads_to_rutter_is_checked() {
    // The macro is named in many ways; the struct lacks a route.
    let ours = [
        "#[derive(rutter::RouteParams)] struct A {}",
        "#[derive(::rutter::RouteParams)] struct A {}",
        "use rutter::*; #[derive(Debug, RouteParams)] struct A {}",
        "use rutter as r; #[derive(r::RouteParams)] struct A {}",
        "use ::rutter::{Contract, RouteParams as Params}; #[derive(Params)] struct A {}",
        "use rutter::{self as r}; mod m { use super::*; #[derive(r::RouteParams)] struct A {} }",
        "use rutter::RouteParams; fn f() { #[derive(RouteParams)] struct A {} }",
        "mod m { pub use rutter::RouteParams; } use m::*; #[derive(RouteParams)] struct A {}",
        "mod m { pub use rutter::RouteParams; } #[derive(m::RouteParams)] struct A {}",
        "extern crate rutter as r; #[derive(r::RouteParams)] struct A {}",
        "use other::*; use rutter::RouteParams; #[serde(x)] #[derive(RouteParams)] struct A {}",
        "use rutter::RouteParams; #[cfg_attr(x, derive(Debug))] #[derive(RouteParams)] struct A {}",
    ];
    let of_others = [
        "#[derive(RouteParams)] struct A {} // rutter",
        "use other::RouteParams; use rutter::*; #[derive(RouteParams)] struct A {}",
        "use rutter::RouteParams; mod m { #[derive(RouteParams)] struct A {} }",
        "mod rutter; #[derive(rutter::RouteParams)] struct A {}",
        "use other as rutter; #[derive(rutter::RouteParams)] struct A {}",
        "use self::a::b as a; use self::a as b; use rutter; #[derive(a::RouteParams)] struct A {}",
        "use rutter::axum::Form; #[derive(Form)] struct A<T>(T);",
        "use crate::rutter::RouteParams; #[derive(RouteParams)] struct A {}",
        // Nobody knows what another macro makes of the struct.
        "use rutter::RouteParams; #[other::changes] #[derive(RouteParams)] struct A {}",
        "use {other::changes, rutter::RouteParams}; #[changes] #[derive(RouteParams)] struct A {}",
        "use rutter::RouteParams; #[cfg_attr(x, rutter(route = \"/\"))] #[derive(RouteParams)] struct A {}",
        "use rutter::RouteParams; macro_rules! m { () => { #[derive(RouteParams)] struct A {} } }",
    ];
    let mut editor = Editor::start(&disk(), capable());
    for text in ours {
        let said = said(&mut editor, text);
        assert!(
            matches!(said.as_slice(), [only] if only.starts_with("A: which route are these")),
            "{text}: {said:?}"
        );
    }
    for text in of_others {
        assert_eq!(said(&mut editor, text), [""; 0], "{text}");
    }
    editor.quit();
}

#[test]
fn a_change_of_the_routes_is_seen_in_open_files() {
    let disk = disk();
    let mut editor = Editor::start(&disk, refreshable());
    editor.open("server/src/posts.rs", POSTS);
    assert_eq!(messages(&editor.diagnostics("server/src/posts.rs")), [WRONG_NAME]);
    write(&disk, "/ws/rutter.routes", &ROUTES.replace("[slug]", "[id]"));
    editor.watched(&[("rutter.routes", 2)]);
    editor.asked::<DiagnosticRefreshRequest>();
    let found = editor.diagnostics("server/src/posts.rs");
    let [told] = *messages(&found) else { panic!("{found:?}") };
    assert!(told.starts_with("there is no route `/blog/[slug]`; the nearest is `/blog/[id]`"), "{told}");
    // Another file may be named for the crate, and the crate may stop using Rutter.
    write(
        &disk,
        "/ws/.cargo/config.toml",
        "[env]\nRUTTER_ROUTES = { value = \"all.routes\", relative = true }",
    );
    write(&disk, "/ws/all.routes", "[web]\npage /blog/[slug]\n");
    editor.watched(&[(".cargo/config.toml", 1), ("all.routes", 1)]);
    editor.asked::<DiagnosticRefreshRequest>();
    assert_eq!(messages(&editor.diagnostics("server/src/posts.rs")), [WRONG_NAME]);
    write(&disk, "/ws/server/Cargo.toml", "[package]\nname = \"server\"\n");
    editor.watched(&[("server/Cargo.toml", 2)]);
    editor.asked::<DiagnosticRefreshRequest>();
    assert_eq!(messages(&editor.diagnostics("server/src/posts.rs")), [""; 0]);
    editor.quit();
}

#[test]
fn the_files_of_the_workspace_are_told_whether_they_are_open_or_not() {
    let disk = disk();
    for hidden in ["/ws/server/target/debug/x.rs", "/ws/server/.hidden/x.rs", "/ws/server/made/x.rs"] {
        write(&disk, hidden, POSTS);
    }
    write(&disk, "/ws/.gitignore", "made\n");
    write(&disk, "/ws/.git/HEAD", "");
    let mut editor = Editor::start(&disk, capable());
    let all = editor.ask("workspace/diagnostic", json!({"previousResultIds": []}));
    let files: Vec<&Value> = all["items"].as_array().unwrap().iter().map(|it| &it["uri"]).collect();
    assert_eq!(files, [&json!(uri("server/src/posts.rs"))]);
    editor.quit();
    // The same for a client that is told.
    let mut editor = Editor::start(&disk, modest());
    let told = editor.told::<PublishDiagnosticsNotification>();
    assert_eq!(told.uri.to_string(), uri("server/src/posts.rs"));
    assert_eq!(told.diagnostics.len(), 1);
    editor.quit();
}

#[test]
fn no_text_is_too_broken() {
    let mut editor = Editor::start(&disk(), capable());
    let nested =
        ["(", "[", "{", "!", "&", "a<", "Vec::<", "|x|", "a=", "if a {} else ", "mod a{", "x!(", "#["];
    let around = "use rutter::Form; #[derive(Form)] struct A { a: u8 }";
    let nested = nested.iter().map(|it| format!("{around} fn f() {{ {}", it.repeat(20_000)));
    let in_field = ["(", "Vec<", "&", "[", "fn(", "#[a] "]
        .iter()
        .map(|it| format!("#[derive(rutter::Form)] struct A {{ a: {}", it.repeat(20_000)));
    let odd = [
        "#[derive(rutter::",
        "#[rutter::endpoint(",
        "use rutter::{{{{",
        "rutter::axum::router![a,",
        "\u{feff}#![rutter]",
    ];
    for text in nested.chain(in_field).chain(odd.map(str::to_owned)) {
        said(&mut editor, &text);
    }
    editor.quit();
}
