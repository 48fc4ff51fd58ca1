//! Routes as symbols: from where they are named to their files, and back.

use camino::Utf8Path;
use serde_json::{Value, json};

use crate::app::{HOME, POST, disk, open_at, shown};
use crate::editor::{Editor, capable, uri};

#[test]
fn a_route_string_leads_to_the_files_that_answer_it() {
    const POST_FILE: &[&str] = &["app/blog/[slug]/page.tsx:1:31"];
    const LINK: &str = "import Link from 'next/link'\nimport Form from 'next/form'\n";
    const NAVIGATION: &str = "import { redirect, useRouter } from 'next/navigation'\n";
    const CACHE: &str = "import { revalidatePath } from 'next/cache'\n";
    const OWN: &str = "import { href, type PageProps as Props } from '../rutter/routes.gen'\n";
    let table: &[(&str, &str, &[&str])] = &[
        (LINK, "<Link href='/blog/he▮llo' />", POST_FILE),
        (LINK, "<Link href=\"/blog/new▮\" />", &["app/blog/new/page.tsx:1:16"]),
        (LINK, "<Link href={'▮/blog?page=2#top'} />", &["app/blog/page.tsx:1:25"]),
        (LINK, "<Form action='/ca▮rt/' />", &["app/(shop)/cart/page.tsx:3:16"]),
        (LINK, "<Link href={`/bl▮og/${slug}`} />", POST_FILE),
        (LINK, "<Link href={`/bl▮og/${post?.slug}`} />", POST_FILE),
        (LINK, "<Link href={`/bl▮og/${ (post.slug as string) }`} />", POST_FILE),
        (LINK, "<Link href={'/bl▮og/' + slug + '?a=' + b} />", POST_FILE),
        (LINK, "<Link href={open ? '/blog/▮a' : '/cart'} />", POST_FILE),
        (LINK, "<Link href={open ? '/blog/a' : '/ca▮rt'} />", &["app/(shop)/cart/page.tsx:3:16"]),
        (LINK, "<Link href='/lo▮go.svg' />", &["public/logo.svg:1:1"]),
        (NAVIGATION, "redirect('/docs/a/▮b')", &["app/docs/[[...path]]/page.tsx:1:16"]),
        (NAVIGATION, "useRouter().push('/api/po▮sts/7')", &["app/api/posts/[id]/route.ts:2:23"]),
        (CACHE, "revalidatePath('/blog/[sl▮ug]', 'page')", POST_FILE),
        (CACHE, "revalidatePath('/(shop)/ca▮rt')", &["app/(shop)/cart/page.tsx:3:16"]),
        (CACHE, "revalidatePath('/do▮cs', 'layout')", &["app/docs/layout.tsx:1:16"]),
        (OWN, "href('/blog/[sl▮ug]', { params: { slug: 'a' } })", POST_FILE),
        (OWN, "0 as Props<'/blog/[sl▮ug]'>", POST_FILE),
        ("", "0 as PageProps<'/blog/[sl▮ug]'>", POST_FILE),
        ("", "0 as RouteContext<'/api/pos▮ts/[id]'>", &["app/api/posts/[id]/route.ts:2:23"]),
        ("", "0 as LayoutProps<'/do▮cs'>", &["app/docs/layout.tsx:1:16"]),
        // Nothing is guessed.
        (LINK, "<Link href={`/blog/a-${slug▮}`} />", &[]),
        (LINK, "<Link href={`/blog${slug▮}`} />", &[]),
        (LINK, "<Link href='https://example.org/bl▮og' />", &[]),
        (LINK, "<Link href='/old▮' />", &[]),
        (LINK, "<Link href='/no▮where' />", &[]),
        (LINK, "<a href='/bl▮og' />", &[]),
        ("import { href } from './own'\n", "href('/blog/[sl▮ug]')", &[]),
        ("type PageProps<R> = R\n", "0 as PageProps<'/blog/[sl▮ug]'>", &[]),
        (LINK, "<Link href='/blog' ti▮tle='/blog' />", &[]),
    ];
    let mut editor = Editor::start(&disk(), capable());
    for (imports, code, expected) in table {
        let params = open_at(&mut editor, "app/links.tsx", &format!("{imports}export const x = {code}\n"));
        let found = editor.ask("textDocument/definition", params);
        assert_eq!(shown(&found), *expected, "{code}");
    }
    editor.quit();
}

#[test]
fn a_crossing_leads_to_the_client_component() {
    let disk = disk();
    for (path, text) in [
        ("card.tsx", "'use client'\nexport function Card() { return null }\n"),
        ("menu.tsx", "'use client'\nconst Menu = memo(() => null)\nexport { Menu as default }\n"),
        ("ui.tsx", "export { Card } from './card'\nexport { default as Menu } from './menu'\n"),
        ("barrel.tsx", "'use client'\nexport * from './plain'\n"),
        ("plain.tsx", "export const Plain = () => null\n"),
        ("broken.tsx", "'use client'\nexport * from 'not-installed'\n"),
    ] {
        disk.add_file(&Utf8Path::new("/ws/app").join(path), text.as_bytes());
    }
    const CARD: &[&str] = &["app/card.tsx:2:17"];
    let table: &[(&str, &str, &[&str])] = &[
        ("import { Card } from '../card'", "<Ca▮rd title=\"ä\" />", CARD),
        ("import { Card } from '../card'", "<Card ä={1} tit▮le=\"a\" />", CARD),
        ("import { Card } from '../ui'", "<><p>ä🦀</p><Card▮ /></>", CARD),
        ("import * as ui from '../ui'", "<ui.▮Card />", CARD),
        ("import { Menu } from '../ui'", "<▮Menu />", &["app/menu.tsx:2:7"]),
        ("import { Plain } from '../barrel'", "<Pl▮ain />", &["app/plain.tsx:1:14"]),
        // It is not known what declares it.
        ("import { Gone } from '../broken'", "<Go▮ne />", &["app/broken.tsx:1:1"]),
        // No crossing, or no place in one that has a name.
        ("import { Plain } from '../plain'", "<Pl▮ain />", &[]),
        ("import { Ca▮rd } from '../card'", "<Card />", &[]),
        ("import { Card } from '../card'", "<Card title=\"▮a\" />", &[]),
        ("import { Card } from '../card'", "<Card>▮a</Card>", &[]),
        ("import Link from 'next/link'", "<Li▮nk href=\"/blog\" />", &[]),
        ("'use client'\nimport { Card } from '../card'", "<Ca▮rd />", &[]),
    ];
    let mut editor = Editor::start(&disk, capable());
    for (head, code, expected) in table {
        let text = format!("{head}\nexport default function Blog() {{ return {code} }}\n");
        let params = open_at(&mut editor, "app/blog/page.tsx", &text);
        let found = editor.ask("textDocument/definition", params);
        assert_eq!(shown(&found), *expected, "{head}: {code}");
    }
    editor.quit();
}

#[test]
fn a_route_knows_everything_that_names_it() {
    let mut editor = Editor::start(&disk(), capable());
    let all = ["app/page.tsx:6:22", "app/page.tsx:6:56", "app/blog/[slug]/page.tsx:1:59"];
    let mut ask = |path: &str, text: &str, declaration: bool| {
        let mut params = open_at(&mut editor, path, text);
        params["context"] = json!({"includeDeclaration": declaration});
        editor.ask("textDocument/references", params)
    };
    let mut expected = all.to_vec();
    expected.sort_unstable();
    let sorted = |found: &Value| {
        let mut found = shown(found);
        found.sort_unstable();
        found
    };
    for text in [format!("▮{POST}"), POST.replace("Post", "Po▮st"), POST.replace("slug]", "slug▮]")] {
        let found = ask("app/blog/[slug]/page.tsx", &text, false);
        assert_eq!(sorted(&found), expected, "{text}");
    }
    let found = ask("app/page.tsx", &HOME.replace("'/blog/[", "'/▮blog/["), true);
    expected.insert(0, "app/blog/[slug]/page.tsx:1:31");
    assert_eq!(sorted(&found), expected);
    // Somewhere in a page nothing is asked of its route.
    assert_eq!(ask("app/blog/[slug]/page.tsx", &POST.replace("<p>", "<▮p>"), true), Value::Null);
    editor.quit();
}

#[test]
fn routes_are_symbols_of_the_workspace() {
    let mut editor = Editor::start(&disk(), capable());
    let mut ask = |query: &str| {
        let found = editor.ask("workspace/symbol", json!({"query": query}));
        let symbols = found.as_array().expect("symbols").iter();
        let symbol = |it: &Value| {
            format!(
                "{} {} {}",
                it["name"].as_str().unwrap(),
                it["containerName"].as_str().unwrap(),
                shown(&json!([it["location"]]))[0]
            )
        };
        symbols.map(symbol).collect::<Vec<_>>()
    };
    assert_eq!(ask("/blslug"), ["/blog/[slug] app/blog/[slug]/page.tsx app/blog/[slug]/page.tsx:1:31"]);
    assert_eq!(
        ask("get/"),
        ["GET /api/posts/[id] app/api/posts/[id]/route.ts app/api/posts/[id]/route.ts:2:23"]
    );
    assert_eq!(ask("").len(), 7);
    assert_eq!(ask("/nothing"), Vec::<String>::new());
    editor.quit();
}

#[test]
fn a_lens_on_a_route_tells_who_links_to_it() {
    let mut able = capable();
    able["experimental"] = json!({"commands": {"commands": ["rutter.showReferences"]}});
    let table = [
        ("app/blog/[slug]/page.tsx", POST.to_owned(), "3 links", 3),
        (
            "app/blog/[slug]/page.tsx",
            format!("{POST}export const dynamic = 'force-static'\n"),
            "3 links · static because of `dynamic = 'force-static'`",
            3,
        ),
        ("app/blog/page.tsx", "export default () => null".to_owned(), "no links found", 0),
    ];
    for (capabilities, shows) in [(capable(), false), (able, true)] {
        let mut editor = Editor::start(&disk(), capabilities);
        for (path, text, title, links) in &table {
            editor.open(path, text);
            let lenses = editor.ask("textDocument/codeLens", json!({"textDocument": {"uri": uri(path)}}));
            assert_eq!(lenses.as_array().map(Vec::len), Some(1), "{lenses:#}");
            assert_eq!(lenses[0]["command"], Value::Null, "a lens is resolved when it is seen");
            let lens = editor.ask("codeLens/resolve", lenses[0].clone());
            assert_eq!(lens["command"]["title"], *title);
            let (command, places) =
                if shows && *links > 0 { ("rutter.showReferences", *links) } else { ("", 0) };
            assert_eq!(lens["command"]["command"], command);
            assert_eq!(shown(&lens["command"]["arguments"][2]).len(), places);
        }
        editor.open("app/other.tsx", "export default () => null");
        let none =
            editor.ask("textDocument/codeLens", json!({"textDocument": {"uri": uri("app/other.tsx")}}));
        assert_eq!(none, json!([]));
        editor.quit();
    }
}

#[test]
fn a_special_file_that_is_missing_beside_a_route_can_be_created() {
    let disk = disk();
    for (path, text) in [
        ("blog/loading.jsx", "export default () => null"),
        ("old/page.js", "export default function Old() {}"),
        ("plain/page.ts", "export default () => null"),
    ] {
        disk.add_file(&Utf8Path::new("/ws/app").join(path), text.as_bytes());
    }
    let mut able = capable();
    able["workspace"] =
        json!({"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create", "rename"]}});
    let page = "export default function Pa▮ge() {\n  return null\n}\n";
    let table: &[(&Value, &str, &str, &[&str])] = &[
        (&able, "app/blog/page.tsx", page, &["error.tsx", "not-found.tsx"]),
        (&able, "app/docs/layout.tsx", page, &["loading.tsx", "error.tsx", "not-found.tsx"]),
        (&able, "app/old/page.js", page, &["loading.js", "error.js", "not-found.js"]),
        // No place that stands for the route, no route with elements, no client that creates files.
        (&able, "app/blog/page.tsx", "export default function Page() {\n  return n▮ull\n}\n", &[]),
        (&able, "app/plain/page.ts", page, &[]),
        (&able, "app/api/posts/[id]/route.ts", "export async function G▮ET() {}\n", &[]),
        (&able, "app/other.tsx", page, &[]),
        (&capable(), "app/blog/page.tsx", page, &[]),
    ];
    for (capabilities, path, text, expected) in table {
        let mut editor = Editor::start(&disk, (*capabilities).clone());
        let at = open_at(&mut editor, path, text);
        let params = json!({
            "textDocument": at["textDocument"], "context": {"diagnostics": [], "only": ["refactor"]},
            "range": {"start": at["position"], "end": at["position"]},
        });
        let actions = editor.ask("textDocument/codeAction", params.clone());
        let actions = actions.as_array().expect("actions");
        let titles: Vec<&str> = actions.iter().map(|it| it["title"].as_str().expect("a title")).collect();
        let wanted: Vec<String> = expected.iter().map(|name| format!("create `{name}` here")).collect();
        assert_eq!(titles, wanted, "{path}: {text}");
        // Nothing is wrong with what is created, and it is not offered again.
        let folder = Utf8Path::new(path).parent().expect("a folder");
        for (action, name) in actions.iter().zip(*expected) {
            let changes = &action["edit"]["documentChanges"];
            let file = folder.join(name);
            assert_eq!(changes[0], json!({"kind": "create", "uri": uri(file.as_str())}));
            assert_eq!(changes[1]["textDocument"], json!({"uri": uri(file.as_str()), "version": null}));
            editor.open(file.as_str(), changes[1]["edits"][0]["newText"].as_str().expect("a text"));
            assert_eq!(editor.diagnostics(file.as_str()), Vec::<Value>::new(), "{file}");
        }
        assert_eq!(editor.ask("textDocument/codeAction", params), json!([]), "{path}: {text}");
        editor.quit();
    }
}
