import { places, type Place } from "./places";

export interface Photo {
  id: number;
  place: Place;
  /** The hour of the day, which colours the picture. */
  hour: number;
}

/** Three pictures a place, numbered from 1. */
export const photos: readonly Photo[] = places.flatMap((place, index) =>
  [7, 13, 20].map((hour, turn) => ({ id: index * 3 + turn + 1, place, hour })),
);

export function findPhoto(id: number): Photo | undefined {
  return photos[id - 1];
}
