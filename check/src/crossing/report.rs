//! What crosses in an app, prop by prop, for people and tools to read.

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use rutter_syntax::facts::{Facts, Span};
use rutter_syntax::graph::{Environment, ModuleId};

use super::{Crossing, Prop, PropName, crossings};
use crate::context::{ModuleContext, Project};
use crate::verdict::{Outcome, Verdict};

/// Something that is given to a client component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrossingProp {
    /// The module that gives it.
    pub module: ModuleId,
    /// The bytes of the attribute, or of the child.
    pub span: Span,
    /// The bytes of the element.
    pub element: Span,
    /// The component as it is written: `Menu`, `ui.Menu`.
    pub component: String,
    /// Where the component comes from.
    pub owner: CrossingOwner,
    /// The name of the prop; `...` for a spread, `children` for a child.
    pub prop: String,
    /// Whether the value can cross.
    pub verdict: CrossingVerdict,
    /// What happens where it cannot.
    pub outcome: Option<Outcome>,
    /// What it is that cannot, or of what nothing is known.
    pub reason: Option<String>,
    /// Where that is in the value, with the name of the prop: `user.account.balance`.
    pub path: Option<String>,
}

/// Where a client component comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CrossingOwner {
    /// A module with `'use client'`.
    Module(ModuleId),
    /// A module of a package that is known and not read, by the specifier: `next/link`.
    Known(String),
}

/// Whether a value can cross.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CrossingVerdict {
    /// It arrives as it is.
    Serializable,
    /// It does not.
    NonSerializable,
    /// It cannot be told.
    Unknown,
}

impl CrossingVerdict {
    /// The verdict as text.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Serializable => "serializable",
            Self::NonSerializable => "non-serializable",
            Self::Unknown => "unknown",
        }
    }
}

/// What is given to the client components of an app, by the path of the file and then by place.
#[must_use]
pub fn crossing_props(project: &Project<'_>) -> Vec<CrossingProp> {
    let modules: Vec<ModuleId> = project.graph.modules().map(|(id, _)| id).collect();
    let mut found: Vec<(String, Vec<CrossingProp>)> = modules
        .into_par_iter()
        .filter(|module| project.environments.contains(*module, Environment::Server))
        .map(|module| {
            let path = project.path(module);
            let props = of_module(&project.context(module, &path));
            (path, props)
        })
        .filter(|(_, props)| !props.is_empty())
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.into_iter().flat_map(|(_, props)| props).collect()
}

fn of_module(module: &ModuleContext<'_>) -> Vec<CrossingProp> {
    if !module.facts.syntax_errors.is_empty() {
        return Vec::new();
    }
    let mut props = Vec::new();
    for crossing in crossings(module) {
        let Some(component) = &crossing.component else { continue };
        let owner = match component.module {
            Some(owner) => CrossingOwner::Module(owner),
            None => CrossingOwner::Known(component.name.clone()),
        };
        props.extend(crossing.props.iter().map(|prop| of_prop(module, crossing, &owner, prop)));
    }
    props
}

fn of_prop(
    module: &ModuleContext<'_>,
    crossing: &Crossing,
    owner: &CrossingOwner,
    prop: &Prop,
) -> CrossingProp {
    let name = shown(module.facts, prop.name);
    let (verdict, outcome, reason, path) = told(&prop.verdict);
    let path = path.map(|path| match prop.name {
        PropName::Spread if path.starts_with('.') => path.trim_start_matches('.').to_owned(),
        PropName::Spread => name.to_owned(),
        _ => format!("{name}{path}"),
    });
    CrossingProp {
        module: module.id,
        span: prop.span,
        element: module.facts[crossing.expr].span,
        component: crossing.tag.clone(),
        owner: owner.clone(),
        prop: name.to_owned(),
        verdict,
        outcome,
        reason,
        path: path.filter(|path| !path.is_empty()),
    }
}

fn told(verdict: &Verdict) -> (CrossingVerdict, Option<Outcome>, Option<String>, Option<String>) {
    if let Some(offender) = verdict.worst() {
        let reason = match offender.bound {
            Some(position) => format!("argument {position} of `.bind()` is {}", offender.reason),
            None => offender.reason.to_string(),
        };
        let outcome = offender.reason.outcome();
        return (CrossingVerdict::NonSerializable, outcome, Some(reason), Some(offender.path.clone()));
    }
    match &verdict.unknown {
        Some(path) => {
            let reason = "nothing certain is known of it".to_owned();
            (CrossingVerdict::Unknown, None, Some(reason), Some(path.clone()))
        }
        None => (CrossingVerdict::Serializable, None, None, None),
    }
}

fn shown(facts: &Facts, name: PropName) -> &str {
    match name {
        PropName::Named(name) => &facts[name],
        PropName::Spread => "...",
        PropName::Children => "children",
    }
}
