"use client";

import { useRouter } from "next/navigation";
import { href, type Locale } from "@/rutter/routes.gen";

/** Chooses a harbour by name and goes there. */
export function PlaceJump({ lang, places, words }: Props) {
  const router = useRouter();
  return (
    <form
      className="row"
      action={(data) => {
        router.push(href("/[lang]/places/[place]", { params: { lang, place: String(data.get("place")) } }));
      }}
    >
      <label>
        {words.jump}{" "}
        <select name="place">
          {places.map((place) => (
            <option key={place.id} value={place.id}>
              {place.name}
            </option>
          ))}
        </select>
      </label>
      <button>{words.go}</button>
    </form>
  );
}

interface Props {
  lang: Locale;
  places: readonly { id: string; name: string }[];
  words: { jump: string; go: string };
}
