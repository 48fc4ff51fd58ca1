import Link from "next/link";
import { href, type PageProps } from "@/rutter/routes.gen";

type Berth = { name: string; quay: string; length: number };

export default async function Page({ searchParams }: PageProps<"/berths">) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(await searchParams)) {
    for (const text of [value ?? []].flat()) query.append(name, text);
  }
  const server = process.env.HARBOUR_SERVER ?? "http://127.0.0.1:4000";
  const response = await fetch(`${server}/api/berths?${query}`);
  const { items } = (await response.json()) as { items: Berth[] };
  return (
    <ul>
      {items.map((berth) => (
        <li key={berth.name}>
          <Link href={href("/berths/[berth]", { params: { berth: berth.name } })}>{berth.name}</Link>, {berth.length} m
        </li>
      ))}
    </ul>
  );
}
