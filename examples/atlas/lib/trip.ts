import { cookies } from "next/headers";
import { findPlace, type Place } from "./places";

const name = "trip";

/** The places that the reader has put on the list, which a cookie keeps. */
export async function readTrip(): Promise<readonly Place[]> {
  const value = (await cookies()).get(name)?.value ?? "";
  return value.split(".").flatMap((id) => findPlace(id) ?? []);
}

/** Only a server action or a route handler may call this. */
export async function addToTrip(id: string): Promise<void> {
  const ids = new Set((await readTrip()).map((place) => place.id));
  (await cookies()).set(name, [...ids.add(id)].join("."), { httpOnly: true, sameSite: "lax" });
}
