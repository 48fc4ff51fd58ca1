import { readTrip } from "@/lib/trip";
import { weatherOf } from "@/lib/weather";

const things = { clear: "hat", cloudy: "jumper", rain: "oilskins" };

export default async function Packing() {
  const list = new Set((await readTrip()).map((place) => things[weatherOf(place).sky]));
  return (
    <ul>
      {[...list].map((thing) => (
        <li key={thing}>{thing}</li>
      ))}
    </ul>
  );
}
