// The generated client against a server that answers as it is told: unusual endpoints, calls and answers.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, test } from "node:test";
import { bundle, load } from "./load.mjs";

const client = `
  export * as api from "./rutter/api.gen";
  export * as direct from "./rutter/api.server.gen";
`;
const { api, direct } = await load(client);

/** What the server got last, and what it answers. */
let got, answer;
const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { method, url, headers } = request;
  got = { method, url, headers, body: Buffer.concat(chunks).toString() };
  const { status = 200, type = "application/json", body = "", location, cookies } = answer;
  const others = { ...(location && { location }), ...(cookies && { "set-cookie": cookies }) };
  response.writeHead(status, { ...(type && { "content-type": type }), ...others }).end(body);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
after(() => server.close().closeAllConnections());
const origin = `http://127.0.0.1:${server.address().port}`;
const here = { baseUrl: origin };
const json = (value, status = 200) => ({ status, body: JSON.stringify(value) });
const thing = { id: "18446744073709551615", day: "2026-12-01" };

test("what is called arrives as it was meant", async () => {
  answer = json(["x"]);
  const called = async (call) => (await call, `${got.method} ${got.url}`);
  assert.equal(await called(api.read({}, here)), "GET /api/rest");
  assert.equal(await called(api.read({ params: { path: ["a/b", "c"] } }, here)), "GET /api/rest/a%2Fb/c");
  assert.equal(await called(api.read({}, { baseUrl: `${origin}/v1/` })), "GET /v1/api/rest");
  const search = { tag: ["a,b", "50%", "c"], day: "2026-12-01", after: -(2n ** 70n) };
  const query = "tag=a%252Cb%2C50%2525%2Cc&day=2026-12-01&after=-1180591620717411303424";
  assert.equal(await called(api.find({ search }, here)), `GET /api/things?${query}`);
  assert.equal(await called(api.handleApiThingsPost({ body: { kind: "circle", radius: 1 } }, here)), "POST /api/things");
  assert.deepEqual([got.body, got.headers["content-type"]], ['{"kind":"circle","radius":1}', "application/json"]);
});

test("headers are taken in every form; a form says its own type", async () => {
  answer = json(["x"]);
  const sent = { "x-one": "1", accept: "application/problem+json" };
  for (const headers of [sent, Object.entries(sent), new Headers(sent)]) {
    await api.read({}, { ...here, headers });
    assert.deepEqual([got.headers["x-one"], got.headers.accept], ["1", "application/problem+json"]);
  }
  answer = json(5);
  const form = new FormData();
  form.set("title", "Ü");
  form.set("file", new File(["abc"], "a.txt", { type: "text/plain" }));
  assert.equal(await api.upload.unwrap({ form }, { ...here, headers: { "content-type": "multipart/form-data" } }), 5);
  assert.match(got.headers["content-type"], /^multipart\/form-data; boundary=/);
  assert.match(got.body, /name="file"; filename="a.txt"\r\nContent-Type: text\/plain\r\n\r\nabc/);
});

test("answers without a body", async () => {
  answer = { status: 200 };
  assert.deepEqual(await api.api({}, here), { ok: true, status: 200, data: null });
  answer = { status: 404 };
  assert.deepEqual(await api.api({}, here), { ok: false, status: 404, error: null });
  answer = { status: 204, type: null };
  assert.deepEqual(await api.handleApiThingsOptions({}, here), { ok: true, status: 204, data: null });
  const remove = () => api.delete_({ params: { id: "1" } }, here);
  answer = { status: 200, type: null };
  assert.deepEqual(await remove(), { ok: true, status: 200, data: null });
  answer = { status: 303, location: "/gone" };
  assert.deepEqual(await remove(), { ok: true, status: 303, data: { location: "/gone" } });
});

test("an answer that the server does not declare is told apart, and why", async () => {
  const table = [
    [{ status: 418, body: "tea" }, "the server does not declare the status 418 of this answer"],
    [{ type: "text/html", body: "<p>" }, "the body is text/html, where the server declares JSON"],
    [{ type: null, body: "x" }, "the body is of no type, where the server declares JSON"],
    [{ body: "" }, "the body is empty, where the server declares JSON"],
    [{ body: '{"id": ' }, "the body is no JSON"],
  ];
  for (const [given, why] of table) {
    answer = given;
    const { status, error } = await api.endpoint({}, here);
    assert.deepEqual([status, error.kind, error.message], [0, "unexpected", `GET ${origin}/api/endpoint: ${why}`]);
    assert.deepEqual([error.httpStatus, error.body], [given.status ?? 200, given.body]);
  }
  answer = { status: 200, type: "text/html", body: "<p>" };
  const { error } = await api.delete_({ params: { id: "1" } }, here);
  assert.match(error.message, /the server declares no body for the status 200, and here is one$/);
});

test("a body that is not what the server declares is invalid", async () => {
  answer = json({ ...thing, more: 1 });
  assert.deepEqual(await api.endpoint({}, here), { ok: true, status: 200, data: { ...thing, more: 1 } });
  answer = json({ id: 5, day: "tomorrow" });
  const message =
    "GET /api/endpoint: the answer is not what the server declares for status 200: " +
    "`id` must be a whole number from 0 to 18446744073709551615 in digits, and 1 more";
  const result = await api.endpoint({}, here);
  assert.deepEqual([result.status, result.error.kind, result.error.httpStatus], [0, "invalid", 200]);
  assert.deepEqual(result.error.issues.map(({ path }) => path), [["id"], ["day"]]);
  assert.equal(result.error.message, message);
  assert.deepEqual(structuredClone(result), result);
  await assert.rejects(api.endpoint.unwrap({}, here), { name: "ApiError", status: 0, message });
  answer = json(5);
  assert.match((await api.fetch_({}, here)).error.message, /for status 200: the body must be a text$/);
  answer = json(Array(1000).fill(5));
  assert.equal((await api.read({}, here)).error.issues.length, 20);
});

test("several bodies of one status: any of them", async () => {
  const ask = () => api.forwarded_({ params: { id: "1" } }, here);
  for (const body of [{ code: "gone", since: "May" }, { code: "late", hours: 2.5 }]) {
    answer = json(body, 409);
    assert.deepEqual(await ask(), { ok: false, status: 409, error: body });
  }
  answer = json({ code: "late", hours: "2" }, 409);
  assert.deepEqual((await ask()).error.issues, [{ path: ["hours"], message: "must be a number" }]);
});

test("production holds nothing of the checks", async () => {
  const define = (mode) => ({ "process.env.NODE_ENV": JSON.stringify(mode) });
  const [production, development] = await Promise.all(
    ["production", "development"].map((mode) =>
      bundle('import { endpoint } from "./rutter/api.gen"; console.log(endpoint);', { minify: true, define: define(mode) }),
    ),
  );
  assert.match(development, /must be an object/);
  assert.doesNotMatch(production, /must be|is not what the server declares/);
  assert.doesNotMatch(development, /api\/upload/);
});

test("what ends a call", async () => {
  answer = json(thing);
  const kind = async (options) => (await api.endpoint({}, { ...here, ...options })).error?.kind;
  got = undefined;
  assert.equal(await kind({ signal: AbortSignal.abort() }), "aborted");
  assert.equal(got, undefined);
  assert.equal(await kind({ signal: new AbortController().signal, timeout: 5_000 }), undefined);
  for (const timeout of [undefined, Infinity, NaN, 2 ** 40]) {
    assert.equal(await kind({ timeout }), undefined);
  }
  const [{ any }, { timeout }] = [AbortSignal, AbortSignal];
  try {
    AbortSignal.any = AbortSignal.timeout = undefined;
    assert.equal(await kind({ signal: new AbortController().signal, timeout: 5_000 }), undefined);
  } finally {
    Object.assign(AbortSignal, { any, timeout });
  }
});

test("what cannot be sent is said, and not thrown", async () => {
  const failed = async (call) => (await call).error;
  const header = await failed(api.endpoint({}, { ...here, headers: { "x-one": "a\nb" } }));
  assert.deepEqual([header.kind, header.message.startsWith("GET /api/endpoint: ")], ["input", true]);
  const body = await failed(api.handleApiThingsPost({ body: { kind: "circle", radius: 1n } }, here));
  assert.deepEqual([body.kind, body.message], ["input", "POST /api/things: Do not know how to serialize a BigInt"]);
  const nobody = await failed(api.endpoint({}, { baseUrl: "http://127.0.0.1:1" }));
  assert.match(nobody.message, /^GET http:\/\/127\.0\.0\.1:1\/api\/endpoint: fetch failed: ./);
});

test("what Next throws to render a page later gets through", async (t) => {
  const later = Object.assign(new Error("dynamic"), { digest: "DYNAMIC_SERVER_USAGE" });
  t.mock.method(globalThis, "fetch", async () => Promise.reject(later));
  await assert.rejects(api.endpoint({}, here), later);
});

test("a call without a limit has no signal, so that React sends it once", async (t) => {
  const fetch = t.mock.method(globalThis, "fetch", async () => Response.json(thing));
  await api.endpoint({}, { ...here, next: { tags: ["things"] } });
  const [, { signal, next }] = fetch.mock.calls[0].arguments;
  assert.deepEqual([signal, next], [null, { tags: ["things"] }]);
});

test("the Next server has to know where the Rust server is", async () => {
  answer = json(thing);
  process.env.RUTTER_SERVER_URL = origin;
  assert.deepEqual(await direct.endpoint.unwrap(), thing);
  for (const [url, message] of [["", /^RUTTER_SERVER_URL is not set: set it to the origin/], ["localhost:4000", /is "localhost:4000", which is no origin/]]) {
    process.env.RUTTER_SERVER_URL = url;
    await assert.rejects(direct.endpoint(), { message });
    await assert.rejects(direct.endpoint.unwrap(), { message });
  }
});

test("an answer is shown before it is read; its cookies can be passed on", async () => {
  const cookies = [
    "sid=a%3Db; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=60",
    "theme = x=y; Domain=example.com; Expires=Wed, 02 Dec 2026 00:00:00 GMT; Max-Age=soon; SameSite=odd; Partitioned",
    "bare=100%",
  ];
  answer = { ...json(["x"]), cookies };
  const seen = [];
  await api.read({}, { ...here, onResponse: (response) => void seen.push(response.status, response.headers.getSetCookie().length) });
  assert.deepEqual(seen, [200, 3]);
  const { passCookies } = direct;
  assert.deepEqual((await api.read({}, { ...here, onResponse: passCookies })).data, ["x"]);
  const no = { httpOnly: false, secure: false };
  assert.deepEqual(globalThis.rutterJar.splice(0), [
    { ...no, name: "sid", value: "a=b", httpOnly: true, secure: true, path: "/", sameSite: "lax", maxAge: 60 },
    { ...no, name: "theme", value: "x=y", partitioned: true, domain: "example.com", expires: Date.UTC(2026, 11, 2) },
    { ...no, name: "bare", value: "100%" },
  ]);
  // What it throws is no failure of the network.
  const onResponse = () => { throw new Error("not here"); };
  await assert.rejects(api.read({}, { ...here, onResponse }), /^Error: not here$/);
});
