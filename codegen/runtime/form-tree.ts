/** What a form sends, put together by the steps of its names: `email`, `address.city`, `items[0].price`, `tags[]`. */

import type { Path } from "./read";

/** What stands under a name: a text, or a file. */
export type Sent = string | File;

/**
 * The most that is read of a form: what the server takes where its handler states nothing else. A server that reads with
 * limits of its own answers by those.
 */
export interface Limits {
  /** Bytes of all names and texts together. */
  readonly text: number;
  /** Bytes of one text. */
  readonly value: number;
  /** Values, files included. */
  readonly pairs: number;
  /** Steps of a name: `a[0].b` has three. 32 at the most. */
  readonly depth: number;
  /** The greatest index of a list. */
  readonly index: number;
  /** Bytes of a file whose field states no size of its own. */
  readonly file: number;
}

/** What holds where nothing is stated. */
export const LIMITS: Limits = {
  text: 2 * 1024 * 1024,
  value: 1024 * 1024,
  pairs: 1000,
  depth: 16,
  index: 999,
  file: 10 * 1024 * 1024,
};

/** Leaves it to the server how much a form may hold. */
export const SERVER_LIMITS: Limits = {
  text: Infinity,
  value: Infinity,
  pairs: Infinity,
  depth: 32,
  index: Infinity,
  file: Infinity,
};

/** Names that begin with the same steps. */
export interface Node {
  /** What was sent under this name itself, in order. */
  readonly values: Sent[];
  /** The names one step further, in the order in which they were first sent. */
  readonly children: Map<string, Node>;
}

/** Something that is wrong before the form is read: what the server answers to it, and where. */
export interface Refusal {
  readonly status: 400 | 413;
  /** The name; `undefined`: the form as a whole. */
  readonly name: string | undefined;
  readonly message: string;
}

/** Everything that was sent, by the steps of its names. */
export interface Tree {
  readonly root: Node;
  /** The number of nodes. */
  readonly size: number;
  /** Whether files can be among it. */
  readonly multipart: boolean;
}

/** A path as forms write names: `items[0].price`. */
export function nameOf(path: Path): string {
  return path.reduce<string>(
    (name, step, at) => name + (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`),
    "",
  );
}

/** The index that a key is: digits without a zero before them. */
export function indexOf(key: string): number | undefined {
  return /^(?:0|[1-9]\d{0,15})$/.test(key) ? Number(key) : undefined;
}

/** The first step of a name and the others; `""` is `[]`. A name that does not follow the grammar is one step as a whole. */
export function stepsOf(name: string): readonly string[] {
  const head = /^[^.[]+/.exec(name)?.[0];
  if (head === undefined || head === name) {
    return [name];
  }
  const step = /\[([^\]]*)\]|\.([^.[]+)/y;
  step.lastIndex = head.length;
  const steps = [head];
  while (step.lastIndex < name.length) {
    const found = step.exec(name);
    if (found === null) {
      return [name];
    }
    steps.push(found[1] ?? found[2] ?? "");
  }
  return steps;
}

/**
 * Puts together what a form sends.
 *
 * `largest` gives the most bytes that the field of a name states for its files, if it states any.
 */
export function treeOf(
  data: FormData | URLSearchParams,
  limits: Limits,
  largest: (name: string) => number | undefined,
): Tree | readonly Refusal[] {
  const multipart = !(data instanceof URLSearchParams);
  const pairs = multipart ? multipartPairs(data, limits, largest) : urlencodedPairs(data, limits);
  if (!Array.isArray(pairs)) {
    return [pairs];
  }
  const tree: { root: Node; size: number; multipart: boolean } = { root: nodeOf(), size: 1, multipart };
  const refused: Refusal[] = [];
  for (const [name, value] of pairs) {
    const message = put(tree, name, value, Math.min(limits.depth, 32));
    if (message !== undefined) {
      refused.push({ status: 400, name, message });
    }
  }
  return refused.length > 0 ? refused : tree;
}

/** A node of which nothing is sent yet. */
export function nodeOf(): Node {
  return { values: [], children: new Map() };
}

/** The node of a key, made if need be. */
export function childOf(tree: { size: number }, of: Node, key: string): Node {
  let child = of.children.get(key);
  if (child === undefined) {
    child = nodeOf();
    of.children.set(key, child);
    tree.size += 1;
  }
  return child;
}

function put(tree: { root: Node; size: number }, name: string, value: Sent, depth: number): string | undefined {
  const steps = stepsOf(name);
  if (steps.length > depth) {
    return `must not be nested more than ${depth} deep`;
  }
  let node = tree.root;
  for (const [at, step] of steps.entries()) {
    if (step !== "" || at === 0) {
      node = childOf(tree, node, step);
    } else if (at < steps.length - 1) {
      return "does not say which element is meant; write its index, as in `items[0].name`";
    }
    // What is pushed goes where values of the plain name go: `k[]=a` is `k=a`.
  }
  node.values.push(value);
  return undefined;
}

function urlencodedPairs(data: URLSearchParams, limits: Limits): [string, Sent][] | Refusal {
  if (data.toString().length > limits.text) {
    return tooLarge(`the form is larger than ${limits.text} bytes`);
  }
  const pairs: [string, Sent][] = [];
  for (const [name, text] of data) {
    if (pairs.length >= limits.pairs) {
      return tooMany(limits);
    }
    if (bytesOf(text) > limits.value) {
      return tooLarge(`is longer than ${limits.value} bytes`, name);
    }
    pairs.push([name, text]);
  }
  return pairs;
}

/** As they go over the wire, where every line end of a text is CR LF, and a name has neither those nor quotes. */
function multipartPairs(
  data: FormData,
  limits: Limits,
  largest: (name: string) => number | undefined,
): [string, Sent][] | Refusal {
  const pairs: [string, Sent][] = [];
  let room = limits.text;
  for (const [written, given] of data) {
    // A file input in which none was chosen: without a name, the server takes it for a text.
    const value = typeof given !== "string" && given.name === "" && given.size === 0 ? "" : given;
    if (pairs.length >= limits.pairs) {
      return tooMany(limits);
    }
    const name = withLineEnds(written).replaceAll("\r\n", "%0D%0A").replaceAll('"', "%22");
    room -= bytesOf(name);
    if (room < 0) {
      return tooLarge(`the texts of the form are longer than ${limits.text} bytes`);
    }
    if (typeof value !== "string") {
      if (value.size > limits.file && largest(name) === undefined) {
        return tooLarge(`is larger than ${limits.file} bytes`, name);
      }
      pairs.push([name, value]);
      continue;
    }
    const text = withLineEnds(value);
    const bytes = bytesOf(text);
    // The limit that is reached first, byte by byte.
    if (bytes > limits.value && limits.value < room) {
      return tooLarge(`is longer than ${limits.value} bytes`, name);
    }
    room -= bytes;
    if (room < 0) {
      return tooLarge(`the texts of the form are longer than ${limits.text} bytes`);
    }
    pairs.push([name, text]);
  }
  return pairs;
}

function tooMany(limits: Limits): Refusal {
  return tooLarge(`the form has more than ${limits.pairs} values`);
}

function tooLarge(message: string, name?: string): Refusal {
  return { status: 413, name, message };
}

function withLineEnds(text: string): string {
  return text.replace(/\r\n|\r|\n/g, "\r\n");
}

function bytesOf(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    // A pair of surrogates is four bytes: two for each.
    bytes += unit < 0x80 ? 0 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return bytes;
}
