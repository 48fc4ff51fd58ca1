//! What is wrong with a `rutter.toml`: everything, each with its place and with what could stand there instead.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

use camino::Utf8Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::{KEYS, Key, Kind, Rule, Section, keys_of, same};
use super::{FILE_NAME, RuleLevel, normalize};
use crate::diagnostic::{Diagnostic, Location};

/// Everything that is wrong, in the order of the file.
pub(super) fn check(file: &Utf8Path, text: &str, root: &DeTable<'_>) -> Vec<Diagnostic> {
    let mut checker = Checker { file, text, diagnostics: Vec::new() };
    checker.root(root);
    checker.diagnostics.sort_by_key(|diagnostic| {
        diagnostic.location.as_ref().and_then(|location| Some(location.span.as_ref()?.start))
    });
    checker.diagnostics
}

/// The nearest of some names, if one is near enough to be meant.
#[must_use]
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = plain(name);
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&name, &plain(candidate)), candidate))
        .filter(|(distance, candidate)| *distance <= candidate.len().max(name.len()).div_ceil(3).min(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// A key as it is however it is spelled: `base_path`, `base-path`, `basePath`.
fn plain(name: &str) -> String {
    name.to_lowercase().replace(['-', '_'], "")
}

type Entry<'t, 'i> = (&'t Spanned<toml::de::DeString<'i>>, &'t Spanned<DeValue<'i>>);

struct Checker<'a> {
    file: &'a Utf8Path,
    text: &'a str,
    diagnostics: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn root(&mut self, root: &DeTable<'_>) {
        for (key, value) in root {
            match key.get_ref().as_ref() {
                "app" => self.app("app", value),
                "apps" => self.apps(value),
                "rust" => self.rust(value),
                "check" => self.check("check", true, value),
                name => {
                    let message = format!("unknown key `{name}` in {FILE_NAME}");
                    let help = match KEYS.iter().find(|key| plain(key.name) == plain(name)) {
                        Some(key) if key.section == Section::App => {
                            format!("`{}` belongs to an app: write it below [app] or [apps.NAME]", key.name)
                        }
                        Some(key) if key.section == Section::Next => format!(
                            "`{}` belongs to an app: write it below [app.next] or [apps.NAME.next]",
                            key.name
                        ),
                        Some(key) if key.section == Section::Rust => {
                            format!("`{}` is about the Rust server: write it below [rust]", key.name)
                        }
                        Some(key) => {
                            format!("`{}` is about `rutter check`: write it below [check]", key.name)
                        }
                        None => {
                            with_nearest(name, ["app", "apps", "rust", "check"], "the keys of the file are")
                        }
                    };
                    self.report("unknown-config-key", message, help, key.span());
                }
            }
        }
        if let (Some((app, _)), Some(_)) = (entry(root, "app"), entry(root, "apps")) {
            self.report(
                "invalid-config-value",
                "[app] and [apps.NAME] cannot stand in one file".to_owned(),
                "use [apps.NAME] for each app; its `path` says where the app is".to_owned(),
                app.span(),
            );
        }
    }

    fn apps(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(apps) = value.get_ref().as_table() else {
            let help = "write a table for each app: [apps.web]".to_owned();
            self.wrong_type("apps", "a table", value, help);
            return;
        };
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for (key, value) in apps {
            let name = key.get_ref().as_ref();
            let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
            if name.is_empty() || !name.chars().all(allowed) {
                self.report(
                    "invalid-config-value",
                    format!(
                        "the app name {name:?} has other characters than letters, digits, `-`, `_` and `.`"
                    ),
                    "the name is only how Rutter calls the app; `path` says where it is".to_owned(),
                    key.span(),
                );
            }
            self.app(&format!("apps.{name}"), value);
            let Some(app) = value.get_ref().as_table() else { continue };
            let Some((_, path)) = entry(app, "path") else {
                self.report(
                    "invalid-config-value",
                    format!("[apps.{name}] has no `path`"),
                    "add the folder of the app, such as path = \"apps/web\"".to_owned(),
                    key.span(),
                );
                continue;
            };
            let Some(folder) = path.get_ref().as_str() else { continue };
            if let Some(other) = seen.insert(normalize(folder).into_string(), name) {
                self.report(
                    "invalid-config-value",
                    format!("the apps `{other}` and `{name}` have the same path {folder:?}"),
                    "give each app a folder of its own".to_owned(),
                    path.span(),
                );
            }
        }
    }

    fn app(&mut self, path: &str, value: &Spanned<DeValue<'_>>) {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(path, "a table", value, format!("write the keys of the app below [{path}]"));
            return;
        };
        self.spelled_twice(path, table);
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "next" => self.next(&format!("{path}.next"), value),
                "check" => self.check(&format!("{path}.check"), false, value),
                name => self.key(path, Section::App, name, (key, value)),
            }
        }
    }

    fn rust(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type("rust", "a table", value, "write its keys below [rust]".to_owned());
            return;
        };
        self.spelled_twice("rust", table);
        for (key, value) in table {
            self.key("rust", Section::Rust, key.get_ref().as_ref(), (key, value));
        }
    }

    /// `[check]`, or the table of that name of an app, at `path`.
    fn check(&mut self, path: &str, is_root: bool, value: &Spanned<DeValue<'_>>) {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(path, "a table", value, format!("write its keys below [{path}]"));
            return;
        };
        self.spelled_twice(path, table);
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if name == "baseline" && !is_root {
                let message = format!("`baseline` cannot stand in [{path}]");
                let help = "one file holds the findings of every app: write it below [check]".to_owned();
                self.report("unknown-config-key", message, help, key.span());
            } else {
                self.key(path, Section::Check, name, (key, value));
            }
        }
    }

    fn next(&mut self, path: &str, value: &Spanned<DeValue<'_>>) {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(path, "a table", value, format!("write its keys below [{path}]"));
            return;
        };
        self.spelled_twice(path, table);
        for (key, value) in table {
            self.key(path, Section::Next, key.get_ref().as_ref(), (key, value));
        }
        let text_of = |value: &Spanned<DeValue<'_>>| value.get_ref().as_str().map(str::to_owned);
        let (Some((_, locales)), Some((_, default))) =
            (entry(table, "locales"), entry(table, "default_locale"))
        else {
            return;
        };
        if let (Some(locales), Some(locale)) = (locales.get_ref().as_array(), text_of(default))
            && !locales.iter().any(|value| text_of(value).as_ref() == Some(&locale))
        {
            self.report(
                "invalid-config-value",
                format!("`{path}.default_locale` is {locale:?}, which is not among `{path}.locales`"),
                "add it to the locales, or take one of them".to_owned(),
                default.span(),
            );
        }
    }

    /// TOML itself refuses a key that stands twice in one spelling.
    fn spelled_twice(&mut self, path: &str, table: &DeTable<'_>) {
        let mut keys: Vec<_> = table.keys().collect();
        keys.sort_by_key(|key| key.span().start);
        for (index, key) in keys.iter().enumerate() {
            if let Some(first) = keys[..index].iter().find(|first| same(first.get_ref(), key.get_ref())) {
                let message =
                    format!("`{}` and `{}` in [{path}] are one key", first.get_ref(), key.get_ref());
                self.report("invalid-config-value", message, "remove one of them".to_owned(), key.span());
            }
        }
    }

    /// One key of an app's table or of its `next` table, at `path`.
    fn key(&mut self, path: &str, section: Section, name: &str, (key, value): Entry<'_, '_>) {
        if let Some(known) = keys_of(section).find(|known| same(known.name, name)) {
            self.value(&format!("{path}.{}", known.name), known, value);
            return;
        }
        let parent = path.strip_suffix(".next").or(path.strip_suffix(".check")).unwrap_or(path);
        let help = match KEYS
            .iter()
            .find(|known| plain(known.name) == plain(name) && known.section != section)
        {
            Some(known) if known.section == Section::Next => {
                format!("`{}` says something about Next: write it below [{parent}.next]", known.name)
            }
            Some(known) if known.section == Section::Check => {
                format!("`{}` is about `rutter check`: write it below [{parent}.check]", known.name)
            }
            Some(known) if known.section == Section::Rust => {
                format!("`{}` is about the Rust server: write it below [rust]", known.name)
            }
            Some(_) if matches!(parent, "check" | "rust") => {
                format!("`{name}` belongs to an app: write it below [app] or [apps.NAME]")
            }
            Some(known) => format!("`{}` is not a setting of Next: write it below [{parent}]", known.name),
            None => {
                let names = keys_of(section).map(|key| key.name);
                let tables: &[&str] = if section == Section::App { &["next", "check"] } else { &[] };
                let names = names.chain(tables.iter().copied());
                with_nearest(name, names, &format!("the keys of [{path}] are"))
            }
        };
        let message = format!("unknown key `{name}` in [{path}]");
        self.report("unknown-config-key", message, help, key.span());
    }

    fn value(&mut self, path: &str, key: &Key, value: &Spanned<DeValue<'_>>) {
        let help = || format!("for example {} = {}", key.name, key.example);
        match (&key.kind, value.get_ref()) {
            (Kind::Bool, DeValue::Boolean(_)) => {}
            (Kind::Bool, _) => self.wrong_type(path, "true or false", value, help()),
            (Kind::Whole(range), DeValue::Integer(number)) if is_in(range, number.as_str()) => {}
            (Kind::Whole(range), found) => {
                let found = match found {
                    DeValue::Integer(number) => number.as_str(),
                    other => type_of(other),
                };
                let (least, most) = (range.start(), range.end());
                let message = format!("`{path}` must be a whole number from {least} to {most}, not {found}");
                self.report("invalid-config-value", message, help(), value.span());
            }
            (Kind::OneOf(allowed), DeValue::String(text)) if allowed.contains(&text.as_ref()) => {}
            (Kind::OneOf(allowed), found) => {
                let allowed: Vec<String> = allowed.iter().map(|value| format!("{value:?}")).collect();
                let found =
                    found.as_str().map_or_else(|| type_of(found).to_owned(), |text| format!("{text:?}"));
                let message = format!("`{path}` must be one of {}, not {found}", allowed.join(", "));
                self.report("invalid-config-value", message, help(), value.span());
            }
            (Kind::Text(rule), DeValue::String(text)) => self.text(path, text, *rule, value.span(), help()),
            (Kind::Text(_), _) => self.wrong_type(path, "a string", value, help()),
            (Kind::NonEmptyList(_), DeValue::Array(items)) if items.is_empty() => {
                let message = format!("`{path}` must not be an empty list");
                self.report("invalid-config-value", message, help(), value.span());
            }
            (Kind::List(rule) | Kind::NonEmptyList(rule), DeValue::Array(items)) => {
                for item in items {
                    match item.get_ref() {
                        DeValue::String(text) => self.text(path, text, *rule, item.span(), help()),
                        _ => self.wrong_type(path, "a list of strings", item, help()),
                    }
                }
            }
            (Kind::List(_) | Kind::NonEmptyList(_), _) => {
                self.wrong_type(path, "a list of strings", value, help());
            }
            (Kind::Levels, DeValue::Table(levels)) => self.levels(path, levels, &help()),
            (Kind::LevelsBy(rule), DeValue::Table(tables)) => {
                for (name, value) in tables {
                    let text = name.get_ref().as_ref();
                    self.text(path, text, *rule, name.span(), help());
                    match value.get_ref() {
                        DeValue::Table(levels) => self.levels(&format!("{path}.{text:?}"), levels, &help()),
                        _ => self.wrong_type(&format!("{path}.{text:?}"), "a table", value, help()),
                    }
                }
            }
            (Kind::Levels | Kind::LevelsBy(_), _) => self.wrong_type(path, "a table", value, help()),
        }
    }

    fn levels(&mut self, path: &str, levels: &DeTable<'_>, help: &str) {
        for (name, value) in levels {
            let known = value.get_ref().as_str().is_some_and(|text| RuleLevel::NAMES.contains(&text));
            if !known {
                let allowed = RuleLevel::NAMES.map(|name| format!("{name:?}")).join(", ");
                let found = value.get_ref();
                let found =
                    found.as_str().map_or_else(|| type_of(found).to_owned(), |text| format!("{text:?}"));
                let message = format!("`{path}.{}` must be one of {allowed}, not {found}", name.get_ref());
                self.report("invalid-config-value", message, help.to_owned(), value.span());
            }
        }
    }

    fn text(&mut self, path: &str, text: &str, rule: Rule, span: Range<usize>, help: String) {
        if let Err(must) = rule(text) {
            let message = format!("`{path}` {must}; it is {text:?}");
            self.report("invalid-config-value", message, help, span);
        }
    }

    fn wrong_type(&mut self, path: &str, expected: &str, found: &Spanned<DeValue<'_>>, help: String) {
        let message = format!("`{path}` must be {expected}, not {}", type_of(found.get_ref()));
        self.report("invalid-config-value", message, help, found.span());
    }

    fn report(&mut self, code: &'static str, message: String, help: String, span: Range<usize>) {
        let location = Location::of_span(self.file, self.text, span);
        self.diagnostics.push(Diagnostic::error(code, message).with_help(help).at(location));
    }
}

fn is_in(range: &RangeInclusive<u32>, number: &str) -> bool {
    number.parse().is_ok_and(|number| range.contains(&number))
}

fn entry<'t, 'i>(table: &'t DeTable<'i>, name: &str) -> Option<Entry<'t, 'i>> {
    table.iter().find(|(key, _)| same(key.get_ref(), name))
}

fn with_nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>, all: &str) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    let list = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match nearest(name, known) {
        Some(near) => format!("did you mean `{near}`? {} {list}", capitalized(all)),
        None => format!("{all} {list}"),
    }
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn type_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
