/**
 * Reading a form: what was sent becomes a value by the kinds of its fields, the value is judged, and everything that is
 * wrong is said at once, in the words of the Rust server.
 */
import type { FieldErrors, FormValues } from "./form-state";
import { heldBy, plain, Reader, takesText, the, type Kind } from "./form-kinds";
import { childOf, indexOf, LIMITS, nameOf, nodeOf, SERVER_LIMITS, stepsOf, treeOf } from "./form-tree";
import type { Limits, Node, Refusal, Tree } from "./form-tree";
import type { Issue, Path, Reader as Judge, StandardSchema } from "./read";

/** What came of reading a form. */
export type Decoded<Value, Errors, Values> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false;
      /** What the Rust server answers: 422 where the form could be read, 400 where not, 413 where it is too large. */
      readonly status: 400 | 413 | 422;
      /** What is wrong with the form as a whole. */
      readonly formErrors: readonly string[];
      /** What is wrong with each field, by its name: `email`, `items[0].price`. */
      readonly fieldErrors: Errors;
      /** The texts as they were sent, to fill the form in again: neither files nor secrets. */
      readonly values: Values;
    };

/**
 * A form: how it is read, and a Standard Schema (https://standardschema.dev). The schema takes `FormData`, and the values of
 * a form as form libraries hold them: texts, or what the texts stand for. Those are judged as what the form would send of
 * them: `null` and `undefined` say nothing.
 */
export interface FormSchema<Input, Output> extends StandardSchema<Input, Output> {
  /** The same schema, where the type of what is given is `FormData`. */
  readonly formData: StandardSchema<FormData | URLSearchParams, Output>;
  /** Reads what was sent. */
  decode(
    data: FormData | URLSearchParams,
    limits?: Limits,
  ): Decoded<Output, FieldErrors<Input>, FormValues<Input>>;
  /** The texts that were sent, to fill the form in again: neither files nor secrets. */
  values(data: FormData | URLSearchParams): FormValues<Input>;
}

/** Makes a form of its kind and of what judges its value. */
export function formOf<Input, Output>(make: () => Kind, judge: Judge<Output>): FormSchema<Input, Output> {
  const standard: StandardSchema<never, Output>["~standard"] = {
    version: 1,
    vendor: "rutter",
    validate(value) {
      const read = readForm(value, the(make), judge, LIMITS);
      return read.ok ? { value: read.value } : { issues: read.issues };
    },
  };
  return {
    "~standard": standard,
    formData: { "~standard": standard },
    decode: (data, limits = LIMITS) => decode(data, the(make), judge, limits),
    values(data) {
      const tree = treeOf(data, SERVER_LIMITS, () => undefined);
      return ("root" in tree ? valuesOf(tree, the(make)) : {}) as object as FormValues<Input>;
    },
  };
}

function decode<Value, Errors, Values>(
  data: FormData | URLSearchParams,
  kind: Kind,
  judge: Judge<Value>,
  limits: Limits,
): Decoded<Value, Errors, Values> {
  const read = readForm(data, kind, judge, limits);
  if (read.ok) {
    return read;
  }
  const formErrors: string[] = [];
  const fieldErrors = new Map<string, string[]>();
  for (const { path, message } of read.issues) {
    if (path.length === 0) {
      formErrors.push(message);
    } else {
      add(fieldErrors, nameOf(path), message);
    }
  }
  return {
    ok: false,
    status: read.status,
    formErrors,
    fieldErrors: Object.fromEntries(fieldErrors) as Errors,
    values: (read.tree ? valuesOf(read.tree, kind) : {}) as object as Values,
  };
}

type ReadForm<Value> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false;
      readonly status: 400 | 413 | 422;
      readonly issues: readonly Issue[];
      readonly tree?: Tree;
    };

function readForm<Value>(data: unknown, kind: Kind, judge: Judge<Value>, limits: Limits): ReadForm<Value> {
  const tree = isForm(data) ? treeOf(data, limits, (name) => largestFile(kind, name)) : treeOfValues(data, limits);
  if (!("root" in tree)) {
    const issues = tree.map(({ name, message }) => ({
      code: "form",
      path: name === undefined ? [] : [shown(name)],
      message,
    }));
    return { ok: false, status: tree[0]?.status ?? 400, issues };
  }
  const reader = new Reader(limits, tree.multipart, tree.size);
  const sent = reader.read(kind, { values: [], node: tree.root }, {}, []);
  const judged: Issue[] = [];
  const value = judge(sent === undefined ? {} : sent, [], judged);
  if (reader.issues.length === 0 && judged.length === 0) {
    return { ok: true, value };
  }
  return { ok: false, status: 422, issues: [...reader.issues, ...placed(judged, reader)], tree };
}

function isForm(data: unknown): data is FormData | URLSearchParams {
  return data instanceof URLSearchParams || (typeof FormData !== "undefined" && data instanceof FormData);
}

/** What the judge says, by the indexes that were sent. */
function placed(judged: readonly Issue[], reader: Reader): Issue[] {
  const sent = new Map([...reader.moved].reverse().map(({ list, sent }) => [JSON.stringify(list), sent]));
  const own = new Set(reader.issues.map(({ path }) => JSON.stringify(path)));
  const found: Issue[] = [];
  for (const { code, message, path: read } of judged) {
    const path: (string | number)[] = [];
    let isSaid = own.has("[]");
    for (const step of read) {
      const list = sent.size > 0 && typeof step === "number" ? sent.get(JSON.stringify(path)) : undefined;
      path.push(list?.[step as number] ?? step);
      // Where something is wrong with the texts themselves, a value stands that nothing more need be said of.
      isSaid ||= own.size > 0 && own.has(JSON.stringify(path));
    }
    if (!isSaid) {
      found.push({ code, path, message });
    }
  }
  return found;
}

/** The texts of a form by the path of their field; neither files nor secrets, nor names that the form does not have. */
function valuesOf(tree: Tree, kind: Kind): { [name: string]: string[] } {
  const values = new Map<string, string[]>();
  const visit = (node: Node, kinds: readonly Kind[], path: Path): void => {
    const among = plain(kinds);
    const texts = node.values.filter((value) => typeof value === "string");
    if (texts.length > 0 && among.some(takesText)) {
      values.set(nameOf(path), [...(values.get(nameOf(path)) ?? []), ...texts]);
    }
    for (const [key, child] of node.children) {
      const held = heldBy(among, key);
      if (held.kinds.length > 0 && !held.fields.some((field) => field.secret)) {
        const index = held.inList ? indexOf(key) : undefined;
        visit(child, held.kinds, [...path, held.fields[0]?.name ?? index ?? key]);
      }
    }
  };
  visit(tree.root, [kind], []);
  return Object.fromEntries(values);
}

/** The most bytes that the field of a name states for its files. */
function largestFile(kind: Kind, name: string): number | undefined {
  let kinds = plain([kind]);
  let stated: number | undefined;
  for (const step of stepsOf(name).filter((step, at) => step !== "" || at === 0)) {
    const held = heldBy(kinds, step);
    // The elements of a list are under the rules of its field.
    if (!held.inList) {
      const sizes = held.fields.flatMap(({ maxSize }) => maxSize ?? []);
      stated = sizes.length > 0 ? Math.max(...sizes) : undefined;
    }
    kinds = plain(held.kinds);
  }
  return stated;
}

/** What a form would send of these values. */
function treeOfValues(value: unknown, limits: Limits): Tree | readonly Refusal[] {
  const tree = { root: nodeOf(), size: 1, multipart: true };
  const open: [node: Node, value: unknown, path: Path][] = [[tree.root, value, []]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, value, path] = next;
    if (path.length > limits.depth) {
      return [{ status: 400, name: nameOf(path), message: `must not be nested more than ${limits.depth} deep` }];
    }
    // Values that hold themselves have no end.
    if (tree.size > limits.pairs * limits.depth) {
      return [{ status: 413, name: undefined, message: `the form has more than ${limits.pairs} values` }];
    }
    if (value instanceof Blob) {
      node.values.push(value as File);
    } else if (value instanceof Date) {
      node.values.push(Number.isNaN(value.getTime()) ? "" : value.toISOString());
    } else if (typeof FileList !== "undefined" && value instanceof FileList) {
      node.values.push(...value);
    } else if (typeof value === "object" && value !== null) {
      const isList = Array.isArray(value);
      for (const [key, held] of Object.entries(value)) {
        if (held !== undefined && held !== null) {
          open.push([childOf(tree, node, key), held, [...path, isList ? Number(key) : key]]);
        }
      }
    } else if (value !== undefined && value !== null) {
      node.values.push(String(value));
    }
  }
  return tree;
}

/** A name as errors show it. */
function shown(name: string): string {
  const letters = name.length > 100 ? [...name] : [];
  return letters.length > 100 ? `${letters.slice(0, 100).join("")}…` : name;
}

function add(errors: Map<string, string[]>, name: string, message: string): void {
  const messages = errors.get(name) ?? [];
  if (!messages.includes(message)) {
    errors.set(name, [...messages, message]);
  }
}
