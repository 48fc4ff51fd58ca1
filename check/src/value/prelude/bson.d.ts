// bson 7.3.4, which mongodb 7.9.0 exports too. Which classes have toJSON was seen by running them: all but Long, MinKey,
// MaxKey and BSONRegExp. What is only a class to import here has no members that matter.

export declare class ObjectId {
  constructor(id?: any)
  equals(other: any): boolean
  getTimestamp(): Date
  inspect(): string
  toHexString(): string
  toJSON(): string
  toString(encoding?: string): string
  static createFromHexString(hex: string): ObjectId
  static isValid(id: any): boolean
}
export declare class Decimal128 {
  constructor(bytes: any)
  toJSON(): { $numberDecimal: string }
  toString(): string
  static fromString(text: string): Decimal128
}
export declare class Long {
  high: number
  low: number
  unsigned: boolean
  toBigInt(): bigint
  toInt(): number
  toNumber(): number
  toString(radix?: number): string
  static fromBigInt(value: bigint): Long
  static fromNumber(value: number): Long
  static fromString(text: string): Long
}
export declare class Timestamp {
  constructor(of: any)
  toJSON(): { $timestamp: string }
}
export declare class Binary {
  constructor(buffer?: any, subType?: number)
  length(): number
  toJSON(): string
  toString(encoding?: string): string
  toUUID(): UUID
}
export declare class UUID extends Binary {
  toHexString(dashes?: boolean): string
}
export declare class Double {
  constructor(value: number)
  valueOf(): number
  toJSON(): number
}
export declare class Int32 {
  constructor(value: any)
  valueOf(): number
  toJSON(): number
}
export declare class Code {
  constructor(code: any, scope?: any)
  toJSON(): { code: string }
}
export declare class DBRef {
  constructor(collection: string, id: ObjectId)
  toJSON(): any
}
export declare class MinKey {
  private _bsontype: string
}
export declare class MaxKey {
  private _bsontype: string
}
export declare class BSONRegExp {
  constructor(pattern: string, options?: string)
  private _bsontype: string
}
