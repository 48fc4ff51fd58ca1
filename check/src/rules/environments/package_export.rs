//! Which export of a package an expression is.

use rutter_syntax::facts::{
    BindingKind, ExprId, ExprKind, Facts, Imported, PatternId, PatternKind, PropertyKey,
};
use rutter_syntax::graph::{Environment, ExportOrigin, Target};

use crate::context::ModuleContext;

/// How many names that stand for other names are looked through.
const MOST_NAMES: u32 = 8;

/// An export of a package that is not read: `useState` of `react`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PackageExport {
    /// The specifier that names the package.
    pub(crate) specifier: String,
    /// The export.
    pub(crate) name: String,
    /// Whether the file imports it from the package by name, so that the compiler's own check sees it.
    pub(crate) is_named_import: bool,
}

/// The export of a package that is never read (`react`, `next/*`) which an expression is: imported by name, through
/// other modules of the app, as a member of the namespace or of the default export, destructured, or required.
pub(crate) fn package_export(
    module: &ModuleContext<'_>,
    expr: ExprId,
    environment: Environment,
) -> Option<PackageExport> {
    resolve(module, expr, environment, MOST_NAMES)
}

fn resolve(
    module: &ModuleContext<'_>,
    expr: ExprId,
    environment: Environment,
    names_left: u32,
) -> Option<PackageExport> {
    let facts = module.facts;
    let expr = facts.without_types(expr);
    if let Some(found) = imported(module, expr, environment) {
        return Some(found);
    }
    let found = |specifier: &str, name: &str| PackageExport {
        specifier: specifier.to_owned(),
        name: name.to_owned(),
        is_named_import: false,
    };
    match facts[expr].kind {
        ExprKind::Member { object, property, .. } => {
            Some(found(package_object(facts, object, MOST_NAMES)?, &facts[property]))
        }
        ExprKind::Index { object, index, .. } => {
            Some(found(package_object(facts, object, MOST_NAMES)?, facts.string(index)?))
        }
        ExprKind::Name { binding: Some(binding), .. } if !facts[binding].reassigned => {
            let BindingKind::Variable { declarator, pattern } = facts[binding].kind else { return None };
            let declarator = &facts[declarator];
            let value = declarator.value?;
            if declarator.pattern == pattern {
                return resolve(module, value, environment, names_left.checked_sub(1)?);
            }
            let key = destructured_key(facts, declarator.pattern, pattern)?;
            Some(found(package_object(facts, value, MOST_NAMES)?, key))
        }
        _ => None,
    }
}

/// What is imported by name, or a member of what is imported as a whole.
fn imported(module: &ModuleContext<'_>, expr: ExprId, environment: Environment) -> Option<PackageExport> {
    let facts = module.facts;
    let origin = facts.origin(expr)?;
    let graph = module.project.graph;
    match graph.target(module.id, origin.request, environment) {
        Target::External { .. } => {
            let is_name = matches!(facts[origin.import].imported, Imported::Name(_));
            let name = origin.member_of_default.or(origin.export)?;
            Some(PackageExport {
                specifier: origin.specifier.to_owned(),
                name: name.to_owned(),
                is_named_import: is_name && origin.member_of_default.is_none(),
            })
        }
        Target::Module(target) if origin.member_of_default.is_none() => {
            match graph.follow(target, origin.export?, environment) {
                ExportOrigin::External { specifier, export: Some(name) } => {
                    Some(PackageExport { specifier, name, is_named_import: false })
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// The specifier of the package whose exports an expression holds, all together: a namespace, a default import, or
/// what `require` returns.
fn package_object(facts: &Facts, expr: ExprId, names_left: u32) -> Option<&str> {
    match facts[facts.without_types(expr)].kind {
        ExprKind::Call { callee, arguments, .. } => {
            let is_require = facts.member_path(callee).is_some_and(|path| path == ["require"]);
            let [specifier] = facts[arguments] else { return None };
            if is_require { facts.string(specifier) } else { None }
        }
        ExprKind::Name { binding: Some(binding), .. } if !facts[binding].reassigned => {
            match facts[binding].kind {
                BindingKind::Import(import) => {
                    let import = &facts[import];
                    let is_whole = match import.imported {
                        Imported::Namespace => true,
                        Imported::Name(name) => &facts[name] == "default",
                    };
                    is_whole.then(|| facts.specifier(import.request))
                }
                BindingKind::Variable { declarator, pattern } if facts[declarator].pattern == pattern => {
                    package_object(facts, facts[declarator].value?, names_left.checked_sub(1)?)
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// The key under which an object pattern binds one of its parts.
fn destructured_key(facts: &Facts, whole: PatternId, part: PatternId) -> Option<&str> {
    let PatternKind::Object { properties, .. } = facts[whole].kind else { return None };
    let property = facts[properties].iter().find(|property| {
        property.value == part
            || matches!(facts[property.value].kind, PatternKind::Default { pattern, .. } if pattern == part)
    })?;
    match property.key {
        PropertyKey::Name(name) => Some(&facts[name]),
        _ => None,
    }
}
