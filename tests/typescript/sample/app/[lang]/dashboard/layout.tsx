import type { LayoutProps } from "@/rutter/routes.gen";

export default async function Dashboard({ children, team, params }: LayoutProps<"/[lang]/dashboard">) {
  const { lang } = await params;
  return (
    <section lang={lang}>
      {children}
      {team}
    </section>
  );
}
