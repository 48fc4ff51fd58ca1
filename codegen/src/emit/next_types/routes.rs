//! `routes.d.ts`: the unions of routes, `ParamMap`, and the globals `PageProps`, `LayoutProps` and `RouteContext`.

use rutter_routes::Pattern;

use super::path;
use crate::file::GeneratedFile;
use crate::model::{Model, params_type};
use crate::writer::{Writer, quote};

pub(super) fn file(model: &Model<'_>) -> GeneratedFile {
    let mut w = Writer::default();
    unions(&mut w, model);
    maps(&mut w, model);
    globals(&mut w, model);
    GeneratedFile::next(path(model, "routes.d.ts"), &w.finish())
}

fn unions(w: &mut Writer, model: &Model<'_>) {
    let lists = &model.input.tree.routes;
    let mut named = vec![
        ("AppRoutes", &lists.app),
        ("PageRoutes", &lists.pages),
        ("LayoutRoutes", &lists.layout),
        ("RedirectRoutes", &lists.redirect),
        ("RewriteRoutes", &lists.rewrite),
    ];
    if has_handlers(model) {
        named.push(("AppRouteHandlerRoutes", &lists.handler));
    }
    for (name, routes) in &named {
        w.union(&format!("export type {name}"), routes.iter().map(Pattern::as_str));
    }
    let names: Vec<&str> = named.iter().map(|(name, _)| *name).collect();
    w.line(format!("type Routes = {};", names.join(" | ")));
    w.blank();
}

fn maps(w: &mut Writer, model: &Model<'_>) {
    w.block("export interface ParamMap {", "}", |w| {
        for (pattern, params) in model.input.tree.params() {
            w.line(format!("{}: {};", quote(pattern.as_str()), params_type(&params)));
        }
    });
    w.blank();
    w.line("export type ParamsOf<Route extends Routes> = ParamMap[Route];");
    w.blank();
    w.block("interface LayoutSlotMap {", "}", |w| {
        for layout in &model.input.tree.slots {
            let slots: Vec<String> = layout.slots.iter().map(|slot| quote(slot)).collect();
            let slots = if slots.is_empty() { "never".to_owned() } else { slots.join(" | ") };
            w.line(format!("{}: {slots};", quote(layout.layout.as_str())));
        }
    });
    w.blank();
}

fn globals(w: &mut Writer, model: &Model<'_>) {
    w.block("declare global {", "}", |w| {
        w.lines(PROPS.trim_start_matches('\n'));
        if has_handlers(model) {
            w.lines(CONTEXT);
        }
    });
    if model.input.next.strict_route_types {
        w.blank();
        w.line("export type { PageProps };");
    }
}

fn has_handlers(model: &Model<'_>) -> bool {
    !model.input.tree.routes.handler.is_empty()
}

const PROPS: &str = r#"
/** The props of a page of the App Router: `PageProps<"/blog/[slug]">`. */
interface PageProps<AppRoute extends AppRoutes> {
  params: Promise<ParamMap[AppRoute]>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The props of a layout: `LayoutProps<"/dashboard">`. */
type LayoutProps<LayoutRoute extends LayoutRoutes> = {
  params: Promise<ParamMap[LayoutRoute]>;
  children: React.ReactNode;
} & {
  [K in LayoutSlotMap[LayoutRoute]]: React.ReactNode;
};
"#;

const CONTEXT: &str = r#"
/** The second argument of a route handler: `RouteContext<"/api/users/[id]">`. */
interface RouteContext<AppRouteHandlerRoute extends AppRouteHandlerRoutes> {
  params: Promise<ParamMap[AppRouteHandlerRoute]>;
}
"#;
