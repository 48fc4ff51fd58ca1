import { route } from "@/rutter/app/list.gen";
import { withBasePath, type PageProps } from "@/rutter/routes.gen";

export default async function List(props: PageProps<"/list">) {
  const { page, sort } = await route.searchParams(props.searchParams);
  return <a href={withBasePath(route.href({ search: { page: page + 1, sort } }))}>Next</a>;
}
