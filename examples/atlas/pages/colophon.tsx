import Head from "next/head";
import Link from "next/link";
import { useEffect, useState } from "react";
import { href, withBasePath } from "@/rutter/routes.gen";
import type { HandlerBody } from "@/rutter/bodies.gen";

/** A page of the Pages Router. It links to the App Router and asks its route handlers. */
export default function Colophon() {
  const [places, setPlaces] = useState<HandlerBody<"/api/places", "GET">>([]);
  useEffect(() => {
    fetch(withBasePath(href("/api/places", { search: { coast: "atlantic" } })))
      .then((response) => response.json())
      .then(setPlaces, () => undefined);
  }, []);
  return (
    <main>
      <Head>
        <title>Colophon · Atlas</title>
      </Head>
      <h1>Colophon</h1>
      <p>
        Drawn in SVG and set in whatever font you have. <Link href="/">Back to the atlas</Link>
      </p>
      <ul>
        {places.map((place) => (
          <li key={place.id}>
            <Link href={href("/[lang]/places/[place]", { params: { lang: "en", place: place.id } })}>{place.name}</Link>
            , checked in {place.checked.slice(0, 4)}
          </li>
        ))}
      </ul>
    </main>
  );
}
