import Link from "next/link";
import { lang } from "next/root-params";
import { words } from "@/lib/words";
import { href, isLocale } from "@/rutter/routes.gen";

/** Shown where a page calls `notFound()`. Next gives it no params, but `[lang]` is a root param. */
export default async function NotFound() {
  const segment = await lang();
  const locale = isLocale(segment) ? segment : "en";
  return (
    <>
      <h1>404</h1>
      <p>{words[locale].notFound}</p>
      <Link href={href("/[lang]", { params: { lang: locale } })}>Atlas</Link>
    </>
  );
}
