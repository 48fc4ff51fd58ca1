//! Params that come from elsewhere than the file of a route: `useParams()`, whose params depend on who renders it, unless its
//! type names the route; root params, which are imported by their names; and links whose route is not written.

use rutter_routes::Pattern;
use rutter_syntax::facts::{ExprId, ExprKind, Imported, Node};

use super::Refusal;
use super::mentions::Here;
use super::trace::{Holds, Trace};
use crate::ide::route_string::route_strings;
use crate::ide::site::Site;

/// Follows what a module gets of them.
///
/// # Errors
/// Where it may be the param, and is not known to be.
pub(super) fn follow(here: &Here<'_, '_>, trace: &mut Trace<'_>) -> Result<(), Refusal> {
    let facts = here.site.facts;
    let is_named = facts.names.find(&here.subject.param.name).is_some();
    for import in &facts.imports {
        let specifier = facts.specifier(import.request);
        let at = import.span.start as usize;
        let name = match import.imported {
            Imported::Name(name) => Some(&facts[name]),
            Imported::Namespace => None,
        };
        let may_be =
            |wanted: &str| name.map_or_else(|| facts.names.find(wanted).is_some(), |it| it == wanted);
        match specifier {
            "next/root-params" if may_be(&here.subject.param.name) => {
                return here.refuse(at, "the param is imported by its name; rename it by hand");
            }
            "next/navigation" if may_be("useParams") => {
                facts.references(import.local).try_for_each(|expr| hook(here, expr, trace))?;
            }
            _ if is_named && may_be("hrefOf") && here.site.is_generated(specifier) => {
                return here.refuse(
                    at,
                    "which route the params of `hrefOf()` are for is not known; rename the param by hand",
                );
            }
            _ => {}
        }
    }
    Ok(())
}

fn hook(here: &Here<'_, '_>, hook: ExprId, trace: &mut Trace<'_>) -> Result<(), Refusal> {
    let facts = here.site.facts;
    let may = "what is read here may be the param; name the route, `useParams<ParamsOf<'/..'>>()`";
    let start = facts[hook].span.start as usize;
    let Node::Expr(call) = facts.parent(hook) else { return here.refuse(start, may) };
    let ExprKind::Call { .. } = facts[call].kind else { return here.refuse(start, may) };
    let mut own = Trace::new(here.site.analysis);
    let follow = |trace: &mut Trace<'_>| {
        let site = Site::of_module(trace.analysis, here.module);
        let mut tracer = trace.tracer(&site, None);
        facts.type_arguments(call).iter().try_for_each(|ty| tracer.ty(Holds::Params, *ty, 0))?;
        tracer.value(Holds::Params, call, 0)
    };
    let followed = follow(&mut own);
    let is_named = |at: &usize| {
        let strings = route_strings(here.site);
        strings
            .iter()
            .any(|string| string.span.start == *at && here.subject.is_in(&Pattern::new(string.text.as_str())))
    };
    let routes: Vec<usize> = own.routes.keys().map(|(_, at)| *at).collect();
    match routes.as_slice() {
        [at] if is_named(at) => follow(trace),
        // The params of another route, or of none with such a param.
        [_] => Ok(()),
        _ if followed.is_ok() && own.reads.iter().all(|read| read.name != here.subject.param.name) => Ok(()),
        _ => here.refuse(start, may),
    }
}
