import { localeOf } from "@/lib/locales";
import { stories } from "@/lib/stories";
import { words } from "@/lib/words";
import type { PageProps } from "@/rutter/routes.gen";

/** `%5F` stands for an underscore in the URL: `/en/_drafts`. A folder with the underscore itself is private. */
export default async function Drafts({ params }: PageProps<"/[lang]/_drafts">) {
  const lang = await localeOf(params);
  return (
    <>
      <h1>{words[lang].drafts}</h1>
      <ul>
        {stories
          .filter((story) => story.draft)
          .map((story) => (
            <li key={story.path.join("/")}>{story.title[lang]}</li>
          ))}
      </ul>
    </>
  );
}
