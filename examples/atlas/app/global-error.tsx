"use client";

import "./atlas.css";

/** Shown where the root layout itself fails, so it brings its own document. */
export default function GlobalError({ reset }: { error: unknown; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main>
          <h1>Something went wrong</h1>
          <button onClick={reset}>Try again</button>
        </main>
      </body>
    </html>
  );
}
