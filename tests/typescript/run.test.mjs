// What the generated code does when it runs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { bundle, load } from "./load.mjs";

const {
  addBasePath,
  buildHref,
  changeHref,
  decodeParams,
  href,
  hrefOf,
  matchRoute,
  matcher,
  nuqs,
  parseHref,
  readHref,
  withBasePath,
} = await load(`
  export { decodeParams, href, hrefOf, matchRoute, parseHref, withBasePath } from "./rutter/routes.gen";
  export { addBasePath, buildHref } from "./rutter/_href.gen";
  export { changeHref, matcher, readHref } from "./rutter/_match.gen";
  export { nuqs } from "./rutter/_nuqs.gen";
`);
const pages = await load(`
  export { route as blog } from "./rutter/app/blog.[slug].gen";
  export { route as find } from "./rutter/app/find.gen";
  export { route as list } from "./rutter/app/list.gen";
  export { route as opaque } from "./rutter/app/opaque.gen";
  export { route as user } from "./rutter/app/user.[id].gen";
  export { default as listParsers } from "./app/list/page.search";
  export { default as opaqueParsers } from "./app/opaque/page.search";
  export * from "nuqs/server";
`);

const plain = { basePath: "", trailingSlash: false };

test("href builds a path from each kind of segment", () => {
  const table = [
    ["/", undefined, "/"],
    ["/about", { hash: "team" }, "/about#team"],
    ["/about", { hash: "#a b" }, "/about#a%20b"],
    ["/blog/[slug]", { params: { slug: "a/b?c#d%e f" } }, "/blog/a%2Fb%3Fc%23d%25e%20f"],
    ["/photo/[id]", { params: { id: 7 } }, "/photo/7"],
    ["/docs/[...path]", { params: { path: ["a", "b/c", 1] } }, "/docs/a/b%2Fc/1"],
    ["/shop/[[...filters]]", undefined, "/shop"],
    ["/shop/[[...filters]]", { params: { filters: [] } }, "/shop"],
    ["/shop/[[...filters]]", { params: { filters: ["x", "y"] } }, "/shop/x/y"],
    ["/[lang]/file/[id].json", { params: { lang: "en", id: "ä" } }, "/en/file/%C3%A4.json"],
    [
      "/about",
      { search: { a: 1, b: ["x", "y z"], c: null, d: undefined, e: true, f: new Date(0), g: [] } },
      "/about?a=1&b=x&b=y+z&e=true&f=1970-01-01T00%3A00%3A00.000Z",
    ],
    ["/about", { search: new URLSearchParams("q=1&q=2") }, "/about?q=1&q=2"],
    ["/about", { search: {} }, "/about"],
  ];
  for (const [route, options, expected] of table) {
    assert.equal(href(route, options), expected);
  }
});

test("href refuses what would lead elsewhere", () => {
  for (const slug of ["", ".", ".."]) {
    assert.throws(() => href("/blog/[slug]", { params: { slug } }), {
      name: "TypeError",
      message: `/blog/[slug] cannot have ${JSON.stringify(slug)} as its param "slug"`,
    });
    assert.throws(() => href("/docs/[...path]", { params: { path: ["a", slug] } }), TypeError);
  }
  const missing = { name: "TypeError", message: '/blog/[slug] needs a value for the param "slug"' };
  assert.throws(() => href("/blog/[slug]"), missing);
  assert.throws(() => href("/blog/[slug]", { params: { slug: null } }), missing);
  assert.throws(() => href("/docs/[...path]", { params: { path: [] } }), /needs a value for the param "path"/);
});

test("static segments keep the escapes that a folder's name has", () => {
  assert.equal(buildHref(plain, "/a b/ü/%5Bid%5D/100%/x?y#z"), "/a%20b/%C3%BC/%5Bid%5D/100%25/x%3Fy%23z");
  assert.equal(buildHref(plain, "/item/[id].json"), "/item/[id].json");
});

test("trailing slashes are those of Next", () => {
  const site = { basePath: "", trailingSlash: true };
  const table = [
    ["/", "/"],
    ["/about", "/about/"],
    ["/sitemap.xml", "/sitemap.xml"],
    ["/.well-known/x", "/.well-known/x/"],
  ];
  for (const [route, expected] of table) {
    assert.equal(buildHref(site, route), expected);
  }
  assert.equal(buildHref(site, "/about", { search: { a: 1 }, hash: "b" }), "/about/?a=1#b");
});

test("the base path is Next's to add, and withBasePath's", () => {
  const site = { basePath: "/base", trailingSlash: false };
  assert.equal(buildHref(site, "/about"), "/about");
  assert.equal(addBasePath(site, "/about?x=1"), "/base/about?x=1");
  assert.equal(addBasePath(site, "/"), "/base");
  assert.equal(addBasePath(site, "/?x=1"), "/base?x=1");
  assert.equal(addBasePath({ basePath: "/base", trailingSlash: true }, "/"), "/base/");
  assert.equal(withBasePath(href("/")), "/");
  const match = matcher(site, ["/", "/about", "/base"]);
  assert.equal(match("/about").route, "/about");
  assert.equal(match("/base").route, "/base");
  assert.equal(match("https://example.com/base/about/?x#y").route, "/about");
  assert.equal(match(new URL("https://example.com/base")).route, "/");
  assert.equal(match("https://example.com/about"), null);
  assert.equal(match("https://example.com/based/about"), null);
});

test("locales are prefixed and taken off again", () => {
  const site = { basePath: "", trailingSlash: false, locales: ["en", "de-AT"], defaultLocale: "en" };
  assert.equal(buildHref(site, "/about", { locale: "de-AT" }), "/de-AT/about");
  assert.equal(buildHref(site, "/", { locale: "de-AT" }), "/de-AT");
  assert.equal(buildHref(site, "/about", { locale: "en" }), "/about");
  const match = matcher(site, ["/", "/about"]);
  assert.deepEqual(match("/de-at/about"), { route: "/about", params: {}, locale: "de-AT" });
  assert.deepEqual(match("/about"), { route: "/about", params: {}, locale: "en" });
  assert.deepEqual(match("/de-AT"), { route: "/", params: {}, locale: "de-AT" });
});

test("matchRoute finds the route that Next would", () => {
  const table = [
    ["/", "/", {}],
    ["/about/", "/about", {}],
    ["/about?x=/y#z", "/about", {}],
    ["/blog/a%2Fb", "/blog/[slug]", { slug: "a/b" }],
    ["/docs/a/b%2Fc", "/docs/[...path]", { path: ["a", "b/c"] }],
    ["/shop", "/shop/[[...filters]]", {}],
    ["/shop/x", "/shop/[[...filters]]", { filters: ["x"] }],
    ["/en/file/7.json", "/[lang]/file/[id].json", { lang: "en", id: "7" }],
    ["/en/dashboard", "/[lang]/dashboard", { lang: "en" }],
    ["/api/hello", "/api/hello", {}],
    ["/moved/3", "/moved/[id]", { id: "3" }],
    ["https://example.com/old", "/old", {}],
  ];
  for (const [url, route, params] of table) {
    assert.deepEqual(matchRoute(url), { route, params }, url);
  }
  const odd = matcher(plain, ["/[__proto__]"])("/x");
  assert.deepEqual(Object.entries(odd.params), [["__proto__", "x"]]);
  for (const url of [
    "/docs",
    "/nope",
    "//about",
    "/blog//",
    "/blog/..",
    "/blog/%2e%2e",
    "/blog/%E0%A4%A",
    "/en/file/.json",
  ]) {
    assert.equal(matchRoute(url), null, url);
  }
});

test("text is compared with a URL as it stands, params are decoded", () => {
  const match = matcher(plain, ["/plain", "/th%C3%A9", "/café", "/[lang]/trip", "/[lang]/[x]"]);
  const table = [
    ["/plain", "/plain", {}],
    ["/pl%61in", null],
    ["/th%C3%A9", "/th%C3%A9", {}],
    ["/th%c3%a9", null],
    ["/thé", null],
    // Next answers no such folder; what `href` writes still leads back to it.
    [buildHref(plain, "/café"), "/café", {}],
    ["/caf%c3%a9", null],
    ["/en/trip", "/[lang]/trip", { lang: "en" }],
    ["/en/%74rip", "/[lang]/[x]", { lang: "en", x: "trip" }],
    ["/%65n/tr%69p", "/[lang]/[x]", { lang: "en", x: "trip" }],
  ];
  for (const [url, route, params] of table) {
    assert.deepEqual(match(url), route && { route, params }, url);
  }
  const literal = matcher(plain, ["/item/[id].json"]);
  assert.equal(literal("/item/[id].json").route, "/item/[id].json");
  assert.equal(literal("/item/%5Bid%5D.json"), null);
});

test("no URL is no route", () => {
  for (const url of [null, undefined, ""]) {
    assert.equal(matcher(plain, ["/[slug]"])(url), null);
    assert.equal(parseHref(url), null);
  }
  assert.equal(matchRoute(null), null);
  assert.equal(matchRoute(undefined), null);
});

test("a param that holds the locale has no other value", () => {
  const site = { ...plain, locales: ["en", "de-AT"], localeParam: "lang" };
  const match = matcher(site, ["/[lang]", "/[lang]/about", "/docs/[...lang]", "/[...rest]"]);
  assert.deepEqual(match("/de-AT/about"), { route: "/[lang]/about", params: { lang: "de-AT" } });
  assert.deepEqual(match("/de%2DAT"), { route: "/[lang]", params: { lang: "de-AT" } });
  // Next would still show the page of that route, not that of a later one.
  for (const url of ["/fr/about", "/de-at/about", "/fr"]) {
    assert.equal(match(url), null, url);
    assert.equal(readHref(site, match, url), null, url);
  }
  assert.deepEqual(match("/docs/fr"), { route: "/docs/[...lang]", params: { lang: ["fr"] } }, "a list is no locale");
  assert.deepEqual(match("/fr/x"), { route: "/[...rest]", params: { rest: ["fr", "x"] } });
  assert.equal(readHref(site, match, "/en/about?x=1"), "/en/about?x=1");
});

test("hrefOf leads to where a match stands, with some of it changed", () => {
  const table = [
    ["/en/dashboard", undefined, "/en/dashboard"],
    ["/en/dashboard?x=1#y", {}, "/en/dashboard"],
    ["/en/dashboard", { params: { lang: "de" } }, "/de/dashboard"],
    ["/en/file/a%2Fb.json", { params: { lang: "de" } }, "/de/file/a%2Fb.json"],
    ["/about", { params: { lang: "de" } }, "/about"],
    ["/docs/a/b%2Fc", { hash: "top" }, "/docs/a/b%2Fc#top"],
    ["/shop/a", { params: { filters: [] }, search: new URLSearchParams("q=1&q=2") }, "/shop?q=1&q=2"],
    ["/list", { search: new URLSearchParams("page=2") }, "/list?page=2"],
    ["/list", { search: { page: 1, ids: [1, 2] } }, "/list?ids=1,2"],
  ];
  for (const [url, changes, expected] of table) {
    assert.equal(hrefOf(matchRoute(url), changes), expected);
  }
  const site = { ...plain, locales: ["en", "de"], defaultLocale: "en" };
  const found = matcher(site, ["/about"])("/de/about");
  assert.equal(changeHref(site, found), "/de/about");
  assert.equal(changeHref(site, found, { locale: "en" }), "/about");
  assert.throws(() => hrefOf(matchRoute("/blog/x"), { params: { slug: ".." } }), TypeError);
});

test("decodeParams undoes the encoding of params, whatever shape they have", async () => {
  const raw = { slug: "a%20b%2Fc", path: ["%C3%A9", "100%"], none: undefined };
  const decoded = { slug: "a b/c", path: ["é", "100%"], none: undefined };
  assert.deepEqual(decodeParams(raw), decoded);
  const promise = decodeParams(Promise.resolve(raw));
  assert.ok(promise instanceof Promise);
  assert.deepEqual(await promise, decoded);
  assert.deepEqual(decodeParams({ then: "%61" }), { then: "a" }, "a param of that name is no promise");
  assert.deepEqual(Object.entries(decodeParams(JSON.parse('{"__proto__":"%61"}'))), [["__proto__", "a"]]);
  assert.equal(decodeParams(null), null);
  await assert.rejects(decodeParams(Promise.reject(new Error("no params"))), /no params/);
});

test("a metadata file hides the route behind it", () => {
  const match = matcher(plain, ["/sitemap.xml", "/[slug]"], ["/sitemap.xml"]);
  assert.equal(match("/sitemap.xml"), null);
  assert.deepEqual(match("/other.xml"), { route: "/[slug]", params: { slug: "other.xml" } });
});

test("parseHref never leaves the app", () => {
  assert.equal(parseHref("/about?x=1#y"), "/about?x=1#y");
  assert.equal(parseHref("/blog/a%20b/"), "/blog/a%20b");
  const hostile = [
    "//evil.com",
    "https://evil.com/about",
    "javascript:alert(1)",
    "/\\evil.com",
    "/\t/evil.com",
    "about",
    "",
  ];
  for (const path of hostile) {
    assert.equal(parseHref(path), null, path);
  }
  const match = matcher(plain, ["/[...all]"]);
  for (const path of hostile) {
    const link = readHref(plain, match, path);
    const host = link === null ? "app.example" : new URL(link, "https://app.example").host;
    assert.equal(host, "app.example", path);
  }
});

test("params are decoded, checked, and not found where they do not match", async () => {
  assert.deepEqual(await pages.user.params({ id: "42" }), { id: 42 });
  assert.deepEqual(await pages.user.params(Promise.resolve({ id: "42" })), { id: 42 });
  await assert.rejects(pages.user.params({ id: "x" }), /NOT_FOUND/);
  await assert.rejects(pages.user.params.strict({ id: "x" }), {
    name: "RouteInputError",
    route: "/user/[id]",
    raw: { id: "x" },
  });
  const safe = await pages.user.params.safe({ id: "x%2Fy" });
  assert.equal(safe.ok, false);
  assert.deepEqual(safe.raw, { id: "x/y" });
  assert.deepEqual(await pages.blog.params({ slug: "a%20b%2Fc" }), { slug: "a b/c" });
  assert.deepEqual(await pages.blog.params({ slug: "100%" }), { slug: "100%" });
});

test("search params in the three modes, by a schema", async () => {
  const { searchParams } = pages.blog;
  const empty = { page: 1, tag: [] };
  assert.deepEqual(await searchParams({}), empty);
  assert.deepEqual(await searchParams(Promise.resolve({ page: "3", q: "x", other: "y" })), {
    ...empty,
    page: 3,
    q: "x",
  });
  assert.deepEqual(await searchParams({ page: "-1", q: "x" }), { ...empty, q: "x" }, "a bad value counts as absent");
  assert.deepEqual(await searchParams({ tag: "a" }), { ...empty, tag: ["a"] }, "a list of one");
  assert.deepEqual(
    await searchParams({ tag: "a", page: "x" }),
    { ...empty, tag: ["a"] },
    "a list of one beside a bad value",
  );
  assert.deepEqual(await searchParams(new URLSearchParams("tag=a&tag=b&page=2")), { page: 2, tag: ["a", "b"] });
  await assert.rejects(searchParams.strict({ page: "x" }), (error) => {
    assert.equal(error.name, "RouteInputError");
    assert.match(error.message, /^\/blog\/\[slug\]: page: /);
    assert.deepEqual(error.issues[0].path, ["page"]);
    return true;
  });
  assert.deepEqual(await searchParams.safe({ page: "2" }), { ok: true, data: { page: 2, tag: [] } });
  const safe = await searchParams.safe({ page: "x", q: "kept" });
  assert.equal(safe.ok, false);
  assert.deepEqual(safe.raw, { page: "x", q: "kept" });
  assert.deepEqual(await pages.user.searchParams({ tab: "nope" }), {});
  assert.deepEqual(await pages.find.searchParams({ q: "x", limit: "many" }), { q: "x", limit: 10 });
  const required = { name: "RouteInputError", message: /^\/find: q: /, raw: { limit: "3" } };
  await assert.rejects(pages.find.searchParams({ limit: "3" }), required, "what is required cannot be made up");
  assert.deepEqual(await pages.user.searchParams({ tab: "likes" }), { tab: "likes" });
});

test("search params in the three modes, by nuqs parsers", async () => {
  const { searchParams } = pages.list;
  const empty = { page: 1, q: null, sort: "new", ids: null, day: null };
  assert.deepEqual(await searchParams({}), empty);
  assert.deepEqual(await searchParams({ page: "x", sort: "old", ids: "1,2" }), { ...empty, sort: "old", ids: [1, 2] });
  assert.deepEqual(await searchParams({ page: ["2", "3"] }), { ...empty, page: 2 }, "the first of several");
  await assert.rejects(searchParams.strict({ sort: "best" }), {
    name: "RouteInputError",
    message: '/list: sort: cannot read "best"',
  });
  assert.equal((await searchParams.safe({ day: "2021-02-29" })).ok, false);
  assert.deepEqual(await pages.opaque.searchParams({ stars: "*****" }), { stars: 5 });
});

test("links write search params as the page's own parsers do", () => {
  const serialize = pages.createSerializer(pages.listParsers);
  const values = [
    {},
    { page: 1, sort: "new" },
    { page: 2.4, q: "a b&c=d+e'\"`<>#%ü\u0001", sort: "old" },
    { ids: [], day: new Date("2024-02-29T12:00:00Z") },
    { ids: [1, 2], q: "" },
    { sort: "old", page: 3, q: null },
  ];
  for (const search of values) {
    assert.equal(href("/list", { search }), "/list" + serialize(search));
    assert.equal(pages.list.href({ search }), "/list" + serialize(search));
    assert.equal(pages.list.search(search), serialize(search));
  }
  const opaque = pages.createSerializer(pages.opaqueParsers);
  for (const search of [{ stars: 3 }, { stars: 5 }, {}]) {
    assert.equal(href("/opaque", { search: pages.opaque.search(search) }), "/opaque" + opaque(search));
  }
});

test("every encoding writes what nuqs writes", () => {
  const date = new Date("2024-05-06T07:08:09.010Z");
  const table = [
    ["string", pages.parseAsString, "x y"],
    ["string", pages.parseAsFloat, 1.5],
    ["string", pages.parseAsBoolean, true],
    ["string", pages.parseAsNumberLiteral([1, 2]), 2],
    ["integer", pages.parseAsInteger, 2.6],
    ["index", pages.parseAsIndex, 0],
    ["hex", pages.parseAsHex, 10],
    ["hex", pages.parseAsHex, 255],
    ["hex", pages.parseAsHex, -10],
    ["timestamp", pages.parseAsTimestamp, date],
    ["date-time", pages.parseAsIsoDateTime, date],
    ["date", pages.parseAsIsoDate, date],
    ["json", pages.parseAsJson((x) => x), { a: [1, "&"] }],
    [{ list: "string" }, pages.parseAsArrayOf(pages.parseAsString), ["a,b", "c"]],
    [{ list: "integer", separator: ";" }, pages.parseAsArrayOf(pages.parseAsInteger, ";"), [1, 2]],
    [{ repeat: "string" }, pages.parseAsNativeArrayOf(pages.parseAsString), ["a", "b"]],
  ];
  for (const [encoding, parser, value] of table) {
    const search = { "k=?": value };
    const expected = pages.createSerializer({ "k=?": parser })(search);
    assert.equal("?" + nuqs({ "k=?": [encoding] })(search), expected, JSON.stringify(encoding));
  }
  const repeated = pages.createSerializer({ k: pages.parseAsNativeArrayOf(pages.parseAsString).withDefault(["x"]) });
  for (const k of [["x"], [], ["x", "y"]]) {
    const text = nuqs({ k: [{ repeat: "string" }, ["x"]] })({ k });
    assert.equal(text && "?" + text, repeated({ k }));
  }
});

test("what a link writes, the page reads back", async () => {
  const search = { page: 3, q: "a&b", tag: ["only"], since: new Date("2024-01-02T03:04:05Z") };
  const link = new URL(pages.blog.href({ params: { slug: "x" }, search }), "http://localhost");
  assert.deepEqual(await pages.blog.searchParams.strict(link.searchParams), search);
  const listed = { page: 4, q: "x y", sort: "old", ids: [1, 2], day: new Date("2024-01-02") };
  const other = new URL(href("/list", { search: listed }), "http://localhost");
  assert.deepEqual(await pages.list.searchParams.strict(other.searchParams), listed);
});

test("a bundle with links alone is small, and holds no table, matching or parsers", async (t) => {
  const code = await bundle(
    `import { buildHref } from "./rutter/_href.gen";
     export const href = (route, options) => buildHref({ basePath: "", trailingSlash: false }, route, options);`,
    { minify: true },
  );
  const size = gzipSync(code).length;
  t.diagnostic(`href: ${code.length} bytes, ${size} compressed`);
  assert.ok(size <= 1100, `${size} bytes`);
  const app = await bundle(`export { href } from "./rutter/routes.gen";`, { minify: true });
  t.diagnostic(`href with the sample's nuqs table: ${gzipSync(app).length} compressed`);
  assert.ok(!app.includes("[lang]"), "the table of matchRoute is left out");
  assert.ok(!app.includes("decodeURI"), "no matching comes along");
  assert.ok(!app.includes("~standard"), "no parser comes along");
  const decoding = await bundle(`export { decodeParams } from "./rutter/routes.gen";`, { minify: true });
  t.diagnostic(`decodeParams: ${gzipSync(decoding).length} compressed`);
  assert.ok(!decoding.includes("encodeURI"), "no link comes along");
});
