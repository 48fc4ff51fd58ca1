// node schema-rate.mjs SIDE INPUT COUNT: validates one value COUNT times, with the schema that Rutter generated for the
// harbour in RUTTER_APP or with one that was written for zod. `cargo xtask bench schemas` measures the two by turns.
import * as z from "zod";
import { load } from "./load.mjs";

const [side, input, count] = process.argv.slice(2);
const { newBookingSchema } = await load('export { newBookingSchema } from "./rutter/schemas.gen"');

const schemas = {
  rutter: newBookingSchema,
  zod: z.object({
    ship: z.string().min(2).max(60),
    shipLength: z.number().min(1).max(400),
    contactEmail: z.email(),
    arrives: z.iso.date(),
    nights: z.int().min(1).max(28),
  }),
};
const inputs = {
  valid: { ship: "Seute Deern", shipLength: 76.2, contactEmail: "captain@example.com", arrives: "2026-11-22", nights: 3 },
  invalid: { ship: "S", shipLength: 0, contactEmail: "captain", arrives: "2026-02-30", nights: 99 },
};

const { validate } = schemas[side]["~standard"];
const isValid = input === "valid";
for (let left = Number(count); left > 0; left -= 1) {
  if ((validate(inputs[input]).issues === undefined) !== isValid) {
    throw new Error(`${side} is wrong about the ${input} value`);
  }
}
