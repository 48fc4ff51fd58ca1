import * as v from "valibot";

export default v.object({
  id: v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number)),
});
