import Link from "next/link";
import { route } from "@/rutter/app/blog.[slug].gen";
import { href, type PageProps } from "@/rutter/routes.gen";

export default async function Post(props: PageProps<"/blog/[slug]">) {
  const { slug } = await route.params(props.params);
  const { page, tag } = await route.searchParams(props.searchParams);
  return <Link href={href("/blog/[slug]", { params: { slug }, search: { page: page + 1, tag } })}>Next</Link>;
}
