import { revalidatePath } from "next/cache";
import { NextResponse, type NextRequest } from "next/server";
import { findPlace, type Place } from "@/lib/places";
import { href, locales, type RouteContext } from "@/rutter/routes.gen";

type Context = RouteContext<"/api/places/[place]">;

export async function GET(_request: NextRequest, { params }: Context): Promise<NextResponse<Place | null>> {
  const place = findPlace((await params).place);
  return place ? NextResponse.json(place) : NextResponse.json(null, { status: 404 });
}

/** Renders the pages of a place anew, after its text has changed. */
export async function POST(_request: NextRequest, { params }: Context): Promise<NextResponse<{ fresh: string[] }>> {
  const { place } = await params;
  const fresh = locales.map((lang) => href("/[lang]/places/[place]", { params: { lang, place } }));
  fresh.forEach((path) => revalidatePath(path));
  revalidatePath("/[lang]/(guide)/places", "page");
  return NextResponse.json({ fresh });
}
