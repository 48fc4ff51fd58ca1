// What ECMAScript declares, from ECMA-262 (2026): only what gives values, and simpler than TypeScript's own where the
// simpler type is as right about what a value is.
//
// Some classes are the evaluator's own. `PlainData` is whatever comes out of JSON: nothing but data, whose members are
// such data too. `NullPrototype` is an object without a prototype, and says how it was made. `JsxElement` is a React
// element, `ReactComponent` what React makes of a component, and by which function. `RegisteredSymbol` is one of
// `Symbol.for`.

declare class PlainData {}
declare class NullPrototype<How> {}
declare class JsxElement {}
declare class ReactComponent<How> {}
declare class RegisteredSymbol {}

type PropertyKey = string | number | symbol
type Awaited<T> = T extends Promise<infer V> ? Awaited<V> : T

declare class Object {
  constructor(value?: any)
  hasOwnProperty(name: PropertyKey): boolean
  isPrototypeOf(value: any): boolean
  propertyIsEnumerable(name: PropertyKey): boolean
  toLocaleString(): string
  toString(): string
  static assign<A, B, C = {}, D = {}>(a: A, b: B, c?: C, d?: D): Assigned<A, B, C, D>
  static create(prototype: null): NullPrototype<'Object.create(null)'>
  static create(prototype: any, properties?: any): any
  static entries<T>(object: T): [string, Own<T>[keyof Own<T>]][]
  static freeze<T>(object: T): T
  static fromEntries<T>(entries: Iterable<readonly [PropertyKey, T]>): { [key: string]: T }
  static getOwnPropertyNames(object: any): string[]
  static groupBy<K, T>(items: Iterable<T>, key: (item: T, index: number) => K): NullPrototype<'Object.groupBy()'>
  static hasOwn(object: any, name: PropertyKey): boolean
  static is(a: any, b: any): boolean
  static isFrozen(object: any): boolean
  static keys(object: any): string[]
  static preventExtensions<T>(object: T): T
  static seal<T>(object: T): T
  static values<T>(object: T): Own<T>[keyof Own<T>][]
}
// What `{ ...a, ...b, ...c, ...d }` holds: own members only, which no type tells apart.
type Own<A, B = {}, C = {}, D = {}> = intrinsic
// What `Object.assign(a, b, c, d)` gives.
type Assigned<A, B = {}, C = {}, D = {}> = intrinsic

declare class Function {
  name: string
  length: number
  toString(): string
}

declare class Boolean {
  constructor(value?: any)
  toString(): string
  valueOf(): boolean
}

declare class Symbol {
  description: string | undefined
  toString(): string
  static for(key: string): RegisteredSymbol
  static keyFor(symbol: symbol): string | undefined
  static iterator: symbol
  static asyncIterator: symbol
}

declare class Number {
  constructor(value?: any)
  toExponential(digits?: number): string
  toFixed(digits?: number): string
  toLocaleString(locales?: any, options?: any): string
  toPrecision(digits?: number): string
  toString(radix?: number): string
  valueOf(): number
  static isFinite(value: any): boolean
  static isInteger(value: any): boolean
  static isNaN(value: any): boolean
  static isSafeInteger(value: any): boolean
  static parseFloat(text: string): number
  static parseInt(text: string, radix?: number): number
  static EPSILON: number
  static MAX_SAFE_INTEGER: number
  static MAX_VALUE: number
  static MIN_SAFE_INTEGER: number
  static MIN_VALUE: number
  static NaN: number
  static NEGATIVE_INFINITY: number
  static POSITIVE_INFINITY: number
}

declare class BigInt {
  toLocaleString(locales?: any, options?: any): string
  toString(radix?: number): string
  valueOf(): bigint
  static asIntN(bits: number, value: bigint): bigint
  static asUintN(bits: number, value: bigint): bigint
}

declare class String {
  constructor(value?: any)
  length: number
  at(index: number): string | undefined
  charAt(index: number): string
  charCodeAt(index: number): number
  codePointAt(index: number): number | undefined
  concat(...texts: any[]): string
  endsWith(text: string, position?: number): boolean
  includes(text: string, position?: number): boolean
  indexOf(text: string, position?: number): number
  isWellFormed(): boolean
  lastIndexOf(text: string, position?: number): number
  localeCompare(text: string, locales?: any, options?: any): number
  match(pattern: any): RegExpMatch | null
  matchAll(pattern: any): IterableIterator<RegExpMatch>
  normalize(form?: string): string
  padEnd(length: number, fill?: string): string
  padStart(length: number, fill?: string): string
  repeat(count: number): string
  replace(pattern: any, by: any): string
  replaceAll(pattern: any, by: any): string
  search(pattern: any): number
  slice(start?: number, end?: number): string
  split(by: any, limit?: number): string[]
  startsWith(text: string, position?: number): boolean
  substr(start: number, length?: number): string
  substring(start: number, end?: number): string
  toLocaleLowerCase(locales?: any): string
  toLocaleUpperCase(locales?: any): string
  toLowerCase(): string
  toString(): string
  toUpperCase(): string
  toWellFormed(): string
  trim(): string
  trimEnd(): string
  trimStart(): string
  valueOf(): string
  [Symbol.iterator](): IterableIterator<string>
  static fromCharCode(...codes: number[]): string
  static fromCodePoint(...codes: number[]): string
  static raw(parts: any, ...values: any[]): string
}

declare class RegExp {
  constructor(pattern: any, flags?: string)
  flags: string
  global: boolean
  lastIndex: number
  source: string
  exec(text: string): RegExpMatch | null
  test(text: string): boolean
  toString(): string
}
declare class RegExpMatch extends Array<string> {
  index: number
  input: string
  groups: NullPrototype<'the groups of a match'> | undefined
}

declare class Array<T> {
  constructor(...items: T[])
  length: number
  at(index: number): T | undefined
  concat<U = never>(...items: (U | U[])[]): (T | U)[]
  copyWithin(target: number, start: number, end?: number): T[]
  entries(): IterableIterator<[number, T]>
  every(test: (value: T, index: number, array: T[]) => any): boolean
  fill<U>(value: U, start?: number, end?: number): (T | U)[]
  filter(test: (value: T, index: number, array: T[]) => any): T[]
  find(test: (value: T, index: number, array: T[]) => any): T | undefined
  findIndex(test: (value: T, index: number, array: T[]) => any): number
  findLast(test: (value: T, index: number, array: T[]) => any): T | undefined
  findLastIndex(test: (value: T, index: number, array: T[]) => any): number
  flat(depth?: number): Flat<T>[]
  flatMap<U>(map: (value: T, index: number, array: T[]) => U): Flat<U>[]
  forEach(run: (value: T, index: number, array: T[]) => any): void
  includes(value: any, from?: number): boolean
  indexOf(value: any, from?: number): number
  join(by?: string): string
  keys(): IterableIterator<number>
  lastIndexOf(value: any, from?: number): number
  map<U>(map: (value: T, index: number, array: T[]) => U): U[]
  pop(): T | undefined
  push(...items: T[]): number
  reduce(join: (all: T, value: T, index: number, array: T[]) => any): T
  reduce<U, R>(join: (all: U, value: T, index: number, array: T[]) => R, start: U): Reduced<U, R>
  reduceRight(join: (all: T, value: T, index: number, array: T[]) => any): T
  reduceRight<U, R>(join: (all: U, value: T, index: number, array: T[]) => R, start: U): Reduced<U, R>
  reverse(): T[]
  shift(): T | undefined
  slice(start?: number, end?: number): T[]
  some(test: (value: T, index: number, array: T[]) => any): boolean
  sort(compare?: (a: T, b: T) => any): T[]
  splice(start: number, count?: number, ...items: T[]): T[]
  toLocaleString(): string
  toReversed(): T[]
  toSorted(compare?: (a: T, b: T) => any): T[]
  toSpliced(start: number, count?: number, ...items: T[]): T[]
  toString(): string
  unshift(...items: T[]): number
  values(): IterableIterator<T>
  with(index: number, value: T): T[]
  [Symbol.iterator](): IterableIterator<T>
  static from<T, U = T>(items: Iterable<T> | { length: number }, map?: (value: T, index: number) => U): U[]
  static fromAsync<T>(items: Iterable<T>): Promise<Awaited<T>[]>
  static isArray(value: any): boolean
  static of<T>(...items: T[]): T[]
}
// What is still empty at the start is there to be filled, and so are lists and dictionaries. Of another value that becomes
// something else, step by step, nothing is known at the end.
type Reduced<U, R> = U extends never[]
  ? any[]
  : U extends { [key: string]: never }
    ? any
    : U extends any[]
      ? U
      : string extends keyof U
        ? U
        : U extends string | number | bigint | boolean
          ? U | R
          : R extends U
            ? U
            : any
type Flat<T> = T extends readonly (infer U)[] ? U : T

declare class Iterator<T, R = any, N = any> {
  next(value?: N): { done: boolean; value: T }
  drop(count: number): Iterator<T>
  every(test: (value: T, index: number) => any): boolean
  filter(test: (value: T, index: number) => any): Iterator<T>
  find(test: (value: T, index: number) => any): T | undefined
  flatMap<U>(map: (value: T, index: number) => Iterable<U>): Iterator<U>
  forEach(run: (value: T, index: number) => any): void
  map<U>(map: (value: T, index: number) => U): Iterator<U>
  reduce<U>(join: (all: U, value: T, index: number) => any, start: U): U
  some(test: (value: T, index: number) => any): boolean
  take(count: number): Iterator<T>
  toArray(): T[]
  [Symbol.iterator](): Iterator<T>
}
declare class Iterable<T> {
  [Symbol.iterator](): Iterator<T>
}
declare class IterableIterator<T, R = any, N = any> extends Iterator<T, R, N> {}
declare class IteratorObject<T, R = any, N = any> extends Iterator<T, R, N> {}
declare class ArrayIterator<T> extends Iterator<T> {}
declare class MapIterator<T> extends Iterator<T> {}
declare class SetIterator<T> extends Iterator<T> {}
declare class Generator<T, R = any, N = any> extends Iterator<T, R, N> {}
declare class AsyncIterator<T, R = any, N = any> {
  next(value?: N): Promise<{ done: boolean; value: T }>
}
declare class AsyncIterable<T> {
  [Symbol.asyncIterator](): AsyncIterator<T>
}
declare class AsyncIterableIterator<T, R = any, N = any> extends AsyncIterator<T, R, N> {
  [Symbol.asyncIterator](): AsyncIterator<T>
}
declare class AsyncGenerator<T, R = any, N = any> extends AsyncIterator<T, R, N> {
  [Symbol.asyncIterator](): AsyncIterator<T>
}

declare class Map<K, V> {
  constructor(entries?: Iterable<readonly [K, V]> | null)
  size: number
  clear(): void
  delete(key: K): boolean
  entries(): IterableIterator<[K, V]>
  forEach(run: (value: V, key: K, map: Map<K, V>) => any): void
  get(key: K): V | undefined
  has(key: K): boolean
  keys(): IterableIterator<K>
  set(key: K, value: V): this
  values(): IterableIterator<V>
  [Symbol.iterator](): IterableIterator<[K, V]>
  static groupBy<K, T>(items: Iterable<T>, key: (item: T, index: number) => K): Map<K, T[]>
}
declare class Set<T> {
  constructor(items?: Iterable<T> | null)
  size: number
  add(value: T): this
  clear(): void
  delete(value: T): boolean
  difference(other: any): Set<T>
  entries(): IterableIterator<[T, T]>
  forEach(run: (value: T, again: T, set: Set<T>) => any): void
  has(value: T): boolean
  intersection(other: any): Set<T>
  isSubsetOf(other: any): boolean
  isSupersetOf(other: any): boolean
  keys(): IterableIterator<T>
  symmetricDifference<U>(other: Set<U>): Set<T | U>
  union<U>(other: Set<U>): Set<T | U>
  values(): IterableIterator<T>
  [Symbol.iterator](): IterableIterator<T>
}
declare class WeakMap<K, V> {
  constructor(entries?: any)
  get(key: K): V | undefined
  has(key: K): boolean
  set(key: K, value: V): this
  delete(key: K): boolean
}
declare class WeakSet<T> {
  constructor(items?: any)
  add(value: T): this
  has(value: T): boolean
  delete(value: T): boolean
}
declare class WeakRef<T> {
  constructor(value: T)
  deref(): T | undefined
}

declare class Promise<T> {
  constructor(run: (resolve: (value: T) => void, reject: (reason: any) => void) => any)
  then<R = T, E = never>(fulfilled?: ((value: T) => R) | null, rejected?: ((reason: any) => E) | null): Promise<Awaited<R> | Awaited<E>>
  catch<E = never>(rejected?: ((reason: any) => E) | null): Promise<T | Awaited<E>>
  finally(settled?: (() => void) | null): Promise<T>
  static all<T>(values: T): Promise<{ [K in keyof T]: Awaited<T[K]> }>
  static allSettled<T>(values: T): Promise<{ [K in keyof T]: Settled<Awaited<T[K]>> }>
  static any<T>(values: Iterable<T>): Promise<Awaited<T>>
  static race<T>(values: Iterable<T>): Promise<Awaited<T>>
  static reject(reason?: any): Promise<never>
  static resolve<T>(value?: T): Promise<Awaited<T>>
  static try<R>(run: (...of: any[]) => R, ...of: any[]): Promise<Awaited<R>>
  static withResolvers<T>(): { promise: Promise<T>; resolve: any; reject: any }
}
type Settled<T> = { status: 'fulfilled'; value: T } | { status: 'rejected'; reason: any }

declare class Date {
  constructor(...of: any[])
  getDate(): number
  getDay(): number
  getFullYear(): number
  getHours(): number
  getMilliseconds(): number
  getMinutes(): number
  getMonth(): number
  getSeconds(): number
  getTime(): number
  getTimezoneOffset(): number
  getUTCDate(): number
  getUTCDay(): number
  getUTCFullYear(): number
  getUTCHours(): number
  getUTCMilliseconds(): number
  getUTCMinutes(): number
  getUTCMonth(): number
  getUTCSeconds(): number
  setDate(value: number): number
  setFullYear(...of: number[]): number
  setHours(...of: number[]): number
  setMilliseconds(value: number): number
  setMinutes(...of: number[]): number
  setMonth(...of: number[]): number
  setSeconds(...of: number[]): number
  setTime(value: number): number
  setUTCDate(value: number): number
  setUTCFullYear(...of: number[]): number
  setUTCHours(...of: number[]): number
  setUTCMonth(...of: number[]): number
  toDateString(): string
  toISOString(): string
  toJSON(): string
  toLocaleDateString(locales?: any, options?: any): string
  toLocaleString(locales?: any, options?: any): string
  toLocaleTimeString(locales?: any, options?: any): string
  toString(): string
  toTimeString(): string
  toUTCString(): string
  valueOf(): number
  static now(): number
  static parse(text: string): number
  static UTC(...of: number[]): number
}

declare class Error {
  constructor(message?: string, options?: any)
  name: string
  message: string
  stack: string | undefined
  cause: any
  toString(): string
}
declare class AggregateError extends Error {}
declare class EvalError extends Error {}
declare class RangeError extends Error {}
declare class ReferenceError extends Error {}
declare class SyntaxError extends Error {}
declare class TypeError extends Error {}
declare class URIError extends Error {}

declare class ArrayBuffer {
  constructor(length: number, options?: any)
  byteLength: number
  slice(start?: number, end?: number): ArrayBuffer
  static isView(value: any): boolean
}
declare class SharedArrayBuffer {
  constructor(length: number, options?: any)
  byteLength: number
  slice(start?: number, end?: number): SharedArrayBuffer
}
declare class DataView {
  constructor(buffer: any, offset?: number, length?: number)
  buffer: ArrayBuffer
  byteLength: number
  byteOffset: number
}
declare class TypedArray<T> {
  constructor(...of: any[])
  buffer: ArrayBuffer
  byteLength: number
  byteOffset: number
  length: number
  at(index: number): T | undefined
  every(test: (value: T, index: number) => any): boolean
  fill(value: T, start?: number, end?: number): this
  filter(test: (value: T, index: number) => any): this
  find(test: (value: T, index: number) => any): T | undefined
  forEach(run: (value: T, index: number) => any): void
  includes(value: T): boolean
  indexOf(value: T): number
  join(by?: string): string
  map(map: (value: T, index: number) => T): this
  reduce<U>(join: (all: U, value: T, index: number) => any, start: U): U
  slice(start?: number, end?: number): this
  some(test: (value: T, index: number) => any): boolean
  subarray(start?: number, end?: number): this
  toString(): string
  values(): IterableIterator<T>
  [Symbol.iterator](): IterableIterator<T>
}
declare class Int8Array extends TypedArray<number> {}
declare class Uint8Array extends TypedArray<number> {}
declare class Uint8ClampedArray extends TypedArray<number> {}
declare class Int16Array extends TypedArray<number> {}
declare class Uint16Array extends TypedArray<number> {}
declare class Int32Array extends TypedArray<number> {}
declare class Uint32Array extends TypedArray<number> {}
declare class Float32Array extends TypedArray<number> {}
declare class Float64Array extends TypedArray<number> {}
declare class BigInt64Array extends TypedArray<bigint> {}
declare class BigUint64Array extends TypedArray<bigint> {}

declare const JSON: {
  parse(text: string): PlainData
  parse(text: string, revive: any): any
  stringify(value: any, replace?: any, space?: any): string
}

declare const Math: {
  E: number
  LN10: number
  LN2: number
  LOG10E: number
  LOG2E: number
  PI: number
  SQRT1_2: number
  SQRT2: number
  abs(x: number): number
  acos(x: number): number
  asin(x: number): number
  atan(x: number): number
  atan2(y: number, x: number): number
  cbrt(x: number): number
  ceil(x: number): number
  cos(x: number): number
  exp(x: number): number
  floor(x: number): number
  hypot(...of: number[]): number
  log(x: number): number
  log10(x: number): number
  log1p(x: number): number
  log2(x: number): number
  max(...of: number[]): number
  min(...of: number[]): number
  pow(x: number, y: number): number
  random(): number
  round(x: number): number
  sign(x: number): number
  sin(x: number): number
  sqrt(x: number): number
  tan(x: number): number
  trunc(x: number): number
}

declare const Reflect: {
  has(object: any, name: any): boolean
  ownKeys(object: any): (string | symbol)[]
}

declare namespace Intl {
  class Collator {
    constructor(locales?: any, options?: any)
    compare(a: string, b: string): number
  }
  class DateTimeFormat {
    constructor(locales?: any, options?: any)
    format(date?: any): string
    formatRange(a: any, b: any): string
    formatToParts(date?: any): { type: string; value: string }[]
    resolvedOptions(): { locale: string; calendar: string; numberingSystem: string; timeZone: string }
  }
  class DisplayNames {
    constructor(locales: any, options: any)
    of(code: string): string | undefined
  }
  class ListFormat {
    constructor(locales?: any, options?: any)
    format(list: any): string
  }
  class NumberFormat {
    constructor(locales?: any, options?: any)
    format(value: any): string
    formatToParts(value?: any): { type: string; value: string }[]
  }
  class PluralRules {
    constructor(locales?: any, options?: any)
    select(value: number): string
  }
  class RelativeTimeFormat {
    constructor(locales?: any, options?: any)
    format(value: number, unit: string): string
  }
  class Segmenter {
    constructor(locales?: any, options?: any)
    segment(text: string): any
  }
  function getCanonicalLocales(locales?: any): string[]
  function supportedValuesOf(key: string): string[]
}

declare function decodeURI(text: string): string
declare function decodeURIComponent(text: string): string
declare function encodeURI(text: string): string
declare function encodeURIComponent(text: any): string
declare function isFinite(value: any): boolean
declare function isNaN(value: any): boolean
declare function parseFloat(text: string): number
declare function parseInt(text: string, radix?: number): number

// Without `new`.
declare function Array<T>(...items: T[]): T[]
declare function BigInt(value: any): bigint
declare function Boolean(value?: any): boolean
declare function Date(): string
declare function Error(message?: string, options?: any): Error
declare function Number(value?: any): number
declare function RegExp(pattern: any, flags?: string): RegExp
declare function String(value?: any): string
declare function Symbol(description?: any): symbol
declare function TypeError(message?: string, options?: any): TypeError
