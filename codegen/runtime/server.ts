/** Calling the Rust server from the Next server, where no page says which origin a path belongs to. */
import "server-only";
import { cookies, headers } from "next/headers";
import type { CallOptions } from "./client";

declare const process: { readonly env: { readonly RUTTER_SERVER_URL?: string } };

/** Where the Rust server is: the environment variable `RUTTER_SERVER_URL`, read at each call. */
export function serverUrl(): string {
  const url = process.env.RUTTER_SERVER_URL;
  if (!url) {
    throw new Error(
      "RUTTER_SERVER_URL is not set: set it to the origin of the Rust server as the Next server reaches it, such as http://127.0.0.1:4000. " +
        "Pages that `next build` renders need it there, and the server running; `await connection()` (of next/server) before the call has a page rendered at each request instead",
    );
  }
  if (!/^https?:\/\/[^/]/i.test(url)) {
    throw new Error(
      `RUTTER_SERVER_URL is ${JSON.stringify(url)}, which is no origin: it must start with http:// or https://, such as http://127.0.0.1:4000`,
    );
  }
  return url;
}

/**
 * Headers of the request that is being answered, to pass them on: `await getBerth(input, { headers: await forwarded() })`.
 * Like everything that reads them, it makes a page dynamic.
 */
export async function forwarded(names: readonly string[] = ["cookie", "authorization"]): Promise<Headers> {
  const incoming = await headers();
  const outgoing = new Headers();
  for (const name of names) {
    const value = incoming.get(name);
    if (value !== null) {
      outgoing.set(name, value);
    }
  }
  return outgoing;
}

/**
 * Sets the cookies of an answer in the browser, as if it had asked the Rust server itself:
 * `await signIn({ form }, { onResponse: passCookies })`. Next lets server actions and route handlers set cookies, not pages.
 * It writes values percent-encoded.
 */
export async function passCookies(response: Response): Promise<void> {
  const written = response.headers.getSetCookie();
  const jar = written.length > 0 ? await cookies() : undefined;
  for (const text of written) {
    const [pair = "", ...attributes] = text.split(";");
    const [name, value] = halves(pair);
    const known = new Map(attributes.map(halves).map(([key, text]) => [key.toLowerCase(), text]));
    const [maxAge, expires, sameSite] = [Number(known.get("max-age")), Date.parse(known.get("expires") ?? ""), known.get("samesite")];
    const [path, domain] = [known.get("path"), known.get("domain")];
    jar?.set({
      name,
      value: decoded(value),
      httpOnly: known.has("httponly"),
      secure: known.has("secure"),
      // Older versions of Next do not know it.
      ...(known.has("partitioned") && { partitioned: true }),
      ...(path && { path }),
      ...(domain && { domain }),
      ...(known.get("max-age") && Number.isInteger(maxAge) && { maxAge }),
      ...(!Number.isNaN(expires) && { expires }),
      ...(sameSite && /^(?:lax|strict|none)$/i.test(sameSite) && { sameSite: sameSite.toLowerCase() as "lax" | "strict" | "none" }),
    });
  }
}

/** What stands before and after the first `=`. */
function halves(text: string): [string, string] {
  const at = text.indexOf("=");
  return at < 0 ? [text.trim(), ""] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

interface Callable {
  (input: never, options?: CallOptions): Promise<unknown>;
  unwrap(input: never, options?: CallOptions): Promise<unknown>;
}

/** An endpoint that finds the server by itself. */
export function onServer<E extends Callable>(call: E): E {
  const to = (options?: CallOptions): CallOptions => ({ ...options, baseUrl: options?.baseUrl ?? serverUrl() });
  const direct = async (input: never, options?: CallOptions): Promise<unknown> => call(input, to(options));
  const unwrap = async (input: never, options?: CallOptions): Promise<unknown> => call.unwrap(input, to(options));
  return Object.assign(direct, { unwrap }) as unknown as E;
}
