// What the generated code of apps with locales does when it runs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { prefix, segment } = await load(`
  export * as prefix from "./prefix/rutter/routes.gen";
  export * as segment from "./segment/rutter/routes.gen";
`);

test("isLocale knows the locales, and nothing else", () => {
  for (const { isLocale, locales } of [prefix, segment]) {
    assert.deepEqual(locales, ["en", "de-AT"]);
    assert.ok(locales.every(isLocale));
    for (const value of ["fr", "de-at", "", undefined, null, ["en"], 0]) {
      assert.equal(isLocale(value), false, JSON.stringify(value));
    }
  }
});

test("a locale as a segment is a param", () => {
  const { href, hrefOf, matchRoute, parseHref } = segment;
  const link = href("/[lang]/items/[id]", { params: { lang: "de-AT", id: 7 } });
  assert.equal(link, "/de-AT/items/7");
  const match = matchRoute(link);
  assert.deepEqual(match, { route: "/[lang]/items/[id]", params: { lang: "de-AT", id: "7" } });
  assert.equal(hrefOf(match, { params: { lang: "en" } }), "/en/items/7");
  assert.deepEqual(matchRoute("/docs/fr"), { route: "/docs/[...lang]", params: { lang: ["fr"] } });
  for (const url of ["/fr", "/de-at", "/fr/items/7"]) {
    assert.equal(matchRoute(url), null, url);
    assert.equal(parseHref(url), null, url);
  }
});

test("a locale as a prefix is none of the route", () => {
  const { href, hrefOf, matchRoute } = prefix;
  assert.equal(href("/item/[id]", { params: { id: 7 }, locale: "de-AT" }), "/de-AT/item/7");
  assert.equal(href("/", { locale: "en" }), "/", "the default locale has no prefix");
  const match = matchRoute("/de-at/item/7");
  assert.deepEqual(match, { route: "/item/[id]", params: { id: "7" }, locale: "de-AT" });
  assert.equal(hrefOf(match), "/de-AT/item/7");
  assert.equal(hrefOf(match, { locale: "en" }), "/item/7");
  assert.deepEqual(matchRoute("/"), { route: "/", params: {}, locale: "en" });
  assert.equal(matchRoute("/fr/item/7"), null);
});
