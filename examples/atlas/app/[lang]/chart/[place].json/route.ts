import { NextResponse, type NextRequest } from "next/server";
import { findPlace } from "@/lib/places";
import { isLocale, type RouteContext } from "@/rutter/routes.gen";

interface Feature {
  type: "Feature";
  geometry: { type: "Point"; coordinates: [longitude: number, latitude: number] };
  properties: { name: string; text: string };
}

/** A param with text behind it: `/en/chart/porto.json`. */
export async function GET(
  _request: NextRequest,
  { params }: RouteContext<"/[lang]/chart/[place].json">,
): Promise<NextResponse<Feature | { error: string }>> {
  const { lang, place: id } = await params;
  const place = findPlace(id);
  if (!place || !isLocale(lang)) {
    return NextResponse.json({ error: `There is no chart of ${id}` }, { status: 404 });
  }
  return NextResponse.json({
    type: "Feature",
    geometry: { type: "Point", coordinates: [place.longitude, place.latitude] },
    properties: { name: place.name, text: place.text[lang] },
  });
}
