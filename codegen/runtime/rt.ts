/**
 * What every generated file shares: links, search strings, matching and decoding. It has no dependency, and each part is left
 * out of a bundle that does not use it.
 */

declare const brand: unique symbol;

/** A link that `href` has built. It is a string, so whatever takes a string takes it. */
export type Href = string & { readonly [brand]: "href" };

/** A search string that the parsers of one route have written: the result of `route.search(...)`. */
export type SearchString = string & { readonly [brand]: "search" };

/** A value for one segment of a path. Numbers are written as they print. */
export type Segment = string | number | bigint;

/** One value of a search param. Dates are written in ISO 8601, in UTC. */
export type SearchScalar = string | number | bigint | boolean | Date;

/** A search param: a list repeats the key, `null` and `undefined` leave it out. */
export type SearchValue = SearchScalar | readonly (SearchScalar | null | undefined)[] | null | undefined;

/** The search params of a route that does not describe its own. */
export type AnySearch = URLSearchParams | { readonly [key: string]: SearchValue };

/** The params of a route as a link takes them: a number is as good as its digits. */
export type LinkParams<Params> = {
  [Name in keyof Params]: Params[Name] extends string | undefined ? Segment : readonly Segment[];
};

/**
 * What `href` takes beside a route, from the params and the search params of a link to it. The choice is between
 * tuples, never inside an option: that keeps a call cheap for the compiler where there are thousands of routes.
 */
export type LinkArgs<Params, Search, Locale = never> = {} extends Search
  ? MaybeArgs<Params, LinkTail<Search, Locale>>
  : [Search] extends [string]
    ? MaybeArgs<Params, LinkTail<Search, Locale>>
    : AlwaysArgs<Params, LinkTail<Search, Locale> & { readonly search: Search }>;

type MaybeArgs<Params, Tail> = [keyof Params] extends [never]
  ? [options?: Tail]
  : {} extends Params
    ? [options?: { readonly params?: Params } & Tail]
    : [options: { readonly params: Params } & Tail];

type AlwaysArgs<Params, Tail> = [keyof Params] extends [never]
  ? [options: Tail]
  : {} extends Params
    ? [options: { readonly params?: Params } & Tail]
    : [options: { readonly params: Params } & Tail];

/** What a link to any route may have. */
export interface LinkTail<Search, Locale> {
  readonly search?: Search;
  /** What stands after the `#`. */
  readonly hash?: string;
  /** The locale to prefix, if it is not the default one. */
  readonly locale?: Locale;
}

/**
 * Stands where the options would be, when the route of a link is one of several and one of those needs options: which
 * ones, only the match itself knows. `hrefOf(match, { params })` takes it as a whole.
 */
export interface UseHrefOf {
  readonly [useHrefOf]: never;
}

declare const useHrefOf: unique symbol;

/**
 * A union as it is, and `never` for a single type. Each member is compared with the union as a whole: member by member,
 * that would take the compiler the square of a thousand routes.
 */
export type Several<Union, All = Union> = Union extends unknown ? ([All] extends [Union] ? never : Union) : never;

/** Some of the params that the links of several routes take, each of them good for every link that has it. */
export type SomeParams<Links> = (Links extends unknown ? (params: Partial<Links>) => void : never) extends (
  params: infer Params,
) => void
  ? { [Name in keyof Params]: Params[Name] }
  : never;

/** The params of a route as a match has them: the one of the given name, if it is no list, has the given values. */
export type MatchParams<Params, Param, Value> = {
  [Name in keyof Params]: Name extends Param ? (string[] extends Params[Name] ? Params[Name] : Value) : Params[Name];
};

/** How an app is served, as far as its links show it. */
export interface Site {
  readonly basePath: string;
  readonly trailingSlash: boolean;
  readonly locales?: readonly string[];
  /** The param that holds the locale. Without one, it is a prefix that Next takes off the path. */
  readonly localeParam?: string;
  /** The locale without a prefix. */
  readonly defaultLocale?: string;
  /** The routes whose search params are written by their parsers' own rules. */
  readonly codecs?: { readonly [route: string]: SearchCodec };
}

/** Writes the values of a route's search params as the pairs of a search string. */
export type SearchCodec = (values: { readonly [key: string]: unknown }) => string;

/** The options of `href` without the types of a route. */
export interface LinkTarget {
  readonly params?: { readonly [name: string]: unknown };
  readonly search?: unknown;
  readonly hash?: string;
  readonly locale?: string;
}

interface Part {
  /** The text before the parameter, or all of a segment that has none. */
  readonly text: string;
  readonly name?: string;
  readonly repeat?: boolean;
  readonly optional?: boolean;
  readonly suffix?: string;
}

/** Builds the link to a route. */
export function buildHref(site: Site, route: string, target: LinkTarget = {}): Href {
  let path = "";
  for (const part of parts(route)) {
    if (part.name === undefined) {
      path += "/" + escapeStatic(part.text);
      continue;
    }
    const value = target.params?.[part.name];
    const values = part.repeat ? ((value ?? []) as readonly unknown[]) : value == null ? [] : [value];
    if (values.length > 0) {
      const text = values.map((one) => escapeParam(route, part.name as string, one)).join("/");
      path += "/" + escapeStatic(part.text) + text + escapeStatic(part.suffix as string);
    } else if (!part.optional) {
      throw new TypeError(`${route} needs a value for the param ${JSON.stringify(part.name)}`);
    }
  }
  if (target.locale !== undefined && target.locale !== site.defaultLocale) {
    path = "/" + encodeURIComponent(target.locale) + path;
  }
  if (path === "" || (site.trailingSlash && !/\.[^/]+$/.test(path))) {
    path += "/";
  }
  const search = target.search == null ? "" : searchString(target.search, site.codecs?.[route]);
  const hash = target.hash ? "#" + encodeURI(target.hash.replace(/^#/, "")) : "";
  return (path + search + hash) as Href;
}

/** A link as the browser shows it: with the base path, which Next adds to links of its own accord. */
export function addBasePath(site: Site, href: Href): string {
  const atRoot = site.basePath !== "" && !site.trailingSlash && /^\/(?:[?#]|$)/.test(href);
  return site.basePath + (atRoot ? href.slice(1) : href);
}

/** The search string of some values, with its `?`; empty without any. */
export function searchString(search: unknown, codec: SearchCodec = writeSearch): string {
  if (typeof search === "string") {
    return search;
  }
  const text = search instanceof URLSearchParams ? search.toString() : codec(search as { [key: string]: unknown });
  return text && "?" + text;
}

function writeSearch(values: { readonly [key: string]: unknown }): string {
  const pairs = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (one != null) {
        pairs.append(key, print(one));
      }
    }
  }
  return pairs.toString();
}

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
    table ??= routes.map((route) => [route, parts(route)]);
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

/** Finds the route of a path or a URL. */
export type Matcher = (url: string | URL | null | undefined) => Match | null;

/** A route and the values of its params, decoded. */
export interface Match {
  route: string;
  params: { [name: string]: string | string[] };
  locale?: string;
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

/** Params as Next hands them over. */
export type RawParams = { readonly [name: string]: string | readonly string[] | undefined };

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

/** The segments of a route. Without a segment that is all parameter, Next takes every bracket for plain text. */
function parts(route: string): Part[] {
  const segments = route.split("/").filter((segment) => segment !== "");
  const dynamic = segments.some((segment) => /^\[.+\]$/.test(segment));
  return segments.map((segment): Part => {
    const found = dynamic ? /^([^[]*)\[(\[[^\]]*\]|[^\]]+)\](.*)$/.exec(segment) : null;
    if (found === null) {
      return { text: segment };
    }
    const [, text = "", inner = "", suffix = ""] = found;
    const [, open, dots, name = ""] = /^(\[)?(\.\.\.)?(.*?)\]?$/.exec(inner) ?? [];
    return { text, name, repeat: dots !== undefined, optional: open !== undefined, suffix };
  });
}

function escapeParam(route: string, name: string, value: unknown): string {
  const text = print(value);
  if (text === "" || text === "." || text === "..") {
    throw new TypeError(`${route} cannot have ${JSON.stringify(text)} as its param ${JSON.stringify(name)}`);
  }
  return encodeURIComponent(text);
}

/**
 * Escapes what a URL cannot hold, and leaves the escapes that a folder's name already has. Brackets stay as they are:
 * Next answers `/item/[id].json`, which is plain text to it, only in that form.
 */
function escapeStatic(text: string): string {
  return encodeURI(text)
    .replace(/%5B/g, "[")
    .replace(/%5D/g, "]")
    .replace(/[?#]/g, encodeURIComponent)
    .replace(/%25([\da-f]{2})/gi, "%$1");
}

function print(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
