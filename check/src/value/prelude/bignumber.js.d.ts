// bignumber.js 11.1.5. It has toJSON: seen by running it.

export declare class BigNumber {
  constructor(value: any, base?: number)
  abs(): BigNumber
  absoluteValue(): BigNumber
  comparedTo(other: any, base?: number): number | null
  decimalPlaces(places: number, rounding?: number): BigNumber
  div(other: any): BigNumber
  dividedBy(other: any): BigNumber
  dp(places: number, rounding?: number): BigNumber
  eq(other: any): boolean
  gt(other: any): boolean
  gte(other: any): boolean
  idiv(other: any): BigNumber
  integerValue(rounding?: number): BigNumber
  isEqualTo(other: any): boolean
  isFinite(): boolean
  isGreaterThan(other: any): boolean
  isGreaterThanOrEqualTo(other: any): boolean
  isInteger(): boolean
  isLessThan(other: any): boolean
  isLessThanOrEqualTo(other: any): boolean
  isNaN(): boolean
  isNegative(): boolean
  isPositive(): boolean
  isZero(): boolean
  lt(other: any): boolean
  lte(other: any): boolean
  minus(other: any): BigNumber
  mod(other: any): BigNumber
  modulo(other: any): BigNumber
  multipliedBy(other: any): BigNumber
  negated(): BigNumber
  plus(other: any): BigNumber
  pow(exponent: any): BigNumber
  shiftedBy(places: number): BigNumber
  sqrt(): BigNumber
  squareRoot(): BigNumber
  times(other: any): BigNumber
  toExponential(places?: number): string
  toFixed(places?: number, rounding?: number): string
  toFormat(places?: number, rounding?: number): string
  toJSON(): string
  toNumber(): number
  toPrecision(digits?: number): string
  toString(base?: number): string
  valueOf(): string
  static max(...values: any[]): BigNumber
  static min(...values: any[]): BigNumber
  static sum(...values: any[]): BigNumber
}
export default BigNumber
