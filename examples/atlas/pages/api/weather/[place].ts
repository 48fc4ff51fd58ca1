import type { NextApiRequest, NextApiResponse } from "next";
import { findPlace } from "@/lib/places";
import { weatherOf, type Weather } from "@/lib/weather";

export default function handler(request: NextApiRequest, response: NextApiResponse<Weather | { error: string }>) {
  const place = findPlace(String(request.query["place"]));
  if (place) {
    response.status(200).json(weatherOf(place));
  } else {
    response.status(404).json({ error: "Nobody knows the weather there" });
  }
}
