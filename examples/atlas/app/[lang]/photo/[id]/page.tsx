import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PhotoView, photoTitle } from "@/app/_components/photo-view";
import { findPhoto } from "@/lib/photos";
import { route } from "@/rutter/app/[lang].photo.[id].gen";
import type { PageProps } from "@/rutter/routes.gen";

type Props = PageProps<"/[lang]/photo/[id]">;

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { id } = await route.params(props.params);
  const photo = findPhoto(id);
  return photo ? { title: photoTitle(photo) } : {};
}

/** A picture on a page of its own, when its URL is opened directly. `page.params.ts` makes `id` a number. */
export default async function PhotoPage(props: Props) {
  const { lang, id } = await route.params(props.params);
  const photo = findPhoto(id) ?? notFound();
  return (
    <>
      <h1>{photoTitle(photo)}</h1>
      <PhotoView photo={photo} lang={lang} />
    </>
  );
}
