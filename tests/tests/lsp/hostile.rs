//! Clients that lie, break off and ask for nonsense, and files that nobody can read.

use std::fmt::Write as _;
use std::sync::Arc;

use camino::Utf8Path;
use lsp_server::RequestId;
use lsp_types::{DiagnosticRefreshRequest, LogMessageNotification, RegistrationRequest};
use rutter_lsp::End;
use rutter_project::{MemorySystem, System as _};
use serde_json::{Value, json};

use crate::editor::{Editor, capable, refreshable, uri};
use crate::shaky::{ShakySystem, TRAP};

/// A server component that uses a hook: one finding.
const WRONG: &str =
    "import { useState } from 'react'\nexport default function Page() { useState(0); return null }\n";
const LAYOUT: &str = "export default ({ children }) => <html><body>{children}</body></html>";
/// Nothing is wrong with it.
const RIGHT: &str = "export default function Page() { return null }\n";

fn disk() -> Arc<MemorySystem> {
    Arc::new(MemorySystem::with_files([
        ("/ws/package.json", r#"{"dependencies":{"next":"16.4.0"}}"#),
        ("/ws/app/layout.tsx", LAYOUT),
        ("/ws/app/page.tsx", WRONG),
    ]))
}

fn codes(shown: &[Value]) -> Vec<&str> {
    shown.iter().map(|shown| shown["code"].as_str().expect("a code")).collect()
}

/// The only finding in [`WRONG`].
const FOUND: [&str; 1] = ["server-imports-client-api"];
const NOTHING: [&str; 0] = [];

fn range(start: [u32; 2], end: [u32; 2]) -> Value {
    json!({
        "start": {"line": start[0], "character": start[1]}, "end": {"line": end[0], "character": end[1]},
    })
}

/// Every request about a place in a file.
fn asks(uri: &str) -> Vec<(&'static str, Value)> {
    let document = json!({"uri": uri});
    let position = json!({"line": 0, "character": 3});
    vec![
        ("textDocument/hover", json!({"textDocument": document, "position": position})),
        ("textDocument/diagnostic", json!({"textDocument": document})),
        (
            "textDocument/codeAction",
            json!({"textDocument": document, "range": range([0, 0], [9, 9]), "context": {"diagnostics": []}}),
        ),
    ]
}

#[test]
fn versions_may_go_back() {
    let mut editor = Editor::start(&disk(), capable());
    let change = |version: i64, text: &str| {
        let document = json!({"uri": uri("app/page.tsx"), "version": version});
        json!({"textDocument": document, "contentChanges": [{"text": text}]})
    };
    editor.open("app/page.tsx", WRONG);
    for version in [7, 7, 3, 0, -1, i64::from(i32::MIN)] {
        for (text, expected) in [(RIGHT, &NOTHING[..]), (WRONG, &FOUND[..])] {
            editor.tell("textDocument/didChange", change(version, text));
            assert_eq!(codes(&editor.diagnostics("app/page.tsx")), expected, "version {version}");
        }
    }
    editor.quit();
}

#[test]
fn places_that_do_not_exist_are_the_nearest_that_do() {
    let mut editor = Editor::start(&disk(), capable());
    editor.open("app/page.tsx", "é\r\n🦀");
    const END: u32 = u32::MAX;
    for (start, end) in
        [([0, 0], [END, END]), ([END, END], [0, 0]), ([1, 1], [1, 1]), ([0, END], [1, 0]), ([5, 0], [4, 0])]
    {
        editor.edit("app/page.tsx", [start, end], "ß\r\n🦀\u{2028}");
        for (method, params) in asks(&uri("app/page.tsx")) {
            editor.ask(method, params);
        }
    }
    editor.replace("app/page.tsx", WRONG);
    editor.edit("app/page.tsx", [[2, 9], [END, 0]], "// behind the end\n");
    assert_eq!(codes(&editor.diagnostics("app/page.tsx")), FOUND);
    editor.quit();
}

#[test]
fn documents_that_are_not_open_stay_as_they_are() {
    let mut editor = Editor::start(&disk(), capable());
    editor.replace("app/page.tsx", RIGHT);
    editor.close("app/page.tsx");
    editor.edit("app/nowhere.tsx", [[0, 0], [0, 0]], "x");
    for (method, params) in asks(&uri("app/page.tsx")).into_iter().chain(asks(&uri("app/nowhere.tsx"))) {
        let answer = editor.ask(method, params);
        let items = answer["items"].as_array().unwrap_or(answer.as_array().unwrap_or(const { &Vec::new() }));
        assert_eq!(*items, Vec::<Value>::new(), "{method}");
    }
    editor.open("app/page.tsx", WRONG);
    assert_eq!(codes(&editor.diagnostics("app/page.tsx")), FOUND);
    editor.quit();
}

#[test]
fn a_document_that_is_opened_twice_has_its_last_text() {
    let mut editor = Editor::start(&disk(), capable());
    editor.open("app/page.tsx", WRONG);
    editor.open("app/page.tsx", RIGHT);
    assert_eq!(codes(&editor.diagnostics("app/page.tsx")), NOTHING);
    editor.close("app/page.tsx");
    editor.close("app/page.tsx");
    editor.open("app/page.tsx", WRONG);
    assert_eq!(codes(&editor.diagnostics("app/page.tsx")), FOUND);
    editor.quit();
}

#[test]
fn a_file_that_is_open_under_two_names_has_the_text_of_the_name_that_stays() {
    let mut editor = Editor::start(&disk(), capable());
    let other = "file:///ws/app/%70age.tsx";
    let document = json!({"uri": other, "languageId": "typescriptreact", "version": 1, "text": RIGHT});
    editor.open("app/page.tsx", WRONG);
    editor.tell("textDocument/didOpen", json!({"textDocument": document}));
    let items = |editor: &mut Editor, uri: &str| {
        let report = editor.ask("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}));
        report["items"].as_array().expect("a full report").clone()
    };
    assert_eq!(codes(&items(&mut editor, other)), NOTHING);
    editor.tell("textDocument/didClose", json!({"textDocument": {"uri": other}}));
    assert_eq!(codes(&items(&mut editor, &uri("app/page.tsx"))), FOUND);
    editor.quit();
}

#[test]
fn files_outside_of_the_folders_belong_to_the_app_around_them() {
    let disk = disk();
    for (path, text) in [
        ("/other/package.json", r#"{"dependencies":{"next":"16.4.0"}}"#),
        ("/other/app/layout.tsx", LAYOUT),
        ("/other/app/page.tsx", WRONG),
        ("/other/app/more/page.tsx", WRONG),
        ("/alone/page.tsx", WRONG),
    ] {
        disk.add_file(Utf8Path::new(path), text.as_bytes());
    }
    let mut editor = Editor::start(&disk, capable());
    // Joined to the editor's folder, an absolute path stays what it is.
    for (path, expected) in [("/other/app/page.tsx", &FOUND[..]), ("/alone/page.tsx", &NOTHING)] {
        editor.open(path, WRONG);
        assert_eq!(codes(&editor.diagnostics(path)), expected, "{path}");
    }
    let files = |editor: &mut Editor| {
        let all = editor.ask("workspace/diagnostic", json!({"previousResultIds": []}));
        all["items"].as_array().expect("items").iter().map(|item| item["uri"].clone()).collect::<Vec<_>>()
    };
    // Nobody has asked about the other files there.
    assert_eq!(files(&mut editor), [uri("/other/app/page.tsx"), uri("app/page.tsx")]);
    editor.close("/other/app/page.tsx");
    assert_eq!(files(&mut editor), [uri("app/page.tsx")]);
    editor.quit();
}

#[test]
fn what_is_no_file_is_answered_with_nothing() {
    let mut editor = Editor::start(&disk(), capable());
    for uri in [
        "untitled:Untitled-1",
        "git:/ws/app/page.tsx?HEAD",
        "http://localhost/app/page.tsx",
        "file:///",
        "file:",
    ] {
        let document = json!({"uri": uri, "languageId": "typescriptreact", "version": 1, "text": WRONG});
        editor.tell("textDocument/didOpen", json!({"textDocument": document}));
        let changes = json!([{"range": range([0, 0], [0, 1]), "text": "x"}]);
        let document = json!({"uri": uri, "version": 2});
        editor.tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
        for (method, params) in asks(uri) {
            let answer = editor.ask(method, params);
            let items =
                answer["items"].as_array().unwrap_or(answer.as_array().unwrap_or(const { &Vec::new() }));
            assert_eq!(*items, Vec::<Value>::new(), "{method} of {uri}");
        }
        editor.tell("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }
    editor.quit();
}

#[test]
fn a_client_that_never_answers_is_served() {
    let mut capabilities = refreshable();
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({"dynamicRegistration": true});
    let mut editor = Editor::start(&disk(), capabilities);
    let (_, registered) = editor.unanswered::<RegistrationRequest>();
    assert_eq!(registered.registrations[0].method, "workspace/didChangeWatchedFiles");
    editor.open("app/page.tsx", WRONG);
    for text in [RIGHT, WRONG] {
        editor.diagnostics("app/page.tsx");
        editor.close("app/page.tsx");
        editor.open("app/page.tsx", text);
        editor.unanswered::<DiagnosticRefreshRequest>();
    }
    assert_eq!(codes(&editor.diagnostics("app/page.tsx")), FOUND);
    editor.quit();
}

#[test]
fn nothing_is_answered_before_the_greeting() {
    let mut editor = Editor::connect(disk());
    editor.open("app/page.tsx", RIGHT);
    let early = editor.send("textDocument/hover", json!({}));
    assert_eq!(editor.answer(early), Err("the first request has to be `initialize`".to_owned()));
    let wrong = editor.send("initialize", json!({"capabilities": 5}));
    let reason = editor.answer(wrong).expect_err("no greeting");
    assert!(reason.starts_with("the parameters of `initialize` cannot be read: "), "{reason}");
    editor.ask("initialize", json!({"capabilities": capable(), "processId": null, "rootUri": "file:///ws"}));
    // Whoever says nothing in between is served too.
    editor.open("app/page.tsx", WRONG);
    assert_eq!(codes(&editor.diagnostics("app/page.tsx")), FOUND);
    let again = editor.send("initialize", json!({"capabilities": {}, "processId": null, "rootUri": null}));
    assert_eq!(editor.answer(again), Err("the server was greeted before".to_owned()));
    editor.quit();
}

#[test]
fn nothing_is_answered_after_the_end() {
    let mut editor = Editor::start(&disk(), capable());
    editor.end();
    for method in ["textDocument/hover", "shutdown", "initialize"] {
        let late = editor.send(method, json!({}));
        assert_eq!(editor.answer(late), Err("the server was asked to end".to_owned()));
    }
    editor.open("app/page.tsx", WRONG);
    editor.quit();
}

#[test]
fn a_client_that_leaves_without_a_word_ends_the_server() {
    let editor = Editor::start(&disk(), capable());
    editor.tell("exit", Value::Null);
    assert_eq!(editor.ended(), End::Unasked);
    let editor = Editor::connect(disk());
    editor.tell("exit", Value::Null);
    assert_eq!(editor.ended(), End::Unasked);
    let mut editor = Editor::start(&disk(), capable());
    editor.open("app/page.tsx", WRONG);
    editor.send("textDocument/hover", json!({}));
    editor.hang_up();
    Editor::connect(disk()).hang_up();
}

#[cfg(unix)]
#[test]
#[expect(clippy::disallowed_methods, reason = "a process that ends is what this is about")]
fn the_server_ends_with_the_process_that_started_it() {
    let mut parent = std::process::Command::new("sleep").arg("3600").spawn().expect("a process");
    let mut editor = Editor::on(disk(), json!({"processId": parent.id(), "capabilities": capable()}));
    editor.open("app/page.tsx", WRONG);
    assert_eq!(codes(&editor.diagnostics("app/page.tsx")), FOUND);
    parent.kill().expect("it runs");
    // Nobody has asked for its status yet: it is there as a zombie.
    assert_eq!(editor.ended(), End::Unasked);
    parent.wait().expect("an end");
    // One that is gone already.
    let mut editor = Editor::connect(disk());
    editor.ask("initialize", json!({"capabilities": {}, "processId": parent.id(), "rootUri": null}));
    assert_eq!(editor.ended(), End::Unasked);
}

#[test]
fn nonsense_is_refused_and_told_nonsense_is_ignored() {
    let mut editor = Editor::start(&disk(), capable());
    let unknown = editor.send("textDocument/fortune", json!({}));
    assert_eq!(editor.answer(unknown), Err("rutter does not answer `textDocument/fortune`".to_owned()));
    let nonsense = [
        json!(null),
        json!([]),
        json!("x"),
        json!({}),
        json!({"textDocument": 1}),
        json!({"textDocument": {"uri": 1}}),
        json!({"textDocument": {"uri": "not a uri"}, "position": {"line": -1, "character": 0.5}}),
        json!({"textDocument": {"uri": uri("app/page.tsx")}, "position": {"line": 1e99, "character": 0}}),
    ];
    for params in &nonsense {
        for method in [
            "textDocument/hover",
            "textDocument/diagnostic",
            "textDocument/codeAction",
            "workspace/diagnostic",
        ] {
            let id = editor.send(method, params.clone());
            let Err(reason) = editor.answer(id) else { continue };
            assert!(
                reason.starts_with(&format!("the parameters of `{method}` cannot be read: ")),
                "{reason}"
            );
        }
        for method in [
            "textDocument/didOpen",
            "textDocument/didChange",
            "textDocument/didClose",
            "textDocument/didSave",
            "workspace/didChangeWatchedFiles",
            "workspace/didChangeWorkspaceFolders",
            "workspace/didChangeConfiguration",
            "$/cancelRequest",
            "$/setTrace",
            "initialized",
            "rutter/nothing",
        ] {
            editor.tell(method, params.clone());
        }
    }
    editor.open("app/page.tsx", WRONG);
    assert_eq!(codes(&editor.diagnostics("app/page.tsx")), FOUND);
    editor.quit();
}

#[test]
fn ids_may_be_texts_and_are_used_once() {
    let mut editor = Editor::start(&disk(), capable());
    editor.open("app/page.tsx", WRONG);
    let params = json!({"textDocument": {"uri": uri("app/page.tsx")}});
    for id in [RequestId::from("7".to_owned()), RequestId::from(String::new()), RequestId::from(-7)] {
        editor.send_as(id.clone(), "textDocument/diagnostic", params.clone());
        assert_eq!(codes(editor.answer(id).expect("a report")["items"].as_array().expect("items")), FOUND);
    }
    // One that waits is not answered twice.
    let all = editor.ask("workspace/diagnostic", json!({"previousResultIds": []}));
    let known = json!([{"uri": uri("app/page.tsx"), "value": all["items"][0]["resultId"]}]);
    let id = RequestId::from("waiting".to_owned());
    editor.send_as(id.clone(), "workspace/diagnostic", json!({"previousResultIds": known}));
    editor.send_as(id.clone(), "textDocument/diagnostic", params);
    assert_eq!(editor.answer(id.clone()), Err("a request with this id is not answered yet".to_owned()));
    editor.tell("$/cancelRequest", json!({"id": "another"}));
    editor.tell("$/cancelRequest", json!({"id": "waiting"}));
    assert_eq!(editor.answer(id), Err("the request was cancelled".to_owned()));
    editor.tell("$/cancelRequest", json!({"id": "waiting"}));
    editor.quit();
}

#[test]
fn whatever_is_cancelled_is_answered_once() {
    let mut editor = Editor::start(&disk(), capable());
    editor.open("app/page.tsx", WRONG);
    let params = json!({"textDocument": {"uri": uri("app/page.tsx")}});
    let ids: Vec<RequestId> = (0..200)
        .map(|step| {
            let id = editor.send("textDocument/diagnostic", params.clone());
            if step % 3 != 0 {
                editor
                    .tell("$/cancelRequest", json!({"id": id.to_string().parse::<i32>().expect("a number")}));
            }
            id
        })
        .collect();
    for (step, id) in ids.into_iter().enumerate() {
        match editor.answer(id) {
            Ok(report) => assert_eq!(codes(report["items"].as_array().expect("items")), FOUND),
            Err(reason) => {
                assert_eq!(reason, "the request was cancelled");
                assert!(step % 3 != 0, "nobody has cancelled it");
            }
        }
    }
    editor.quit();
}

#[test]
fn a_mistake_of_the_server_costs_one_answer() {
    let disk = Arc::new(ShakySystem::default());
    disk.files.add_file(Utf8Path::new("/ws/app/layout.tsx"), LAYOUT.as_bytes());
    disk.files.add_file(Utf8Path::new("/ws/package.json"), br#"{"dependencies":{"next":"16.4.0"}}"#);
    disk.files.add_file(Utf8Path::new("/ws/app/page.tsx"), WRONG.as_bytes());
    disk.files.add_file(Utf8Path::new("/ws/app/trap.tsx"), TRAP.as_bytes());
    let mut editor = Editor::on(Arc::clone(&disk) as _, json!({"capabilities": capable()}));
    editor.open("app/page.tsx", WRONG);
    for (method, params) in asks(&uri("app/page.tsx")) {
        let id = editor.send(method, params);
        assert_eq!(editor.answer(id), Err("rutter has a mistake: the trap shuts".to_owned()), "{method}");
    }
    disk.files.add_file(Utf8Path::new("/ws/app/trap.tsx"), RIGHT.as_bytes());
    editor.watched(&[("app/trap.tsx", 2)]);
    assert_eq!(codes(&editor.diagnostics("app/page.tsx")), FOUND);
    // An analysis that was brought up to date is not lost by the next that fails.
    disk.files.add_file(Utf8Path::new("/ws/app/trap.tsx"), TRAP.as_bytes());
    editor.watched(&[("app/trap.tsx", 2)]);
    let id = editor.send("workspace/diagnostic", json!({"previousResultIds": []}));
    assert_eq!(editor.answer(id), Err("rutter has a mistake: the trap shuts".to_owned()));
    disk.files.remove_file(Utf8Path::new("/ws/app/trap.tsx")).expect("a file");
    editor.watched(&[("app/trap.tsx", 3)]);
    assert_eq!(codes(&editor.diagnostics("app/page.tsx")), FOUND);
    // However often it happens, it is written into the log once.
    let logged = editor.told::<LogMessageNotification>();
    assert_eq!(logged.message, "rutter has a mistake: the trap shuts");
    editor.quit();
}

#[test]
fn five_thousand_files_that_change_at_once_are_read_once() {
    let disk = Arc::new(ShakySystem::default());
    disk.files.add_file(Utf8Path::new("/ws/app/layout.tsx"), LAYOUT.as_bytes());
    disk.files.add_file(Utf8Path::new("/ws/package.json"), br#"{"dependencies":{"next":"16.4.0"}}"#);
    let names: Vec<String> = (0..5000).map(|number| format!("app/r{number}/page.tsx")).collect();
    let check_out = |text: &str| {
        for name in &names {
            disk.files.add_file(&Utf8Path::new("/ws").join(name), text.as_bytes());
        }
    };
    check_out(RIGHT);
    let mut editor = Editor::on(Arc::clone(&disk) as _, json!({"capabilities": capable()}));
    editor.open(&names[7], RIGHT);
    assert_eq!(codes(&editor.diagnostics(&names[7])), NOTHING);
    editor.close(&names[7]);
    disk.reads();
    check_out("export default () => <p />\n");
    disk.files.add_file(&Utf8Path::new("/ws").join(&names[7]), WRONG.as_bytes());
    for part in names.chunks(100) {
        editor.watched(&part.iter().map(|name| (&**name, 2)).collect::<Vec<_>>());
    }
    let all = editor.ask("workspace/diagnostic", json!({"previousResultIds": []}));
    assert_eq!(all["items"].as_array().expect("items").len(), 1);
    let reads = disk.reads();
    assert!((5000..2 * 5000).contains(&reads), "{reads} files were read");
    editor.quit();
}

#[test]
fn a_hundred_open_files() {
    let disk = disk();
    let names: Vec<String> = (0..100).map(|number| format!("app/r{number}/page.tsx")).collect();
    for name in &names {
        disk.add_file(&Utf8Path::new("/ws").join(name), RIGHT.as_bytes());
    }
    let mut editor = Editor::start(&disk, capable());
    names.iter().for_each(|name| editor.open(name, RIGHT));
    for (at, name) in names.iter().enumerate() {
        editor.replace(name, if at % 2 == 0 { WRONG } else { RIGHT });
    }
    for (at, name) in names.iter().enumerate() {
        assert_eq!(codes(&editor.diagnostics(name)), if at % 2 == 0 { &FOUND[..] } else { &NOTHING });
    }
    editor.quit();
}

#[test]
fn huge_and_unreadable_files_are_answered() {
    let disk = disk();
    disk.add_file(Utf8Path::new("/ws/app/latin/page.tsx"), b"export default '\xe9'");
    disk.add_file(Utf8Path::new("/ws/app/zero/page.tsx"), b"\0\0\0\0");
    let mut huge = String::from(WRONG);
    for number in 0..250_000 {
        writeln!(huge, "// line {number} of a text that nobody has written by hand").expect("memory");
    }
    assert!(huge.len() > 10_000_000, "{}", huge.len());
    disk.add_file(Utf8Path::new("/ws/app/huge/page.tsx"), huge.as_bytes());
    // It asks for an edit only when it wants it, as it should where reading takes this long.
    let mut capabilities = capable();
    capabilities["textDocument"]["codeAction"] =
        json!({"dataSupport": true, "resolveSupport": {"properties": ["edit"]}});
    let mut editor = Editor::start(&disk, capabilities);
    for name in ["latin", "zero"] {
        for (method, params) in asks(&uri(&format!("app/{name}/page.tsx"))) {
            editor.ask(method, params);
        }
    }
    editor.open("app/huge/page.tsx", &huge);
    editor.edit("app/huge/page.tsx", [[200_000, 0], [200_000, 0]], "// more\n");
    for (method, params) in asks(&uri("app/huge/page.tsx")) {
        editor.ask(method, params);
    }
    editor.open("app/latin/page.tsx", WRONG);
    assert_eq!(codes(&editor.diagnostics("app/latin/page.tsx")), FOUND);
    editor.quit();
}
