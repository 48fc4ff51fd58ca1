//! Whatever configures an app counts from the moment when it changes, as in a fresh `rutter check`.

use std::collections::BTreeSet;
use std::sync::Arc;

use camino::Utf8Path;
use rutter_project::{MemorySystem, System as _};
use serde_json::json;

use crate::agreement::{checked, counts_characters, told};
use crate::editor::Editor;

const LAYOUT: &str = "export default ({ children }) => <html><body>{children}</body></html>";
const HOOK: &str =
    "import { useState } from 'react'\nexport default function Page() { useState(0); return null }\n";

/// What changes, each after the one before: a file with its text, or without where it is deleted.
const CHANGES: [(&str, Option<&str>); 18] = [
    ("rutter.toml", Some("[check]\nrules = { server-imports-client-api = \"warning\" }\n")),
    (
        "rutter.toml",
        Some("[check]\nrules = { server-imports-client-api = \"off\", no-such-rule = \"off\" }\n"),
    ),
    ("rutter.toml", None),
    ("next.config.js", Some("module.exports = { cacheComponents: true, pageExtensions: ['page.tsx'] }")),
    ("next.config.js", Some("module.exports = {")),
    ("next.config.js", Some("module.exports = {}")),
    ("tsconfig.json", Some(r#"{"compilerOptions": {"paths": {"@/*": ["./lib/*"]}}}"#)),
    ("tsconfig.json", Some(r#"{"compilerOptions": {"paths": {"@/*": ["./nowhere/*"]}}}"#)),
    ("package.json", Some(r#"{"dependencies": {"next": "13.0.0"}}"#)),
    ("package.json", Some(r#"{"dependencies": {"next": "16.4.6"}, "sideEffects": false}"#)),
    ("app/blog/[slug]/page.tsx", Some(HOOK)),
    ("app/blog/[id]/page.tsx", Some(HOOK)),
    ("app/blog/[slug]/page.tsx", None),
    ("app/layout.tsx", None),
    ("app/layout.tsx", Some(LAYOUT)),
    (".gitignore", Some("/app/blog\n")),
    (".gitignore", None),
    ("more/package.json", Some(r#"{"dependencies": {"next": "16.4.6"}}"#)),
];

#[test]
fn every_change_counts_at_once() {
    let disk = Arc::new(MemorySystem::with_files([
        ("/ws/package.json", r#"{"dependencies": {"next": "16.4.6"}}"#),
        ("/ws/next.config.js", "module.exports = {}"),
        ("/ws/tsconfig.json", r#"{"compilerOptions": {"paths": {"@/*": ["./*"]}}}"#),
        ("/ws/app/layout.tsx", LAYOUT),
        ("/ws/app/page.tsx", "import '@/lib/hook'\nexport default () => <a href='/blog/x'>x</a>\n"),
        ("/ws/lib/hook.ts", "import { useEffect } from 'react'\nuseEffect(() => {})\n"),
        ("/ws/hook.ts", ""),
        // A nested app, as soon as it has a `package.json`.
        ("/ws/more/app/page.tsx", HOOK),
    ]));
    let mut editor = Editor::start(&disk, counts_characters());
    let mut states = BTreeSet::from([told(&mut editor)]);
    for (path, text) in CHANGES {
        let file = Utf8Path::new("/ws").join(path);
        let existed = disk.is_file(&file);
        match text {
            Some(text) => disk.add_file(&file, text.as_bytes()),
            None => disk.remove_file(&file).expect("a file"),
        }
        let kind = if text.is_none() { 3 } else { 1 + u32::from(existed) };
        editor.watched(&[(path, kind)]);
        let found = told(&mut editor);
        assert_eq!(found, checked(Arc::clone(&disk) as _), "{path}: {text:?}");
        states.insert(found);
    }
    assert!(states.len() >= 8, "the changes matter: {}", states.len());
    editor.quit();
}

#[test]
fn folders_come_and_go() {
    let disk = Arc::new(MemorySystem::with_files([
        ("/ws/package.json", r#"{"dependencies": {"next": "16.4.6"}}"#),
        ("/ws/app/layout.tsx", LAYOUT),
        ("/ws/app/page.tsx", HOOK),
        ("/two/package.json", r#"{"dependencies": {"next": "16.4.6"}}"#),
        ("/two/app/layout.tsx", LAYOUT),
        ("/two/app/page.tsx", HOOK),
    ]));
    let mut editor = Editor::start(&disk, counts_characters());
    let folder = |path: &str| json!([{"uri": format!("file://{path}"), "name": path}]);
    for (added, removed, expected) in [
        (json!([]), json!([]), &["file:///ws/app/page.tsx"][..]),
        (folder("/two"), json!([]), &["file:///two/app/page.tsx", "file:///ws/app/page.tsx"]),
        (folder("/two"), json!([]), &["file:///two/app/page.tsx", "file:///ws/app/page.tsx"]),
        (folder("/nowhere"), folder("/ws"), &["file:///two/app/page.tsx"]),
        (folder("/ws"), folder("/two"), &["file:///ws/app/page.tsx"]),
    ] {
        let event = json!({"event": {"added": added, "removed": removed}});
        editor.tell("workspace/didChangeWorkspaceFolders", event);
        let all = editor.ask("workspace/diagnostic", json!({"previousResultIds": []}));
        let files: Vec<&str> = all["items"]
            .as_array()
            .expect("items")
            .iter()
            .map(|item| item["uri"].as_str().expect("a uri"))
            .collect();
        assert_eq!(files, expected, "added {added}, removed {removed}");
    }
    editor.quit();
}
