//! Every emitter's output for a tree with every convention, for names that try to break out, and for each option.
//! The compilers' verdict on such files is in `tests/typescript`.

use std::collections::BTreeMap;

use rutter_codegen::{
    CacheLife, Definition, Encoding, GeneratedFile, HEADER, ImportExtension, Input, NextOptions, Options,
    Ownership, ParserKey, plan,
};
use rutter_routes::{Conventions, CustomRoute, Phase, RouteTree};

/// The tree of `tests/typescript/sample`, and an icon.
const SAMPLE: &[&str] = &[
    "app/(marketing)/about/page.tsx",
    "app/@modal/(.)photo/[id]/page.tsx",
    "app/@modal/default.tsx",
    "app/[lang]/dashboard/@team/page.tsx",
    "app/[lang]/dashboard/layout.tsx",
    "app/[lang]/dashboard/page.tsx",
    "app/[lang]/file/[id].json/route.ts",
    "app/api/legacy/route.js",
    "app/api/users/[id]/route.ts",
    "app/blog/[slug]/page.search.ts",
    "app/blog/[slug]/page.tsx",
    "app/docs/[...path]/page.tsx",
    "app/feed/[...tags]/page.params.ts",
    "app/feed/[...tags]/page.tsx",
    "app/find/page.search.ts",
    "app/find/page.tsx",
    "app/icon.png",
    "app/layout.tsx",
    "app/list/page.search.ts",
    "app/list/page.tsx",
    "app/opaque/page.search.ts",
    "app/opaque/page.tsx",
    "app/page.tsx",
    "app/photo/[id]/page.tsx",
    "app/shop/[[...filters]]/page.tsx",
    "app/user/[id]/page.params.ts",
    "app/user/[id]/page.search.ts",
    "app/user/[id]/page.tsx",
    "pages/api/hello.ts",
    "pages/api/item/[id].ts",
    "pages/old.tsx",
    "pages/post/[pid].tsx",
];

/// Names that are legal in a folder and mean something in TypeScript.
const HOSTILE: &[&str] = &[
    "app/\"quote/page.tsx",
    "app/*/ evil/page.tsx",
    "app/[*/]/layout.tsx",
    "app/[*/]/page.tsx",
    "app/[__proto__]/page.tsx",
    "app/[my-lang]/layout.tsx",
    "app/[my-lang]/page.tsx",
    "app/`${x}`/page.search.ts",
    "app/`${x}`/page.tsx",
    "app/a.b/page.search.ts",
    "app/a.b/page.tsx",
    "app/a/b/page.search.ts",
    "app/a/b/page.tsx",
    "app/back\\slash/page.search.ts",
    "app/back\\slash/page.tsx",
    "app/line\u{2028}break\n/page.tsx",
    "app/ünï/@s'lot/page.tsx",
    "app/ünï/layout.tsx",
];

fn tree(files: &[&str]) -> RouteTree {
    let conventions = Conventions {
        redirects: vec![CustomRoute::new("/moved/:id", Phase::Redirect)],
        rewrites: vec![CustomRoute::new("/proxy/:path*", Phase::AfterFiles)],
        ..Conventions::default()
    };
    RouteTree::build(files, &conventions)
}

fn definitions() -> BTreeMap<String, Definition> {
    let key = |name: &str, encoding: Encoding, default: Option<&str>| ParserKey {
        name: name.to_owned(),
        encoding,
        default: default.map(str::to_owned),
    };
    let list = |item: Encoding, separator: &str| Encoding::List {
        item: Box::new(item),
        separator: separator.to_owned(),
    };
    let parsers = Definition::Parsers(vec![
        key("page", Encoding::Integer, Some("1")),
        key("q", Encoding::String, None),
        key("sort", Encoding::String, Some("\"new\"")),
        key("ids", list(Encoding::Integer, ","), None),
        key("day", Encoding::IsoDate, None),
        key("my-key", list(Encoding::Repeat(Box::new(Encoding::Hex)), "`"), Some("[1]")),
    ]);
    BTreeMap::from([
        ("app/blog/[slug]/page.search.ts".to_owned(), Definition::Schema),
        ("app/feed/[...tags]/page.params.ts".to_owned(), Definition::Schema),
        ("app/list/page.search.ts".to_owned(), parsers),
        ("app/user/[id]/page.params.ts".to_owned(), Definition::Schema),
        ("app/user/[id]/page.search.ts".to_owned(), Definition::Schema),
    ])
}

fn everything() -> Options {
    Options { links: true, next_types: true, ..Options::default() }
}

fn plan_of(tree: &RouteTree, next: NextOptions, options: Options) -> Vec<GeneratedFile> {
    plan(&Input { tree, next, options, definitions: definitions(), server: None })
}

fn text<'f>(files: &'f [GeneratedFile], path: &str) -> &'f str {
    let file = files.iter().find(|file| file.path == path);
    &file.unwrap_or_else(|| panic!("{path} is not planned")).text
}

#[test]
fn every_file_of_the_sample() {
    let files = plan_of(&tree(SAMPLE), NextOptions::default(), everything());
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    insta::assert_snapshot!("sample_paths", paths.join("\n"));
    for file in files.iter().filter(|file| !file.path.starts_with("rutter/_")) {
        let name = file.path.replace(['/', '[', ']'], "_");
        insta::assert_snapshot!(format!("sample_{name}"), file.text);
    }
}

#[test]
fn hostile_names_stay_in_their_quotes() {
    let tree = tree(HOSTILE);
    let typed = NextOptions { typed_routes: true, ..NextOptions::default() };
    let mut files = plan_of(&tree, NextOptions::default(), everything());
    files.extend(
        plan_of(&tree, typed, everything()).into_iter().filter(|file| file.path.ends_with("/link.d.ts")),
    );
    for path in [
        "rutter/routes.gen.ts",
        "rutter/links.gen.d.ts",
        ".next/types/link.d.ts",
        ".next/types/root-params.d.ts",
    ] {
        let name = path.replace('/', "_");
        insta::assert_snapshot!(format!("hostile_{name}"), text(&files, path));
    }
    let modules: Vec<&str> =
        files.iter().map(|file| file.path.as_str()).filter(|path| path.starts_with("rutter/app/")).collect();
    assert_eq!(
        modules,
        ["rutter/app/a.b.gen.ts", "rutter/app/a~2eb.gen.ts", "rutter/app/~60~24~7bx~7d~60.gen.ts"]
    );
}

#[test]
fn what_next_config_says_shows() {
    let tree = tree(SAMPLE);
    let next = NextOptions {
        base_path: "/base".to_owned(),
        trailing_slash: true,
        locales: vec!["en".to_owned(), "de-AT".to_owned()],
        default_locale: Some("en".to_owned()),
        disable_static_images: true,
        strict_route_types: true,
        typed_routes: true,
        cache_life: vec![CacheLife {
            name: "blog */".to_owned(),
            stale: Some(90),
            revalidate: None,
            expire: Some(0xffff_ffff),
        }],
        dist_dir: "./build/".to_owned(),
        ..NextOptions::default()
    };
    let files = plan_of(&tree, next, everything());
    insta::assert_snapshot!("config_routes", text(&files, "rutter/routes.gen.ts"));
    insta::assert_snapshot!("config_next_env", text(&files, "next-env.d.ts"));
    insta::assert_snapshot!("config_cache_life", text(&files, "build/types/cache-life.d.ts"));
    insta::assert_snapshot!("config_validator", text(&files, "build/types/validator.ts"));
}

#[test]
fn only_one_file_declares_the_modules_of_links() {
    let declares = |typed_routes| -> Vec<String> {
        let next = NextOptions { typed_routes, ..NextOptions::default() };
        let files = plan_of(&tree(SAMPLE), next, everything());
        let declared = files.into_iter().filter(|file| file.text.contains("declare module \"next/link\""));
        declared.map(|file| file.path).collect()
    };
    assert_eq!(declares(false), ["rutter/links.gen.d.ts"]);
    assert_eq!(declares(true), [".next/types/link.d.ts"]);
}

#[test]
fn a_locale_param_takes_only_locales() {
    let next = NextOptions {
        locales: vec!["en".to_owned(), "de".to_owned()],
        locale_param: Some("lang".to_owned()),
        ..NextOptions::default()
    };
    let files = plan_of(&tree(SAMPLE), next.clone(), Options::default());
    insta::assert_snapshot!("locale_param_routes", text(&files, "rutter/routes.gen.ts"));

    let files = plan_of(&tree(&["app/[lang]/page.tsx"]), next, Options::default());
    let routes = text(&files, "rutter/routes.gen.ts");
    assert!(
        routes.contains("link: { lang: Locale }") && !routes.contains("Segment"),
        "what is imported is used"
    );
}

#[test]
fn params_are_plain_objects_before_next_15() {
    let next = NextOptions { major: 14, ..NextOptions::default() };
    let files = plan_of(&tree(SAMPLE), next, everything());
    assert!(!text(&files, "rutter/routes.gen.ts").contains("Promise<"));
    assert!(!text(&files, "rutter/links.gen.d.ts").contains("next/form"));
}

#[test]
fn imports_have_the_extension_that_is_asked_for() {
    let extended = |import_extension| {
        let options = Options { import_extension, out: "src/gen".to_owned(), ..everything() };
        plan_of(&tree(SAMPLE), NextOptions::default(), options)
    };
    let ts = extended(ImportExtension::Ts);
    let page = text(&ts, "src/gen/app/list.gen.ts");
    assert!(page.contains("from \"../../../app/list/page.search.ts\";"));
    assert!(page.contains("from \"../routes.gen.ts\";"));
    assert!(text(&ts, "src/gen/_nuqs.gen.ts").contains("from \"./_href.gen.ts\";"));
    assert!(text(&ts, "src/gen/links.gen.d.ts").contains("import(\"./routes.gen.ts\")"));
    let js = extended(ImportExtension::Js);
    assert!(text(&js, "src/gen/bodies.gen.ts").contains("import(\"../../app/api/users/[id]/route.js\")"));
}

#[test]
fn the_same_tree_gives_the_same_bytes() {
    let shuffled: Vec<&str> = SAMPLE.iter().rev().copied().collect();
    let a = plan_of(&tree(SAMPLE), NextOptions::default(), everything());
    let b = plan_of(&tree(&shuffled), NextOptions::default(), everything());
    assert_eq!(a, b);
}

#[test]
fn every_file_says_whose_it_is() {
    for file in plan_of(&tree(SAMPLE), NextOptions::default(), everything()) {
        let marked = file.text.lines().next() == Some(HEADER);
        let expected = match file.path.as_str() {
            "next-env.d.ts" => (false, Ownership::User),
            path if path.starts_with(".next/types/") => (true, Ownership::Next),
            _ => (true, Ownership::Rutter),
        };
        assert_eq!((marked, file.ownership), expected, "{}", file.path);
        assert!(file.text.ends_with('\n') && !file.text.ends_with("\n\n"), "{}", file.path);
        assert!(!file.text.contains('\r') && !file.text.contains("\n\n\n"), "{}", file.path);
        assert!(file.text.lines().all(|line| line.trim_end() == line), "{}", file.path);
    }
}

#[test]
fn an_app_without_routes_has_a_table_all_the_same() {
    let empty = RouteTree::default();
    let files = plan_of(&empty, NextOptions::default(), everything());
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            ".next/types/cache-life.d.ts",
            ".next/types/root-params.d.ts",
            ".next/types/routes.d.ts",
            ".next/types/validator.ts",
            "next-env.d.ts",
            "rutter/_href.gen.ts",
            "rutter/_match.gen.ts",
            "rutter/links.gen.d.ts",
            "rutter/routes.gen.ts",
        ]
    );
    let routes = text(&files, "rutter/routes.gen.ts");
    assert!(routes.contains("export interface RouteTable {\n}"));
    assert!(!routes.contains("AnySearch"), "what is imported is used");
}
