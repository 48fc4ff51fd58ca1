import type { MetadataRoute } from "next";
import { href, withBasePath } from "@/rutter/routes.gen";

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: "Atlas of small harbours",
    short_name: "Atlas",
    start_url: withBasePath(href("/[lang]", { params: { lang: "en" } })),
    display: "browser",
    icons: [{ src: "/icon.svg", sizes: "any", type: "image/svg+xml" }],
  };
}
