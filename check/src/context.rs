//! What a rule is given.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use camino::{Utf8Path, Utf8PathBuf};
use rutter_project::{App, System};
use rutter_routes::Entry;
use rutter_syntax::LoadedApp;
use rutter_syntax::facts::Facts;
use rutter_syntax::graph::{Environment, ModuleGraph, ModuleId, ModuleOrigin, Target};

use crate::crossing::Crossing;
use crate::environments::{ChainStep, Environments};
use crate::finding::Related;
use crate::learned::Learned;
use crate::rules::environments::ClientUse;
use crate::sensitive::SensitiveNames;

/// The names that count where no others are stated. One list for all modules: to make it takes longer than most rules.
static SENSITIVE: LazyLock<Arc<SensitiveNames>> = LazyLock::new(Arc::default);

/// Everything that is known about an app.
#[derive(Debug)]
pub struct Project<'a> {
    /// The way to the disk. Rules do not take it.
    pub system: &'a dyn System,
    /// The app.
    pub app: &'a App,
    /// Its route tree and what `next.config` states.
    pub loaded: &'a LoadedApp,
    /// Its modules.
    pub graph: &'a ModuleGraph,
    /// Which of them run where.
    pub environments: &'a Environments,
    /// The app's folder without symbolic links, as the paths of modules are.
    dir: Utf8PathBuf,
    /// What was found out about it.
    pub(crate) learned: Arc<Learned>,
}

/// Where Babel looks for what it is to do.
const BABEL_FILES: [&str; 10] = [
    ".babelrc",
    ".babelrc.cjs",
    ".babelrc.js",
    ".babelrc.json",
    ".babelrc.mjs",
    "babel.config.cjs",
    "babel.config.js",
    "babel.config.json",
    "babel.config.mjs",
    "package.json",
];

/// One module, as a rule sees it.
#[derive(Debug)]
pub struct ModuleContext<'a> {
    /// The app that it is a part of.
    pub project: &'a Project<'a>,
    /// The module.
    pub id: ModuleId,
    /// What its file states.
    pub facts: &'a Facts,
    /// Its path from the app's folder, with `/`: `app/page.tsx`, `../../packages/ui/button.tsx`.
    pub path: &'a str,
    /// What it has of client modules, once a rule has asked for it.
    pub(crate) client_uses: OnceCell<Vec<ClientUse>>,
    /// The names of the fields that should not leave the server.
    pub(crate) sensitive: Arc<SensitiveNames>,
    /// What it gives to client components, once a rule has asked for it.
    pub(crate) crossings: OnceCell<Vec<Crossing>>,
}

impl<'a> Project<'a> {
    /// Puts together what is known.
    #[must_use]
    pub fn new(
        system: &'a dyn System,
        app: &'a App,
        loaded: &'a LoadedApp,
        graph: &'a ModuleGraph,
        environments: &'a Environments,
    ) -> Self {
        let dir = system.canonicalize(&app.dir).unwrap_or_else(|_| app.dir.clone());
        Self { system, app, loaded, graph, environments, dir, learned: Arc::default() }
    }

    /// The same, with what was found out about exactly this app and this graph before. What is found out from now on is kept
    /// there too.
    #[must_use]
    pub fn with_learned(self, learned: &Arc<Learned>) -> Self {
        Self { learned: Arc::clone(learned), ..self }
    }

    /// The text of what configures Babel in the app's folder, file after file. It is not understood, only searched.
    pub(crate) fn babel(&self) -> &str {
        self.learned.babel.get_or_init(|| {
            let texts = BABEL_FILES.iter().filter_map(|name| {
                let text = self.system.read_to_string(&self.app.dir.join(name)).ok()?;
                // A dependency of that name does nothing by itself.
                (*name != "package.json" || text.contains("\"babel\"")).then_some(text)
            });
            texts.collect()
        })
    }

    /// A module's path from the app's folder, with `/`: `app/page.tsx`, `../../packages/ui/button.tsx`.
    #[must_use]
    pub fn path(&self, module: ModuleId) -> String {
        relative(&self.dir, &self.graph[module].path)
    }

    /// The imports of a chain as places, each with the file that it leads to.
    #[must_use]
    pub fn steps(&self, chain: &[ChainStep]) -> Vec<Related> {
        let imports = chain.iter().zip(chain.iter().skip(1)).filter_map(|(step, next)| {
            let span = self.graph[step.module].facts()[step.request?].span;
            let message = format!("imports `{}`", self.path(next.module));
            Some(Related { module: step.module, span, message })
        });
        imports.collect()
    }

    /// What a module is in the route tree: a page, a layout. A file that is linked to from several places has several
    /// roles, and most have none.
    #[must_use]
    pub fn entries(&self, module: ModuleId) -> &[Entry] {
        let entries = self.learned.entries.get_or_init(|| {
            let mut entries: BTreeMap<ModuleId, Vec<Entry>> = BTreeMap::new();
            for entry in &self.loaded.tree.entries {
                if let Some(module) = self.graph.find(&self.app.dir.join(&entry.file)) {
                    entries.entry(module).or_default().push(entry.clone());
                }
            }
            entries
        });
        entries.get(&module).map_or(&[], Vec::as_slice)
    }

    /// Whether some of the modules import a module on the server, for more than its types.
    pub(crate) fn is_imported_by(&self, module: ModuleId, some: impl Fn(ModuleId) -> bool) -> bool {
        self.graph.modules().filter(|(id, _)| some(*id)).any(|(id, importer)| {
            let facts = importer.facts();
            facts.requests.iter_ids().any(|(request, _)| {
                self.graph.target(id, request, Environment::Server) == Target::Module(module)
                    && !facts.is_erased(request)
            })
        })
    }

    /// A module as a rule sees it; `path` is [`Project::path`].
    #[must_use]
    pub fn context(&'a self, module: ModuleId, path: &'a str) -> ModuleContext<'a> {
        let facts = self.graph[module].facts();
        ModuleContext {
            project: self,
            id: module,
            facts,
            path,
            client_uses: OnceCell::new(),
            sensitive: Arc::clone(&SENSITIVE),
            crossings: OnceCell::new(),
        }
    }
}

impl<'a> ModuleContext<'a> {
    /// The module's role in the route tree, if it has one. Its first, if it has several.
    #[must_use]
    pub fn entry(&self) -> Option<&'a Entry> {
        self.entries().first()
    }

    /// All its roles in the route tree, in the order of the tree.
    #[must_use]
    pub fn entries(&self) -> &'a [Entry] {
        self.project.entries(self.id)
    }

    /// Whether the module runs in an environment, or would if some route used it.
    #[must_use]
    pub fn in_environment(&self, environment: Environment) -> bool {
        self.project.environments.contains(self.id, environment)
    }

    /// The imports that lead from a route's entry to the module in an environment: the first step is the entry, the
    /// last is the module.
    #[must_use]
    pub fn chain(&self, environment: Environment) -> Vec<ChainStep> {
        self.project.environments.chain(self.id, environment)
    }

    /// Whether the file starts with `'use client'`.
    #[must_use]
    pub fn is_boundary(&self) -> bool {
        self.facts.has_directive("use client")
    }

    /// Whether the file starts with `'use server'`, so that everything it exports is an action.
    #[must_use]
    pub fn is_actions(&self) -> bool {
        self.facts.has_directive("use server")
    }

    /// Whether the module is of an installed package. Rules run on the others only.
    #[must_use]
    pub fn is_package(&self) -> bool {
        self.project.graph[self.id].origin == ModuleOrigin::Package
    }
}

/// The way from one folder to a path, both absolute, with `/`.
fn relative(from: &Utf8Path, to: &Utf8Path) -> String {
    // Of most modules the text tells; their parts would take ten times as long.
    if let Some(inside) = to.as_str().strip_prefix(from.as_str()).and_then(|rest| rest.strip_prefix('/')) {
        return inside.to_owned();
    }
    let (mut from, mut to) = (from.components().peekable(), to.components().peekable());
    while let (Some(a), Some(b)) = (from.peek(), to.peek())
        && a == b
    {
        from.next();
        to.next();
    }
    let up = from.map(|_| "..");
    up.chain(to.map(|component| component.as_str())).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn a_path_is_told_from_the_folder_of_the_app() {
        for (from, to, expected) in [
            ("/ws/web", "/ws/web/app/page.tsx", "app/page.tsx"),
            ("/ws/apps/web", "/ws/packages/ui/a.tsx", "../../packages/ui/a.tsx"),
            ("/ws/web", "/ws/web2/a.ts", "../web2/a.ts"),
        ] {
            assert_eq!(relative(from.into(), to.into()), expected);
        }
    }
}
