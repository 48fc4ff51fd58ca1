// Every line below an expectation must be refused. A line that compiles makes its expectation an error.
import * as prefix from "./prefix/rutter/routes.gen";
import { route as item } from "./segment/rutter/app/[lang].items.[id].gen";
import { href, hrefOf, locales, matchRoute, type Locale, type ParamsOf } from "./segment/rutter/routes.gen";

// @ts-expect-error: not a locale of the app
export const french: Locale = "fr";
// @ts-expect-error: locales are compared as they are written
export const lower: Locale = "de-at";
// @ts-expect-error: nobody adds a locale when the app runs
locales.push("fr");

// @ts-expect-error: not a locale of the app
href("/[lang]", { params: { lang: "fr" } });
// @ts-expect-error: a locale is no number
href("/[lang]", { params: { lang: 1 } });
// @ts-expect-error: the locale is missing
href("/[lang]", { params: {} });
// @ts-expect-error: the locale is missing, which the schema does not name
href("/[lang]/items/[id]", { params: { id: 7 } });
// @ts-expect-error: not a locale of the app
item.href({ params: { lang: "fr", id: 7 } });
// @ts-expect-error: not a locale of the app
href("/[lang]/old", { params: { lang: "fr" } });
// @ts-expect-error: a catch-all takes a list
href("/docs/[...lang]", { params: { lang: "en" } });
// @ts-expect-error: the locale is a param, not an option
href("/[lang]", { params: { lang: "en" }, locale: "en" });
// @ts-expect-error: what Next hands over may be any text
export const unchecked = (params: ParamsOf<"/[lang]">) => href("/[lang]", { params });

const match = matchRoute("/en")!;
// @ts-expect-error: not every route has a locale
export const lang = match.params.lang;
// @ts-expect-error: a match that cannot be
hrefOf({ route: "/[lang]", params: { lang: "fr" } });
// @ts-expect-error: the match has no locale of its own
export const locale = match.locale;
if (match.route === "/[lang]") {
  // @ts-expect-error: not a locale of the app
  hrefOf(match, { params: { lang: "fr" } });
  // @ts-expect-error: the locale is a param, not an option
  hrefOf(match, { locale: "en" });
  // @ts-expect-error: a match has no other locale
  if (match.params.lang === "fr") void 0;
}

// @ts-expect-error: not a locale of the app
prefix.href("/", { locale: "fr" });
// @ts-expect-error: the locale is an option, not a param
prefix.href("/", { params: { locale: "en" } });
const served = prefix.matchRoute("/")!;
// @ts-expect-error: not a locale of the app
prefix.hrefOf(served, { locale: "fr" });
// @ts-expect-error: a match has no other locale
if (served.locale === "fr") void 0;
