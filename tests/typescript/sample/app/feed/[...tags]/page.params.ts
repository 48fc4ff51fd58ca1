import { z } from "zod";

export default z.object({ tags: z.array(z.string()).max(3) });
