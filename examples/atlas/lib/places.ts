import type { Locale } from "@/rutter/routes.gen";

export const coasts = ["atlantic", "baltic", "mediterranean"] as const;

export type Coast = (typeof coasts)[number];

export interface Place {
  id: string;
  name: string;
  coast: Coast;
  country: string;
  latitude: number;
  longitude: number;
  /** The fewest nights that do the place justice. */
  nights: number;
  text: Record<Locale, string>;
  checked: Date;
}

export const places: readonly Place[] = [
  place("bergen", "Bergen", "atlantic", "norway", 60.39, 5.32, 3, {
    en: "Seven hills, a row of leaning timber houses, and rain that nobody mentions.",
    de: "Sieben Hügel, eine Reihe schiefer Holzhäuser und Regen, den niemand erwähnt.",
  }),
  place("lisbon", "Lisbon", "atlantic", "portugal", 38.72, -9.14, 4, {
    en: "A river so wide that the ferries have their own horizon.",
    de: "Ein Fluss, so breit, dass die Fähren ihren eigenen Horizont haben.",
  }),
  place("piran", "Piran", "mediterranean", "slovenia", 45.53, 13.57, 2, {
    en: "One square, one tower, and the sea on three sides of breakfast.",
    de: "Ein Platz, ein Turm und das Meer auf drei Seiten des Frühstücks.",
  }),
  place("porto", "Porto", "atlantic", "portugal", 41.15, -8.61, 3, {
    en: "Steep streets that all end at the same iron bridge.",
    de: "Steile Gassen, die alle an derselben Eisenbrücke enden.",
  }),
  place("tallinn", "Tallinn", "baltic", "estonia", 59.44, 24.75, 2, {
    en: "Walls with towers, and behind them a harbour that freezes quietly.",
    de: "Mauern mit Türmen, und dahinter ein Hafen, der leise zufriert.",
  }),
  place("valletta", "Valletta", "mediterranean", "malta", 35.9, 14.51, 3, {
    en: "A whole city cut from honey-coloured stone, with boats painted against bad luck.",
    de: "Eine ganze Stadt aus honigfarbenem Stein, mit Booten, die gegen Unglück bemalt sind.",
  }),
];

export function findPlace(id: string): Place | undefined {
  return places.find((place) => place.id === id);
}

/** The places of a coast, and of a country on it; all of them without either. */
export function placesIn(coast?: string, country?: string): readonly Place[] {
  return places.filter((place) => (!coast || place.coast === coast) && (!country || place.country === country));
}

function place(
  id: string,
  name: string,
  coast: Coast,
  country: string,
  latitude: number,
  longitude: number,
  nights: number,
  text: Place["text"],
): Place {
  return { id, name, coast, country, latitude, longitude, nights, text, checked: new Date("2026-05-01") };
}
