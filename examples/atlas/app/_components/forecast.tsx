"use client";

import { useParams } from "next/navigation";
import { useEffect, useState } from "react";
import { href, withBasePath, type ParamsOf } from "@/rutter/routes.gen";
import type { ApiBody } from "@/rutter/bodies.gen";

/** Asks the API route of the Pages Router, whose answer is typed by what it declares. For a place's page only. */
export function Forecast({ label }: { label: string }) {
  const place = useParams<ParamsOf<"/[lang]/places/[place]">>()?.place;
  const [weather, setWeather] = useState<ApiBody<"/api/weather/[place]">>();
  useEffect(() => {
    if (!place) {
      return;
    }
    fetch(withBasePath(href("/api/weather/[place]", { params: { place } })))
      .then((response) => response.json())
      .then(setWeather, () => undefined);
  }, [place]);
  return (
    <p aria-live="polite">
      {label}: {weather && "sky" in weather ? `${weather.sky}, ${weather.temperature} °C` : "…"}
    </p>
  );
}
