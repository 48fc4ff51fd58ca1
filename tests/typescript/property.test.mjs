// matchRoute(href(route, params)) gives back route and params, over trees made up at random from a fixed seed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { buildHref, matcher } = await load(`
  export { buildHref } from "./rutter/_href.gen";
  export { matcher } from "./rutter/_match.gen";
`);

const TREES = 300;
const LINKS_PER_ROUTE = 8;

/** Mulberry32: small, fast, and the same everywhere. */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const WORDS = ["a", "b", "blog", "x.y", "ü", "a b", "%5Bid%5D", "100%", "q?#", "`${x}`", "*/", "(z)", "new"];
const VALUES = [
  "a",
  "new",
  "a/b",
  "..x",
  "%",
  "%2F",
  "é",
  "日本",
  "a b",
  "?#&",
  "\\",
  "\t",
  "x.json",
  "blog",
  "😀",
  "-",
  "0",
];

function makeTree(next) {
  const pick = (list) => list[Math.floor(next() * list.length)];
  const routes = new Set(["/"]);
  const grow = (prefix, depth) => {
    const names = new Set(Array.from({ length: 1 + Math.floor(next() * 3) }, () => pick(WORDS)));
    for (const name of names) {
      routes.add(`${prefix}/${name}`);
      if (depth < 3 && next() < 0.6) grow(`${prefix}/${name}`, depth + 1);
    }
    if (next() < 0.6) {
      const param = `[p${depth}]`;
      routes.add(`${prefix}/${param}`);
      if (depth < 3 && next() < 0.6) grow(`${prefix}/${param}`, depth + 1);
      if (next() < 0.2) routes.add(`${prefix}/${param}/file-[id].json`);
    }
    if (next() < 0.4) routes.add(`${prefix}/${next() < 0.5 || prefix === "" ? "[...rest]" : "[...all]"}`);
    else if (next() < 0.3 && prefix !== "" && !routes.has(prefix)) routes.add(`${prefix}/[[...maybe]]`);
  };
  grow("", 0);
  return inOrder([...routes]);
}

/** Text before params before catch-alls, level by level: Next's order. */
function inOrder(routes) {
  const rank = (segment) =>
    segment === undefined
      ? 0
      : segment.startsWith("[[...")
        ? 5
        : segment.startsWith("[...")
          ? 4
          : segment.startsWith("[")
            ? 3
            : segment.includes("[")
              ? 2
              : 1;
  const compare = (a, b) => {
    const [x, y] = [a, b].map((route) => route.split("/").slice(1));
    for (let at = 0; at < Math.max(x.length, y.length); at++) {
      const by = rank(x[at]) - rank(y[at]) || (x[at] < y[at] ? -1 : x[at] > y[at] ? 1 : 0);
      if (by !== 0) return by;
    }
    return 0;
  };
  return routes.sort(compare);
}

function makeParams(route, next) {
  const value = () => VALUES[Math.floor(next() * VALUES.length)];
  const params = {};
  for (const [, optional, dots, name] of route.matchAll(/\[(\[)?(\.\.\.)?(\w+)\]/g)) {
    const count = dots ? Math.floor(next() * 3) + (optional ? 0 : 1) : 1;
    if (count > 0) params[name] = dots ? Array.from({ length: count }, value) : value();
  }
  return params;
}

/** A link with an escape for the first letter of a static segment, as no link of ours has: to Next, another text. */
function disguise(route, link) {
  const [texts, written] = [route, link].map((path) => path.split("/").filter((segment) => segment !== ""));
  const at = texts.findIndex((text) => /^[a-z][^[]*$/.test(text));
  if (at < 0) return null;
  const escaped = `%${texts[at].charCodeAt(0).toString(16)}${written[at].slice(1)}`;
  return `/${written.with(at, escaped).join("/")}`;
}

for (const site of [
  { basePath: "", trailingSlash: false },
  { basePath: "/base", trailingSlash: true },
]) {
  test(`links lead back to their route: ${JSON.stringify(site)}`, (t) => {
    let links = 0;
    let shadowed = 0;
    for (let seed = 1; seed <= TREES; seed++) {
      const next = random(seed);
      const routes = makeTree(next);
      const match = matcher(site, routes);
      for (const [index, route] of routes.entries()) {
        for (let n = 0; n < LINKS_PER_ROUTE; n++) {
          const params = makeParams(route, next);
          const link = buildHref(site, route, { params });
          const found = match(link);
          links++;
          assert.notEqual(match(disguise(route, link))?.route, route, `${disguise(route, link)} is not ${route}`);
          if (found.route !== route) {
            // A more precise route may take the link, as it would in Next; a later one may not.
            assert.ok(routes.indexOf(found.route) < index, `${link} of ${route} went to ${found.route}`);
            assert.equal(decodeURIComponent(buildHref(site, found.route, found)), decodeURIComponent(link));
            shadowed++;
            continue;
          }
          assert.deepEqual(found.params, params, `${link} of ${route}`);
          const browser = new URL(site.basePath + link, "https://example.com");
          assert.deepEqual(match(browser), found, `${browser}`);
        }
      }
    }
    t.diagnostic(`${links} links, of which ${shadowed} belong to a more precise route`);
    assert.ok(shadowed < links / 4, "most links are tried");
  });
}
