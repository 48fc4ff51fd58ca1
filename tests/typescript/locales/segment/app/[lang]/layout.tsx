import { notFound } from "next/navigation";
import { isLocale, type LayoutProps } from "../../rutter/routes.gen";

export default async function LangLayout({ params, children }: LayoutProps<"/[lang]">) {
  const { lang } = await params;
  if (!isLocale(lang)) notFound();
  return (
    <html lang={lang}>
      <body>{children}</body>
    </html>
  );
}
