// zod 4.6.7 and 3.25: what schemas are, and what parsing gives. A schema is an instance of a class without toJSON, an error
// of parsing is an Error: seen by running them. What is only about checking takes anything and gives the same schema.

export declare class ZodType<Output = any> {
  private _zod: any
  _output: Output
  array(): ZodType<Output[]>
  brand(name?: any): this
  catch(value: any): this
  check(...checks: any[]): this
  clone(...of: any[]): this
  default(value: any): ZodType<Exclude<Output, undefined>>
  describe(text: string): this
  isOptional(): boolean
  meta(of?: any): any
  nullable(): ZodType<Output | null>
  nullish(): ZodType<Output | null | undefined>
  optional(): ZodType<Output | undefined>
  overwrite(change: any): this
  parse(data: any, params?: any): Output
  parseAsync(data: any, params?: any): Promise<Output>
  pipe<R>(schema: ZodType<R>): ZodType<R>
  prefault(value: any): this
  readonly(): this
  refine(check: any, message?: any): this
  register(...of: any[]): this
  safeParse(data: any, params?: any): Parsed<Output>
  safeParseAsync(data: any, params?: any): Promise<Parsed<Output>>
  superRefine(check: any): this
  transform<R>(change: (value: Output, context: any) => R): ZodType<Awaited<R>>
}
type Parsed<Output> =
  { success: true, data: Output, error?: undefined } | { success: false, data?: undefined, error: ZodError }
export declare class ZodError<T = any> extends Error {
  issues: ZodIssue[]
  errors: ZodIssue[]
  flatten(map?: any): { formErrors: string[], fieldErrors: Record<string, string[]> }
  format(map?: any): any
}
type ZodIssue = { code: string, path: (string | number)[], message: string, [other: string]: any }

// Checks of strings, numbers, dates and lists, all of which give the same schema.
export declare class ZodString<Output = string> extends ZodType<Output> {
  base64(of?: any): this
  cuid(of?: any): this
  cuid2(of?: any): this
  date(of?: any): this
  datetime(of?: any): this
  email(of?: any): this
  endsWith(text: string, of?: any): this
  includes(text: string, of?: any): this
  ip(of?: any): this
  length(count: number, of?: any): this
  max(count: number, of?: any): this
  min(count: number, of?: any): this
  nanoid(of?: any): this
  nonempty(of?: any): this
  normalize(of?: any): this
  regex(pattern: any, of?: any): this
  startsWith(text: string, of?: any): this
  time(of?: any): this
  toLowerCase(): this
  toUpperCase(): this
  trim(): this
  ulid(of?: any): this
  url(of?: any): this
  uuid(of?: any): this
}
export declare class ZodNumber<Output = number> extends ZodType<Output> {
  finite(of?: any): this
  gt(value: any, of?: any): this
  gte(value: any, of?: any): this
  int(of?: any): this
  lt(value: any, of?: any): this
  lte(value: any, of?: any): this
  max(value: any, of?: any): this
  min(value: any, of?: any): this
  multipleOf(value: any, of?: any): this
  negative(of?: any): this
  nonnegative(of?: any): this
  nonpositive(of?: any): this
  positive(of?: any): this
  safe(of?: any): this
  step(value: any, of?: any): this
}
export declare class ZodArray<Output> extends ZodType<Output> {
  length(count: number, of?: any): this
  max(count: number, of?: any): this
  min(count: number, of?: any): this
  nonempty(of?: any): this
}
export declare class ZodEnum<Output> extends ZodType<Output> {
  options: Output[]
  enum: any
  Enum: any
  Values: any
  exclude(values: any): ZodEnum<Output>
  extract(values: any): ZodEnum<Output>
}
type Members<Shape> = { [K in keyof Shape]: Shape[K] extends ZodType<infer Output> ? Output : any }
export declare class ZodObject<Shape = any, Output = Members<Shape>> extends ZodType<Output> {
  shape: Shape
  and(other: any): ZodType<any>
  catchall(schema: any): ZodType<any>
  deepPartial(): ZodType<any>
  extend<More>(more: More): ZodObject<Omit<Shape, keyof More> & More>
  keyof(): ZodType<keyof Shape>
  loose(): ZodType<any>
  merge<More>(other: ZodObject<More>): ZodObject<Omit<Shape, keyof More> & More>
  omit<Keys>(keys: Keys): ZodObject<Omit<Shape, keyof Keys>>
  partial(): ZodType<Partial<Output>>
  partial(keys: any): ZodType<any>
  passthrough(): ZodType<any>
  pick<Keys>(keys: Keys): ZodObject<Pick<Shape, keyof Keys>>
  required(): ZodType<Required<Output>>
  required(keys: any): ZodType<any>
  safeExtend<More>(more: More): ZodObject<Omit<Shape, keyof More> & More>
  strict(of?: any): this
  strip(): this
}
type OutputOf<Schema> = Schema extends ZodType<infer Output> ? Output : any
type Coerce = {
  bigint: (of?: any) => ZodNumber<bigint>
  boolean: (of?: any) => ZodType<boolean>
  date: (of?: any) => ZodNumber<Date>
  number: (of?: any) => ZodNumber
  string: (of?: any) => ZodString
}

export declare const coerce: Coerce
export declare function any(of?: any): ZodType<any>
export declare function array<Schema>(schema: Schema, of?: any): ZodArray<OutputOf<Schema>[]>
export declare function bigint(of?: any): ZodNumber<bigint>
export declare function boolean(of?: any): ZodType<boolean>
export declare function cuid(of?: any): ZodString
export declare function cuid2(of?: any): ZodString
export declare function custom<T = any>(check?: any, of?: any): ZodType<T>
export declare function date(of?: any): ZodNumber<Date>
export declare function discriminatedUnion<Schemas>(key: string, schemas: Schemas, of?: any): ZodType<OutputOf<Schemas[number]>>
export declare function email(of?: any): ZodString
export declare function instanceOf(of?: any): ZodType<any>
export declare function int(of?: any): ZodNumber
export declare function intersection(...of: any[]): ZodType<any>
export declare function lazy(of: any): ZodType<any>
export declare function literal<Value>(value: Value, of?: any): ZodType<Value>
export declare function looseObject(shape: any, of?: any): ZodType<any>
export declare function map<Key, Value>(key: ZodType<Key>, value: ZodType<Value>, of?: any): ZodType<Map<Key, Value>>
export declare function nan(of?: any): ZodType<number>
export declare function nativeEnum<Values>(values: Values, of?: any): ZodEnum<Values[keyof Values]>
export declare function never(of?: any): ZodType<never>
export declare function nullable<Schema>(schema: Schema): ZodType<OutputOf<Schema> | null>
export declare function nullish<Schema>(schema: Schema): ZodType<OutputOf<Schema> | null | undefined>
export declare function number(of?: any): ZodNumber
export declare function object<Shape = {}>(shape?: Shape, of?: any): ZodObject<Shape>
export declare function optional<Schema>(schema: Schema): ZodType<OutputOf<Schema> | undefined>
export declare function preprocess<Schema>(change: any, schema: Schema): ZodType<OutputOf<Schema>>
export declare function promise<Schema>(schema: Schema): ZodType<Promise<OutputOf<Schema>>>
export declare function record<Schema>(key: any, value: Schema, of?: any): ZodType<Record<string, OutputOf<Schema>>>
export declare function set<Schema>(schema: Schema, of?: any): ZodType<Set<OutputOf<Schema>>>
export declare function strictObject<Shape>(shape: Shape, of?: any): ZodObject<Shape>
export declare function string(of?: any): ZodString
export declare function stringbool(of?: any): ZodType<boolean>
export declare function symbol(of?: any): ZodType<symbol>
export declare function tuple<Schemas>(schemas: Schemas, of?: any): ZodType<{ [K in keyof Schemas]: OutputOf<Schemas[K]> }>
export declare function unknown(of?: any): ZodType<any>
export declare function url(of?: any): ZodString
export declare function uuid(of?: any): ZodString
export declare function union<Schemas>(schemas: Schemas, of?: any): ZodType<OutputOf<Schemas[number]>>
export declare function treeifyError(error: any): any
export declare function flattenError(error: any): { formErrors: string[], fieldErrors: Record<string, string[]> }
export declare function prettifyError(error: any): string
declare function enum_<Values>(values: Values, of?: any): ZodEnum<Values[number]>
declare function null_(of?: any): ZodType<null>
declare function undefined_(of?: any): ZodType<undefined>
declare function void_(of?: any): ZodType<undefined>
export { enum_ as enum, null_ as null, undefined_ as undefined, void_ as void }

type infer_<Schema> = OutputOf<Schema>
export type { infer_ as infer }
export type TypeOf<Schema> = OutputOf<Schema>
export type output<Schema> = OutputOf<Schema>
export type input<Schema> = any
export * as z from 'zod'
