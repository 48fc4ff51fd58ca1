// node hostile-values.mjs: reads values that no JSON text holds, and some that JSON texts of ill will do, by every reader of RUTTER_APP.
// What is read is plain data, which is read again as the same; the rest is refused. Prints how many were read.
import assert from "node:assert/strict";
import { load } from "./load.mjs";

const readers = await load(`
  export * as requests from "./rutter/schemas.gen";
  export * as responses from "./rutter/responses.gen";
  export * as zod from "./rutter/zod.gen";
  export * as valibot from "./rutter/valibot.gen";
`);
const keys = ["", "__proto__", "constructor", "prototype", "then", "toJSON", "toString", "length", "next", "kids", "either", "back", "there", "a-b", "0"];

class Instance {
  next = null;
  kids = [];
  get "a-b"() {
    return "got";
  }
}
const own = (key, value) => Object.defineProperty({}, key, { value, enumerable: true, configurable: true, writable: true });
const nested = (depth, around, end = null) => {
  let value = end;
  for (let at = 0; at < depth; at += 1) {
    value = around(value);
  }
  return value;
};
function cycles() {
  const tree = { kids: [] };
  tree.next = tree;
  tree.kids.push(tree, tree);
  const list = [];
  list.push(list, list);
  const there = { back: { there: [] } };
  there.back.there.push(there, there);
  const either = {};
  either.either = either;
  return [tree, list, there, either];
}
/** Has itself under every key, and three times as a list. */
function bottomless(target) {
  const proxy = new Proxy(target, {
    get: (_, key) => (key === "length" ? 3 : typeof key === "string" ? proxy : undefined),
    ownKeys: () => (Array.isArray(target) ? ["length", "0"] : ["next", "kids", "either", "back", "there"]),
    getOwnPropertyDescriptor: (_, key) =>
      key === "length" ? { value: 3, writable: true } : { value: proxy, enumerable: true, configurable: true, writable: true },
  });
  return proxy;
}
const plain = [
  undefined, null, Number.NaN, Number.POSITIVE_INFINITY, -0, 1n, Symbol("s"), () => 1, "\ud800", "", 1e308, true,
  new Date(), new Date(Number.NaN), new Map([["next", null]]), new Set([1]), /x/, new Error("e"), new String("text"), new Number(1),
  new Uint8Array(3), new ArrayBuffer(3), Promise.resolve(1), new WeakMap(), new Instance(), Object.freeze({ next: null, kids: [] }),
  Object.create(null), Object.create({ next: null, kids: [] }), Object.assign(Object.create(null), { next: null, kids: [] }),
  new Array(5), [, 1], new Array(2 ** 32 - 1), Object.assign([], { next: null }), [undefined], [Symbol("s"), 1n, Number.NaN],
  JSON.parse('{"__proto__":{"polluted":1}}'), JSON.parse('{"constructor":{"prototype":{"polluted":1}}}'), { __proto__: { polluted: 1 } },
  { next: undefined, kids: undefined }, { toJSON: () => ({ next: null, kids: [] }) }, { get next() { return null; }, get kids() { return []; } },
  new Proxy({}, {}), new Proxy([], {}), bottomless({}), bottomless([]), ...cycles(),
  nested(100_000, (next) => ({ next, kids: [] })), nested(100_000, (kid) => [kid]), nested(100_000, (either) => ({ either })),
  nested(100_000, (back) => ({ back: { there: [{ back }] } })), Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`k${at}`, at])),
];
const values = [
  ...plain,
  ...plain.flatMap((value) => [[value], [value, value], [true, value], { next: value, kids: [] }, { next: null, kids: [value, value] }]),
  ...keys.flatMap((key) => plain.map((value) => own(key, value))),
];

const before = Reflect.ownKeys(Object.prototype).concat(Reflect.ownKeys(Array.prototype));
const everyPlain = (value, check) => {
  if (typeof value === "object" && value !== null) {
    check(value);
    Object.values(value).forEach((part) => everyPlain(part, check));
  }
};
const count = { taken: 0, refused: 0 };

function ask(name, validate) {
  for (const value of values) {
    const result = validate(value);
    if (result.issues !== undefined) {
      assert.ok(result.issues.length <= 1000, name);
      count.refused += 1;
      continue;
    }
    count.taken += 1;
    everyPlain(result.value, (part) => {
      const prototype = Object.getPrototypeOf(part);
      assert.ok(prototype === Object.prototype || prototype === Array.prototype, name);
    });
    const text = JSON.stringify(result.value);
    const again = validate(JSON.parse(text));
    assert.deepEqual(again.issues, undefined, `${name} ${text.slice(0, 200)}`);
    assert.equal(JSON.stringify(again.value), text, name);
  }
}

for (const [name, schema] of Object.entries(readers.requests).filter(([name]) => name.endsWith("Schema"))) {
  ask(name, schema["~standard"].validate);
}
for (const [name, read] of Object.entries(readers.responses)) {
  ask(name, (value) => {
    const issues = [];
    const answer = read(value, [], issues);
    return issues.length > 0 ? { issues } : { value: answer };
  });
}

// One part in two places, and that again, at each level: a server action may be sent such, in a few bytes.
const shared = {
  tree: nested(100, (part) => ({ next: part, kids: [part] }), { next: null, kids: [] }),
  any: nested(100, (part) => [part, part]),
  default: { constructor: nested(100, (part) => ({ one: part, other: part })) },
  all: nested(100, (part) => ({ next: part, kids: [] , other: [part, part] }), { next: null, kids: [] }),
  back: nested(40, (back) => ({ there: [{ back }, { back }] })),
  either: nested(50, (part) => ({ either: [part, part] }), 1),
};
for (const part of [new Date(), new Map([["a", 1]]), new Set([1]), /x/, new Instance(), new Uint8Array(1), Promise.resolve(1)]) {
  const { issues } = readers.requests.anySchema["~standard"].validate({ list: [part] });
  assert.deepEqual(issues.map(({ code, path }) => [code, ...path]), [["type", "list", 0]]);
}
for (const [name, value] of Object.entries(shared)) {
  const [issue] = readers.requests[`${name}Schema`]["~standard"].validate(value).issues;
  assert.equal(issue.code, "size", `${name} ${JSON.stringify(issue)}`);
}
// zod comes to an end, whatever it says: it takes what holds itself. valibot refuses what is too much.
const [tree, , there] = cycles();
for (const [name, value] of [["tree", shared.tree], ["tree", tree], ["back", shared.back], ["back", there.back]]) {
  await readers.zod[`${name}Schema`]["~standard"].validate(value);
  const { issues } = readers.valibot[`${name}Schema`]["~standard"].validate(value);
  assert.ok(issues.length > 0 && issues.length < 5000, `${name} ${issues.length}`);
}
assert.deepEqual(Reflect.ownKeys(Object.prototype).concat(Reflect.ownKeys(Array.prototype)), before);
assert.equal({}.polluted, undefined);
console.log(JSON.stringify(count));
