//! What the language and known libraries declare, as far as it matters for what can cross.
//!
//! Each file below `prelude/` is TypeScript of our own: the classes, functions and methods that code on the way of a
//! value uses, with types that are right about what they give and simple enough to be read quickly. `globals.d.ts`,
//! `web.d.ts` and `node.d.ts` hold what is there without an import; the others stand for a package, and what an app has
//! installed of it is not read. Some stand for no more than a few types of it. A file says at its top what it was taken
//! from.

use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;
use rutter_syntax::facts::{BindingId, Facts};
use rutter_syntax::read_facts;

use super::source::{At, Source};

/// A file of the prelude, by its position in [`FILES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PreludeFile(usize);

/// A file, and what imports it stands for.
struct File {
    name: &'static str,
    text: &'static str,
    /// The specifiers that mean it; none for what is global.
    specifiers: &'static [&'static str],
    /// Whether it stands for the whole package.
    is_whole: bool,
}

impl File {
    const fn new(name: &'static str, text: &'static str, specifiers: &'static [&'static str]) -> Self {
        Self { name, text, specifiers, is_whole: true }
    }

    /// A file that stands for the types that it declares; of the rest of the package, what is installed tells.
    const fn types(name: &'static str, text: &'static str, specifiers: &'static [&'static str]) -> Self {
        Self { name, text, specifiers, is_whole: false }
    }
}

static FILES: &[File] = &[
    File::new("globals.d.ts", include_str!("prelude/globals.d.ts"), &[]),
    File::new("utility.d.ts", include_str!("prelude/utility.d.ts"), &[]),
    File::new("web.d.ts", include_str!("prelude/web.d.ts"), &[]),
    File::new("node.d.ts", include_str!("prelude/node.d.ts"), &[]),
    File::new("next-globals.d.ts", include_str!("prelude/next-globals.d.ts"), &[]),
    File::new("node-modules.d.ts", include_str!("prelude/node-modules.d.ts"), NODE_MODULES),
    File::new(
        "node-querystring.d.ts",
        include_str!("prelude/node-querystring.d.ts"),
        &["querystring", "node:querystring"],
    ),
    File::new("react.d.ts", include_str!("prelude/react.d.ts"), &["react"]),
    File::new("next.d.ts", include_str!("prelude/next.d.ts"), NEXT_MODULES),
    File::new("next-dynamic.d.ts", include_str!("prelude/next-dynamic.d.ts"), &["next/dynamic"]),
    File::new("next-link.d.ts", include_str!("prelude/next-link.d.ts"), &["next/link", "next/form"]),
    File::new("next-client.d.ts", include_str!("prelude/next-client.d.ts"), &["next/image", "next/script"]),
    File::new("big.js.d.ts", include_str!("prelude/big.js.d.ts"), &["big.js"]),
    File::new("bignumber.js.d.ts", include_str!("prelude/bignumber.js.d.ts"), &["bignumber.js"]),
    File::new("bson.d.ts", include_str!("prelude/bson.d.ts"), &["bson"]),
    File::new("date-fns.d.ts", include_str!("prelude/date-fns.d.ts"), &["date-fns", "date-fns-tz"]),
    File::new("dayjs.d.ts", include_str!("prelude/dayjs.d.ts"), &["dayjs"]),
    File::new(
        "decimal.js.d.ts",
        include_str!("prelude/decimal.js.d.ts"),
        &["decimal.js", "decimal.js-light"],
    ),
    File::new("drizzle-orm.d.ts", include_str!("prelude/drizzle-orm.d.ts"), DRIZZLE_MODULES),
    File::types("lucide-react.d.ts", include_str!("prelude/lucide-react.d.ts"), &["lucide-react"]),
    File::new("luxon.d.ts", include_str!("prelude/luxon.d.ts"), &["luxon"]),
    File::new("moment.d.ts", include_str!("prelude/moment.d.ts"), &["moment", "moment-timezone"]),
    File::new(
        "mongodb.d.ts",
        concat!(include_str!("prelude/bson.d.ts"), include_str!("prelude/mongodb.d.ts")),
        &["mongodb"],
    ),
    File::new(
        "mongoose.d.ts",
        concat!(include_str!("prelude/bson.d.ts"), include_str!("prelude/mongoose.d.ts")),
        &["mongoose"],
    ),
    File::new("next-auth.d.ts", include_str!("prelude/next-auth.d.ts"), &["next-auth", "next-auth/next"]),
    File::new("next-intl.d.ts", include_str!("prelude/next-intl.d.ts"), &["next-intl", "next-intl/server"]),
    File::new(
        "prisma-extensions.d.ts",
        include_str!("prelude/prisma-extensions.d.ts"),
        &["@prisma/extension-accelerate", "@prisma/extension-optimize", "@prisma/extension-read-replicas"],
    ),
    File::new(
        "react-query.d.ts",
        include_str!("prelude/react-query.d.ts"),
        &["@tanstack/react-query", "@tanstack/query-core"],
    ),
    File::new(
        "strings.d.ts",
        include_str!("prelude/strings.d.ts"),
        &["class-variance-authority", "classnames", "clsx", "nanoid", "slugify", "tailwind-merge", "uuid"],
    ),
    File::new(
        "supabase.d.ts",
        include_str!("prelude/supabase.d.ts"),
        &["@supabase/ssr", "@supabase/supabase-js"],
    ),
    File::new("superjson.d.ts", include_str!("prelude/superjson.d.ts"), &["superjson"]),
    File::new(
        "t3-env.d.ts",
        include_str!("prelude/t3-env.d.ts"),
        &["@t3-oss/env-core", "@t3-oss/env-nextjs"],
    ),
    File::new("zod.d.ts", include_str!("prelude/zod.d.ts"), &["zod", "zod/v3", "zod/v4"]),
];

/// The modules of Node that `node-modules.d.ts` stands for. No name in it means two things.
const NODE_MODULES: &[&str] = &[
    "buffer",
    "crypto",
    "fs",
    "fs/promises",
    "node:buffer",
    "node:crypto",
    "node:fs",
    "node:fs/promises",
    "node:os",
    "node:path",
    "node:url",
    "node:util",
    "os",
    "path",
    "url",
    "util",
];

/// The modules of Drizzle that `drizzle-orm.d.ts` stands for: tables are declared with one of the first three.
const DRIZZLE_MODULES: &[&str] = &[
    "drizzle-orm/mysql-core",
    "drizzle-orm/pg-core",
    "drizzle-orm/sqlite-core",
    "drizzle-orm",
    "drizzle-orm/better-sqlite3",
    "drizzle-orm/libsql",
    "drizzle-orm/mysql2",
    "drizzle-orm/neon-http",
    "drizzle-orm/neon-serverless",
    "drizzle-orm/node-postgres",
    "drizzle-orm/planetscale-serverless",
    "drizzle-orm/postgres-js",
    "drizzle-orm/vercel-postgres",
];

/// The modules of Next that `next.d.ts` stands for. No name in it means two things.
const NEXT_MODULES: &[&str] =
    &["next", "next/cache", "next/headers", "next/navigation", "next/server", "next/types"];

/// What each file states, read when it is asked for.
static FACTS: LazyLock<Vec<OnceLock<Facts>>> =
    LazyLock::new(|| FILES.iter().map(|_| OnceLock::new()).collect());

static GLOBALS: LazyLock<FxHashMap<&'static str, At<BindingId>>> = LazyLock::new(|| {
    let mut globals = FxHashMap::default();
    for (index, _) in FILES.iter().enumerate().filter(|(_, file)| file.specifiers.is_empty()) {
        let file = PreludeFile(index);
        let facts = facts(file);
        for (id, binding) in facts.bindings.iter_ids().filter(|(_, binding)| binding.top_level) {
            globals.entry(&facts[binding.name]).or_insert(At::new(Source::Prelude(file), id));
        }
    }
    globals
});

/// What a file of the prelude states.
pub(super) fn facts(file: PreludeFile) -> &'static Facts {
    let File { name, text, .. } = &FILES[file.0];
    FACTS[file.0].get_or_init(|| read_facts(name, text))
}

/// What a name stands for that no file declares.
pub(super) fn global(name: &str) -> Option<At<BindingId>> {
    GLOBALS.get(name).copied()
}

/// Whether what a file declares is there without an import.
pub(super) fn is_global(source: Source) -> bool {
    matches!(source, Source::Prelude(file) if FILES[file.0].specifiers.is_empty())
}

/// The file that stands for a package.
pub(super) fn package(specifier: &str) -> Option<PreludeFile> {
    file_of(specifier, true)
}

/// The file that stands for some types of a package.
pub(super) fn types(specifier: &str) -> Option<PreludeFile> {
    file_of(specifier, false)
}

fn file_of(specifier: &str, is_whole: bool) -> Option<PreludeFile> {
    let is_it = |file: &File| file.is_whole == is_whole && file.specifiers.contains(&specifier);
    FILES.iter().position(is_it).map(PreludeFile)
}
