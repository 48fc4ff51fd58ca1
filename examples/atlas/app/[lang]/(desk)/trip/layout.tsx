import { localeOf } from "@/lib/locales";
import { words } from "@/lib/words";
import type { LayoutProps } from "@/rutter/routes.gen";

/** A layout with two slots beside its page. */
export default async function TripLayout({ params, children, packing, weather }: LayoutProps<"/[lang]/trip">) {
  const lang = await localeOf(params);
  return (
    <>
      <h1>{words[lang].trip}</h1>
      <div className="columns">
        <section>{children}</section>
        <aside aria-label={words[lang].weather}>{weather}</aside>
        <aside aria-label={words[lang].packing}>{packing}</aside>
      </div>
    </>
  );
}
