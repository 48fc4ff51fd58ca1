"use server";

import { redirect } from "next/navigation";
import type { Locale } from "@/lib/locales";
import { addToTrip } from "@/lib/trip";
import { href } from "@/rutter/routes.gen";

/** Puts a place on the reader's list and shows the list. */
export async function add(lang: Locale, place: string): Promise<void> {
  await addToTrip(place);
  redirect(href("/[lang]/trip", { params: { lang }, hash: place }));
}
