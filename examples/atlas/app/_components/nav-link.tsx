"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { matchRoute, type Href } from "@/rutter/routes.gen";

/** A link that knows whether it leads to the page it stands on, whatever the params of that page are. */
export function NavLink({ to, children }: { to: Href; children: ReactNode }) {
  const here = matchRoute(usePathname())?.route;
  const current = here !== undefined && here === matchRoute(to)?.route;
  return (
    <Link href={to} aria-current={current ? "page" : undefined}>
      {children}
    </Link>
  );
}
