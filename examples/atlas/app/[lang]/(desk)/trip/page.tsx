import Link from "next/link";
import { localeOf } from "@/lib/locales";
import { readTrip } from "@/lib/trip";
import { words } from "@/lib/words";
import { href, type PageProps } from "@/rutter/routes.gen";

export default async function Trip({ params }: PageProps<"/[lang]/trip">) {
  const lang = await localeOf(params);
  const places = await readTrip();
  if (places.length === 0) {
    return (
      <p>
        {words[lang].empty}{" "}
        <Link href={href("/[lang]/places", { params: { lang }, search: { sort: "latitude" } })}>
          {words[lang].harbours}
        </Link>
      </p>
    );
  }
  return (
    <>
      <ol>
        {places.map((place) => (
          <li key={place.id} id={place.id}>
            <Link href={href("/[lang]/places/[place]", { params: { lang, place: place.id } })}>{place.name}</Link>
          </li>
        ))}
      </ol>
      <Link href={href("/[lang]/trip/print", { params: { lang } })}>{words[lang].print}</Link>
    </>
  );
}
