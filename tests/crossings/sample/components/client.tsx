"use client";

import type { ReactNode } from "react";

export const columns = [{ id: "name", cell: () => "cell" }];

export function Client(props: { children?: ReactNode; [name: string]: unknown }) {
  return <div>{props.children}</div>;
}
