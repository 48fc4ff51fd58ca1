import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Forecast } from "@/app/_components/forecast";
import { Scene } from "@/app/_components/scene";
import { localeOf } from "@/lib/locales";
import { photos } from "@/lib/photos";
import { findPlace, places } from "@/lib/places";
import { words } from "@/lib/words";
import { href, withBasePath, type PageProps } from "@/rutter/routes.gen";
import { add } from "./actions";

type Props = PageProps<"/[lang]/places/[place]">;

export function generateStaticParams() {
  return places.map((place) => ({ place: place.id }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: findPlace((await params).place)?.name ?? "404" };
}

export default async function PlacePage({ params }: Props) {
  const lang = await localeOf(params);
  const place = findPlace((await params).place) ?? notFound();
  const text = words[lang];
  return (
    <article>
      <h1>{place.name}</h1>
      <p className="lead">{place.text[lang]}</p>
      <Forecast label={text.weather} />
      <h2>{text.photos}</h2>
      <ul className="cards">
        {photos
          .filter((photo) => photo.place === place)
          .map((photo) => (
            <li key={photo.id}>
              <Link href={href("/[lang]/photo/[id]", { params: { lang, id: photo.id } })} scroll={false}>
                <Scene hour={photo.hour} seed={`${place.id}${photo.id}`} label={`${place.name}, ${photo.hour}:00`} />
              </Link>
            </li>
          ))}
      </ul>
      <div className="row">
        <form action={add.bind(null, lang, place.id)}>
          <button>{text.add}</button>
        </form>
        <Link
          href={href("/[lang]/map/[[...area]]", { params: { lang, area: [place.coast, place.country] } })}
        >
          {text.map}
        </Link>
        <a href={withBasePath(href("/[lang]/chart/[place].json", { params: { lang, place: place.id } }))}>
          {text.chart}
        </a>
      </div>
    </article>
  );
}
