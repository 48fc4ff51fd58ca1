//! What `next.config` says, as far as these rules need to know.

use rutter_syntax::facts::{BindingKind, ExprId, ExprKind, Facts, PropertyKey, PropertyKind};
use rutter_syntax::graph::{Environment, ModuleId, Target};

use crate::context::ModuleContext;

/// Whether the text of `next.config` has a name or string anywhere. Where it has none, no setting can be about that
/// name; where it has one, what is about it is not looked into.
pub(crate) fn config_mentions(module: &ModuleContext<'_>, text: &str) -> bool {
    config(module).is_some_and(|facts| facts.names.find(text).is_some())
}

/// Whether `next.config` may put something else in place of a module of Node or a package, as `resolve.fallback` of
/// webpack and `turbopack.resolveAlias` do.
pub(crate) fn config_may_replace(module: &ModuleContext<'_>, name: &str) -> bool {
    const KEYS: [&str; 6] =
        ["alias", "externals", "fallback", "IgnorePlugin", "NormalModuleReplacementPlugin", "resolveAlias"];
    config(module).is_some_and(|facts| {
        facts.names.find(name).is_some() && KEYS.iter().any(|key| facts.names.find(key).is_some())
    })
}

/// Whether `next.config` imports a module that sets up loaders. What others get of it may then be what its loader makes of
/// it, as with the search index of the templates of Tailwind, which add a rule for `__filename`.
pub(crate) fn is_plugin(module: &ModuleContext<'_>, plugin: ModuleId) -> bool {
    let project = module.project;
    let graph = project.graph;
    let adds_loaders = || {
        let names = &graph[plugin].facts().names;
        ["loader", "loaders", "use"].iter().any(|name| names.find(name).is_some())
            && ["webpack", "turbopack", "rules"].iter().any(|name| names.find(name).is_some())
    };
    let Some(config) = project.loaded.config_file.as_ref().and_then(|path| graph.find(path)) else {
        return false;
    };
    let requests = graph[config].facts().requests.iter_ids();
    let mut targets = requests.map(|(request, _)| graph.target(config, request, Environment::Pages));
    targets.any(|target| matches!(target, Target::Module(found) if found == plugin)) && adds_loaders()
}

/// Whether `next.config` puts a variable into the client by its `env` key or by `compiler.define`, or may: `env` may
/// hold names that are not written there.
pub(crate) fn config_may_inline(module: &ModuleContext<'_>, variable: &str) -> bool {
    let Some(facts) = config(module) else { return false };
    let written = [variable, &format!("process.env.{variable}")];
    written.iter().any(|text| facts.names.find(text).is_some()) || has_open_env(facts)
}

/// Whether `env` may have other keys than those that are written: it is no object literal, or a part of the config is
/// spread from somewhere else.
fn has_open_env(facts: &Facts) -> bool {
    facts.exprs.iter().any(|expr| {
        let ExprKind::Object(properties) = expr.kind else { return false };
        facts[properties].iter().any(|property| match property.key() {
            PropertyKey::Name(name) if &facts[name] == "env" => !is_closed(facts, property.value),
            _ => property.kind() == PropertyKind::Spread && is_from_elsewhere(facts, property.value),
        })
    })
}

/// Whether a value is an object literal with all its keys.
fn is_closed(facts: &Facts, value: ExprId) -> bool {
    let ExprKind::Object(properties) = facts[facts.without_types(value)].kind else { return false };
    facts[properties]
        .iter()
        .all(|it| it.kind() != PropertyKind::Spread && !matches!(it.key(), PropertyKey::Computed(_)))
}

/// Whether a name stands for something that the config does not write itself.
fn is_from_elsewhere(facts: &Facts, value: ExprId) -> bool {
    match facts[facts.without_types(value)].kind {
        ExprKind::Call { .. } => true,
        ExprKind::Name { binding: None, .. } => true,
        ExprKind::Name { binding: Some(binding), .. } => match facts[binding].kind {
            BindingKind::Variable { declarator, .. } => facts[declarator]
                .value
                .is_none_or(|value| !matches!(facts[facts.without_types(value)].kind, ExprKind::Object(_))),
            BindingKind::Import(_) => true,
            _ => false,
        },
        _ => false,
    }
}

fn config<'a>(module: &ModuleContext<'a>) -> Option<&'a Facts> {
    let project = module.project;
    let path = project.loaded.config_file.as_ref()?;
    Some(project.graph[project.graph.find(path)?].facts())
}
