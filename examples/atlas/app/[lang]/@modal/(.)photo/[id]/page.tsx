import { notFound } from "next/navigation";
import { Modal } from "@/app/_components/modal";
import { PhotoView, photoTitle } from "@/app/_components/photo-view";
import { findPhoto } from "@/lib/photos";
import { words } from "@/lib/words";
import { route } from "@/rutter/app/[lang].photo.[id].gen";
import type { PageProps } from "@/rutter/routes.gen";

/** A picture in a dialog, when it is opened from a page of this guide. */
export default async function PhotoModal(props: PageProps<"/[lang]/photo/[id]">) {
  const { lang, id } = await route.params(props.params);
  const photo = findPhoto(id) ?? notFound();
  return (
    <Modal label={photoTitle(photo)} close={words[lang].close}>
      <PhotoView photo={photo} lang={lang} />
    </Modal>
  );
}
