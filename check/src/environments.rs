//! Which modules run where.
//!
//! The route tree says where code starts: pages and layouts on the server, files with `'use client'` in the browser,
//! the Pages Router in an environment of its own. From there [`reach`] follows the imports. `'use client'` ends the
//! server side and starts the client's, `'use server'` the other way round.
//!
//! Two questions are kept apart, because Next keeps them apart. A module is *in* an environment if it is compiled for
//! it, which is what the compiler's own rules are about: every import that is left when the types are gone leads
//! there, whether what it imports is used or not (observed on Next 16.4.6 with both bundlers). Code of a module *may
//! run* in an environment if something uses it there, and it *runs* on the server if something calls it there, which is
//! what errors at run time are about.

mod calls;
mod dead_code;
mod exported_functions;
mod places;
mod reach;
mod same;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustc_hash::{FxHashMap, FxHashSet};
use rutter_project::App;
use rutter_syntax::LoadedApp;
use rutter_syntax::facts::uses::{Owner, TopName, owner};
use rutter_syntax::facts::{BindingId, ExprId, Facts, FunctionId, Node, RequestId};
use rutter_syntax::graph::{Environment, Module, ModuleGraph, ModuleId};

use self::calls::ServerCalls;
use self::places::{Place, PlaceMap};

/// Which modules run in which environment, and why.
#[derive(Debug)]
pub struct Environments {
    found: Arc<Found>,
    /// Whether somebody has asked for what is not known.
    missed: AtomicBool,
}

/// What was found by following imports. It holds no id that another text of a module could change while the module looks
/// the same from here: see [`same`].
#[derive(Debug, Default)]
struct Found {
    /// For each module in an environment, what leads there.
    reached: PlaceMap<Way>,
    /// Modules that no entry reaches, with the environment that their directive asks for.
    assumed: FxHashMap<ModuleId, Environment>,
    /// The exports that are used.
    exports: PlaceMap<FxHashSet<Box<str>>>,
    /// The modules of which everything is used.
    whole: FxHashSet<Place>,
    /// Which names at the top of a module are used, by their numbers.
    names: PlaceMap<Vec<bool>>,
    /// What certainly happens on the server.
    server: ServerCalls,
    extent: Extent,
}

/// How far imports are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Extent {
    /// Wherever they lead.
    #[default]
    All,
    /// As long as they stay on the server.
    Server,
}

/// What leads to a module first.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// It is an entry.
    Entry,
    /// The module at a place imports it, by this request.
    Import(Place, RequestId),
}

/// A module on the way from an entry, and the request by which it imports the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainStep {
    /// The module.
    pub module: ModuleId,
    /// The environment that it is in on this way.
    pub environment: Environment,
    /// The request by which it imports the next module; none for the last.
    pub request: Option<RequestId>,
}

impl Environments {
    /// Follows the imports of an app from its entries.
    #[must_use]
    pub fn new(graph: &ModuleGraph, app: &App, loaded: &LoadedApp) -> Self {
        let entries = entries(graph, app, loaded);
        let mut found = reach::reach(graph, &entries, Extent::All);
        found.server = calls::server_calls(graph, &entries, &found);
        for (id, module) in graph.modules() {
            if !found.reached.has_module(id)
                && let Some(environment) = declared(module)
            {
                found.assumed.insert(id, environment);
            }
        }
        found.into()
    }

    /// The same of an app with the same routes after an update of its graph, if no other text makes a difference here.
    #[must_use]
    pub fn updated(&self, before: &ModuleGraph, after: &ModuleGraph) -> Option<Self> {
        let edited = after.edited_since(before)?;
        let is_same = edited.into_iter().all(|module| same::looks_the_same(before, after, module));
        is_same.then(|| Self { found: Arc::clone(&self.found), missed: AtomicBool::new(self.has_missed()) })
    }

    /// Follows the imports on the server alone, where actions count as entries: the client may ask for any of them. Which
    /// modules of the server are in the client too is not known then; see [`Environments::has_missed`].
    #[must_use]
    pub fn of_server(graph: &ModuleGraph, app: &App, loaded: &LoadedApp) -> Self {
        let mut entries = entries(graph, app, loaded);
        entries.retain(|(_, environment)| *environment == Environment::Server);
        let actions =
            graph.modules().filter(|(_, it)| behind(it, Environment::Client) == Environment::Server);
        let actions = actions.map(|(id, _)| (id, Environment::Server));
        let starts: Vec<Place> = entries.iter().copied().chain(actions).collect();
        let mut found = reach::reach(graph, &starts, Extent::Server);
        found.server = calls::server_calls(graph, &entries, &found);
        found.into()
    }

    /// Whether somebody has asked for more than is known of the server alone, so that what was found is not certain.
    #[must_use]
    pub fn has_missed(&self) -> bool {
        self.missed.load(Ordering::Relaxed)
    }

    /// Whether code of the server is in the client or in a page of the Pages Router too.
    pub(crate) fn is_shared(&self, module: ModuleId) -> bool {
        if self.found.extent == Extent::Server {
            self.missed.store(true, Ordering::Relaxed);
        }
        [Environment::Client, Environment::Pages].into_iter().any(|it| self.contains(module, it))
    }

    /// Whether a module is compiled for an environment, or would be if some route used it: see
    /// [`Environments::is_assumed`].
    #[must_use]
    pub fn contains(&self, module: ModuleId, environment: Environment) -> bool {
        self.found.reached.contains((module, environment))
            || self.found.assumed.get(&module) == Some(&environment)
    }

    /// Whether no entry reaches the module, and only its directive says where it would run.
    #[must_use]
    pub fn is_assumed(&self, module: ModuleId) -> bool {
        self.found.assumed.contains_key(&module)
    }

    /// Whether an export of a module is used in an environment.
    #[must_use]
    pub fn is_live(&self, module: ModuleId, environment: Environment, export: &str) -> bool {
        let place = (module, environment);
        self.found.assumed.get(&module) == Some(&environment)
            || self.found.whole.contains(&place)
            || self.uses_export(place, export)
    }

    /// Whether code of a module may run in an environment: it runs when the module is loaded, or belongs to something
    /// at the top of the module that is used there.
    #[must_use]
    pub fn may_run(
        &self,
        graph: &ModuleGraph,
        module: ModuleId,
        environment: Environment,
        node: Node,
    ) -> bool {
        let (facts, uses) = (graph[module].facts(), graph[module].uses());
        let place = (module, environment);
        let is_used = |binding: BindingId| uses.name(binding).is_some_and(|it| self.uses_name(place, it));
        if self.found.assumed.get(&module) == Some(&environment) || self.found.whole.contains(&place) {
            return true;
        }
        if !self.found.reached.contains(place) {
            return false;
        }
        match owner(facts, node) {
            Owner::Evaluation => true,
            Owner::Binding(binding) => is_used(binding),
            Owner::Bindings(bindings) => bindings.into_iter().any(is_used),
            Owner::Default => self.uses_export(place, "default"),
        }
    }

    /// Whether the code around a node certainly runs on the server when some route is asked for: it stands at the top
    /// of a module that is loaded there, or directly in a function that is called or rendered there. What stands in
    /// the function's own branches is not looked at.
    #[must_use]
    pub fn runs_on_server(&self, module: ModuleId, facts: &Facts, node: Node) -> bool {
        match facts.function_of(node) {
            Some(function) => self.found.server.called.contains_key(&(module, function)),
            None => self.found.server.loaded.contains(&module),
        }
    }

    /// The tags of elements that the server certainly renders a component by, with their modules: some of them, if there
    /// are many.
    #[must_use]
    pub fn tags_on_server(
        &self,
        graph: &ModuleGraph,
        module: ModuleId,
        function: FunctionId,
    ) -> Vec<(ModuleId, ExprId)> {
        let tags = self.found.server.called.get(&(module, function)).map_or(&[][..], Vec::as_slice);
        tags.iter().map(|(module, number)| (*module, graph[*module].call_sites().site(*number).at)).collect()
    }

    /// The shortest way from an entry to a module in an environment: the entry first, the module last. Empty if there
    /// is none.
    #[must_use]
    pub fn chain(&self, module: ModuleId, environment: Environment) -> Vec<ChainStep> {
        let mut place = (module, environment);
        if !self.found.reached.contains(place) {
            return Vec::new();
        }
        let mut steps = vec![ChainStep { module, environment, request: None }];
        while let Some(Way::Import(from, request)) = self.found.reached.get(place) {
            place = *from;
            steps.push(ChainStep { module: place.0, environment: place.1, request: Some(*request) });
        }
        steps.reverse();
        steps
    }

    fn uses_name(&self, place: Place, name: TopName) -> bool {
        self.found.names.get(place).is_some_and(|used| used[name.index()])
    }

    fn uses_export(&self, place: Place, export: &str) -> bool {
        self.found.exports.get(place).is_some_and(|exports| exports.contains(export))
    }

    /// How many modules are in an environment, without those that are assumed to be.
    #[must_use]
    pub fn count(&self, environment: Environment) -> usize {
        self.found.reached.count(environment)
    }

    /// How many modules no entry reaches.
    #[must_use]
    pub fn unreached(&self, graph: &ModuleGraph) -> usize {
        graph.modules().filter(|(id, _)| !self.found.reached.has_module(*id)).count()
    }
}

impl From<Found> for Environments {
    fn from(found: Found) -> Self {
        Self { found: Arc::new(found), missed: AtomicBool::new(false) }
    }
}

/// The files where code starts, with the environment it starts in, in the order of the tree.
fn entries(graph: &ModuleGraph, app: &App, loaded: &LoadedApp) -> Vec<Place> {
    let entries = loaded.tree.entries.iter().filter_map(|entry| {
        let module = graph.find(&app.dir.join(&entry.file))?;
        let environment = match Environment::of_entry(entry.kind)? {
            Environment::Server => declared(&graph[module]).unwrap_or(Environment::Server),
            environment => environment,
        };
        Some((module, environment))
    });
    entries.collect()
}

/// The environment that a file's directive asks for.
fn declared(module: &Module) -> Option<Environment> {
    if module.has_directive("use client") {
        Some(Environment::Client)
    } else if module.has_directive("use server") {
        Some(Environment::Server)
    } else {
        None
    }
}

/// The environment of a module that is imported from another one.
fn behind(module: &Module, from: Environment) -> Environment {
    match from {
        Environment::Server if module.has_directive("use client") => Environment::Client,
        // The client gets references to the functions of such a file; its code stays on the server.
        Environment::Client if module.has_directive("use server") || module.is_cached() => {
            Environment::Server
        }
        from => from,
    }
}

#[cfg(test)]
mod tests;
