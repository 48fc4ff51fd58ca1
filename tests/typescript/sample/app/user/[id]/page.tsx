import { route } from "@/rutter/app/user.[id].gen";
import type { PageProps } from "@/rutter/routes.gen";

export default async function User(props: PageProps<"/user/[id]">) {
  const { id } = await route.params(props.params);
  const { tab = "posts" } = await route.searchParams(props.searchParams);
  return <h1>{`${id.toFixed()} ${tab}`}</h1>;
}
