// decimal.js 10.6.0, and the copy of it in @prisma/client, which is the same class. It has toJSON: checked by running
// JSON.stringify and Object.getPrototypeOf on a value.

export declare class Decimal {
  constructor(value: any)
  absoluteValue(): Decimal
  abs(): Decimal
  ceil(): Decimal
  clampedTo(min: any, max: any): Decimal
  clamp(min: any, max: any): Decimal
  cmp(other: any): number
  comparedTo(other: any): number
  decimalPlaces(): number
  div(other: any): Decimal
  dividedBy(other: any): Decimal
  divToInt(other: any): Decimal
  dp(): number
  eq(other: any): boolean
  equals(other: any): boolean
  exp(): Decimal
  floor(): Decimal
  greaterThan(other: any): boolean
  greaterThanOrEqualTo(other: any): boolean
  gt(other: any): boolean
  gte(other: any): boolean
  isFinite(): boolean
  isInt(): boolean
  isInteger(): boolean
  isNaN(): boolean
  isNeg(): boolean
  isNegative(): boolean
  isPos(): boolean
  isPositive(): boolean
  isZero(): boolean
  lessThan(other: any): boolean
  lessThanOrEqualTo(other: any): boolean
  ln(): Decimal
  log(base?: any): Decimal
  lt(other: any): boolean
  lte(other: any): boolean
  minus(other: any): Decimal
  mod(other: any): Decimal
  modulo(other: any): Decimal
  mul(other: any): Decimal
  neg(): Decimal
  negated(): Decimal
  plus(other: any): Decimal
  add(other: any): Decimal
  pow(other: any): Decimal
  precision(): number
  round(): Decimal
  sqrt(): Decimal
  squareRoot(): Decimal
  sub(other: any): Decimal
  times(other: any): Decimal
  toDecimalPlaces(places?: number, rounding?: number): Decimal
  toDP(places?: number, rounding?: number): Decimal
  toExponential(places?: number, rounding?: number): string
  toFixed(places?: number, rounding?: number): string
  toJSON(): string
  toNearest(step: any, rounding?: number): Decimal
  toNumber(): number
  toPower(other: any): Decimal
  toPrecision(digits?: number, rounding?: number): string
  toSD(digits?: number): Decimal
  toSignificantDigits(digits?: number): Decimal
  toString(): string
  trunc(): Decimal
  truncated(): Decimal
  valueOf(): string
  static abs(value: any): Decimal
  static add(a: any, b: any): Decimal
  static ceil(value: any): Decimal
  static div(a: any, b: any): Decimal
  static floor(value: any): Decimal
  static isDecimal(value: any): boolean
  static max(...values: any[]): Decimal
  static min(...values: any[]): Decimal
  static mul(a: any, b: any): Decimal
  static round(value: any): Decimal
  static sub(a: any, b: any): Decimal
  static sum(...values: any[]): Decimal
}
export default Decimal
