import type { PageProps } from "../../../../rutter/routes.gen";
import { route } from "../../../../rutter/app/[lang].items.[id].gen";

export default async function Item({ params }: PageProps<"/[lang]/items/[id]">) {
  const { id } = await route.params(params);
  return id + 1;
}
