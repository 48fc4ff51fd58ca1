//! From Rust to the files of routes, and back.

use std::sync::Arc;

use camino::Utf8Path;
use rutter_project::MemorySystem;
use serde_json::{Value, json};

use crate::app::{self, CURSOR, HOME, POST, open_at, shown};
use crate::editor::{Editor, capable, uri};

const RUST: &str = "use rutter::{RouteParams, endpoint};\n\n#[derive(RouteParams)]\n#[rutter(route = \"/blog/[slug]\", app = \"ws\")]\npub struct Post {\n    slug: String,\n}\n\n#[endpoint(GET, \"/api/posts/[post]\", proxied)]\nasync fn get_post() {}\n";

fn disk() -> Arc<MemorySystem> {
    let disk = app::disk();
    for (path, text) in [
        ("/ws/package.json", r#"{"name": "ws", "dependencies": {"next": "16.4.6", "react": "19.3.0"}}"#),
        ("/ws/server/Cargo.toml", "[package]\nname = \"server\"\n[dependencies]\nrutter = \"1\"\n"),
        ("/ws/server/src/posts.rs", RUST),
        ("/ws/rutter.routes", "[ws]\npage /\npage /blog\nhandler /api/posts/[id]\n"),
    ] {
        disk.add_file(Utf8Path::new(path), text.as_bytes());
    }
    disk
}

/// The Rust file with the cursor behind a text of it.
fn behind(text: &str) -> String {
    RUST.replacen(text, &format!("{text}{CURSOR}"), 1)
}

fn applied(action: &Value, path: &str, text: &str) -> String {
    let edit = &action["edit"]["changes"][uri(path)][0];
    let number = |value: &Value| usize::try_from(value.as_u64().expect("a number")).expect("a column");
    let place = |at: &Value| {
        let before: usize = text.split_inclusive('\n').take(number(&at["line"])).map(str::len).sum();
        before + number(&at["character"])
    };
    let (start, end) = (place(&edit["range"]["start"]), place(&edit["range"]["end"]));
    format!("{}{}{}", &text[..start], edit["newText"].as_str().expect("a text"), &text[end..])
}

#[test]
fn an_attribute_leads_to_the_file_of_its_route_and_back() {
    let mut editor = Editor::start(&disk(), capable());
    for (at, expected) in [
        ("route = \"/blog", vec!["app/blog/[slug]/page.tsx:1:31"]),
        ("endpoint(GET, \"/api/", vec!["app/api/posts/[id]/route.ts:2:23"]),
        ("app = \"w", vec![]),
        ("#[derive(Route", vec![]),
    ] {
        let params = open_at(&mut editor, "server/src/posts.rs", &behind(at));
        let found = editor.ask("textDocument/definition", params);
        editor.close("server/src/posts.rs");
        assert_eq!(shown(&found), expected, "{at}");
    }
    // Everything that names the route, from Rust as from the page.
    let links = ["app/blog/[slug]/page.tsx:1:59", "app/page.tsx:6:22", "app/page.tsx:6:56"];
    let declared = "app/blog/[slug]/page.tsx:1:31";
    let attribute = "server/src/posts.rs:4:19";
    for (path, text) in
        [("server/src/posts.rs", behind("\"/blog")), ("app/blog/[slug]/page.tsx", format!("{CURSOR}{POST}"))]
    {
        let mut params = open_at(&mut editor, path, &text);
        params["context"] = json!({"includeDeclaration": true});
        let mut found = shown(&editor.ask("textDocument/references", params));
        editor.close(path);
        found.sort();
        let mut expected = [&[declared][..], &links, &[attribute]].concat();
        expected.sort_unstable();
        assert_eq!(found, expected, "{path}");
    }
    editor.quit();
}

#[test]
fn a_page_shows_the_struct_of_its_params() {
    let mut capabilities = capable();
    capabilities["experimental"] = json!({"commands": {"commands": ["rutter.showReferences"]}});
    let mut editor = Editor::start(&disk(), capabilities);
    editor.open("app/blog/[slug]/page.tsx", POST);
    editor.open("app/page.tsx", HOME);
    let lenses = |editor: &mut Editor, path: &str| {
        let lenses = editor.ask("textDocument/codeLens", json!({"textDocument": {"uri": uri(path)}}));
        let lenses = lenses.as_array().expect("lenses").clone();
        lenses
            .into_iter()
            .map(|lens| editor.ask("codeLens/resolve", lens)["command"].clone())
            .collect::<Vec<_>>()
    };
    let found = lenses(&mut editor, "app/blog/[slug]/page.tsx");
    let [links, rust] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((&links["title"], &rust["title"]), (&json!("3 links"), &json!("`Post` in Rust")));
    assert_eq!(shown(&rust["arguments"][2]), ["server/src/posts.rs:5:12"]);
    assert_eq!(lenses(&mut editor, "app/page.tsx").len(), 1, "no struct is of this page");
    editor.quit();
}

#[test]
fn an_attribute_tells_of_its_route() {
    let mut editor = Editor::start(&disk(), capable());
    let hover = editor.hover("server/src/posts.rs", &RUST.replace("/blog/[slug]", "/blog/[$0slug]"));
    assert_eq!(
        hover["contents"]["value"],
        "**page** of `/blog/[slug]`\n\n- params: `slug: string`\n- layouts: `app/layout.tsx`\n- linked from: 2 modules\n- file: `app/blog/[slug]/page.tsx`\n"
    );
    assert_eq!(
        editor.hover("server/src/posts.rs", &RUST.replace("struct Post", "struct $0Post")),
        Value::Null
    );
    editor.quit();
}

#[test]
fn the_routes_of_the_tree_are_offered() {
    let mut editor = Editor::start(&disk(), capable());
    let head = "use rutter::RouteParams;\n#[derive(RouteParams)]\n";
    for (attribute, label, expected) in [
        ("#[rutter(route = \"/bl▮\")]\nstruct A {}", "/blog/[slug]", "#[rutter(route = \"/blog/[slug]\")]"),
        (
            "#[rutter(route = \"▮/blog\", app = \"ws\")]\nstruct A {",
            "/cart",
            "#[rutter(route = \"/cart\", app = \"ws\")]",
        ),
        ("#[rutter(route = \"/bl▮", "/blog", "#[rutter(route = \"/blog"),
        ("#[rutter(route = \"▮)]\nstruct A {}", "/blog/new", "#[rutter(route = \"/blog/new)]"),
        (
            "#[rutter(app = \"▮\", route = \"/\")] struct A {}",
            "ws",
            "#[rutter(app = \"ws\", route = \"/\")] struct A {}",
        ),
    ] {
        let text = format!("{head}{attribute}");
        let params = open_at(&mut editor, "server/src/new.rs", &text);
        let items = editor.ask("textDocument/completion", params);
        editor.close("server/src/new.rs");
        let item = items.as_array().into_iter().flatten().find(|item| item["label"] == label);
        let item = item.unwrap_or_else(|| panic!("{attribute}: {items:#}"));
        let column =
            |at: &Value| usize::try_from(at["character"].as_u64().expect("a column")).expect("a column");
        let (start, end) = (&item["textEdit"]["range"]["start"], &item["textEdit"]["range"]["end"]);
        let line = text.replace(CURSOR, "").lines().nth(2).expect("a line").to_owned();
        let new = item["textEdit"]["newText"].as_str().expect("a text");
        assert_eq!(format!("{}{new}{}", &line[..column(start)], &line[column(end)..]), expected);
    }
    for nothing in [
        "#[rutter(route = \"/bl▮\", app = \"other\")]\nstruct A {}",
        "#[other(route = \"/bl▮\")]\nstruct A {}",
        "struct A { a: B<\"▮\"> }",
    ] {
        let params = open_at(&mut editor, "server/src/new.rs", &format!("{head}{nothing}"));
        assert_eq!(editor.ask("textDocument/completion", params), Value::Null, "{nothing}");
        editor.close("server/src/new.rs");
    }
    editor.quit();
}

#[test]
fn what_may_be_meant_is_a_quick_fix() {
    let mut editor = Editor::start(&disk(), capable());
    for (attribute, range, expected) in [
        ("#[rutter(route = \"/blogs\")]", [2, 20], vec!["#[rutter(route = \"/blog\")]"]),
        ("#[rutter(route = \"/\", ap = \"ws\")]", [2, 22], vec!["#[rutter(route = \"/\", app = \"ws\")]"]),
        ("#[rutter(route = \"/\", app = \"w\")]", [2, 30], vec!["#[rutter(route = \"/\", app = \"ws\")]"]),
        ("#[rutter(route = \"/blogs\")]", [2, 3], vec![]),
    ] {
        let text = format!("use rutter::RouteParams;\n#[derive(RouteParams)]\n{attribute}\nstruct A {{}}\n");
        editor.open("server/src/new.rs", &text);
        let [line, character] = range;
        let at = json!({"line": line, "character": character});
        let params = json!({
            "textDocument": {"uri": uri("server/src/new.rs")}, "range": {"start": at, "end": at}, "context": {"diagnostics": []},
        });
        let actions = editor.ask("textDocument/codeAction", params);
        editor.close("server/src/new.rs");
        let fixed = actions.as_array().expect("actions").iter().map(|action| {
            assert_eq!(action["kind"], "quickfix");
            applied(action, "server/src/new.rs", &text).lines().nth(2).expect("a line").to_owned()
        });
        assert_eq!(fixed.collect::<Vec<_>>(), expected, "{attribute}");
    }
    editor.quit();
}
