import Form from "next/form";
import Link from "next/link";
import { localeOf } from "@/lib/locales";
import { coasts, places } from "@/lib/places";
import { words } from "@/lib/words";
import { route } from "@/rutter/app/[lang].search.gen";
import { href, type PageProps } from "@/rutter/routes.gen";

/** The search page says what is wrong with its search params instead of leaving them out: the `safe` mode. */
export default async function Search(props: PageProps<"/[lang]/search">) {
  const lang = await localeOf(props.params);
  const text = words[lang];
  const search = await route.searchParams.safe(props.searchParams);
  const { q, nights, coast } = search.ok ? search.data : await route.searchParams(props.searchParams);
  const found = places.filter(
    (place) =>
      place.name.toLowerCase().includes(q.toLowerCase()) &&
      (nights === undefined || place.nights <= nights) &&
      (coast.length === 0 || coast.includes(place.coast)),
  );
  return (
    <>
      <h1>{text.search}</h1>
      <Form action={route.href({ params: { lang } })}>
        <p>
          <label>
            {text.harbours} <input name="q" defaultValue={q} />
          </label>
        </p>
        <p>
          <label>
            {text.nights} <input name="nights" type="number" min="1" defaultValue={nights ?? 3} />
          </label>
        </p>
        <fieldset className="row">
          <legend>{text.map}</legend>
          {coasts.map((one) => (
            <label key={one}>
              <input type="checkbox" name="coast" value={one} defaultChecked={coast.includes(one)} /> {one}
            </label>
          ))}
        </fieldset>
        <button>{text.find}</button>
      </Form>
      {!search.ok && (
        <ul role="alert">
          {search.issues.map((issue) => (
            <li key={issue.message}>{issue.message}</li>
          ))}
        </ul>
      )}
      <ul>
        {found.map((place) => (
          <li key={place.id}>
            <Link href={href("/[lang]/places/[place]", { params: { lang, place: place.id } })}>{place.name}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}
