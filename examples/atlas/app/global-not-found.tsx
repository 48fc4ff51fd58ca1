import "./atlas.css";

import type { Metadata } from "next";
import Link from "next/link";

export const metadata: Metadata = { title: "404 · Atlas" };

/** Shown for a URL that no route answers. It stands outside every layout. */
export default function GlobalNotFound() {
  return (
    <html lang="en">
      <body>
        <main>
          <h1>404</h1>
          <p>
            This page is not on the chart. <Link href="/">Back to the atlas</Link>
          </p>
        </main>
      </body>
    </html>
  );
}
