//! How much each rule weighs in each file.

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use rutter_project::config::{Config, PathGlob};
use rutter_project::{CheckSettings, Diagnostic, System};

use crate::registry;
use crate::rule::{Level, Rule};
use crate::sensitive::SensitiveNames;

/// `[check]` of `rutter.toml`, ready to be asked.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The weaker tables first.
    tables: Vec<Table>,
    /// The only rules that are looked at; empty for all.
    only: Vec<&'static Rule>,
    /// The names of the fields that should not leave the server.
    sensitive: Arc<SensitiveNames>,
}

#[derive(Debug, Clone)]
struct Table {
    base: Utf8PathBuf,
    rules: BTreeMap<String, Level>,
    ignore: Vec<PathGlob>,
    /// The shorter globs first, so that the longest that matches has the last word.
    files: Vec<(PathGlob, BTreeMap<String, Level>)>,
}

impl Settings {
    /// Makes the settings of an app ready.
    #[must_use]
    pub fn new(system: &dyn System, settings: &CheckSettings) -> Self {
        let tables = settings.tables.iter().map(|table| {
            // The globs were checked when the file was read.
            let ignore = table.ignore.iter().filter_map(|glob| PathGlob::new(glob).ok());
            let files = table
                .files
                .iter()
                .filter_map(|(glob, levels)| Some((PathGlob::new(glob).ok()?, levels.clone())));
            let mut files: Vec<_> = files.collect();
            files.sort_by_key(|(glob, _)| glob.as_str().len());
            Table {
                base: system.canonicalize(&table.base).unwrap_or_else(|_| table.base.clone()),
                rules: table.rules.clone(),
                ignore: ignore.collect(),
                files,
            }
        });
        let stated = settings.tables.iter().rev().find_map(|table| table.sensitive.as_ref());
        let sensitive = stated.map(|names| SensitiveNames::new(names.iter().map(String::as_str)));
        Self { tables: tables.collect(), only: Vec::new(), sensitive: sensitive.unwrap_or_default().into() }
    }

    /// The same settings for some rules alone, which are on even where they are off.
    #[must_use]
    pub fn only(mut self, rules: Vec<&'static Rule>) -> Self {
        self.only = rules;
        self
    }

    /// The names of the fields that should not leave the server.
    pub(crate) fn sensitive(&self) -> Arc<SensitiveNames> {
        Arc::clone(&self.sensitive)
    }

    /// Whether nothing is reported in a file, given by its absolute path without symbolic links.
    #[must_use]
    pub fn ignores(&self, file: &Utf8Path) -> bool {
        self.tables.iter().any(|table| {
            let path = file.strip_prefix(&table.base);
            path.is_ok_and(|path| table.ignore.iter().any(|glob| glob.matches(path)))
        })
    }

    /// How much a rule weighs in a file.
    #[must_use]
    pub fn level(&self, rule: &'static Rule, file: &Utf8Path) -> Level {
        let is_chosen = self.only.contains(&rule);
        if !self.only.is_empty() && !is_chosen {
            return Level::Off;
        }
        let mut level = rule.level;
        for table in &self.tables {
            if let Some(stated) = table.rules.get(rule.name) {
                level = *stated;
            }
            let Ok(path) = file.strip_prefix(&table.base) else { continue };
            for (glob, levels) in &table.files {
                if let Some(stated) = levels.get(rule.name)
                    && glob.matches(path)
                {
                    level = *stated;
                }
            }
        }
        if is_chosen { level.max(Level::Warning) } else { level }
    }
}

/// The names of rules in `rutter.toml` that no rule has, each with its place.
#[must_use]
pub(crate) fn unknown_rules(config: &Config, settings: &CheckSettings) -> Vec<Diagnostic> {
    let mut unknown = Vec::new();
    for table in &settings.tables {
        let keys = |last: &[&str]| -> Vec<String> {
            table.place.iter().map(String::as_str).chain(last.iter().copied()).map(str::to_owned).collect()
        };
        let in_rules = table.rules.keys().map(|name| (name, keys(&["rules", name])));
        let in_files = table
            .files
            .iter()
            .flat_map(|(glob, levels)| levels.keys().map(|name| (name, keys(&["files", glob, name]))));
        for (name, keys) in in_rules.chain(in_files) {
            if registry::find(name).is_some() {
                continue;
            }
            let help = match registry::nearest(name) {
                Some(near) => format!("did you mean `{}`?", near.name),
                None => "`rutter explain` lists the rules".to_owned(),
            };
            let diagnostic =
                Diagnostic::warning("unknown-rule", format!("there is no rule `{name}`")).with_help(help);
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            unknown.push(match config.locate_key(&keys) {
                Some(location) => diagnostic.at(location),
                None => diagnostic.with_file(&config.file),
            });
        }
    }
    unknown
}

#[cfg(test)]
mod tests {
    use rutter_project::{MemorySystem, Workspace};

    use super::*;

    const TOML: &str = r#"
[apps.web]
path = "web"
[apps.web.check]
rules = { error-file-not-client = "warning" }
ignore = ["app/old"]
[apps.web.check.files."*.mdx.tsx"]
error-file-not-client = "off"

[apps.docs]
path = "docs"

[check]
rules = { error-file-not-client = "off", eror = "off" }
ignore = ["generated"]
[check.files."docs/**"]
error-file-not-client = "warning"
metadata-and-generate-metadata = "off"
[check.files."docs/[lang]/**"]
error-file-not-client = "error"
sintax-error = "off"
"#;

    fn workspace() -> (MemorySystem, Workspace) {
        let files = [("/ws/rutter.toml", TOML), ("/ws/web/app/page.tsx", ""), ("/ws/docs/app/page.tsx", "")];
        let system = MemorySystem::with_files(files);
        let workspace = Workspace::discover(&system, "/ws".into()).unwrap();
        (system, workspace)
    }

    fn settings(app: &str) -> Settings {
        let (system, workspace) = workspace();
        let app = workspace.apps.iter().find(|it| it.name == app).unwrap();
        Settings::new(&system, &CheckSettings::of(&workspace, app))
    }

    fn rule(name: &str) -> &'static Rule {
        registry::find(name).unwrap()
    }

    #[test]
    fn the_table_of_the_app_wins_and_of_the_globs_the_longest() {
        for (app, file, name, level) in [
            ("docs", "packages/ui/a.tsx", "error-file-not-client", Level::Off),
            ("docs", "docs/app/error.tsx", "error-file-not-client", Level::Warning),
            ("docs", "docs/[lang]/error.tsx", "error-file-not-client", Level::Error),
            ("docs", "docs/[lang]/error.tsx", "metadata-and-generate-metadata", Level::Off),
            ("docs", "web/a.tsx", "metadata-and-generate-metadata", Level::Error),
            ("web", "web/app/error.tsx", "error-file-not-client", Level::Warning),
            ("web", "web/app/a.mdx.tsx", "error-file-not-client", Level::Off),
            ("web", "web/app/a.mdx.tsx", "syntax-error", Level::Error),
            // The app's own table is weaker nowhere, and its globs are about the files of the app alone.
            ("web", "packages/a.mdx.tsx", "error-file-not-client", Level::Warning),
        ] {
            let file = Utf8Path::new("/ws").join(file);
            assert_eq!(settings(app).level(rule(name), &file), level, "{app} {file} {name}");
        }
    }

    #[test]
    fn files_are_ignored_from_where_the_table_stands() {
        for (app, file, is_ignored) in [
            ("web", "web/app/old/page.tsx", true),
            ("web", "app/old/page.tsx", false),
            ("docs", "docs/app/old/page.tsx", false),
            ("docs", "docs/lib/generated/a.ts", true),
            ("docs", "docs/lib/generated.ts", false),
        ] {
            assert_eq!(settings(app).ignores(&Utf8Path::new("/ws").join(file)), is_ignored, "{app} {file}");
        }
    }

    #[test]
    fn a_chosen_rule_is_on_wherever_it_is_off_and_the_others_are_off() {
        let chosen = settings("web").only(vec![rule("error-file-not-client")]);
        let file = Utf8Path::new("/ws/web/app/a.mdx.tsx");
        assert_eq!(chosen.level(rule("error-file-not-client"), file), Level::Warning);
        assert_eq!(chosen.level(rule("syntax-error"), file), Level::Off);
    }

    #[test]
    fn a_rule_that_does_not_exist_is_told_at_its_place() {
        let (_, workspace) = workspace();
        let config = workspace.config.as_ref().unwrap();
        let unknown = unknown_rules(config, &CheckSettings::of(&workspace, &workspace.apps[0]));
        let text: Vec<String> = unknown
            .iter()
            .map(|found| {
                let at = found.location.as_ref().unwrap();
                let (message, help) = (&found.message, found.help.as_deref().unwrap_or_default());
                format!("{}:{} {message}; {help}", at.line, at.column)
            })
            .collect();
        assert_eq!(
            text,
            [
                "14:42 there is no rule `eror`; `rutter explain` lists the rules",
                "21:1 there is no rule `sintax-error`; did you mean `syntax-error`?",
            ]
        );
    }
}
