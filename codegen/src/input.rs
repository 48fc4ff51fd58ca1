//! What the emitters need to know of an app, as plain data.

use std::collections::{BTreeMap, BTreeSet};

use rutter_contract::Contract;
use rutter_routes::RouteTree;

/// Everything that decides the generated text.
#[derive(Clone, Debug)]
pub struct Input<'a> {
    /// The app's routes.
    pub tree: &'a RouteTree,
    /// What of `next.config` shows in links and types.
    pub next: NextOptions,
    /// What the user asks for.
    pub options: Options,
    /// What is known of each `page.search.ts` and `page.params.ts`, by its path relative to the app's folder. A file
    /// that is missing here counts as [`Definition::Unknown`].
    pub definitions: BTreeMap<String, Definition>,
    /// What the Rust server behind the app agrees to, if there is one.
    pub server: Option<Server<'a>>,
}

/// The Rust server behind an app.
#[derive(Clone, Copy, Debug)]
pub struct Server<'a> {
    /// What it takes and gives.
    pub contract: &'a Contract,
    /// The name under which the contract knows the app: params and search params belong to an app.
    pub app: &'a str,
}

/// What of `next.config` shows in links and types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextOptions {
    /// The major version of Next: 13 to 16. Params are plain objects before 15; `next/form` came with 15.
    pub major: u32,
    /// `basePath`: empty, or with a leading and without a trailing slash.
    pub base_path: String,
    /// `trailingSlash`.
    pub trailing_slash: bool,
    /// The app's locales: `i18n.locales`, or those of the locale param.
    pub locales: Vec<String>,
    /// `i18n.defaultLocale`.
    pub default_locale: Option<String>,
    /// The route param that holds the locale, where locales are a part of the routes (`/[locale]/about`) instead of
    /// `i18n`. Links then take one of `locales` for it.
    pub locale_param: Option<String>,
    /// `typedRoutes`.
    pub typed_routes: bool,
    /// `experimental.strictRouteTypes`.
    pub strict_route_types: bool,
    /// `images.disableStaticImages`.
    pub disable_static_images: bool,
    /// The profiles of `cacheLife` that `next.config` adds to Next's own or changes.
    pub cache_life: Vec<CacheLife>,
    /// `distDir`, relative to the app's folder.
    pub dist_dir: String,
}

impl Default for NextOptions {
    /// Next 16 with an empty `next.config`.
    fn default() -> Self {
        Self {
            major: 16,
            base_path: String::new(),
            trailing_slash: false,
            locales: Vec::new(),
            default_locale: None,
            locale_param: None,
            typed_routes: false,
            strict_route_types: false,
            disable_static_images: false,
            cache_life: Vec::new(),
            dist_dir: ".next".to_owned(),
        }
    }
}

/// A profile of `cacheLife`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CacheLife {
    /// Its name in `next.config`.
    pub name: String,
    /// How long a client may show it unasked; `None` where it inherits.
    pub stale: Option<Seconds>,
    /// After how long the server renews it; `None` where it inherits.
    pub revalidate: Option<Seconds>,
    /// After how long without a request it is gone; `None` where it inherits.
    pub expire: Option<Seconds>,
}

/// A time span in seconds; from `0xfffffffe` on, Next takes it for "never".
pub type Seconds = u64;

/// What the user asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The folder of the generated files, relative to the app's: `rutter`, `src/rutter`.
    pub out: String,
    /// How generated files name each other and the files of the app.
    pub import_extension: ImportExtension,
    /// Whether to write `links.gen.d.ts`, which types the links of Next's own modules. It is left out where
    /// [`NextOptions::typed_routes`] is on: Next's `link.d.ts` declares the same modules, and a compiler takes only one.
    pub links: bool,
    /// Whether to write what `next typegen` writes.
    pub next_types: bool,
    /// Whether to write parsers of nuqs for the search params that structs of the server declare.
    pub nuqs: bool,
    /// The library whose schemas are written beside Rutter's own, if one is.
    pub validators: Validators,
    /// When the client checks the answers of the server.
    pub responses: Responses,
    /// What ts-rs has exported of the server's types, to be held against the contract.
    pub ts_rs: Option<TsRs>,
}

/// The TypeScript that ts-rs has exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TsRs {
    /// The folder, relative to the app's.
    pub folder: String,
    /// The names of its files without `.ts`: a type each.
    pub types: BTreeSet<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            out: "rutter".to_owned(),
            import_extension: ImportExtension::None,
            links: false,
            next_types: false,
            nuqs: false,
            validators: Validators::Standard,
            responses: Responses::Off,
            ts_rs: None,
        }
    }
}

/// The schemas of what is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validators {
    /// Rutter's own, which need no library: `schemas.gen.ts`.
    Standard,
    /// Those of zod 4 besides: `zod.gen.ts`.
    Zod,
    /// Those of valibot besides: `valibot.gen.ts`.
    Valibot,
}

/// When the client checks whether an answer is what the server declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Responses {
    /// Never, and there is no code that could.
    Off,
    /// While `process.env.NODE_ENV` is not `production`: bundlers drop the code for production.
    Dev,
    /// Each time.
    Always,
}

/// The extension in the specifier of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportExtension {
    /// `./routes.gen`
    None,
    /// `./routes.gen.ts`
    Ts,
    /// `./routes.gen.js`
    Js,
}

/// What is known without running it of the default export of a `page.search.ts` or `page.params.ts`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Definition {
    /// A Standard Schema, or nothing that looks like a map of nuqs parsers.
    Schema,
    /// A map of nuqs parsers, all of them read. In the order of the source.
    Parsers(Vec<ParserKey>),
    /// Either of the two, or a map of parsers of which at least one could not be read.
    Unknown,
}

/// One key of a map of nuqs parsers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParserKey {
    /// The key.
    pub name: String,
    /// How its value is written.
    pub encoding: Encoding,
    /// The default as a JSON text, for example `1` or `"new"`, if a link leaves it out: there is a `withDefault`, and
    /// no `clearOnDefault: false`.
    pub default: Option<String>,
}

/// How nuqs writes a value. Parsers that write alike share an encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// As it prints: `parseAsString`, `parseAsFloat`, `parseAsBoolean`, `parseAsStringEnum`, `parseAsStringLiteral`,
    /// `parseAsNumberLiteral`.
    String,
    /// Rounded: `parseAsInteger`.
    Integer,
    /// Rounded, counted from 1: `parseAsIndex`.
    Index,
    /// Rounded, in hexadecimal: `parseAsHex`.
    Hex,
    /// Milliseconds since 1970: `parseAsTimestamp`.
    Timestamp,
    /// ISO 8601, in UTC: `parseAsIsoDateTime`.
    IsoDateTime,
    /// The date alone: `parseAsIsoDate`.
    IsoDate,
    /// `parseAsJson`.
    Json,
    /// Items in one value: `parseAsArrayOf(item, separator)`.
    List {
        /// How an item is written.
        item: Box<Encoding>,
        /// What stands between items; nuqs's own default is `,`.
        separator: String,
    },
    /// The key once for each item: `parseAsNativeArrayOf(item)`.
    Repeat(Box<Encoding>),
}
