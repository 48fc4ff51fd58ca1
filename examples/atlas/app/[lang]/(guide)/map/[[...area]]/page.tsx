import Link from "next/link";
import { notFound } from "next/navigation";
import { localeOf } from "@/lib/locales";
import { placesIn } from "@/lib/places";
import { words } from "@/lib/words";
import { href, type PageProps } from "@/rutter/routes.gen";

/** The harbours on a chart: all of them, those of a coast, or those of a country on it. */
export default async function Chart({ params }: PageProps<"/[lang]/map/[[...area]]">) {
  const lang = await localeOf(params);
  const { area = [] } = await params;
  const found = placesIn(...area);
  if (found.length === 0 || area.length > 2) {
    notFound();
  }
  return (
    <>
      <h1>{words[lang].map}</h1>
      <nav aria-label={words[lang].map}>
        <ol className="row">
          <li>
            <Link href={href("/[lang]/map/[[...area]]", { params: { lang } })}>{words[lang].allPlaces}</Link>
          </li>
          {area.map((name, depth) => (
            <li key={name}>
              <Link href={href("/[lang]/map/[[...area]]", { params: { lang, area: area.slice(0, depth + 1) } })}>
                {name}
              </Link>
            </li>
          ))}
        </ol>
      </nav>
      <svg className="chart" viewBox="-15 -64 45 32" aria-hidden="true">
        {found.map((place) => (
          <g key={place.id} transform={`translate(${place.longitude} ${-place.latitude})`}>
            <circle r="0.5" />
            <text x="0.9" y="0.4">
              {place.name}
            </text>
          </g>
        ))}
      </svg>
      <ul>
        {found.map((place) => (
          <li key={place.id}>
            <Link href={href("/[lang]/places/[place]", { params: { lang, place: place.id } })}>{place.name}</Link> (
            <Link href={href("/[lang]/map/[[...area]]", { params: { lang, area: [place.coast] } })}>{place.coast}</Link>
            )
          </li>
        ))}
      </ul>
    </>
  );
}
