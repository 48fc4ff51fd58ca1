/**
 * Calling the Rust server: a method and a pattern in, a plain result out. Nothing throws but `unwrap`, and what Next throws
 * to render a page later; every result can be returned from a server action.
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
   * - `input`: nothing was sent, because it cannot be: a param is empty, `.` or `..`, which no path can hold, a header or
   *   the body cannot be written, or `baseUrl` is missing.
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
  /** In milliseconds, until the whole answer is there. Without it, a call waits as long as `fetch` does. */
  readonly timeout?: number | undefined;
  /** The origin of the server, and what of its path stands before the pattern: `https://api.example.com`. */
  readonly baseUrl?: string | undefined;
  /** Is given each answer as `fetch` has it, for its headers. Its body is not to be read. What it throws, the call throws. */
  readonly onResponse?: ((response: Response) => void | Promise<void>) | undefined;
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
    super(status === 0 ? messageIn(error) : `${method} ${pattern}: ${messageIn(error) || `status ${status}`}`);
    this.status = status;
    this.error = error;
  }
}

/** What is known of an endpoint besides its types. */
export interface Spec {
  /** The statuses that the server declares. */
  readonly statuses: readonly number[];
  /** Those of them whose answers have no body. */
  readonly empty?: readonly number[];
  /** The search params whose values stand in one, with commas. */
  readonly commas?: readonly string[];
}

/** What an endpoint is called with, whichever it is. */
export interface AnyInput {
  readonly params?: { readonly [name: string]: unknown };
  readonly search?: { readonly [name: string]: unknown };
  readonly body?: unknown;
  readonly form?: FormData | URLSearchParams;
}

/** What comes of it. */
export type AnyResult =
  | { readonly ok: true; readonly status: number; readonly data: unknown }
  | { readonly ok: false; readonly status: number; readonly error: unknown };

/** Makes an endpoint callable. */
export function endpoint<E>(method: string, pattern: string, spec: Spec): E {
  return callable(method, pattern, (input, options) => send(method, pattern, spec, input, options));
}

/** A function with its `unwrap`, from what sends. */
export function callable<E>(
  method: string,
  pattern: string,
  sent: (input: AnyInput, options: CallOptions) => Promise<AnyResult>,
): E {
  const call = (input?: AnyInput, options?: CallOptions): Promise<AnyResult> => sent(input ?? {}, options ?? {});
  const unwrap = async (input?: AnyInput, options?: CallOptions): Promise<unknown> => {
    const result = await call(input, options);
    if (!result.ok) {
      throw new ApiError(method, pattern, result.status, result.error);
    }
    return result.data;
  };
  return Object.assign(call, { unwrap }) as E;
}

type RequestBody = NonNullable<RequestInit["body"]> | null;

/** Sends a request, and reads the answer. */
export async function send(
  method: string,
  pattern: string,
  spec: Spec,
  input: AnyInput,
  { timeout, baseUrl, headers: given, signal: ended, onResponse, ...init }: CallOptions,
): Promise<AnyResult> {
  if (baseUrl === undefined && typeof location === "undefined") {
    const message = `${method} ${pattern}: no page says where the server is: take it from api.server.gen, or pass \`baseUrl\``;
    return failure("input", message);
  }
  let url: string, headers: Headers, body: RequestBody;
  try {
    url = (baseUrl ?? "").replace(/\/+$/, "") + pathOf(pattern, spec, input);
    headers = new Headers(given);
    body = bodyOf(input, headers);
  } catch (error) {
    const message = messageOf(error);
    return failure("input", `${method} ${message.startsWith(pattern) ? message : `${pattern}: ${message}`}`);
  }
  const limit = limitOf(ended, timeout);
  const request = `${method} ${url}`;
  let isLookedAt = false;
  try {
    // A redirect is an answer of its own, where the server declares one.
    const redirect = spec.statuses.some(isRedirect) ? { redirect: "manual" as const } : {};
    const signal = limit?.signal ?? null;
    const response = await fetch(url, { ...redirect, ...init, method, headers, body, signal });
    isLookedAt = true;
    await onResponse?.(response);
    isLookedAt = false;
    return await answer(request, response, spec);
  } catch (error) {
    if (isLookedAt || isOfNext(error)) {
      throw error;
    }
    if (ended?.aborted) {
      return failure("aborted", `${request}: the call was ended`);
    }
    if (limit?.isOver()) {
      return failure("timeout", `${request}: no answer in ${timeout} ms`);
    }
    return failure("network", `${request}: ${messageOf(error)}`);
  } finally {
    limit?.clear();
  }
}

/** What ends a request. */
interface Limit {
  readonly signal: AbortSignal;
  /** Whether it was the time. */
  isOver(): boolean;
  clear(): void;
}

/**
 * The limits of a call, if it has any: React sends a request with a signal anew, instead of once for a page. Browsers of
 * 2022 have neither `AbortSignal.any` nor `AbortSignal.timeout`.
 */
function limitOf(ended: AbortSignal | null | undefined, timeout = Infinity): Limit | undefined {
  const hasTime = timeout < Infinity;
  if (ended == null && !hasTime) {
    return undefined;
  }
  const controller = new AbortController();
  let isOver = false;
  const end = (): void => controller.abort();
  const late = (): void => {
    isOver = true;
    end();
  };
  // A timer that is set to more than 31 bits goes off at once.
  const timer = hasTime ? setTimeout(late, Math.min(timeout, 2 ** 31 - 1)) : undefined;
  ended?.addEventListener("abort", end);
  if (ended?.aborted) {
    end();
  }
  const clear = (): void => {
    clearTimeout(timer);
    ended?.removeEventListener("abort", end);
  };
  return { signal: controller.signal, isOver: () => isOver, clear };
}

async function answer(request: string, response: Response, spec: Spec): Promise<AnyResult> {
  // A browser follows no such redirect and does not say where it leads, nor by which status.
  const status = response.type === "opaqueredirect" ? (spec.statuses.find(isRedirect) ?? 0) : response.status;
  const isDeclared = spec.statuses.includes(status);
  if (isDeclared && isRedirect(status)) {
    return { ok: true, status, data: { location: response.headers.get("location") } };
  }
  const text = await response.text();
  const refuse = (what: string): AnyResult =>
    failure("unexpected", `${request}: ${what}`, { httpStatus: status, body: text.slice(0, 2000) });
  if (!isDeclared) {
    return refuse(`the server does not declare the status ${status} of this answer`);
  }
  let body: unknown = null;
  if (spec.empty?.includes(status)) {
    if (text !== "") {
      return refuse(`the server declares no body for the status ${status}, and here is one`);
    }
  } else {
    const type = response.headers.get("content-type") ?? "";
    if (text === "" || !/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) {
      return refuse(`the body is ${text === "" ? "empty" : type || "of no type"}, where the server declares JSON`);
    }
    try {
      body = JSON.parse(text);
    } catch {
      return refuse("the body is no JSON");
    }
  }
  return response.ok ? { ok: true, status, data: body } : { ok: false, status, error: body };
}

/** A result without an answer that the server declares. */
export function failure(
  kind: NetworkError["kind"],
  message: string,
  more?: Pick<NetworkError, "httpStatus" | "body">,
): Failure {
  return { ok: false, status: 0, error: { kind, message, ...more } };
}

function pathOf(pattern: string, spec: Spec, { params = {}, search }: AnyInput): string {
  const site = { basePath: "", trailingSlash: false };
  if (search === undefined || spec.commas === undefined) {
    return buildHref(site, pattern, { params, search });
  }
  const written = Object.entries(search).map(([name, value]) => [
    name,
    spec.commas?.includes(name) && Array.isArray(value) ? joinValues(value) : value,
  ]);
  return buildHref(site, pattern, { params, search: Object.fromEntries(written) });
}

/** The body to send, and what the headers say of it. */
function bodyOf({ body, form }: AnyInput, headers: Headers): RequestBody {
  if (!headers.has("accept")) {
    headers.set("accept", "application/json");
  }
  if (body !== undefined) {
    headers.set("content-type", "application/json");
    return JSON.stringify(body);
  }
  // `fetch` writes the type of a form itself, with what separates its parts.
  headers.delete("content-type");
  return form ?? null;
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

/** Whether Next itself throws, to render a page at a later time: it knows its errors by their `digest`. */
function isOfNext(error: unknown): boolean {
  return typeof (error as { digest?: unknown } | null)?.digest === "string";
}

/** What an error says, and the reason behind it: `fetch failed` alone says little. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const { cause } = error;
  const reason = cause instanceof Error ? cause.message || (cause as { code?: unknown }).code : undefined;
  return reason === undefined ? error.message : `${error.message}: ${String(reason)}`;
}

/** The words of a problem body, or of what stands in its place. */
function messageIn(error: unknown): string {
  const { title, detail, message } = (error ?? {}) as { [key: string]: unknown };
  return [title, detail, message].filter((word) => typeof word === "string").join(": ");
}
