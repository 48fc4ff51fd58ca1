//! Params that come from elsewhere than the file of a route: `useParams()`, whose params depend on who renders it, unless its
//! type names the route; root params, which are imported by their names; and links whose route is not written. Where no other
//! route has a param of the name, it is known all the same.

use rutter_routes::Pattern;
use rutter_syntax::facts::{ExprId, ExprKind, Imported, Node};

use super::mentions::Here;
use super::trace::{Holds, Trace};
use super::{ParamEdit, Refusal, name_of, segments};
use crate::ide::route_string::route_strings;
use crate::ide::site::Site;

/// Follows what a module gets of them.
///
/// # Errors
/// Where it may be the param, and is not known to be.
pub(super) fn follow(
    here: &Here<'_, '_>,
    trace: &mut Trace<'_>,
    edits: &mut Vec<ParamEdit>,
) -> Result<(), Refusal> {
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
                edits.push(root_param(here, at)?);
            }
            "next/navigation" if may_be("useParams") => {
                facts.references(import.local).try_for_each(|expr| hook(here, expr, trace))?;
            }
            _ if is_named && may_be("hrefOf") && here.site.is_generated(specifier) => {
                for expr in facts.references(import.local) {
                    let call = match facts.parent(expr) {
                        Node::Expr(call) if is_only_route(here) => call,
                        _ => return here.refuse(facts[expr].span.start as usize, OF_ANY),
                    };
                    let ExprKind::Call { .. } = facts[call].kind else { return here.refuse(at, OF_ANY) };
                    here.params_of_link(call, 1, edits)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

const OF_ANY: &str = "which route these params are for is not known; rename the param by hand";

/// `import { lang } from 'next/root-params'`
fn root_param(here: &Here<'_, '_>, at: usize) -> Result<ParamEdit, Refusal> {
    let name = &here.subject.param.name;
    let rest = here.site.text().get(at..).and_then(|text| text.strip_prefix(name.as_str()));
    let Some(rest) = rest.filter(|_| is_only_route(here)) else { return here.refuse(at, OF_ANY) };
    let is_renamed = rest.trim_start().starts_with("as ");
    let text = if is_renamed { here.new_name.to_owned() } else { format!("{} as {name}", here.new_name) };
    Ok(here.edit(at..at + name.len(), text))
}

/// Whether no other route has a param of the name.
fn is_only_route(here: &Here<'_, '_>) -> bool {
    let names = |pattern: &Pattern| {
        segments(pattern).any(|segment| name_of(segment).as_ref() == Some(&here.subject.param.name))
    };
    let entries = &here.site.analysis.loaded.tree.entries;
    entries.iter().all(|entry| here.subject.is_in(&entry.pattern) || !names(&entry.pattern))
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
        [] if followed.is_ok() && is_only_route(here) => follow(trace),
        _ if followed.is_ok() && own.reads.iter().all(|read| read.name != here.subject.param.name) => Ok(()),
        _ => here.refuse(start, may),
    }
}
