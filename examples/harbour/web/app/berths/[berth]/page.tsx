import { notFound } from "next/navigation";
import { getBerth } from "@/rutter/api.server.gen";
import { decodeParams, type PageProps } from "@/rutter/routes.gen";

export default async function Page(props: PageProps<"/berths/[berth]">) {
  const { berth } = await decodeParams(props.params);
  const found = await getBerth({ params: { berth } }, { next: { tags: [`berth-${berth}`] } });
  if (found.ok) {
    return (
      <h1>
        Berth {found.data.name}, {found.data.free ? "free" : "taken"}
      </h1>
    );
  }
  if (found.status === 404) {
    notFound();
  }
  throw new Error(found.status === 0 ? found.error.message : found.error.title);
}
