//! `routes.gen.ts`: the route table, `href`, `matchRoute`, and the props of pages, layouts and handlers.

mod site;
mod table;

use std::collections::BTreeSet;

use super::runtime::{HREF, MATCH, NUQS, PARSE, URL};
use crate::contract::{Fields, Form, TYPES};
use crate::file::GeneratedFile;
use crate::input::Definition;
use crate::model::{Model, Route};
use crate::writer::{Writer, quote};

pub(crate) const FILE: &str = "routes.gen.ts";

/// `routes.gen.ts`.
pub(crate) fn file(model: &Model<'_>) -> GeneratedFile {
    let mut w = Writer::default();
    imports(&mut w, model);
    table::table(&mut w, model);
    table::unions(&mut w, model);
    props(&mut w, model);
    links(&mut w, model);
    site::site(&mut w, model);
    site::matching(&mut w, model);
    GeneratedFile::rutter(model.out(FILE), &w.finish())
}

fn imports(w: &mut Writer, model: &Model<'_>) {
    let from = |file: &str| quote(&model.import(FILE, file));
    if !model.input.tree.slots.is_empty() {
        w.line("import type { ReactNode } from \"react\";");
    }
    w.line("import {");
    w.indent(|w| {
        let names = [
            (true, "addBasePath"),
            (true, "buildHref"),
            (model.routes.iter().any(Route::is_open), "type AnySearch"),
            (true, "type Href"),
            (true, "type LinkArgs"),
            (true, "type LinkParams"),
            (true, "type LinkTail"),
            (true, "type LinkTarget"),
            (model.routes.iter().any(|route| table::names_segment(model, route)), "type Segment"),
            (true, "type Several"),
            (true, "type Site"),
            (true, "type UseHrefOf"),
        ];
        for (_, name) in names.into_iter().filter(|(used, _)| *used) {
            w.line(format!("{name},"));
        }
    });
    w.line(format!("}} from {};", from(HREF)));
    let params = if model.locale_param().is_some() { " type MatchParams," } else { "" };
    w.line(format!(
        "import {{ changeHref, matcher, readHref, type Matcher,{params} type SomeParams }} from {};",
        from(MATCH)
    ));
    let structs: Vec<Fields<'_>> = model
        .routes
        .iter()
        .flat_map(|route| [model.fields(route.params_struct), model.fields(route.search_struct)])
        .flatten()
        .collect();
    let types: BTreeSet<&str> = structs.iter().flat_map(|fields| fields.types(Form::Input)).collect();
    if !types.is_empty() {
        w.names("import type", types, &model.import(FILE, TYPES));
    }
    if model
        .routes
        .iter()
        .filter_map(|route| model.fields(route.search_struct))
        .any(|search| search.codec().is_some())
    {
        w.line(format!("import {{ searchCodec }} from {};", from(URL)));
    }
    if model.routes.iter().any(|route| site::codec(route).is_some()) {
        w.line(format!("import {{ nuqs }} from {};", from(NUQS)));
    }
    let uses = |search: fn(&Definition) -> bool| {
        model
            .routes
            .iter()
            .filter_map(|route| route.search_file)
            .any(|companion| search(companion.definition))
    };
    let parse = [
        (model.routes.iter().any(|route| route.params_file.is_some()), "ParamsInput"),
        (uses(is_parsers), "ParserSearchInput"),
        (uses(|definition| !is_parsers(definition)), "SearchInput"),
    ];
    let parse: Vec<&str> = parse.into_iter().filter(|(used, _)| *used).map(|(_, name)| name).collect();
    if !parse.is_empty() {
        w.line(format!("import type {{ {} }} from {};", parse.join(", "), from(PARSE)));
    }
    w.blank();
    w.line(format!("export type {{ Href, SearchString }} from {};", from(HREF)));
    w.line(format!("export {{ decodeParams }} from {};", from(MATCH)));
    w.blank();
}

fn props(w: &mut Writer, model: &Model<'_>) {
    let promised =
        |of: &str| if model.input.next.major < 15 { of.to_owned() } else { format!("Promise<{of}>") };
    w.lines(
        "\
/**
 * The params of a route as Next hands them over: `useParams<ParamsOf<\"/blog/[slug]\">>()`. To pages, layouts and
 * `useParams` it hands them percent-encoded, which `decodeParams` undoes, to route handlers decoded.
 */
export type ParamsOf<R extends RouteId> = RouteTable[R][\"params\"];

/** The search params that a link to a route may carry. */
export type SearchOf<R extends RouteId> = RouteTable[R][\"search\"];
",
    );
    w.blank();
    w.line("/** The props of a page. The params are percent-encoded; `await decodeParams(props.params)` decodes them. */");
    w.block("export interface PageProps<R extends PageRoute> {", "}", |w| {
        w.line(format!("params: {};", promised("RouteTable[R][\"params\"]")));
        w.line(format!("searchParams: {};", promised("Record<string, string | string[] | undefined>")));
    });
    w.blank();
    if !model.input.tree.slots.is_empty() {
        w.line("/** The props of a layout: its params, its children and its slots. */");
        w.block("export type LayoutProps<R extends LayoutRoute> = {", "} & {", |w| {
            w.line(format!("params: {};", promised("LayoutTable[R][\"params\"]")));
            w.line("children: ReactNode;");
        });
        w.indent(|w| w.line("[Slot in LayoutTable[R][\"slots\"]]: ReactNode;"));
        w.line("};");
        w.blank();
    }
    w.line("/** The second argument of a route handler. */");
    w.block("export interface RouteContext<R extends HandlerRoute> {", "}", |w| {
        w.line(format!("params: {};", promised("RouteTable[R][\"params\"]")));
    });
}

fn links(w: &mut Writer, model: &Model<'_>) {
    let locale = if model.i18n_locales().is_empty() { "never" } else { "Locale" };
    w.lines(&LINKS.replace("LOCALE", locale));
}

fn is_parsers(definition: &Definition) -> bool {
    matches!(definition, Definition::Parsers(_))
}

/// `LOCALE` is the type of the locale that a link may prefix.
const LINKS: &str = r#"
/**
 * The routes that `href` takes, and one without a name. For a misspelt route the compiler goes on with all of them: the
 * nameless one tells that from a route which is one of several, so that what it refuses is the route.
 */
interface LinkTable extends RouteTable {
  "": { params: {}; search: never; link: { "": never } };
}

/** The params of a route as a link to it takes them. */
type LinkOf<R extends keyof LinkTable> = LinkTable[R] extends { link: infer Link } ? Link : LinkParams<LinkTable[R]["params"]>;

type RouteArgs<R extends keyof LinkTable> = LinkArgs<LinkOf<R>, LinkTable[R]["search"], LOCALE>;

/** Those of some routes whose links cannot do without options. */
type NeedsOptions<R extends keyof LinkTable> = R extends keyof LinkTable ? ([] extends RouteArgs<R> ? never : R) : never;

/** The arguments of `href` after the route, for functions that pass them on. */
export type HrefArgs<R extends keyof LinkTable> = [Several<R>] extends [never]
  ? RouteArgs<R>
  : "" extends R
    ? [options?: unknown]
    : [NeedsOptions<R>] extends [never]
      ? [options?: LinkTail<LinkTable[R]["search"], LOCALE>]
      : [options: UseHrefOf];

/**
 * The link to a route, for `<Link>`, `redirect`, `useRouter` and whatever else of Next's takes a path. Each param is
 * percent-encoded; an empty one, `.` and `..` are refused, because they would lead elsewhere. Query and hash are part
 * of the link: `href("/about", { search: { from: "home" }, hash: "team" })`.
 *
 * Where the route is one of several, as that of a match is, `hrefOf` builds the link from the whole match.
 *
 * It has the trailing slash that `next.config` asks for, but not the base path: Next adds that to its own links. Where
 * the browser gets the path without Next in between, as in `<a href>` and `fetch`, use `withBasePath(href(...))`.
 */
export function href<R extends keyof LinkTable>(route: R, ...[options]: HrefArgs<R>): Href {
  return buildHref(site, route, options as LinkTarget | undefined);
}

/** A link as the browser sees it, for `<a href>`, `fetch` and other places that Next does not add the base path to. */
export function withBasePath(href: Href): string {
  return addBasePath(site, href);
}
"#;
