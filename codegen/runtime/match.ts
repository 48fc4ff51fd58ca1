/**
 * The way back from links: the route of a URL, and params without their encoding. Each part is left out of a bundle
 * that does not use it.
 */
import { buildHref, escapeStatic, partsOf, type Href, type LinkTarget, type Part, type Site } from "./href";

/** A route and the values of its params, decoded. */
export interface Match {
  route: string;
  params: { [name: string]: string | string[] };
  locale?: string;
}

/** Finds the route of a path or a URL. */
export type Matcher = (url: string | URL | null | undefined) => Match | null;

/** The params of a route as a match has them: the one of the given name, if it is no list, has the given values. */
export type MatchParams<Params, Param, Value> = {
  [Name in keyof Params]: Name extends Param ? (string[] extends Params[Name] ? Params[Name] : Value) : Params[Name];
};

/** Some of the params that the links of several routes take, each of them good for every link that has it. */
export type SomeParams<Links> = (Links extends unknown ? (params: Partial<Links>) => void : never) extends (
  params: infer Params,
) => void
  ? { [Name in keyof Params]: Params[Name] }
  : never;

/** Params as Next hands them over. */
export type RawParams = { readonly [name: string]: string | readonly string[] | undefined };

/**
 * Finds the route of a URL among `routes`, which stand in the order in which Next tries them. `files` are those of
 * them that are metadata files: they answer their URLs, but no link leads to them.
 *
 * A path is read as `href` writes it and `usePathname` returns it, without the base path; a URL with an origin is
 * read as the browser shows it, with the base path. No route answers without a URL, or where the param that holds the
 * locale has another value.
 */
export function matcher(site: Site, routes: readonly string[], files: readonly string[] = []): Matcher {
  let table: (readonly [string, readonly Part[]])[] | undefined;
  return (url) => {
    const read = url == null ? null : segmentsOf(site, String(url));
    if (read === null) {
      return null;
    }
    table ??= routes.map((route) => [route, partsOf(route)]);
    for (const [route, pattern] of table) {
      const params = matchParts(pattern, read.segments);
      if (params !== null) {
        if (files.includes(route) || !hasLocale(site, params)) {
          return null;
        }
        return read.locale === undefined ? { route, params } : { route, params, locale: read.locale };
      }
    }
    return null;
  };
}

/** The link to where a match stands, with some of it changed. A param that its route does not have changes nothing. */
export function changeHref(site: Site, match: LinkTarget & { readonly route: string }, changes?: LinkTarget): Href {
  return buildHref(site, match.route, { ...match, ...changes, params: { ...match.params, ...changes?.params } });
}

/**
 * The link that a path from outside leads to, for example from a `?next=` param: `null` if it is no route of the app.
 * The path is built anew, so nothing in it can lead to another host.
 */
export function readHref(site: Site, match: Matcher, path: string | null | undefined): Href | null {
  const found = path?.startsWith("/") ? match(path) : null;
  if (path == null || found === null) {
    return null;
  }
  const { search, hash } = new URL(path.replace(/^[^?#]*/, "/"), "http://localhost");
  return (buildHref(site, found.route, found) + search + hash) as Href;
}

/**
 * Params with their percent-encoding undone. Next hands them encoded to pages, to layouts and to `useParams`:
 * `await decodeParams(props.params)`. What is no valid encoding stays as it is.
 *
 * A promise gives a new promise, so in a client component `use` comes first: `decodeParams(use(props.params))`. The
 * `route.params` of a page with a `page.params.ts` or `page.search.ts` decodes by itself.
 */
export function decodeParams<Params extends RawParams | Promise<RawParams> | null>(params: Params): Params {
  const decoded = params && (isPromise(params) ? params.then(decodeValues) : decodeValues(params as RawParams));
  return decoded as Params;
}

function decodeValues(params: RawParams): RawParams {
  const one = (value: string): string => decode(value) ?? value;
  const entries = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === "string" ? one(value) : value?.map(one),
  ]);
  return Object.fromEntries(entries) as RawParams;
}

/** A param may be called `then`, but it is no function. */
function isPromise(params: RawParams | Promise<RawParams>): params is Promise<RawParams> {
  return typeof params["then"] === "function";
}

interface Segments {
  readonly segments: readonly (readonly [raw: string, decoded: string])[];
  readonly locale?: string;
}

function segmentsOf(site: Site, url: string): Segments | null {
  const [, origin, path = ""] = /^([a-z][a-z\d+.-]*:\/\/[^/?#]*)?([^?#]*)/i.exec(url) ?? [];
  let rest = path;
  if (origin !== undefined && site.basePath !== "") {
    if (rest !== site.basePath && !rest.startsWith(site.basePath + "/")) {
      return null;
    }
    rest = rest.slice(site.basePath.length);
  }
  rest = rest.replace(/^\/|\/$/g, "");
  const segments: [string, string][] = [];
  for (const raw of rest === "" ? [] : rest.split("/")) {
    const decoded = decode(raw);
    if (decoded === null || decoded === "" || decoded === "." || decoded === "..") {
      return null;
    }
    segments.push([raw, decoded]);
  }
  if (site.locales === undefined || site.localeParam !== undefined) {
    return { segments };
  }
  const first = segments[0]?.[1].toLowerCase();
  const locale = site.locales.find((one) => one.toLowerCase() === first);
  if (locale !== undefined) {
    return { segments: segments.slice(1), locale };
  }
  return site.defaultLocale === undefined ? { segments } : { segments, locale: site.defaultLocale };
}

function hasLocale({ locales, localeParam }: Site, params: Match["params"]): boolean {
  const value = localeParam === undefined ? undefined : params[localeParam];
  return typeof value !== "string" || locales === undefined || locales.includes(value);
}

function matchParts(pattern: readonly Part[], segments: Segments["segments"]): Match["params"] | null {
  const params: [string, string | string[]][] = [];
  let at = 0;
  for (const { text, name, repeat, optional, suffix = "" } of pattern) {
    if (repeat && name !== undefined) {
      const values = segments.slice(at).map(([, decoded]) => decoded);
      if (values.length > 0) {
        params.push([name, values]);
      } else if (!optional) {
        return null;
      }
      at = segments.length;
      continue;
    }
    const segment = segments[at++];
    if (segment === undefined) {
      return null;
    }
    const [raw, decoded] = segment;
    if (name === undefined) {
      // Next compares this text with that of the URL as it stands, so `/pl%61in` is not `/plain`. The escapes of `href`
      // are let through, because a match undoes it, although Next itself answers no folder with a name like `café`.
      if (raw !== text && (raw === decoded || raw !== escapeStatic(text))) {
        return null;
      }
    } else {
      const end = decoded.length - suffix.length;
      if (end <= text.length || !decoded.startsWith(text) || !decoded.endsWith(suffix)) {
        return null;
      }
      params.push([name, decoded.slice(text.length, end)]);
    }
  }
  return at === segments.length ? Object.fromEntries(params) : null;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
