//! What `tsc` costs on a client of 1,000 endpoints, each called once: Rutter's, and `openapi-fetch` with the types that
//! `openapi-typescript` writes for the same contract.

use std::path::PathBuf;

use anyhow::Result;
use rutter_codegen::openapi;

use super::measure::Subject;
use super::report::{Goal, Row};
use super::resources::{self, Client, ENDPOINTS};
use super::tree::Files;
use super::workbench::{Workbench, write};
use crate::shell;

const RESOURCES: usize = 200;

/// Rutter's client is to cost at most this many times the other one.
const GOAL: Goal = Goal { most: 1.5 };

/// Without what a project of Next has besides: the difference would be less.
const TSCONFIG: &str = r#"{
  "compilerOptions": {
    "target": "ES2022",
    "lib": ["dom", "dom.iterable", "esnext"],
    "types": [],
    "strict": true,
    "exactOptionalPropertyTypes": true,
    "noEmit": true,
    "skipLibCheck": true,
    "module": "esnext",
    "moduleResolution": "bundler",
    "verbatimModuleSyntax": true
  },
  "include": ["calls/**/*.ts"]
}
"#;

const OPENAPI_CLIENT: &str = "\
import createClient, { type Client } from \"openapi-fetch\";
import type { paths } from \"./openapi\";

export const client: Client<paths> = createClient<paths>({ baseUrl: \"http://127.0.0.1\" });
";

const LAYOUT: &str = "\
export default function Layout({ children }: { children: unknown }) {
  return <html lang=\"en\"><body>{children as string}</body></html>;
}
";

/// Measures both projects.
pub(crate) fn run(bench: &Workbench) -> Result<Vec<Row>> {
    let endpoints = RESOURCES * ENDPOINTS;
    eprintln!("type-checking the calls of {endpoints} endpoints");
    let (openapi, rutter) = (openapi_project(bench)?, rutter_project(bench)?);
    let samples = bench.measure(&[
        Subject { name: "tsc, openapi-fetch", may_find: false, ready: Box::new(|| Ok(bench.tsc(&openapi))) },
        Subject { name: "tsc, api.gen.ts", may_find: false, ready: Box::new(|| Ok(bench.tsc(&rutter))) },
    ])?;
    let (openapi, rutter) = (&samples[0], &samples[1]);
    Ok(vec![
        Row::new("client", endpoints, openapi),
        Row::new("client", endpoints, rutter).against(openapi, rutter, Some(GOAL)),
    ])
}

fn rutter_project(bench: &Workbench) -> Result<PathBuf> {
    let mut files = files(Client::Rutter);
    let page = "export default function Page() {\n  return null;\n}\n";
    files.insert("app/page.tsx".to_owned(), page.to_owned());
    files.insert("app/layout.tsx".to_owned(), LAYOUT.to_owned());
    files.insert("rutter.toml".to_owned(), "[app]\n".to_owned());
    files.insert(rutter_contract::FILE_NAME.to_owned(), resources::contract(RESOURCES).to_text());
    let project = bench.project("client-rutter", &files)?;
    shell::read(bench.rutter(&project).arg("--no-cargo"))?;
    Ok(project)
}

/// The packages lie in a folder of their own, because `openapi-typescript` needs the API of TypeScript 5.
fn openapi_project(bench: &Workbench) -> Result<PathBuf> {
    bench.install("openapi")?;
    let mut files = files(Client::OpenApi);
    files.insert("client.ts".to_owned(), OPENAPI_CLIENT.to_owned());
    let project = bench.project("openapi/client", &files)?;
    let info = openapi::Info { title: "Items", version: "1", server: "/" };
    write(&project.join("openapi.json"), &openapi::document(&resources::contract(RESOURCES), info))?;
    let mut types =
        bench.script("openapi/node_modules/openapi-typescript/bin/cli.js", &["openapi.json"], &project);
    shell::read(types.args(["--output", "openapi.ts"]))?;
    Ok(project)
}

fn files(client: Client) -> Files {
    let mut files = resources::calls(RESOURCES, client);
    files.insert("tsconfig.json".to_owned(), TSCONFIG.to_owned());
    files
}
