//! The route table, the unions drawn from it, and the paths that need no params.

use std::collections::BTreeSet;

use rutter_routes::{ParamKind, Pattern, Segment};

use super::{FILE, is_parsers};
use crate::model::{Companion, Model, Route, object_type, params_type};
use crate::writer::{Writer, quote};

pub(super) fn table(w: &mut Writer, model: &Model<'_>) {
    let path = model.out(FILE);
    w.lines(TABLE_DOC);
    w.block("export interface RouteTable {", "}", |w| {
        for route in &model.routes {
            let mut fields = vec![format!("params: {}", params_type(&route.params))];
            if let Some(params) = model.fields(route.params_struct) {
                fields.push(format!("link: {}", params.link()));
            } else if let Some(link) = link_type(model, route) {
                let link = match route.params_file {
                    Some(file) => format!("ParamsInput<{}, {link}>", type_of_module(model, &path, file)),
                    None => link,
                };
                fields.push(format!("link: {link}"));
            }
            let search = match (model.fields(route.search_struct), route.search_file) {
                (Some(search), _) => search.link(),
                (None, Some(file)) => {
                    let input = if is_parsers(file.definition) { "ParserSearchInput" } else { "SearchInput" };
                    format!("{input}<{}>", type_of_module(model, &path, file))
                }
                (None, None) => "AnySearch".to_owned(),
            };
            fields.push(format!("search: {search}"));

            let id = quote(route.pattern.as_str());
            let short = format!("{id}: {{ {} }};", fields.join("; "));
            if short.len() <= 120 {
                w.line(short);
            } else {
                w.block(format!("{id}: {{"), "};", |w| {
                    for field in &fields {
                        w.line(format!("{field};"));
                    }
                });
            }
        }
    });
    w.blank();
    w.line("/** The layouts, with the names of their parallel slots. */");
    w.block("export interface LayoutTable {", "}", |w| {
        for layout in &model.input.tree.slots {
            let slots: Vec<String> = layout.slots.iter().map(|slot| quote(slot)).collect();
            let slots = if slots.is_empty() { "never".to_owned() } else { slots.join(" | ") };
            let params = params_type(&layout.layout.params());
            w.line(format!("{}: {{ params: {params}; slots: {slots} }};", quote(layout.layout.as_str())));
        }
    });
    w.blank();
}

pub(super) fn unions(w: &mut Writer, model: &Model<'_>) {
    let lists = &model.input.tree.routes;
    w.line("/** A route, as Next writes it. */");
    w.line("export type RouteId = keyof RouteTable;");
    w.blank();
    w.line("/** A page of the App Router. */");
    w.union("export type PageRoute", lists.app.iter().map(Pattern::as_str));
    w.blank();
    w.line("/** A route handler. */");
    w.union("export type HandlerRoute", lists.handler.iter().map(Pattern::as_str));
    w.blank();
    w.line("/** A layout. */");
    w.line("export type LayoutRoute = keyof LayoutTable;");
    w.blank();
    w.line("/** A path that is a link as it stands, because its route needs no params. */");
    w.union("export type StaticHref", static_hrefs(model));
    w.blank();
    if !model.input.next.locales.is_empty() {
        locales(w, &model.input.next.locales);
    }
}

fn locales(w: &mut Writer, locales: &[String]) {
    let tuple = locales.iter().map(|locale| quote(locale)).collect::<Vec<_>>().join(", ");
    w.line("/** A locale of the app. */");
    w.union("export type Locale", locales);
    w.blank();
    w.line("/** All locales of the app. */");
    w.line(format!("export const locales: readonly [{tuple}] = [{tuple}];"));
    w.lines(IS_LOCALE);
    w.blank();
}

/// What a link takes for the params of a route, where that is not just their values.
fn link_type(model: &Model<'_>, route: &Route<'_>) -> Option<String> {
    let special = route.params_file.is_some() || route.params.iter().any(|param| model.is_locale(param));
    special.then(|| {
        object_type(&route.params, |param| match param.kind.repeats() {
            true => "readonly Segment[]",
            false if model.is_locale(param) => "Locale",
            false => "Segment",
        })
    })
}

/// Whether [`link_type`] has a param that takes more than the locales.
pub(super) fn names_segment(model: &Model<'_>, route: &Route<'_>) -> bool {
    route.params_struct.is_none()
        && link_type(model, route).is_some()
        && !route.params.iter().all(|param| model.is_locale(param))
}

/// Routes without params, and those whose only param is an optional catch-all at their end, without it.
fn static_hrefs(model: &Model<'_>) -> BTreeSet<String> {
    let base = |route: &Route<'_>| match route.params.as_slice() {
        [] => Some(route.pattern.as_str().to_owned()),
        [only] if only.kind == ParamKind::OptionalCatchAll => {
            let (base, last) = route.pattern.as_str().rsplit_once('/')?;
            let whole = matches!(Segment::parse(last), Segment::Dynamic(_));
            whole.then(|| if base.is_empty() { "/".to_owned() } else { base.to_owned() })
        }
        _ => None,
    };
    model.routes.iter().filter_map(base).collect()
}

fn type_of_module(model: &Model<'_>, from: &str, companion: Companion<'_>) -> String {
    format!("typeof import({})", quote(&model.import(from, companion.file)))
}

const IS_LOCALE: &str = "
/** Whether a value, such as the param of a page, is a locale of the app. */
export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}
";

const TABLE_DOC: &str = "\
/**
 * Every route that a link can lead to. `params` are what Next hands to the page, `search` is what a link may carry, and
 * `link`, where it stands, is what a link takes for the params.
 */
";
