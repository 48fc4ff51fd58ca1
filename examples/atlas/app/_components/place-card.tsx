import Link from "next/link";
import { photos } from "@/lib/photos";
import type { Place } from "@/lib/places";
import { href, type Locale } from "@/rutter/routes.gen";
import { Scene } from "./scene";

export function PlaceCard({ place, lang }: { place: Place; lang: Locale }) {
  const hour = photos.find((photo) => photo.place === place)?.hour ?? 13;
  return (
    <article className="card">
      <Scene hour={hour} seed={place.id} label="" />
      <h2>
        <Link href={href("/[lang]/places/[place]", { params: { lang, place: place.id } })}>{place.name}</Link>
      </h2>
      <p>{place.text[lang]}</p>
    </article>
  );
}
