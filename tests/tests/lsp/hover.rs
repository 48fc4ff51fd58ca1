//! What is shown of a place.

use std::sync::Arc;

use rutter_project::MemorySystem;
use serde_json::{Value, json};

use crate::editor::{Editor, capable, uri};

const PAGE: &str = "import { Chart } from '../../chart'\n\nexport const revalidate = 60\nexport async function generateMetadata() { return {} }\n\nexport default function Page() {\n  return <Chart title=\"a\" onPick={() => 1} at={new Date()} limit={undefined} />\n}\n";

fn disk() -> Arc<MemorySystem> {
    Arc::new(MemorySystem::with_files([
        ("/ws/package.json", r#"{"dependencies": {"next": "16.4.6", "react": "19.3.0"}}"#),
        ("/ws/next.config.js", "module.exports = {}"),
        ("/ws/app/layout.tsx", "export default ({ children }) => <html><body>{children}</body></html>"),
        ("/ws/app/blog/layout.tsx", "export default ({ children }) => <main>{children}</main>"),
        ("/ws/app/blog/[slug]/page.tsx", PAGE),
        ("/ws/app/blog/[slug]/page.search.ts", "export default { q: 'string?' }"),
        (
            "/ws/app/chart.tsx",
            "'use client'\nimport { draw } from './draw'\nexport function Chart() { return draw() }\n",
        ),
        ("/ws/app/draw.ts", "export const draw = () => null\n"),
        ("/ws/app/unused.ts", "export const a = 1\n"),
        (
            "/ws/app/links.tsx",
            "import Link from 'next/link'\nexport const a = <><Link href='/blog/a' /><Link href='/blog/b' /></>\n",
        ),
        ("/ws/app/alone.tsx", "'use client'\n"),
        ("/ws/app/api/posts/[...rest]/route.ts", "export async function GET() {}\nexport const POST = GET\n"),
    ]))
}

fn text(shown: &Value) -> &str {
    shown["contents"]["value"].as_str().unwrap_or("nothing")
}

/// `(where `$0` stands, what is shown)`.
fn assert_shown(editor: &mut Editor, path: &str, marked: &str, expected: &str) {
    let shown = editor.hover(path, marked);
    assert_eq!(text(&shown).trim_end(), expected, "{path}: {marked}");
}

#[test]
fn a_directive_and_an_import_show_where_the_module_runs() {
    let mut editor = Editor::start(&disk(), capable());
    for (path, marked, expected) in [
        (
            "app/draw.ts",
            "$0import './unused'",
            "`./unused` is `app/unused.ts`, a module.\n\nThis module runs **in the client**.\n\n\
             - `app/blog/[slug]/page.tsx` (page of `/blog/[slug]`)\n  - `app/chart.tsx` (in the client)\n    - `app/draw.ts`",
        ),
        (
            "app/layout.tsx",
            "\nimport { Chart } from '$0./chart'\nexport default () => <Chart />\n",
            "`./chart` is `app/chart.tsx`, a module with `'use client'`: what it exports runs **in the client** from here on.\n\n\
             This module runs **on the server**.\n\n- `app/layout.tsx` (layout of `/`)",
        ),
        (
            "app/layout.tsx",
            "\nimport type { A } from '$0./chart'\n",
            "`./chart` is imported for its types alone, and loaded nowhere.\n\n\
             This module runs **on the server**.\n\n- `app/layout.tsx` (layout of `/`)",
        ),
        (
            "app/layout.tsx",
            "\nimport { Chart } from '$0./chart'\n",
            "No value of `./chart` is used here, so it is not loaded for this import.\n\n\
             This module runs **on the server**.\n\n- `app/layout.tsx` (layout of `/`)",
        ),
        (
            "app/unused.ts",
            "import 'react'$0\n",
            "`react` is of the package `react`, which is not read.\n\nNo route reaches this module.",
        ),
        (
            "app/unused.ts",
            "import './gone'$0\n",
            "`./gone` leads to no file.\n\nNo route reaches this module.",
        ),
        (
            "app/unused.ts",
            "import 'node:fs'$0\n",
            "`node:fs` is `fs` of Node.\n\nNo route reaches this module.",
        ),
        (
            "app/alone.tsx",
            "'use$0 client'\n",
            "No route reaches this module. Its directive would have it run **in the client**.",
        ),
    ] {
        assert_shown(&mut editor, path, marked, expected);
    }
    editor.quit();
}

#[test]
fn a_route_file_shows_what_it_is_in_the_route_tree() {
    let mut editor = Editor::start(&disk(), capable());
    let page = "**page** of `/blog/[slug]`\n\n- params: `slug: string`\n\
        - search params are described by: `app/blog/[slug]/page.search.ts`\n\
        - layouts: `app/layout.tsx`, `app/blog/layout.tsx`\n- settings: `revalidate = 60`\n- metadata: `generateMetadata`\n- linked from: 1 module";
    assert_shown(
        &mut editor,
        "app/blog/[slug]/page.tsx",
        &PAGE.replace("default function", "default$0 function"),
        page,
    );
    let first_line = editor.hover("app/blog/[slug]/page.tsx", &format!("$0{PAGE}"));
    assert!(text(&first_line).ends_with(&format!("{page}\n")), "{first_line:#}");
    assert_shown(
        &mut editor,
        "app/api/posts/[...rest]/route.ts",
        "export async function G$0ET() {}\nexport const POST = GET\n",
        "**handler** of `/api/posts/[...rest]`\n\n- params: `rest: string[]`\n- methods: `GET`, `POST`\n- linked from: no module",
    );
    // Elsewhere in the file there is nothing to say.
    assert_eq!(
        editor.hover("app/blog/[slug]/page.tsx", &PAGE.replace("revalidate =", "$0revalidate =")),
        Value::Null
    );
    editor.quit();
}

#[test]
fn a_crossing_shows_what_becomes_of_each_prop() {
    let mut editor = Editor::start(&disk(), capable());
    let path = "app/blog/[slug]/page.tsx";
    assert_shown(
        &mut editor,
        path,
        &PAGE.replace("<Chart", "<Ch$0art"),
        "`<Chart>` is of the client: `app/chart.tsx`\n\n- `title`: serializable\n\
         - `onPick`: **throws**, rendering fails: a function\n- `at`: serializable\n- `limit`: serializable",
    );
    assert_shown(
        &mut editor,
        path,
        &PAGE.replace("onPick", "on$0Pick"),
        "`onPick` crosses to the client\n\n- `onPick`: **throws**, rendering fails: a function",
    );
    editor.quit();
}

#[test]
fn a_rule_that_is_suppressed_shows_its_page() {
    let mut editor = Editor::start(&disk(), capable());
    let shown = editor
        .hover("app/unused.ts", "// rutter-ignore unknown-href, client-export$0-read: a reason\nlet a\n");
    assert!(text(&shown).starts_with("# client-export-read\n"), "{shown:#}");
    let range = json!({"start": {"line": 0, "character": 31}, "end": {"line": 0, "character": 49}});
    assert_eq!(shown["range"], range);
    for marked in [
        "// rutter-ignore client-export-read: client-export$0-read\nlet a\n",
        "// rutter-ignore no-such$0-rule: a reason\nlet a\n",
        "// client-export$0-read\nlet a\n",
    ] {
        assert_eq!(editor.hover("app/unused.ts", marked), Value::Null, "{marked}");
    }
    editor.quit();
}

#[test]
fn an_editor_without_markdown_is_shown_plain_text() {
    let mut capabilities = capable();
    capabilities["textDocument"]["hover"] = json!({});
    let mut editor = Editor::start(&disk(), capabilities);
    let shown = editor.hover("app/alone.tsx", "'use$0 client'\n");
    assert_eq!(
        shown["contents"],
        json!({
            "kind": "plaintext",
            "value": "No route reaches this module. Its directive would have it run in the client.",
        })
    );
    editor.quit();
}

#[test]
fn what_two_apps_say_of_a_file_that_they_share_is_said_for_each() {
    let disk = Arc::new(MemorySystem::with_files([
        ("/ws/package.json", r#"{"workspaces": ["apps/*", "packages/*"]}"#),
        ("/ws/apps/web/package.json", r#"{"name": "web", "dependencies": {"next": "16.4.6"}}"#),
        ("/ws/apps/web/app/page.tsx", "import '../../../packages/ui/a'\nexport default () => null"),
        ("/ws/apps/docs/package.json", r#"{"name": "docs", "dependencies": {"next": "16.4.6"}}"#),
        ("/ws/apps/docs/pages/index.tsx", "import '../../../packages/ui/a'\nexport default () => null"),
        ("/ws/packages/ui/package.json", r#"{"name": "ui"}"#),
        ("/ws/packages/ui/a.ts", "import './b'\n"),
        ("/ws/packages/ui/b.ts", ""),
    ]));
    let mut editor = Editor::start(&disk, capable());
    let shown = editor.hover("packages/ui/a.ts", "import$0 './b'\n");
    let shown = text(&shown);
    assert!(shown.contains("App `docs`\n\n`./b` is `../../packages/ui/b.ts`, a module."), "{shown}");
    assert!(shown.contains("runs **in pages of the Pages Router**"), "{shown}");
    assert!(shown.contains("App `web`") && shown.contains("runs **on the server**"), "{shown}");
    editor.quit();
}

#[test]
fn no_place_of_a_broken_file_ends_the_server() {
    let mut editor = Editor::start(&disk(), capable());
    let broken = "'use cli🦀ent\n// rutter-ignore ä, unknown-href\nimport { a from './chart\n\
        export default function () { return <Chart on={() => 1 <Ch🦀.B a=\n";
    editor.open("app/blog/[slug]/page.tsx", broken);
    for (line, text) in broken.lines().enumerate() {
        for character in 0..=text.encode_utf16().count() + 1 {
            let position = json!({"line": line, "character": character});
            let document = json!({"uri": uri("app/blog/[slug]/page.tsx")});
            editor.ask("textDocument/hover", json!({"textDocument": document, "position": position}));
        }
    }
    editor.quit();
}
