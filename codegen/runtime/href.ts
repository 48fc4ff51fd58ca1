/**
 * Links: from a route, its params and its search params to a text. It has no dependency, and a bundle that builds links
 * holds no more than this.
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

/** A segment of a route. */
export interface Part {
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
  for (const part of partsOf(route)) {
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

/** The segments of a route. Without a segment that is all parameter, Next takes every bracket for plain text. */
export function partsOf(route: string): Part[] {
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

/** Several values as the one that a server splits at its commas. A comma inside of a value is escaped. */
export function joinValues(values: readonly unknown[]): string {
  return values.map((value) => print(value).replace(/%/g, "%25").replace(/,/g, "%2C")).join(",");
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
export function escapeStatic(text: string): string {
  return encodeURI(text)
    .replace(/%5B/g, "[")
    .replace(/%5D/g, "]")
    .replace(/[?#]/g, encodeURIComponent)
    .replace(/%25([\da-f]{2})/gi, "%$1");
}

function print(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}
