//! `server-imports-client-api`: a hook, a context or a class component in code that runs on the server.
//!
//! Next's compiler refuses some imports by name, used or not. The same API can get past it: as a member of `React`,
//! through a module that passes it on, or inside a package, which the compiler does not look at. That fails when it
//! runs, so it is reported where it certainly does.

use rutter_syntax::facts::{ExprId, ExprKind, Facts, Jsx, JsxAttribute, JsxTag, Node, Span};
use rutter_syntax::graph::Environment;

use super::apis::{RefusedImport, missing_on_server, refused_imports, refused_on_server};
use super::package_export::{PackageExport, package_export};
use super::package_top_level::{ClientPackage, client_packages};
use crate::context::ModuleContext;
use crate::finding::{Edit, Finding, Findings};
use crate::infer::certain::runs_certainly;
use crate::infer::functions::role;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "server-imports-client-api",
    group: Group::Environments,
    summary: "a server module uses a hook, a context, a class component or another API of the client",
    level: Level::Error,
    fix: FixKind::Suggestion,
    page: include_str!("../../../docs/server-imports-client-api.md"),
    check,
};

/// The packages whose exports may be missing on the server.
const PACKAGES: [&str; 4] = ["react", "react-dom", "next/navigation", "next/link"];

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    if !module.in_environment(Environment::Server) || module.is_boundary() || meant_as_client(module.facts) {
        return;
    }
    for import in refused_imports(module, refused_on_server) {
        let finding = findings.report(import.span, refusal(&import));
        finding.why(reason(&import));
        advise(module, finding);
    }
    if mentions_missing(module.facts) {
        report_uses(module, findings);
    }
    report_styles(module, findings);
    for ClientPackage { import, name, package, api } in client_packages(module) {
        findings
            .report(import, format!("`{name}` of `{package}` cannot be loaded on the server"))
            .why(format!(
                "the file of `{package}` that declares it uses `{api}` as soon as it is loaded and has no \
                 `'use client'`; the server build of React has no `{api}`, so the import throws"
            ))
            .help(format!(
                "pass `{name}` on from a file of your own that starts with `'use client'`, and import that file here"
            ))
            .chain(module.chain(Environment::Server));
    }
}

/// Reports the styles of styled-jsx: the compiler makes an import of them, wherever they stand in the file.
fn report_styles(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    if facts.names.find("jsx").is_none() {
        return;
    }
    let is_named_jsx = |attribute: &JsxAttribute| matches!(attribute, JsxAttribute::Named { name, .. } if &facts[*name] == "jsx");
    let is_style = |jsx: &&Jsx| {
        matches!(jsx.tag, JsxTag::Host(name) if &facts[name] == "style")
            && facts[jsx.attributes].iter().any(is_named_jsx)
    };
    if let Some(style) = facts.jsx.iter().find(is_style) {
        let finding =
            findings.report(style.tag_span, "`<style jsx>` stands in a module that runs on the server");
        finding.why("it is compiled to an import of `styled-jsx`, which works only in client components; Next refuses it");
        advise(module, finding);
    }
}

/// Whether the file has a `'use client'` that the compiler refuses for its place: `use-client-not-first` says so, and
/// with the directive in its place nothing here is wrong.
fn meant_as_client(facts: &Facts) -> bool {
    facts.rare.stray_strings.iter().any(|stray| {
        stray.function.is_none() && !stray.template && stray.direct && &facts[stray.text] == "use client"
    })
}

fn refusal(import: &RefusedImport<'_>) -> String {
    let specifier = import.specifier;
    match import.name {
        Some(name) => format!("`{name}` of `{specifier}` is imported by a module that runs on the server"),
        None => format!("`{specifier}` is imported by a module that runs on the server"),
    }
}

fn reason(import: &RefusedImport<'_>) -> &'static str {
    match (import.specifier, import.name) {
        ("react", Some("Component" | "PureComponent")) => {
            "a class component keeps state in the browser, and React on the server has no such class; Next refuses \
             the import, used or not"
        }
        ("react", Some("createContext")) => {
            "context exists only among client components; Next refuses the import, used or not"
        }
        ("client-only", _) => {
            "the module says that it must not run on the server, and Next refuses it where no `'use client'` stands \
             between a route and the import"
        }
        ("next/router", _) => "it belongs to the Pages Router, and Next refuses it in a server module",
        ("react-dom/client" | "react-dom/server", _) => {
            "a server module is rendered by Next itself, and Next refuses the import there"
        }
        _ => "it works only in the browser; Next refuses the import in a server module, used or not",
    }
}

fn advise(module: &ModuleContext<'_>, finding: &mut Finding) {
    finding.chain(module.chain(Environment::Server));
    if module.is_actions() {
        finding.help("actions run on the server: do this in the component that calls them");
        return;
    }
    if can_be_client(module) {
        let at = first_code(module.facts);
        finding.suggestion("make the file a client module", vec![Edit::insert(at, "'use client'\n\n")]);
    }
    finding.help(
        "put `'use client'` at the top of this file, or move what needs it into a file of its own that starts with it",
    );
}

/// Whether `'use client'` at the top leaves a module that Next accepts: one without async components, metadata and
/// APIs of the server.
fn can_be_client(module: &ModuleContext<'_>) -> bool {
    let facts = module.facts;
    let is_server_export = ["metadata", "generateMetadata", "generateStaticParams"]
        .iter()
        .any(|name| facts.export(name).is_some());
    let is_async = facts
        .functions
        .iter()
        .any(|function| function.is_async && !facts[function.directives].is_empty())
        || facts.functions.iter_ids().any(|(id, function)| function.is_async && role(facts, id).is_some());
    let has_server_api = refused_imports(module, super::apis::refused_in_client).next().is_some();
    !is_server_export && !is_async && !has_server_api
}

fn first_code(facts: &Facts) -> u32 {
    let directive = facts.directives.first().map(|directive| directive.span.start);
    let statement = facts[facts.body].first().map(|statement| facts[*statement].span.start);
    [directive, statement].into_iter().flatten().min().unwrap_or_default()
}

/// Whether any name that is missing on the server occurs in the file.
fn mentions_missing(facts: &Facts) -> bool {
    let is_named = |package: &&&str| facts.names.find(package).is_some();
    PACKAGES
        .iter()
        .filter(is_named)
        .flat_map(|package| missing_on_server(package))
        .any(|name| facts.names.find(name).is_some())
}

/// Reports what is called, or extended, that is not there on the server.
fn report_uses(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    for (call, expr) in facts.exprs.iter_ids() {
        let (ExprKind::Call { callee, .. } | ExprKind::New { callee, .. }) = expr.kind else { continue };
        if let Some(api) = missing(module, callee)
            && happens(module, Node::Expr(call))
        {
            let shown = shown(facts, callee, &api);
            report(module, findings, facts[callee].span, format!("`{shown}` is called on the server"), &api);
        }
    }
    for (id, class) in facts.rare.classes.iter_ids() {
        if let Some(base) = class.extends
            && let Some(api) = missing(module, base)
            && happens(module, Node::Class(id))
        {
            let name = class.name.map_or("a class", |name| &facts[name]);
            let shown = shown(facts, base, &api);
            let span = facts[base].span;
            report(module, findings, span, format!("`{name}` extends `{shown}` on the server"), &api);
        }
    }
}

fn report(
    module: &ModuleContext<'_>,
    findings: &mut Findings<'_>,
    span: Span,
    message: String,
    api: &PackageExport,
) {
    let PackageExport { specifier, name, .. } = api;
    let why = match specifier.as_str() {
        "react" | "react-dom" => format!(
            "the build of `{specifier}` that renders server components has no working `{name}`, so this throws when \
             the module runs; the compiler sees imports by name only, so a page that is not prerendered passes \
             `next build` and fails for its visitors"
        ),
        _ => format!(
            "`{name}` is a hook of client components; on the server this throws, and `next build` notices only for \
             pages that it prerenders"
        ),
    };
    let finding = findings.report(span, message);
    finding.why(why);
    advise(module, finding);
}

/// The API behind an expression, if it is missing on the server and nothing else reports it.
fn missing(module: &ModuleContext<'_>, expr: ExprId) -> Option<PackageExport> {
    let api = package_export(module, expr, Environment::Server)?;
    let is_missing = missing_on_server(&api.specifier).contains(&api.name.as_str());
    let is_refused = api.is_named_import && api.name != "useContext" && is_refused(&api);
    (is_missing && !is_refused).then_some(api)
}

fn is_refused(api: &PackageExport) -> bool {
    match refused_on_server(&api.specifier) {
        Some(super::apis::Refused::Names(names)) => names.contains(&api.name.as_str()),
        Some(super::apis::Refused::Module) => true,
        None => false,
    }
}

/// Whether code certainly runs on the server: when the module is loaded, or in a component or hook that is used there.
fn happens(module: &ModuleContext<'_>, node: Node) -> bool {
    module.project.environments.runs_on_server(module.id, module.facts, node)
        && runs_certainly(module.facts, node)
}

/// The API as the file writes it, if that says what it is.
fn shown(facts: &Facts, expr: ExprId, api: &PackageExport) -> String {
    match facts[facts.without_types(expr)].kind {
        ExprKind::Member { object, property, .. } => match facts[facts.without_types(object)].kind {
            ExprKind::Name { name, .. } => format!("{}.{}", &facts[name], &facts[property]),
            _ => api.name.clone(),
        },
        _ => api.name.clone(),
    }
}
