// Next 16.4.6, from its documentation and its own declarations: `next`, `next/cache`, `next/headers`, `next/navigation`
// and `next/server`. One file stands for all of them: none of the names is exported by two with another meaning.

// next
export type Metadata = any
export type ResolvingMetadata = Promise<any>
export type Viewport = any
export type Route = string
export namespace MetadataRoute {
  type Manifest = any
  type Robots = any
  type Sitemap = any
}

// next/cache
export declare function cacheLife(profile: any): void
export declare function cacheTag(...tags: string[]): void
export declare function refresh(): void
export declare function revalidatePath(path: string, type?: string): void
export declare function revalidateTag(tag: string, profile?: any): void
export declare function unstable_cache<F>(fn: F, keys?: string[], options?: any): F
export declare function unstable_noStore(): void
export declare function updateTag(tag: string): void

// next/headers
export declare function cookies(): Promise<ReadonlyRequestCookies>
export declare function draftMode(): Promise<DraftMode>
export declare function headers(): Promise<ReadonlyHeaders>
type Cookie = { name: string; value: string }
declare class ReadonlyRequestCookies {
  size: number
  delete(name: any): this
  get(name: any): Cookie | undefined
  getAll(name?: any): Cookie[]
  has(name: string): boolean
  set(...of: any[]): this
  toString(): string
  [Symbol.iterator](): IterableIterator<[string, Cookie]>
}
export declare class ReadonlyHeaders extends Headers {}
declare class DraftMode {
  isEnabled: boolean
  enable(): void
  disable(): void
}

// next/navigation
export declare function forbidden(): never
export declare function notFound(): never
export declare function permanentRedirect(url: string, type?: any): never
export declare function redirect(url: string, type?: any): never
export declare function unauthorized(): never
export declare function unstable_rethrow(error: any): void

// next/server
export declare class NextRequest extends Request {
  cookies: RequestCookies
  nextUrl: NextURL
}
export declare class NextResponse extends Response {
  cookies: any
  static json(data: any, init?: any): NextResponse
  static next(init?: any): NextResponse
  static redirect(url: any, init?: any): NextResponse
  static rewrite(url: any, init?: any): NextResponse
}
declare class RequestCookies {
  size: number
  get(name: any): Cookie | undefined
  getAll(name?: any): Cookie[]
  has(name: string): boolean
  set(...of: any[]): this
}
declare class NextURL {
  basePath: string
  hash: string
  host: string
  href: string
  locale: string
  origin: string
  pathname: string
  port: string
  protocol: string
  search: string
  searchParams: URLSearchParams
  clone(): NextURL
  toJSON(): string
  toString(): string
}
export declare function after(run: any): void
export declare function connection(): Promise<void>
export declare function userAgent(request: any): {
  isBot: boolean
  ua: string
  browser: { name?: string; version?: string; major?: string }
  device: { model?: string; type?: string; vendor?: string }
  engine: { name?: string; version?: string }
  os: { name?: string; version?: string }
  cpu: { architecture?: string }
}
