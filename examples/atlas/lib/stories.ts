import type { Locale } from "@/rutter/routes.gen";

export interface Story {
  /** Year, month and name, as they stand in the URL. */
  path: readonly [year: string, month: string, name: string];
  place: string;
  draft?: boolean;
  title: Record<Locale, string>;
  text: Record<Locale, string>;
}

export const stories: readonly Story[] = [
  {
    path: ["2026", "05", "night-ferry"],
    place: "tallinn",
    title: { en: "The night ferry", de: "Die Nachtfähre" },
    text: {
      en: "The cabin had no window, so we watched the sea on the map in the corridor.",
      de: "Die Kabine hatte kein Fenster, also sahen wir das Meer auf der Karte im Gang an.",
    },
  },
  {
    path: ["2026", "06", "bread & salt"],
    place: "piran",
    title: { en: "Bread & salt", de: "Brot & Salz" },
    text: {
      en: "The salt of Piran is raked by hand. The bread is only an excuse.",
      de: "Das Salz von Piran wird von Hand geharkt. Das Brot ist nur ein Vorwand.",
    },
  },
  {
    path: ["2026", "07", "umbrellas"],
    place: "bergen",
    draft: true,
    title: { en: "Umbrellas", de: "Regenschirme" },
    text: { en: "Unfinished.", de: "Unfertig." },
  },
];

/** The stories whose path starts with the given segments: a year, a month, or one story. */
export function storiesUnder(path: readonly string[]): readonly Story[] {
  return stories.filter((story) => path.every((segment, index) => story.path[index] === segment));
}
