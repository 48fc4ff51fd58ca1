import type { LayoutProps } from "@/rutter/routes.gen";

/** The pages to read: wide, with pictures. Groups leave no trace in the URL, so this is a layout of `/[lang]`, too. */
export default function GuideLayout({ children }: Pick<LayoutProps<"/[lang]">, "children">) {
  return <div className="guide">{children}</div>;
}
