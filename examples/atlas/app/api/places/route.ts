import { NextResponse, type NextRequest } from "next/server";
import { placesIn, type Place } from "@/lib/places";

/** The places of a coast. The return type is what `HandlerBody<"/api/places", "GET">` is drawn from. */
export function GET(request: NextRequest): NextResponse<readonly Place[]> {
  return NextResponse.json(placesIn(request.nextUrl.searchParams.get("coast") ?? undefined));
}
