// Everything here must compile: what a user may write, and the exact types that come out of it.
import { revalidatePath, revalidateTag, cacheLife, cacheTag, unstable_cache, type CacheLifeProfiles } from "next/cache";
import Form, { type FormProps } from "next/form";
import Link, { useLinkStatus, type LinkProps } from "next/link";
import {
  notFound,
  permanentRedirect,
  redirect,
  RedirectType,
  useParams,
  usePathname,
  useRouter,
  useSearchParams,
  useSelectedLayoutSegment,
  type ReadonlyURLSearchParams,
} from "next/navigation";
import { useRef, type ComponentProps, type ReactNode, type Ref } from "react";
import { route as blog } from "@/rutter/app/blog.[slug].gen";
import { route as list } from "@/rutter/app/list.gen";
import { route as opaque } from "@/rutter/app/opaque.gen";
import { route as user } from "@/rutter/app/user.[id].gen";
import type { ApiBody, HandlerBody, HandlerMethod } from "@/rutter/bodies.gen";
import {
  decodeParams,
  href,
  hrefOf,
  matchRoute,
  parseHref,
  withBasePath,
  type Href,
  type HrefArgs,
  type LayoutProps as RouteLayoutProps,
  type PageProps as RoutePageProps,
  type ParamsOf,
  type RouteId,
  type SearchOf,
  type SearchString,
  type StaticHref,
} from "@/rutter/routes.gen";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function check<_ extends true>(): void {}

// Links.
check<Equal<ReturnType<typeof href>, Href>>();
href("/");
href("/about", { hash: "team", search: { a: 1, b: ["x", 2, true, null], c: undefined, d: new Date(), e: 1n } });
href("/about", { search: new URLSearchParams("a=1") });
href("/blog/[slug]", { params: { slug: "x" } });
href("/photo/[id]", { params: { id: 7 } });
href("/blog/[slug]", { params: { slug: "x" }, search: { page: 2, q: "x", tag: ["a"], since: new Date() } });
href("/docs/[...path]", { params: { path: ["a", 1] } });
href("/shop/[[...filters]]");
href("/shop/[[...filters]]", {});
href("/shop/[[...filters]]", { params: {} });
href("/shop/[[...filters]]", { params: { filters: ["a"] }, hash: "x" });
href("/user/[id]", { params: { id: "1" }, search: { tab: "posts" } });
href("/[lang]/file/[id].json", { params: { lang: "en", id: 3 } });
href("/post/[pid]", { params: { pid: "x" } });
href("/api/item/[id]", { params: { id: "x" } });
href("/moved/[id]", { params: { id: "x" } });
href("/proxy/[[...path]]", { params: { path: ["a"] } });
href("/find", { search: { q: "x" } });
href("/find", { search: { q: "x", limit: "5" }, hash: "top" });
href("/list");
href("/list", { search: { page: 1, q: null, sort: "old", ids: [1], day: new Date() } });
href("/opaque");
href("/opaque", { search: opaque.search({ stars: 5 }) });
const text: string = withBasePath(href("/"));
const maybe: Href | null = parseHref(text);
function navigate<R extends RouteId>(route: R, ...args: HrefArgs<R>): Href {
  return href(route, ...args);
}
navigate("/");
navigate("/blog/[slug]", { params: { slug: "x" } });
check<Equal<ParamsOf<"/docs/[...path]">, { path: string[] }>>();
check<Equal<ParamsOf<"/shop/[[...filters]]">, { filters?: string[] }>>();
check<Equal<SearchOf<"/list">["page"], number | null | undefined>>();
const statics: StaticHref[] = ["/", "/about", "/shop", "/api/hello", "/old"];

// An interface may have more keys than its own one day; a type, or a copy of an interface, may not.
type Filters = {
  q?: string;
  tags: readonly string[];
  since: Date | null;
};
export function filtered(filters: Filters): Href[] {
  return [
    href("/about", { search: filters }),
    href("/shop/[[...filters]]", { search: filters }),
    href("/photo/[id]", { params: { id: 1 }, search: filters }),
    href("/about", { search: { ...filters, page: 2 } }),
    href(Math.random() > 0.5 ? "/" : "/about", { search: filters }),
    navigate("/about", { search: { q: "x" } }),
  ];
}

const readonlyFilters: readonly string[] = ["a"];
href("/feed/[...tags]", { params: { tags: readonlyFilters } });
href("/blog/[slug]", { params: { slug: "x" }, search: { tag: readonlyFilters } });
const readonlyIds: readonly number[] = [1];
href("/list", { search: { ids: readonlyIds } });
// A route that is one of several, none of which needs anything.
href(Math.random() > 0.5 ? "/" : "/about", { hash: "x" });
for (const route of ["/", "/shop/[[...filters]]", "/old"] as const) href(route);

// Matching.
const match = matchRoute("/blog/x");
check<Equal<Parameters<typeof matchRoute>[0], string | URL | null | undefined>>();
check<Equal<Parameters<typeof parseHref>[0], string | null | undefined>>();
if (match) {
  const links: Href[] = [
    hrefOf(match),
    hrefOf(match, {}),
    hrefOf(match, { params: { lang: "de" }, search: new URLSearchParams(), hash: "x" }),
    hrefOf(match, { params: { filters: [] } }),
    hrefOf({ route: "/blog/[slug]", params: { slug: "x" } }, { params: { slug: 1 } }),
    hrefOf({ route: Math.random() > 0.5 ? "/photo/[id]" : "/moved/[id]", params: { id: "1" } }),
  ];
  void links;
  if (match.route === "/photo/[id]") hrefOf(match, { params: { id: 2 }, search: { from: "home" } });
  if (match.route === "/list") hrefOf(match, { search: { page: 2, sort: "old" } });
  if (match.route === "/list") hrefOf(match, { search: new URLSearchParams() });
  if (match.route === "/opaque") hrefOf(match, { search: opaque.search({ stars: 5 }) });
}
if (match?.route === "/blog/[slug]") {
  check<Equal<typeof match.params, { slug: string }>>();
}
if (match?.route === "/shop/[[...filters]]") {
  check<Equal<typeof match.params, { filters?: string[] }>>();
}

// Reading params and search params.
export async function decoding(page: RoutePageProps<"/docs/[...path]">): Promise<void> {
  const decoded = await decodeParams(page.params);
  check<Equal<typeof decoded, ParamsOf<"/docs/[...path]">>>();
  const plain = decodeParams({ slug: "x" });
  check<Equal<typeof plain, { slug: string }>>();
}
export async function reading(
  page: RoutePageProps<"/blog/[slug]">,
  plain: { params: { slug: string }; searchParams: Record<string, string | string[] | undefined> },
): Promise<void> {
  const { slug } = await blog.params(page.params);
  check<Equal<typeof slug, string>>();
  const search = await blog.searchParams(plain.searchParams);
  check<Equal<typeof search, { page: number; q?: string | undefined; tag: string[]; since?: Date | undefined }>>();
  await blog.params(plain.params);
  const safe = await blog.searchParams.safe(new URLSearchParams());
  if (safe.ok) {
    check<Equal<typeof safe.data.page, number>>();
  } else {
    const message: string | undefined = safe.issues[0]?.message;
    const raw: string | readonly string[] | undefined = safe.raw["page"];
    void [message, raw];
  }
  const { id } = await user.params.strict(Promise.resolve({ id: "1" }));
  check<Equal<typeof id, number>>();
  const { tab } = await user.searchParams.defaults({});
  check<Equal<typeof tab, "posts" | "likes" | undefined>>();
  const listed = await list.searchParams(page.searchParams);
  check<Equal<typeof listed.page, number>>();
  check<Equal<typeof listed.q, string | null>>();
  check<Equal<typeof listed.sort, "new" | "old">>();
  check<Equal<typeof listed.ids, number[] | null>>();
  check<Equal<typeof listed.day, Date | null>>();
  const link: Href = blog.href({ params: { slug }, search: { page: search.page + 1 } });
  const string: SearchString = list.search({ page: 2, sort: "old" });
  void [link, string];
}

// Bodies.
check<Equal<HandlerMethod<"/api/users/[id]">, "GET" | "POST" | "DELETE">>();
check<Equal<HandlerBody<"/api/users/[id]", "GET">, { id: string; joined: string; tags: string[] }>>();
check<Equal<HandlerBody<"/api/users/[id]", "POST">, unknown>>();
check<Equal<HandlerBody<"/api/users/[id]", "DELETE">, { readonly deleted: true }>>();
check<Equal<ApiBody<"/api/hello">, { hello: string }>>();
check<Equal<ApiBody<"/api/item/[id]">, { id: string } | { error: string }>>();

// The globals of `next typegen`, next to the named exports.
export function layouts(a: LayoutProps<"/">, b: RouteLayoutProps<"/">, c: PageProps<"/user/[id]">): ReactNode[] {
  void c.params.then(({ id }) => id.length);
  const same: RouteLayoutProps<"/"> = a;
  return [a.children, a.modal, b.modal, same.children];
}
export const context = async (c: RouteContext<"/api/users/[id]">): Promise<string> => (await c.params).id;
export const pageProps = (p: PageProps<"/blog/[slug]">): RoutePageProps<"/blog/[slug]"> => p;

// Next's own modules with links of the app.
export function links(props: LinkProps & { x: 1 }): ReactNode {
  const anchor = useRef<HTMLAnchorElement>(null);
  const form: Ref<HTMLFormElement> = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const { slug } = useParams<ParamsOf<"/blog/[slug]">>();
  const pathname: string | null = usePathname();
  if (matchRoute(pathname) === null) redirect(parseHref(pathname) ?? "/");
  // As Next types it in an app with a folder `pages`.
  const nullable = decodeParams(useParams<ParamsOf<"/blog/[slug]">>() as ParamsOf<"/blog/[slug]"> | null);
  check<Equal<typeof nullable, { slug: string } | null>>();
  const search: ReadonlyURLSearchParams = useSearchParams();
  router.push("/about", { scroll: false });
  router.push(href("/"));
  router.push(`?${search.toString()}`);
  router.replace("#top");
  router.prefetch("/shop");
  router.back();
  router.refresh();
  revalidatePath("/about");
  revalidatePath(href("/blog/[slug]", { params: { slug } }));
  revalidatePath("/blog/[slug]", "page");
  revalidatePath("/(marketing)/about", "page");
  revalidatePath("/", "layout");
  revalidatePath("/[lang]", "layout");
  if (slug === "a") redirect("/about", RedirectType.push);
  if (slug === "b") redirect(href("/blog/[slug]", { params: { slug } }));
  if (slug === "c") permanentRedirect("https://example.com/x");
  if (slug === "d") redirect(parseHref(search.get("next") ?? "") ?? "/");
  if (slug === "e") notFound();
  const target: ComponentProps<typeof Link>["href"] = "/about";
  return (
    <>
      <Link
        ref={anchor}
        href="/about"
        prefetch={false}
        replace
        scroll
        className="x"
        onClick={(e) => e.preventDefault()}
      >
        About
      </Link>
      <Link {...props} />
      <Link href={target} />
      <Link href={href("/shop/[[...filters]]", { params: { filters: ["a"] } })} />
      <Link href="mailto:a@example.com" />
      <Link href={`https://${slug}.example.com`} />
      <Link href={{ pathname: "/about", query: { a: 1 }, hash: "x" }} />
      <Link href={{ query: { a: 1 } }} />
      <Link href={{ pathname: "/post/[pid]", query: { pid: 1 } }} />
      <Link href={{ protocol: "https", hostname: "example.com", pathname: "/anything" }} />
      <Form ref={form} action="/about" replace>
        <input name="q" />
      </Form>
      <Form action={async (data: FormData) => void data.get("q")} />
      <Form action={href("/list")} />
    </>
  );
}

// Nothing else of the modules is lost or changed: the same names with the `.js` that leads to Next's own files.
type Rest<M, Changed extends PropertyKey> = Omit<M, Changed>;
check<Equal<Rest<typeof import("next/link"), "default">, Rest<typeof import("next/link.js"), "default">>>();
check<Equal<Rest<typeof import("next/form"), "default">, Rest<typeof import("next/form.js"), "default">>>();
type Retyped = "redirect" | "permanentRedirect" | "useRouter";
check<Equal<Rest<typeof import("next/navigation"), Retyped>, Rest<typeof import("next/navigation.js"), Retyped>>>();
check<Equal<keyof typeof import("next/navigation"), keyof typeof import("next/navigation.js")>>();
check<
  Equal<
    keyof Omit<ComponentProps<typeof Link>, "href">,
    keyof Omit<ComponentProps<(typeof import("next/link.js"))["default"]>, "href">
  >
>();
check<Equal<keyof ComponentProps<typeof Form>, keyof ComponentProps<(typeof import("next/form.js"))["default"]>>>();
export const kept: unknown[] = [
  useLinkStatus,
  usePathname,
  useSelectedLayoutSegment,
  revalidateTag,
  cacheLife,
  cacheTag,
  unstable_cache,
];
export type Kept = [FormProps, CacheLifeProfiles["days"]];
void [statics, maybe];
