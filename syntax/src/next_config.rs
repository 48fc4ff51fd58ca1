//! What a `next.config` file states, as far as it can be known without running it.
//!
//! The data goes one way: the file is evaluated (`evaluate`), its default export is followed through
//! functions and plugin calls to one object (`config_object`), and each key of that object is read into a
//! [`Setting`] (`read`, `custom_routes`). A setting is absent, known, or unknown with a reason; nothing is ever
//! guessed. Where a setting that shapes the generated code is unknown, a [`Note`] says why and which key of
//! `rutter.toml` states it instead.

mod config_object;
mod custom_routes;
mod note;
mod read;
mod value;

use crate::parse::{SyntaxError, parse};
use crate::position::Position;

pub use custom_routes::{CustomRoute, CustomRoutes, Rewrites};
pub use note::{ConfigKey, Note};

/// The keys of a `next.config` file that matter to routes.
///
/// Documented at <https://nextjs.org/docs/app/api-reference/config/next-config-js>. `null` and `undefined` count
/// as absent, as they do for Next (16.4: `assignDefaultsAndValidate`).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NextConfig {
    /// `pageExtensions`, without dots, in the order written.
    pub page_extensions: Setting<Vec<String>>,
    /// `basePath`.
    pub base_path: Setting<String>,
    /// `trailingSlash`.
    pub trailing_slash: Setting<bool>,
    /// `skipTrailingSlashRedirect`.
    pub skip_trailing_slash_redirect: Setting<bool>,
    /// `distDir`.
    pub dist_dir: Setting<String>,
    /// `output`.
    pub output: Setting<String>,
    /// `i18n`, of the Pages Router.
    pub i18n: Setting<I18n>,
    /// `typedRoutes`, or `experimental.typedRoutes`, which wins if both are set (Next 16.4 moves it over).
    pub typed_routes: Setting<bool>,
    /// `cacheComponents`.
    pub cache_components: Setting<bool>,
    /// The names of the profiles in `cacheLife`, sorted, without those that Next adds itself.
    pub cache_life: Setting<Vec<String>>,
    /// The kinds of cache that have a handler in `cacheHandlers`, sorted.
    pub cache_handlers: Setting<Vec<String>>,
    /// `deprecated.looseRouteMatching`.
    pub loose_route_matching: Setting<bool>,
    /// The keys of `experimental`.
    pub experimental: Experimental,
    /// What the `redirects` function returns.
    pub redirects: Setting<CustomRoutes>,
    /// What the `rewrites` function returns.
    pub rewrites: Setting<Rewrites>,
    /// What could not be read and shapes the generated code, in the order of the file.
    pub notes: Vec<Note>,
    /// Why the file could not be read at all. Every setting is then unknown, and there are no notes.
    pub error: Option<SyntaxError>,
}

/// The keys of `experimental` that matter to routes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Experimental {
    /// `strictRouteTypes`.
    pub strict_route_types: Setting<bool>,
    /// `globalNotFound`.
    pub global_not_found: Setting<bool>,
    /// `authInterrupts`.
    pub auth_interrupts: Setting<bool>,
    /// `useCache`.
    pub use_cache: Setting<bool>,
    /// `taint`.
    pub taint: Setting<bool>,
    /// `typedEnv`.
    pub typed_env: Setting<bool>,
}

/// One key of the config.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Setting<T> {
    /// The key is not set, so Next's default holds.
    #[default]
    Absent,
    /// The key is set to this.
    Known(T),
    /// The key may be set, but to what cannot be known without running the file.
    Unknown {
        /// A clause without a final period, such as "the value is `process.env.X`, which is known only at run
        /// time".
        why: String,
        /// The place of what cannot be read.
        position: Position,
    },
}

/// `i18n` of the Pages Router.
#[derive(Debug, Clone, PartialEq)]
pub struct I18n {
    /// `locales`, in the order written.
    pub locales: Vec<String>,
    /// `defaultLocale`.
    pub default_locale: String,
    /// `domains`.
    pub domains: Setting<Vec<I18nDomain>>,
}

/// An element of `i18n.domains`.
#[derive(Debug, Clone, PartialEq)]
pub struct I18nDomain {
    /// `domain`.
    pub domain: String,
    /// `defaultLocale`.
    pub default_locale: String,
    /// `locales`; empty if not set.
    pub locales: Vec<String>,
}

impl<T> Setting<T> {
    /// The value, if the key is set and known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Setting::Known(value) => Some(value),
            Setting::Absent | Setting::Unknown { .. } => None,
        }
    }

    /// Whether the key may be set to something that cannot be known.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Setting::Unknown { .. })
    }
}

/// Reads a `next.config` file. `file_name` tells the language (`.js`, `.mjs`, `.cjs`, `.ts`, `.mts`); only its
/// extension matters.
///
/// Where the config is a function, it is read as `next build` calls it, in the phase `phase-production-build`.
/// A call of a plugin is taken to hand its config through, because a plugin's own code is not read.
pub fn read_next_config(file_name: &str, source: &str) -> NextConfig {
    match parse(file_name, source, read::read) {
        Ok(config) => config,
        Err(error) => read::unreadable(error),
    }
}
