// The generated client against the server that it is generated for, whose origin is RUTTER_SERVER_URL.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { load } from "./load.mjs";

const { api, direct } = await load(`
  export * as api from "./rutter/api.gen";
  export * as direct from "./rutter/api.server.gen";
`);
const baseUrl = process.env.RUTTER_SERVER_URL;
const booking = { ship: "Ida", shipLength: 35.5, contactEmail: "ida@example.com", arrives: "2026-12-01", nights: 3 };

test("every result is told apart by its status", async () => {
  const params = { berth: "n1" };
  const booked = await direct.bookBerth({ params, body: booking });
  assert.equal(booked.status, 201);
  assert.deepEqual(booked.data.leaves, "2026-12-04");
  const taken = await direct.bookBerth({ params, body: booking });
  assert.equal(taken.status, 409);
  assert.deepEqual([taken.ok, taken.error.code, taken.error.ship], [false, "taken", "Ida"]);
  assert.deepEqual(await direct.cancelBooking({ params }), { ok: true, status: 204, data: null });
  const unknown = await direct.getBerth({ params: { berth: "zz" } });
  assert.deepEqual([unknown.status, unknown.error.code], [404, "unknown-berth"]);
  const wrong = await direct.bookBerth({ params, body: { ...booking, ship: "I", nights: 99 } });
  assert.equal(wrong.status, 422);
  assert.deepEqual(Object.keys(wrong.error.fieldErrors), ["nights", "ship"]);
});

test("params and search params arrive as they were", async () => {
  const sheet = ["a/b", "c d", "%2F", "ä?#"];
  assert.deepEqual(await direct.getChart.unwrap({ params: { sheet } }), { path: sheet });
  const found = await direct.listBerths.unwrap({ search: { quay: ["north", "east-mole"], minLength: 50, page: 1 } });
  assert.deepEqual(found.items.map(({ name }) => name), ["e1"]);
  assert.equal((await direct.listBerths.unwrap()).total, 3);
});

test("a redirect is an answer", async () => {
  const form = new FormData();
  const fields = { name: "Ida", length: "12", "owner.email": "ida@example.com", "owner.pin": "1234" };
  Object.entries(fields).forEach(([name, value]) => form.set(name, value));
  const sent = await direct.registerShip({ form });
  assert.deepEqual([sent.ok, sent.status, sent.data.location], [true, 303, "/thanks/1"]);
  const urlencoded = await direct.registerShip({ form: new URLSearchParams({ ...fields, name: "I" }) });
  assert.deepEqual(urlencoded.error.fieldErrors, { name: ["must be 2 to 60 characters"] });
  assert.deepEqual(urlencoded.error.values["owner.email"], ["ida@example.com"]);
  assert.equal(urlencoded.error.values["owner.pin"], undefined);
});

test("unwrap gives the data, or throws what came instead", async () => {
  assert.equal((await direct.getBerth.unwrap({ params: { berth: "n1" } })).name, "n1");
  await assert.rejects(direct.getBerth.unwrap({ params: { berth: "zz" } }), {
    name: "ApiError",
    status: 404,
    message: "GET /api/berths/[berth]: Not Found: there is no such berth",
  });
});

test("what does not come from the server is no answer of it", async (t) => {
  const slow = createServer((request, response) => {
    if (request.url.endsWith("/page")) {
      response.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad gateway</h1>");
    } else if (request.url.endsWith("/torn")) {
      response.writeHead(200, { "content-type": "application/json" }).end('{"name": ');
    }
  });
  await new Promise((done) => slow.listen(0, "127.0.0.1", done));
  t.after(() => slow.close().closeAllConnections());
  const elsewhere = { baseUrl: `http://127.0.0.1:${slow.address().port}/` };
  const ask = async (berth, options) => (await api.getBerth({ params: { berth } }, { ...elsewhere, ...options })).error;

  const page = await ask("page");
  assert.deepEqual([page.kind, page.httpStatus, page.body], ["unexpected", 502, "<h1>Bad gateway</h1>"]);
  assert.equal((await ask("torn")).kind, "unexpected");
  const late = await ask("never", { timeout: 20 });
  assert.deepEqual([late.kind, late.message.endsWith("/api/berths/never: no answer in 20 ms")], ["timeout", true]);
  assert.equal((await ask("never", { signal: AbortSignal.timeout(20) })).kind, "aborted");
  assert.equal((await ask("x", { baseUrl: "http://127.0.0.1:1" })).kind, "network");
});

test("what cannot be sent is said before it is sent", async () => {
  const empty = await api.getBerth({ params: { berth: "" } }, { baseUrl });
  assert.equal(empty.error.kind, "input");
  assert.match(empty.error.message, /cannot have "" as its param "berth"/);
  const nowhere = await api.getBerth({ params: { berth: "n1" } });
  assert.match(nowhere.error.message, /take it from api\.server\.gen, or pass `baseUrl`/);
});

test("results are plain data", async () => {
  const all = [await direct.getBerth({ params: { berth: "zz" } }), await api.getBerth({ params: { berth: "" } })];
  assert.deepEqual(structuredClone(all), all);
  assert.deepEqual(JSON.parse(JSON.stringify(all)), all);
});
