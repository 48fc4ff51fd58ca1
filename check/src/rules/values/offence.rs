//! What is given to elements and cannot cross, and which rule reports it: one mistake is one finding.

use rutter_syntax::facts::{Facts, Span};
use rutter_syntax::graph::{Environment, ModuleId, ModuleOrigin};

use crate::context::ModuleContext;
use crate::crossing::{Crossing, Prop, PropName, crossings, is_handler};
use crate::finding::{Finding, Findings};
use crate::value::Step;
use crate::verdict::{Offender, Reason};

/// How many places on the way of a value are shown at each of its ends: where it is used, and where it is made.
const MOST_STEPS: usize = 3;

/// How many other parts of the same value are named.
const MOST_OTHERS: usize = 3;

/// What `next build` does about most of these.
pub(super) const UNSEEN: &str = "`next build` notices only on pages that it prerenders";

/// What React says of what is no plain object.
pub(super) const ONLY_PLAIN: &str =
    "Only plain objects, and a few built-ins, can be passed to Client Components";

/// The sorts of offence, each with a rule of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Function,
    EventHandler,
    Component,
    Child,
    ClassInstance,
    Coerced,
    NullPrototype,
    Symbol,
    Lossy,
    BoundArgument,
}

/// Something that is given to an element, and a part of it that cannot cross.
pub(super) struct Offence<'m> {
    pub(super) crossing: &'m Crossing,
    pub(super) prop: &'m Prop,
    /// The first such part.
    pub(super) offender: &'m Offender,
    /// The paths of the others.
    others: Vec<&'m str>,
    facts: &'m Facts,
}

/// The offences of a kind in the code of a module that is meant to run on the server, one for each prop.
pub(super) fn offences<'m>(module: &'m ModuleContext<'_>, kind: Kind) -> Vec<Offence<'m>> {
    let facts = module.facts;
    let mut offences = Vec::new();
    for crossing in crossings(module) {
        for prop in &crossing.props {
            let is_meant = |offender: &&Offender| kind_of(facts, prop, offender) == Some(kind);
            let mut offenders = prop.verdict.offenders.iter().filter(is_meant);
            let Some(offender) = offenders.next() else { continue };
            let mut others: Vec<&str> = offenders.map(|other| other.path.as_str()).collect();
            others.dedup();
            others.retain(|path| *path != offender.path);
            offences.push(Offence { crossing, prop, offender, others, facts });
        }
    }
    offences
}

/// Which rule reports a part; none for what another rule than those of [`Kind`] is about.
fn kind_of(facts: &Facts, prop: &Prop, offender: &Offender) -> Option<Kind> {
    if prop.name.is(facts, "ref") {
        return None;
    }
    if offender.bound.is_some() {
        return Some(Kind::BoundArgument);
    }
    Some(match &offender.reason {
        reason if reason.is_function() && is_child(facts, prop, &offender.path) => Kind::Child,
        Reason::Function(_) | Reason::Renderer(_) if is_handler(last_key(facts, prop, &offender.path)) => {
            Kind::EventHandler
        }
        Reason::Function(_) | Reason::Renderer(_) => Kind::Function,
        Reason::Component(_) | Reason::Class(_) => Kind::Component,
        Reason::Instance(_) => Kind::ClassInstance,
        Reason::ToJson(_) => Kind::Coerced,
        Reason::NullPrototype(_) | Reason::Module => Kind::NullPrototype,
        Reason::Symbol => Kind::Symbol,
        Reason::Lossy(..) => Kind::Lossy,
        Reason::Element | Reason::Undefined | Reason::BigInt => return None,
    })
}

/// Whether a part is a child, or in a list of children.
fn is_child(facts: &Facts, prop: &Prop, path: &str) -> bool {
    let is_children = prop.name == PropName::Children || prop.name.is(facts, "children");
    is_children && !path.contains('.') || prop.name == PropName::Spread && path == ".children"
}

/// The key that a part stands under, which is what Flight tells event handlers by.
fn last_key<'f>(facts: &'f Facts, prop: &Prop, path: &'f str) -> &'f str {
    match (path.rsplit_once('.'), prop.name) {
        (Some((_, key)), _) => key,
        (None, PropName::Named(name)) if path.is_empty() => &facts[name],
        _ => "",
    }
}

impl Offence<'_> {
    /// The part as a message shows it: `` `user.total` ``, `a child`.
    pub(super) fn what(&self) -> String {
        shown(self.facts, self.prop.name, &self.offender.path)
    }

    /// Whether what is given is itself the offender, and not a part of it.
    pub(super) fn is_whole(&self) -> bool {
        self.offender.path.is_empty() && matches!(self.prop.name, PropName::Named(_))
    }

    /// What React does about it, by the message that it throws.
    pub(super) fn outcome(&self, message: &str) -> String {
        if self.offender.promised {
            return format!("the page is sent, and the promise fails with `{message}` where it is read");
        }
        format!("React throws `{message}`; {UNSEEN}")
    }

    /// Whether it is given to an element of the document.
    pub(super) fn is_of_host(&self) -> bool {
        self.crossing.component.is_none()
    }

    /// Whether it is given to a component of a package, whose module is not the user's to change.
    pub(super) fn is_of_package(&self, module: &ModuleContext<'_>) -> bool {
        let graph = module.project.graph;
        let is_package = |id| graph[id].origin == ModuleOrigin::Package;
        self.crossing.component.as_ref().is_some_and(|it| it.module.is_none_or(is_package))
    }

    /// Reports it as what it is: `` `user.total` of `<Card>` is a `Decimal` ``. The places that the value came through,
    /// and the imports that lead to the module, are shown with it.
    pub(super) fn report<'f>(
        &self,
        module: &ModuleContext<'_>,
        findings: &'f mut Findings<'_>,
    ) -> &'f mut Finding {
        let element = self.crossing.shown();
        let mut message = format!("{} of `{element}` is {}", self.what(), self.offender.reason);
        if !self.others.is_empty() {
            let shown =
                self.others.iter().take(MOST_OTHERS).map(|path| shown(self.facts, self.prop.name, path));
            let shown: Vec<String> = shown.collect();
            let more = self.others.len().saturating_sub(MOST_OTHERS);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let are = if self.others.len() == 1 { "is" } else { "are" };
            message.push_str(&format!(", and so {are} {}{more}", shown.join(", ")));
        }
        let finding = findings.report(self.prop.span, message);
        add_trail(finding, module.id, self.prop.span, &self.offender.trail);
        finding.chain(module.chain(Environment::Server))
    }
}

/// A part as a message shows it.
fn shown(facts: &Facts, prop: PropName, path: &str) -> String {
    match prop {
        PropName::Named(name) => format!("`{}{path}`", &facts[name]),
        PropName::Spread => format!("`{}`", path.trim_start_matches('.')),
        PropName::Children if path.is_empty() => "a child".to_owned(),
        PropName::Children => format!("`children{path}`"),
    }
}

/// Shows the places that a value came through, but for those within the bytes that are reported anyway.
pub(super) fn add_trail(finding: &mut Finding, module: ModuleId, span: Span, trail: &[Step]) {
    let mut steps: Vec<(ModuleId, Span, &str)> = Vec::new();
    for step in trail {
        let Some(source) = step.place.source.module() else { continue };
        let is_inside = source == module && span.contains(step.place.id);
        if !is_inside && !steps.iter().any(|(other, span, _)| (*other, *span) == (source, step.place.id)) {
            steps.push((source, step.place.id, &step.what));
        }
    }
    if steps.len() > 2 * MOST_STEPS {
        steps.drain(MOST_STEPS..steps.len() - MOST_STEPS);
    }
    for (source, span, what) in steps {
        finding.related(source, span, what);
    }
}
