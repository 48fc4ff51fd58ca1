/**
 * Search strings as `nuqs` writes them, from a table of how each key is encoded, so that a link to a page does not
 * bundle the page's parsers. The rules are those of `createSerializer` of nuqs 2.
 */
import { searchString, type SearchCodec, type SearchString } from "./href";
import { isSchema, type Definition, type Parsers, type SearchValues } from "./parse";

/** How one value is written. A list names its item's encoding. */
export type Encoding =
  | "string"
  | "integer"
  | "index"
  | "hex"
  | "timestamp"
  | "date-time"
  | "date"
  | "json"
  | { readonly list: Encoding; readonly separator?: string }
  | { readonly repeat: Encoding };

/** A key's encoding, and the default that a link leaves out. */
export type Key = readonly [encoding: Encoding, leftOut?: unknown];

/** The codec of a route whose parsers have these encodings. Keys are written in this order. */
export function nuqs(keys: { readonly [key: string]: Key }): SearchCodec {
  return (values) => {
    const pairs: string[] = [];
    for (const [key, [encoding, leftOut]] of Object.entries(keys)) {
      const value = values[key];
      if (value != null && !(leftOut !== undefined && same(encoding, value, leftOut))) {
        pairs.push(...pairsOf(key, write(encoding, value)));
      }
    }
    return pairs.join("&");
  };
}

/** The search string that a page's own definition writes, with its `?`: by its parsers, or as any link does. */
export function definitionSearch<D extends Definition>(definition: D, values: SearchValues<D>): SearchString {
  return searchString(values, isSchema(definition) ? undefined : parserCodec(definition)) as SearchString;
}

function parserCodec(parsers: Parsers): SearchCodec {
  return (values) => {
    const pairs: string[] = [];
    for (const [key, { serialize = String, eq = Object.is, defaultValue, clearOnDefault = true }] of Object.entries(
      parsers,
    )) {
      const value = values[key] as never;
      const leftOut = clearOnDefault && defaultValue !== undefined && value != null && eq(value, defaultValue as never);
      if (value != null && !leftOut) {
        pairs.push(...pairsOf(key, serialize(value)));
      }
    }
    return pairs.join("&");
  };
}

/** An empty list is written as the empty value, so that it is not taken for an absent one. */
function pairsOf(key: string, text: string | readonly string[]): string[] {
  const values = typeof text === "string" ? [text] : text.length > 0 ? text : [""];
  return values.map((value) => escapeKey(key) + "=" + escapeValue(value));
}

function write(encoding: Encoding, value: unknown): string | string[] {
  if (typeof encoding === "object") {
    const values = Array.isArray(value) ? (value as unknown[]) : [value];
    if ("repeat" in encoding) {
      return values.flatMap((one) => write(encoding.repeat, one));
    }
    const separator = encoding.separator ?? ",";
    const escaped = encodeURIComponent(separator);
    return values.map((one) => String(write(encoding.list, one)).replaceAll(separator, escaped)).join(separator);
  }
  switch (encoding) {
    case "string":
      return String(value);
    case "integer":
      return String(Math.round(value as number));
    case "index":
      return String(Math.round((value as number) + 1));
    case "hex": {
      const hex = Math.round(value as number).toString(16);
      return hex.startsWith("-") || hex.length % 2 === 0 ? hex : "0" + hex;
    }
    case "timestamp":
      return String((value as Date).valueOf());
    case "date-time":
      return (value as Date).toISOString();
    case "date":
      return (value as Date).toISOString().slice(0, 10);
    case "json":
      return JSON.stringify(value);
  }
}

/** Whether a value is its key's default. Only lists and JSON have defaults that are equal without being identical. */
function same(encoding: Encoding, value: unknown, other: unknown): boolean {
  if (encoding === "json") {
    return JSON.stringify(value) === JSON.stringify(other);
  }
  if (typeof encoding === "object") {
    const item = "list" in encoding ? encoding.list : encoding.repeat;
    const [a, b] = [value, other] as [unknown[], unknown[]];
    return a.length === b.length && a.every((one, index) => same(item, one, b[index]));
  }
  return value === other;
}

function escapeKey(key: string): string {
  return key.replace(/[#&+=?]/g, encodeURIComponent);
}

function escapeValue(value: string): string {
  return value
    .replace(/[%+#&"'`<>\x00-\x1f]/g, (char) => (char === "'" ? "%27" : encodeURIComponent(char)))
    .replace(/ /g, "+");
}
