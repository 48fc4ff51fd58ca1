import { decodeParams, type PageProps } from "@/rutter/routes.gen";

export default async function Page({ params }: PageProps<"/berths/[berth]">) {
  const { berth } = await decodeParams(params);
  return <h1>Berth {berth}</h1>;
}
