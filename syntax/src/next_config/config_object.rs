//! From a default export to the config object.
//!
//! A config is seldom exported as it is: it comes out of a function of the phase, and goes through plugins
//! (`withMDX(config)`, `withBundleAnalyzer({...})(config)`). A plugin's code is not read, so what it was given is
//! taken for the config. That is right for the plugins in use, which add to the config but leave the keys that
//! Rutter reads, save for two that bring pages of their own: [`extend`].

use std::rc::Rc;

use oxc_span::Span;

use crate::evaluate::Evaluator;
use crate::static_value::{Item, Lookup, Object, Static, Unknown, Value};

/// The phase in which `next build` and `next typegen` load the config (Next 16.4).
const PHASE: &str = "phase-production-build";

/// Functions that return functions that return functions are followed this far.
const MOST_CALLS: u32 = 8;

/// The object that a default export comes to.
pub(super) fn config_object<'a>(
    evaluator: &mut Evaluator<'a>,
    export: &Static<'a>,
) -> Result<Rc<Object<'a>>, Unknown> {
    follow(evaluator, export, 0)
}

fn follow<'a>(
    evaluator: &mut Evaluator<'a>,
    value: &Static<'a>,
    calls: u32,
) -> Result<Rc<Object<'a>>, Unknown> {
    match &value.value {
        Value::Object(object) => Ok(object.clone()),
        Value::NextDefaults => Ok(Rc::default()),
        Value::Function(function) if calls < MOST_CALLS => {
            let result = evaluator.call_function(*function, &config_arguments(value.span), &[], value.span);
            follow(evaluator, &result, calls + 1)
        }
        Value::OneOf(alternatives, decides) => {
            let objects = alternatives
                .iter()
                .map(|alternative| follow(evaluator, alternative, calls))
                .collect::<Result<Vec<_>, _>>()?;
            Ok(Rc::new(Object::one_of(&objects, decides, value.span)))
        }
        Value::Call { callee, arguments } => match handed_through(evaluator, callee, arguments) {
            Some(config) => follow(evaluator, config, calls).map(|object| extend(callee, object, value.span)),
            None => Err(evaluator.why_unknown(value)),
        },
        _ => Err(evaluator.why_unknown(value)),
    }
}

/// The config with what a plugin sets of the keys that Rutter reads: pages in Markdown.
///
/// `fumadocs-mdx/next` sets `pageExtensions` where the config does not (15.4: `nextConfig.pageExtensions ??
/// defaultPageExtensions`); `nextra` adds to them, and takes `i18n` away (4.6: `withNextra`).
fn extend<'a>(plugin: &Static<'a>, config: Rc<Object<'a>>, span: Span) -> Rc<Object<'a>> {
    let list = |extensions: &[&str]| -> Vec<Item<'a>> {
        extensions.iter().map(|text| Item::One(Static::string(text, span))).collect()
    };
    let own = match config.get("pageExtensions") {
        Lookup::Absent => None,
        Lookup::Set(set) => match &set.value {
            Value::Undefined | Value::Null => None,
            Value::Array(items) => Some(items.to_vec()),
            _ => return config,
        },
        Lookup::Uncertain(_) => return config,
    };
    let extensions = match (package_of(plugin), own) {
        (Some("fumadocs-mdx/next"), None) => list(&["mdx", "md", "jsx", "js", "tsx", "ts"]),
        (Some("nextra"), own) => {
            let own = own.unwrap_or_else(|| list(&["tsx", "ts", "jsx", "js"]));
            own.into_iter().chain(list(&["md", "mdx"])).collect()
        }
        _ => return config,
    };
    let mut extended = (*config).clone();
    extended.set("pageExtensions".into(), Static::array(extensions, span));
    if package_of(plugin) == Some("nextra") {
        extended.set("i18n".into(), Static::undefined(span));
    }
    Rc::new(extended)
}

/// The package that a plugin comes from: `nextra` for the result of `nextra({ .. })`.
fn package_of<'v>(plugin: &'v Static<'_>) -> Option<&'v str> {
    match &plugin.value {
        Value::Import { module, .. } => Some(module),
        Value::Member { object: inner, .. } | Value::Call { callee: inner, .. } => package_of(inner),
        _ => None,
    }
}

/// What Next calls a config function with: the phase and `{ defaultConfig }`.
fn config_arguments<'a>(span: Span) -> [Item<'a>; 2] {
    let mut context = Object::default();
    context.set("defaultConfig".into(), Static::new(Value::NextDefaults, span));
    [Item::One(Static::string(PHASE, span)), Item::One(Static::object(context, span))]
}

/// The argument of a plugin call that is the config: the first that is no list of plugins and no plain value.
fn handed_through<'v, 'a>(
    evaluator: &Evaluator<'a>,
    callee: &Static<'a>,
    arguments: &'v [Item<'a>],
) -> Option<&'v Static<'a>> {
    if makes_another_object(evaluator, callee) {
        return None;
    }
    for argument in arguments {
        let Item::One(argument) = argument else { return None };
        match &argument.value {
            Value::Array(_)
            | Value::String(_)
            | Value::Number(_)
            | Value::Bool(_)
            | Value::Null
            | Value::Undefined => {}
            _ => return Some(argument),
        }
    }
    None
}

/// Whether a call is one that makes a config out of several (`deepmerge(a, b)`, `Object.assign`) or folds it
/// through a list of plugins (`plugins.reduce(...)`), where no single argument is the config.
fn makes_another_object(evaluator: &Evaluator<'_>, callee: &Static<'_>) -> bool {
    // The options of a plugin that is made in place are no part of its name.
    if let Value::Call { callee, .. } = &callee.value {
        return makes_another_object(evaluator, callee);
    }
    let name = evaluator.snippet(callee.span);
    let name = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    ["merge", "assign", "extend", "defaults", "reduce"].iter().any(|word| name.contains(word))
}
