//! An app with routes of each kind, and cursors in its files.

use std::sync::Arc;

use rutter_project::MemorySystem;
use serde_json::{Value, json};

use crate::editor::{Editor, uri};

/// Where the cursor is, in the text of a test.
pub(crate) const CURSOR: char = '▮';

/// A page with a param.
pub(crate) const POST: &str = "export default async function Post({ params }: PageProps<'/blog/[slug]'>) {\n  const { slug } = await params\n  return <p>{slug}</p>\n}\n";
/// A page that links to it twice.
pub(crate) const HOME: &str = "import Link from 'next/link'\nimport { href } from '../rutter/routes.gen'\n\nexport default function Home() {\n  const slug = 'ä🦀'\n  return <Link href={`/blog/${slug}?from=home`}>{href('/blog/[slug]', { params: { slug } })}</Link>\n}\n";

/// An app with routes of each kind.
pub(crate) fn disk() -> Arc<MemorySystem> {
    Arc::new(MemorySystem::with_files([
        ("/ws/package.json", r#"{"dependencies": {"next": "16.4.6", "react": "19.3.0"}}"#),
        (
            "/ws/next.config.js",
            "module.exports = { redirects: async () => [{ source: '/old', destination: '/blog', permanent: true }] }",
        ),
        ("/ws/app/layout.tsx", "export default ({ children }) => <html><body>{children}</body></html>"),
        ("/ws/app/page.tsx", HOME),
        ("/ws/app/blog/page.tsx", "export default function Blog() {}"),
        ("/ws/app/blog/new/page.tsx", "export default () => null"),
        ("/ws/app/blog/[slug]/page.tsx", POST),
        ("/ws/app/(shop)/cart/page.tsx", "const Cart = () => null\n\nexport default Cart\n"),
        ("/ws/app/docs/[[...path]]/page.tsx", "export default () => null"),
        ("/ws/app/docs/layout.tsx", "export default ({ children }) => children"),
        (
            "/ws/app/api/posts/[id]/route.ts",
            "export const runtime = 'edge'\nexport async function GET() {}\n",
        ),
        (
            "/ws/app/docs/[[...path]]/page.search.ts",
            "import { parseAsInteger } from 'nuqs/server'\nexport default { page: parseAsInteger, 'per-page': parseAsInteger }\n",
        ),
        ("/ws/public/logo.svg", "<svg/>"),
        ("/ws/rutter/routes.gen.ts", "export function href() {}\nexport type PageProps<R> = R\n"),
    ]))
}

/// Opens a text with a cursor in it; the parameters of a request there.
pub(crate) fn open_at(editor: &mut Editor, path: &str, text: &str) -> Value {
    let before = text.split(CURSOR).next().expect("a start");
    let line = before.matches('\n').count();
    let character = before.rsplit('\n').next().expect("a line").encode_utf16().count();
    editor.open(path, &text.replace(CURSOR, ""));
    json!({"textDocument": {"uri": uri(path)}, "position": {"line": line, "character": character}})
}

/// Places as `app/page.tsx:6:3`, as editors show them.
pub(crate) fn shown(locations: &Value) -> Vec<String> {
    let folder = "file:///ws/";
    let place = |location: &Value| {
        let file = location["uri"].as_str().expect("a place").strip_prefix(folder).expect("a file of ours");
        let file = file.replace("%5B", "[").replace("%5D", "]").replace("%28", "(").replace("%29", ")");
        let start = &location["range"]["start"];
        let number = |value: &Value| value.as_u64().expect("a number") + 1;
        format!("{file}:{}:{}", number(&start["line"]), number(&start["character"]))
    };
    locations.as_array().map(|all| all.iter().map(place).collect()).unwrap_or_default()
}
