// The JSON Schemas of the generated schemas of the harbour: their targets, and a library that asks for them.
import { InMemoryTransport, McpServer } from "@modelcontextprotocol/server";
import assert from "node:assert/strict";
import { test } from "node:test";
import { bundle, load } from "./load.mjs";

const { newBookingSchema, registrationSchema } = await load('export * from "./rutter/json-schemas.gen"');
const { jsonSchema } = registrationSchema["~standard"];
const right = { ship: "Ida", shipLength: 30, contactEmail: "a@b.co", arrives: "2026-12-01", nights: 2 };

test("the schema is in the dialect of the target, with what it refers to", () => {
  const { $schema, type, properties, $defs } = jsonSchema.input({ target: "draft-2020-12" });
  assert.equal($schema, "https://json-schema.org/draft/2020-12/schema");
  assert.equal(type, "object");
  assert.deepEqual(properties.owner, { $ref: "#/$defs/Owner" });
  assert.deepEqual(properties.papers.type, ["string", "null"]);
  assert.deepEqual(Object.keys($defs), ["Owner"]);

  const older = jsonSchema.input({ target: "draft-07" });
  assert.equal(older.$schema, "http://json-schema.org/draft-07/schema#");
  assert.deepEqual(older.properties.owner, { $ref: "#/definitions/Owner" });
  assert.deepEqual(Object.keys(older.definitions), ["Owner"]);

  const openapi = jsonSchema.input({ target: "openapi-3.0" });
  assert.equal("$schema" in openapi, false);
  const { type: of, nullable, format } = openapi.properties.papers;
  assert.deepEqual([of, nullable, format], ["string", true, "binary"]);
});

test("a target for which none is written is refused", () => {
  for (const target of ["draft-04", "constructor", "__proto__", ""]) {
    const names = "draft-2020-12, draft-07, openapi-3.0";
    const message = `no JSON Schema can be written for the target \`${target}\`: it must be one of ${names}`;
    assert.throws(() => jsonSchema.input({ target }), { name: "TypeError", message });
    assert.throws(() => jsonSchema.output({ target }), { name: "TypeError", message });
  }
});

test("a schema that was given away can be changed", () => {
  jsonSchema.input({ target: "draft-2020-12" }).properties.owner.$ref = "#";
  jsonSchema.input({ target: "draft-2020-12" }).required.pop();
  const { properties, required } = jsonSchema.input({ target: "draft-2020-12" });
  assert.equal(properties.owner.$ref, "#/$defs/Owner");
  assert.equal(required.length, 4);
});

test("a bundle that validates holds none, and one with a schema no other", async () => {
  const validating = await bundle('export { newBookingSchema } from "./rutter/schemas.gen"', { minify: true });
  assert.doesNotMatch(validating, /minLength|draft/);
  const one = await bundle('export { newBookingSchema } from "./rutter/json-schemas.gen"', { minify: true });
  assert.match(one, /contactEmail/);
  assert.doesNotMatch(one, /papers/);
});

test("the MCP SDK tells of a tool by its schema, and validates its arguments", async () => {
  const server = new McpServer({ name: "harbour", version: "1.0.0" });
  server.registerTool("book", { inputSchema: newBookingSchema, outputSchema: newBookingSchema }, async (booking) => ({
    content: [{ type: "text", text: `booked for ${booking.ship}` }],
    structuredContent: booking,
  }));
  const [client, transport] = InMemoryTransport.createLinkedPair();
  const answers = new Map();
  client.onmessage = (message) => answers.get(message.id)?.(message.result ?? message.error);
  await client.start();
  await server.connect(transport);
  let id = 0;
  const ask = (method, params) =>
    new Promise((resolve) => {
      id += 1;
      answers.set(id, resolve);
      client.send({ jsonrpc: "2.0", id, method, params });
    });
  const clientInfo = { name: "test", version: "1.0.0" };
  await ask("initialize", { protocolVersion: "2025-06-18", capabilities: {}, clientInfo });
  await client.send({ jsonrpc: "2.0", method: "notifications/initialized" });

  const { tools } = await ask("tools/list", {});
  assert.deepEqual(tools[0].inputSchema, newBookingSchema["~standard"].jsonSchema.input({ target: "draft-2020-12" }));
  const booked = await ask("tools/call", { name: "book", arguments: right });
  assert.equal(booked.content[0].text, "booked for Ida");
  assert.deepEqual(booked.structuredContent, right);
  const refused = await ask("tools/call", { name: "book", arguments: { ...right, nights: 29 } });
  assert.match(JSON.stringify(refused), /nights: must be at least 1 and at most 28/);
  await server.close();
});
