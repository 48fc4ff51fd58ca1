import type { Metadata } from "next";
import Link from "next/link";
import { PlaceCard } from "@/app/_components/place-card";
import { PlacesFilter } from "@/app/_components/places-filter";
import { localeOf } from "@/lib/locales";
import { places } from "@/lib/places";
import { words } from "@/lib/words";
import { route } from "@/rutter/app/[lang].places.gen";
import type { PageProps } from "@/rutter/routes.gen";

export const metadata: Metadata = { title: "Harbours" };

const perPage = 4;

/** All harbours. `page.search.ts` beside this file says which search params there are; a bad value counts as absent. */
export default async function Places(props: PageProps<"/[lang]/places">) {
  const lang = await localeOf(props.params);
  const search = await route.searchParams(props.searchParams);
  const found = places
    .filter((place) => search.coasts.length === 0 || search.coasts.includes(place.coast))
    .filter((place) => !search.short || place.nights <= 2)
    .toSorted((a, b) => (search.sort === "latitude" ? b.latitude - a.latitude : a.name.localeCompare(b.name)));
  const first = (Math.max(search.page, 1) - 1) * perPage;
  const page = (number: number) => route.href({ params: { lang }, search: { ...search, page: number } });
  return (
    <>
      <h1>{words[lang].harbours}</h1>
      <PlacesFilter sortBy={words[lang].sortBy} />
      <div className="cards">
        {found.slice(first, first + perPage).map((place) => (
          <PlaceCard key={place.id} place={place} lang={lang} />
        ))}
      </div>
      <nav className="row" aria-label="Pages">
        {first > 0 && <Link href={page(search.page - 1)}>{words[lang].previous}</Link>}
        {first + perPage < found.length && <Link href={page(search.page + 1)}>{words[lang].next}</Link>}
      </nav>
    </>
  );
}
