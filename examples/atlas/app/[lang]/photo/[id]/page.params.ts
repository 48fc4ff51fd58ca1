import { z } from "zod";
import { locales } from "@/rutter/routes.gen";

/** The number of a picture: `/en/photo/four` and `/en/photo/0` are not found. */
export default z.object({
  lang: z.enum(locales),
  id: z.coerce.number().int().min(1),
});
