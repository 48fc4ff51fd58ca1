// Every line below an expectation must be refused. A line that compiles makes its expectation an error.
import { revalidatePath } from "next/cache";
import Form from "next/form";
import Link from "next/link";
import { permanentRedirect, redirect, useRouter } from "next/navigation";
import { route as blog } from "@/rutter/app/blog.[slug].gen";
import { route as opaque } from "@/rutter/app/opaque.gen";
import type { HandlerBody } from "@/rutter/bodies.gen";
import {
  decodeParams,
  href,
  hrefOf,
  matchRoute,
  withBasePath,
  type LayoutProps as RouteLayoutProps,
  type PageProps as RoutePageProps,
} from "@/rutter/routes.gen";

// @ts-expect-error: no such route
href("/nope");
// @ts-expect-error: a path is not a route
href("/blog/hello");
href(
  // @ts-expect-error: it is the route that is wrong, not the number of arguments
  "/serch",
);
href(
  // @ts-expect-error: the same for one of several
  Math.random() > 0.5 ? "/" : "/serch",
);
href(
  // @ts-expect-error: any string
  String(1),
);
// @ts-expect-error: a param is missing
href("/blog/[slug]");
// @ts-expect-error: a param is missing
href("/blog/[slug]", {});
// @ts-expect-error: a param is missing
href("/blog/[slug]", { params: {} });
// @ts-expect-error: the param has another name
href("/blog/[slug]", { params: { slugg: "x" } });
// @ts-expect-error: a param too many
href("/blog/[slug]", { params: { slug: "x", id: "y" } });
// @ts-expect-error: the route has no params
href("/about", { params: { x: 1 } });
// @ts-expect-error: null is no segment
href("/photo/[id]", { params: { id: null } });
// @ts-expect-error: a catch-all takes a list
href("/docs/[...path]", { params: { path: "x" } });
// @ts-expect-error: the schema reads a string
href("/user/[id]", { params: { id: 1 } });
// @ts-expect-error: the schema gives a number
href("/blog/[slug]", { params: { slug: "x" }, search: { page: "2" } });
// @ts-expect-error: the schema has no such key
href("/blog/[slug]", { params: { slug: "x" }, search: { nope: 1 } });
// @ts-expect-error: not one of the literals
href("/list", { search: { sort: "best" } });
// @ts-expect-error: nobody but the parsers knows how to write it
href("/opaque", { search: { stars: 5 } });
// @ts-expect-error: not what the parsers have written
href("/opaque", { search: "?stars=5" });
// @ts-expect-error: the page needs a search param
href("/find");
// @ts-expect-error: the page needs a search param
href("/find", { search: { limit: "5" } });
// @ts-expect-error: objects have no place in a search string
href("/about", { search: { a: { b: 1 } } });
interface Handlers {
  q: string;
  submit(): void;
}
interface Nested {
  q: { text: string };
}
export function searches(handlers: Handlers, nested: Nested, either: Handlers | URLSearchParams): void {
  // @ts-expect-error: nor have functions
  href("/about", { search: handlers });
  // @ts-expect-error: nor have objects, in an interface as little
  href("/about", { search: nested });
  // @ts-expect-error: one of the two has a function
  href("/about", { search: either });
  // @ts-expect-error: the schema has no such values
  href("/user/[id]", { params: { id: "1" }, search: nested });
}
// @ts-expect-error: search params have names
href("/about", { search: ["x"] });
// @ts-expect-error: search params are no function
href("/about", { search: () => 1 });
// @ts-expect-error: search params are no date
href("/about", { search: new Date() });
// @ts-expect-error: a map is not what a link reads
href("/about", { search: new Map([["q", "x"]]) });
// @ts-expect-error: only parsers write whole search strings
href("/about", { search: "?q=x" });
// @ts-expect-error: no such option
href("/about", { query: {} });
// @ts-expect-error: the app has no locales
href("/about", { locale: "de" });
// @ts-expect-error: a path that did not come from `href`
withBasePath("/about");
// @ts-expect-error: the parsers have no such key
opaque.search({ moons: 5 });
// @ts-expect-error: the route needs its param
blog.href();
// @ts-expect-error: a number is no raw value
void blog.searchParams({ page: 1 });

const match = matchRoute("/")!;
// @ts-expect-error: a match may be of a route that needs params
href(match.route);
// @ts-expect-error: they may be those of another route
href(match.route, { params: { ...match.params, lang: "de" } });
// @ts-expect-error: one of the two needs a param
href(Math.random() > 0.5 ? "/" : "/blog/[slug]", { params: { slug: "x" } });
// @ts-expect-error: one of the two needs a search param
href(Math.random() > 0.5 ? "/" : "/find");
// @ts-expect-error: no route has such a param
hrefOf(match, { params: { langg: "de" } });
// @ts-expect-error: the param is a list wherever it is one
hrefOf(match, { params: { filters: "a" } });
// @ts-expect-error: in some routes the schema reads a string
hrefOf(match, { params: { id: 1 } });
// @ts-expect-error: a match whose params belong to another route
hrefOf({ route: "/blog/[slug]", params: { id: "x" } });
// @ts-expect-error: values are for `href`, which knows what they mean
hrefOf(match, { search: { page: 2 } });
// @ts-expect-error: the page has no such search param
if (match.route === "/list") hrefOf(match, { search: { pages: 2 } });
// @ts-expect-error: what `page` means, only one of the two knows
if (match.route === "/list" || match.route === "/about") hrefOf(match, { search: { page: 2 } });
// @ts-expect-error: params are texts
decodeParams({ id: 1 });

// @ts-expect-error: a layout is not a page
export type A = RoutePageProps<"/api/users/[id]">;
// @ts-expect-error: no layout there
export type B = RouteLayoutProps<"/blog/[slug]">;
// @ts-expect-error: the handler has no such method
export type C = HandlerBody<"/api/users/[id]", "PUT">;
// @ts-expect-error: no such slot
export const d = (props: RouteLayoutProps<"/">) => props.sidebar;
// @ts-expect-error: the global knows the same routes
export type E = PageProps<"/nope">;

export function links({ path }: { path: string }) {
  const router = useRouter();
  // @ts-expect-error: no such path
  router.push("/nope");
  // @ts-expect-error: any string
  router.push(path);
  // @ts-expect-error: a path put together by hand
  router.replace(`/blog/${path}`);
  // @ts-expect-error: a pattern is not a path
  router.prefetch("/blog/[slug]");
  // @ts-expect-error: search params belong to `href`
  router.push("/about?x=1");
  // @ts-expect-error: no such path
  revalidatePath("/nope");
  // @ts-expect-error: a pattern needs to say what it is
  revalidatePath("/blog/[slug]");
  // @ts-expect-error: the page lies in a group, and this would find nothing
  revalidatePath("/about", "page");
  // @ts-expect-error: no such path
  if (path === "a") redirect("/nope");
  // @ts-expect-error: any string
  if (path === "b") permanentRedirect(path);
  return [
    // @ts-expect-error: no such path
    <Link key="a" href="/nope" />,
    // @ts-expect-error: any string
    <Link key="b" href={path} />,
    // @ts-expect-error: query and hash belong to `href`
    <Link key="i" href="/about?x=1#y" />,
    // @ts-expect-error: a link needs a target
    <Link key="c" />,
    // @ts-expect-error: Next's own types let this one pass
    <Link key="d" href={{ pathname: "/nope" }} />,
    // @ts-expect-error: only the Pages Router fills in a pattern
    <Link key="e" href={{ pathname: "/blog/[slug]", query: { slug: "x" } }} />,
    // @ts-expect-error: no such prop
    <Link key="f" href="/about" prefetchh />,
    // @ts-expect-error: no such path
    <Form key="g" action="/nope" />,
    // @ts-expect-error: Next decides on the method
    <Form key="h" action="/about" method="post" />,
  ];
}
