//! Whether code certainly runs on the server once a route is asked for.
//!
//! Code at the top of a module runs when the module is loaded. A function runs if Next calls it (a page, a handler of a
//! request, an action), or if code that certainly runs calls it or renders it, in the same module or another. The way
//! is followed backwards, from the function to its callers, and given up after a few steps.

use rutter_routes::EntryKind;
use rutter_syntax::facts::{ExprId, Facts, FunctionId, Jsx, JsxTag, Node, RequestKind, StatementKind};
use rutter_syntax::graph::{Environment, ExportOrigin, ModuleId, Target};

use crate::context::Project;
use crate::infer::certain::runs_certainly;
use crate::infer::exported::HANDLER_METHODS;
use crate::infer::imported_calls::call_of;
use crate::infer::uses::{any_use_elsewhere, exports_of, uses_here};

/// How many calls are followed back from a function.
const LONGEST_WAY: u32 = 5;

/// Whether a node of a module certainly runs on the server, each time when the module is loaded or when a route, a
/// request or an action that leads there is answered.
pub(crate) fn certainly_runs_on_server(project: &Project<'_>, module: ModuleId, node: Node) -> bool {
    Way { project, left: LONGEST_WAY }.leads_to(module, node)
}

#[derive(Clone, Copy)]
struct Way<'a> {
    project: &'a Project<'a>,
    left: u32,
}

impl<'a> Way<'a> {
    fn leads_to(self, module: ModuleId, node: Node) -> bool {
        let facts = self.facts(module);
        if !runs_certainly(facts, node) {
            return false;
        }
        match facts.function_of(node) {
            Some(function) => self.calls(module, function),
            None => self.loads(module),
        }
    }

    /// Whether a module is loaded with an entry: every import on the way is one at the top of a file.
    fn loads(self, module: ModuleId) -> bool {
        let chain = self.project.environments.chain(module, Environment::Server);
        let is_static = |kind: RequestKind| !kind.is_call() && kind != RequestKind::Type;
        !chain.is_empty()
            && chain
                .iter()
                .filter_map(|step| Some((step.module, step.request?)))
                .all(|(module, request)| is_static(self.facts(module)[request].kind))
    }

    fn calls(self, module: ModuleId, function: FunctionId) -> bool {
        let facts = self.facts(module);
        let node = Node::Function(function);
        if facts[function].is_generator
            || !self.project.environments.may_run(self.project.graph, module, Environment::Server, node)
        {
            return false;
        }
        if self.is_called_by_next(module, function) || facts.function_has_directive(function, "use server") {
            return true;
        }
        let Some(left) = self.left.checked_sub(1) else { return false };
        let way = Way { left, ..self };
        way.is_called_at_once(module, function)
            || way.is_called_by_name(module, function)
            || way.is_called_from_elsewhere(module, function)
    }

    /// `(() => { ... })()`.
    fn is_called_at_once(self, module: ModuleId, function: FunctionId) -> bool {
        let facts = self.facts(module);
        let Node::Expr(value) = facts[function].parent() else { return false };
        call_of(facts, value).is_some_and(|call| self.leads_to(module, Node::Expr(call)))
    }

    fn is_called_by_name(self, module: ModuleId, function: FunctionId) -> bool {
        uses_here(self.facts(module), function).any(|used| self.is_use(module, used))
    }

    fn is_called_from_elsewhere(self, module: ModuleId, function: FunctionId) -> bool {
        any_use_elsewhere(self.project, (module, function), Environment::Server, |other, used| {
            self.is_use(other, used)
        })
    }

    /// Whether an expression that is a function is called, or rendered, by code that certainly runs.
    fn is_use(self, module: ModuleId, expr: ExprId) -> bool {
        let facts = self.facts(module);
        if let Some(call) = call_of(facts, expr) {
            return self.leads_to(module, Node::Expr(call));
        }
        let Node::Jsx(jsx) = facts.parent(expr) else { return false };
        let is_tag = matches!(facts[jsx].tag, JsxTag::Component(tag) if tag == expr);
        is_tag
            && self.is_output(module, facts[jsx].expr)
            && self.leads_to(module, Node::Expr(facts[jsx].expr))
    }

    /// Whether an element is certainly a part of what the function around it returns to React. Elements of the document
    /// show their children, and what is passed to a client component is rendered whether that shows it or not. Other
    /// components may leave their children out.
    fn is_output(self, module: ModuleId, element: ExprId) -> bool {
        let facts = self.facts(module);
        let mut inner = element;
        loop {
            match facts.parent(inner) {
                Node::Jsx(outer) => {
                    let outer = &facts[outer];
                    if !facts[outer.children].contains(&inner) || !self.shows_children(module, outer) {
                        return false;
                    }
                    inner = outer.expr;
                }
                Node::Statement(statement) => {
                    return matches!(facts[statement].kind, StatementKind::Return(_));
                }
                Node::Function(_) => return true,
                _ => return false,
            }
        }
    }

    fn shows_children(self, module: ModuleId, jsx: &Jsx) -> bool {
        let JsxTag::Component(tag) = jsx.tag else { return true };
        let facts = self.facts(module);
        if facts.is_import_of(tag, "react", "Suspense") {
            return true;
        }
        let Some(origin) = facts.origin(tag).filter(|origin| origin.member_of_default.is_none()) else {
            return false;
        };
        let Project { graph, .. } = self.project;
        let Target::Module(target) = graph.target(module, origin.request, Environment::Server) else {
            return false;
        };
        origin.export.is_some_and(|export| {
            matches!(graph.follow(target, export, Environment::Server), ExportOrigin::ClientBoundary { .. })
        })
    }

    fn facts(self, module: ModuleId) -> &'a Facts {
        self.project.graph[module].facts()
    }

    /// Whether Next itself calls a function of a module, because of the file's name and the export's.
    fn is_called_by_next(self, module: ModuleId, function: FunctionId) -> bool {
        let facts = self.facts(module);
        let roles = self.project.entries(module);
        if roles.is_empty() && !facts.has_directive("use server") {
            return false;
        }
        exports_of(facts, function).any(|export| {
            facts.has_directive("use server") || roles.iter().any(|role| calls_export(role.kind, export))
        })
    }
}

/// Whether Next calls an export of a file of a kind on the server.
fn calls_export(kind: EntryKind, export: &str) -> bool {
    match kind {
        EntryKind::Page | EntryKind::Layout => {
            matches!(export, "default" | "generateMetadata" | "generateStaticParams" | "generateViewport")
        }
        EntryKind::Template
        | EntryKind::Default
        | EntryKind::Loading
        | EntryKind::NotFound
        | EntryKind::GlobalNotFound
        | EntryKind::Forbidden
        | EntryKind::Unauthorized => export == "default",
        EntryKind::Metadata => matches!(export, "default" | "generateImageMetadata" | "generateSitemaps"),
        EntryKind::Handler => HANDLER_METHODS.contains(&export),
        EntryKind::Proxy => matches!(export, "default" | "proxy"),
        EntryKind::Middleware => matches!(export, "default" | "middleware"),
        EntryKind::Instrumentation => matches!(export, "register" | "onRequestError"),
        _ => false,
    }
}
