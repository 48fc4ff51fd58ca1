import { readTrip } from "@/lib/trip";
import { weatherOf } from "@/lib/weather";

export default async function TripWeather() {
  return (
    <dl>
      {(await readTrip()).map((place) => (
        <div key={place.id}>
          <dt>{place.name}</dt>
          <dd>{weatherOf(place).temperature} °C</dd>
        </div>
      ))}
    </dl>
  );
}
