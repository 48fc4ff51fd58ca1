//! Rust files: what the macros would say, while the code is written.

use std::sync::Arc;

use rutter_project::MemorySystem;
use serde_json::Value;

use crate::editor::{Editor, capable};

const MANIFEST: &str = "[package]\nname = \"server\"\n[dependencies]\nrutter = { workspace = true }\n";
const ROUTES: &str = "[web]\npage /\npage /blog/[slug]\npage /shop/[id]\n";

fn disk() -> Arc<MemorySystem> {
    Arc::new(MemorySystem::with_files([
        ("/ws/rutter.routes", ROUTES),
        ("/ws/server/Cargo.toml", MANIFEST),
        ("/ws/server/src/lib.rs", "mod posts;\n"),
        ("/ws/server/src/posts.rs", POSTS),
        ("/ws/other/Cargo.toml", "[package]\nname = \"other\"\n"),
        ("/ws/other/src/lib.rs", POSTS),
    ]))
}

const POSTS: &str = "use rutter::RouteParams;\n\n#[derive(RouteParams)]\n#[rutter(route = \"/blog/[slug]\")]\nstruct Post {\n    id: String,\n}\n";

fn messages(shown: &[Value]) -> Vec<&str> {
    shown.iter().map(|it| it["message"].as_str().expect("a message")).collect()
}

#[test]
fn a_derive_is_checked_while_it_is_written() {
    let mut editor = Editor::start(&disk(), capable());
    editor.open("server/src/posts.rs", POSTS);
    let found = editor.diagnostics("server/src/posts.rs");
    assert_eq!(
        messages(&found),
        [
            "`/blog/[slug]` has no param `id`, and no field holds its `[slug]`; if this is the field, rename it to `slug`"
        ]
    );
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
    assert_eq!(found[0]["range"]["start"], serde_json::json!({"line": 3, "character": 17}));
    editor.quit();
}
