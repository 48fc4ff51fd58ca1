//! Prisma: what its queries give, which only `schema.prisma` says.
//!
//! A client is generated from the schema, into `node_modules` or into a folder that is seldom committed. Rutter does not
//! look for it: it makes a short one of its own, a module of TypeScript that the evaluator reads like any other. What is
//! beyond types that short, the record that `select` and `include` make, is computed in [`payload`].

mod extension;
mod find;
mod generated;
mod payload;
mod schema;

use std::sync::OnceLock;

use camino::Utf8Path;
use rutter_syntax::facts::RequestId;
use rutter_syntax::graph::{ModuleId, Target};

use self::find::{Found, find, normal};
use super::super::evaluator::Evaluator;
use super::super::shape::Value;
use super::super::thunk::Thunk;
use crate::context::Project;

/// The clients of an app and its workspace, looked for when the first import may mean one.
#[derive(Debug, Default)]
pub(crate) struct Clients(OnceLock<Vec<Client>>);

/// A schema, and the module that stands for its client.
#[derive(Debug)]
struct Client {
    found: Found,
    module: OnceLock<ModuleId>,
}

impl Clients {
    fn all(&self, project: &Project<'_>) -> &[Client] {
        self.0.get_or_init(|| {
            let app =
                project.system.canonicalize(&project.app.dir).unwrap_or_else(|_| project.app.dir.clone());
            let depth = project.app.path.components().count();
            let root = app.ancestors().nth(depth).unwrap_or(&app);
            let found = find(project.system, &app, root).into_iter();
            found.map(|found| Client { found, module: OnceLock::new() }).collect()
        })
    }
}

impl Client {
    fn module(&self, project: &Project<'_>) -> ModuleId {
        *self.module.get_or_init(|| {
            let text = generated::client(&self.found.schema, self.found.bytes);
            project.graph.made(&self.found.path.join("client.d.ts"), &text)
        })
    }
}

impl Evaluator<'_, '_> {
    /// The module that stands for the client which a request means, if it means one.
    pub(super) fn prisma_client(&self, module: ModuleId, request: RequestId) -> Option<ModuleId> {
        let graph = self.project.graph;
        let facts = graph[module].facts();
        let specifier = facts.specifier(request);
        let clients = || self.project.learned.prisma.all(self.project);
        let path = &graph[module].path;
        let client = if is_default(specifier) {
            nearest(clients(), path)
        } else {
            match graph.target(module, request, self.environment()) {
                Target::Module(target) => {
                    let path = &graph[target].path;
                    let may_be = path.as_str().contains("prisma") || path.as_str().contains("generated");
                    clients().iter().find(|client| may_be && client.found.generates(path))
                }
                Target::Missing | Target::Ignored | Target::External { .. } if specifier.starts_with('.') => {
                    let path = normal(&path.parent()?.join(specifier));
                    clients().iter().find(|client| client.found.generates(&path))
                }
                Target::Missing | Target::Ignored => {
                    clients().iter().find(|client| client.found.is_meant_by(specifier))
                }
                _ => None,
            }
        };
        Some(client?.module(self.project))
    }
}

/// Whether a specifier means the client where it is generated if nothing else is said.
fn is_default(specifier: &str) -> bool {
    ["@prisma/client", ".prisma/client"]
        .iter()
        .any(|name| specifier.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// The client that `@prisma/client` means in a file: that of its own package, or the only one.
fn nearest<'c>(clients: &'c [Client], path: &Utf8Path) -> Option<&'c Client> {
    let own = clients.iter().filter(|client| path.starts_with(&client.found.package));
    let own = own.max_by_key(|client| client.found.package.as_str().len());
    own.or(match clients {
        [only] => Some(only),
        _ => None,
    })
}

/// What an alias of `client.d.ts` is whose meaning is not written there.
pub(super) fn intrinsic<'a>(
    evaluator: &Evaluator<'_, 'a>,
    name: &str,
    arguments: &[Thunk<'a>],
) -> Option<Value<'a>> {
    match name {
        "$Payload" => payload::payload(evaluator, arguments),
        "$Aggregate" => payload::aggregate(evaluator, arguments),
        _ => None,
    }
}
