/**
 * Reading params and search params through the `page.params.ts` or `page.search.ts` beside a page, which may be any
 * Standard Schema (zod, valibot, arktype, ...) or a map of nuqs parsers.
 *
 * Each reader has three modes, because a bad value means different things to different pages:
 *
 * - `defaults`: a key with a bad value counts as absent, so that the schema's own default takes its place. A key that
 *   is required and has no default cannot be made up: then this mode throws as `strict` does.
 * - `strict`: any bad value throws a `RouteInputError`.
 * - `safe`: nothing throws; the answer is `{ ok: true, data }` or `{ ok: false, issues, raw }`.
 */
import type { SearchString, SearchValue } from "./href";
import { decodeParams, type RawParams } from "./match";

/** Search params or params as Next hands them over. */
export type Raw = RawParams;

/** What a reader takes: the prop of a page in Next 15 and 16 (a promise) or 13 and 14, or a `URLSearchParams`. */
export type Input = Raw | URLSearchParams | Promise<Raw | URLSearchParams>;

/** What is wrong with an input, and where. */
export interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  /** What is asked for that is not so, where a struct of the server says so: `required`, `type`, `range`, ... */
  readonly code?: string;
  /** What its message is made of, for one in another language. */
  readonly params?: { readonly [name: string]: string | number | readonly string[] };
}

/** The answer of the `safe` mode. */
export type Safe<Data> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly issues: readonly Issue[]; readonly raw: Raw };

/** Reads params or search params, in one of three modes. Called as a function, it takes its usual one. */
export interface Reader<Data> {
  /** Params: `strict`, with Next's `notFound()` for what does not match. Search params: `defaults`. */
  (input: Input): Promise<Data>;
  /** Bad values count as absent. */
  defaults(input: Input): Promise<Data>;
  /** Bad values throw a `RouteInputError`. */
  strict(input: Input): Promise<Data>;
  /** Nothing throws. */
  safe(input: Input): Promise<Safe<Data>>;
}

/**
 * A schema with the interface of standardschema.dev. Only what a compiler must compare is spelled out: the rest of a
 * library's schema type would be walked through for each page.
 */
export interface Schema {
  readonly "~standard": {
    readonly version: 1;
    readonly validate: (value: unknown) => unknown;
    readonly types?: unknown;
  };
}

type Result<Out> = { readonly value: Out; readonly issues?: undefined } | { readonly issues: readonly Issue[] };

/** A map of nuqs parsers. */
export interface Parsers {
  readonly [key: string]: Parser;
}

interface Parser {
  readonly type?: "single" | "multi";
  // A parser takes a string or a list of strings, by its `type`; `never` is below both.
  readonly parse: (query: never) => unknown;
  readonly serialize?: (value: never) => string | string[];
  readonly eq?: (a: never, b: never) => boolean;
  readonly defaultValue?: unknown;
  readonly clearOnDefault?: boolean;
}

/** What the default export of a `page.params.ts` or `page.search.ts` may be. */
export type Definition = Schema | Parsers;

/** A `page.params.ts` or `page.search.ts`. */
export interface Described {
  readonly default: Definition;
}

/** What a definition reads. */
export type Output<D> = D extends Schema ? Types<D>["output"] : { [Key in keyof D]: Parsed<D[Key]> };

/** The types of a schema, which it carries in a property that is never there. */
type Types<D extends Schema> =
  NonNullable<D["~standard"]["types"]> extends infer T extends SchemaTypes ? T : SchemaTypes;

interface SchemaTypes {
  readonly input: unknown;
  readonly output: unknown;
}

type Parsed<P> = P extends { readonly defaultValue: infer Default }
  ? Exclude<ParserValue<P>, null> | Exclude<Default, ParserValue<P> | null | undefined>
  : ParserValue<P> | null;

type ParserValue<P> = P extends { readonly parse: (query: never) => infer Value } ? Exclude<Value, null> : never;

/** The search params of a link to a page with the given `page.search.ts`. */
export type SearchInput<M extends Described> = M["default"] extends Schema ? Links<Types<M["default"]>> : SearchString;

/** The search params of a link to a page whose `page.search.ts` is a map of nuqs parsers that could be read. */
export type ParserSearchInput<M extends { readonly default: Parsers }> = ParserValues<M["default"]>;

/** The values that a definition can write into a search string. */
export type SearchValues<D> = D extends Schema ? Links<Types<D>> : ParserValues<D>;

/** The values that a map of nuqs parsers writes. */
type ParserValues<P> = Flat<{ [Key in keyof P]?: ReadonlyList<ParserValue<P[Key]>> | null }>;

/** The same type under no name of ours: a compiler that refuses a link spells out its keys, not the parsers'. */
type Flat<T> = T extends infer Shown ? Shown : never;

/**
 * The params of a link to a page with the given `page.params.ts`. What it does not describe, and what nuqs parsers
 * describe, a link takes as it stands in the path.
 */
export type ParamsInput<M extends Described, Raw> = M["default"] extends Schema
  ? Links<Types<M["default"]>> & Omit<Raw, keyof Types<M["default"]>["input"]>
  : Raw;

/** A link writes what the schema reads; where that is anything at all, as with `z.coerce`, what it gives back. */
type Links<T extends SchemaTypes> = Flat<{
  [Key in keyof T["input"]]: unknown extends T["input"][Key]
    ? Writable<Key extends keyof T["output"] ? T["output"][Key] : SearchValue>
    : Writable<T["input"][Key]>;
}>;

type Writable<Value> = Value extends SearchValue ? ReadonlyList<Value> : never;

/** A link changes nothing that it is given. */
type ReadonlyList<Value> = Value extends readonly unknown[] ? Readonly<Value> : Value;

/** Thrown where params or search params are not what the page's definition says. */
export class RouteInputError extends Error {
  override readonly name = "RouteInputError";
  /** The route that was asked for. */
  readonly route: string;
  /** Everything that is wrong. */
  readonly issues: readonly Issue[];
  /** The input: search params as they came, params decoded. */
  readonly raw: Raw;

  constructor(route: string, issues: readonly Issue[], raw: Raw) {
    super(`${route}: ${issues.map((issue) => [keyOf(issue), issue.message].filter(Boolean).join(": ")).join("; ")}`);
    this.route = route;
    this.issues = issues;
    this.raw = raw;
  }
}

/** The reader of a page's search params. Without a definition it gives them back as they are. */
export function searchReader<D extends Definition>(route: string, definition: D): Reader<Output<D>>;
export function searchReader(route: string): Reader<Raw>;
export function searchReader(route: string, definition?: Definition): Reader<unknown> {
  const modes = readerModes(route, definition, (raw) => raw);
  return Object.assign((input: Input) => modes.defaults(input), modes);
}

/** The reader of a page's params. Next hands them to a page percent-encoded; a definition sees them decoded. */
export function paramsReader<D extends Definition>(
  route: string,
  notFound: () => never,
  definition: D,
): Reader<Output<D>>;
export function paramsReader<Params>(route: string, notFound: () => never): Reader<Params>;
export function paramsReader(route: string, notFound: () => never, definition?: Definition): Reader<unknown> {
  const modes = readerModes(route, definition, decodeParams);
  const usual = async (input: Input): Promise<unknown> => {
    const answer = await modes.safe(input);
    return answer.ok ? answer.data : notFound();
  };
  return Object.assign(usual, modes);
}

interface Modes {
  defaults(input: Input): Promise<unknown>;
  strict(input: Input): Promise<unknown>;
  safe(input: Input): Promise<Safe<unknown>>;
}

function readerModes(route: string, definition: Definition | undefined, prepare: (raw: Raw) => Raw): Modes {
  const safe = async (input: Input): Promise<Safe<unknown>> => {
    const raw = prepare(record(await input));
    return answer(raw, (await validateLists(definition, raw))[1]);
  };
  const orThrow = (result: Safe<unknown>): unknown => {
    if (!result.ok) {
      throw new RouteInputError(route, result.issues, result.raw);
    }
    return result.data;
  };
  return {
    safe,
    strict: async (input) => orThrow(await safe(input)),
    defaults: async (input) => {
      const raw = prepare(record(await input));
      const [read, first] = await validateLists(definition, raw);
      return orThrow(answer(raw, await validateWithoutBad(definition, read, first)));
    },
  };
}

function answer(raw: Raw, result: Result<unknown>): Safe<unknown> {
  return result.issues === undefined ? { ok: true, data: result.value } : { ok: false, issues: result.issues, raw };
}

/**
 * Validates, and reads a single value as a list of one wherever only that is accepted: a search string has no other
 * way to write such a list. Gives back what it has read, too.
 */
async function validateLists(definition: Definition | undefined, raw: Raw): Promise<[Raw, Result<unknown>]> {
  const first = await validate(definition, raw);
  const single = badKeys(first).filter((key) => typeof raw[key] === "string");
  if (single.length === 0) {
    return [raw, first];
  }
  const asLists = (keys: readonly string[]): Raw => ({
    ...raw,
    ...Object.fromEntries(keys.map((key) => [key, [raw[key] as string]])),
  });
  const stillBad = badKeys(await validate(definition, asLists(single)));
  const lists = single.filter((key) => !stillBad.includes(key));
  const read = asLists(lists);
  return [read, lists.length > 0 ? await validate(definition, read) : first];
}

/** Leaves bad keys out until nothing is wrong or nothing is left. The first failure is the one worth telling. */
async function validateWithoutBad(
  definition: Definition | undefined,
  raw: Raw,
  first: Result<unknown>,
): Promise<Result<unknown>> {
  let left: { [key: string]: Raw[string] } = { ...raw };
  let result = first;
  while (result.issues !== undefined && Object.keys(left).length > 0) {
    const before = Object.keys(left).length;
    for (const key of badKeys(result)) {
      delete left[key];
    }
    if (Object.keys(left).length === before) {
      left = {};
    }
    result = await validate(definition, left);
  }
  return result.issues === undefined ? result : first;
}

async function validate(definition: Definition | undefined, raw: Raw): Promise<Result<unknown>> {
  if (definition === undefined) {
    return { value: raw };
  }
  if (isSchema(definition)) {
    return (await definition["~standard"].validate(raw)) as Result<unknown>;
  }
  return parseAll(definition, raw);
}

/** Whether a definition is a Standard Schema; else it is a map of parsers. */
export function isSchema(definition: Definition): definition is Schema {
  return "~standard" in definition;
}

function parseAll(parsers: Parsers, raw: Raw): Result<unknown> {
  const values: [string, unknown][] = [];
  const issues: Issue[] = [];
  for (const [key, parser] of Object.entries(parsers)) {
    const list = raw[key] === undefined ? [] : ([raw[key]].flat() as string[]);
    const value = list.length === 0 ? null : parse(parser, parser.type === "multi" ? list : (list[0] as string));
    if (value === null && list.length > 0) {
      issues.push({ message: `cannot read ${JSON.stringify(raw[key])}`, path: [key] });
    }
    values.push([key, value ?? parser.defaultValue ?? null]);
  }
  return issues.length > 0 ? { issues } : { value: Object.fromEntries(values) };
}

function parse(parser: Parser, query: string | readonly string[]): unknown {
  try {
    return parser.parse(query as never) ?? null;
  } catch {
    return null;
  }
}

function badKeys(result: Result<unknown>): string[] {
  return (result.issues ?? []).map(keyOf).filter((key): key is string => key !== undefined);
}

function keyOf(issue: Issue): string | undefined {
  const first = issue.path?.[0];
  const key = typeof first === "object" ? first.key : first;
  return key === undefined ? undefined : String(key);
}

/** Search params as a record: a name that stands several times has a list. */
export function record(input: Raw | URLSearchParams): Raw {
  if (!(input instanceof URLSearchParams)) {
    return input;
  }
  const all = (key: string): string | string[] => {
    const values = input.getAll(key);
    return values.length === 1 ? (values[0] as string) : values;
  };
  return Object.fromEntries([...new Set(input.keys())].map((key) => [key, all(key)]));
}
