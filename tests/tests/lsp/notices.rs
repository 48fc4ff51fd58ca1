//! What the user is told unasked.

use std::sync::Arc;

use camino::Utf8Path;
use lsp_types::{
    ProgressNotification, ProgressToken, PublishDiagnosticsNotification, ShowMessageNotification,
    WorkDoneProgressCreateRequest,
};
use rutter_project::{MemorySystem, System as _};
use serde_json::{Value, json};

use crate::editor::{Editor, capable, modest, uri};
use crate::shaky::ShakySystem;

const LAYOUT: &str = "export default ({ children }) => <html><body>{children}</body></html>";
const PAGE: &str = "export default function Page() { return null }\n";
const WRONG: &str =
    "import { useState } from 'react'\nexport default function Page() { useState(0); return null }\n";
const PACKAGE: &str = r#"{"name": "shop", "dependencies": {"next": "16.4.6"}}"#;

fn files() -> [(&'static str, &'static str); 3] {
    [("/ws/package.json", PACKAGE), ("/ws/app/layout.tsx", LAYOUT), ("/ws/app/page.tsx", PAGE)]
}

fn watching_progress() -> Value {
    let mut capabilities = capable();
    capabilities["window"] = json!({"workDoneProgress": true});
    capabilities
}

#[test]
fn an_app_that_is_read_for_the_first_time_shows_progress() {
    let disk = Arc::new(ShakySystem::default());
    for (path, text) in files() {
        disk.files.add_file(Utf8Path::new(path), text.as_bytes());
    }
    let gate = disk.shut();
    let mut editor = Editor::on(Arc::clone(&disk) as _, json!({"capabilities": watching_progress()}));
    editor.open("app/page.tsx", PAGE);
    let asked = editor.send("textDocument/diagnostic", json!({"textDocument": {"uri": uri("app/page.tsx")}}));
    editor.asked::<WorkDoneProgressCreateRequest>();
    let begun = editor.told::<ProgressNotification>();
    assert_eq!(begun.value, json!({"kind": "begin", "title": "rutter reads shop"}));
    drop(gate);
    editor.answer(asked).expect("a report");
    let ended = editor.told::<ProgressNotification>();
    assert_eq!((ended.token, ended.value), (ProgressToken::Int(1), json!({"kind": "end"})));
    // An edit is no first time.
    editor.replace("app/page.tsx", WRONG);
    assert_eq!(editor.diagnostics("app/page.tsx").len(), 1);
    editor.quit();
}

#[test]
fn an_app_that_is_read_before_the_client_takes_the_token_shows_none() {
    let mut editor = Editor::start(&Arc::new(MemorySystem::with_files(files())), watching_progress());
    editor.open("app/page.tsx", PAGE);
    editor.diagnostics("app/page.tsx");
    editor.asked::<WorkDoneProgressCreateRequest>();
    editor.quit();
}

#[test]
fn a_configuration_that_breaks_is_told_once() {
    let disk = Arc::new(MemorySystem::with_files(files()));
    let mut editor = Editor::start(&disk, capable());
    editor.open("app/page.tsx", WRONG);
    let config = Utf8Path::new("/ws/rutter.toml");
    for round in 0..2 {
        for (step, text) in ["[chec", "[check", "[check]\nrules = 1\n"].into_iter().enumerate() {
            disk.add_file(config, text.as_bytes());
            editor.watched(&[("rutter.toml", 2)]);
            assert_eq!(editor.diagnostics("app/page.tsx"), Vec::<Value>::new(), "{text}");
            if step == 0 {
                let shown = editor.told::<ShowMessageNotification>().message;
                let start = "no app is looked at until rutter.toml is put right: ";
                assert!(shown.starts_with(start), "round {round}: {shown}");
            }
        }
        disk.remove_file(config).expect("a file");
        editor.watched(&[("rutter.toml", 3)]);
        assert_eq!(editor.diagnostics("app/page.tsx").len(), 1, "it is looked at again");
    }
    editor.quit();
}

#[test]
fn findings_are_told_under_the_name_that_the_document_was_opened_by() {
    let disk = Arc::new(MemorySystem::with_files(files()));
    disk.add_symlink(Utf8Path::new("/home/link"), Utf8Path::new("/ws/app"));
    let mut editor = Editor::start(&disk, modest());
    for name in ["file:///home/link/page.tsx", "file:///ws/app/%70age.tsx"] {
        let document = json!({"uri": name, "languageId": "typescriptreact", "version": 1, "text": WRONG});
        editor.tell("textDocument/didOpen", json!({"textDocument": document}));
        let told = editor.told::<PublishDiagnosticsNotification>();
        assert_eq!((told.uri.as_str(), told.diagnostics.len(), told.version), (name, 1, Some(1)));
        editor.tell("textDocument/didClose", json!({"textDocument": {"uri": name}}));
        let told = editor.told::<PublishDiagnosticsNotification>();
        assert_eq!((told.uri.as_str(), told.diagnostics.len()), (name, 0));
    }
    editor.quit();
}

#[test]
fn a_folder_in_which_nothing_says_so_is_no_app() {
    let disk = Arc::new(MemorySystem::with_files([
        ("/ws/package.json", r#"{"name": "tools"}"#),
        ("/ws/src/main.ts", "export {}"),
    ]));
    let mut editor = Editor::start(&disk, capable());
    let all = |editor: &mut Editor| editor.ask("workspace/diagnostic", json!({"previousResultIds": []}));
    assert_eq!(all(&mut editor)["items"], json!([]));
    // What uses Next and has no routes is told so.
    disk.add_file(Utf8Path::new("/ws/package.json"), PACKAGE.as_bytes());
    editor.watched(&[("package.json", 2)]);
    assert_eq!(all(&mut editor)["items"][0]["uri"], uri("package.json"));
    editor.quit();
}
