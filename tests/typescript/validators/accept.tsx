// Schemas of zod and valibot: what they take and give is what `types.gen.ts` says, both ways, and they can be put together.
import * as v from "valibot";
import * as z from "zod";
import * as valibot from "./valibot/rutter/valibot.gen";
import type * as valibotTypes from "./valibot/rutter/types.gen";
import * as zod from "./zod/rutter/zod.gen";
import type * as types from "./zod/rutter/types.gen";

/** Zod lets a field that has a default hold `undefined`, which the types do not. */
type Fits<One, Other> = One extends Other ? true : false;
type Same<One, Other> = [One, Other] extends [Other, One] ? true : false;

export const inputs: [
  Fits<types.BookingInput, z.input<typeof zod.bookingSchema>>,
  Same<z.input<typeof zod.crewSchema>, types.Crew>,
  Same<z.input<typeof zod.fareSchema>, types.Fare>,
  Same<z.input<typeof zod.openSchema>, types.Open>,
  Same<z.input<typeof zod.paymentSchema>, types.Payment>,
  Fits<types.QuayInput, z.input<typeof zod.quaySchema>>,
  Same<v.InferInput<typeof valibot.bookingSchema>, valibotTypes.BookingInput>,
  Same<v.InferInput<typeof valibot.crewSchema>, valibotTypes.Crew>,
  Same<v.InferInput<typeof valibot.fareSchema>, valibotTypes.Fare>,
  Same<v.InferInput<typeof valibot.openSchema>, valibotTypes.Open>,
  Same<v.InferInput<typeof valibot.paymentSchema>, valibotTypes.Payment>,
  Same<v.InferInput<typeof valibot.quaySchema>, valibotTypes.QuayInput>,
] = [true, true, true, true, true, true, true, true, true, true, true, true];

export const outputs: [
  Same<z.output<typeof zod.bookingSchema>, types.Booking>,
  Same<z.output<typeof zod.crewSchema>, types.Crew>,
  Same<z.output<typeof zod.fareSchema>, types.Fare>,
  Same<z.output<typeof zod.noteSchema>, types.Note>,
  Same<z.output<typeof zod.paymentSchema>, types.Payment>,
  Same<z.output<typeof zod.quaySchema>, types.Quay>,
  Same<v.InferOutput<typeof valibot.bookingSchema>, valibotTypes.Booking>,
  Same<v.InferOutput<typeof valibot.crewSchema>, valibotTypes.Crew>,
  Same<v.InferOutput<typeof valibot.fareSchema>, valibotTypes.Fare>,
  Same<v.InferOutput<typeof valibot.noteSchema>, valibotTypes.Note>,
  Same<v.InferOutput<typeof valibot.paymentSchema>, valibotTypes.Payment>,
  Same<v.InferOutput<typeof valibot.quaySchema>, valibotTypes.Quay>,
] = [true, true, true, true, true, true, true, true, true, true, true, true];

export const step = zod.bookingSchema.pick({ arrives: true, rig: true });
export const withTerms = zod.cashSchema.extend({ terms: z.literal(true), amount: z.number().min(1) });
export const rigs: string[] = zod.rigSchema.options;
export const of: { arrives: string; rig: "sloop" | "ketch" } = step.parse({ arrives: "2026-11-22" });
export const terms: { currency: string; terms: true; amount: number } = withTerms.parse({});

export const picked = v.pick(valibot.bookingSchema, ["arrives", "rig"]);
export const together = v.object({ ...valibot.cashSchema.entries, terms: v.literal(true) });
export const ofPicked: { arrives: string; rig: "sloop" | "ketch" } = v.parse(picked, { arrives: "2026-11-22" });
export const ofTogether: { currency: string; terms: true } = v.parse(together, {});
