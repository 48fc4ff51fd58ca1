// Everything here compiles: endpoints with names that are words of TypeScript or of the client, and checked answers.
import { cache } from "react";
import * as api from "@/rutter/api.gen";
import type { InvalidAnswer } from "@/rutter/api.gen";
import * as direct from "@/rutter/api.server.gen";
import type { Digits, Endpoint, IsoDate, Shape } from "@/rutter/types.gen";

export async function names(): Promise<unknown> {
  const endpoint: Endpoint = await api.endpoint.unwrap();
  const text: string = await api.fetch_.unwrap();
  const rest: string[] = await api.read.unwrap({ params: { path: ["a", "b"] } });
  const none: string[] = await api.read.unwrap({ params: {} });
  const all = await api.read({}, { cache: "no-store" });
  const head: null = await api.api.unwrap();
  const options = await api.handleApiThingsOptions({}, { credentials: "include" });
  const outgoing = await direct.forwarded();
  const one = await direct.forwarded_({ params: { id: 2n ** 64n - 1n } }, { headers: outgoing });
  return [endpoint.id, text, rest, none, all.ok, head, options.status, one.ok];
}

export async function bodies(): Promise<unknown> {
  const circle: Shape = { kind: "circle", radius: 1 };
  const shape: Shape | null = await api.handleApiThingsPost.unwrap({ body: circle });
  const day: IsoDate = new Date().toISOString().slice(0, 10);
  const found = await api.find({ search: { tag: ["a,b"], day, after: -(2n ** 70n) } });
  const signal: AbortSignal | null = null;
  const timeout: number | undefined = undefined;
  const uploaded = await api.upload({ form: new FormData() }, { signal, timeout, headers: [["x-request-id", "1"]] });
  return [shape?.kind === "square" ? shape.side : shape?.radius, found.ok, uploaded.ok && uploaded.data.toFixed()];
}

export async function wrong(): Promise<string | undefined> {
  const one = await api.forwarded_({ params: { id: "1" } });
  if (one.status === 409) {
    return one.error.code === "gone" ? one.error.since : one.error.hours.toFixed();
  }
  if (one.status === 0 && one.error.kind === "invalid") {
    const invalid: InvalidAnswer = one.error;
    return invalid.issues.map(({ path, message }) => `${path.join(".")} ${message}`).join();
  }
  return one.status === 0 ? one.error.message : one.data.day;
}

// Once for each request that is rendered, and the same result for all who ask.
export const once = cache((id: Digits) => direct.forwarded_({ params: { id } }));
