//! What the functions of `routes.gen.ts` know of the app: how it is served, how search params are written, and the
//! order of its routes.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use rutter_routes::{ParamKind, Pattern, Segment};

use crate::input::{Definition, Encoding, ParserKey};
use crate::model::{Model, Route};
use crate::writer::{Writer, key, quote};

pub(super) fn site(w: &mut Writer, model: &Model<'_>) {
    let next = &model.input.next;
    w.blank();
    w.block("const site: Site = {", "};", |w| {
        w.line(format!("basePath: {},", quote(&next.base_path)));
        w.line(format!("trailingSlash: {},", next.trailing_slash));
        if !next.locales.is_empty() {
            w.line("locales,");
        }
        if let Some(param) = model.locale_param() {
            w.line(format!("localeParam: {},", quote(param)));
        }
        if let Some(default) = next.default_locale.as_ref().filter(|_| !model.i18n_locales().is_empty()) {
            w.line(format!("defaultLocale: {},", quote(default)));
        }
        let mut codecs = Writer::default();
        codecs.indent(|w| model.routes.iter().for_each(|route| write_codec(w, model, route)));
        let codecs = codecs.finish();
        if !codecs.is_empty() {
            w.line("codecs: {");
            w.lines(&codecs);
            w.line("},");
        }
    });
}

/// How the search params of a route are written, if it is not as for any route.
fn write_codec(w: &mut Writer, model: &Model<'_>, route: &Route<'_>) {
    let id = quote(route.pattern.as_str());
    if let Some(codec) = model.fields(route.search_struct).and_then(|search| search.codec()) {
        w.line(format!("{id}: /* @__PURE__ */ {codec},"));
    }
    let Some(keys) = codec(route) else { return };
    w.block(format!("{id}: /* @__PURE__ */ nuqs({{"), "}),", |w| {
        for parser in keys {
            let default = parser.default.as_ref().map(|json| format!(", {json}")).unwrap_or_default();
            w.line(format!("{}: [{}{default}],", key(&parser.name), encoding(&parser.encoding)));
        }
    });
}

pub(super) fn matching(w: &mut Writer, model: &Model<'_>) {
    let linkable: BTreeSet<&Pattern> = model.routes.iter().map(|route| route.pattern).collect();
    let order = match_order(model, &linkable);
    w.blank();
    let files: Vec<&Pattern> = order.iter().copied().filter(|pattern| !linkable.contains(pattern)).collect();
    let quoted = |w: &mut Writer, patterns: &[&Pattern]| {
        for pattern in patterns {
            w.line(format!("{},", quote(pattern.as_str())));
        }
    };
    let head = "const match: Matcher = /* @__PURE__ */ matcher(";
    if files.is_empty() {
        w.block(format!("{head}site, ["), "]);", |w| quoted(w, &order));
    } else {
        w.block(head, ");", |w| {
            w.line("site,");
            w.block("[", "],", |w| quoted(w, &order));
            w.block("[", "],", |w| quoted(w, &files));
        });
    }
    let locale = if model.i18n_locales().is_empty() { "" } else { "; locale: Locale" };
    let params = match model.locale_param() {
        Some(param) => format!("MatchParams<RouteTable[R][\"params\"], {}, Locale>", quote(param)),
        None => "RouteTable[R][\"params\"]".to_owned(),
    };
    w.blank();
    w.lines(if model.locale_param().is_some() { LOCALE_MATCH_DOC } else { MATCH_DOC });
    w.block("export type RouteMatch = {", "}[RouteId];", |w| {
        w.line(format!("[R in RouteId]: {{ route: R; params: {params}{locale} }};"));
    });
    let locale = if locale.is_empty() { "never" } else { "Locale" };
    w.lines(&MATCH.replace("LOCALE", locale));
}

/// Every route in the order in which Next tries them, then those that only `next.config` knows. Pages that Next lists
/// and never shows answer nothing.
fn match_order<'a>(model: &Model<'a>, linkable: &BTreeSet<&'a Pattern>) -> Vec<&'a Pattern> {
    let tree = model.input.tree;
    let mut order: Vec<&Pattern> = tree.match_order.iter().flatten().collect();
    let served: BTreeSet<&Pattern> = order.iter().copied().collect();
    let mut rest: Vec<&Pattern> = linkable.difference(&served).copied().collect();
    rest.sort_by(|a, b| by_precision(a, b));
    order.retain(|route| !tree.dropped.contains(route));
    order.extend(rest);
    order
}

/// The more precise route first: segment by segment, text before a param before a catch-all.
fn by_precision(a: &Pattern, b: &Pattern) -> Ordering {
    let rank = |pattern: &Pattern| -> Vec<u8> {
        let of = |segment: Segment<'_>| match segment {
            Segment::Static(_) => 0,
            Segment::Affixed { .. } => 1,
            Segment::Dynamic(param) => match param.kind {
                ParamKind::Single | ParamKind::Optional => 2,
                ParamKind::CatchAll => 3,
                ParamKind::OptionalCatchAll => 4,
            },
        };
        pattern.segments().map(of).collect()
    };
    rank(a).cmp(&rank(b)).then_with(|| a.cmp(b))
}

pub(super) fn codec<'a>(route: &Route<'a>) -> Option<&'a [ParserKey]> {
    match route.search_file?.definition {
        Definition::Parsers(keys) => Some(keys),
        Definition::Schema | Definition::Unknown => None,
    }
}

fn encoding(of: &Encoding) -> String {
    let name = match of {
        Encoding::String => "string",
        Encoding::Integer => "integer",
        Encoding::Index => "index",
        Encoding::Hex => "hex",
        Encoding::Timestamp => "timestamp",
        Encoding::IsoDateTime => "date-time",
        Encoding::IsoDate => "date",
        Encoding::Json => "json",
        Encoding::List { item, separator } if separator == "," => {
            return format!("{{ list: {} }}", encoding(item));
        }
        Encoding::List { item, separator } => {
            return format!("{{ list: {}, separator: {} }}", encoding(item), quote(separator));
        }
        Encoding::Repeat(item) => return format!("{{ repeat: {} }}", encoding(item)),
    };
    quote(name)
}

const MATCH_DOC: &str = "/** A route with the values of its params, decoded. */";

const LOCALE_MATCH_DOC: &str = "\
/**
 * A route with the values of its params, decoded. The one that holds the locale is one of `locales`: with another value
 * there is no match, although Next shows the page.
 */";

/// `LOCALE` is the type of the locale that a link may prefix.
const MATCH: &str = r#"
/**
 * The route that answers a URL, and its params; `null` if there is none, or no URL. It undoes `href`.
 *
 * A path is read as `href` and `usePathname` write it, without the base path; a `URL`, or a string with an origin, as
 * the browser shows it, with the base path. Sources of redirects and rewrites come after all files.
 */
export function matchRoute(url: string | URL | null | undefined): RouteMatch | null {
  return match(url) as RouteMatch | null;
}

/** What the link to each of some routes takes for its params. */
type LinkOfEach<R extends RouteId> = R extends RouteId ? LinkOf<R> : never;

/** Values for one route alone, because only that knows what they mean. */
type SearchChange<R extends RouteId> = URLSearchParams | ([Several<R>] extends [never] ? SearchOf<R> : never);

/**
 * What `hrefOf` changes of a match. `search` is one that belongs to the URL already, such as `useSearchParams()`, or,
 * if the route of the match is known, what `href` takes for it.
 */
export interface HrefChanges<R extends RouteId> extends LinkTail<SearchChange<R>, LOCALE> {
  /** Each is good for all routes in question that have it; one that the route of the match does not have is left out. */
  readonly params?: SomeParams<LinkOfEach<R>>;
}

/**
 * The link to where a match stands, with some of it changed: `hrefOf(match, { params: { lang: "de" } })` is the same
 * page in another language. Search params and hash are not part of a match.
 */
export function hrefOf<M extends RouteMatch>(match: M, changes?: HrefChanges<M["route"]>): Href {
  return changeHref(site, match, changes as LinkTarget | undefined);
}

/**
 * The link for a path from outside, such as a `?next=` param: `null` if it is no route of this app, or no path. What
 * comes back is built anew from the route and its params, so it cannot lead to another host.
 */
export function parseHref(path: string | null | undefined): Href | null {
  return readHref(site, match, path);
}
"#;
