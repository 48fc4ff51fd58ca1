//! Where values cross: what is given to client components, and to elements of the document, by modules that run on the
//! server.

mod caller;
mod declared;
mod element;
mod guarded;
mod judged;
mod live;
mod rendered;
mod report;

use rutter_syntax::facts::{ExprId, Facts, Name, Node, Span};
use rutter_syntax::graph::Environment;

use self::guarded::Guards;
use crate::context::ModuleContext;
use crate::value::ClientExport;
use crate::verdict::Verdict;

pub(crate) use judged::is_handler;
pub(crate) use live::is_live;
pub use report::{
    CrossingElement, CrossingFate, CrossingOwner, CrossingProp, CrossingVerdict, crossing_props,
    module_crossings,
};

/// An element whose props cross to the client.
#[derive(Debug, Clone)]
pub(crate) struct Crossing {
    /// The element, or the call of `createElement` or `cloneElement`.
    pub(crate) expr: ExprId,
    /// What is rendered, as it is written: `Menu`, `ui.Menu`, `button`.
    pub(crate) tag: String,
    /// The component; none for an element of the document.
    pub(crate) component: Option<ClientExport>,
    /// What is given to it, in the order of the text.
    pub(crate) props: Vec<Prop>,
}

/// Something that is given to an element.
#[derive(Debug, Clone)]
pub(crate) struct Prop {
    pub(crate) name: PropName,
    /// The bytes of the attribute, or of the child.
    pub(crate) span: Span,
    /// The value; none for a bare name, which means `true`.
    pub(crate) value: Option<ExprId>,
    /// Whether it can cross.
    pub(crate) verdict: Verdict,
}

/// What a prop is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PropName {
    Named(Name),
    /// `{...value}`.
    Spread,
    /// A child.
    Children,
}

/// The crossings of a module, in the order of the text. Several rules ask; they are looked for and judged once.
pub(crate) fn crossings<'m>(module: &'m ModuleContext<'_>) -> &'m [Crossing] {
    module.crossings.get_or_init(|| {
        if !module.in_environment(Environment::Server)
            || module.is_package()
            || is_meant_for_client(module.facts)
        {
            return Vec::new();
        }
        let mut crossings = element::elements(module);
        let guards = Guards::new(module);
        for crossing in &mut crossings {
            judged::judge_props(&guards, crossing);
        }
        crossings
    })
}

/// Whether a file says `'use client'`, or something like it that does nothing, which is reported as what it is.
fn is_meant_for_client(facts: &Facts) -> bool {
    let says_client = |text: &str| text.to_ascii_lowercase().contains("client");
    let mut strays = facts.rare.stray_strings.iter().filter(|stray| stray.function.is_none());
    facts.directives.iter().any(|directive| says_client(&facts[directive.text]))
        || strays.any(|stray| says_client(&facts[stray.text]))
}

impl PropName {
    /// Whether it is a prop of that name.
    pub(crate) fn is(self, facts: &Facts, wanted: &str) -> bool {
        matches!(self, Self::Named(name) if &facts[name] == wanted)
    }
}

impl Crossing {
    /// The element as a place in the code.
    pub(crate) fn node(&self) -> Node {
        Node::Expr(self.expr)
    }

    /// The element as a message shows it: `<Menu>`.
    pub(crate) fn shown(&self) -> String {
        format!("<{}>", self.tag)
    }
}
