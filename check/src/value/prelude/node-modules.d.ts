// What Node 26's modules export that gives values on their way to a client, from its documentation. One file stands for
// all of these modules: none of the names is exported by two of them with another meaning, which `parse` would be.

// node:buffer
declare const NodeBuffer: typeof Buffer
export { NodeBuffer as Buffer }

// node:crypto
export declare function randomUUID(options?: any): string
export declare function randomInt(...of: any[]): number
export declare function randomBytes(size: number): Buffer
export declare function timingSafeEqual(a: any, b: any): boolean
export declare function createHash(algorithm: string, options?: any): Hash
export declare function createHmac(algorithm: string, key: any, options?: any): Hash
export declare class Hash {
  copy(options?: any): Hash
  digest(): Buffer
  digest(encoding: string): string
  update(data: any, encoding?: string): this
}

// node:os
export declare const EOL: string
export declare function hostname(): string
export declare function tmpdir(): string

// node:path
export declare const sep: string
export declare function basename(path: string, suffix?: string): string
export declare function dirname(path: string): string
export declare function extname(path: string): string
export declare function isAbsolute(path: string): boolean
export declare function join(...paths: string[]): string
export declare function normalize(path: string): string
export declare function relative(from: string, to: string): string

// node:fs
export declare function existsSync(path: any): boolean
export declare function readdirSync(path: any): string[]
export declare function readFileSync(path: any): Buffer
export declare function readFileSync(path: any, encoding: string): string

// node:url
export declare function fileURLToPath(url: any): string
export declare function pathToFileURL(path: string): URL
declare const NodeUrl: typeof URL
declare const NodeSearchParams: typeof URLSearchParams
export { NodeUrl as URL, NodeSearchParams as URLSearchParams }

// node:util
export declare function inspect(value: any, ...of: any[]): string
