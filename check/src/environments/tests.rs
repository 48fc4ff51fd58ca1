//! Small apps, and where each of their modules runs.

use std::sync::Arc;

use rutter_project::{MemorySystem, System, Workspace};
use rutter_syntax::facts::Node;
use rutter_syntax::graph::{Environment, ModuleGraph};
use rutter_syntax::load_app;

use super::Environments;

/// The app in a fixture: `//- path` begins a file.
struct Fixture {
    graph: ModuleGraph,
    environments: Environments,
}

fn fixture(text: &str) -> Fixture {
    let system = MemorySystem::with_files([("/ws/package.json", r#"{"dependencies": {"next": "16.4.6"}}"#)]);
    for file in text.split("//- ").skip(1) {
        let (path, contents) = file.split_once('\n').expect("a path and a text");
        system.add_file(format!("/ws/{}", path.trim()).as_str().into(), contents.as_bytes());
    }
    let system: Arc<dyn System> = Arc::new(system);
    let workspace = Workspace::discover(&*system, "/ws".into()).expect("a workspace");
    let app = &workspace.apps[0];
    let loaded = load_app(&*system, app);
    let graph = ModuleGraph::load(&system, app, &loaded);
    let environments = Environments::new(&graph, app, &loaded);
    let all = Fixture { graph, environments };
    let graph = ModuleGraph::load_server(&system, app, &loaded);
    let environments = Environments::of_server(&graph, app, &loaded);
    let server = Fixture { graph, environments };
    assert_eq!(server.on_server(), all.on_server());
    assert!(!server.environments.has_missed());
    all
}

impl Fixture {
    /// The modules on the server, each with the functions that are called there.
    fn on_server(&self) -> Vec<(String, Vec<String>)> {
        let modules = self.graph.modules().map(|(id, module)| (id, module.path.as_str()));
        let on_server = modules.filter(|(id, _)| self.environments.contains(*id, Environment::Server));
        let mut on_server: Vec<_> = on_server
            .map(|(_, path)| path.trim_start_matches("/ws/"))
            .map(|path| (path.to_owned(), self.called(path)))
            .collect();
        on_server.sort_unstable();
        on_server
    }

    /// Each module with its environments, in order of path; `?` marks what is assumed.
    fn places(&self) -> Vec<String> {
        let line = |(id, module): (_, &rutter_syntax::graph::Module)| {
            let names = [
                (Environment::Server, "server"),
                (Environment::Client, "client"),
                (Environment::Pages, "pages"),
                (Environment::Api, "api"),
            ];
            let names = names.into_iter().filter(|(it, _)| self.environments.contains(id, *it));
            let mut names: Vec<_> = names.map(|(_, name)| name).collect();
            if self.environments.is_assumed(id) {
                names.push("?");
            }
            format!("{}: {}", module.path.as_str().trim_start_matches("/ws/"), names.join(" "))
        };
        self.graph.modules().map(line).collect()
    }

    fn chain(&self, path: &str, environment: Environment) -> Vec<String> {
        let module = self.graph.find(format!("/ws/{path}").as_str().into()).expect("a module");
        let steps = self.environments.chain(module, environment);
        let path = |module| self.graph[module].path.as_str().trim_start_matches("/ws/").to_owned();
        steps.into_iter().map(|step| path(step.module)).collect()
    }

    /// The functions of a module that are called on the server, by name.
    fn called(&self, path: &str) -> Vec<String> {
        let module = self.graph.find(format!("/ws/{path}").as_str().into()).expect("a module");
        let facts = self.graph[module].facts();
        let named = facts.functions.iter_ids().filter_map(|(id, function)| Some((id, function.name?)));
        let called =
            named.filter(|(id, _)| self.environments.found.server.called.contains_key(&(module, *id)));
        called.map(|(_, name)| facts[name].to_owned()).collect()
    }

    /// The functions of a module that may run in an environment, by name.
    fn running(&self, path: &str, environment: Environment) -> Vec<String> {
        let module = self.graph.find(format!("/ws/{path}").as_str().into()).expect("a module");
        let facts = self.graph[module].facts();
        let running = facts.functions.iter_ids().filter(|(id, _)| {
            self.environments.may_run(&self.graph, module, environment, Node::Function(*id))
        });
        running.filter_map(|(_, function)| Some(facts[function.name?].to_owned())).collect()
    }
}

#[test]
fn directives_divide_the_sides_and_types_cross_nothing() {
    let app = fixture(
        "//- app/layout.tsx\nexport default function L({children}: any) { return children }\n\
         //- app/page.tsx\nimport {C} from '../c'\nimport type {T} from '../t'\nimport {U} from '../u'\n\
         import {both} from '../both'\nlet u: U\nexport default function P() { return <C a={both}/> }\n\
         //- c.tsx\n'use client'\nimport {save} from './actions'\nimport {both} from './both'\nexport function C() { return both + String(save) }\n\
         //- actions.ts\n'use server'\nimport {db} from './db'\nexport async function save() { return db }\n\
         //- db.ts\nexport const db = 1\n//- both.ts\nexport const both = 1\n\
         //- t.ts\nexport type T = 1\n//- u.ts\nexport type U = 1\n//- lone.tsx\nexport const x = 1\n\
         //- alone.tsx\n'use client'\nimport './lone'\nexport const x = 1\n\
         //- pages/old.tsx\nimport {both} from '../both'\nexport default function Old() { return both }\n\
         //- pages/api/h.ts\nimport {db} from '../../db'\nexport default function h() { return db }\n",
    );
    assert_eq!(
        app.places(),
        [
            "actions.ts: server",
            "alone.tsx: client ?",
            "app/layout.tsx: server",
            "app/page.tsx: server",
            "both.ts: server client pages",
            "c.tsx: client",
            "db.ts: server api",
            "lone.tsx: ",
            "pages/api/h.ts: api",
            "pages/old.tsx: pages",
            "t.ts: ",
            "u.ts: ",
        ]
    );
    assert_eq!(app.chain("db.ts", Environment::Server), ["app/page.tsx", "c.tsx", "actions.ts", "db.ts"]);
    assert_eq!(app.chain("both.ts", Environment::Client), ["app/page.tsx", "c.tsx", "both.ts"]);
    assert_eq!(app.chain("lone.tsx", Environment::Client), [""; 0]);
}

/// Next compiles what a barrel passes on, used or not, unless the package says that this has no effects.
#[test]
fn a_barrel_leads_everywhere_unless_its_package_has_no_side_effects() {
    let files = "//- app/page.tsx\nimport {a} from '../lib'\nexport default function P() { return a() }\n\
         //- lib/index.ts\nexport {a} from './a'\nexport {b} from './b'\nexport * from './c'\nimport {d} from './d'\nexport {d}\nimport './e'\n\
         //- lib/a.ts\nexport const a = () => 1\n//- lib/b.ts\nexport const b = 1\n//- lib/c.ts\nexport const c = 1\n\
         //- lib/d.ts\nexport const d = 1\n//- lib/e.ts\nexport const e = 1\n";
    let reached = |app: &Fixture| -> Vec<String> {
        app.places().into_iter().filter(|place| place.contains("lib/") && place.ends_with("server")).collect()
    };
    let plain = fixture(files);
    let all =
        ["lib/a.ts: server", "lib/b.ts: server", "lib/c.ts: server", "lib/d.ts: server", "lib/e.ts: server"];
    assert_eq!(reached(&plain), [&all[..], &["lib/index.ts: server"]].concat());
    let pure = fixture(&format!("{files}//- lib/package.json\n{{\"sideEffects\": false}}\n"));
    assert_eq!(reached(&pure), ["lib/a.ts: server", "lib/c.ts: server", "lib/index.ts: server"]);
}

#[test]
fn what_is_imported_dynamically_counts_unless_production_never_gets_there() {
    let app = fixture(
        "//- app/page.tsx\nexport default async function P() {\n\
         const a = await import('../a')\n\
         if (process.env.NODE_ENV === 'development') await import('../b')\n\
         const c = process.env.NODE_ENV !== 'production' ? require('../c') : require('../d')\n\
         false && import('../e')\n\
         return String(a) + c }\n\
         //- a.ts\nexport {}\n//- b.ts\nexport {}\n//- c.ts\nexport {}\n//- d.ts\nexport {}\n//- e.ts\nexport {}\n",
    );
    assert_eq!(
        app.places(),
        ["a.ts: server", "app/page.tsx: server", "b.ts: ", "c.ts: ", "d.ts: server", "e.ts: "]
    );
}

#[test]
fn code_is_live_where_something_uses_it() {
    let app = fixture(
        "//- app/page.tsx\nimport {used} from '../lib'\nimport * as ns from '../ns'\nexport default function P() { return used() + ns.one() }\n\
         //- lib.ts\nimport {deep} from './deep'\nfunction helper() { return deep() }\nexport function used() { return helper() }\n\
         export function unused() { return other() }\nfunction other() { return 1 }\nexport const arrow = () => other()\n\
         //- deep.ts\nexport const deep = function deep() { return 1 }\nexport function not() {}\nsetUp(function evaluated() {})\n\
         //- ns.ts\nexport function one() { return 1 }\nexport function two() { return 2 }\n",
    );
    assert_eq!(app.running("lib.ts", Environment::Server), ["helper", "used"]);
    assert_eq!(app.running("deep.ts", Environment::Server), ["deep", "evaluated"]);
    assert_eq!(app.running("ns.ts", Environment::Server), ["one"]);
    assert_eq!(app.running("lib.ts", Environment::Client), [""; 0]);
}

/// A registry that holds a hook calls it as little as a page that is handed one.
#[test]
fn what_runs_on_the_server_is_called_there_and_not_only_named() {
    let app = fixture(
        "//- app/page.tsx\nimport {shown, List} from '../lib'\nimport {registry} from '../registry'\nimport * as ns from '../ns'\n\
         export default function Page() { return <List>{[1].map(x => shown(x))}{ns.direct()}<p a={registry}/></List> }\n\
         export const generateMetadata = async () => inMetadata()\nfunction inMetadata() {}\nfunction never() {}\n\
         //- lib.tsx\nimport {memo} from 'react'\nexport const shown = (x: number) => helper(x)\nfunction helper(x: number) { return x }\n\
         function Inner() { return null }\nexport const List = memo(Inner)\nexport function other() {}\n\
         //- registry.ts\nimport {useIt} from './hooks'\nexport const registry = {useIt, lazy: () => import('./late')}\n\
         //- hooks.ts\nexport function useIt() {}\nstart()\nfunction start() {}\n\
         //- late.ts\nexport function late() {}\nbegin()\nfunction begin() {}\n\
         //- ns.ts\nexport * from './direct'\n//- direct.ts\nexport function direct() {}\n\
         //- client.tsx\n'use client'\nexport function inBrowser() {}\n",
    );
    assert_eq!(app.called("app/page.tsx"), ["Page", "inMetadata"]);
    assert_eq!(app.called("lib.tsx"), ["helper", "Inner"]);
    assert_eq!(app.called("hooks.ts"), ["start"]);
    assert_eq!(app.called("late.ts"), [""; 0]);
    assert_eq!(app.called("direct.ts"), ["direct"]);
}

#[test]
fn cycles_end() {
    let app = fixture(
        "//- app/page.tsx\nimport {a} from '../a'\nimport {c, d} from '../c'\nexport default function P() { return a + c() + d() }\n\
         //- a.ts\nimport {b} from './b'\nexport const a = () => b\nexport * from './b'\n\
         //- b.ts\nimport {a} from './a'\nexport const b = () => a\nexport * from './a'\n\
         //- c.ts\nimport {c} from './d'\nexport {c}\nexport {e as d} from './d'\n\
         //- d.ts\nimport {c} from './c'\nexport {c}\nexport function e() {}\n",
    );
    let modules = ["a.ts", "app/page.tsx", "b.ts", "c.ts", "d.ts"];
    assert_eq!(app.places(), modules.map(|module| format!("{module}: server")));
    assert_eq!(app.called("d.ts"), ["e"]);
}

/// For what the server does, its own modules are enough; whether they are the client's too takes all of them.
#[test]
fn what_is_known_of_the_server_alone_is_said() {
    let files = [
        ("app/page.tsx", "import {A} from '../a'\nexport default () => <A/>"),
        (
            "a.tsx",
            "'use client'\nimport {b} from './b'\nimport {save} from './actions'\nexport const A = () => b(save)",
        ),
        ("b.ts", "export const b = (it) => it"),
        ("actions.ts", "'use server'\nimport {b} from './b'\nexport async function save() { b() }"),
        ("types.ts", "export type T = 1"),
    ];
    let system: Arc<dyn System> =
        Arc::new(MemorySystem::with_files(files.map(|(path, text)| (format!("/ws/{path}"), text))));
    let workspace = Workspace::discover(&*system, "/ws".into()).expect("a workspace");
    let app = &workspace.apps[0];
    let loaded = load_app(&*system, app);
    let graph = ModuleGraph::load_server(&system, app, &loaded);
    let module = |path: &str| graph.find(format!("/ws/{path}").as_str().into()).expect("a module");
    let environments = Environments::of_server(&graph, app, &loaded);
    let read = |path| environments.contains(module(path), Environment::Server);
    assert_eq!(files.map(|(path, _)| read(path)), [true, false, true, true, false]);
    // Three files were read; the others are when someone asks.
    let size_of = |path: &str| files.iter().find(|(it, _)| *it == path).map_or(0, |(_, text)| text.len());
    assert_eq!(
        graph.stats().bytes,
        ["app/page.tsx", "b.ts", "actions.ts"].map(size_of).iter().sum::<usize>()
    );
    assert!(graph[module("types.ts")].facts().export("T").is_some());
    assert!(!environments.has_missed());
    environments.is_shared(module("b.ts"));
    assert!(environments.has_missed());
}
