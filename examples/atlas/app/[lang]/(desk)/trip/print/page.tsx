import { localeOf } from "@/lib/locales";
import { readTrip } from "@/lib/trip";
import type { PageProps } from "@/rutter/routes.gen";

/** Neither slot has a page for this URL, so both show their `default`. */
export default async function PrintTrip({ params }: PageProps<"/[lang]/trip/print">) {
  const lang = await localeOf(params);
  return (
    <ol>
      {(await readTrip()).map((place) => (
        <li key={place.id}>
          {place.name}: {place.text[lang]}
        </li>
      ))}
    </ol>
  );
}
