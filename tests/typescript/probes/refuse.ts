// Every line below an expectation must be refused. A line that compiles makes its expectation an error.
import type * as types from "./rutter/types.gen";

// What must be there, and what may be null or left out.
// @ts-expect-error: a field is missing
export const missing: types.FlatOuter = { id: 1, x: 2 };
// @ts-expect-error: no null
export const nothing: types.Scal["s"] = null;
// @ts-expect-error: what is answered has the default, which may be left out of what is sent
export const unfilled: types.Dflt = { c: 1 } satisfies types.DfltInput;
// @ts-expect-error: left out, and not undefined
export const unsaid: types.OptsInput = { plain: undefined };
// @ts-expect-error: what is left out where it would be null is never null
export const left: types.Opts["skipif"] = null satisfies types.OptsInput["skipif"];
// @ts-expect-error: unit is written as null
export const unit: types.Unit = undefined;
// @ts-expect-error: the server adds a field to it
export const parsed: types.OptsParsed = {} satisfies types.OptsInput;
// @ts-expect-error: what is written may be left out, what is read may not
export const skipped: types.SkipsInput["e"] = undefined satisfies types.Skips["e"];

// No other keys.
// @ts-expect-error: nobody reads it
export const more: types.Deny = { a: 1, b: 2 };
// @ts-expect-error: the name under which it is read is another
export const renamed: types.RenInput = { firstName: "a", "LAST-name": "b", outX: 1, aliased: 2 };
// @ts-expect-error: the name under which it is written is another
export const written: types.RenSplit = { first_name: "a" };
// @ts-expect-error: it is never written
export const unwritten: types.Skips = { a: 1, c: 2, d: 3 };
// @ts-expect-error: one variant at a time
export const both: types.Ext = { New: 1, Unit: null };
// @ts-expect-error: not one of the keys
export const key: types.EnumKeyMap = { m: { Blue: 1 } };
// @ts-expect-error: the other keys hold texts
export const rest: types.FlatMap = { id: 1, more: true };

// Which variant it is.
// @ts-expect-error: no such tag
export const tag: types.Adj = { t: "Other" };
// @ts-expect-error: what belongs to another tag
export const content: types.Adj = { t: "New", c: [1, 2] };
// @ts-expect-error: the tag is missing
export const untagged: types.Int = { a: 1 };
// @ts-expect-error: not one of the names
export const name: types.Disc = "C";
// @ts-expect-error: a name that is read alone
export const alone: types.SkipV = "C" satisfies types.SkipVInput;
// @ts-expect-error: neither of the two
export const neither: types.UntS = { b: 1 };

// Of which kind it is.
// @ts-expect-error: digits, because a number would not hold them
export const digits: types.With = { n: 18446744073709551615n };
// @ts-expect-error: a text in what is written, a number in what is read
export const text: types.SerWith = { n: 1 } satisfies types.SerWithInput;
// @ts-expect-error: no longer than two
export const long: types.Tup = [1, "a", "b"];
// @ts-expect-error: three of them
export const short: types.Colls["arr3"] = [1, 2];
// @ts-expect-error: a number further down
export const deep: types.Tree = { v: 1, kids: [{ v: 2, kids: [{ v: "3", kids: [] }] }] };
// @ts-expect-error: no value of JSON
export const json: types.AnyVal = { v: () => 1 };

// Any text may be a day: what comes from the server needs no cast. But a day is no instant.
export const day: types.IsoDate = "2026-11-22";
// @ts-expect-error: an instant
export const instant: types.IsoDateTime = day;
// @ts-expect-error: without an offset
export const local: types.Dates["nd"] = instant;
// @ts-expect-error: the time of a day
export const time: types.IsoTime = day;
// @ts-expect-error: an object of JavaScript, which is no text
export const date: types.IsoDate = new Date();
