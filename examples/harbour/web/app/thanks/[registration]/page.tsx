import { decodeParams, type PageProps } from "@/rutter/routes.gen";

export default async function Page({ params }: PageProps<"/thanks/[registration]">) {
  const { registration } = await decodeParams(params);
  return <p>Your ship is registered as {registration}.</p>;
}
