// Node 26's own globals, from its documentation.

declare class Buffer extends Uint8Array {
  equals(other: any): boolean
  readUInt32BE(offset?: number): number
  toJSON(): { type: 'Buffer'; data: number[] }
  toString(encoding?: string, start?: number, end?: number): string
  write(text: string, ...of: any[]): number
  static alloc(size: number, ...of: any[]): Buffer
  static byteLength(value: any, encoding?: string): number
  static concat(list: any, length?: number): Buffer
  static from(value: any, ...of: any[]): Buffer
  static isBuffer(value: any): boolean
}

declare const process: {
  arch: string
  argv: string[]
  env: { NODE_ENV: string; [name: string]: string | undefined }
  pid: number
  platform: string
  version: string
  cwd(): string
  exit(code?: number): never
  hrtime: any
  memoryUsage(): { rss: number; heapTotal: number; heapUsed: number; external: number; arrayBuffers: number }
  uptime(): number
}
declare const __dirname: string
declare const __filename: string
