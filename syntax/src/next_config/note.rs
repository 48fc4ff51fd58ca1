//! What to tell the user about a key that cannot be read.

use std::fmt;

use crate::position::Position;

/// A part of the config that shapes the generated code and cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The keys concerned, at least one. One cause, such as a spread of an import, may concern many.
    pub keys: Vec<ConfigKey>,
    /// Whether only a part of the value is missing: one redirect of a list, while the others were read.
    pub is_partial: bool,
    /// A clause without a final period, such as "the value is `process.env.X`, which is known only at run time".
    pub why: String,
    /// The place of what cannot be read.
    pub position: Position,
}

/// A key that shapes what Rutter generates, and so can be stated in `rutter.toml` too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConfigKey {
    /// `pageExtensions`
    PageExtensions,
    /// `basePath`
    BasePath,
    /// `trailingSlash`
    TrailingSlash,
    /// `i18n.locales`
    Locales,
    /// `i18n.defaultLocale`
    DefaultLocale,
    /// `redirects`
    Redirects,
    /// `rewrites`
    Rewrites,
    /// `typedRoutes`
    TypedRoutes,
    /// `deprecated.looseRouteMatching`
    LooseRouteMatching,
    /// `distDir`
    DistDir,
    /// `cacheLife`
    CacheLife,
}

impl Note {
    /// What is missing and why, as one sentence without its period.
    pub fn message(&self) -> String {
        if self.is_about_everything() {
            return format!("the config cannot be read: {}", self.why);
        }
        let names = list(self.keys.iter().map(|key| key.next_name()));
        let what = if self.is_partial { format!("an entry of {names}") } else { names };
        format!("{what} cannot be read: {}", self.why)
    }

    /// What the user can do, as one sentence without its period. `table` is the app's table in `rutter.toml`, such as
    /// `app` or `apps.web`.
    pub fn help(&self, table: &str) -> String {
        let names = list(self.keys.iter().map(|key| key.rutter_name()));
        let which = if self.is_about_everything() { "those the config sets of " } else { "" };
        format!("state {which}{names} in `[{table}.next]` of rutter.toml")
    }

    fn is_about_everything(&self) -> bool {
        ConfigKey::ALL.iter().all(|key| self.keys.contains(key))
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl ConfigKey {
    /// Every key, in the order of `rutter.toml`.
    pub const ALL: [ConfigKey; 11] = [
        ConfigKey::PageExtensions,
        ConfigKey::BasePath,
        ConfigKey::TrailingSlash,
        ConfigKey::Locales,
        ConfigKey::DefaultLocale,
        ConfigKey::Redirects,
        ConfigKey::Rewrites,
        ConfigKey::TypedRoutes,
        ConfigKey::LooseRouteMatching,
        ConfigKey::DistDir,
        ConfigKey::CacheLife,
    ];

    /// The key as `next.config` spells it, with the objects around it.
    pub fn next_name(self) -> &'static str {
        match self {
            ConfigKey::PageExtensions => "pageExtensions",
            ConfigKey::BasePath => "basePath",
            ConfigKey::TrailingSlash => "trailingSlash",
            ConfigKey::Locales => "i18n.locales",
            ConfigKey::DefaultLocale => "i18n.defaultLocale",
            ConfigKey::Redirects => "redirects",
            ConfigKey::Rewrites => "rewrites",
            ConfigKey::TypedRoutes => "typedRoutes",
            ConfigKey::LooseRouteMatching => "deprecated.looseRouteMatching",
            ConfigKey::DistDir => "distDir",
            ConfigKey::CacheLife => "cacheLife",
        }
    }

    /// The key of an app's `[next]` table in `rutter.toml`.
    pub fn rutter_name(self) -> &'static str {
        match self {
            ConfigKey::PageExtensions => "page_extensions",
            ConfigKey::BasePath => "base_path",
            ConfigKey::TrailingSlash => "trailing_slash",
            ConfigKey::Locales => "locales",
            ConfigKey::DefaultLocale => "default_locale",
            ConfigKey::Redirects => "redirects",
            ConfigKey::Rewrites => "rewrites",
            ConfigKey::TypedRoutes => "typed_routes",
            ConfigKey::LooseRouteMatching => "loose_route_matching",
            ConfigKey::DistDir => "dist_dir",
            ConfigKey::CacheLife => "cache_life",
        }
    }
}

/// `a`, `b` and `c`, each in back-ticks.
fn list(names: impl Iterator<Item = &'static str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}
