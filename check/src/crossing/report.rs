//! What crosses in an app, prop by prop, for people and tools to read.

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use rutter_syntax::facts::{ExprId, ExprKind, Facts, Span};
use rutter_syntax::graph::{Environment, ModuleId};

use super::{Crossing, Prop, PropName, crossings};
use crate::context::{ModuleContext, Project};
use crate::verdict::{Outcome, Verdict};

/// An element of a client component, in a module that runs on the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrossingElement {
    /// The bytes of the component where it is rendered: of `Menu` in `<Menu />`, and in `createElement(Menu)`.
    pub tag: Span,
    /// The component as it is written: `Menu`, `ui.Menu`.
    pub component: String,
    /// Where the component comes from.
    pub owner: CrossingOwner,
    /// What is given to it, in the order of the text.
    pub props: Vec<CrossingProp>,
}

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
    Module {
        /// The module.
        module: ModuleId,
        /// The name of the export there, `default` for the default export. Whether it has one is not said.
        export: String,
    },
    /// A module of a package that is known and not read, by the specifier: `next/link`.
    Known(String),
}

/// What becomes of a value that crosses, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CrossingFate {
    /// It arrives as it is.
    Serializable,
    /// Rendering fails.
    Throws,
    /// Something else arrives.
    Coerced,
    /// It arrives, and should not.
    Warns,
    /// It cannot be told.
    Unknown,
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

impl CrossingOwner {
    /// The path of the module from the app's folder, or the package that it belongs to.
    #[must_use]
    pub fn shown(&self, project: &Project<'_>) -> String {
        let path = match self {
            Self::Module { module, .. } => project.path(*module),
            Self::Known(specifier) => return specifier.clone(),
        };
        let Some((_, inner)) = path.rsplit_once("node_modules/") else { return path };
        let parts = if inner.starts_with('@') { 2 } else { 1 };
        inner.split('/').take(parts).collect::<Vec<_>>().join("/")
    }
}

impl CrossingFate {
    /// Every fate, in the order in which they are summed up.
    pub const ALL: [Self; 5] = [Self::Serializable, Self::Throws, Self::Coerced, Self::Warns, Self::Unknown];

    /// The word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Serializable => "serializable",
            Self::Throws => "throws",
            Self::Coerced => "coerced",
            Self::Warns => "warns",
            Self::Unknown => "unknown",
        }
    }

    /// What the word means.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Serializable => "arrives as it is",
            Self::Throws => "rendering fails",
            Self::Coerced => "something else arrives, and nobody says so in production",
            Self::Warns => "arrives, and the console of `next dev` says that it should not be sent",
            Self::Unknown => "the code does not tell",
        }
    }
}

impl CrossingProp {
    /// What becomes of the value.
    #[must_use]
    pub fn fate(&self) -> CrossingFate {
        match (self.verdict, self.outcome) {
            (CrossingVerdict::Serializable, _) => CrossingFate::Serializable,
            (CrossingVerdict::Unknown, _) => CrossingFate::Unknown,
            (CrossingVerdict::NonSerializable, Some(Outcome::Coerced)) => CrossingFate::Coerced,
            (CrossingVerdict::NonSerializable, Some(Outcome::Warns)) => CrossingFate::Warns,
            (CrossingVerdict::NonSerializable, _) => CrossingFate::Throws,
        }
    }

    /// The place in the value that decides, or the name of the prop: `price.total`.
    #[must_use]
    pub fn place(&self) -> &str {
        self.path.as_deref().unwrap_or(&self.prop)
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
            let props = module_crossings(project, module).into_iter().flat_map(|element| element.props);
            (project.path(module), props.collect::<Vec<_>>())
        })
        .filter(|(_, props)| !props.is_empty())
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.into_iter().flat_map(|(_, props)| props).collect()
}

/// The elements of client components in a module, in the order of the text. None where it does not run on the server, or
/// has syntax errors.
#[must_use]
pub fn module_crossings(project: &Project<'_>, module: ModuleId) -> Vec<CrossingElement> {
    let path = project.path(module);
    let module = &project.context(module, &path);
    if !module.facts.syntax_errors.is_empty() {
        return Vec::new();
    }
    let of_crossing = |crossing: &Crossing| {
        let component = crossing.component.as_ref()?;
        let owner = match component.module {
            Some(module) => CrossingOwner::Module { module, export: component.name.clone() },
            None => CrossingOwner::Known(component.name.clone()),
        };
        let props = crossing.props.iter().map(|prop| of_prop(module, crossing, &owner, prop)).collect();
        let tag = tag_of(module.facts, crossing.expr);
        Some(CrossingElement { tag, component: crossing.tag.clone(), owner, props })
    };
    crossings(module).iter().filter_map(of_crossing).collect()
}

/// The bytes that say what an element renders.
fn tag_of(facts: &Facts, element: ExprId) -> Span {
    match facts[facts.without_types(element)].kind {
        ExprKind::Jsx(jsx) => facts[jsx].tag_span,
        ExprKind::Call { arguments, .. } => {
            facts[arguments].first().map_or(facts[element].span, |rendered| tag_of(facts, *rendered))
        }
        _ => facts[element].span,
    }
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
