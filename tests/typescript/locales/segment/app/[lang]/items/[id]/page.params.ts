import { z } from "zod";

// What a schema does not name stays what it is: here, the locale.
export default z.object({ id: z.coerce.number().int() });
