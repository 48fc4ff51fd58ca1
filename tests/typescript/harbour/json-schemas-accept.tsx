// Everything here compiles: the schemas of `json-schemas.gen.ts` are what the specification calls a Standard JSON Schema.
import { McpServer } from "@modelcontextprotocol/server";
import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import { newBookingSchema, registrationSchema, type StandardJsonSchema } from "@/rutter/json-schemas.gen";
import { newBookingSchema as validating, translated } from "@/rutter/schemas.gen";
import type { NewBooking, RegistrationInput } from "@/rutter/types.gen";

type Both<Input, Output = Input> = StandardSchemaV1<Input, Output> & StandardJSONSchemaV1<Input, Output>;
export const booking: Both<NewBooking> = newBookingSchema;
export const registration: Both<RegistrationInput> = registrationSchema;
export const ours: StandardJsonSchema<NewBooking> = newBookingSchema;
type Same<A, B> = [A, B] extends [B, A] ? true : never;
export const typed: Same<StandardJSONSchemaV1.InferOutput<typeof newBookingSchema>, NewBooking> = true;

export const written: Record<string, unknown>[] = [
  newBookingSchema["~standard"].jsonSchema.input({ target: "draft-2020-12" }),
  newBookingSchema["~standard"].jsonSchema.output({ target: "draft-07", libraryOptions: {} }),
  registrationSchema["~standard"].jsonSchema.input({ target: "openapi-3.0" }),
];
export const server = new McpServer({ name: "harbour", version: "1.0.0" });
server.registerTool("book", { inputSchema: newBookingSchema }, async ({ ship, nights }) => {
  const text: string = `${ship}: ${nights.toFixed(0)}`;
  return { content: [{ type: "text", text }] };
});
// Where a validator is asked for, one with a JSON Schema will do.
translated(newBookingSchema, ({ code }) => code);
// @ts-expect-error: the schema that only validates has none
export const none: StandardJSONSchemaV1 = validating;
// @ts-expect-error: a target is asked for
newBookingSchema["~standard"].jsonSchema.input();
