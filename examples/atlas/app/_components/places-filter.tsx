"use client";

import { useQueryStates } from "nuqs";
import search from "@/app/[lang]/(guide)/places/page.search";
import { coasts } from "@/lib/places";

/** Writes the search params of the list of harbours, by the same parsers that the page reads them with. */
export function PlacesFilter({ sortBy }: { sortBy: string }) {
  const [values, set] = useQueryStates(search, { shallow: false });
  return (
    <fieldset className="row">
      <legend>{sortBy}</legend>
      {(["name", "latitude"] as const).map((sort) => (
        <button key={sort} aria-pressed={values.sort === sort} onClick={() => set({ sort, page: null })}>
          {sort}
        </button>
      ))}
      {coasts.map((coast) => (
        <label key={coast}>
          <input
            type="checkbox"
            checked={values.coasts.includes(coast)}
            onChange={(event) =>
              set({
                coasts: event.target.checked
                  ? [...values.coasts, coast]
                  : values.coasts.filter((other) => other !== coast),
                page: null,
              })
            }
          />{" "}
          {coast}
        </label>
      ))}
    </fieldset>
  );
}
