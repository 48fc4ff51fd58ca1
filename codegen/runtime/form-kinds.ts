/**
 * What the texts of a form mean, by the type of the field: each kind of type is a function here, so that a bundle holds
 * those that its forms have. A form has nothing but texts and files, and says less than JSON: no form says that a list is
 * empty or a box is not checked. What comes of them is the value that is then judged.
 */
import { indexOf, nameOf, type Limits, type Node, type Sent } from "./form-tree";
import type { Issue, Path, Reader as Judge } from "./read";

/** What was sent for a value: texts and files under its own name, and values under longer names. */
export interface Part {
  readonly values: readonly Sent[];
  readonly node?: Node;
}

/** What a field says of its value. */
export interface Asked {
  /** What an empty text means, where it is stated. */
  readonly empty?: "absent" | "null" | "keep";
  /** The most bytes of a file. */
  readonly maxSize?: number;
  /** The files that are taken, as in HTML's `accept`. */
  readonly accept?: readonly string[];
}

/** A field of a group. */
export interface Field extends Asked {
  readonly name: string;
  readonly kind: Kind;
  /** Other names under which it may be sent. */
  readonly aliases?: readonly string[];
  /** It may be left out. */
  readonly optional?: boolean;
  /** It is never shown again. */
  readonly secret?: boolean;
}

/** What some kinds have one step further. */
export interface Held {
  readonly kinds: Kind[];
  readonly fields: Field[];
  inList: boolean;
}

/** A kind of value. */
export interface Kind {
  /** The value; `undefined`: it was not sent. */
  read(reader: Reader, part: Part, asked: Asked, at: Path): unknown;
  /** What it means that nothing was sent for what must be there. */
  missing?(reader: Reader, asked: Asked, at: Path): unknown;
  /** The kinds that the value may be of, where this is a choice or another name. */
  readonly among?: () => readonly Kind[];
  /** Adds what it has under a key. */
  hold?(key: string, held: Held): void;
  /** Whether a text may stand for a value of it, if not always. */
  readonly takesText?: () => boolean;
  readonly isList?: boolean;
  readonly isNullable?: boolean;
}

/** Types are read inside each other at most so often: only those that must hold themselves are so deep. */
const DEEPEST = 256;
const NOTHING: Part = { values: [] };
const ANYTHING: Asked = {};

/** What is known while a form is read. */
export class Reader {
  readonly issues: Issue[] = [];
  /** Lists whose elements are not where they were sent: the index that each element was sent under. */
  readonly moved: { readonly list: Path; readonly sent: readonly number[] }[] = [];
  readonly limits: Limits;
  /** Whether files can be among what was sent. */
  readonly multipart: boolean;
  private level = 0;
  private steps: number;
  private readonly chosen = new Map<Node, Map<Kind, number>>();

  constructor(limits: Limits, multipart: boolean, size: number) {
    this.limits = limits;
    this.multipart = multipart;
    // Types without a tag are tried one by one, which multiplies where they hold each other.
    this.steps = 20_000 + 200 * size;
  }

  /** The value of a kind; `undefined`: it was not sent. */
  read(kind: Kind, part: Part, asked: Asked, at: Path): unknown {
    if (this.steps === 0 || this.level === DEEPEST) {
      return this.refuse(at, "type", "can be read in too many ways; send less of it");
    }
    this.steps -= 1;
    this.level += 1;
    const value = kind.read(this, part, asked, at);
    this.level -= 1;
    return value;
  }

  /** Says what is wrong, and gives a value in whose place nothing else will be said. */
  refuse(path: Path, code: string, message: string): null {
    this.issues.push({ path, code, message });
    return null;
  }

  /** The first variant that takes what was sent, remembered by its place: variants hold each other. */
  choose(kind: Kind, node: Node | undefined, fits: (variant: number) => boolean, count: number): number {
    const known = node && this.chosen.get(node)?.get(kind);
    if (known !== undefined) {
      return known;
    }
    const issues = this.issues.length;
    const moved = this.moved.length;
    let found = -1;
    for (let variant = 0; variant < count && found < 0; variant++) {
      if (fits(variant) && this.issues.length === issues) {
        found = variant;
      }
      this.issues.length = issues;
      this.moved.length = moved;
    }
    if (node !== undefined) {
      const places = this.chosen.get(node) ?? new Map<Kind, number>();
      this.chosen.set(node, places.set(kind, found));
    }
    return found;
  }
}

/** The kinds behind references, options and choices: what a value is in the end. */
export function plain(kinds: readonly Kind[]): readonly Kind[] {
  const found: Kind[] = [];
  const seen = new Set<Kind>();
  const open = [...kinds];
  for (let kind = open.pop(); kind !== undefined; kind = open.pop()) {
    if (seen.has(kind)) {
      continue;
    }
    seen.add(kind);
    if (kind.among) {
      open.push(...[...kind.among()].reverse());
    } else {
      found.push(kind);
    }
  }
  return found;
}

/** What some kinds have under a key, which may be an alias, or an index in digits. */
export function heldBy(kinds: readonly Kind[], key: string): Held {
  const held: Held = { kinds: [], fields: [], inList: false };
  for (const kind of kinds) {
    kind.hold?.(key, held);
  }
  return held;
}

const known: WeakMap<() => Kind, Kind> = /* @__PURE__ */ new WeakMap();

/** The kind that a function makes, made once. */
export function the(make: () => Kind): Kind {
  const kind = known.get(make) ?? make();
  known.set(make, kind);
  return kind;
}

/** A kind that has a name, and so may hold itself. */
export function ref(to: () => Kind): Kind {
  return {
    read: (reader, part, asked, at) => reader.read(the(to), part, asked, at),
    missing: (reader, asked, at) => the(to).missing?.(reader, asked, at),
    among: () => [the(to)],
  };
}

/** A kind whose values keep rules of their own, which the judge asks. */
export function ruled(of: Kind): Kind {
  return {
    read: (reader, part, asked, at) => reader.read(of, part, asked, at),
    missing: (reader, asked, at) => of.missing?.(reader, asked, at),
    among: () => [of],
    isNullable: of.isNullable === true,
  };
}

/** A text. An empty one is a text too, unless the field says otherwise. */
export const text: Kind = {
  read: (reader, part, asked, at) => scalar(reader, part, asked.empty ? asked : { ...asked, empty: "keep" }, at, asText),
};

/** A text that is never empty: a date, one of some names. */
export const word: Kind = { read: (reader, part, asked, at) => scalar(reader, part, asked, at, asText) };

/** A date and time. `<input type="datetime-local">` sends no seconds where none are asked for. */
export const localDateTime: Kind = {
  read: (reader, part, asked, at) => scalar(reader, part, asked, at, (sent) => withSeconds(sent, 16)),
};

/** A time of day, of which `<input type="time">` sends no seconds either. */
export const time: Kind = {
  read: (reader, part, asked, at) => scalar(reader, part, asked, at, (sent) => withSeconds(sent, 5)),
};

/** A number, as Rust reads one: no spaces, no separators, no hexadecimal digits, neither NaN nor an infinity. */
export const number: Kind = {
  read: (reader, part, asked, at) => scalar(reader, part, asked, at, asNumber),
};

/** A whole number of a type that has negative ones. Whether it is in the range is left to the judge. */
export const integer: Kind = {
  read: (reader, part, asked, at) => scalar(reader, part, asked, at, asInteger),
};

/** A whole number of a type without negative ones, of which `-0` is none. */
export const natural: Kind = {
  read: (reader, part, asked, at) => scalar(reader, part, asked, at, (sent) => (/^-0+$/.test(sent) ? sent : asInteger(sent))),
};

/** Values that are no texts: each by a text that stands for it. */
export function literal(values: readonly (readonly [text: string, value: unknown])[]): Kind {
  const known = new Map(values);
  return {
    read: (reader, part, asked, at) =>
      scalar(reader, part, asked, at, (sent) => (known.has(sent) ? known.get(sent) : sent)),
  };
}

/** A checkbox, or the texts `true` and `false`. A box that is not checked sends nothing. */
export const boolean: Kind = {
  read(reader, part, asked, at) {
    const { values } = part;
    const last = values.slice(-1);
    // Pages put a hidden input with `false` before a box: the last one counts.
    const known = values.slice(0, -1).every((value) => typeof value === "string" && asBoolean(value) !== value);
    return scalar(reader, known ? { ...part, values: last } : part, asked, at, asBoolean);
  },
  missing: () => false,
};

/** A file. An input in which none was chosen sends one without name and content, which is none. */
export const file: Kind = {
  read(reader, part, { maxSize, accept }, at) {
    if (hasLongerNames(reader, part, at, "is a file")) {
      return null;
    }
    const [sent, ...others] = part.values;
    if (sent === undefined || (sent === "" && others.length === 0)) {
      return undefined;
    }
    if (others.length > 0) {
      return reader.refuse(at, "duplicate", "takes one file, and several were sent");
    }
    if (typeof sent === "string") {
      const message = reader.multipart
        ? "is a file, and a text was sent"
        : 'is a file, which only a form with `enctype="multipart/form-data"` can send';
      return reader.refuse(at, "file", message);
    }
    if (isNoFile(sent)) {
      return undefined;
    }
    if (maxSize !== undefined && sent.size > maxSize) {
      return reader.refuse(at, "file", `is larger than ${maxSize} bytes`);
    }
    if (accept !== undefined && !accept.some((kind) => isOfKind(sent, kind))) {
      const kinds = accept.length === 1 ? "the kind" : "one of the kinds";
      return reader.refuse(at, "file", `must be a file of ${kinds} ${accept.join(", ")}`);
    }
    return sent;
  },
  takesText: () => false,
};

/** Nothing that can be sent. */
export const never: Kind = {
  read: (reader, _part, _asked, at) => reader.refuse(at, "type", "must be left out"),
  takesText: () => false,
};

/** What was sent, without a type to read it by: texts, lists of them and groups of them. */
export const any: Kind = {
  read: (reader, part, _asked, at) => untyped(reader, part, at),
  hold(_key, held) {
    held.kinds.push(any);
  },
};

/** What may be null. It is not there where nothing but empty texts were sent: a form sends every input. */
export function nullable(of: Kind): Kind {
  return {
    read(reader, part, asked, at) {
      if (isNothing(part)) {
        return undefined;
      }
      if (asked.empty !== "keep" && isBlank(part)) {
        return asked.empty === "null" ? null : undefined;
      }
      return reader.read(of, part, asked, at);
    },
    among: () => [of],
    isNullable: true,
  };
}

/** A list: a name that is sent several times, or names with indexes. `fixed`: the type says how many there are. */
export function list(of: Kind, fixed = false): Kind {
  return {
    read(reader, part, asked, at) {
      // One empty text is how a form says that there is nothing in the list.
      const isEmpty = part.values.length === 1 && part.values[0] === "" && !hasChildren(part);
      const parts = isEmpty ? [] : elements(reader, part, at);
      if (parts === undefined) {
        return undefined;
      }
      const values: unknown[] = [];
      const sent: number[] = [];
      for (const [index, element] of parts) {
        const read = reader.read(of, element, asked, [...at, index]);
        if (read !== undefined || of.isNullable) {
          values.push(read ?? null);
          sent.push(index);
        }
      }
      if (sent.some((index, place) => index !== place)) {
        reader.moved.push({ list: at, sent });
      }
      return values;
    },
    ...(fixed ? {} : { missing: () => [] }),
    hold(_key, held) {
      held.inList = true;
      held.kinds.push(of);
    },
    takesText: () => anyTakesText([of]),
    isList: true,
  };
}

/** A list of which each element has a kind of its own. */
export function tuple(items: readonly Kind[]): Kind {
  return {
    read(reader, part, asked, at) {
      const parts = isNothing(part) ? undefined : elements(reader, part, at);
      if (parts === undefined) {
        return undefined;
      }
      const values: unknown[] = [];
      for (const [place, [index, element]] of parts.entries()) {
        if (index !== place) {
          return reader.refuse(at, "type", `leaves out its element ${place}`);
        }
        // The judge says that there are too many.
        values.push(reader.read(items[place] ?? any, element, asked, [...at, index]) ?? null);
      }
      return values;
    },
    hold(key, held) {
      held.inList = true;
      const item = /^\+?\d+$/.test(key) ? items[Number(key)] : undefined;
      if (item !== undefined) {
        held.kinds.push(item);
      }
    },
    takesText: () => anyTakesText(items),
  };
}

/** Values under names that are data. */
export function map(of: Kind): Kind {
  return {
    read(reader, part, _asked, at) {
      if (hasOwnValue(reader, part, at, "is a group of values, each with a name")) {
        return null;
      }
      const values = emptyObject();
      for (const [key, child] of childrenOf(part)) {
        set(values, key, reader.read(of, child, ANYTHING, [...at, key]));
      }
      return values;
    },
    missing: emptyObject,
    hold(_key, held) {
      held.kinds.push(of);
    },
    takesText: () => false,
  };
}

/** Fields. `rest` reads the names that are not among them; without it they mean nothing. */
export function group(fields: readonly Field[], rest?: Kind): Kind {
  const names = new Set(fields.flatMap((field) => [field.name, ...(field.aliases ?? [])]));
  const kind: Kind = {
    read(reader, part, _asked, at) {
      if (hasOwnValue(reader, part, at, "is a group of fields")) {
        return null;
      }
      const values = emptyObject();
      for (const field of fields) {
        set(values, field.name, readField(reader, part, field, [...at, field.name]));
      }
      for (const [key, child] of rest ? childrenOf(part) : []) {
        if (rest && !names.has(key)) {
          set(values, key, reader.read(rest, child, ANYTHING, [...at, key]));
        }
      }
      return values;
    },
    missing: (reader, asked, at) => reader.read(kind, NOTHING, asked, at),
    hold(key, held) {
      const field = fields.find(({ name, aliases }) => name === key || aliases?.includes(key));
      if (field !== undefined) {
        held.fields.push(field);
        held.kinds.push(field.kind);
      } else if (rest !== undefined && rest !== unknown) {
        held.kinds.push(rest);
      }
    },
    takesText: () => false,
  };
  return kind;
}

/** The names of a group that takes no others: the judge says that they are not known. */
export const unknown: Kind = { read: any.read };

/** A choice that a field tells apart. Each variant has the texts of that field; `true`: any text. */
export function tagged(tag: string, variants: readonly (readonly [texts: readonly string[] | true, kind: Kind])[]): Kind {
  const kind: Kind = {
    read(reader, part, asked, at) {
      if (hasOwnValue(reader, part, at, "is a group of fields")) {
        return null;
      }
      const sent = childOf(part, tag);
      const values = emptyObject();
      // The judge says that the tag is missing.
      if (sent === undefined) {
        return values;
      }
      const [name, ...others] = sent.values;
      if (typeof name !== "string" || others.length > 0 || hasChildren(sent)) {
        return set(values, tag, reader.refuse([...at, tag], "type", "must be one text, sent once"));
      }
      const found = variants.find(([texts]) => texts === true || texts.includes(name));
      // The judge says which names there are.
      return found ? reader.read(found[1], part, asked, at) : set(values, tag, name);
    },
    missing: (reader, asked, at) => reader.read(kind, NOTHING, asked, at),
    among: () => variants.map(([, variant]) => variant),
  };
  return kind;
}

/** A variant of a choice without a tag: its kind, what judges it, and the names by which a key names it. */
export type Variant = readonly [kind: Kind, judge: Judge<unknown>, names?: readonly string[]];

/** A choice of which the first variant is taken that takes what was sent; or the one that a name names. */
export function untagged(variants: readonly Variant[]): Kind {
  const kind: Kind = {
    read(reader, part, asked, at) {
      if (isNothing(part)) {
        return undefined;
      }
      const named = variants.find(([, , names]) => names?.some((name) => childOf(part, name) !== undefined));
      if (named !== undefined) {
        return reader.read(named[0], part, asked, at);
      }
      const fits = (variant: number): boolean => {
        const [of, judge] = variants[variant] as Variant;
        const issues = reader.issues.length;
        const value = reader.read(of, part, asked, at);
        const judged: Issue[] = [];
        if (value !== undefined && reader.issues.length === issues) {
          judge(value, [], judged);
          return judged.length === 0;
        }
        return false;
      };
      const chosen = variants[reader.choose(kind, part.node, fits, variants.length)];
      // The judge says that no variant fits.
      return chosen === undefined ? untyped(reader, part, at) : reader.read(chosen[0], part, asked, at);
    },
    among: () => variants.map(([variant]) => variant),
  };
  return kind;
}

/** A value that is of all these kinds at once. */
export function all(of: readonly Kind[]): Kind {
  const kind: Kind = {
    read(reader, part, asked, at) {
      const values = emptyObject();
      for (const one of of) {
        const value = reader.read(one, part, asked, at);
        if (value === undefined || !isObject(value)) {
          return value;
        }
        for (const key of Object.keys(value)) {
          values[key] = value[key];
        }
      }
      return values;
    },
    missing: (reader, asked, at) => reader.read(kind, NOTHING, asked, at),
    among: () => of,
  };
  return kind;
}

type Values = { [key: string]: unknown };

/** Without a prototype, so that a name such as `__proto__` is a name. */
function emptyObject(): Values {
  return Object.create(null) as Values;
}

function set(values: Values, key: string, value: unknown): Values {
  if (value !== undefined) {
    values[key] = value;
  }
  return values;
}

function isObject(value: unknown): value is Values {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === null;
}

function readField(reader: Reader, part: Part, field: Field, at: Path): unknown {
  let { name } = field;
  let sent = childOf(part, name);
  for (const alias of field.aliases ?? []) {
    const other = childOf(part, alias);
    if (other !== undefined && sent !== undefined) {
      const message = `was sent more than once: \`${name}\` and \`${alias}\` are names of one field`;
      return reader.refuse(at, "duplicate", message);
    }
    if (other !== undefined) {
      [name, sent] = [alias, other];
    }
  }
  if (sent !== undefined) {
    return reader.read(field.kind, sent, field, at);
  }
  return field.optional ? undefined : field.kind.missing?.(reader, field, at);
}

/** A value that is written as one text. Where it cannot be parsed, it stays a text: the judge says what it should be. */
function scalar(reader: Reader, part: Part, asked: Asked, at: Path, parse: (text: string) => unknown): unknown {
  if (hasLongerNames(reader, part, at, "is one value")) {
    return null;
  }
  const [sent, ...others] = part.values;
  if (sent === undefined) {
    return undefined;
  }
  if (others.length > 0) {
    return reader.refuse(at, "duplicate", "was sent more than once");
  }
  if (typeof sent !== "string") {
    return reader.refuse(at, "file", "is a text, and a file was sent");
  }
  if (sent === "" && asked.empty !== "keep") {
    // No text that is empty is a number or a date: it is what an input sends that was left empty.
    return asked.empty === "null" || (asked.empty === undefined && parse(sent) === null) ? null : undefined;
  }
  return parse(sent);
}

function asText(sent: string): string {
  return sent;
}

/** With seconds, where it is as long as one without them. All of it is ASCII in a time. */
function withSeconds(sent: string, lengthToTheMinute: number): string {
  return sent.length === lengthToTheMinute && /^[\0-\x7f]*$/.test(sent) ? `${sent}:00` : sent;
}

function asNumber(sent: string): unknown {
  const value = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(sent) ? Number(sent) : NaN;
  return Number.isFinite(value) ? value : sent;
}

function asInteger(sent: string): unknown {
  // `-0` is 0.
  return /^[+-]?\d+$/.test(sent) ? 0 + Number(sent) : sent;
}

function asBoolean(sent: string): unknown {
  return sent === "on" || sent === "true" || (sent === "false" ? false : sent);
}

function isNoFile(sent: Sent): boolean {
  return typeof sent !== "string" && sent.name === "" && sent.size === 0;
}

/** As HTML's `accept`: an extension that begins with a dot, a media type, or all media types of one kind (`image/*`). */
function isOfKind({ name, type }: File, kind: string): boolean {
  const wanted = lower(kind);
  if (wanted.startsWith(".")) {
    return lower(name).endsWith(wanted);
  }
  // What is sent of a file that has no type.
  const sent = lower((type || "application/octet-stream").split(";", 1)[0] ?? "").trim();
  return wanted === "*/*" || (wanted.endsWith("*") ? sent.startsWith(wanted.slice(0, -1)) : sent === wanted);
}

/** In lower case, as far as it is ASCII. */
function lower(name: string): string {
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function untyped(reader: Reader, part: Part, at: Path): unknown {
  if (hasChildren(part)) {
    if (hasOwnValue(reader, part, at, "is a group of values")) {
      return null;
    }
    const values = emptyObject();
    for (const [key, child] of childrenOf(part)) {
      set(values, key, untyped(reader, child, [...at, key]));
    }
    return values;
  }
  if (part.values.some((value) => typeof value !== "string")) {
    return reader.refuse(at, "file", "takes no file");
  }
  return part.values.length > 1 ? [...part.values] : part.values[0];
}

/** What was sent for the elements of a list, with their indexes; `undefined` where it is no list. */
function elements(reader: Reader, part: Part, at: Path): (readonly [number, Part])[] | undefined {
  if (part.values.length > 0) {
    return hasLongerNames(reader, part, at, "is a list of values")
      ? undefined
      : part.values.map((value, index) => [index, { values: [value] }]);
  }
  const found: [number, Part][] = [];
  for (const [key, child] of childrenOf(part)) {
    const index = indexOf(key);
    if (index !== undefined && index <= reader.limits.index) {
      found.push([index, child]);
    } else {
      const message = `is no element: an index is a number from 0 to ${reader.limits.index}`;
      reader.refuse([...at, index ?? key], "type", message);
    }
  }
  return found.sort(([one], [other]) => one - other);
}

/** Whether names go on after one that does not: `k.x` where `k` is a text. */
function hasLongerNames(reader: Reader, part: Part, at: Path, what: string): boolean {
  const longer = longerName(part, at);
  if (longer === undefined) {
    return false;
  }
  const name = nameOf(at);
  reader.refuse(
    at,
    "conflict",
    part.values.length === 0
      ? `${what}, and \`${longer}\` was sent`
      : `was sent as \`${name}\` and as \`${longer}\`; send one of them`,
  );
  return true;
}

/**
 * Whether a text or file was sent where names must go on: `k` where `k.x` is a field. An empty text stands for a group of
 * which nothing was sent.
 */
function hasOwnValue(reader: Reader, part: Part, at: Path, what: string): boolean {
  const longer = longerName(part, at);
  const { values } = part;
  if (values.length === 0 || (longer === undefined && values.length === 1 && values[0] === "")) {
    return false;
  }
  const name = nameOf(at);
  reader.refuse(
    at,
    "conflict",
    longer === undefined
      ? `${what}; send them as \`${name}.…\``
      : `was sent as \`${name}\` and as \`${longer}\`; send one of them`,
  );
  return true;
}

function longerName(part: Part, at: Path): string | undefined {
  for (const key of part.node?.children.keys() ?? []) {
    return nameOf([...at, indexOf(key) ?? key]);
  }
  return undefined;
}

function childOf(part: Part, key: string): Part | undefined {
  const node = part.node?.children.get(key);
  return node && { values: node.values, node };
}

function* childrenOf(part: Part): Generator<readonly [string, Part]> {
  for (const [key, node] of part.node?.children ?? []) {
    yield [key, { values: node.values, node }];
  }
}

function hasChildren(part: Part): boolean {
  return (part.node?.children.size ?? 0) > 0;
}

function isNothing(part: Part): boolean {
  return part.values.length === 0 && !hasChildren(part);
}

/** Whether only empty texts and empty file inputs were sent. */
function isBlank(part: Part): boolean {
  const blank = part.values.every((value) => value === "" || isNoFile(value));
  return blank && [...childrenOf(part)].every(([, child]) => isBlank(child));
}

function anyTakesText(kinds: readonly Kind[]): boolean {
  return plain(kinds).some((kind) => !kind.isList && takesText(kind));
}

/** Whether a text may stand for a value of a kind, or for its elements. */
export function takesText(kind: Kind): boolean {
  return kind.takesText?.() ?? true;
}
