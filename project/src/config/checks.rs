//! `[check]`: how the rules of `rutter check` are set.

use std::collections::BTreeMap;

use camino::Utf8PathBuf;
use serde::Deserialize;

use super::{AppOptions, Config, normalize};
use crate::app::App;
use crate::discover::Workspace;

/// The name of the file of known findings, where `[check]` names no other.
pub const BASELINE_FILE: &str = "rutter-baseline.json";

/// `[check]`, `[app.check]` or `[apps.NAME.check]`, as written. [`super::KEYS`] says what each key means.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "`KEYS` documents each field, and a test holds the two equal")]
pub struct CheckOptions {
    #[serde(default)]
    pub rules: BTreeMap<String, RuleLevel>,
    #[serde(default)]
    pub ignore: Vec<String>,
    #[serde(default)]
    pub files: BTreeMap<String, BTreeMap<String, RuleLevel>>,
    pub sensitive: Option<Vec<String>>,
    pub baseline: Option<String>,
}

/// How much a rule weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RuleLevel {
    /// It is not looked at.
    Off,
    /// It is told, and the command still succeeds.
    Warning,
    /// It is told, and the command fails.
    Error,
}

/// What `rutter.toml` says about checking one app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckSettings {
    /// The tables that hold for the app, each stronger than those before it: `[check]`, then the app's own.
    pub tables: Vec<CheckTable>,
    /// The file of known findings, absolute. It need not exist.
    pub baseline: Utf8PathBuf,
}

/// One of the tables that hold for an app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckTable {
    /// Where it stands in `rutter.toml`, key by key: `["apps", "web", "check"]`.
    pub place: Vec<String>,
    /// The folder that its paths are taken from, absolute.
    pub base: Utf8PathBuf,
    /// The levels of rules by their names. The names are not known to be those of rules.
    pub rules: BTreeMap<String, RuleLevel>,
    /// The files that are not checked, as globs.
    pub ignore: Vec<String>,
    /// The levels of rules in some files, by glob.
    pub files: BTreeMap<String, BTreeMap<String, RuleLevel>>,
    /// The names of the fields that should not reach the browser, if it states them.
    pub sensitive: Option<Vec<String>>,
}

impl RuleLevel {
    /// All levels, as they are written.
    pub const NAMES: [&str; 3] = ["off", "warning", "error"];

    /// The level as it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl CheckSettings {
    /// What holds for an app of a workspace.
    #[must_use]
    pub fn of(workspace: &Workspace, app: &App) -> Self {
        let options = workspace.config.as_ref().map(|config| &config.options);
        let root = options.and_then(|options| options.check.as_ref());
        let mut tables = Vec::new();
        if let Some(options) = root {
            tables.push(CheckTable::new(vec!["check".to_owned()], workspace.root.clone(), options));
        }
        if let Some((mut place, options)) = workspace.config.as_ref().and_then(|config| own(config, app))
            && let Some(options) = &options.check
        {
            place.push("check".to_owned());
            tables.push(CheckTable::new(place, app.dir.clone(), options));
        }
        let baseline = root.and_then(|options| options.baseline.as_deref()).unwrap_or(BASELINE_FILE);
        Self { tables, baseline: workspace.root.join(normalize(baseline)) }
    }
}

/// The table of an app, with the keys that lead to it. An app that is not named there has none, whatever it is called.
fn own<'c>(config: &'c Config, app: &App) -> Option<(Vec<String>, &'c AppOptions)> {
    let (place, table) = match &config.options.app {
        Some(only) => (vec!["app".to_owned()], only),
        None => (vec!["apps".to_owned(), app.name.clone()], config.options.apps.get(&app.name)?),
    };
    let is_named = normalize(table.path.as_deref().unwrap_or(".")) == app.path;
    is_named.then_some((place, table))
}

impl CheckTable {
    fn new(place: Vec<String>, base: Utf8PathBuf, options: &CheckOptions) -> Self {
        let CheckOptions { rules, ignore, files, sensitive, baseline: _ } = options.clone();
        Self { place, base, rules, ignore, files, sensitive }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::MemorySystem;

    fn settings(config: &str, app: &str) -> CheckSettings {
        let system = MemorySystem::with_files([
            ("/ws/rutter.toml", config),
            ("/ws/web/app/page.tsx", ""),
            ("/ws/docs/app/page.tsx", ""),
        ]);
        let workspace = Workspace::discover(&system, "/ws".into()).unwrap();
        CheckSettings::of(&workspace, workspace.apps.iter().find(|it| it.name == app).unwrap())
    }

    #[test]
    fn the_table_of_the_workspace_comes_before_that_of_the_app() {
        let config = "
            [check]
            rules = { a = 'off' }
            baseline = './known/a.json'
            [apps.web]
            path = 'web'
            [apps.web.check]
            ignore = ['app/x']
            sensitive = ['pin']
            files = { 'app/y' = { b = 'warning', c = 'error' } }
            [apps.docs]
            path = 'docs'
        ";
        let levels = |levels: &[(&str, RuleLevel)]| -> BTreeMap<String, RuleLevel> {
            levels.iter().map(|(name, level)| ((*name).to_owned(), *level)).collect()
        };
        let root = CheckTable {
            place: vec!["check".to_owned()],
            base: "/ws".into(),
            rules: levels(&[("a", RuleLevel::Off)]),
            ignore: Vec::new(),
            files: BTreeMap::new(),
            sensitive: None,
        };
        let files = levels(&[("b", RuleLevel::Warning), ("c", RuleLevel::Error)]);
        let own = CheckTable {
            place: ["apps", "web", "check"].map(str::to_owned).to_vec(),
            base: "/ws/web".into(),
            rules: BTreeMap::new(),
            ignore: vec!["app/x".to_owned()],
            files: BTreeMap::from([("app/y".to_owned(), files)]),
            sensitive: Some(vec!["pin".to_owned()]),
        };
        let baseline: Utf8PathBuf = "/ws/known/a.json".into();
        let docs = CheckSettings { tables: vec![root.clone()], baseline: baseline.clone() };
        assert_eq!(settings(config, "docs"), docs);
        assert_eq!(settings(config, "web"), CheckSettings { tables: vec![root, own], baseline });
    }

    #[test]
    fn the_only_app_has_its_table_below_app() {
        let only = settings("[app]\npath = 'web'\n[app.check]\nrules = { a = 'error' }\n", "web");
        assert_eq!(only.baseline, "/ws/rutter-baseline.json");
        assert_eq!(only.tables.len(), 1);
        assert_eq!(
            (only.tables[0].place.join("."), only.tables[0].base.as_str()),
            ("app.check".to_owned(), "/ws/web")
        );
        assert_eq!(only.tables[0].rules["a"], RuleLevel::Error);
    }

    #[test]
    fn an_app_that_only_has_the_name_of_another_has_no_table() {
        let system = MemorySystem::with_files([
            ("/ws/rutter.toml", "[apps.web]\npath = 'web'\n[apps.web.check]\n"),
            ("/ws/web/app/page.tsx", ""),
            ("/ws/old/web/app/page.tsx", ""),
        ]);
        let mut workspace = Workspace::discover(&system, "/ws/old/web".into()).unwrap();
        workspace.include(&system, "/ws/old/web".into());
        let tables: Vec<(&str, usize)> = workspace
            .apps
            .iter()
            .map(|app| (app.path.as_str(), CheckSettings::of(&workspace, app).tables.len()))
            .collect();
        assert_eq!(tables, [("web", 1), ("old/web", 0)]);
    }
}
