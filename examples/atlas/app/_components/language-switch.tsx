"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { href, hrefOf, locales, matchRoute, type Locale } from "@/rutter/routes.gen";

/** This page in the other languages; where no route answers, as on the page that says so, their first pages. */
export function LanguageSwitch({ lang }: { lang: Locale }) {
  const here = matchRoute(usePathname());
  return (
    <ul className="row" aria-label="Languages">
      {locales.map((other) => (
        <li key={other}>
          <Link
            href={
              here ? hrefOf(here, { params: { lang: other } }) : href("/[lang]", { params: { lang: other } })
            }
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
