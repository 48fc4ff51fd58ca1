/**
 * `~standard.jsonSchema` of schemas: <https://standardschema.dev/json-schema>. They are written in draft 2020-12, and rewritten for
 * who asks for another dialect. What a dialect has no keyword for is left out there, so that it takes what is right and more.
 */
import { schema, type Reader, type StandardSchema } from "./read";

/** A schema of JSON Schema, which refers to others by their names in `#/$defs/`. */
interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** A schema with the others to which it refers. */
export interface JsonDefinition {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly uses?: () => readonly JsonDefinition[];
}

/** A Standard Schema that also gives the JSON Schema of what it takes and of what it makes of that. */
export interface StandardJsonSchema<Input, Output = Input> {
  readonly "~standard": StandardSchema<Input, Output>["~standard"] & {
    readonly jsonSchema: {
      /** The schema of what may be sent. Throws where it is not written for the target. */
      readonly input: (options: JsonSchemaOptions) => Record<string, unknown>;
      /** The schema of what was read: defaults are filled in. Throws where it is not written for the target. */
      readonly output: (options: JsonSchemaOptions) => Record<string, unknown>;
    };
  };
}

/** For whom a JSON Schema is written. */
export interface JsonSchemaOptions {
  readonly target: "draft-2020-12" | "draft-07" | "openapi-3.0" | (string & {});
  readonly libraryOptions?: Record<string, unknown> | undefined;
}

/** The schema of what a reader takes, and of what it makes of that. */
export function withJsonSchema<Input, Output = Input>(
  read: Reader<Output>,
  input: JsonDefinition,
  output: JsonDefinition = input,
): StandardJsonSchema<Input, Output> {
  return {
    "~standard": {
      ...schema<Input, Output>(read)["~standard"],
      jsonSchema: {
        input: ({ target }) => written(input, target),
        output: ({ target }) => written(output, target),
      },
    },
  };
}

/** How a dialect differs from draft 2020-12. */
interface Dialect {
  readonly uri?: string;
  /** Where the definitions are. */
  readonly folder: string;
  /** Rewrites a schema whose parts are rewritten already. */
  readonly rewrite: (schema: JsonSchema, declared: Declared) => JsonSchema;
}

/** The keys that a schema and those to which it refers declare. */
type Declared = (schema: JsonSchema) => readonly string[];

const dialects = (): { readonly [target: string]: Dialect } => ({
  "draft-2020-12": {
    uri: "https://json-schema.org/draft/2020-12/schema",
    folder: "$defs",
    rewrite: (schema) => schema,
  },
  "draft-07": {
    uri: "http://json-schema.org/draft-07/schema#",
    folder: "definitions",
    rewrite: (schema, declared) => draft07(alone(closed(schema, declared))),
  },
  "openapi-3.0": {
    folder: "definitions",
    rewrite: (schema, declared) => openapi30(alone(closed(schema, declared))),
  },
});

/** A definition as a document for a target. */
function written(definition: JsonDefinition, target: string): Record<string, unknown> {
  const known = dialects();
  const dialect = Object.entries(known).find(([name]) => name === target)?.[1];
  if (dialect === undefined) {
    const names = Object.keys(known).join(", ");
    throw new TypeError(`no JSON Schema can be written for the target \`${target}\`: it must be one of ${names}`);
  }
  const all = new Map<string, JsonSchema>();
  const open = [...uses(definition)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!all.has(next.name)) {
      all.set(next.name, next.schema);
      open.push(...uses(next));
    }
  }
  const declared = (schema: JsonSchema): readonly string[] => keysOf(schema, all, new Set());
  const rewrite = (schema: JsonSchema): JsonSchema => dialect.rewrite(parts(schema, rewrite), declared);
  const names = [...all.keys()].sort();
  const definitions = names.map((name): [string, JsonSchema] => [name, rewrite(all.get(name) ?? {})]);
  return {
    ...(dialect.uri === undefined ? {} : { $schema: dialect.uri }),
    ...rewrite(definition.schema),
    ...(names.length > 0 ? { [dialect.folder]: Object.fromEntries(definitions) } : {}),
  };
}

function uses(definition: JsonDefinition): readonly JsonDefinition[] {
  return definition.uses?.() ?? [];
}

/** A copy of a schema whose parts are changed. */
function parts(schema: JsonSchema, change: (schema: JsonSchema) => JsonSchema): JsonSchema {
  const part = (value: unknown): unknown => (isSchema(value) ? change(value) : value);
  const changed = Object.entries(schema).map(([keyword, value]): [string, unknown] => {
    switch (keyword) {
      case "items":
      case "additionalProperties":
      case "unevaluatedProperties":
      case "propertyNames":
      case "not":
        return [keyword, part(value)];
      case "allOf":
      case "anyOf":
      case "prefixItems":
        return [keyword, list(value).map(part)];
      case "properties":
        return [keyword, Object.fromEntries(entries(value).map(([name, of]) => [name, part(of)]))];
      default:
        return [keyword, JSON.parse(JSON.stringify(value))];
    }
  });
  return Object.fromEntries(changed);
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function entries(value: unknown): readonly [string, unknown][] {
  return isSchema(value) ? Object.entries(value) : [];
}

/** The keys that a schema of draft 2020-12 declares, in whichever variant. */
function keysOf(schema: unknown, all: ReadonlyMap<string, JsonSchema>, seen: Set<string>): string[] {
  if (!isSchema(schema)) {
    return [];
  }
  const keys = entries(schema["properties"]).map(([name]) => name);
  for (const part of [...list(schema["allOf"]), ...list(schema["anyOf"])]) {
    keys.push(...keysOf(part, all, seen));
  }
  const name = String(schema["$ref"] ?? "").replace(/^.*\//, "");
  if (name !== "" && !seen.has(name)) {
    keys.push(...keysOf(all.get(name), all, seen.add(name)));
  }
  return keys;
}

/**
 * What is said of the keys that no part declares, as older dialects can: of those that none of the parts may declare, whichever
 * variant a value is of.
 */
function closed(schema: JsonSchema, declared: Declared): JsonSchema {
  const { unevaluatedProperties: others, ...rest } = schema;
  if (others === undefined) {
    return schema;
  }
  const any = declared(rest).map((name): [string, JsonSchema] => [name, {}]);
  return { ...rest, properties: Object.fromEntries(any), additionalProperties: others };
}

/** A reference as older dialects have it: what stands beside it does not count there. */
function alone(schema: JsonSchema): JsonSchema {
  const { $ref: to, ...rest } = schema;
  if (typeof to !== "string") {
    return schema;
  }
  const reference = { $ref: to.replace("#/$defs/", "#/definitions/") };
  return Object.keys(rest).length === 0 ? reference : { ...rest, allOf: [reference, ...list(rest["allOf"])] };
}

function draft07(schema: JsonSchema): JsonSchema {
  const { prefixItems, items, ...rest } = schema;
  return prefixItems === undefined ? schema : { ...rest, items: prefixItems, additionalItems: items };
}

function openapi30(schema: JsonSchema): JsonSchema {
  const { type, const: only, prefixItems, items, propertyNames, contentMediaType, ...rest } = schema;
  return {
    ...typed(type),
    ...bounds(rest),
    ...(only === undefined ? {} : { enum: [only] }),
    ...(prefixItems === undefined
      ? { ...((type === "array" || items !== undefined) && { items: items ?? {} }) }
      : { items: { anyOf: prefixItems }, maxItems: list(prefixItems).length }),
    ...(contentMediaType === undefined ? {} : { format: "binary" }),
  };
}

/** The type, which is one: null is no type. */
function typed(type: unknown): JsonSchema {
  if (Array.isArray(type)) {
    return { type: type.find((name) => name !== "null"), nullable: true };
  }
  return type === "null" ? { type: "string", nullable: true, enum: [null] } : type === undefined ? {} : { type };
}

/** Bounds that are not reached: there is one at each end. */
function bounds(schema: JsonSchema): JsonSchema {
  const { exclusiveMinimum: above, exclusiveMaximum: below, ...rest } = schema;
  const least = rest["minimum"];
  const most = rest["maximum"];
  const isAbove = typeof above === "number" && !(typeof least === "number" && least > above);
  const isBelow = typeof below === "number" && !(typeof most === "number" && most < below);
  return {
    ...rest,
    ...(isAbove ? { minimum: above, exclusiveMinimum: true } : {}),
    ...(isBelow ? { maximum: below, exclusiveMaximum: true } : {}),
  };
}
