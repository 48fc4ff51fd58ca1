//! What is wrong with files, asked for and told.

use std::sync::Arc;

use lsp_types::{DiagnosticRefreshRequest, PublishDiagnosticsNotification};
use rutter_project::MemorySystem;
use serde_json::{Value, json};

use crate::editor::{Editor, capable, modest, refreshable, uri};

const PAGE: &str =
    "import { Counter } from './counter'\n\nexport default function Page() {\n  return <Counter />\n}\n";
const COUNTER: &str = "import { useState } from 'react'\n\nexport function Counter() {\n  const [count] = useState(0)\n  return <p>{count}</p>\n}\n";

fn disk() -> Arc<MemorySystem> {
    Arc::new(MemorySystem::with_files([
        ("/ws/package.json", r#"{"dependencies": {"next": "16.4.6", "react": "19.3.0"}}"#),
        ("/ws/next.config.js", "module.exports = {}"),
        ("/ws/app/layout.tsx", "export default ({ children }) => <html><body>{children}</body></html>"),
        ("/ws/app/page.tsx", PAGE),
        ("/ws/app/counter.tsx", COUNTER),
    ]))
}

fn codes(shown: &[Value]) -> Vec<&str> {
    shown.iter().map(|shown| shown["code"].as_str().expect("a code")).collect()
}

#[test]
fn an_edit_refreshes_what_is_said_of_the_files_that_it_touches() {
    let mut editor = Editor::start(&disk(), capable());
    editor.open("app/page.tsx", PAGE);
    editor.open("app/counter.tsx", COUNTER);
    let found = editor.diagnostics("app/counter.tsx");
    assert_eq!(codes(&found), ["server-imports-client-api"]);
    let related = &found[0]["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], uri("app/page.tsx"), "the chain leads there: {found:#?}");
    assert_eq!(
        found[0]["codeDescription"]["href"].as_str().unwrap().rsplit('/').next(),
        Some("server-imports-client-api.md")
    );

    editor.edit("app/page.tsx", [[0, 0], [0, 0]], "'use client'\n");
    assert_eq!(codes(&editor.diagnostics("app/counter.tsx")), Vec::<&str>::new());
    editor.edit("app/page.tsx", [[0, 0], [1, 0]], "");
    assert_eq!(codes(&editor.diagnostics("app/counter.tsx")), ["server-imports-client-api"]);
    // What is not saved counts no longer once it is closed.
    editor.replace("app/counter.tsx", "export const Counter = 1");
    assert_eq!(codes(&editor.diagnostics("app/counter.tsx")), Vec::<&str>::new());
    editor.close("app/counter.tsx");
    let all = editor.ask("workspace/diagnostic", json!({"previousResultIds": []}));
    assert_eq!(all["items"][0]["uri"], uri("app/counter.tsx"));
    editor.quit();
}

#[test]
fn an_editor_that_asks_is_told_to_ask_again_about_its_other_documents() {
    let mut editor = Editor::start(&disk(), refreshable());
    for (path, text) in [("app/page.tsx", PAGE), ("app/counter.tsx", COUNTER)] {
        editor.open(path, text);
        editor.diagnostics(path);
    }
    // Nothing is wrong with the page before and after, but with what it imports there is.
    editor.edit("app/page.tsx", [[0, 0], [0, 0]], "'use client'\n");
    editor.asked::<DiagnosticRefreshRequest>();
    // The client asks about what it has changed itself anyway.
    editor.edit("app/counter.tsx", [[0, 0], [0, 0]], "export const x = {\n");
    editor.diagnostics("app/counter.tsx");
    editor.quit();
}

#[test]
fn who_asks_about_all_files_again_is_answered_when_something_has_changed() {
    let mut editor = Editor::start(&disk(), capable());
    let first = editor.ask("workspace/diagnostic", json!({"previousResultIds": []}));
    assert_eq!(first["items"][0]["uri"], uri("app/counter.tsx"));
    let known = json!([{"uri": uri("app/counter.tsx"), "value": first["items"][0]["resultId"]}]);
    let waiting = editor.send("workspace/diagnostic", json!({"previousResultIds": known}));
    editor.open("app/page.tsx", PAGE);
    editor.edit("app/page.tsx", [[0, 0], [0, 0]], "'use client'\n");
    let next = editor.answer(waiting).expect("a report");
    assert_eq!(next["items"][0]["items"], json!([]));

    let known = json!([{"uri": uri("app/counter.tsx"), "value": next["items"][0]["resultId"]}]);
    let waiting = editor.send("workspace/diagnostic", json!({"previousResultIds": known}));
    editor.tell("$/cancelRequest", json!({"id": waiting.to_string().parse::<i32>().expect("a number")}));
    assert_eq!(editor.answer(waiting), Err("the request was cancelled".to_owned()));
    let waiting = editor.send("workspace/diagnostic", json!({"previousResultIds": known}));
    editor.end();
    assert_eq!(editor.answer(waiting), Err("the request was cancelled".to_owned()));
    editor.quit();
}

#[test]
fn a_fix_is_offered_where_its_finding_is() {
    let mut editor = Editor::start(&disk(), capable());
    editor.open("app/error.tsx", "export default function Error() {\r\n  return null\r\n}\r\n");
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
    let params = json!({
        "textDocument": {"uri": uri("app/error.tsx")}, "range": range, "context": {"diagnostics": []},
    });
    let actions = editor.ask("textDocument/codeAction", params);
    let action = &actions[0];
    assert_eq!(
        (&action["title"], &action["isPreferred"]),
        (&json!("add `'use client'`"), &json!(true)),
        "{actions:#}"
    );
    editor.quit();
}

#[test]
fn a_finding_can_be_suppressed_where_it_is() {
    let mut capabilities = capable();
    capabilities["textDocument"]["codeAction"] =
        json!({"dataSupport": true, "resolveSupport": {"properties": ["edit"]}});
    capabilities["workspace"] = json!({"workspaceEdit": {"documentChanges": true}});
    let mut editor = Editor::start(&disk(), capabilities);
    editor.open("app/counter.tsx", COUNTER);
    let range = editor.diagnostics("app/counter.tsx")[0]["range"].clone();
    let params = json!({
        "textDocument": {"uri": uri("app/counter.tsx")}, "range": range,
        "context": {"diagnostics": [], "only": ["quickfix"]},
    });
    let actions = editor.ask("textDocument/codeAction", params);
    let title = "suppress `server-imports-client-api` here, with a reason";
    let actions = actions.as_array().expect("actions");
    let action = actions.iter().find(|action| action["title"] == title).expect("the action");
    assert_eq!(action["edit"], Value::Null, "it is found when somebody wants it");
    let resolved = editor.ask("codeAction/resolve", action.clone());
    let change = &resolved["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": uri("app/counter.tsx"), "version": 1}));
    let edit = &change["edits"][0];
    assert_eq!(edit["newText"], "// rutter-ignore server-imports-client-api: TODO: say why\n");
    let start = edit["range"]["start"]["line"].as_u64().expect("a line");
    let at = [u32::try_from(start).expect("a small number"), 0];
    editor.edit("app/counter.tsx", [at, at], edit["newText"].as_str().expect("a text"));
    assert_eq!(codes(&editor.diagnostics("app/counter.tsx")), Vec::<&str>::new());
    // By now the document has another text.
    let outdated = editor.send("codeAction/resolve", action.clone());
    assert_eq!(editor.answer(outdated), Err("the document was changed since".to_owned()));
    editor.quit();
}

#[test]
fn all_safe_fixes_are_made_at_once() {
    let mut editor = Editor::start(&disk(), capable());
    editor.open("app/error.tsx", "export default function Error() {\r\n  return null\r\n}\r\n");
    let range = json!({"start": {"line": 2, "character": 0}, "end": {"line": 2, "character": 0}});
    let params = json!({
        "textDocument": {"uri": uri("app/error.tsx")}, "range": range,
        "context": {"diagnostics": [], "only": ["source.fixAll"]},
    });
    let actions = editor.ask("textDocument/codeAction", params);
    assert_eq!(actions.as_array().map(Vec::len), Some(1), "{actions:#}");
    assert_eq!(actions[0]["kind"], "source.fixAll.rutter");
    let edits = &actions[0]["edit"]["changes"][uri("app/error.tsx")];
    assert_eq!(edits[0]["newText"], "'use client'\r\n\r\n", "{actions:#}");
    editor.quit();
}

#[test]
fn what_is_the_same_is_not_said_again() {
    let mut editor = Editor::start(&disk(), capable());
    editor.open("app/counter.tsx", COUNTER);
    let params =
        |id: &Value| json!({"textDocument": {"uri": uri("app/counter.tsx")}, "previousResultId": id});
    let first = editor.ask("textDocument/diagnostic", params(&Value::Null));
    let second = editor.ask("textDocument/diagnostic", params(&first["resultId"]));
    assert_eq!(second, json!({"kind": "unchanged", "resultId": first["resultId"]}));
    editor.edit("app/counter.tsx", [[0, 0], [0, 0]], "'use client'\n");
    let third = editor.ask("textDocument/diagnostic", params(&first["resultId"]));
    assert_eq!((&third["kind"], &third["items"]), (&json!("full"), &json!([])));

    // A file that has nothing wrong any more is told once.
    let known = json!([{"uri": uri("app/counter.tsx"), "value": first["resultId"]}]);
    let all = editor.ask("workspace/diagnostic", json!({"previousResultIds": known}));
    assert_eq!((&all["items"][0]["kind"], &all["items"][0]["items"]), (&json!("full"), &json!([])));
    editor.quit();
}

#[test]
fn an_editor_that_does_not_ask_is_told() {
    let mut editor = Editor::start(&disk(), modest());
    assert_eq!(editor.offered["capabilities"]["diagnosticProvider"], Value::Null);
    let told = editor.told::<PublishDiagnosticsNotification>();
    assert_eq!((told.uri.as_str(), told.diagnostics.len()), (&*uri("app/counter.tsx"), 1));
    editor.open("app/counter.tsx", COUNTER);
    editor.edit("app/counter.tsx", [[0, 0], [0, 0]], "'use client'\n");
    let told = editor.told::<PublishDiagnosticsNotification>();
    assert_eq!((told.uri.as_str(), told.diagnostics.len()), (&*uri("app/counter.tsx"), 0));
    editor.quit();
}

#[test]
fn a_document_that_is_opened_again_has_its_new_text() {
    let mut editor = Editor::start(&disk(), capable());
    editor.open("app/counter.tsx", "export const Counter = 1");
    assert_eq!(codes(&editor.diagnostics("app/counter.tsx")), Vec::<&str>::new());
    // What it has now is on the disk, too.
    editor.open("app/counter.tsx", COUNTER);
    assert_eq!(codes(&editor.diagnostics("app/counter.tsx")), ["server-imports-client-api"]);
    editor.quit();
}
