// What the types of the schemas refuse.
import * as v from "valibot";
import * as z from "zod";
import * as valibot from "./valibot/rutter/valibot.gen";
import * as zod from "./zod/rutter/zod.gen";

// @ts-expect-error: no such field
zod.bookingSchema.pick({ arrived: true });
// @ts-expect-error: no such field
v.pick(valibot.bookingSchema, ["arrived"]);
// @ts-expect-error: a field that must be there
export const input: z.input<typeof zod.cashSchema> = {};
// @ts-expect-error: a field that must be there
export const ofValibot: v.InferInput<typeof valibot.cashSchema> = {};
// @ts-expect-error: a field that may be left out, but does not hold undefined
export const left: z.output<typeof zod.crewSchema> = { name: "Ada", age: undefined };
// @ts-expect-error: a field that may be left out, but does not hold undefined
export const leftOfValibot: v.InferOutput<typeof valibot.crewSchema> = { name: "Ada", age: undefined };
// @ts-expect-error: none of the enum
export const rig: z.output<typeof zod.rigSchema> = "brig";
// @ts-expect-error: none of the enum
export const rigOfValibot: v.InferOutput<typeof valibot.rigSchema> = "brig";
