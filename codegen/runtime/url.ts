/**
 * Params and search params that a Rust struct declares: read as the server reads them, and written as it writes them.
 */
import { joinValues, type SearchCodec } from "./href";
import { decodeParams } from "./match";
import { record, RouteInputError, type Input, type Issue, type Raw, type Reader, type Safe } from "./parse";

/** One value: how its text is read, `undefined` where it is none, and what it must be, in words. */
export interface Text<T> {
  read(text: string): T | undefined;
  readonly expected: string;
  /** The first rule of its type that a value breaks. */
  readonly broken?: (value: T) => Rule<T> | undefined;
}

/** A rule of a value: whether it is broken, and what is said then. */
export interface Rule<T> {
  readonly broken: (value: T) => boolean;
  readonly code: string;
  readonly message: string;
  readonly params?: Issue["params"];
}

/** A rule. */
export function rule<T>(
  broken: (value: T) => boolean,
  code: string,
  message: string,
  params?: Issue["params"],
): Rule<T> {
  return { broken, code, message, params };
}

/** What a struct says of one name. */
export interface Field<T> {
  /** The value of these texts; issues are added. Where it is lenient, what is wrong counts as absent. */
  read(name: string, texts: readonly string[], issues: Issue[], lenient: boolean): T;
  /** What its absence means, if it may be absent. */
  readonly absent?: () => T;
  readonly rules: readonly Rule<never>[];
}

/** What a struct says of each name. */
export type Fields<S> = { readonly [Name in keyof S]-?: Field<S[Name]> };

/** Any text. */
export const text: Text<string> = { expected: "a text", read: (text) => text };

/** One Unicode character. */
export const character: Text<string> = {
  expected: "one character",
  read: (text) => ([...text].length === 1 ? text : undefined),
};

/** `true` or `false`; `on` is a ticked checkbox. */
export const boolean: Text<boolean> = {
  expected: "true or false",
  read: (text) => (text === "true" || text === "on" ? true : text === "false" ? false : undefined),
};

/** A number with an optional sign, fraction and exponent. */
export const number: Text<number> = {
  expected: "a number",
  read: (text) => {
    const value = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
    return Number.isFinite(value) ? value : undefined;
  },
};

/** A whole number of a Rust type, in digits. */
export function wholeNumber(least: number, greatest: number, nonZero = false): Text<number> {
  const digits = wholeDigits(String(least), String(greatest), nonZero);
  return {
    expected: `a whole number from ${least} to ${greatest}` + (nonZero ? " other than 0" : ""),
    read: (text) => {
      const value = digits.read(text);
      return value === undefined ? undefined : Number(value);
    },
  };
}

/** A whole number that a JavaScript number may not hold, as its digits. */
export function wholeDigits(least: string, greatest: string, nonZero = false): Text<string> {
  const [min, max] = [BigInt(least), BigInt(greatest)];
  return {
    expected: `a whole number from ${least} to ${greatest} in digits`,
    read: (text) => {
      const [, sign = "", digits] = /^([+-]?)0*(\d{1,40})$/.exec(text) ?? [];
      if (digits === undefined || (sign === "-" && !least.startsWith("-"))) {
        return undefined;
      }
      const value = BigInt((sign === "-" ? "-" : "") + digits);
      return value < min || value > max || (nonZero && digits === "0") ? undefined : String(value);
    },
  };
}

/** One of some names. */
export function oneOf<const Names extends readonly string[]>(...names: Names): Text<Names[number]> {
  const quoted = names.map((name) => `"${name}"`);
  const few = [quoted.slice(0, -1).join(", "), ...quoted.slice(-1)].filter(Boolean).join(" or ");
  const expected = names.length > 12 ? `one of ${names.length} choices` : few;
  return { expected, read: (text) => (names.includes(text) ? text : undefined) };
}

/** The same, where other texts stand for some of the names, and any other text for `other`, if that is given. */
export function named<const Names extends readonly string[]>(
  names: Names,
  others: readonly (readonly [string, NoInfer<Names>[number]])[],
  other?: NoInfer<Names>[number],
): Text<Names[number]> {
  const own = oneOf<Names>(...names);
  const stands = (text: string) => others.find(([name]) => name === text)?.[1] ?? other;
  return { expected: other === undefined ? own.expected : "a text", read: (text) => own.read(text) ?? stands(text) };
}

/** A text of a form, such as a date. */
export function formatted<T extends string>(expected: string, is: (text: string) => boolean): Text<T> {
  return { expected, read: (text) => (is(text) ? (text as T) : undefined) };
}

/** A type that keeps rules of its own: the first that is broken is told. */
export function ruled<T>(of: Text<T>, ...rules: Rule<NoInfer<T>>[]): Text<T> {
  const broken = (value: T): Rule<T> | undefined => rules.find((rule) => rule.broken(value)) ?? of.broken?.(value);
  return { ...of, broken };
}

/** A value that must be there. */
export function required<T>(text: Text<T>, ...rules: Rule<NoInfer<T>>[]): Field<T> {
  const read = single(text);
  return {
    rules,
    read: (name, texts, issues, lenient) => {
      const value = read(name, texts, issues, lenient);
      if (value === null) {
        issues.push({ code: "required", message: "is required", path: [name] });
      }
      return value as T;
    },
  };
}

/** A value that may be absent. */
export function optional<T>(text: Text<T>, ...rules: Rule<NoInfer<T>>[]): Field<T | undefined> {
  const read = single(text);
  return {
    rules,
    absent: () => undefined,
    read: (...given) => read(...given) ?? undefined,
  };
}

/** A value whose absence means another. */
export function or<T>(text: Text<T>, value: NoInfer<T>, ...rules: Rule<NoInfer<T>>[]): Field<T> {
  const read = single(text);
  return { rules, absent: () => value, read: (...given) => read(...given) ?? value };
}

/** A list of which each value has its name. */
export function repeated<T>(text: Text<T>, ...rules: Rule<NoInfer<T[]>>[]): Field<T[]> {
  return { rules, absent: () => [], read: several(text, (value) => [value]) };
}

/** A list in one value, divided by commas. */
export function commas<T>(text: Text<T>, ...rules: Rule<NoInfer<T[]>>[]): Field<T[]> {
  const plain = (value: string): string => value.replace(/%2c/gi, ",").replace(/%25/g, "%");
  return { rules, absent: () => [], read: several(text, (value) => value.split(",").map(plain)) };
}

/** The segments of a catch-all. Unlike the values of a list, an empty one is not passed over. */
export function segments<T>(text: Text<T>, ...rules: Rule<NoInfer<T[]>>[]): Field<T[]> {
  return {
    rules,
    absent: () => [],
    read: (name, texts, issues) =>
      texts.map((one, at) => {
        const value = readText(text, one);
        if ("wrong" in value) {
          issues.push({ ...value.wrong, path: [name, at] });
        }
        return (value as { right: T }).right;
      }),
  };
}

/** The reader of a page's search params. */
export function searchOf<S>(route: string, fields: Fields<S>): Reader<S> {
  const modes = modesOf(route, fields, (raw) => raw);
  return Object.assign((input: Input) => modes.defaults(input), modes);
}

/** The reader of a page's params. Next hands them to a page percent-encoded. */
export function paramsOf<P>(route: string, notFound: () => never, fields: Fields<P>): Reader<P> {
  const modes = modesOf(route, fields, decodeParams);
  const usual = async (input: Input): Promise<P> => {
    const answer = await modes.safe(input);
    return answer.ok ? answer.data : notFound();
  };
  return Object.assign(usual, modes);
}

/** Writes search params as the server does: lists in the encoding of their field, and what is its default left out. */
export function searchCodec(
  defaults: { readonly [name: string]: unknown },
  commas: readonly string[] = [],
): SearchCodec {
  return (values) => {
    const pairs = new URLSearchParams();
    for (const [name, value] of Object.entries(values)) {
      const list = (Array.isArray(value) ? (value as unknown[]) : [value]).filter((one) => one != null);
      if (commas.includes(name) && list.length > 0) {
        pairs.append(name, joinValues(list));
      } else if (!Object.hasOwn(defaults, name) || String(value) !== String(defaults[name])) {
        list.forEach((one) => pairs.append(name, String(one)));
      }
    }
    return pairs.toString();
  };
}

type Said = Omit<Issue, "path">;

type Answer<T> = { readonly right: T } | { readonly wrong: Said };

function readText<T>(text: Text<T>, given: string): Answer<T> {
  const value = text.read(given);
  if (value === undefined) {
    return { wrong: { code: "type", message: `must be ${text.expected}` } };
  }
  const broken = text.broken?.(value);
  return broken === undefined ? { right: value } : { wrong: said(broken) };
}

/** What a broken rule says. */
function said({ code, message, params }: Rule<never>): Said {
  return params === undefined ? { code, message } : { code, message, params };
}

const MORE_THAN_ONCE: Said = { code: "type", message: "was sent more than once" };

/** A value that stands once; `null` where it is absent. An empty text that is no value of its type counts as absent. */
function single<T>(text: Text<T>): (name: string, texts: readonly string[], issues: Issue[], lenient: boolean) => T | null {
  return (name, texts, issues, lenient) => {
    const [first] = texts;
    if (first === undefined) {
      return null;
    }
    const value: Answer<T> = texts.length > 1 ? { wrong: MORE_THAN_ONCE } : readText(text, first);
    if ("right" in value) {
      return value.right;
    }
    if (!lenient && (texts.length > 1 || first !== "")) {
      issues.push({ ...value.wrong, path: [name] });
      return undefined as T;
    }
    return null;
  };
}

function several<T>(text: Text<T>, split: (value: string) => readonly string[]): Field<T[]>["read"] {
  return (name, texts, issues, lenient) => {
    const values: T[] = [];
    let at = 0;
    for (const one of texts.flatMap(split)) {
      const value = readText(text, one);
      if ("right" in value) {
        values.push(value.right);
      } else if (one === "") {
        continue;
      } else if (lenient) {
        return [];
      } else {
        issues.push({ ...value.wrong, path: [name, at] });
      }
      at += 1;
    }
    return values;
  };
}

function modesOf<S>(
  route: string,
  fields: Fields<S>,
  prepare: (raw: Raw) => Raw,
): { strict(input: Input): Promise<S>; safe(input: Input): Promise<Safe<S>>; defaults(input: Input): Promise<S> } {
  const prepared = async (input: Input): Promise<Raw> => prepare(record(await input));
  const orThrow = (answer: Safe<S>): S => {
    if (!answer.ok) {
      throw new RouteInputError(route, answer.issues, answer.raw);
    }
    return answer.data;
  };
  return {
    safe: async (input) => strict(fields, await prepared(input)),
    strict: async (input) => orThrow(strict(fields, await prepared(input))),
    defaults: async (input) => {
      const raw = await prepared(input);
      return defaults(fields, raw) ?? orThrow(strict(fields, raw));
    },
  };
}

function strict<S>(fields: Fields<S>, raw: Raw): Safe<S> {
  const issues: Issue[] = [];
  const data = readAll(fields, raw, issues);
  if (issues.length === 0) {
    issues.push(...broken(fields, data));
  }
  return issues.length > 0 ? { ok: false, issues, raw } : { ok: true, data };
}

/** What is wrong counts as absent, then also what breaks a rule; nothing, if a value is required that is not there. */
function defaults<S>(fields: Fields<S>, raw: Raw): S | undefined {
  let given = raw;
  for (let round = 0; round < 2; round += 1) {
    const issues: Issue[] = [];
    const data = readAll(fields, given, issues, true);
    if (issues.length > 0) {
      return undefined;
    }
    const names = broken(fields, data).map((issue) => String(issue.path?.[0]));
    if (names.length === 0) {
      return data;
    }
    given = Object.fromEntries(Object.entries(given).filter(([name]) => !names.includes(name)));
  }
  const all = entries(fields);
  return all.every(([, field]) => field.absent !== undefined)
    ? (collect(all.map(([name, field]) => [name, field.absent?.()])) as S)
    : undefined;
}

function readAll<S>(fields: Fields<S>, raw: Raw, issues: Issue[], lenient = false): S {
  const read = ([name, field]: [string, Field<unknown>]): [string, unknown] => {
    const given = Object.hasOwn(raw, name) ? raw[name] : undefined;
    const texts = given === undefined ? [] : typeof given === "string" ? [given] : given;
    return [name, field.read(name, texts, issues, lenient)];
  };
  return collect(entries(fields).map(read)) as S;
}

/** The rules that values break. An absent value breaks none: whether it may be absent is no rule of its own here. */
function broken<S>(fields: Fields<S>, data: S): Issue[] {
  return entries(fields).flatMap(([name, field]) => {
    const value = (data as { [name: string]: unknown })[name];
    const rules = value === undefined ? [] : field.rules.filter((rule) => rule.broken(value as never));
    return rules.map((rule) => ({ ...said(rule), path: [name] }));
  });
}

function entries<S>(fields: Fields<S>): [string, Field<unknown>][] {
  return Object.entries(fields);
}

function collect(values: [string, unknown][]): unknown {
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}
