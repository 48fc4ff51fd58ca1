import { notFound } from "next/navigation";
import type { Locale } from "@/rutter/routes.gen";

export type { Locale };

/** The languages of the guide, as they stand in the first segment of a URL. Their type comes from `rutter.toml`. */
export const locales: readonly Locale[] = ["en", "de"];

export function isLocale(text: string): text is Locale {
  return locales.some((locale) => locale === text);
}

/** The locale of a page from its params: any other first segment is `notFound()`. */
export async function localeOf(params: Promise<{ lang: string }>): Promise<Locale> {
  const { lang } = await params;
  return isLocale(lang) ? lang : notFound();
}
