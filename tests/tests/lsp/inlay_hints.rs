//! The marks at crossings.

use std::sync::Arc;

use lsp_types::{ConfigurationRequest, InlayHintRefreshRequest};
use rutter_project::MemorySystem;
use serde_json::{Value, json};

use crate::editor::{Editor, capable, uri};

const PAGE: &str = "import { Menu } from './menu'\nimport * as ui from './menu'\n\nexport default function Page() {\n  return <><Menu /><ui.Menu>ä</ui.Menu></>\n}\n";
const MENU: &str = "'use client'\nexport function Menu() { return null }\n";

fn disk() -> Arc<MemorySystem> {
    Arc::new(MemorySystem::with_files([
        ("/ws/package.json", r#"{"dependencies": {"next": "16.4.6", "react": "19.3.0"}}"#),
        ("/ws/next.config.js", "module.exports = {}"),
        ("/ws/app/layout.tsx", "export default ({ children }) => <html><body>{children}</body></html>"),
        ("/ws/app/page.tsx", PAGE),
        ("/ws/app/menu.tsx", MENU),
    ]))
}

/// An editor that can be told to ask for hints again.
fn refreshable() -> Value {
    let mut capabilities = capable();
    capabilities["workspace"] = json!({"inlayHint": {"refreshSupport": true}});
    capabilities
}

/// The places of the hints on the lines from `from` to `to`.
fn hints(editor: &mut Editor, path: &str, from: u32, to: u32) -> Vec<(u64, u64)> {
    let range = json!({"start": {"line": from, "character": 0}, "end": {"line": to, "character": 0}});
    let shown =
        editor.ask("textDocument/inlayHint", json!({"textDocument": {"uri": uri(path)}, "range": range}));
    let place = |hint: &Value| {
        assert_eq!(hint["label"], "client");
        let at = &hint["position"];
        (at["line"].as_u64().unwrap(), at["character"].as_u64().unwrap())
    };
    shown.as_array().expect("hints").iter().map(place).collect()
}

#[test]
fn an_element_of_a_client_component_is_marked_behind_its_name() {
    let mut editor = Editor::start(&disk(), capable());
    editor.open("app/page.tsx", PAGE);
    assert_eq!(hints(&mut editor, "app/page.tsx", 0, 99), [(4, 16), (4, 27)]);
    assert_eq!(hints(&mut editor, "app/page.tsx", 0, 4), []);
    // In the client nothing crosses.
    editor.edit("app/page.tsx", [[0, 0], [0, 0]], "'use client'\n");
    assert_eq!(hints(&mut editor, "app/page.tsx", 0, 99), []);
    editor.quit();
}

#[test]
fn an_edit_of_another_file_refreshes_the_marks() {
    let mut editor = Editor::start(&disk(), refreshable());
    editor.open("app/page.tsx", PAGE);
    editor.open("app/menu.tsx", MENU);
    assert_eq!(hints(&mut editor, "app/page.tsx", 0, 99).len(), 2);
    editor.edit("app/menu.tsx", [[0, 0], [1, 0]], "");
    editor.asked::<InlayHintRefreshRequest>();
    assert_eq!(hints(&mut editor, "app/page.tsx", 0, 99), []);
    // The client asks about what it has changed itself anyway.
    editor.edit("app/page.tsx", [[4, 11], [4, 19]], "");
    hints(&mut editor, "app/page.tsx", 0, 99);
    editor.quit();
}

#[test]
fn the_marks_can_be_switched_off_at_the_start_and_later() {
    let off = json!({"inlayHints": {"enable": false}});
    let mut editor =
        Editor::on(disk(), json!({"capabilities": capable(), "initializationOptions": off.clone()}));
    editor.open("app/page.tsx", PAGE);
    assert_eq!(hints(&mut editor, "app/page.tsx", 0, 99), []);
    editor.tell("workspace/didChangeConfiguration", json!({"settings": {"rutter": {}}}));
    assert_eq!(hints(&mut editor, "app/page.tsx", 0, 99).len(), 2);
    editor.quit();

    // A client that can be asked is asked.
    let mut capabilities = refreshable();
    capabilities["workspace"]["configuration"] = json!(true);
    let mut editor = Editor::start(&disk(), capabilities);
    editor.answered::<ConfigurationRequest>(json!([off]));
    editor.asked::<InlayHintRefreshRequest>();
    editor.open("app/page.tsx", PAGE);
    assert_eq!(hints(&mut editor, "app/page.tsx", 0, 99), []);
    editor.tell("workspace/didChangeConfiguration", json!({"settings": null}));
    editor.answered::<ConfigurationRequest>(json!([null]));
    editor.quit();
}
