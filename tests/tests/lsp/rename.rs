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
            "`app/blog/[slug]/more/page.tsx`: on line 1 the params are handed on",
        ),
        ("app/x.tsx", page("const { ...all } = await params"), "the rest of the params is taken as a whole"),
        ("app/x.tsx", page("return (await params)[key]"), "the params are handed on"),
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
            "app/hook.tsx",
            "import { useParams } from 'next/navigation'\nexport const useSlug = () => useParams().slug\n"
                .to_owned(),
            "`app/hook.tsx`, line 1: what is imported here may read the param",
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
            "export default {}\n".to_owned(),
            "`app/blog/[slug]/page.params.ts` describes the route",
        ),
        ("app/blog/[post]/part.tsx", "export const a = 1\n".to_owned(), "is there already"),
        (
            "rutter.contract.json",
            r#"{"params": {"/blog/[slug]": {}}}"#.to_owned(),
            "the Rust server declares the params",
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
