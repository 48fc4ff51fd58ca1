import { z } from "zod";

export default z.object({
  page: z.coerce.number().int().positive().default(1),
  q: z.string().optional(),
  tag: z.array(z.string()).default([]),
  since: z.coerce.date().optional(),
});
