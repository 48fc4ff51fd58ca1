import type { LayoutProps } from "@/rutter/routes.gen";

/** The pages to work with: narrow, plain, not for search engines. */
export default function DeskLayout({ children }: Pick<LayoutProps<"/[lang]">, "children">) {
  return <div className="desk">{children}</div>;
}

export const metadata = { robots: { index: false } };
