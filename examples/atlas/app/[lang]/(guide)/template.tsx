import type { ReactNode } from "react";

/** Mounted anew for each page, so that the page fades in. */
export default function GuideTemplate({ children }: { children: ReactNode }) {
  return <div className="fade-in">{children}</div>;
}
