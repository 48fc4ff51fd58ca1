//! Rutter's verdicts against what React did with 159 kinds of value.
//!
//! `oracle/flight_matrix.json` holds what React Flight 19.3, as Next 16.4.6 bundles it, does with a value of each kind: as a
//! prop from the server to the client, and as an argument of an action. `oracle/flight_values.toml` holds code that makes
//! such a value. Where Rutter says something else, that stands there with its reason, and is never that a value
//! cannot cross which can.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use rutter_check::{Environments, Project, Settings, check, crossing_props};
use rutter_project::{CheckSettings, MemorySystem, System, Workspace};
use rutter_syntax::graph::ModuleGraph;
use rutter_syntax::load_app;
use serde::Deserialize;

#[derive(Deserialize)]
struct Matrix {
    cases: Vec<Case>,
}

/// What React does with values of a kind.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Case {
    id: String,
    /// `serializable`, `coerced` or `non-serializable`.
    to_client: String,
    /// `ok`, `warns` or `throws`; none for what a client cannot have.
    to_server: Option<String>,
}

/// How a value of a kind is made.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Made {
    #[serde(default)]
    setup: String,
    value: String,
    /// What Rutter says in place of what React does, and why.
    to_client: Option<String>,
    to_server: Option<String>,
    reason: Option<String>,
}

#[test]
fn judges_as_react_does() {
    let matrix: Matrix = serde_json::from_str(include_str!("../oracle/flight_matrix.json")).unwrap();
    let mut made: BTreeMap<String, Made> =
        toml::from_str(include_str!("../oracle/flight_values.toml")).unwrap();
    assert_eq!(matrix.cases.len(), 159);
    let mut wrong = String::new();
    for case in &matrix.cases {
        let Some(made) = made.remove(&case.id) else {
            writeln!(wrong, "{}: no code makes it", case.id).unwrap();
            continue;
        };
        let differs = made.to_client.is_some() || made.to_server.is_some();
        assert_eq!(differs, made.reason.is_some(), "{}", case.id);
        let wanted = made.to_client.as_deref().unwrap_or(&case.to_client);
        let said = as_prop(&made);
        if said != wanted {
            writeln!(wrong, "{} to the client: {said}, expected {wanted}", case.id).unwrap();
        }
        let Some(answer) = &case.to_server else { continue };
        let refused = if answer == "throws" { "refused" } else { "taken" };
        let wanted = made.to_server.as_deref().unwrap_or(refused);
        let said = as_argument(&made);
        if said != wanted {
            writeln!(wrong, "{} to the server: {said}, expected {wanted}", case.id).unwrap();
        }
        let never = "what can cross is never said not to";
        let may_say = |said: &Option<String>, refusal| said.as_deref() != Some(refusal);
        assert!(case.to_client != "serializable" || may_say(&made.to_client, "non-serializable"), "{never}");
        assert!(answer != "ok" || may_say(&made.to_server, "refused"), "{never}");
    }
    for id in made.keys() {
        writeln!(wrong, "{id}: React was not asked").unwrap();
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What Rutter says of a value as a prop.
fn as_prop(made: &Made) -> String {
    let Made { setup, value, .. } = made;
    let page = format!(
        "import {{ Client as Other }} from './client'\n{setup}\n\
         export default function Page() {{ return <Other v={{{value}}} /> }}\n"
    );
    in_app("app/page.tsx", &page, |project, _| {
        let props = crossing_props(project);
        let prop = props.iter().find(|prop| prop.prop == "v").expect("the prop crosses");
        match prop.outcome {
            Some(rutter_check::Outcome::Coerced | rutter_check::Outcome::Warns) => "coerced".to_owned(),
            _ => prop.verdict.as_str().to_owned(),
        }
    })
}

/// What Rutter says of a value as the argument of an action.
fn as_argument(made: &Made) -> String {
    let Made { setup, value, .. } = made;
    let form = format!(
        "'use client'\nimport {{ action as send }} from './actions'\n{setup}\n\
         export function Form() {{ return <b onClick={{() => send({value})}} /> }}\n"
    );
    in_app("app/form.tsx", &form, |project, settings| {
        let found = check(project, settings).findings;
        let is_refused = found.iter().any(|finding| finding.rule.name == "opaque-action-argument");
        if is_refused { "refused".to_owned() } else { "taken".to_owned() }
    })
}

fn in_app<T>(path: &str, text: &str, ask: impl FnOnce(&Project<'_>, &Settings) -> T) -> T {
    let files = [
        ("/ws/next.config.js", "module.exports = {}\n"),
        (
            "/ws/app/page.tsx",
            "import { Form } from './form'\nexport default function Page() { return <Form /> }\n",
        ),
        ("/ws/app/form.tsx", "'use client'\nexport function Form() { return null }\n"),
        ("/ws/app/lib.ts", "export const a = 1\nexport const b = [2]\n"),
        ("/ws/app/client.tsx", "'use client'\nexport function Client(props: any) { return null }\n"),
        ("/ws/app/actions.ts", "'use server'\nexport async function action(...all: unknown[]) {}\n"),
    ];
    let files = files.map(
        |(file, other)| {
            if file.strip_prefix("/ws/") == Some(path) { (file, text) } else { (file, other) }
        },
    );
    let system: Arc<dyn System> = Arc::new(MemorySystem::with_files(files));
    let workspace = Workspace::discover(&*system, "/ws".into()).unwrap();
    let app = &workspace.apps[0];
    let loaded = load_app(&*system, app);
    let graph = ModuleGraph::load(&system, app, &loaded);
    let environments = Environments::new(&graph, app, &loaded);
    let project = Project::new(&*system, app, &loaded, &graph, &environments);
    let settings = Settings::new(&*system, &CheckSettings::of(&workspace, app));
    ask(&project, &settings)
}
