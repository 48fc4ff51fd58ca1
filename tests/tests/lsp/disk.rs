//! Changes on a real disk, seen by the server itself where its client watches nothing.

use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use lsp_types::{PublishDiagnosticsNotification, Uri};
use rutter_project::{OsSystem, System};
use serde_json::json;

use crate::editor::Editor;

const WRONG: &str =
    "import { useState } from 'react'\nexport default function Page() { useState(0); return null }\n";
const RIGHT: &str = "export default function Page() { return null }\n";

/// A folder on the disk, and an editor that watches nothing and is told what is wrong.
struct Place {
    root: Utf8PathBuf,
    editor: Editor,
    _folder: tempfile::TempDir,
}

impl Place {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = Utf8Path::from_path(folder.path()).expect("a path in UTF-8");
        let root = OsSystem.canonicalize(root).expect("a folder");
        for (path, text) in files {
            write(&root.join(path), text);
        }
        let uri = Uri::from_file_path(&root).expect("an absolute path");
        let folders = json!([{"uri": uri, "name": "app"}]);
        let mut editor = Editor::on(Arc::new(OsSystem), json!({"workspaceFolders": folders}));
        // Whoever is answered knows that the greeting is over; the folders are watched soon after.
        editor.ask("workspace/diagnostic", json!({"previousResultIds": []}));
        Self { root, editor, _folder: folder }
    }

    /// Waits until the editor is told about a file: the rules that it breaks.
    fn told(&mut self, path: &str) -> Vec<String> {
        let uri = Uri::from_file_path(self.root.join(path)).expect("an absolute path");
        loop {
            let told = self.editor.told::<PublishDiagnosticsNotification>();
            if told.uri == uri {
                let code =
                    |code| serde_json::to_value(code).expect("a code").as_str().expect("a text").to_owned();
                return told.diagnostics.into_iter().map(|shown| code(shown.code)).collect();
            }
        }
    }
}

fn write(path: &Utf8Path, text: &str) {
    OsSystem.create_dir_all(path.parent().expect("a folder")).expect("a folder");
    OsSystem.write(path, text.as_bytes()).expect("a file");
}

#[test]
fn what_changes_on_the_disk_is_told() {
    let mut place = Place::with(&[
        ("package.json", r#"{"dependencies":{"next":"16.4.0"}}"#),
        (".gitignore", "/ignored\n"),
        ("app/layout.tsx", "export default ({ children }) => <html><body>{children}</body></html>"),
        ("app/page.tsx", WRONG),
    ]);
    let found = ["server-imports-client-api"];
    assert_eq!(place.told("app/page.tsx"), found);
    let root = place.root.clone();
    write(&root.join("app/page.tsx"), RIGHT);
    assert!(place.told("app/page.tsx").is_empty());
    // A folder that did not exist, with a file that may be older than its watch.
    write(&root.join("app/blog/new/page.tsx"), WRONG);
    assert_eq!(place.told("app/blog/new/page.tsx"), found);
    write(&root.join("app/blog/new/page.tsx"), RIGHT);
    assert!(place.told("app/blog/new/page.tsx").is_empty());
    write(&root.join("app/blog/new/page.tsx"), WRONG);
    assert_eq!(place.told("app/blog/new/page.tsx"), found);
    // The configuration counts too.
    write(&root.join("rutter.toml"), "[check]\nrules = { server-imports-client-api = \"off\" }\n");
    assert!(place.told("app/blog/new/page.tsx").is_empty());
    OsSystem.remove_file(&root.join("rutter.toml")).expect("a file");
    assert_eq!(place.told("app/blog/new/page.tsx"), found);
    OsSystem.remove_file(&root.join("app/blog/new/page.tsx")).expect("a file");
    assert!(place.told("app/blog/new/page.tsx").is_empty());
    place.editor.quit();
}
