//! Next's own answers about route trees, recorded by running `next typegen` and `next build` 16.4.6.

use std::collections::BTreeMap;

use rutter_routes::{Conventions, CustomRoute, ParamKind, Phase, RouteTree};
use serde::Deserialize;
use serde_json::{Value, json};

/// One tree of `oracle/typegen_cases.json`.
#[derive(Debug, Deserialize)]
pub struct Case {
    /// A short name.
    pub name: String,
    /// The app's files.
    pub files: Vec<String>,
    /// The part of `next.config` that differs from the defaults; functions stand as the data that they return.
    pub next_config: Option<Value>,
    /// The route unions of `routes.d.ts`.
    pub routes: Value,
    /// `ParamMap`.
    pub params: Value,
    /// `LayoutSlotMap`.
    pub slots: Value,
    /// The functions of `root-params.d.ts`.
    #[serde(default)]
    pub root_params: Value,
    /// `getSortedRoutes` over both routers.
    #[serde(default)]
    pub match_order: Value,
    /// Why `next typegen` failed, if it did.
    pub error: Option<String>,
    /// What Next's checks of the tree's structure say, if anything.
    pub structure_errors: Option<Value>,
    /// What `next build` said, if it was run.
    pub build: Option<Build>,
}

/// The outcome of `next build`.
#[derive(Debug, Deserialize)]
pub struct Build {
    /// Whether it succeeded.
    pub ok: bool,
}

/// A case in which Rutter does not answer as Next does.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// The name of the case.
    pub case: String,
    /// The part of the answer: a JSON pointer such as `/routes/app`.
    pub field: String,
    /// What Rutter answers.
    pub rutter: toml::Value,
    /// Why it is right.
    pub reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Differences {
    difference: Vec<Difference>,
}

/// All recorded cases.
pub fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("../oracle/typegen_cases.json")).expect("the recorded cases are JSON")
}

/// The table of intended differences.
pub fn differences() -> Vec<Difference> {
    let table: Differences =
        toml::from_str(include_str!("../oracle/differences.toml")).expect("the table of differences is TOML");
    table.difference
}

impl Case {
    /// The tree that Rutter builds for the case.
    pub fn tree(&self) -> RouteTree {
        RouteTree::build(&self.files, &self.conventions())
    }

    fn conventions(&self) -> Conventions {
        let config = self.next_config.as_ref().unwrap_or(&Value::Null);
        let mut conventions = Conventions::default();
        if let Some(extensions) = config["pageExtensions"].as_array() {
            conventions.page_extensions = strings(extensions);
        }
        conventions.loose_route_matching = config["deprecated"]["looseRouteMatching"] == true;
        let custom =
            |rules, phase| sources(rules).into_iter().map(|source| CustomRoute::new(source, phase)).collect();
        conventions.redirects = custom(&config["redirects"], Phase::Redirect);
        conventions.rewrites = custom(&config["rewrites"], Phase::AfterFiles);
        conventions
    }
}

/// A tree in the shape of the recorded answers.
pub fn answers(tree: &RouteTree) -> Value {
    let list =
        |patterns: &[rutter_routes::Pattern]| patterns.iter().map(ToString::to_string).collect::<Vec<_>>();
    let kind = |kind| match kind {
        ParamKind::Single => "string",
        ParamKind::CatchAll => "string[]",
        ParamKind::OptionalCatchAll => "string[]?",
        ParamKind::Optional => "string?",
    };
    let params: BTreeMap<&str, BTreeMap<String, &str>> = tree
        .params()
        .into_iter()
        .map(|(pattern, params)| {
            (pattern.as_str(), params.into_iter().map(|param| (param.name, kind(param.kind))).collect())
        })
        .collect();
    let slots: BTreeMap<&str, &[String]> =
        tree.slots.iter().map(|layout| (layout.layout.as_str(), layout.slots.as_slice())).collect();
    let root_params: BTreeMap<&str, String> =
        tree.root_params.iter().map(|param| (param.name.as_str(), param.type_text())).collect();
    json!({
        "routes": {
            "app": list(&tree.routes.app),
            "pages": list(&tree.routes.pages),
            "layout": list(&tree.routes.layout),
            "redirect": list(&tree.routes.redirect),
            "rewrite": list(&tree.routes.rewrite),
            "handler": list(&tree.routes.handler),
        },
        "params": params,
        "slots": slots,
        "root_params": root_params,
        "match_order": tree.match_order.as_deref().map(list),
    })
}

fn strings(values: &[Value]) -> Vec<String> {
    values.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The sources of a list of custom routes, or of the three lists of rewrites.
fn sources(rules: &Value) -> Vec<String> {
    match rules {
        Value::Array(rules) => {
            rules.iter().filter_map(|rule| rule["source"].as_str()).map(str::to_owned).collect()
        }
        Value::Object(lists) => lists.values().flat_map(sources).collect(),
        _ => Vec::new(),
    }
}
