"use server";

import { redirect } from "next/navigation";
import { addToTrip } from "@/lib/trip";
import { href, type Locale } from "@/rutter/routes.gen";

/** Puts a place on the reader's list and shows the list. */
export async function add(lang: Locale, place: string): Promise<void> {
  await addToTrip(place);
  redirect(href("/[lang]/trip", { params: { lang }, hash: place }));
}
