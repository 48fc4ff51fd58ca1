/** What the schemas in `zod.gen.ts` share: zod's own, asked as the server asks and saying what the server says. */
import * as z from "zod";
import { isObject, isSame, MAX_DEPTH, MAX_ISSUES, own, type Issue, type Params, type Reader } from "./read";

/** What zod tells of something that is wrong, where it asks for a message. */
interface Raised {
  readonly code?: string | undefined;
  readonly input?: unknown;
}

/** The words for it. */
interface Said {
  readonly error: (issue: Raised) => string;
}

/** What is said of a value that is not of a type. What is not there at all is required. */
export function says(message: string): Said {
  return { error: ({ input }) => (input === undefined ? "is required" : message) };
}

/** The same, of a value that is none of some texts: anything else than a text is of the wrong type. */
export function saysChoice(message: string, otherwise: string): Said {
  return { error: (issue) => says(typeof issue.input === "string" ? message : otherwise).error(issue) };
}

/** The same, of an object whose tag is none of some: it is said of the tag. */
export function saysTag(tag: string, message: string, otherwise: string): Said {
  return {
    error: (issue) =>
      issue.code === "invalid_union"
        ? says(message).error({ input: own(issue.input as { [key: string]: unknown }, tag) })
        : says(otherwise).error(issue),
  };
}

/** The same, of a map, and of a key that it may not have. */
export function saysKey(message: string, otherwise: string): Said {
  return { error: (issue) => (issue.code === "invalid_key" ? message : says(otherwise).error(issue)) };
}

/** A text of which something holds. */
export function text(holds: (value: string) => boolean, message: string): z.ZodString {
  return z.string(says(message)).check(rule(holds, "type", message));
}

/** A number of which something holds. */
export function number(holds: (value: number) => boolean, message: string): z.ZodNumber {
  return z.number(says(message)).check(rule(holds, "type", message));
}

/** A rule: `code` and `params` are there for messages in another language, as `params` of the issue. */
export function rule<T>(
  holds: (value: T) => boolean,
  code: string,
  message: string,
  params?: Params,
): z.core.CheckFn<T> {
  return ({ value, issues }) => {
    if (!holds(value)) {
      issues.push(custom(value, { code, message, path: [], params }));
    }
  };
}

/** Rules that are asked together. */
export function rules<T>(...all: z.core.CheckFn<T>[]): z.core.CheckFn<T> {
  return (payload) => all.forEach((rule) => rule(payload));
}

/** A field that equals another. It is asked whatever else is wrong. Absent and null are the same here. */
export function matches<T extends z.ZodType>(
  schema: T,
  name: string,
  other: string,
  code: string,
  message: string,
): T {
  const asked = z.check(({ value, issues }) => {
    const fields = value as { [key: string]: unknown };
    if (!isSame(fields[name], fields[other])) {
      issues.push(custom(value, { code, message, path: [name], params: { other } }));
    }
  });
  asked._zod.def.when = ({ value }) => isObject(value);
  return schema.check(asked);
}

/** A value that has to be there and not null, though its type allows that. */
export function required<T extends z.ZodType>(schema: T, code: string, message: string): T {
  const asked = z.custom<unknown>().check((payload) => {
    if (payload.value === undefined || payload.value === null) {
      payload.issues.push(custom(payload.value, { code, message, path: [] }));
    } else {
      run(schema, payload);
    }
  });
  return asked as unknown as T;
}

/** A field that may be left out. One that holds `undefined` is left out, too, as it is when written to JSON. */
export function optional<T extends z.ZodType>(schema: T): z.ZodExactOptional<T> {
  return schema.optional() as unknown as z.ZodExactOptional<T>;
}

/** An object that has no other keys; each that it has is told. */
export function strictObject<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
  said: Said,
): z.ZodObject<z.core.util.Writeable<Shape>, z.core.$strict> {
  const other = z.unknown().check(rule((value) => value === undefined, "unknown", "is not a known field"));
  return z.object(shape, said).catchall(other) as unknown as z.ZodObject<
    z.core.util.Writeable<Shape>,
    z.core.$strict
  >;
}

/** A value that is meant for one of some schemas: the first whose condition holds. */
export function choose<Output, Input = Output>(
  cases: readonly (readonly [(value: unknown) => boolean, z.core.$ZodType<Output>])[],
  message: string,
): z.ZodType<Output, Input> {
  const chosen = z.custom<Output>().check((payload) => {
    const found = cases.find(([is]) => is(payload.value));
    run(found?.[1] ?? z.never(says(message)), payload);
  });
  return chosen as unknown as z.ZodType<Output, Input>;
}

/** How many schemas that hold themselves are being asked, each by the one before, and how many were since the first. */
let depth = 0;
let asked = 0;

/**
 * The most that are asked of one value, of which those that are too deep count more: as many as issues are named. A value of
 * JavaScript can have one part in many places, and so be larger than any text.
 */
const MAX_ASKED = 200_000;

/** A type that holds itself: what is nested too deep is refused, before there is no room left to ask it. */
export function lazy<T extends z.ZodType>(get: () => T): z.ZodLazy<T> {
  const schema = z.lazy(get);
  const { run } = schema._zod;
  schema._zod.run = (payload, context) => {
    const isDeep = depth >= MAX_DEPTH;
    asked = depth === 0 ? 0 : asked + (isDeep ? MAX_ASKED / MAX_ISSUES : 1);
    if (isDeep || asked >= MAX_ASKED) {
      const [code, message] = isDeep
        ? ["depth", `must not be nested more than ${MAX_DEPTH} deep`]
        : ["size", `must not have more than ${MAX_ASKED} parts`];
      payload.issues.push(custom(payload.value, { code, message, path: [] }));
      return payload;
    }
    depth += 1;
    try {
      return run(payload, context);
    } finally {
      depth -= 1;
    }
  };
  return schema;
}

/** A map of which the compiler knows the keys. */
export function recordOf<Output, Input = Output>(
  key: z.ZodString,
  value: z.ZodType,
  said: Said,
): z.ZodType<Output, Input> {
  return z.record(key, value, said) as unknown as z.ZodType<Output, Input>;
}

/** What a reader of Rutter's own takes: zod has no words for it. */
export function reads<Output, Input = Output>(read: Reader<unknown>): z.ZodType<Output, Input> {
  const schema = z.custom<Output>().check((payload) => {
    const issues: Issue[] = [];
    const { value } = payload;
    payload.value = read(value, [], issues) as Output;
    issues.forEach((issue) => payload.issues.push(custom(value, issue)));
  });
  return schema as unknown as z.ZodType<Output, Input>;
}

function run(schema: z.core.$ZodType, payload: z.core.ParsePayload): void {
  const result = schema._zod.run({ value: payload.value, issues: [] }, { async: false });
  if (result instanceof Promise) {
    throw new z.core.$ZodAsyncError();
  }
  payload.value = result.value;
  payload.issues.push(...result.issues);
}

function custom(input: unknown, { code, message, path, params }: Issue): z.core.$ZodRawIssue {
  return { code: "custom", input, message, path: [...path], params: { ...params, code } };
}
