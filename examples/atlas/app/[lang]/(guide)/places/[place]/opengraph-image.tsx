import { ImageResponse } from "next/og";
import { findPlace } from "@/lib/places";
import type { PageProps } from "@/rutter/routes.gen";

export const alt = "The name of the harbour";
export const size = { width: 1200, height: 630 };
export const contentType = "image/png";

export default async function Image({ params }: Pick<PageProps<"/[lang]/places/[place]">, "params">) {
  const name = findPlace((await params).place)?.name ?? "Atlas";
  return new ImageResponse(
    <div
      style={{
        alignItems: "center",
        background: "#2f7f9e",
        color: "#fdfaf3",
        display: "flex",
        fontSize: 128,
        height: "100%",
        justifyContent: "center",
        width: "100%",
      }}
    >
      {name}
    </div>,
    size,
  );
}
