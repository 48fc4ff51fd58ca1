// What Node 26 has of the web's globals, from the WHATWG standards and Node's documentation.

// What is not of one of the kinds that can be copied makes it fail; of an instance it copies the data.
declare function structuredClone(value: any, options?: any): any
declare function fetch(input: any, init?: any): Promise<Response>
declare function atob(text: string): string
declare function btoa(text: string): string
declare function setTimeout(run: any, after?: number, ...of: any[]): any
declare function setInterval(run: any, after?: number, ...of: any[]): any
declare function clearTimeout(timer: any): void
declare function clearInterval(timer: any): void
declare function queueMicrotask(run: any): void

declare const console: {
  debug(...of: any[]): void
  error(...of: any[]): void
  info(...of: any[]): void
  log(...of: any[]): void
  time(label?: string): void
  timeEnd(label?: string): void
  trace(...of: any[]): void
  warn(...of: any[]): void
}
declare const performance: { now(): number; timeOrigin: number }
declare const crypto: {
  randomUUID(): string
  getRandomValues<T>(array: T): T
  subtle: any
}

declare class AbortController {
  signal: AbortSignal
  abort(reason?: any): void
}
declare class AbortSignal {
  aborted: boolean
  reason: any
  throwIfAborted(): void
  static abort(reason?: any): AbortSignal
  static any(signals: any): AbortSignal
  static timeout(after: number): AbortSignal
}
declare class EventTarget {
  addEventListener(type: string, listener: any, options?: any): void
  dispatchEvent(event: any): boolean
  removeEventListener(type: string, listener: any, options?: any): void
}
declare class Event {
  constructor(type: string, init?: any)
  type: string
  preventDefault(): void
}

declare class Blob {
  constructor(parts?: any, options?: any)
  size: number
  type: string
  arrayBuffer(): Promise<ArrayBuffer>
  bytes(): Promise<Uint8Array>
  slice(start?: number, end?: number, type?: string): Blob
  stream(): ReadableStream<Uint8Array>
  text(): Promise<string>
}
declare class File extends Blob {
  constructor(parts: any, name: string, options?: any)
  name: string
  lastModified: number
}
declare class FormData {
  append(name: string, value: any, file?: string): void
  delete(name: string): void
  entries(): IterableIterator<[string, File | string]>
  forEach(run: (value: File | string, name: string) => any): void
  get(name: string): File | string | null
  getAll(name: string): (File | string)[]
  has(name: string): boolean
  keys(): IterableIterator<string>
  set(name: string, value: any, file?: string): void
  values(): IterableIterator<File | string>
  [Symbol.iterator](): IterableIterator<[string, File | string]>
}

declare class Headers {
  constructor(init?: any)
  append(name: string, value: string): void
  delete(name: string): void
  entries(): IterableIterator<[string, string]>
  forEach(run: (value: string, name: string) => any): void
  get(name: string): string | null
  getSetCookie(): string[]
  has(name: string): boolean
  keys(): IterableIterator<string>
  set(name: string, value: string): void
  values(): IterableIterator<string>
  [Symbol.iterator](): IterableIterator<[string, string]>
}
declare class Body {
  body: ReadableStream<Uint8Array> | null
  bodyUsed: boolean
  arrayBuffer(): Promise<ArrayBuffer>
  blob(): Promise<Blob>
  bytes(): Promise<Uint8Array>
  formData(): Promise<FormData>
  json(): Promise<PlainData>
  text(): Promise<string>
}
declare class Request extends Body {
  constructor(input: any, init?: any)
  cache: string
  credentials: string
  headers: Headers
  method: string
  mode: string
  redirect: string
  referrer: string
  signal: AbortSignal
  url: string
  clone(): Request
}
declare class Response extends Body {
  constructor(body?: any, init?: any)
  headers: Headers
  ok: boolean
  redirected: boolean
  status: number
  statusText: string
  type: string
  url: string
  clone(): Response
  static error(): Response
  static json(data: any, init?: any): Response
  static redirect(url: any, status?: number): Response
}

declare class ReadableStream<T = any> {
  constructor(source?: any, strategy?: any)
  locked: boolean
  cancel(reason?: any): Promise<void>
  getReader(options?: any): any
  pipeThrough(transform: any, options?: any): ReadableStream<any>
  pipeTo(target: any, options?: any): Promise<void>
  tee(): [ReadableStream<T>, ReadableStream<T>]
  [Symbol.asyncIterator](): AsyncIterator<T>
}
declare class WritableStream<T = any> {
  constructor(sink?: any, strategy?: any)
  getWriter(): any
}
declare class TransformStream {
  constructor(transformer?: any, ...of: any[])
  readable: ReadableStream<any>
  writable: WritableStream<any>
}
declare class TextDecoder {
  constructor(label?: string, options?: any)
  decode(input?: any, options?: any): string
}
declare class TextEncoder {
  encode(text?: string): Uint8Array
}

declare class URL {
  constructor(url: any, base?: any)
  hash: string
  host: string
  hostname: string
  href: string
  origin: string
  password: string
  pathname: string
  port: string
  protocol: string
  search: string
  searchParams: URLSearchParams
  username: string
  toJSON(): string
  toString(): string
  static canParse(url: any, base?: any): boolean
  static createObjectURL(blob: any): string
  static parse(url: any, base?: any): URL | null
}
declare class URLSearchParams {
  constructor(init?: any)
  size: number
  append(name: string, value: string): void
  delete(name: string, value?: string): void
  entries(): IterableIterator<[string, string]>
  forEach(run: (value: string, name: string) => any): void
  get(name: string): string | null
  getAll(name: string): string[]
  has(name: string, value?: string): boolean
  keys(): IterableIterator<string>
  set(name: string, value: string): void
  sort(): void
  toString(): string
  values(): IterableIterator<string>
  [Symbol.iterator](): IterableIterator<[string, string]>
}
