//! What is offered while code is written, broken as it is then.

use camino::Utf8Path;
use serde_json::{Value, json};

use crate::app::{CURSOR, disk, open_at};
use crate::editor::{Editor, capable, uri};

const LINK: &str = "import Link from 'next/link'\nimport Form from 'next/form'\n";
const NAVIGATION: &str = "import { redirect, useRouter } from 'next/navigation'\n";
const CACHE: &str = "import { revalidatePath } from 'next/cache'\n";
const OWN: &str = "import { href, type PageProps as Props } from '../rutter/routes.gen'\n";

fn with_snippets() -> Value {
    let mut capabilities = capable();
    capabilities["textDocument"]["completion"] = json!({"completionItem": {"snippetSupport": true}});
    capabilities
}

/// The text that choosing an item leaves, by the item's label. The cursor has to be in what is replaced, on one line.
fn chosen(editor: &mut Editor, path: &str, text: &str) -> Vec<(String, String)> {
    let params = open_at(editor, path, text);
    let items = editor.ask("textDocument/completion", params.clone());
    let text = text.replace(CURSOR, "");
    let left = |item: &Value| {
        let (start, end) = (&item["textEdit"]["range"]["start"], &item["textEdit"]["range"]["end"]);
        let (line, cursor) = (&params["position"]["line"], &params["position"]["character"]);
        assert_eq!((&start["line"], &end["line"]), (line, line));
        let column = |at: &Value| at.as_u64().expect("a column");
        let (from, to) = (column(&start["character"]), column(&end["character"]));
        assert!((from..=to).contains(&column(cursor)), "{item:#}");
        let line = text.lines().nth(usize::try_from(line.as_u64().unwrap()).unwrap()).unwrap_or_default();
        let units: Vec<u16> = line.encode_utf16().collect();
        let part = |range: &[u16]| String::from_utf16(range).expect("whole characters");
        let (before, after) =
            (part(&units[..usize::try_from(from).unwrap()]), part(&units[usize::try_from(to).unwrap()..]));
        let new = item["textEdit"]["newText"].as_str().expect("a text");
        (item["label"].as_str().expect("a label").to_owned(), format!("{before}{new}{after}"))
    };
    items.as_array().map(|items| items.iter().map(left).collect()).unwrap_or_default()
}

#[test]
fn a_route_is_offered_wherever_one_is_named() {
    let mut editor = Editor::start(&disk(), with_snippets());
    // What is written, an item that is offered, and what is there once it is chosen.
    let table = [
        (LINK, "<Link href='/bl▮' />", "/blog/new", "<Link href='/blog/new' />"),
        (LINK, "<Link href='▮/blog/new' />", "/blog", "<Link href='/blog' />"),
        (
            LINK,
            "<Link title='ä🦀' href=\"▮\" />",
            "/blog/[slug]",
            "<Link title='ä🦀' href=\"/blog/${1:slug}\" />",
        ),
        (LINK, "<Link href={`/▮`} />", "/blog/[slug]", "<Link href={`/blog/\\${${1:slug}}`} />"),
        (LINK, "<Link href='/bl▮?page=2#top' />", "/blog", "<Link href='/blog?page=2#top' />"),
        (LINK, "<Form action='▮' />", "/docs/[[...path]]", "<Form action='/docs/${1:path}' />"),
        (NAVIGATION, "redirect('/▮')", "/cart", "redirect('/cart')"),
        (NAVIGATION, "redirect('/▮')", "/api/posts/[id]", "redirect('/api/posts/${1:id}')"),
        (NAVIGATION, "useRouter().replace('/▮')", "/", "useRouter().replace('/')"),
        (CACHE, "revalidatePath('/▮')", "/blog/[slug]", "revalidatePath('/blog/[slug]')"),
        (CACHE, "revalidatePath('▮', 'layout')", "/docs", "revalidatePath('/docs', 'layout')"),
        (OWN, "href('▮')", "/blog/[slug]", "href('/blog/[slug]')"),
        (OWN, "0 as Props<'▮'>", "/blog/[slug]", "0 as Props<'/blog/[slug]'>"),
        ("", "0 as LayoutProps<'▮'>", "/docs", "0 as LayoutProps<'/docs'>"),
        ("", "0 as RouteContext<'▮'>", "/api/posts/[id]", "0 as RouteContext<'/api/posts/[id]'>"),
        // Strings that have no end yet.
        (LINK, "<Link href=\"/bl▮", "/blog", "<Link href=\"/blog"),
        (LINK, "<Link href=\"▮", "/blog", "<Link href=\"/blog"),
        (LINK, "<Link href=\"/bl▮>Blog</Link>", "/blog", "<Link href=\"/blog>Blog</Link>"),
        (LINK, "<ul><Link href=\"/bl▮\n<li className=\"a\">b</li></ul>", "/blog", "<ul><Link href=\"/blog"),
        (LINK, "<Link href={'/bl▮} />", "/blog", "<Link href={'/blog} />"),
        (NAVIGATION, "redirect('/bl▮)", "/blog", "redirect('/blog)"),
        (NAVIGATION, "redirect('/bl▮", "/blog", "redirect('/blog"),
        (CACHE, "revalidatePath(\"/bl▮", "/blog", "revalidatePath(\"/blog"),
        (OWN, "href('/bl▮", "/blog/[slug]", "href('/blog/[slug]"),
        ("", "0 as PageProps<'/bl▮", "/blog/[slug]", "0 as PageProps<'/blog/[slug]"),
    ];
    for (imports, code, label, expected) in table {
        let text = format!(
            "{imports}export function Links() {{\n  const before = 1\n  const x = {code}\n}}\nexport const behind = 'b'\n"
        );
        let items = chosen(&mut editor, "app/links.tsx", &text);
        let item = items.iter().find(|(offered, _)| offered == label);
        let left = item.map(|(_, left)| left.trim_start().trim_start_matches("const x = "));
        assert_eq!(left, Some(expected), "{code}: {items:#?}");
    }
    editor.quit();
}

#[test]
fn behind_a_placeholder_the_rest_of_a_route_is_offered() {
    let disk = disk();
    for file in [
        "blog/[slug]/comments/page.tsx",
        "blog/[slug]/comments/[id]/page.tsx",
        "blog/[slug]/feed/route.ts",
        "[lang]/blog/[slug]/about/page.tsx",
        "[lang]/blog/[slug]/comments/page.tsx",
        "de/blog/[slug]/about/page.tsx",
        "files/[...path]/page.tsx",
        "users/@[name]/[tab]/page.tsx",
    ] {
        let text = match file.ends_with(".ts") {
            true => "export async function GET() {}",
            false => "export default () => null",
        };
        disk.add_file(&Utf8Path::new("/ws/app").join(file), text.as_bytes());
    }
    let mut editor = Editor::start(&disk, with_snippets());
    let none: &[(&str, &str)] = &[];
    let table = [
        (
            LINK,
            "<Link href={`/blog/${of['ä🦀']}/▮`} />",
            &[
                ("/comments", "<Link href={`/blog/${of['ä🦀']}/comments`} />"),
                ("/comments/[id]", "<Link href={`/blog/${of['ä🦀']}/comments/\\${${1:id}}`} />"),
            ][..],
        ),
        (NAVIGATION, "redirect(`/blog/${id}/comments/${id}/▮`)", none),
        (
            NAVIGATION,
            "redirect(`/blog/${ (id as string) }/c▮?page=${page}`)",
            &[
                ("/comments", "redirect(`/blog/${ (id as string) }/comments?page=${page}`)"),
                (
                    "/comments/[id]",
                    "redirect(`/blog/${ (id as string) }/comments/\\${${1:id}}?page=${page}`)",
                ),
                // A redirect may lead to a route handler.
                ("/feed", "redirect(`/blog/${ (id as string) }/feed?page=${page}`)"),
            ],
        ),
        (
            NAVIGATION,
            "useRouter().push(`/${lang}/blog/${id}▮`)",
            &[
                ("/about", "useRouter().push(`/${lang}/blog/${id}/about`)"),
                ("/comments", "useRouter().push(`/${lang}/blog/${id}/comments`)"),
            ],
        ),
        // What is written out may be a param as well.
        (
            LINK,
            "<Link href={`/de/blog/${id}/▮`} />",
            &[
                ("/about", "<Link href={`/de/blog/${id}/about`} />"),
                ("/comments", "<Link href={`/de/blog/${id}/comments`} />"),
            ],
        ),
        (
            CACHE,
            "revalidatePath(`/blog/${id}/comments/▮`)",
            &[
                ("/comments", "revalidatePath(`/blog/${id}/comments`)"),
                ("/comments/[id]", "revalidatePath(`/blog/${id}/comments/\\${${1:id}}`)"),
                ("/feed", "revalidatePath(`/blog/${id}/feed`)"),
            ],
        ),
        // Strings that have no end yet.
        (
            NAVIGATION,
            "redirect(`/blog/${f({ id })}/c▮",
            &[
                ("/comments", "redirect(`/blog/${f({ id })}/comments"),
                ("/comments/[id]", "redirect(`/blog/${f({ id })}/comments/\\${${1:id}}"),
                ("/feed", "redirect(`/blog/${f({ id })}/feed"),
            ],
        ),
        // A placeholder that is a part of a segment, or several of them, stands for no param for certain.
        (LINK, "<Link href={`/blog/a-${id}/▮`} />", none),
        (LINK, "<Link href={`/blog/${id}-a/▮`} />", none),
        (LINK, "<Link href={`/blog/${id}▮-a`} />", none),
        (LINK, "<Link href={`/blog/${a}${b}/▮`} />", none),
        (LINK, "<Link href={`/files/${path}/▮`} />", none),
        (LINK, "<Link href={`/users/${name}/▮`} />", none),
        (LINK, "<Link href={`${base}/▮`} />", none),
        (LINK, "<Link href={`https://example.org/blog/${id}/▮`} />", none),
        (LINK, "<Link href={`/blog/\\u0061/${id}/▮`} />", none),
        // The path goes on, or has ended.
        (LINK, "<Link href={`/blog/${id}/▮/${other}`} />", none),
        (LINK, "<Link href={`/blog/${id}?a=/▮`} />", none),
        (LINK, "<Link href={`/blog?a=${id}/▮`} />", none),
        (LINK, "<Link href={`/blog/${id▮}/`} />", none),
        (LINK, "<a href={`/blog/${id}/▮`} />", none),
        (CACHE, "revalidatePath(`/blog/${id}/▮`, 'layout')", none),
    ];
    for (imports, code, expected) in table {
        let text = format!("{imports}export function Links() {{\n  const x = {code}\n}}\n");
        let items = chosen(&mut editor, "app/links.tsx", &text);
        let items: Vec<(&str, &str)> = items
            .iter()
            .map(|(label, left)| (label.as_str(), left.trim_start().trim_start_matches("const x = ")))
            .collect();
        assert_eq!(items, expected, "{code}");
    }
    // Of two routes with the same rest the one is meant that Next tries first.
    let text = format!("{LINK}export const x = <Link href={{`/de/blog/${{id}}/▮`}} />\n");
    let params = open_at(&mut editor, "app/links.tsx", &text);
    let items = editor.ask("textDocument/completion", params);
    let details: Vec<&Value> = items.as_array().expect("items").iter().map(|item| &item["detail"]).collect();
    assert_eq!(details, ["app/de/blog/[slug]/about/page.tsx", "app/[lang]/blog/[slug]/comments/page.tsx"]);
    editor.quit();
}

#[test]
fn no_route_is_offered_where_none_is_named() {
    let mut editor = Editor::start(&disk(), capable());
    let table = [
        (LINK, "<Link title='/bl▮' href='/' />"),
        (LINK, "<a href='/bl▮' />"),
        (LINK, "<a href='/bl▮"),
        (LINK, "<Link href='/' /> // <Link href='/bl▮"),
        (LINK, "<Link href='/blog?page▮' />"),
        ("", "redirect('/bl▮"),
        ("import { href } from 'elsewhere'\n", "href('/bl▮')"),
        (LINK, "'/bl▮"),
        (LINK, "<Link href=▮ />"),
    ];
    for (imports, code) in table {
        let text = format!("{imports}export const x = {code}\n");
        assert_eq!(chosen(&mut editor, "app/links.tsx", &text), [], "{code}");
    }
    // A client without snippets gets the pattern itself.
    let items = chosen(&mut editor, "app/links.tsx", &format!("{LINK}export const x = <Link href='▮' />"));
    let item = items.iter().find(|(label, _)| label == "/blog/[slug]");
    assert_eq!(item.map(|(_, left)| left.as_str()), Some("export const x = <Link href='/blog/[slug]' />"));
    editor.quit();
}

#[test]
fn a_link_is_completed_with_what_its_route_takes() {
    let table: &[(&str, &[(&str, &str)])] = &[
        (
            "href('/blog/[slug]', { ▮ })",
            &[
                ("params", "href('/blog/[slug]', { params: { $1 } })"),
                ("search", "href('/blog/[slug]', { search: { $1 } })"),
                ("hash", "href('/blog/[slug]', { hash: '$1' })"),
            ],
        ),
        (
            "href('/blog/[slug]', { params: { ▮ } })",
            &[("slug", "href('/blog/[slug]', { params: { slug: $1 } })")],
        ),
        (
            "href('/blog/[slug]', { params: { sl▮ } })",
            &[("slug", "href('/blog/[slug]', { params: { slug: $1 } })")],
        ),
        ("href('/blog/[slug]', { params: { slug: 'a', ▮ } })", &[]),
        ("href('/blog/[slug]', { params: { slug: a▮ } })", &[]),
        ("href('/blog/[slug]', { search: { ▮ } })", &[]),
        (
            "href('/docs/[[...path]]', { hash: 'a', search: { page: 1, ▮ } })",
            &[("per-page", "href('/docs/[[...path]]', { hash: 'a', search: { page: 1, 'per-page': $1 } })")],
        ),
        (
            "href('/docs/[[...path]]', { params: {▮} })",
            &[("path", "href('/docs/[[...path]]', { params: {path: [$1]} })")],
        ),
        ("{ params: { ▮ } }", &[]),
    ];
    let mut editor = Editor::start(&disk(), with_snippets());
    for (code, expected) in table {
        let items = chosen(&mut editor, "app/links.tsx", &format!("{OWN}export const x = {code}\n"));
        let items: Vec<(&str, &str)> = items
            .iter()
            .map(|(label, left)| (label.as_str(), left.trim_start_matches("export const x = ")))
            .collect();
        assert_eq!(items, *expected, "{code}");
    }
    editor.quit();
}

#[test]
fn options_of_a_segment_are_offered_in_its_files() {
    let mut editor = Editor::start(&disk(), with_snippets());
    let table = [
        ("export const dynamic = \"▮\"", "\"force-static\"", "export const dynamic = \"force-static\""),
        ("export const dynamic = 'force-▮", "'force-static'", "export const dynamic = 'force-static'"),
        ("export const dynamic = ▮;", "'error'", "export const dynamic = 'error';"),
        ("export const dynamicParams = f▮", "false", "export const dynamicParams = false"),
        ("export const revalidate = 6▮0", "false", "export const revalidate = false"),
        ("export const fet▮", "fetchCache", "export const fetchCache = ${1:'force-cache'}"),
        ("export const d▮yn = 'auto'", "dynamic", "export const dynamic = 'auto'"),
    ];
    for (code, label, expected) in table {
        let text = format!("{code}\nexport default function Page() {{}}\n");
        let items = chosen(&mut editor, "app/blog/page.tsx", &text);
        let item = items.iter().find(|(offered, _)| offered == label);
        assert_eq!(item.map(|(_, left)| left.as_str()), Some(expected), "{code}: {items:#?}");
    }
    let known = "export const dynamic = 'auto'\nexport const ▮\nexport default function Page() {}\n";
    let items = chosen(&mut editor, "app/blog/page.tsx", known);
    assert!(!items.is_empty() && items.iter().all(|(label, _)| label != "dynamic"), "{items:#?}");
    // `instant` is for `cacheComponents`, which the app does not have.
    assert!(items.iter().all(|(label, _)| label != "instant"), "{items:#?}");
    assert_eq!(chosen(&mut editor, "app/other.tsx", "export const dynamic = '▮'"), []);
    editor.quit();
}

#[test]
fn no_place_of_a_broken_file_is_too_much() {
    let whole = format!(
        "{LINK}{OWN}{NAVIGATION}export const dynamic = 'auto'\nexport default function Ä() {{\n  redirect(`/blog/${{1}}/ä🦀`)\n  return <Link href={{href('/blog/[slug]', {{ params: {{ slug: 'ä' }} }})}}>ä🦀</Link>\n}}\n"
    );
    let mut editor = Editor::start(&disk(), with_snippets());
    let ends: Vec<usize> = whole.char_indices().map(|(at, _)| at).filter(|at| at % 7 == 0).collect();
    for end in ends {
        // Cut off, the file is broken at most places.
        let text = &whole[..end];
        editor.open("app/blog/page.tsx", text);
        let line = text.matches('\n').count();
        for character in [0, 3, 17, 40, 90] {
            for line in [line, line / 2] {
                let at = json!({
                    "textDocument": {"uri": uri("app/blog/page.tsx")},
                    "position": {"line": line, "character": character},
                });
                let mut with_context = at.clone();
                with_context["context"] = json!({"includeDeclaration": true});
                editor.ask("textDocument/completion", at.clone());
                editor.ask("textDocument/definition", at.clone());
                editor.ask("textDocument/prepareRename", at);
                editor.ask("textDocument/references", with_context);
            }
        }
    }
    editor.quit();
}
