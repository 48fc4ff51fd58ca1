/** What the schemas in `valibot.gen.ts` share: valibot's own, asked as the server asks and saying what the server says. */
import * as v from "valibot";
import { isObject, isRecord, isSame, MAX_DEPTH, MAX_ISSUES, type Issue, type Reader } from "./read";

/** What is said of something that is wrong. */
type Said = (issue: Raised) => string;

/** What valibot tells of it. */
interface Raised {
  readonly input: unknown;
  readonly path?: readonly v.IssuePathItem[] | undefined;
}

type Config = v.Config<v.BaseIssue<unknown>>;
type Dataset = v.OutputDataset<unknown, v.BaseIssue<unknown>>;

/** A rule, and what is said where it is broken. */
type Rule<T> = readonly [holds: (value: T) => boolean, message: string];

/** What is said of a value that is not of a type. What is not there at all is required. */
export function says(message: string): Said {
  return ({ input }) => (input === undefined ? "is required" : message);
}

/** The same, of a value that is none of some texts: anything else than a text is of the wrong type. */
export function saysChoice(message: string, otherwise: string): Said {
  return (issue) => says(typeof issue.input === "string" ? message : otherwise)(issue);
}

/** A text of which something holds. */
export function text(holds: (value: string) => boolean, message: string): v.GenericSchema<string> {
  return v.pipe(v.string(says(message)), v.check(holds, message));
}

/** A number of which something holds. */
export function number(holds: (value: number) => boolean, message: string): v.GenericSchema<number> {
  return v.pipe(v.number(says(message)), v.check(holds, message));
}

/**
 * A value with rules, which are asked together where nothing else is wrong with it. They are asked of what was sent: what was
 * read may have lost keys.
 */
export function ruled<T extends v.GenericSchema>(schema: T, ...rules: readonly Rule<v.InferOutput<T>>[]): T {
  const asked: v.GenericSchema = running(v.pipe(schema as v.GenericSchema), (run, dataset, config, self) => {
    const input = dataset.value;
    const result = run(dataset, config);
    if (result.issues === undefined) {
      for (const [holds, message] of rules) {
        if (!holds(input as v.InferOutput<T>)) {
          v._addIssue(self, "input", result, config, { input, message });
        }
      }
    }
    return result;
  });
  return asked as T;
}

/** A field that equals another. It is asked whatever else is wrong. Absent and null are the same here. */
export function matches<T extends v.GenericSchema>(schema: T, name: string, other: string, message: string): T {
  const asked = v.rawCheck<unknown>(({ dataset, addIssue }) => {
    const input: unknown = dataset.value;
    if (isObject(input) && !isSame(input[name], input[other])) {
      addIssue({ message, path: [step(input, name)] });
    }
  });
  return v.pipe(schema as v.GenericSchema, asked) as unknown as T;
}

/** A value that has to be there and not null, though its type allows that. */
export function required<T extends v.GenericSchema>(schema: T, message: string): T {
  const nothing = v.custom(() => false, message);
  const asked = v.lazy((input) => (input === undefined || input === null ? nothing : schema));
  return v.optional(asked, null) as unknown as T;
}

/** A field that may be left out: an `ExactOptionalSchema`, whose own type has no end where values are JSON. */
export interface Optional<Input, Output = Input> extends v.BaseSchema<Input, Output, v.BaseIssue<unknown>> {
  readonly type: "exact_optional";
  readonly reference: typeof v.exactOptional;
  readonly wrapped: v.GenericSchema<Input, Output>;
  readonly default: undefined;
}

/** One that holds `undefined` is left out, too, as it is when written to JSON. */
export function optional<Input, Output>(schema: v.GenericSchema<Input, Output>): Optional<Input, Output> {
  return v.optional(schema as v.GenericSchema) as unknown as Optional<Input, Output>;
}

/** A field that has a value where it is left out: an `OptionalSchema`. */
export interface Defaulted<Input, Output = Input>
  extends v.BaseSchema<Input, Output, v.BaseIssue<unknown>> {
  readonly type: "optional";
  readonly reference: typeof v.optional;
  readonly expects: `(${string} | undefined)`;
  readonly wrapped: v.GenericSchema<Input, Output>;
  readonly default: Input | (() => Input);
}

export function defaulted<Input, Output>(
  schema: v.GenericSchema<Input, Output>,
  value: () => NoInfer<Input>,
): Defaulted<Input, Output> {
  return v.optional(schema as v.GenericSchema, value) as unknown as Defaulted<Input, Output>;
}

/** The same, of a value that the schema would not take, or would add to. */
export function defaultedAsIs<Input, Output>(
  schema: v.GenericSchema<Input, Output>,
  value: () => NoInfer<Input>,
): Defaulted<Input, Output> {
  const optional = v.optional(schema as v.GenericSchema, () => undefined);
  const given: unknown = running(optional, (run, dataset, config) =>
    dataset.value === undefined ? { typed: true, value: value() } : run(dataset, config),
  );
  return given as Defaulted<Input, Output>;
}

/** An object; what its issues say of a field is that it is not there. */
export function object<Entries extends v.ObjectEntries>(
  entries: Entries,
  message: string,
): v.ObjectSchema<Entries, v.ErrorMessage<v.ObjectIssue>> {
  return only(v.object<Entries, v.ErrorMessage<v.ObjectIssue>>(entries, saysObject(message)), isObject);
}

/** An object that has no other keys; each that it has is told. */
export function strictObject<Entries extends v.ObjectEntries>(
  entries: Entries,
  message: string,
): v.StrictObjectSchema<Entries, v.ErrorMessage<v.StrictObjectIssue>> {
  const { "~run": read } = object(entries, message);
  const schema = v.strictObject<Entries, v.ErrorMessage<v.StrictObjectIssue>>(entries, saysObject(message));
  return running(schema, (_, dataset, config, self) => {
    const input = dataset.value;
    const result = read.call(self as never, dataset, config);
    const context: v.GenericSchema = self;
    for (const key of isObject(input) ? Object.keys(input) : []) {
      const at = step(input as object, key);
      if (at.value !== undefined && !Object.hasOwn(self.entries, key)) {
        const message = "is not a known field";
        v._addIssue(context, "key", result, config, { input: at.value, message, path: [at] });
      }
    }
    return result;
  });
}

/** A list of fixed length. */
export function tupleOf<const Items extends v.TupleItems>(
  items: Items,
  message: string,
): v.StrictTupleSchema<Items, v.ErrorMessage<v.StrictTupleIssue>> {
  const schema = v.strictTuple<Items, v.ErrorMessage<v.StrictTupleIssue>>(items, says(message));
  return only(schema, (value) => Array.isArray(value) && value.length === items.length);
}

/** An object whose keys are data. Keys like `constructor` are data, too. */
export function recordOf<Output, Input = Output>(
  key: v.GenericSchema<string>,
  value: v.GenericSchema,
  message: string,
): v.GenericSchema<Input, Output> {
  const schema = v.record(key, value, says(message));
  const read: unknown = running(schema, (run, dataset, config, self) => {
    const input = dataset.value;
    if (!isRecord(input)) {
      return run(input === undefined ? dataset : { typed: false, value: null }, config);
    }
    const issues: v.BaseIssue<unknown>[] = [];
    const entries = Object.keys(input).map((name) => {
      const wrong = self.key["~run"]({ value: name }, config);
      const read = wrong.issues ? wrong : self.value["~run"]({ value: input[name] }, config);
      read.issues?.forEach((issue) => {
        issues.push({ ...issue, path: [step(input, name), ...(issue.path ?? [])] });
      });
      return [name, read.value];
    });
    const result: unknown = Object.fromEntries(entries);
    const [first, ...others] = issues;
    return first === undefined
      ? { typed: true, value: result }
      : { typed: false, value: result, issues: [first, ...others] };
  });
  return read as v.GenericSchema<Input, Output>;
}

/** An object whose tag says which of some it is. */
export function variant<const Tag extends string, Options extends v.VariantOptions<Tag>>(
  tag: Tag,
  options: Options,
  message: string,
  otherwise: string,
): v.VariantSchema<Tag, Options, v.ErrorMessage<v.VariantIssue>> {
  const said: Said = (issue) => says(issue.path === undefined ? otherwise : message)(issue);
  return only(v.variant<Tag, Options, v.ErrorMessage<v.VariantIssue>>(tag, options, said), isObject);
}

/** A value that is meant for one of some schemas: the first whose condition holds. */
export function choose<Output, Input = Output>(
  cases: readonly (readonly [(value: unknown) => boolean, v.GenericSchema<unknown, Output>])[],
  message: string,
): v.GenericSchema<Input, Output> {
  const nothing = v.never(says(message));
  const chosen = v.lazy((input) => cases.find(([is]) => is(input))?.[1] ?? nothing);
  return chosen as unknown as v.GenericSchema<Input, Output>;
}

/** The first of some schemas that takes a value. */
export function anyOf<Output, Input = Output>(
  options: readonly v.GenericSchema<unknown, Output>[],
  message: string,
): v.GenericSchema<Input, Output> {
  // Each is asked once: two times at each of a hundred levels would take forever.
  const first = running(v.never(says(message)), (run, dataset, config) => {
    const { value } = dataset;
    for (const option of options) {
      const result = option["~run"]({ value }, config);
      if (result.issues === undefined) {
        return result;
      }
    }
    return run(dataset, config);
  });
  return first as unknown as v.GenericSchema<Input, Output>;
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
export function lazy<Input, Output>(
  get: () => v.GenericSchema<Input, Output>,
): v.GenericSchema<Input, Output> {
  const tooDeep = v.never(`must not be nested more than ${MAX_DEPTH} deep`);
  const tooLarge = v.never(`must not have more than ${MAX_ASKED} parts`);
  return running(v.lazy(get), (run, dataset, config) => {
    const isDeep = depth >= MAX_DEPTH;
    asked = depth === 0 ? 0 : asked + (isDeep ? MAX_ASKED / MAX_ISSUES : 1);
    if (isDeep || asked >= MAX_ASKED) {
      return (isDeep ? tooDeep : tooLarge)["~run"](dataset, config);
    }
    depth += 1;
    try {
      return run(dataset, config);
    } finally {
      depth -= 1;
    }
  });
}

/** What a reader of Rutter's own takes: valibot has no words for it. */
export function reads<Output, Input = Output>(read: Reader<unknown>): v.GenericSchema<Input, Output> {
  const readable = v.rawTransform<unknown, Output>(({ dataset, addIssue, NEVER }) => {
    const issues: Issue[] = [];
    const result = read(dataset.value, [], issues) as Output;
    for (const { message, path } of issues) {
      const [first, ...others] = steps(dataset.value, path);
      addIssue(first === undefined ? { message } : { message, path: [first, ...others] });
    }
    return issues.length === 0 ? result : NEVER;
  });
  return v.pipe(v.unknown(), readable) as unknown as v.GenericSchema<Input, Output>;
}

/** Of a field it is said that it is required, and nothing else. */
function saysObject(message: string): Said {
  return (issue) => (issue.path === undefined ? says(message)(issue) : "is required");
}

/** A schema of this module with another way to read. */
function running<T extends v.GenericSchema>(
  schema: T,
  read: (
    run: (dataset: v.UnknownDataset, config: Config) => Dataset,
    dataset: v.UnknownDataset,
    config: Config,
    self: T,
  ) => Dataset,
): T {
  const { "~run": run } = schema;
  return Object.assign(schema, {
    "~run"(this: T, dataset: v.UnknownDataset, config: Config): Dataset {
      return read((dataset, config) => run.call(this, dataset, config), dataset, config, this);
    },
  });
}

/** A schema that refuses what is something else, though valibot takes it for an object or list. */
function only<T extends v.GenericSchema>(schema: T, is: (value: unknown) => boolean): T {
  return running(schema, (run, dataset, config) =>
    run(dataset.value === undefined || is(dataset.value) ? dataset : { typed: false, value: null }, config),
  );
}

function step(object: object, key: string): v.IssuePathItem {
  const input = object as { [key: string]: unknown };
  return { type: "object", origin: "value", input, key, value: input[key] };
}

function steps(value: unknown, path: Issue["path"]): v.IssuePathItem[] {
  let input = value;
  return path.map((key) => {
    const of = input as { [key: string | number]: unknown };
    input = of[key];
    return { type: "unknown", origin: "value", input: of, key, value: input };
  });
}
