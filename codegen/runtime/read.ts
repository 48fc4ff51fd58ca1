/**
 * Reading values as the server reads them. A reader takes a value, the path that leads to it and the list to which it adds
 * what is wrong; what it gives back counts only where it adds nothing.
 */

/** The way from the whole value to a part of it. */
export type Path = readonly (string | number)[];

/** One thing that is wrong with a value. */
export interface Issue {
  /** What is asked for that is not so: `required`, `type`, `length`, ... */
  readonly code: string;
  /** What is wrong, in English: `must be 2 to 60 characters`. */
  readonly message: string;
  /** Where. */
  readonly path: Path;
  /** What the message is made of, for one in another language: `{ min: 2, max: 60 }`. */
  readonly params?: Params | undefined;
}

/** The values in a message. */
export interface Params {
  readonly [name: string]: string | number | readonly string[];
}

/** Gives back a value as it was read, and adds what is wrong with it. */
export type Reader<T> = (value: unknown, path: Path, issues: Issue[]) => T;

/** What a part of a list or map is read by. */
export type ItemReader<T, Key> = (value: unknown, key: Key) => T;

/** A schema as libraries for forms and actions take it: <https://standardschema.dev>. */
export interface StandardSchema<Input, Output = Input> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "rutter";
    readonly validate: (value: unknown) => Result<Output>;
    /** There for the compiler alone. */
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

/** What was read, or everything that is wrong. */
export type Result<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly issues: readonly Issue[] };

/** Any value of JSON. */
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** As many issues as are named, and as deep as a value may nest: the server's own limits. */
export const MAX_ISSUES = 1000;
export const MAX_DEPTH = 128;

/**
 * As many parts of a value as are looked at: those of a text of 2 MB, which is what axum takes, are fewer. The server needs no such
 * limit. A value of JavaScript can have one part in many places, and so be larger than any text: the argument of a server
 * action may be of that kind.
 */
export const MAX_PARTS = 2_000_000;

/** The schema of what a reader takes. */
export function schema<Input, Output = Input>(read: Reader<Output>): StandardSchema<Input, Output> {
  return {
    "~standard": {
      version: 1,
      vendor: "rutter",
      validate(value) {
        const issues: Issue[] = [];
        const output = read(value, [], issues);
        return issues.length ? { issues } : { value: output };
      },
    },
  };
}

/** The schema with messages of your own: `translated(bookingSchema, ({ code, params }) => t(code, params))`. */
export function translated<Input, Output>(
  schema: StandardSchema<Input, Output>,
  message: (issue: Issue) => string,
): StandardSchema<Input, Output> {
  const standard = schema["~standard"];
  const validate = (value: unknown): Result<Output> => {
    const result = standard.validate(value);
    return result.issues === undefined
      ? result
      : { issues: result.issues.map((issue) => ({ ...issue, message: message(issue) })) };
  };
  return { "~standard": { ...standard, validate } };
}

/** Says what is wrong with a value. What is not there at all is required. */
export function refuse(
  value: unknown,
  path: Path,
  issues: Issue[],
  code: string,
  message: string,
  params?: Params,
): void {
  if (issues.length < MAX_ISSUES) {
    issues.push(
      value === undefined ? { code: "required", message: "is required", path } : { code, message, path, params },
    );
  }
}

/** The same, of a value that is none of some texts: anything else than a text is of the wrong type. */
export function refuseChoice(
  value: unknown,
  path: Path,
  issues: Issue[],
  message: string,
  otherwise: string = message,
): void {
  const isString = typeof value === "string";
  refuse(value, path, issues, isString ? "choice" : "type", isString ? message : otherwise);
}

/** The name of an enum: the value itself, or the name that it stands for. */
export function nameOf(
  value: unknown,
  path: Path,
  issues: Issue[],
  names: readonly string[],
  others: OtherNames,
  message: string,
  otherwise?: string,
): string | undefined {
  const name = known(value, names, others);
  if (name === undefined) {
    refuseChoice(value, path, issues, message, otherwise);
  }
  return name;
}

/** The same, where any other text stands for a name, but for those of `except`. */
export function nameOrOther(
  value: unknown,
  path: Path,
  issues: Issue[],
  names: readonly string[],
  others: OtherNames,
  other: string,
  except: readonly string[] = [],
  message: string = "must be a text",
): string {
  const name = known(value, names, others);
  if (name === undefined && (!isText(value) || except.includes(value))) {
    refuseChoice(value, path, issues, message, "must be a text");
  }
  return name ?? other;
}

/** Texts, and the names that they stand for. */
type OtherNames = readonly (readonly [string, string])[];

function known(value: unknown, names: readonly string[], others: OtherNames): string | undefined {
  return names.find((name) => name === value) ?? others.find(([text]) => text === value)?.[1];
}

/** Whether a value is a text: one with half of a character is none. Browsers of before 2024 leave that to the server. */
export function isText(value: unknown): value is string {
  return typeof value === "string" && (value as string & { isWellFormed?(): boolean }).isWellFormed?.() !== false;
}

export function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

export function isInteger(value: unknown, least: number, greatest: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= greatest;
}

export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is an object whose keys are data: no `Date`, `Map` or other instance of a class. */
export function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  if (!isObject(value)) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  // That of all objects has none itself, wherever it is from.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Whether a text has so many characters; one beyond 16 bits counts once. */
export function hasLength(text: string, min: number, max: number): boolean {
  const units = text.length;
  const length = units < 2 * min || (units > max && units <= 2 * max) ? [...text].length : units;
  return length >= min && length <= max;
}

/** A list, each element by a reader; of a fixed length, if one is given. */
export function list<T>(
  value: unknown,
  path: Path,
  issues: Issue[],
  read: ItemReader<T, number>,
  count?: number,
): T[] {
  const items: T[] = [];
  if (!Array.isArray(value) || (count ?? value.length) !== value.length) {
    refuse(value, path, issues, "type", "must be a list" + (count === undefined ? "" : ofItems(count)));
  } else if (!isTooMuch(value, path, issues, value.length)) {
    for (let index = 0; index < value.length && !isEnough(issues); index += 1) {
      items.push(read(value[index], index));
    }
  }
  return items;
}

/** The list that was read from a value, of which no two elements may be equal. */
export function distinct<T>(value: unknown, path: Path, issues: Issue[], items: T[]): T[] {
  const seen = new Set<string | undefined>();
  for (const index of items.keys()) {
    const text = textOf((value as unknown[])[index]);
    if (text !== undefined && seen.has(text)) {
      refuse(null, [...path, index], issues, "unique", "must not be repeated");
    }
    seen.add(text);
  }
  return items;
}

/** A list of fixed length, each element by the reader at its place. */
export function tuple(
  value: unknown,
  path: Path,
  issues: Issue[],
  readers: readonly ItemReader<unknown, number>[],
): unknown[] {
  if (!Array.isArray(value) || value.length !== readers.length) {
    refuse(value, path, issues, "type", "must be a list" + ofItems(readers.length));
    return [];
  }
  return isTooMuch(value, path, issues) ? [] : readers.map((read, index) => read(value[index], index));
}

function ofItems(count: number): string {
  return ` of ${count} ${count === 1 ? "item" : "items"}`;
}

/** An object whose keys are data, as JSON has it, but for some keys. */
export function map<T>(
  value: unknown,
  path: Path,
  issues: Issue[],
  read: ItemReader<T, string>,
  except?: readonly string[],
): { [key: string]: T } {
  if (!isRecord(value)) {
    refuse(value, path, issues, "type", "must be an object");
  } else if (!isTooMuch(value, path, issues)) {
    return rest(value, path, issues, read, except);
  }
  return {};
}

/** The entries of an object, but for some keys. */
export function rest<T>(
  value: { readonly [key: string]: unknown },
  path: Path,
  issues: Issue[],
  read: ItemReader<T, string>,
  except: readonly string[] = [],
): { [key: string]: T } {
  const entries: [string, T][] = [];
  const keys = Object.keys(value);
  if (isTooMany(path, issues, keys.length)) {
    return {};
  }
  for (const key of keys) {
    if (isEnough(issues)) {
      break;
    }
    if (value[key] === undefined || except.includes(key)) {
      continue;
    }
    if (isText(key)) {
      entries.push([key, read(value[key], key)]);
    } else {
      refuse(key, [...path, key], issues, "key", "must have a key that is a text");
    }
  }
  return Object.fromEntries(entries);
}

/** Any value that can be written as JSON and read by the server. */
export function json(value: unknown, path: Path, issues: Issue[]): Json {
  const read = (item: unknown, key: string | number): Json => json(item, [...path, key], issues);
  if (Array.isArray(value)) {
    return list(value, path, issues, read);
  }
  if (isRecord(value)) {
    return map(value, path, issues, read);
  }
  if (!isText(value) && !isNumber(value) && typeof value !== "boolean" && value !== null) {
    refuse(value, path, issues, "type", "must be a value of JSON");
  }
  return value as Json;
}

/** The same, of which an object is read but for some keys. */
export function jsonBut(value: unknown, path: Path, issues: Issue[], except: readonly string[]): Json {
  return isObject(value)
    ? map(value, path, issues, (item, key) => json(item, [...path, key], issues), except)
    : json(value, path, issues);
}

/** Whether two values are equal as JSON; one that is not there equals `null`. What is too much to be compared is not. */
export function isSame(one: unknown, other: unknown): boolean {
  let left = MAX_PARTS;
  const isEqual = (one: unknown, other: unknown, depth: number): boolean => {
    left -= 1;
    if (one === other || left < 0 || depth > MAX_DEPTH) {
      return one === other;
    }
    if (Array.isArray(one)) {
      return (
        Array.isArray(other) &&
        one.length === other.length &&
        one.every((item, index) => isEqual(item, other[index], depth + 1))
      );
    }
    if (!isObject(one) || !isObject(other)) {
      return false;
    }
    const keys = Object.keys(one).filter((key) => has(one, key));
    return (
      keys.length === Object.keys(other).filter((key) => has(other, key)).length &&
      keys.every((key) => has(other, key) && isEqual(one[key], other[key], depth + 1))
    );
  };
  return isEqual(one ?? null, other ?? null, 0);
}

/** A value as JSON; nothing, where it is none. */
function textOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** The list that gets the issues of what is being read, or of an attempt to read it in one of several ways. */
let reading: Issue[] | undefined;

/** How many parts were looked at since then. */
let parts = 0;

/** What was made of them by types that hold themselves, where one is read in several ways. */
let answers: Map<unknown, Map<Reader<unknown>, Answer>> | undefined;

/** What a reader made of a value, if it takes it. */
type Answer = { readonly value: unknown } | undefined;

/** Reading is never interrupted: another list of issues means that another value is read, whatever became of the one before. */
function begin(issues: Issue[]): void {
  if (reading !== issues) {
    reading = issues;
    parts = 0;
    answers = undefined;
  }
}

/** The issues of a value that was parsed from a text, and so may have as many parts as it has. */
export function issuesOfText(): Issue[] {
  const issues: Issue[] = [];
  begin(issues);
  parts = Number.NEGATIVE_INFINITY;
  return issues;
}

/**
 * Whether to look no further, which is said: a value is nested too deep, or has too many parts, or enough is wrong already. What
 * holds itself is one of these, sooner or later.
 */
export function isTooMuch(value: unknown, path: Path, issues: Issue[], items: number = 0): boolean {
  if (isTooMany(path, issues, items + 1)) {
    return true;
  }
  const isDeep = path.length >= MAX_DEPTH - 1;
  if (isDeep) {
    refuse(value, path, issues, "depth", `must not be nested more than ${MAX_DEPTH} deep`);
  }
  return isDeep || isEnough(issues);
}

/** Counts parts; whether they are too many, which is said once. */
function isTooMany(path: Path, issues: Issue[], more: number): boolean {
  begin(issues);
  parts += more;
  const isOver = parts > MAX_PARTS;
  if (isOver && !issues.some(({ code }) => code === "size")) {
    refuse(null, path, issues, "size", `must not have more than ${MAX_PARTS} parts`, { max: MAX_PARTS });
  }
  return isOver;
}

/** Whether nothing more can be said of what is being read. */
function isEnough(issues: Issue[]): boolean {
  return issues.length >= MAX_ISSUES || (reading === issues && parts > MAX_PARTS);
}

/** What the first of some readers makes of a value that it takes. */
export function firstOf(
  value: unknown,
  path: Path,
  issues: Issue[],
  readers: readonly Reader<unknown>[],
): Answer {
  for (const read of readers) {
    const answer = attempt(value, path, issues, read);
    if (answer !== undefined) {
      return answer;
    }
  }
  return undefined;
}

/**
 * The same, of a type that holds itself. What a reader made of a part is kept, because each way to read the whole asks for
 * it again: two ways at each of a hundred levels would take forever.
 */
export function firstOfMany(
  value: unknown,
  path: Path,
  issues: Issue[],
  readers: readonly Reader<unknown>[],
): Answer {
  begin(issues);
  const isOutermost = answers === undefined;
  answers ??= new Map();
  const kept = answers.get(value) ?? new Map<Reader<unknown>, Answer>();
  answers.set(value, kept);
  let answer: Answer;
  for (const read of readers) {
    answer = kept.has(read) ? kept.get(read) : attempt(value, path, issues, read);
    kept.set(read, answer);
    if (answer !== undefined) {
      break;
    }
  }
  if (isOutermost) {
    answers = undefined;
    // What was made of a part that has several places stands in all of them.
    return isTooMany(path, issues, partsOf(answer?.value)) ? undefined : answer;
  }
  return answer;
}

/** How many parts a value has, up to one more than are looked at. */
function partsOf(value: unknown): number {
  let count = 0;
  const visit = (value: unknown): void => {
    count += 1;
    if (typeof value === "object" && value !== null && count <= MAX_PARTS) {
      Object.values(value).forEach(visit);
    }
  };
  visit(value);
  return count;
}

/** What a reader makes of a value, as a part of what is being read. */
function attempt(value: unknown, path: Path, issues: Issue[], read: Reader<unknown>): Answer {
  if (isTooMany(path, issues, 1)) {
    return undefined;
  }
  const found: Issue[] = [];
  reading = found;
  const result = read(value, path, found);
  reading = issues;
  return found.length === 0 && !isTooMany(path, issues, 0) ? { value: result } : undefined;
}

/** The value of a key that an object has itself: one like `constructor` is there in every object. */
export function own(value: { readonly [key: string]: unknown }, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Whether an object has a key that holds something: one that holds `undefined` is not written to JSON. */
export function has(value: { readonly [key: string]: unknown }, key: string): boolean {
  return own(value, key) !== undefined;
}

/** The name under which a field was sent: the first of its names that is there. */
export function sentAs(value: { readonly [key: string]: unknown }, names: readonly [string, ...string[]]): string {
  return names.find((name) => has(value, name)) ?? names[0];
}

/** Refuses a field that was sent under other names, too. */
export function refuseAliases(
  value: { readonly [key: string]: unknown },
  path: Path,
  issues: Issue[],
  sent: string,
  names: readonly string[],
): void {
  for (const name of names) {
    if (name !== sent && has(value, name)) {
      const message = `was sent more than once: \`${sent}\` and \`${name}\` are names of one field`;
      refuse(name, [...path, name], issues, "duplicate", message, { names: [sent, name] });
    }
  }
}

/** Refuses the keys that an object does not declare. */
export function refuseOthers(
  value: { readonly [key: string]: unknown },
  path: Path,
  issues: Issue[],
  declared: readonly string[],
): void {
  for (const key of Object.keys(value)) {
    if (value[key] !== undefined && !declared.includes(key)) {
      refuse(value[key], [...path, key], issues, "unknown", "is not a known field");
    }
  }
}
