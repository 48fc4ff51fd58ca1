import Link from "next/link";
import { notFound } from "next/navigation";
import { storiesUnder } from "@/lib/stories";
import { words } from "@/lib/words";
import { route } from "@/rutter/app/[lang].stories.[...path].gen";
import { href, type PageProps } from "@/rutter/routes.gen";

/** A year, a month or one story: `/en/stories/2026`, `/en/stories/2026/05`, `/en/stories/2026/05/night-ferry`. */
export default async function Stories(props: PageProps<"/[lang]/stories/[...path]">) {
  const { lang, path } = await route.params(props.params);
  const found = storiesUnder(path).filter((story) => !story.draft);
  if (found.length === 0) {
    notFound();
  }
  return (
    <>
      <h1>{words[lang].stories}</h1>
      {found.map((story) => (
        <article key={story.path.join("/")}>
          <h2>
            <Link href={href("/[lang]/stories/[...path]", { params: { lang, path: story.path } })}>
              {story.title[lang]}
            </Link>
          </h2>
          {path.length === 3 && <p>{story.text[lang]}</p>}
        </article>
      ))}
    </>
  );
}
