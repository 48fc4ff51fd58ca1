import Link from "next/link";
import { listBerths } from "@/rutter/api.server.gen";
import { route } from "@/rutter/app/berths.gen";
import { href, type PageProps } from "@/rutter/routes.gen";

export default async function Page(props: PageProps<"/berths">) {
  const search = await route.searchParams(props.searchParams);
  const { items, total } = await listBerths.unwrap({ search }, { cache: "no-store" });
  return (
    <>
      <ul>
        {items.map((berth) => (
          <li key={berth.name}>
            <Link href={href("/berths/[berth]", { params: { berth: berth.name } })}>{berth.name}</Link>, {berth.length} m
          </li>
        ))}
      </ul>
      {total > 20 * search.page && <Link href={route.href({ search: { ...search, page: search.page + 1 } })}>More</Link>}
    </>
  );
}
