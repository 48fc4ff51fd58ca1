/** A harbour at an hour of the day: sky, sun, hills, water and one boat, without any image file. */
export function Scene({ hour, seed, label }: { hour: number; seed: string; label: string }) {
  const number = [...seed].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  const sky = hour < 10 ? "#fbd3a8" : hour < 18 ? "#a9d6f0" : "#3d4a7a";
  const water = hour < 18 ? "#2f7f9e" : "#1f2f57";
  const hill = hour < 18 ? "#5b7d5a" : "#2b3a45";
  const sun = { x: 40 + (number % 240), y: hour < 18 ? 45 : 95 };
  const boat = 60 + ((number * 7) % 190);
  return (
    <svg className="scene" viewBox="0 0 320 200" role="img" aria-label={label}>
      <rect width="320" height="200" fill={sky} />
      <circle cx={sun.x} cy={sun.y} r="16" fill={hour < 18 ? "#fff4c2" : "#f4a259"} />
      <path d={`M0 130 Q ${40 + (number % 60)} ${70 + (number % 30)} 140 130 T 320 130 V 140 H 0 Z`} fill={hill} />
      <rect y="130" width="320" height="70" fill={water} />
      <path d={`M${boat} 152 h40 l-8 12 h-24 Z M${boat + 18} 150 v-32 l18 28 Z`} fill="#fdfaf3" />
    </svg>
  );
}
