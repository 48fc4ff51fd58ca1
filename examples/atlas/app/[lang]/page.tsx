import Link from "next/link";
import { PlaceCard } from "@/app/_components/place-card";
import { PlaceJump } from "@/app/_components/place-jump";
import { localeOf } from "@/lib/locales";
import { places } from "@/lib/places";
import { words } from "@/lib/words";
import { href, type PageProps } from "@/rutter/routes.gen";

export default async function Home({ params }: PageProps<"/[lang]">) {
  const lang = await localeOf(params);
  const text = words[lang];
  return (
    <>
      <h1>{text.title}</h1>
      <p className="lead">{text.lead}</p>
      <div className="row">
        <Link href={href("/[lang]/surprise", { params: { lang } })} prefetch={false}>
          {text.surprise}
        </Link>
        <PlaceJump lang={lang} words={text} places={places.map(({ id, name }) => ({ id, name }))} />
      </div>
      <div className="cards">
        {places.slice(0, 3).map((place) => (
          <PlaceCard key={place.id} place={place} lang={lang} />
        ))}
      </div>
    </>
  );
}
