//! `rutter.toml`, in three layers.
//!
//! 1. [`Options`] is the file as written: every key optional, unknown keys refused.
//! 2. [`KEYS`] is the same as data: each key with its kind, its default and a line of documentation. The checks, the
//!    commented file that `rutter init` writes ([`init_text`]) and the reference are made from it; a test holds it
//!    equal to [`Options`].
//! 3. [`Settings`] is what the rest of Rutter uses: every default filled in for one app.
//!
//! Checking comes before reading: [`Config::parse`] walks the parsed file along [`KEYS`] and reports everything
//! that is wrong at once, each finding with its place, instead of the first type error.
//!
//! `-` and `_` mean the same in a key, as on rustc's command line: `next-types` is `next_types`.

mod check;
mod checks;
mod globs;
mod init;
mod keys;

use std::collections::BTreeMap;
use std::ops::Range;

use camino::{Utf8Path, Utf8PathBuf};
use serde::Deserialize;
use toml::de::{DeTable, Deserializer};

use crate::diagnostic::{Diagnostic, Location};

pub use check::nearest;
pub use checks::{BASELINE_FILE, CheckOptions, CheckSettings, CheckTable, RuleLevel};
pub use globs::PathGlob;
pub use init::init_text;
pub use keys::{KEYS, Key, Kind, Rule, Section};

/// The name of the file.
pub const FILE_NAME: &str = "rutter.toml";

/// A `rutter.toml` that was read and found to be right.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where the file is.
    pub file: Utf8PathBuf,
    /// What it says.
    pub options: Options,
    text: String,
}

/// The whole file, as written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Options {
    /// The only app of the workspace.
    pub app: Option<AppOptions>,
    /// Several apps, by the name that Rutter's commands and `rutter.routes` use.
    #[serde(default)]
    pub apps: BTreeMap<String, AppOptions>,
    /// Where the contract comes from.
    pub rust: Option<RustOptions>,
    /// How every app is checked.
    pub check: Option<CheckOptions>,
}

/// One app's table, as written. [`KEYS`] says what each key means.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "`KEYS` documents each field, and a test holds the two equal")]
pub struct AppOptions {
    pub path: Option<String>,
    pub out: Option<String>,
    pub links: Option<bool>,
    #[serde(alias = "next-types")]
    pub next_types: Option<bool>,
    pub nuqs: Option<bool>,
    pub validators: Option<Validators>,
    pub responses: Option<Responses>,
    #[serde(alias = "ts-rs")]
    pub ts_rs: Option<String>,
    #[serde(alias = "import-extension")]
    pub import_extension: Option<ImportExtension>,
    #[serde(alias = "locale-param")]
    pub locale_param: Option<String>,
    #[serde(default)]
    pub next: NextSettings,
    pub check: Option<CheckOptions>,
}

/// `[rust]`, as written. [`KEYS`] says what each key means.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "`KEYS` documents each field, and a test holds the two equal")]
pub struct RustOptions {
    pub manifest: Option<String>,
    pub package: Option<String>,
    pub bin: Option<String>,
    #[serde(default)]
    pub features: Vec<String>,
    pub build: Option<bool>,
    pub timeout: Option<u32>,
    pub openapi: Option<String>,
    #[serde(alias = "json-schema")]
    pub json_schema: Option<String>,
    pub title: Option<String>,
    pub version: Option<String>,
}

/// What `rutter.toml` states in place of `next.config`. A key that is set wins over what was read from there;
/// [`KEYS`] says what each one means.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "`KEYS` documents each field, and a test holds the two equal")]
pub struct NextSettings {
    #[serde(alias = "page-extensions")]
    pub page_extensions: Option<Vec<String>>,
    #[serde(alias = "base-path")]
    pub base_path: Option<String>,
    #[serde(alias = "trailing-slash")]
    pub trailing_slash: Option<bool>,
    pub locales: Option<Vec<String>>,
    #[serde(alias = "default-locale")]
    pub default_locale: Option<String>,
    pub redirects: Option<Vec<String>>,
    pub rewrites: Option<Vec<String>>,
    #[serde(alias = "typed-routes")]
    pub typed_routes: Option<bool>,
    #[serde(alias = "loose-route-matching")]
    pub loose_route_matching: Option<bool>,
    #[serde(alias = "dist-dir")]
    pub dist_dir: Option<String>,
    #[serde(alias = "cache-life")]
    pub cache_life: Option<Vec<String>>,
    #[serde(alias = "cache-components")]
    pub cache_components: Option<bool>,
    #[serde(alias = "use-cache")]
    pub use_cache: Option<bool>,
    #[serde(alias = "cache-handlers")]
    pub cache_handlers: Option<Vec<String>>,
    pub taint: Option<bool>,
}

/// How generated files import one another and the app's own files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub enum ImportExtension {
    /// `./routes.gen`
    #[default]
    #[serde(rename = "")]
    None,
    /// `./routes.gen.ts`, for `allowImportingTsExtensions`
    #[serde(rename = ".ts")]
    Ts,
    /// `./routes.gen.js`, for `moduleResolution: nodenext`
    #[serde(rename = ".js")]
    Js,
}

/// The schemas of what a Rust server takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Validators {
    /// Rutter's own alone, which need no library.
    #[default]
    Standard,
    /// Those of zod 4 besides.
    Zod,
    /// Those of valibot besides.
    Valibot,
}

/// When the client of a Rust server checks the answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Responses {
    /// Never: the types are taken at their word.
    #[default]
    Off,
    /// While `NODE_ENV` is not `production`.
    Dev,
    /// In production too.
    Always,
}

/// What holds for one app, with every default filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The folder of the generated files, relative to the app's folder, with `/`.
    pub out: Utf8PathBuf,
    /// Whether to write `links.gen.d.ts`.
    pub links: bool,
    /// Whether to write the files of `next typegen`.
    pub next_types: bool,
    /// Whether to write parsers of nuqs for the search params of a Rust server's structs.
    pub nuqs: bool,
    /// The schemas of what a Rust server takes.
    pub validators: Validators,
    /// When the client of a Rust server checks the answers.
    pub responses: Responses,
    /// The folder of what ts-rs has exported, from that of the app.
    pub ts_rs: Option<String>,
    /// How generated files import.
    pub import_extension: ImportExtension,
    /// The name of the leading segment that holds the locale, without brackets.
    pub locale_param: Option<String>,
    /// What is stated in place of `next.config`.
    pub next: NextSettings,
}

impl Config {
    /// Reads the text of the file at `file`. On failure, everything that is wrong with it, in the order of the
    /// file.
    pub fn parse(file: &Utf8Path, text: &str) -> Result<Self, Vec<Diagnostic>> {
        let (table, errors) = DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            return Err(errors.iter().map(|error| syntax_error(file, text, error)).collect());
        }
        let diagnostics = check::check(file, text, table.get_ref());
        if !diagnostics.is_empty() {
            return Err(diagnostics);
        }
        match Options::deserialize(Deserializer::from(table)) {
            Ok(options) => Ok(Self { file: file.to_owned(), options, text: text.to_owned() }),
            Err(error) => Err(vec![syntax_error(file, text, &error)]),
        }
    }

    /// The place of a value, by the keys that lead to it (`["apps", "web", "path"]`), or else of the last key on
    /// the way that exists.
    #[must_use]
    pub fn locate(&self, keys: &[&str]) -> Option<Location> {
        let (key, value) = self.find(keys)?;
        Some(Location::of_span(&self.file, &self.text, value.unwrap_or(key)))
    }

    /// The place of the last of the keys that lead to a value, or else of the last on the way that exists.
    #[must_use]
    pub fn locate_key(&self, keys: &[&str]) -> Option<Location> {
        let (key, _) = self.find(keys)?;
        Some(Location::of_span(&self.file, &self.text, key))
    }

    /// The bytes of the last key on the way that exists, and those of its value if that is no table.
    fn find(&self, keys: &[&str]) -> Option<(Range<usize>, Option<Range<usize>>)> {
        let table = DeTable::parse(&self.text).ok()?;
        let mut table = table.get_ref();
        let mut found = None;
        for key in keys {
            let Some((name, value)) = table.iter().find(|(name, _)| keys::same(name.get_ref(), key)) else {
                break;
            };
            match value.get_ref().as_table() {
                Some(inner) => (table, found) = (inner, Some((name.span(), None))),
                None => {
                    found = Some((name.span(), Some(value.span())));
                    break;
                }
            }
        }
        found
    }
}

impl AppOptions {
    /// The settings of an app, given whether it has a `src` folder.
    #[must_use]
    pub fn resolve(&self, has_src: bool) -> Settings {
        let default_out = if has_src { "src/rutter" } else { "rutter" };
        Settings {
            out: normalize(self.out.as_deref().unwrap_or(default_out)),
            links: self.links.unwrap_or(false),
            next_types: self.next_types.unwrap_or(false),
            ts_rs: self.ts_rs.clone(),
            nuqs: self.nuqs.unwrap_or(false),
            validators: self.validators.unwrap_or_default(),
            responses: self.responses.unwrap_or_default(),
            import_extension: self.import_extension.unwrap_or_default(),
            locale_param: self.locale_param.clone(),
            next: self.next.clone(),
        }
    }
}

impl ImportExtension {
    /// What is appended to the name of an imported module.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Ts => ".ts",
            Self::Js => ".js",
        }
    }
}

/// A relative path without `.` components and trailing slashes; `.` itself becomes the empty path.
pub(crate) fn normalize(path: &str) -> Utf8PathBuf {
    path.split('/').filter(|part| !part.is_empty() && *part != ".").collect::<Vec<_>>().join("/").into()
}

fn syntax_error(file: &Utf8Path, text: &str, error: &toml::de::Error) -> Diagnostic {
    let diagnostic = Diagnostic::error("invalid-config", format!("{FILE_NAME}: {}", error.message()));
    match error.span() {
        Some(span) => diagnostic.at(Location::of_span(file, text, span)),
        None => diagnostic.with_file(file),
    }
}

#[cfg(test)]
mod tests;
