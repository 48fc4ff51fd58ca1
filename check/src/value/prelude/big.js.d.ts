// big.js 7.0.1. A value has a prototype of its own, and toJSON: seen by running it.

export declare class Big {
  constructor(value: any)
  abs(): Big
  add(other: any): Big
  cmp(other: any): number
  div(other: any): Big
  eq(other: any): boolean
  gt(other: any): boolean
  gte(other: any): boolean
  lt(other: any): boolean
  lte(other: any): boolean
  minus(other: any): Big
  mod(other: any): Big
  mul(other: any): Big
  neg(): Big
  plus(other: any): Big
  pow(exponent: number): Big
  prec(digits: number, rounding?: number): Big
  round(places?: number, rounding?: number): Big
  sqrt(): Big
  sub(other: any): Big
  times(other: any): Big
  toExponential(places?: number, rounding?: number): string
  toFixed(places?: number, rounding?: number): string
  toJSON(): string
  toNumber(): number
  toPrecision(digits?: number, rounding?: number): string
  toString(): string
  valueOf(): string
}
export default Big
