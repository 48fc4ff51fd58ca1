import Link from "next/link";

type Berth = { name: string; quay: string; length: number };

export default async function Page({ searchParams }: PageProps<"/berths">) {
  const query = new URLSearchParams((await searchParams) as Record<string, string>);
  const server = process.env.HARBOUR_SERVER ?? "http://127.0.0.1:4000";
  const response = await fetch(`${server}/api/berths?${query}`);
  const { items } = (await response.json()) as { items: Berth[] };
  return (
    <ul>
      {items.map((berth) => (
        <li key={berth.name}>
          <Link href={`/berths/${berth.name}`}>{berth.name}</Link>, {berth.length} m
        </li>
      ))}
    </ul>
  );
}
