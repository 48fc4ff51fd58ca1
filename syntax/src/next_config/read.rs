//! Reading the keys of the config object.

use std::rc::Rc;

use oxc_span::Span;

use super::config_object::config_object;
use super::custom_routes;
use super::value::one;
use super::{ConfigKey, Experimental, I18n, I18nDomain, NextConfig, Note, Setting};
use crate::evaluate::Evaluator;
use crate::parse::{Parsed, SyntaxError};
use crate::position::Position;
use crate::static_value::{Lookup, Object, Static, Unknown, Value};

/// Reads a module as a config.
pub(super) fn read(parsed: &Parsed<'_>) -> NextConfig {
    let mut evaluator = Evaluator::run(parsed);
    let start = Span::default();
    let object = match evaluator.default_export() {
        Some(export) => config_object(&mut evaluator, &export),
        // A CommonJS module that sets nothing exports an empty object.
        None if !parsed.has_module_syntax => Ok(Rc::default()),
        None => Err(Unknown::new("the file has no default export", start)),
    };
    let object = object.unwrap_or_else(|unknown| {
        let mut object = Object::default();
        object.set_unknown(unknown);
        Rc::new(object)
    });
    let mut reader = Reader { evaluator, notes: Vec::new() };
    let mut config = reader.config(&object);
    config.notes = reader.finish();
    config
}

/// The config of a file that cannot be parsed.
pub(super) fn unreadable(error: SyntaxError) -> NextConfig {
    fn unknown<T>(position: Position) -> Setting<T> {
        Setting::Unknown { why: "the file has a syntax error".to_owned(), position }
    }
    let at = error.position;
    NextConfig {
        page_extensions: unknown(at),
        base_path: unknown(at),
        trailing_slash: unknown(at),
        skip_trailing_slash_redirect: unknown(at),
        dist_dir: unknown(at),
        output: unknown(at),
        i18n: unknown(at),
        typed_routes: unknown(at),
        cache_components: unknown(at),
        cache_life: unknown(at),
        cache_handlers: unknown(at),
        loose_route_matching: unknown(at),
        experimental: Experimental {
            strict_route_types: unknown(at),
            global_not_found: unknown(at),
            auth_interrupts: unknown(at),
            use_cache: unknown(at),
            taint: unknown(at),
            typed_env: unknown(at),
        },
        redirects: unknown(at),
        rewrites: unknown(at),
        notes: Vec::new(),
        error: Some(error),
    }
}

/// Reads values into settings and collects the notes.
pub(super) struct Reader<'a> {
    pub(super) evaluator: Evaluator<'a>,
    notes: Vec<(ConfigKey, bool, Unknown)>,
}

impl<'a> Reader<'a> {
    fn config(&mut self, config: &Object<'a>) -> NextConfig {
        let experimental = self.part(config, "experimental");
        let deprecated = self.part(config, "deprecated");
        NextConfig {
            page_extensions: self.noted(config, "pageExtensions", ConfigKey::PageExtensions, Self::strings),
            base_path: self.noted(config, "basePath", ConfigKey::BasePath, Self::string),
            trailing_slash: self.noted(config, "trailingSlash", ConfigKey::TrailingSlash, Self::boolean),
            skip_trailing_slash_redirect: self.silent(config, "skipTrailingSlashRedirect", Self::boolean),
            dist_dir: self.noted(config, "distDir", ConfigKey::DistDir, Self::string),
            output: self.silent(config, "output", Self::string),
            i18n: self.i18n(config),
            typed_routes: self.moved(
                config,
                &experimental,
                "typedRoutes",
                Some(ConfigKey::TypedRoutes),
                Self::boolean,
            ),
            cache_components: self.moved(config, &experimental, "cacheComponents", None, Self::boolean),
            cache_life: self.moved(
                config,
                &experimental,
                "cacheLife",
                Some(ConfigKey::CacheLife),
                Self::names,
            ),
            cache_handlers: self.moved(config, &experimental, "cacheHandlers", None, Self::names),
            loose_route_matching: self.noted(
                &deprecated,
                "looseRouteMatching",
                ConfigKey::LooseRouteMatching,
                Self::boolean,
            ),
            experimental: Experimental {
                strict_route_types: self.silent(&experimental, "strictRouteTypes", Self::boolean),
                global_not_found: self.silent(&experimental, "globalNotFound", Self::boolean),
                auth_interrupts: self.silent(&experimental, "authInterrupts", Self::boolean),
                use_cache: self.silent(&experimental, "useCache", Self::boolean),
                taint: self.silent(&experimental, "taint", Self::boolean),
                typed_env: self.silent(&experimental, "typedEnv", Self::boolean),
            },
            redirects: self.noted(config, "redirects", ConfigKey::Redirects, custom_routes::redirects),
            rewrites: self.noted(config, "rewrites", ConfigKey::Rewrites, custom_routes::rewrites),
            notes: Vec::new(),
            error: None,
        }
    }

    /// The notes in the order of the file. Keys that one cause conceals share a note.
    fn finish(self) -> Vec<Note> {
        let mut notes: Vec<(Unknown, Note)> = Vec::new();
        for (key, is_partial, unknown) in self.notes {
            let same =
                notes.iter_mut().find(|(seen, note)| *seen == unknown && note.is_partial == is_partial);
            match same {
                Some((_, note)) => {
                    if !note.keys.contains(&key) {
                        note.keys.push(key);
                    }
                }
                None => {
                    let position = self.evaluator.position(unknown.span);
                    let note = Note { keys: vec![key], is_partial, why: unknown.why.to_string(), position };
                    notes.push((unknown, note));
                }
            }
        }
        let mut notes: Vec<Note> = notes.into_iter().map(|(_, note)| note).collect();
        notes.sort_by_key(|note| (note.position, note.keys.first().copied()));
        notes
    }

    /// Reads a key, and notes it if it is unknown.
    fn noted<T>(
        &mut self,
        object: &Object<'a>,
        name: &str,
        key: ConfigKey,
        read: impl FnOnce(&mut Self, &Static<'a>) -> Result<T, Unknown>,
    ) -> Setting<T> {
        let result = self.read_key(object, name, read);
        if let Err(unknown) = &result {
            self.notes.push((key, false, unknown.clone()));
        }
        self.setting(result)
    }

    /// Reads a key that does not shape the generated code.
    pub(super) fn silent<T>(
        &mut self,
        object: &Object<'a>,
        name: &str,
        read: impl FnOnce(&mut Self, &Static<'a>) -> Result<T, Unknown>,
    ) -> Setting<T> {
        let result = self.read_key(object, name, read);
        self.setting(result)
    }

    /// Reads a key that used to stand in `experimental`, and wins there (Next 16.4:
    /// `warnOptionHasBeenMovedOutOfExperimental`).
    fn moved<T>(
        &mut self,
        config: &Object<'a>,
        experimental: &Object<'a>,
        name: &str,
        key: Option<ConfigKey>,
        read: impl FnOnce(&mut Self, &Static<'a>) -> Result<T, Unknown>,
    ) -> Setting<T> {
        let object = match experimental.get(name) {
            Lookup::Absent => config,
            Lookup::Set(_) | Lookup::Uncertain(_) => experimental,
        };
        match key {
            Some(key) => self.noted(object, name, key, read),
            None => self.silent(object, name, read),
        }
    }

    /// Notes an entry of a list that cannot be read while the others can.
    pub(super) fn note_entry(&mut self, key: ConfigKey, unknown: Unknown) {
        self.notes.push((key, true, unknown));
    }

    fn read_key<T>(
        &mut self,
        object: &Object<'a>,
        name: &str,
        read: impl FnOnce(&mut Self, &Static<'a>) -> Result<T, Unknown>,
    ) -> Result<Option<T>, Unknown> {
        match object.get(name) {
            Lookup::Absent => Ok(None),
            Lookup::Uncertain(unknown) => Err(unknown.clone()),
            Lookup::Set(value) => match value.value {
                Value::Undefined | Value::Null => Ok(None),
                _ => read(self, value).map(Some),
            },
        }
    }

    fn setting<T>(&self, result: Result<Option<T>, Unknown>) -> Setting<T> {
        match result {
            Ok(None) => Setting::Absent,
            Ok(Some(value)) => Setting::Known(value),
            Err(unknown) => Setting::Unknown {
                why: unknown.why.to_string(),
                position: self.evaluator.position(unknown.span),
            },
        }
    }

    /// An object in the config. One that cannot be read is an object of which any key is unknown.
    fn part(&mut self, config: &Object<'a>, name: &str) -> Rc<Object<'a>> {
        self.read_key(config, name, Self::object).map(Option::unwrap_or_default).unwrap_or_else(|unknown| {
            let mut object = Object::default();
            object.set_unknown(unknown);
            Rc::new(object)
        })
    }

    fn i18n(&mut self, config: &Object<'a>) -> Setting<I18n> {
        let object = match self.read_key(config, "i18n", Self::object) {
            Ok(None) => return Setting::Absent,
            Ok(Some(object)) => object,
            Err(unknown) => {
                self.notes.push((ConfigKey::Locales, false, unknown.clone()));
                self.notes.push((ConfigKey::DefaultLocale, false, unknown.clone()));
                return self.setting(Err(unknown));
            }
        };
        let locales = self.noted(&object, "locales", ConfigKey::Locales, Self::strings);
        let default_locale = self.noted(&object, "defaultLocale", ConfigKey::DefaultLocale, Self::string);
        let domains = self.silent(&object, "domains", Self::domains);
        match (locales, default_locale) {
            (Setting::Known(locales), Setting::Known(default_locale)) => {
                Setting::Known(I18n { locales, default_locale, domains })
            }
            (Setting::Unknown { why, position }, _) | (_, Setting::Unknown { why, position }) => {
                Setting::Unknown { why, position }
            }
            // Next refuses an `i18n` without one of the two, and so has no locales.
            _ => Setting::Absent,
        }
    }

    fn domains(&mut self, value: &Static<'a>) -> Result<Vec<I18nDomain>, Unknown> {
        let mut domains = Vec::new();
        for item in self.items(value)?.iter() {
            let object = self.object(one(item)?)?;
            domains.push(I18nDomain {
                domain: self.read_key(&object, "domain", Self::string)?.unwrap_or_default(),
                default_locale: self.read_key(&object, "defaultLocale", Self::string)?.unwrap_or_default(),
                locales: self.read_key(&object, "locales", Self::strings)?.unwrap_or_default(),
            });
        }
        Ok(domains)
    }

    pub(super) fn unknown(&self, value: &Static<'a>) -> Unknown {
        self.evaluator.why_unknown(value)
    }

    pub(super) fn position(&self, span: Span) -> Position {
        self.evaluator.position(span)
    }
}
