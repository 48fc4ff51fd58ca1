"use client";

/** Shown in place of a page of the guide that fails; the header stays. */
export default function GuideError({ reset }: { error: unknown; reset: () => void }) {
  return (
    <div role="alert">
      <h1>This page ran aground</h1>
      <button onClick={reset}>Try again</button>
    </div>
  );
}
