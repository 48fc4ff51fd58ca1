/**
 * Calling the Rust server: a method and a pattern in, a plain result out. Nothing throws but `unwrap`, and every result
 * can be returned from a server action.
 */
import { buildHref, joinValues } from "./href";

/** Everything that went wrong on the way: there is no answer, or none that the server declares. */
export interface Failure {
  readonly ok: false;
  readonly status: 0;
  readonly error: NetworkError;
}

/** Why there is no answer that the server declares. */
export interface NetworkError {
  /**
   * - `network`: nobody answered.
   * - `timeout`: no answer came in the time that `timeout` sets.
   * - `aborted`: the `signal` ended the call.
   * - `input`: nothing was sent: a param is empty, `.` or `..`, which no path can hold, or `baseUrl` is missing.
   * - `unexpected`: an answer came that the server does not declare, such as the page of a proxy.
   */
  readonly kind: "network" | "timeout" | "aborted" | "input" | "unexpected";
  readonly message: string;
  /** The status of an unexpected answer. */
  readonly httpStatus?: number;
  /** The first 2,000 characters of an unexpected answer. */
  readonly body?: string;
}

/** What `fetch` takes, Next's `next` and `cache` among it, and how long to wait. */
export interface CallOptions extends Omit<RequestInit, "method" | "body"> {
  /** In milliseconds. Without it, a call waits as long as `fetch` does. */
  readonly timeout?: number;
  /** The origin of the server, and what of its path stands before the pattern: `https://api.example.com`. */
  readonly baseUrl?: string;
}

/** An endpoint that needs something. */
export interface Endpoint<Input, Result, Data> {
  /** Calls it. Nothing throws: the result says what came of it, by `ok` and `status`. */
  (input: Input, options?: CallOptions): Promise<Result>;
  /** Calls it and gives the data; throws an `ApiError` for every other answer. */
  unwrap(input: Input, options?: CallOptions): Promise<Data>;
}

/** An endpoint that can be called with nothing. */
export interface OpenEndpoint<Input, Result, Data> {
  /** Calls it. Nothing throws: the result says what came of it, by `ok` and `status`. */
  (input?: Input, options?: CallOptions): Promise<Result>;
  /** Calls it and gives the data; throws an `ApiError` for every other answer. */
  unwrap(input?: Input, options?: CallOptions): Promise<Data>;
}

/** Thrown by `unwrap`. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** The status of the answer; 0 where there is none that the server declares. */
  readonly status: number;
  /** The body of the answer, or why there is none. */
  readonly error: unknown;

  constructor(method: string, pattern: string, status: number, error: unknown) {
    super(`${method} ${pattern}: ${describe(status, error)}`);
    this.status = status;
    this.error = error;
  }
}

/** What is known of an endpoint besides its types. */
export interface Spec {
  /** The statuses that the server declares. */
  readonly statuses: readonly number[];
  /** The search params whose values stand in one, with commas. */
  readonly commas?: readonly string[];
}

interface AnyInput {
  readonly params?: { readonly [name: string]: unknown };
  readonly search?: { readonly [name: string]: unknown };
  readonly body?: unknown;
  readonly form?: FormData | URLSearchParams;
}

type AnyResult =
  | { readonly ok: true; readonly status: number; readonly data: unknown }
  | { readonly ok: false; readonly status: number; readonly error: unknown };

/** Makes an endpoint callable. */
export function endpoint<E>(method: string, pattern: string, spec: Spec): E {
  const call = (input?: AnyInput, options?: CallOptions): Promise<AnyResult> =>
    send(method, pattern, spec, input ?? {}, options ?? {});
  const unwrap = async (input?: AnyInput, options?: CallOptions): Promise<unknown> => {
    const result = await call(input, options);
    if (!result.ok) {
      throw new ApiError(method, pattern, result.status, result.error);
    }
    return result.data;
  };
  return Object.assign(call, { unwrap }) as E;
}

async function send(
  method: string,
  pattern: string,
  spec: Spec,
  input: AnyInput,
  { timeout, baseUrl, headers: given, signal: ended, ...init }: CallOptions,
): Promise<AnyResult> {
  if (baseUrl === undefined && typeof location === "undefined") {
    const message = `${method} ${pattern}: no page says where the server is: take it from api.server.gen, or pass \`baseUrl\``;
    return failure({ kind: "input", message });
  }
  let url = (baseUrl ?? "").replace(/\/+$/, "");
  try {
    url += pathOf(pattern, spec, input);
  } catch (error) {
    return failure({ kind: "input", message: `${method} ${messageOf(error)}` });
  }
  const headers = new Headers(given);
  let body: RequestInit["body"] = input.form ?? null;
  if (input.body !== undefined) {
    body = JSON.stringify(input.body);
    headers.set("content-type", "application/json");
  }
  if (!headers.has("accept")) {
    headers.set("accept", "application/json");
  }
  const late = timeout === undefined ? undefined : AbortSignal.timeout(timeout);
  const signals = [ended, late].filter((signal) => signal != null);
  const signal = signals.length > 1 ? AbortSignal.any(signals) : (signals[0] ?? null);
  try {
    // A redirect is an answer of its own, where the server declares one.
    const redirect = spec.statuses.some(isRedirect) ? { redirect: "manual" as const } : {};
    return await answer(await fetch(url, { ...redirect, ...init, method, headers, body, signal }), spec);
  } catch (error) {
    if (ended?.aborted) {
      return failure({ kind: "aborted", message: `${method} ${url}: the call was ended` });
    }
    if (late?.aborted) {
      return failure({ kind: "timeout", message: `${method} ${url}: no answer in ${timeout} ms` });
    }
    return failure({ kind: "network", message: `${method} ${url}: ${messageOf(error)}` });
  }
}

async function answer(response: Response, spec: Spec): Promise<AnyResult> {
  // A browser follows no such redirect and does not say where it leads, nor by which status.
  const status = response.type === "opaqueredirect" ? (spec.statuses.find(isRedirect) ?? 0) : response.status;
  if (isRedirect(status) && spec.statuses.includes(status)) {
    return { ok: true, status, data: { location: response.headers.get("location") } };
  }
  const text = await response.text();
  const isJson = /^application\/(?:[\w.+-]+\+)?json\b/i.test(response.headers.get("content-type") ?? "");
  if (!spec.statuses.includes(status) || (text !== "" && !isJson)) {
    return unexpected(status, text);
  }
  let body: unknown = null;
  if (text !== "") {
    try {
      body = JSON.parse(text);
    } catch {
      return unexpected(status, text);
    }
  }
  return response.ok ? { ok: true, status, data: body } : { ok: false, status, error: body };
}

function unexpected(status: number, text: string): AnyResult {
  const message = `the server answered with status ${status}, which is not what it declares`;
  return failure({ kind: "unexpected", message, httpStatus: status, body: text.slice(0, 2000) });
}

function failure(error: NetworkError): Failure {
  return { ok: false, status: 0, error };
}

function pathOf(pattern: string, spec: Spec, { params, search }: AnyInput): string {
  const site = { basePath: "", trailingSlash: false };
  if (search === undefined || spec.commas === undefined) {
    return buildHref(site, pattern, { params: params ?? {}, search });
  }
  const written = Object.entries(search).map(([name, value]) => [
    name,
    spec.commas?.includes(name) && Array.isArray(value) ? joinValues(value) : value,
  ]);
  return buildHref(site, pattern, { params: params ?? {}, search: Object.fromEntries(written) });
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The words of a problem body, or of what stands in its place. */
function describe(status: number, error: unknown): string {
  const { title, detail, message } = (error ?? {}) as { [key: string]: unknown };
  const words = [title, detail, message].filter((word) => typeof word === "string").join(": ");
  return words || `status ${status}`;
}
