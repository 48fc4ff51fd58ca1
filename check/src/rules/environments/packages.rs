//! What is known of packages and of Node's own modules by name. Every list is sorted.

/// The packages that Next leaves to Node on the server unless told otherwise, so that they get the whole of React
/// (Next 16.4.6, `serverExternalPackages`).
const EXTERNAL_PACKAGES: [&str; 79] = [
    "@alinea/generated",
    "@appsignal/nodejs",
    "@aws-sdk/client-s3",
    "@aws-sdk/s3-presigned-post",
    "@blockfrost/blockfrost-js",
    "@highlight-run/node",
    "@huggingface/transformers",
    "@jpg-store/lucid-cardano",
    "@libsql/client",
    "@mikro-orm/core",
    "@mikro-orm/knex",
    "@node-rs/argon2",
    "@node-rs/bcrypt",
    "@prisma/client",
    "@react-pdf/renderer",
    "@sentry/profiling-node",
    "@sparticuz/chromium",
    "@sparticuz/chromium-min",
    "@statsig/statsig-node-core",
    "@swc/core",
    "@xenova/transformers",
    "@zenstackhq/runtime",
    "argon2",
    "autoprefixer",
    "aws-crt",
    "bcrypt",
    "better-sqlite3",
    "canvas",
    "chromadb-default-embed",
    "config",
    "cpu-features",
    "cypress",
    "dd-trace",
    "eslint",
    "express",
    "firebase-admin",
    "htmlrewriter",
    "import-in-the-middle",
    "isolated-vm",
    "jest",
    "jsdom",
    "keyv",
    "libsql",
    "mdx-bundler",
    "mongodb",
    "mongoose",
    "newrelic",
    "next-mdx-remote",
    "next-seo",
    "node-cron",
    "node-pty",
    "node-web-audio-api",
    "onnxruntime-node",
    "oslo",
    "pg",
    "pino",
    "pino-pretty",
    "pino-roll",
    "playwright",
    "playwright-core",
    "postcss",
    "prettier",
    "prisma",
    "puppeteer",
    "puppeteer-core",
    "ravendb",
    "require-in-the-middle",
    "rimraf",
    "sharp",
    "shiki",
    "sqlite3",
    "thread-stream",
    "ts-morph",
    "ts-node",
    "typescript",
    "vscode-oniguruma",
    "webpack",
    "websocket",
    "zeromq",
];

/// The modules of Node for which Next gives the browser a substitute, with and without `node:`. Next refuses every
/// other one there (observed on Next 16.4.6).
const POLYFILLED: [&str; 22] = [
    "assert",
    "buffer",
    "constants",
    "crypto",
    "domain",
    "events",
    "http",
    "https",
    "os",
    "path",
    "process",
    "punycode",
    "querystring",
    "stream",
    "string_decoder",
    "sys",
    "timers",
    "tty",
    "url",
    "util",
    "vm",
    "zlib",
];

/// Packages that cannot be bundled for a browser: drivers of databases, which open sockets or files, and the like.
/// A package with a browser build, such as `@prisma/client`, is not among them.
const SERVER_PACKAGES: [(&str, &str); 15] = [
    ("argon2", "is native code for Node"),
    ("bcrypt", "is native code for Node"),
    ("better-sqlite3", "is native code for Node"),
    ("cassandra-driver", "opens sockets with Node's `net`"),
    ("ioredis", "opens sockets with Node's `net`"),
    ("mongodb", "opens sockets with Node's `net`"),
    ("mssql", "opens sockets with Node's `net`"),
    ("mysql", "opens sockets with Node's `net`"),
    ("mysql2", "opens sockets with Node's `net`"),
    ("nodemailer", "opens sockets with Node's `net`"),
    ("pg", "opens sockets with Node's `net`"),
    ("postgres", "opens sockets with Node's `net`"),
    ("redis", "opens sockets with Node's `net`"),
    ("sqlite3", "is native code for Node"),
    ("tedious", "opens sockets with Node's `net`"),
];

/// Whether Next leaves a package to Node on the server.
pub(crate) fn is_external(package: &str) -> bool {
    EXTERNAL_PACKAGES.binary_search(&package).is_ok()
}

/// Whether a browser gets a substitute for a module of Node, named without `node:`.
pub(crate) fn is_polyfilled(builtin: &str) -> bool {
    POLYFILLED.binary_search(&builtin).is_ok()
}

/// Why a package cannot be bundled for a browser, if it certainly cannot.
pub(crate) fn only_on_server(package: &str) -> Option<&'static str> {
    let at = SERVER_PACKAGES.binary_search_by_key(&package, |(name, _)| name).ok()?;
    SERVER_PACKAGES.get(at).map(|(_, why)| *why)
}

#[cfg(test)]
mod tests {
    use super::{EXTERNAL_PACKAGES, POLYFILLED, SERVER_PACKAGES};

    #[test]
    fn the_lists_are_sorted() {
        assert!(EXTERNAL_PACKAGES.is_sorted());
        assert!(POLYFILLED.is_sorted());
        assert!(SERVER_PACKAGES.is_sorted());
    }
}
