import Link from "next/link";
import { localeOf } from "@/lib/locales";
import { words } from "@/lib/words";
import { href } from "@/rutter/routes.gen";

/**
 * A page in JavaScript is a route like any other.
 *
 * @param {import("@/rutter/routes.gen").PageProps<"/[lang]/imprint">} props
 */
export default async function Imprint({ params }) {
  const lang = await localeOf(params);
  return (
    <>
      <h1>{words[lang].imprint}</h1>
      <p>
        <Link href={href("/[lang]/_drafts", { params: { lang } })}>{words[lang].drafts}</Link>
      </p>
    </>
  );
}
