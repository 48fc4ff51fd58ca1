//! An app as Next sees it: its files, its config, its route tree.

use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Path, Utf8PathBuf};
use rutter_project::{
    App, Diagnostic, Location, NEXT_CONFIG_FILES, NextSettings, System, app_files, next_version,
};
use rutter_routes::{Conventions, CustomRoute, EntryKind, NextVersion, Phase, RouteTree};

use crate::metadata_exports::generates_metadata_images;
use crate::next_config::{self, ConfigKey, NextConfig, Note, Setting, read_next_config};
use crate::position::Position;
use crate::search_file::{SearchFile, read_search_file};

/// Everything that is known about an app before its code is looked at.
#[derive(Debug)]
pub struct LoadedApp {
    /// Its `next.config` file, if it has one.
    pub config_file: Option<Utf8PathBuf>,
    /// What `next.config` and `rutter.toml` state together.
    pub config: AppConfig,
    /// Its routes.
    pub tree: RouteTree,
    /// What is known of each `page.search.ts` and `page.params.ts`, by file.
    pub companions: BTreeMap<String, SearchFile>,
    /// What is worth saying: unreadable files, a config that cannot be read statically. The problems of the tree stand
    /// in the tree.
    pub diagnostics: Vec<Diagnostic>,
}

/// The settings of an app, with Next's defaults filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppConfig {
    /// The version of Next that is installed or asked for; the newest known where neither can be told.
    pub next_version: NextVersion,
    /// `basePath`: empty, or `/docs`.
    pub base_path: String,
    /// `trailingSlash`.
    pub trailing_slash: bool,
    /// `skipTrailingSlashRedirect`.
    pub skip_trailing_slash_redirect: bool,
    /// `i18n.locales`, of the Pages Router.
    pub locales: Vec<String>,
    /// `i18n.defaultLocale`.
    pub default_locale: Option<String>,
    /// `typedRoutes`.
    pub typed_routes: bool,
    /// `experimental.strictRouteTypes`.
    pub strict_route_types: bool,
    /// `distDir`.
    pub dist_dir: String,
    /// The names of the profiles in `cacheLife`, without Next's own.
    pub cache_life: Vec<String>,
    /// `pageExtensions`, without dots.
    pub page_extensions: Vec<String>,
    /// `cacheComponents`; none where neither file tells.
    pub cache_components: Option<bool>,
    /// Whether `output` is `'export'`; none where that is not known.
    pub static_export: Option<bool>,
    /// Whether `'use cache'` is allowed: `experimental.useCache`, which is on where `cacheComponents` is. None where
    /// neither file tells.
    pub use_cache: Option<bool>,
    /// The kinds of cache in `cacheHandlers`, without Next's own; none where neither file tells.
    pub cache_handlers: Option<Vec<String>>,
    /// `experimental.taint`; none where neither file tells.
    pub taint: Option<bool>,
}

impl LoadedApp {
    /// Whether the text of a file is part of what is known here; `dir` is the folder of the app. The names of files are a
    /// part of it in any case.
    #[must_use]
    pub fn has_read(&self, dir: &Utf8Path, path: &Utf8Path) -> bool {
        let Ok(inside) = path.strip_prefix(dir) else { return false };
        self.config_file.as_deref() == Some(path)
            || self.companions.contains_key(inside.as_str())
            || may_generate(inside.as_str())
    }
}

/// Reads an app. It never fails: what cannot be read is among the diagnostics.
pub fn load_app(system: &dyn System, app: &App) -> LoadedApp {
    let (files, mut diagnostics) = app_files(system, &app.dir);
    let config_file = NEXT_CONFIG_FILES.into_iter().find(|name| files.iter().any(|file| file == name));
    let config_file = config_file.map(|name| app.dir.join(name));
    let stated = &app.settings.next;
    let read = match &config_file {
        Some(path) => read_config(system, path, app, &mut diagnostics),
        None => NextConfig::default(),
    };
    let next_version = next_version(system, &app.dir).unwrap_or(NextVersion::NEWEST);
    let mut conventions = conventions(&read, stated, next_version);
    conventions.generated_metadata = generated_metadata(system, &app.dir, &files, &mut diagnostics);
    let config = app_config(&read, stated, &conventions);
    let tree = RouteTree::build(&files, &conventions);
    let companions = companions(system, &app.dir, &tree, &mut diagnostics);
    LoadedApp { config_file, config, tree, companions, diagnostics }
}

fn read_config(
    system: &dyn System,
    path: &Utf8Path,
    app: &App,
    diagnostics: &mut Vec<Diagnostic>,
) -> NextConfig {
    let Some(text) = read_text(system, path, diagnostics) else { return NextConfig::default() };
    let config = read_next_config(path.as_str(), &text);
    if let Some(error) = &config.error {
        let message = format!("{} cannot be parsed: {}", file_name(path), error.message);
        let help = "fix the syntax error; without next.config the routes are not known";
        diagnostics.push(
            Diagnostic::error("next-config-syntax", message)
                .with_help(help)
                .at(location(path, error.position)),
        );
    }
    let notes =
        config.notes.iter().filter(|note| note.keys.iter().any(|key| !is_stated(*key, &app.settings.next)));
    diagnostics.extend(notes.map(|note| of_note(note, &app.table, path)));
    config
}

fn of_note(note: &Note, table: &str, path: &Utf8Path) -> Diagnostic {
    Diagnostic::note("next-config-unread", note.message())
        .with_help(note.help(table))
        .at(location(path, note.position))
}

/// Whether `rutter.toml` states a key, so that nothing is missing if `next.config` does not tell.
fn is_stated(key: ConfigKey, stated: &NextSettings) -> bool {
    match key {
        ConfigKey::PageExtensions => stated.page_extensions.is_some(),
        ConfigKey::BasePath => stated.base_path.is_some(),
        ConfigKey::TrailingSlash => stated.trailing_slash.is_some(),
        ConfigKey::Locales => stated.locales.is_some(),
        ConfigKey::DefaultLocale => stated.default_locale.is_some(),
        ConfigKey::Redirects => stated.redirects.is_some(),
        ConfigKey::Rewrites => stated.rewrites.is_some(),
        ConfigKey::TypedRoutes => stated.typed_routes.is_some(),
        ConfigKey::LooseRouteMatching => stated.loose_route_matching.is_some(),
        ConfigKey::DistDir => stated.dist_dir.is_some(),
        ConfigKey::CacheLife => stated.cache_life.is_some(),
    }
}

/// What is stated wins over what was read, and Next's default holds where neither tells.
fn pick<T: Clone + Default>(stated: Option<&T>, read: &Setting<T>) -> T {
    stated.or(read.known()).cloned().unwrap_or_default()
}

/// What is stated, or else what was read or Next's default; none where the key may be set to what cannot be known.
fn certain<T: Clone + Default>(stated: Option<&T>, read: &Setting<T>) -> Option<T> {
    match (stated, read) {
        (Some(stated), _) => Some(stated.clone()),
        (None, Setting::Known(read)) => Some(read.clone()),
        (None, Setting::Absent) => Some(T::default()),
        (None, Setting::Unknown { .. }) => None,
    }
}

/// Whether `'use cache'` is allowed (Next 16.4: `assignDefaultsAndValidate`, where an absent `experimental.useCache`
/// takes the value of `cacheComponents`, and one that is `false` beside it is refused).
fn use_cache(read: &NextConfig, stated: &NextSettings) -> Option<bool> {
    let components = certain(stated.cache_components.as_ref(), &read.cache_components);
    let alone = certain(stated.use_cache.as_ref(), &read.experimental.use_cache);
    match (components, alone) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

fn conventions(read: &NextConfig, stated: &NextSettings, next: NextVersion) -> Conventions {
    let defaults = Conventions::default();
    let stated_routes = |sources: &Option<Vec<String>>, phase| {
        let sources = sources.as_ref()?;
        Some(sources.iter().map(|source| CustomRoute::new(source.as_str(), phase)).collect::<Vec<_>>())
    };
    let redirects = read.redirects.known().map(|routes| custom_routes(&routes.routes, Phase::Redirect));
    let rewrites = read.rewrites.known().map(|rewrites| {
        let mut all = custom_routes(&rewrites.before_files, Phase::BeforeFiles);
        all.extend(custom_routes(&rewrites.after_files, Phase::AfterFiles));
        all.extend(custom_routes(&rewrites.fallback, Phase::Fallback));
        all
    });
    let extensions = stated.page_extensions.as_ref().or(read.page_extensions.known());
    Conventions {
        next,
        page_extensions: extensions.cloned().unwrap_or(defaults.page_extensions),
        loose_route_matching: pick(stated.loose_route_matching.as_ref(), &read.loose_route_matching),
        redirects: stated_routes(&stated.redirects, Phase::Redirect).or(redirects).unwrap_or_default(),
        rewrites: stated_routes(&stated.rewrites, Phase::AfterFiles).or(rewrites).unwrap_or_default(),
        generated_metadata: BTreeSet::new(),
    }
}

fn custom_routes(routes: &[next_config::CustomRoute], phase: Phase) -> Vec<CustomRoute> {
    let convert = |route: &next_config::CustomRoute| CustomRoute {
        source: route.source.clone(),
        destination: route.destination.known().cloned(),
        phase,
        conditional: route.is_conditional,
        below_base_path: route.base_path.known() != Some(&false),
        below_locale: route.locale.known() != Some(&false),
    };
    routes.iter().map(convert).collect()
}

fn app_config(read: &NextConfig, stated: &NextSettings, conventions: &Conventions) -> AppConfig {
    let i18n = read.i18n.known();
    let dist_dir = pick(stated.dist_dir.as_ref(), &read.dist_dir);
    AppConfig {
        next_version: conventions.next,
        base_path: pick(stated.base_path.as_ref(), &read.base_path),
        trailing_slash: pick(stated.trailing_slash.as_ref(), &read.trailing_slash),
        skip_trailing_slash_redirect: pick(None, &read.skip_trailing_slash_redirect),
        locales: stated.locales.clone().or(i18n.map(|i18n| i18n.locales.clone())).unwrap_or_default(),
        default_locale: stated.default_locale.clone().or(i18n.map(|i18n| i18n.default_locale.clone())),
        typed_routes: pick(stated.typed_routes.as_ref(), &read.typed_routes),
        strict_route_types: pick(None, &read.experimental.strict_route_types),
        dist_dir: if dist_dir.is_empty() { ".next".to_owned() } else { dist_dir },
        cache_life: pick(stated.cache_life.as_ref(), &read.cache_life),
        page_extensions: conventions.page_extensions.clone(),
        cache_components: certain(stated.cache_components.as_ref(), &read.cache_components),
        static_export: certain(None, &read.output).map(|output| output == "export"),
        use_cache: use_cache(read, stated),
        cache_handlers: certain(stated.cache_handlers.as_ref(), &read.cache_handlers),
        taint: certain(stated.taint.as_ref(), &read.experimental.taint),
    }
}

/// The metadata files that serve several URLs: only their code tells.
fn generated_metadata(
    system: &dyn System,
    dir: &Utf8Path,
    files: &[String],
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeSet<String> {
    let mut generated = BTreeSet::new();
    for file in files.iter().filter(|file| may_generate(file)) {
        let text = read_text(system, &dir.join(file), diagnostics);
        if text.is_some_and(|text| generates_metadata_images(&text, file)) {
            generated.insert(file.clone());
        }
    }
    generated
}

/// Whether the code of a file may tell how many metadata files it serves.
fn may_generate(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or_default();
    let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
    let stem = stem.strip_suffix(|c: char| c.is_ascii_digit()).unwrap_or(stem);
    matches!(stem, "icon" | "apple-icon" | "opengraph-image" | "twitter-image" | "sitemap")
        && matches!(extension, "ts" | "tsx" | "js" | "jsx")
}

/// Reads the files beside pages that describe params and search params. One that cannot be used is an error: the code
/// generated for its page would not compile.
fn companions(
    system: &dyn System,
    dir: &Utf8Path,
    tree: &RouteTree,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, SearchFile> {
    let mut companions = BTreeMap::new();
    let kinds = [EntryKind::Search, EntryKind::Params];
    for entry in tree.entries.iter().filter(|entry| kinds.contains(&entry.kind)) {
        let path = dir.join(&entry.file);
        let Some(text) = read_text(system, &path, diagnostics) else { continue };
        let read = read_search_file(&entry.file, &text);
        diagnostics.extend(unusable(&read, &path));
        companions.insert(entry.file.clone(), read);
    }
    companions
}

fn unusable(read: &SearchFile, path: &Utf8Path) -> Option<Diagnostic> {
    match read {
        SearchFile::Unreadable(error) => {
            let message = format!("{} cannot be parsed: {}", file_name(path), error.message);
            let help = "fix the syntax error; until then its page cannot be typed";
            let found = Diagnostic::error("companion-syntax", message).with_help(help);
            Some(found.at(location(path, error.position)))
        }
        SearchFile::Opaque { has_default_export: false } => {
            let message = format!("{} has no default export, so it describes nothing", file_name(path));
            let help =
                "export a Standard Schema (zod, valibot, arktype) or a map of nuqs parsers as the default";
            Some(Diagnostic::error("companion-without-default", message).with_help(help).with_file(path))
        }
        SearchFile::Parsers(_) | SearchFile::Opaque { has_default_export: true } => None,
    }
}

fn read_text(system: &dyn System, path: &Utf8Path, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    match system.read_to_string(path) {
        Ok(text) => Some(text),
        Err(error) => {
            diagnostics.push(
                Diagnostic::error("unreadable-file", error.to_string())
                    .with_help("make the file readable as UTF-8 text; it was left out")
                    .with_file(path),
            );
            None
        }
    }
}

fn location(file: &Utf8Path, position: Position) -> Location {
    Location { file: file.to_owned(), line: position.line, column: position.column, span: None }
}

fn file_name(path: &Utf8Path) -> &str {
    path.file_name().unwrap_or(path.as_str())
}
