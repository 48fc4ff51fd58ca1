//! Every key of `rutter.toml`, as data.

use std::ops::RangeInclusive;

use super::globs::PathGlob;

/// Which table a key belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// `[app]` or `[apps.NAME]`
    App,
    /// `[app.next]` or `[apps.NAME.next]`
    Next,
    /// `[rust]`
    Rust,
    /// `[check]`, `[app.check]` or `[apps.NAME.check]`
    Check,
}

/// One key.
#[derive(Debug, Clone)]
pub struct Key {
    /// The table it belongs to.
    pub section: Section,
    /// Its name.
    pub name: &'static str,
    /// What may stand there.
    pub kind: Kind,
    /// What holds without it, in words.
    pub default: &'static str,
    /// A value, as TOML: the default where there is a fixed one, otherwise an example.
    pub example: &'static str,
    /// What it does, in one or more lines.
    pub doc: &'static [&'static str],
}

/// What may stand behind a key. The functions say what is wrong with a string that is of the right type.
#[derive(Debug, Clone)]
pub enum Kind {
    /// `true` or `false`
    Bool,
    /// A whole number of these
    Whole(RangeInclusive<u32>),
    /// One of these strings
    OneOf(&'static [&'static str]),
    /// A string that the function accepts
    Text(Rule),
    /// An array of strings, each accepted by the function
    List(Rule),
    /// The same, with at least one string
    NonEmptyList(Rule),
    /// A table from the names of rules to their levels
    Levels,
    /// A table from strings that the function accepts to tables of levels
    LevelsBy(Rule),
}

/// Accepts a string, or says what it must be (`must ...`).
pub type Rule = fn(&str) -> Result<(), &'static str>;

/// Every key an app can have, in the order in which they are shown.
pub const KEYS: &[Key] = &[
    Key {
        section: Section::App,
        name: "path",
        kind: Kind::Text(inside),
        default: "the folder of rutter.toml for [app], required for [apps.NAME]",
        example: "\".\"",
        doc: &["The folder of the app, from the folder of this file."],
    },
    Key {
        section: Section::App,
        name: "out",
        kind: Kind::Text(folder_inside),
        default: "\"src/rutter\" if the app has a folder src, else \"rutter\"",
        example: "\"src/rutter\"",
        doc: &["Where the generated files go, from the folder of the app. Commit them."],
    },
    Key {
        section: Section::App,
        name: "links",
        kind: Kind::Bool,
        default: "false",
        example: "false",
        doc: &["Let next/link, next/form, next/navigation and revalidatePath accept only routes that exist."],
    },
    Key {
        section: Section::App,
        name: "next_types",
        kind: Kind::Bool,
        default: "false",
        example: "false",
        doc: &["Write what `next typegen` writes (PageProps<'/x'> and its like), without starting Node."],
    },
    Key {
        section: Section::App,
        name: "nuqs",
        kind: Kind::Bool,
        default: "false",
        example: "false",
        doc: &["Write parsers of nuqs for the search params that structs of a Rust server declare."],
    },
    Key {
        section: Section::App,
        name: "validators",
        kind: Kind::OneOf(&["standard", "zod", "valibot"]),
        default: "\"standard\"",
        example: "\"standard\"",
        doc: &[
            "What the schemas of what a Rust server takes are made of: \"standard\" needs no library; \"zod\" and \"valibot\"",
            "write zod.gen.ts or valibot.gen.ts besides, for an app that extends schemas with that library.",
        ],
    },
    Key {
        section: Section::App,
        name: "responses",
        kind: Kind::OneOf(&["off", "dev", "always"]),
        default: "\"off\"",
        example: "\"off\"",
        doc: &[
            "When the client of a Rust server checks that an answer is what the server declares: \"off\", \"dev\" (not in",
            "production, whose bundles hold nothing of it) or \"always\".",
        ],
    },
    Key {
        section: Section::App,
        name: "ts_rs",
        kind: Kind::Text(relative),
        default: "none",
        example: "\"../server/bindings\"",
        doc: &[
            "The folder of what ts-rs has exported, from the folder of the app. ts-rs.gen.ts is written then, in which",
            "TypeScript refuses every type that ts-rs and the contract have differently.",
        ],
    },
    Key {
        section: Section::App,
        name: "import_extension",
        kind: Kind::OneOf(&["", ".ts", ".js"]),
        default: "\"\"",
        example: "\"\"",
        doc: &["What generated files write behind the modules they import: \"\", \".ts\" or \".js\"."],
    },
    Key {
        section: Section::App,
        name: "locale_param",
        kind: Kind::Text(param_name),
        default: "none",
        example: "\"locale\"",
        doc: &[
            "The param of a leading segment such as app/[locale] that holds the locale. Its values are those of",
            "`locales` below.",
        ],
    },
    Key {
        section: Section::Next,
        name: "page_extensions",
        kind: Kind::NonEmptyList(extension),
        default: "[\"tsx\", \"ts\", \"jsx\", \"js\"]",
        example: "[\"tsx\", \"ts\", \"jsx\", \"js\"]",
        doc: &["pageExtensions: the extensions of pages and other special files."],
    },
    Key {
        section: Section::Next,
        name: "base_path",
        kind: Kind::Text(base_path),
        default: "\"\"",
        example: "\"/docs\"",
        doc: &["basePath: what stands before every URL."],
    },
    Key {
        section: Section::Next,
        name: "trailing_slash",
        kind: Kind::Bool,
        default: "false",
        example: "false",
        doc: &["trailingSlash: whether URLs end in a slash."],
    },
    Key {
        section: Section::Next,
        name: "locales",
        kind: Kind::NonEmptyList(not_empty),
        default: "none",
        example: "[\"en\", \"de\"]",
        doc: &["i18n.locales: the locales of the Pages Router, or the values of `locale_param`."],
    },
    Key {
        section: Section::Next,
        name: "default_locale",
        kind: Kind::Text(not_empty),
        default: "none",
        example: "\"en\"",
        doc: &["i18n.defaultLocale: the locale of the Pages Router that has no prefix in the URL."],
    },
    Key {
        section: Section::Next,
        name: "redirects",
        kind: Kind::List(source),
        default: "[]",
        example: "[\"/old/:id\"]",
        doc: &["redirects(): the sources that are redirected."],
    },
    Key {
        section: Section::Next,
        name: "rewrites",
        kind: Kind::List(source),
        default: "[]",
        example: "[\"/proxy/:path*\"]",
        doc: &["rewrites(): the sources that are rewritten."],
    },
    Key {
        section: Section::Next,
        name: "typed_routes",
        kind: Kind::Bool,
        default: "false",
        example: "false",
        doc: &["typedRoutes: whether Next types links itself."],
    },
    Key {
        section: Section::Next,
        name: "loose_route_matching",
        kind: Kind::Bool,
        default: "false",
        example: "false",
        doc: &["deprecated.looseRouteMatching: accept trees that Next refuses since 16.4."],
    },
    Key {
        section: Section::Next,
        name: "dist_dir",
        kind: Kind::Text(relative),
        default: "\".next\"",
        example: "\".next\"",
        doc: &["distDir: where Next builds, and where the files of next_types go."],
    },
    Key {
        section: Section::Next,
        name: "cache_life",
        kind: Kind::List(not_empty),
        default: "[]",
        example: "[\"blog\"]",
        doc: &["cacheLife: the names of the profiles beside those of Next."],
    },
    Key {
        section: Section::Next,
        name: "cache_components",
        kind: Kind::Bool,
        default: "false",
        example: "true",
        doc: &["cacheComponents: whether Next renders with cache components, which allow `'use cache'`."],
    },
    Key {
        section: Section::Next,
        name: "use_cache",
        kind: Kind::Bool,
        default: "false",
        example: "true",
        doc: &["experimental.useCache: whether `'use cache'` is allowed without cacheComponents."],
    },
    Key {
        section: Section::Next,
        name: "cache_handlers",
        kind: Kind::List(not_empty),
        default: "[]",
        example: "[\"sessions\"]",
        doc: &["cacheHandlers: the kinds of cache that `'use cache: kind'` may name beside those of Next."],
    },
    Key {
        section: Section::Next,
        name: "taint",
        kind: Kind::Bool,
        default: "false",
        example: "true",
        doc: &["experimental.taint: whether React's taint functions are there."],
    },
    Key {
        section: Section::Rust,
        name: "manifest",
        kind: Kind::Text(manifest),
        default: "those in the folder of this file, or at most three folders below it",
        example: "\"../server/Cargo.toml\"",
        doc: &["The Cargo.toml of the Rust server or of its workspace, from the folder of this file."],
    },
    Key {
        section: Section::Rust,
        name: "package",
        kind: Kind::Text(not_empty),
        default: "the one whose `main` has `rutter::export!()`",
        example: "\"server\"",
        doc: &["The package whose binary is built and asked for the contract, where several could be meant."],
    },
    Key {
        section: Section::Rust,
        name: "bin",
        kind: Kind::Text(not_empty),
        default: "the one whose `main` has `rutter::export!()`",
        example: "\"server\"",
        doc: &["The binary that is built and asked for the contract, where several could be meant."],
    },
    Key {
        section: Section::Rust,
        name: "features",
        kind: Kind::List(not_empty),
        default: "[]",
        example: "[\"contracts\"]",
        doc: &["The features to build the binary with, beside its default ones."],
    },
    Key {
        section: Section::Rust,
        name: "build",
        kind: Kind::Bool,
        default: "true",
        example: "true",
        doc: &[
            "Whether `rutter generate` builds the binary. If not, it takes the contract from rutter.contract.json, as it does",
            "with --no-cargo.",
        ],
    },
    Key {
        section: Section::Rust,
        name: "timeout",
        kind: Kind::Whole(1..=3600),
        default: "30",
        example: "30",
        doc: &["How many seconds the binary may take to write its contract before it is ended."],
    },
    Key {
        section: Section::Rust,
        name: "openapi",
        kind: Kind::Text(json_file),
        default: "none",
        example: "\"openapi.json\"",
        doc: &["Where an OpenAPI 3.1 document of the server goes, from the folder of this file. Commit it."],
    },
    Key {
        section: Section::Rust,
        name: "json_schema",
        kind: Kind::Text(json_file),
        default: "none",
        example: "\"schema.json\"",
        doc: &[
            "Where the JSON Schema (2020-12) of the server's types goes, from the folder of this file. Commit it.",
        ],
    },
    Key {
        section: Section::Rust,
        name: "title",
        kind: Kind::Text(not_empty),
        default: "\"API\"",
        example: "\"API\"",
        doc: &["What the OpenAPI document calls the server."],
    },
    Key {
        section: Section::Rust,
        name: "version",
        kind: Kind::Text(not_empty),
        default: "\"0.0.0\"",
        example: "\"0.0.0\"",
        doc: &["The version of the server in the OpenAPI document."],
    },
    Key {
        section: Section::Check,
        name: "rules",
        kind: Kind::Levels,
        default: "each rule's own level, which `rutter explain` tells",
        example: "{ redundant-use-client = \"warning\" }",
        doc: &["Rules that weigh more or less than they do by default: \"off\", \"warning\" or \"error\"."],
    },
    Key {
        section: Section::Check,
        name: "ignore",
        kind: Kind::List(glob),
        default: "[]",
        example: "[\"app/generated/**\"]",
        doc: &[
            "Files in which nothing is reported; they are still read, since others may import them. A folder stands for",
            "all that is in it, a glob without `/` matches at any depth, and brackets mean themselves: app/[slug]/**.",
        ],
    },
    Key {
        section: Section::Check,
        name: "files",
        kind: Kind::LevelsBy(glob),
        default: "none",
        example: "{ \"app/legacy/**\" = { unknown-href = \"off\" } }",
        doc: &["What `rules` says, for some files only. Where several globs match a file, the longest wins."],
    },
    Key {
        section: Section::Check,
        name: "sensitive",
        kind: Kind::List(not_empty),
        default: "the names that `rutter explain sensitive-prop` tells about",
        example: "[\"password\", \"pin\"]",
        doc: &[
            "The names of the fields that should not reach the browser, in place of those that Rutter knows. `api_key`,",
            "`apiKey` and `API-KEY` are one name.",
        ],
    },
    Key {
        section: Section::Check,
        name: "baseline",
        kind: Kind::Text(inside),
        default: "\"rutter-baseline.json\"",
        example: "\"rutter-baseline.json\"",
        doc: &[
            "The file that `rutter check --write-baseline` writes, from the folder of this file. What is in it is not",
            "reported. This key stands in [check] only.",
        ],
    },
];

/// The keys of one table, in order.
pub(crate) fn keys_of(section: Section) -> impl Iterator<Item = &'static Key> {
    KEYS.iter().filter(move |key| key.section == section)
}

/// Whether two spellings mean the same key.
pub(crate) fn same(a: &str, b: &str) -> bool {
    a.len() == b.len()
        && a.bytes().zip(b.bytes()).all(|(a, b)| a == b || matches!((a, b), (b'-', b'_') | (b'_', b'-')))
}

fn relative(text: &str) -> Result<(), &'static str> {
    let drive = text.as_bytes().get(1) == Some(&b':');
    if text.is_empty() || text.starts_with('/') || text.contains('\\') || drive {
        return Err("must be a relative path with `/`");
    }
    Ok(())
}

fn inside(text: &str) -> Result<(), &'static str> {
    relative(text)?;
    if text.split('/').any(|part| part == "..") {
        return Err("must not lead out with `..`");
    }
    Ok(())
}

fn folder_inside(text: &str) -> Result<(), &'static str> {
    inside(text)?;
    if super::normalize(text).as_str().is_empty() {
        return Err("must name a folder of its own, such as \"src/rutter\"");
    }
    Ok(())
}

fn manifest(text: &str) -> Result<(), &'static str> {
    relative(text)?;
    if text.rsplit('/').next() != Some("Cargo.toml") {
        return Err("must be the path of a Cargo.toml");
    }
    Ok(())
}

fn json_file(text: &str) -> Result<(), &'static str> {
    inside(text)?;
    if !text.ends_with(".json") {
        return Err("must be the path of a .json file");
    }
    Ok(())
}

fn not_empty(text: &str) -> Result<(), &'static str> {
    if text.is_empty() { Err("must not be empty") } else { Ok(()) }
}

fn param_name(text: &str) -> Result<(), &'static str> {
    if text.is_empty() || text.contains(['[', ']', '/', '.']) {
        return Err("must be the name alone, such as \"locale\" for a folder `[locale]`");
    }
    Ok(())
}

fn extension(text: &str) -> Result<(), &'static str> {
    if text.is_empty() || text.starts_with('.') || text.contains('/') {
        return Err("must be an extension without the dot before it, such as \"tsx\" or \"page.tsx\"");
    }
    Ok(())
}

/// Next refuses a base path of `/` and one that ends in `/`.
fn base_path(text: &str) -> Result<(), &'static str> {
    if !text.is_empty() && (!text.starts_with('/') || text.ends_with('/')) {
        return Err("must be empty, or start with `/` and not end with it, such as \"/docs\"");
    }
    Ok(())
}

fn glob(text: &str) -> Result<(), &'static str> {
    relative(text)?;
    if text.split('/').any(|part| matches!(part, "." | "..")) {
        return Err("must not have `.` or `..` as a part");
    }
    PathGlob::new(text).map(drop)
}

fn source(text: &str) -> Result<(), &'static str> {
    if text.starts_with('/') { Ok(()) } else { Err("must start with `/`, such as \"/old/:id\"") }
}
