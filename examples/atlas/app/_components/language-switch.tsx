"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { locales, type Locale } from "@/lib/locales";
import { href, parseHref } from "@/rutter/routes.gen";

/**
 * This page in the other languages. `parseHref` says whether a path that was put together is a route of the app.
 *
 * With a folder `pages` in the app, Next types `usePathname` and `useParams` as possibly null: they are, in its pages.
 */
export function LanguageSwitch({ lang }: { lang: Locale }) {
  const rest = (usePathname() ?? "").split("/").slice(2);
  return (
    <ul className="row" aria-label="Languages">
      {locales.map((other) => (
        <li key={other}>
          <Link
            href={parseHref(["", other, ...rest].join("/")) ?? href("/[lang]", { params: { lang: other } })}
            hrefLang={other}
            aria-current={other === lang ? "true" : undefined}
          >
            {other}
          </Link>
        </li>
      ))}
    </ul>
  );
}
