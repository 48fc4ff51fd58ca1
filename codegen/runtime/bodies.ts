/** Reading the body of a response from the declared return type of its handler. */
import type { NextApiResponse } from "next";
import type { NextResponse } from "next/server";

/** The methods that a module of a route handler answers. */
export type MethodsOf<M> = Extract<keyof M, "GET" | "HEAD" | "POST" | "PUT" | "DELETE" | "PATCH" | "OPTIONS">;

/** The body that one method of a route handler answers with: known for a `NextResponse<Body>`, else `unknown`. */
export type HandlerBodyOf<M, Method> = Method extends keyof M
  ? M[Method] extends (...args: never) => infer Returned
    ? ResponseBody<Awaited<Returned>>
    : unknown
  : never;

type ResponseBody<R> = R extends NextResponse<infer Body> ? JsonOf<Body> : R extends Response ? unknown : never;

/** The body that an API route of the Pages Router answers with: known for a `NextApiResponse<Body>`, else `unknown`. */
export type ApiBodyOf<M> = M extends { default: (request: never, response: NextApiResponse<infer Body>) => unknown }
  ? JsonOf<Body>
  : unknown;

/** A value after a trip through JSON: what has `toJSON` is what that returns, functions are gone. */
export type JsonOf<T> = 0 extends 1 & T
  ? unknown
  : T extends { toJSON(): infer Json }
    ? JsonOf<Json>
    : T extends string | number | boolean | null | undefined
      ? T
      : T extends ((...args: never) => unknown) | symbol | bigint
        ? never
        : T extends object
          ? { [Key in keyof T]: JsonOf<T[Key]> }
          : T;
