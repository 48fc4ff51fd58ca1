// Everything here must compile: apps with locales, as a segment of their routes and as a prefix before them.
import * as prefix from "./prefix/rutter/routes.gen";
import { route as item } from "./segment/rutter/app/[lang].items.[id].gen";
import {
  href,
  hrefOf,
  isLocale,
  locales,
  matchRoute,
  parseHref,
  type Href,
  type Locale,
  type ParamsOf,
  type RouteMatch,
} from "./segment/rutter/routes.gen";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function check<_ extends true>(): void {}

// The locales themselves.
check<Equal<Locale, "en" | "de-AT">>();
check<Equal<typeof locales, readonly ["en", "de-AT"]>>();
check<Equal<(typeof locales)[number], Locale>>();
export function known(value: string | string[] | undefined): Locale {
  if (isLocale(value)) {
    check<Equal<typeof value, Locale>>();
    return value;
  }
  check<Equal<typeof value, string | string[] | undefined>>();
  return locales[0];
}

// Links take the locales for the param, and lists of that name whatever they are.
href("/[lang]", { params: { lang: "en" } });
href("/[lang]/items/[id]", { params: { lang: "de-AT", id: 7 } });
item.href({ params: { lang: "de-AT", id: 7 }, hash: "top" });
href("/[lang]/old", { params: { lang: "en" } });
href("/docs/[...lang]", { params: { lang: ["fr", 1] } });
export const links: Href[] = locales.map((lang) => href("/[lang]", { params: { lang } }));

// What Next hands over may be any text.
check<Equal<ParamsOf<"/[lang]">, { lang: string }>>();
export async function page({ params }: { params: Promise<ParamsOf<"/[lang]">> }): Promise<Href | null> {
  const { lang } = await params;
  return isLocale(lang) ? href("/[lang]", { params: { lang } }) : parseHref("/about");
}

// A match has one of the locales.
type ParamsOfMatch<R extends RouteMatch["route"]> = Extract<RouteMatch, { route: R }>["params"];
check<Equal<ParamsOfMatch<"/[lang]">, { lang: Locale }>>();
check<Equal<ParamsOfMatch<"/[lang]/items/[id]">, { lang: Locale; id: string }>>();
check<Equal<ParamsOfMatch<"/[lang]/old">, { lang: Locale }>>();
check<Equal<ParamsOfMatch<"/docs/[...lang]">, { lang: string[] }>>();
check<Equal<ParamsOfMatch<"/about">, {}>>();
const match = matchRoute("/en/items/1");
if (match?.route === "/[lang]" || match?.route === "/[lang]/items/[id]") {
  check<Equal<typeof match.params.lang, Locale>>();
  hrefOf(match);
  hrefOf(match, { params: { lang: "de-AT" }, hash: "top" });
}
if (match && "lang" in match.params && isLocale(match.params.lang)) {
  href("/[lang]", { params: { lang: match.params.lang } });
}

// As a prefix, the locale is an option of a link and a property of a match.
check<Equal<prefix.Locale, Locale>>();
check<Equal<typeof prefix.locales, readonly ["en", "de-AT"]>>();
prefix.href("/", { locale: "de-AT" });
prefix.href("/item/[id]", { params: { id: 1 }, locale: "en", search: { a: 1 } });
const served = prefix.matchRoute("/de-AT/item/1");
if (served) {
  check<Equal<typeof served.locale, Locale>>();
  prefix.href("/", { locale: served.locale });
  prefix.hrefOf(served);
  prefix.hrefOf(served, { locale: "en", params: { id: 2 } });
}
check<Equal<prefix.RouteMatch["route"], "/" | "/item/[id]">>();
