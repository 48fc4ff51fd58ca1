// superjson 2.2.6: what it serializes is plain JSON, seen by running it.

export declare class SuperJSON {
  private dedupe: boolean
  deserialize(value: any): any
  parse(text: string): any
  registerClass(...of: any[]): void
  registerCustom(...of: any[]): void
  serialize(value: any): { json: PlainData, meta?: PlainData }
  stringify(value: any): string
}
export declare function serialize(value: any): { json: PlainData, meta?: PlainData }
export declare function deserialize(value: any): any
export declare function stringify(value: any): string
export declare function parse(text: string): any
declare const superjson: SuperJSON
export default superjson
