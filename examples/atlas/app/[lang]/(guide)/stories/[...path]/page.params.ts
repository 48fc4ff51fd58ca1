import { z } from "zod";
import { locales } from "@/rutter/routes.gen";

/** Next hands params to a page as they stand in the URL: `bread%20%26%20salt`. This file is given them decoded. */
export default z.object({
  lang: z.enum(locales),
  path: z.array(z.string()).max(3),
});
