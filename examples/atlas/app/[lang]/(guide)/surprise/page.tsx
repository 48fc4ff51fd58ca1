import { connection } from "next/server";
import { redirect } from "next/navigation";
import { localeOf } from "@/lib/locales";
import { places } from "@/lib/places";
import { href, type PageProps } from "@/rutter/routes.gen";

/** Leads to some harbour, another one each second. */
export default async function Surprise({ params }: PageProps<"/[lang]/surprise">) {
  const lang = await localeOf(params);
  await connection();
  const place = places[Math.floor(Date.now() / 1000) % places.length];
  if (place) {
    redirect(href("/[lang]/places/[place]", { params: { lang, place: place.id } }));
  }
}
