//! Whatever configures an app counts from the moment when it changes, as in a fresh `rutter check`.

use std::collections::BTreeSet;
use std::sync::Arc;

use camino::Utf8Path;
use lsp_types::DiagnosticRefreshRequest;
use rutter_project::{MemorySystem, System as _};
use serde_json::json;

use crate::agreement::{checked, counts_characters, told};
use crate::editor::{Editor, refreshable};

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

const SCHEMA: &str = "generator client {\n  provider = \"prisma-client-js\"\n}\nmodel User {\n  id Int @id\n  balance Decimal\n}\n";
const BUTTON: &str = "'use client'\nexport const Button = () => null\n";
const WEB_PAGE: &str = "import { PrismaClient } from '@prisma/client'\nimport { Button } from '@acme/ui'\nimport { Account } from './account'\n\nconst db = new PrismaClient()\n\nexport default async function Page() {\n  const user = await db.user.findFirstOrThrow()\n  return <><Account user={user} /><Button format={() => 'a'} /></>\n}\n";

/// An app of a workspace with a package that it shares with others, and a database.
fn workspace() -> Arc<MemorySystem> {
    let disk = MemorySystem::with_files([
        ("/ws/package.json", r#"{"workspaces": ["web", "ui"]}"#),
        ("/ws/ui/package.json", r#"{"name": "@acme/ui", "exports": "./index.ts"}"#),
        ("/ws/ui/index.ts", "export { Button } from './button'\n"),
        ("/ws/ui/button.tsx", BUTTON),
        (
            "/ws/web/package.json",
            r#"{"dependencies": {"next": "16.4.6", "@acme/ui": "*", "@prisma/client": "6"}}"#,
        ),
        ("/ws/web/next.config.js", "module.exports = {}"),
        ("/ws/web/prisma/schema.prisma", SCHEMA),
        ("/ws/web/data/whole.prisma", &SCHEMA.replace("Decimal", "Float")),
        ("/ws/web/app/layout.tsx", LAYOUT),
        ("/ws/web/app/page.tsx", WEB_PAGE),
        ("/ws/web/app/account.tsx", "'use client'\nexport const Account = () => null\n"),
    ]);
    disk.add_symlink("/ws/node_modules/@acme/ui".into(), "/ws/ui".into());
    Arc::new(disk)
}

#[test]
fn a_schema_and_a_shared_package_count_at_once_in_an_open_document() {
    const DECIMAL: &str = "coerced-prop";
    const FUNCTION: &str = "function-prop";
    let whole = SCHEMA.replace("Decimal", "Float");
    let server = BUTTON.replace("'use client'\n", "");
    let (schema, config) = ("web/prisma/schema.prisma", "web/prisma.config.ts");
    let button = "ui/button.tsx";
    // What changes, each after the one before, and what is wrong with the page then.
    let changes: [(&str, Option<&str>, &[&str]); 10] = [
        (schema, Some(&whole), &[FUNCTION]),
        (schema, Some(SCHEMA), &[DECIMAL, FUNCTION]),
        (button, Some(&server), &[DECIMAL]),
        (schema, None, &[]),
        (schema, Some(SCHEMA), &[DECIMAL]),
        (button, Some(BUTTON), &[DECIMAL, FUNCTION]),
        (button, None, &[DECIMAL]),
        (button, Some(BUTTON), &[DECIMAL, FUNCTION]),
        (config, Some("export default { schema: 'data/whole.prisma' }"), &[FUNCTION]),
        (config, Some("export default { schema: 'prisma/schema.prisma' }"), &[DECIMAL, FUNCTION]),
    ];
    let rules = |editor: &mut Editor| {
        let found = editor.diagnostics("web/app/page.tsx");
        found.iter().map(|it| it["code"].as_str().expect("a rule").to_owned()).collect::<Vec<_>>()
    };
    // On the disk, and in the editor, which has not saved it yet.
    for is_open in [false, true] {
        let disk = workspace();
        let mut editor = Editor::start(&disk, refreshable());
        editor.open("web/app/page.tsx", WEB_PAGE);
        assert_eq!(rules(&mut editor), [DECIMAL, FUNCTION]);
        if is_open {
            editor.open(schema, SCHEMA);
            editor.open(config, "");
            editor.open(button, BUTTON);
        }
        for (path, text, expected) in changes {
            let file = Utf8Path::new("/ws").join(path);
            match text {
                // What is open is there as long as it is, but may be empty.
                _ if is_open => editor.replace(path, text.unwrap_or_default()),
                Some(text) => {
                    let kind = 1 + u32::from(disk.is_file(&file));
                    disk.add_file(&file, text.as_bytes());
                    editor.watched(&[(path, kind)]);
                }
                None => {
                    disk.remove_file(&file).expect("a file");
                    editor.watched(&[(path, 3)]);
                }
            }
            editor.asked::<DiagnosticRefreshRequest>();
            assert_eq!(rules(&mut editor), expected, "{path}: {text:?}, open: {is_open}");
        }
        editor.quit();
    }
}
