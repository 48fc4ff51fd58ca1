import type { MetadataRoute } from "next";
import { origin } from "@/lib/origin";
import { places } from "@/lib/places";
import { href, locales, withBasePath } from "@/rutter/routes.gen";

export default function sitemap(): MetadataRoute.Sitemap {
  return locales.flatMap((lang) =>
    [
      href("/[lang]", { params: { lang } }),
      href("/[lang]/places", { params: { lang } }),
      ...places.map((place) => href("/[lang]/places/[place]", { params: { lang, place: place.id } })),
    ].map((link) => ({ url: origin + withBasePath(link) })),
  );
}
