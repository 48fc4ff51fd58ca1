import { notFound } from "next/navigation";
import { isLocale, type Locale } from "@/rutter/routes.gen";

/** The locale of a page from its params: any other first segment is `notFound()`. */
export async function localeOf(params: Promise<{ lang: string }>): Promise<Locale> {
  const { lang } = await params;
  return isLocale(lang) ? lang : notFound();
}
