import "../atlas.css";

import type { Metadata } from "next";
import Link from "next/link";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { LanguageSwitch } from "@/app/_components/language-switch";
import { NavLink } from "@/app/_components/nav-link";
import { words } from "@/lib/words";
import { origin } from "@/lib/origin";
import { href, isLocale, locales, type LayoutProps } from "@/rutter/routes.gen";

export const metadata: Metadata = {
  metadataBase: new URL(origin),
  title: { default: "Atlas", template: "%s · Atlas" },
};

export function generateStaticParams() {
  return locales.map((lang) => ({ lang }));
}

/** The root layout. Where `[lang]` is no language, the page below says so; this only needs words for the header. */
export default async function RootLayout({ params, children, modal }: LayoutProps<"/[lang]">) {
  const { lang: segment } = await params;
  const lang = isLocale(segment) ? segment : "en";
  const text = words[lang];
  return (
    <html lang={lang}>
      <body>
        <header className="row">
          <Link className="brand" href={href("/[lang]", { params: { lang } })}>
            Atlas
          </Link>
          <nav aria-label="Atlas">
            <ul className="row">
              <li>
                <NavLink to={href("/[lang]/places", { params: { lang } })}>{text.harbours}</NavLink>
              </li>
              <li>
                <NavLink to={href("/[lang]/map/[[...area]]", { params: { lang } })}>{text.map}</NavLink>
              </li>
              <li>
                <NavLink to={href("/[lang]/stories/[...path]", { params: { lang, path: ["2026"] } })}>
                  {text.stories}
                </NavLink>
              </li>
              <li>
                <NavLink to={href("/[lang]/search", { params: { lang } })}>{text.search}</NavLink>
              </li>
              <li>
                <NavLink to={href("/[lang]/trip", { params: { lang } })}>{text.trip}</NavLink>
              </li>
            </ul>
          </nav>
          <LanguageSwitch lang={lang} />
        </header>
        <main>
          <NuqsAdapter>{children}</NuqsAdapter>
        </main>
        {modal}
        <footer className="row">
          <Link href={href("/[lang]/imprint", { params: { lang } })}>{text.imprint}</Link>
          <Link href="/colophon">Colophon</Link>
        </footer>
      </body>
    </html>
  );
}
