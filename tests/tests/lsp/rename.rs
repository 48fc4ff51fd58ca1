//! Renaming a param of a route, with its folder and everything that names it.

use std::sync::Arc;

use rutter_project::{MemorySystem, System as _};
use serde_json::{Value, json};

use crate::app::{HOME, POST, disk, open_at};
use crate::editor::{Editor, capable, uri};

fn able() -> Value {
    let mut capabilities = capable();
    capabilities["workspace"] = json!({"workspaceEdit": {
        "documentChanges": true, "resourceOperations": ["create", "rename", "delete"], "changeAnnotationSupport": {},
    }});
    capabilities
}

/// A disk with more files.
fn disk_with(files: &[(&str, &str)]) -> Arc<MemorySystem> {
    let disk = disk();
    for (path, text) in files {
        let path = camino::Utf8Path::new("/ws").join(path);
        disk.create_dir_all(path.parent().expect("a folder")).expect("a folder");
        disk.write(&path, text.as_bytes()).expect("a file");
    }
    disk
}

/// What a file is after an edit, or its folders' new names.
fn applied(edit: &Value, path: &str, text: &str) -> String {
    let lines: Vec<Vec<u16>> = text.split_inclusive('\n').map(|line| line.encode_utf16().collect()).collect();
    let at = |position: &Value| {
        let number = |key: &str| usize::try_from(position[key].as_u64().expect("a number")).unwrap();
        lines[..number("line")].iter().map(Vec::len).sum::<usize>() + number("character")
    };
    let changes = edit["documentChanges"].as_array().expect("changes").iter();
    let own = changes.filter(|change| change["textDocument"]["uri"] == uri(path));
    let mut edits: Vec<&Value> = own.flat_map(|change| change["edits"].as_array().expect("edits")).collect();
    edits.sort_by_key(|edit| at(&edit["range"]["start"]));
    let mut units: Vec<u16> = text.encode_utf16().collect();
    for edit in edits.into_iter().rev() {
        let new = edit["newText"].as_str().expect("a text").encode_utf16();
        units.splice(at(&edit["range"]["start"])..at(&edit["range"]["end"]), new);
        assert_eq!(edit["annotationId"], "rutter.rename.texts");
    }
    String::from_utf16(&units).expect("whole characters")
}

fn folders(edit: &Value) -> Vec<(String, String)> {
    let changes = edit["documentChanges"].as_array().expect("changes").iter();
    let renames = changes.filter(|change| change["kind"] == "rename");
    renames
        .map(|it| (it["oldUri"].as_str().unwrap().to_owned(), it["newUri"].as_str().unwrap().to_owned()))
        .collect()
}

fn rename(editor: &mut Editor, path: &str, text: &str, new_name: &str) -> Result<Value, String> {
    let mut params = open_at(editor, path, text);
    let prepared = editor.ask("textDocument/prepareRename", params.clone());
    assert_eq!(prepared["placeholder"], "slug");
    params["newName"] = json!(new_name);
    let id = editor.send("textDocument/rename", params);
    editor.answer(id)
}

#[test]
fn a_param_is_renamed_with_its_folder_and_all_that_names_it() {
    const LAYOUT: &str = "import { use } from 'react'\nimport { Part } from '../../blog/[slug]/part'\n\ntype Props = { params: Promise<{ slug: string }>; children: unknown }\n\nexport default function Layout(props: Props) {\n  const params = use(props.params)\n  return params.slug + Part\n}\n\nexport async function generateMetadata({ params }: Props) {\n  return { title: (await params).slug }\n}\n\nexport function generateStaticParams() {\n  return ['ä🦀'].map(slug => ({ slug }))\n}\n";
    let handler = "export async function GET(request: Request, { params }: RouteContext<'/blog/[slug]/raw'>) {\n  const { slug: name = 'a' } = await params\n  return new Response(name)\n}\n";
    let disk = disk_with(&[
        ("app/blog/[slug]/layout.tsx", LAYOUT),
        ("app/blog/[slug]/part.tsx", "export const Part = 'slug'\n"),
        ("app/blog/[slug]/raw/route.ts", handler),
        (
            "app/actions.ts",
            "import { revalidatePath } from 'next/cache'\nexport const a = () => revalidatePath('/blog/[slug]', 'page')\n",
        ),
    ]);
    let places = [
        ("app/blog/[slug]/page.tsx", POST.replace("/[slug]", "/[sl▮ug]")),
        ("app/blog/[slug]/page.tsx", POST.replace("{ slug }", "{ sl▮ug }")),
        ("app/blog/[slug]/layout.tsx", LAYOUT.replace("params.slug", "params.▮slug")),
        ("app/page.tsx", HOME.replace("href('/blog/[slug]'", "href('/blog/[slug▮]'")),
    ];
    for (path, text) in places {
        let mut editor = Editor::start(&disk, able());
        let edit = rename(&mut editor, path, &text, "post").expect("an edit");
        let page = POST
            .replace("/[slug]", "/[post]")
            .replace("{ slug }", "{ post: slug }")
            .replace("<p>{ post: slug }", "<p>{slug}");
        assert_eq!(applied(&edit, "app/blog/[slug]/page.tsx", POST), page);
        let home = HOME.replace("/[slug]", "/[post]").replace("params: { slug }", "params: { post: slug }");
        assert_eq!(applied(&edit, "app/page.tsx", HOME), home);
        let layout = LAYOUT
            .replace("/[slug]", "/[post]")
            .replace("slug: string", "post: string")
            .replace("params.slug", "params.post")
            .replace(").slug", ").post")
            .replace("({ slug })", "({ post: slug })");
        assert_eq!(applied(&edit, "app/blog/[slug]/layout.tsx", LAYOUT), layout);
        let raw = handler.replace("/[slug]", "/[post]").replace("slug: name", "post: name");
        assert_eq!(applied(&edit, "app/blog/[slug]/raw/route.ts", handler), raw);
        let actions = "import { revalidatePath } from 'next/cache'\nexport const a = () => revalidatePath('/blog/[slug]', 'page')\n";
        assert_eq!(applied(&edit, "app/actions.ts", actions), actions.replace("slug", "post"));
        assert_eq!(folders(&edit), [(uri("app/blog/[slug]"), uri("app/blog/[post]"))]);
        assert_eq!(edit["documentChanges"].as_array().map(Vec::len), Some(6), "nothing else changes");
        assert_eq!(edit["changeAnnotations"]["rutter.rename.folders"]["needsConfirmation"], false);
        editor.quit();
    }
}

/// Files of an app that are changed by a renaming of `slug` to `post`, and a text in each with `post` for what `slug` was.
#[test]
fn the_params_are_followed_into_other_files() {
    const ROUTE: &str =
        "import { href } from '../routes.gen'\nexport const route = {\n  id: '/blog/[slug]',\n}\n";
    let table: &[&[(&str, &str, &str)]] = &[
        // What is generated for the route, and the module that is named after it.
        &[
            (
                "app/blog/[slug]/more/page.tsx",
                "import { route } from '../../../../rutter/app/blog.[slug].gen'\nexport default async function More(props: PageProps<'/blog/[slug]/more'>) {\n  const { slug } = await route.params(props.params)\n  const safe = await route.params.safe(props.params)\n  return safe.ok ? safe.data.slug : route.href({ params: { slug } })\n}\n",
                "import { route } from '../../../../rutter/app/blog.[post].gen'\nexport default async function More(props: PageProps<'/blog/[post]/more'>) {\n  const { post: slug } = await route.params(props.params)\n  const safe = await route.params.safe(props.params)\n  return safe.ok ? safe.data.post : route.href({ params: { post: slug } })\n}\n",
            ),
            ("rutter/app/blog.[slug].gen.ts", ROUTE, ROUTE),
        ],
        &[(
            "app/blog/[slug]/more/page.tsx",
            "import { decodeParams } from '../../../../rutter/routes.gen'\nexport default async function More({ params }) {\n  const { slug } = await decodeParams(params)\n  return slug\n}\n",
            "import { decodeParams } from '../../../../rutter/routes.gen'\nexport default async function More({ params }) {\n  const { post: slug } = await decodeParams(params)\n  return slug\n}\n",
        )],
        // A definition beside the page.
        &[(
            "app/blog/[slug]/page.params.ts",
            "import { z } from 'zod'\nexport default z.object({ slug: z.string() })\n",
            "import { z } from 'zod'\nexport default z.object({ post: z.string() })\n",
        )],
        &[(
            "app/blog/[slug]/page.params.ts",
            "import { slug } from 'anywhere'\nconst params = { slug } as const\nexport default params\n",
            "import { slug } from 'anywhere'\nconst params = { post: slug } as const\nexport default params\n",
        )],
        // A function and a type of another file, which nobody else uses.
        &[
            (
                "app/blog/[slug]/more/page.tsx",
                "import { load, type Props } from '../../../load'\nexport default async function More({ params }: Props) {\n  return load(1, params)\n}\nexport const generateMetadata = async ({ params }: Props) => load(2, params)\n",
                "import { load, type Props } from '../../../load'\nexport default async function More({ params }: Props) {\n  return load(1, params)\n}\nexport const generateMetadata = async ({ params }: Props) => load(2, params)\n",
            ),
            (
                "app/load.ts",
                "type Params = Promise<{ slug: string }>\nexport interface Props { params: Params }\nexport const load = async (n: number, params: Params) => (await params).slug\n",
                "type Params = Promise<{ post: string }>\nexport interface Props { params: Params }\nexport const load = async (n: number, params: Params) => (await params).post\n",
            ),
        ],
        // A function that reads something else may be anybody's.
        &[
            (
                "app/blog/[slug]/[part]/page.tsx",
                "import { load } from '../../../load'\nexport default ({ params }) => load(params)\n",
                "import { load } from '../../../load'\nexport default ({ params }) => load(params)\n",
            ),
            (
                "app/load.ts",
                "export const load = async (params: Promise<{ part: string }>) => (await params).part\nload({ part: '' })\n",
                "export const load = async (params: Promise<{ part: string }>) => (await params).part\nload({ part: '' })\n",
            ),
        ],
        // What is rendered with them, and other ways to wait.
        &[(
            "app/blog/[slug]/more/page.tsx",
            "const Part = async ({ params }: { params: Promise<{ slug: string }> }) => params.then(({ slug }) => slug)\nexport default async function More({ params, searchParams }) {\n  const [{ slug }, search] = await Promise.all([params, searchParams])\n  return <Part key={slug} params={params} />\n}\n",
            "const Part = async ({ params }: { params: Promise<{ post: string }> }) => params.then(({ post: slug }) => slug)\nexport default async function More({ params, searchParams }) {\n  const [{ post: slug }, search] = await Promise.all([params, searchParams])\n  return <Part key={slug} params={params} />\n}\n",
        )],
        &[
            (
                "app/blog/[slug]/more/page.tsx",
                "import Part from '../../../part'\nexport default ({ params }: PageProps<'/blog/[slug]/more'>) => <Part params={params} />\n",
                "import Part from '../../../part'\nexport default ({ params }: PageProps<'/blog/[post]/more'>) => <Part params={params} />\n",
            ),
            (
                "app/part.tsx",
                "'use client'\nimport { use } from 'react'\nexport default function Part({ params }) {\n  return use(params).slug\n}\n",
                "'use client'\nimport { use } from 'react'\nexport default function Part({ params }) {\n  return use(params).post\n}\n",
            ),
        ],
        // Types in a circle, each of which names the next one more than once.
        &[(
            "app/blog/[slug]/more/page.tsx",
            "type A = B | B | B\ntype B = C & C & C\ntype C = A | A | { slug: string }\nexport default ({ params: _ }: { params: Promise<A | A> }) => 1\n",
            "type A = B | B | B\ntype B = C & C & C\ntype C = A | A | { post: string }\nexport default ({ params: _ }: { params: Promise<A | A> }) => 1\n",
        )],
        // Types that name the route, and the hook that is given one.
        &[(
            "app/hook.tsx",
            "import { useParams } from 'next/navigation'\nimport type { ParamsOf, SearchOf } from '../rutter/routes.gen'\nimport type { ApiBody } from '../rutter/bodies.gen'\nexport const useSlug = () => useParams<ParamsOf<'/blog/[slug]'>>()?.slug\nexport type A = [SearchOf<'/blog/[slug]'>, PageProps<'/blog/[slug]'>['searchParams'], ApiBody<'/blog/[slug]/raw'>]\n",
            "import { useParams } from 'next/navigation'\nimport type { ParamsOf, SearchOf } from '../rutter/routes.gen'\nimport type { ApiBody } from '../rutter/bodies.gen'\nexport const useSlug = () => useParams<ParamsOf<'/blog/[post]'>>()?.post\nexport type A = [SearchOf<'/blog/[post]'>, PageProps<'/blog/[post]'>['searchParams'], ApiBody<'/blog/[post]/raw'>]\n",
        )],
        // What no other route has a param of the name for: the locale, root params, links to any route; and comments of JavaScript.
        &[
            (
                "app/part.jsx",
                "import { slug } from 'next/root-params'\nimport { useParams } from 'next/navigation'\nimport { hrefOf } from '../rutter/routes.gen'\n/** @param {PageProps<\"/blog/[slug]\">} props */\nexport const part = async (props) => [hrefOf(at, { params: { slug: await slug() } }), useParams().slug]\n",
                "import { post as slug } from 'next/root-params'\nimport { useParams } from 'next/navigation'\nimport { hrefOf } from '../rutter/routes.gen'\n/** @param {PageProps<\"/blog/[post]\">} props */\nexport const part = async (props) => [hrefOf(at, { params: { post: await slug() } }), useParams().post]\n",
            ),
            (
                "rutter.toml",
                "[app]\nlocale_param = \"slug\"\n\n[app.next]\nlocales = [\"en\"]\n",
                "[app]\nlocale_param = \"post\"\n\n[app.next]\nlocales = [\"en\"]\n",
            ),
        ],
        // What is generated for the build, and what is picked of the props.
        &[(
            "app/blog/[slug]/opengraph-image.tsx",
            "export const generateStaticParams = () => [{ 'slug': 'a' }, { slug: 'b' }]\nexport default async ({ params }: Pick<PageProps<'/blog/[slug]'>, 'params'>) => (await params)?.slug\n",
            "export const generateStaticParams = () => [{ 'post': 'a' }, { post: 'b' }]\nexport default async ({ params }: Pick<PageProps<'/blog/[post]'>, 'params'>) => (await params)?.post\n",
        )],
    ];
    for files in table {
        let written: Vec<(&str, &str)> = files.iter().map(|(path, text, _)| (*path, *text)).collect();
        let disk =
            disk_with(&[&written[..], &[("rutter/bodies.gen.ts", "export type ApiBody<R> = R\n")]].concat());
        let mut editor = Editor::start(&disk, able());
        let home = HOME.replace("href('/blog/[slug]'", "href('/blog/[slug▮]'");
        let edit = rename(&mut editor, "app/page.tsx", &home, "post").expect("an edit");
        for (path, text, expected) in *files {
            assert_eq!(applied(&edit, path, text), *expected, "{path}");
        }
        editor.quit();
    }
}

#[test]
fn what_other_routes_use_is_not_changed() {
    let page = "import Part from '../../part'\nexport default ({ params }) => <Part params={params} />\n";
    let part = "import { use } from 'react'\nexport default function Part({ params }) {\n  return use(params).slug\n}\n";
    let others = [
        (
            "app/shop/page.tsx",
            "import Part from '../part'\nexport default () => <Part params={{ slug: 'a' }} />\n",
            2,
        ),
        ("app/shop/page.tsx", "import * as all from '../part'\nexport default () => all.default\n", 1),
        ("app/shop/page.tsx", "\nexport default () => import('../part')\n", 2),
    ];
    for (part, (other, text, line)) in
        [part.to_owned(), format!("'use client'\n{part}")].iter().flat_map(|part| others.map(|it| (part, it)))
    {
        let disk = disk_with(&[("app/blog/[slug]/page.tsx", page), ("app/part.tsx", part), (other, text)]);
        let mut editor = Editor::start(&disk, able());
        let home = HOME.replace("href('/blog/[slug]'", "href('/blog/[slug▮]'");
        let why = rename(&mut editor, "app/page.tsx", &home, "post").expect_err(text);
        assert!(why.contains(&format!("`{other}`, line {line}: this uses what reads the param")), "{why}");
        editor.quit();
    }
}

#[test]
fn what_intercepts_the_route_is_renamed_with_it() {
    let modal = "export default async ({ params }: PageProps<'/blog/[slug]'>) => (await params).slug\n";
    let disk = disk_with(&[
        ("app/blog/@modal/(.)[slug]/page.tsx", modal),
        ("app/feed/(..)blog/[slug]/page.tsx", modal),
        (
            "app/feed/page.tsx",
            "import Modal from './(..)blog/[slug]/page'\nexport default () => typeof Modal\n",
        ),
    ]);
    let mut editor = Editor::start(&disk, able());
    let home = HOME.replace("href('/blog/[slug]'", "href('/blog/[slug▮]'");
    let edit = rename(&mut editor, "app/page.tsx", &home, "post");
    let why = edit.expect_err("another file uses the page");
    assert!(why.contains("`app/feed/page.tsx`, line 2: this uses what reads the param"), "{why}");
    editor.quit();

    disk.write(camino::Utf8Path::new("/ws/app/feed/page.tsx"), b"export default () => null\n")
        .expect("a file");
    let mut editor = Editor::start(&disk, able());
    let edit = rename(&mut editor, "app/page.tsx", &home, "post").expect("an edit");
    let places = [
        ("app/blog/@modal/(.)[slug]", "app/blog/@modal/(.)[post]"),
        ("app/blog/[slug]", "app/blog/[post]"),
        ("app/feed/(..)blog/[slug]", "app/feed/(..)blog/[post]"),
    ];
    assert_eq!(folders(&edit), places.map(|(from, to)| (uri(from), uri(to))));
    for (from, _) in [places[0], places[2]] {
        let page = format!("{from}/page.tsx");
        assert_eq!(applied(&edit, &page, modal), modal.replace("slug", "post"));
    }
    editor.quit();
}

/// Neovim names the operations that it knows, and nothing else.
#[test]
fn a_client_that_renames_files_gets_the_edit_whatever_else_it_says() {
    let mut capabilities = capable();
    capabilities["workspace"] =
        json!({"workspaceEdit": {"resourceOperations": ["rename", "create", "delete"]}});
    let mut editor = Editor::start(&disk(), capabilities);
    let text = POST.replace("/[slug]", "/[sl▮ug]");
    let edit = rename(&mut editor, "app/blog/[slug]/page.tsx", &text, "post").expect("an edit");
    assert_eq!(folders(&edit), [(uri("app/blog/[slug]"), uri("app/blog/[post]"))]);
    assert_eq!(edit["changeAnnotations"], Value::Null);
    editor.quit();
}

#[test]
fn what_cannot_be_renamed_for_sure_is_refused_with_the_reason() {
    let page = |body: &str| format!("export default async function Post({{ params }}) {{ {body} }}\n");
    let table = [
        (
            "app/x.tsx",
            page("return load(params)"),
            "`app/blog/[slug]/more/page.tsx`, line 1: the params are handed on",
        ),
        ("app/x.tsx", page("const { ...all } = await params"), "the rest of the params is taken as a whole"),
        ("app/x.tsx", page("return (await params)[key]"), "the params are handed on"),
        (
            "app/x.tsx",
            format!(
                "const load = (params) => params.slug\n{}load({{ slug: 'a' }})\n",
                page("return load(params)")
            ),
            "`app/blog/[slug]/more/page.tsx`, line 3: this uses what reads the param",
        ),
        (
            "app/x.tsx",
            "import type { Props } from '../../../home'\nexport default (props: Props) => 1\n".to_owned(),
            "line 2: what this type says of the params is not followed",
        ),
        (
            "app/text.ts",
            "export const read = (props: PageProps<'/blog/[slug]'>) => props.params\n".to_owned(),
            "`app/text.ts`, line 1: what is read of this type is not followed",
        ),
        (
            "app/text.ts",
            "export type A = '/blog/[slug]'\n".to_owned(),
            "`app/text.ts`, line 1: it is not known",
        ),
        (
            "app/text.ts",
            "import all from './blog/[slug]/page.params'\nexport default all\n".to_owned(),
            "`app/text.ts`, line 1: it is not known what this import leads to",
        ),
        (
            "app/feed/[user]/(...)blog/[slug]/page.tsx",
            page(""),
            "`app/feed/[user]/(...)blog/[slug]/page.tsx` intercepts the route from below another param",
        ),
        (
            "app/x.tsx",
            "import Post from './own'\nexport default memo(Post)\n".to_owned(),
            "what `default` does with the params",
        ),
        ("app/x.tsx", page("return 1").replace("Post({", "({{"), "has a syntax error"),
        (
            "app/x.tsx",
            format!("{}export const generateStaticParams = () => load()\n", page("")),
            "what `generateStaticParams` returns",
        ),
        (
            "app/shop/[slug]/page.tsx",
            "import { useParams } from 'next/navigation'\nexport default () => useParams().slug\n".to_owned(),
            "`app/shop/[slug]/page.tsx`, line 2: what is read here may be the param; name the route",
        ),
        (
            "app/text.ts",
            "export const route = '/blog/[slug]/more'\n".to_owned(),
            "`app/text.ts`, line 1: it is not known what this text does",
        ),
        (
            "app/text.ts",
            "import { href } from '../rutter/routes.gen'\nexport const a = href('/blog/[slug]', options)\n"
                .to_owned(),
            "`app/text.ts`, line 2: the params of this link",
        ),
        (
            "app/blog/[slug]/[post]/page.tsx",
            page(""),
            "the route `/blog/[slug]/[post]` has a param `post` already",
        ),
        (
            "app/blog/[slug]/page.params.ts",
            "import { load } from './load'\nexport default load()\n".to_owned(),
            "`app/blog/[slug]/page.params.ts`, line 2: the params are not written here as an object",
        ),
        ("app/blog/[post]/part.tsx", "export const a = 1\n".to_owned(), "is there already"),
        (
            "rutter.toml",
            "[app]\nlocale_param = \"slug\"\n[app.next]\nlocales = [\"slug\"]\n".to_owned(),
            "`rutter.toml`, line 2: what this means is not known",
        ),
    ];
    for (path, text, reason) in table {
        let path = path.replace("app/x.tsx", "app/blog/[slug]/more/page.tsx");
        let mut editor = Editor::start(&disk_with(&[(&path, &text)]), able());
        let refused = rename(
            &mut editor,
            "app/page.tsx",
            &HOME.replace("href('/blog/[slug]'", "href('/blog/[slug▮]'"),
            "post",
        );
        let why = refused.expect_err(&format!("{path}: {text}"));
        assert!(why.contains(reason), "{text}: {why}");
        editor.quit();
    }
    for (capabilities, name, reason) in
        [(capable(), "post", "this editor does not"), (able(), "a-b", "`a-b` is no name for a param")]
    {
        let mut editor = Editor::start(&disk(), capabilities);
        let why =
            rename(&mut editor, "app/blog/[slug]/page.tsx", &POST.replace("{ slug }", "{ sl▮ug }"), name);
        assert!(why.as_ref().is_err_and(|why| why.contains(reason)), "{why:?}");
        // Anything else is none of ours.
        let params = open_at(&mut editor, "app/blog/[slug]/page.tsx", &POST.replace("Post", "Po▮st"));
        assert_eq!(editor.ask("textDocument/prepareRename", params), Value::Null);
        editor.quit();
    }
}
