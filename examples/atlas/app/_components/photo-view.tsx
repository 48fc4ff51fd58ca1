import Link from "next/link";
import { findPhoto, type Photo } from "@/lib/photos";
import { words } from "@/lib/words";
import { href, type Locale } from "@/rutter/routes.gen";
import { Scene } from "./scene";

/** One picture with its caption, the same on its own page and in the dialog. */
export function PhotoView({ photo, lang }: { photo: Photo; lang: Locale }) {
  const title = photoTitle(photo);
  return (
    <figure>
      <Scene hour={photo.hour} seed={`${photo.place.id}${photo.id}`} label={title} />
      <figcaption className="row">
        <Link href={href("/[lang]/places/[place]", { params: { lang, place: photo.place.id } })}>{title}</Link>
        <Step id={photo.id - 1} lang={lang} label={words[lang].previous} />
        <Step id={photo.id + 1} lang={lang} label={words[lang].next} />
      </figcaption>
    </figure>
  );
}

export function photoTitle(photo: Photo): string {
  return `${photo.place.name}, ${String(photo.hour).padStart(2, "0")}:00`;
}

function Step({ id, lang, label }: { id: number; lang: Locale; label: string }) {
  return findPhoto(id) ? (
    <Link href={href("/[lang]/photo/[id]", { params: { lang, id } })} replace>
      {label}
    </Link>
  ) : null;
}
