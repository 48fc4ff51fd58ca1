import { route } from "@/rutter/app/thanks.[registration].gen";
import type { PageProps } from "@/rutter/routes.gen";

export default async function Page(props: PageProps<"/thanks/[registration]">) {
  const { registration } = await route.params(props.params);
  return <p>Your ship is registered as number {registration}.</p>;
}
