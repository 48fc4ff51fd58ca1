import * as v from "valibot";

export default v.object({
  q: v.string(),
  limit: v.optional(v.pipe(v.string(), v.transform(Number), v.number()), "10"),
});
