import { z } from "zod";
import { coasts } from "@/lib/places";

/** The search form. `/en/search?nights=99` says what is wrong with it. */
export default z.object({
  q: z.string().trim().max(40, "Search for something shorter").default(""),
  nights: z.coerce.number<string>().int().min(1).max(14, "Nobody stays that long").optional(),
  coast: z.array(z.enum(coasts)).default([]),
});
