// moment 2.31.0 and moment-timezone. A moment and a duration have toJSON: seen by running them.

export declare class Moment {
  private _d: Date
  add(amount?: any, unit?: string): Moment
  calendar(): string
  clone(): Moment
  date(): number
  day(): number
  daysInMonth(): number
  diff(other: any, unit?: string, precise?: boolean): number
  endOf(unit: string): Moment
  format(format?: string): string
  from(other: any, withoutSuffix?: boolean): string
  fromNow(withoutSuffix?: boolean): string
  get(unit: string): number
  hour(): number
  hours(): number
  isAfter(other?: any, unit?: string): boolean
  isBefore(other?: any, unit?: string): boolean
  isBetween(a: any, b: any, unit?: any, inclusivity?: string): boolean
  isSame(other?: any, unit?: string): boolean
  isSameOrAfter(other?: any, unit?: string): boolean
  isSameOrBefore(other?: any, unit?: string): boolean
  isValid(): boolean
  isoWeek(): number
  isoWeekday(): number
  local(keep?: boolean): Moment
  locale(name?: any): Moment
  minute(): number
  minutes(): number
  month(): number
  second(): number
  seconds(): number
  set(unit: any, value?: number): Moment
  startOf(unit: string): Moment
  subtract(amount?: any, unit?: string): Moment
  to(other: any, withoutSuffix?: boolean): string
  toArray(): number[]
  toDate(): Date
  toISOString(keep?: boolean): string
  toJSON(): string
  toObject(): Record<string, number>
  toString(): string
  tz(zone: string, keep?: boolean): Moment
  unix(): number
  utc(keep?: boolean): Moment
  valueOf(): number
  week(): number
  weekday(): number
  year(): number
}
export declare class Duration {
  private _milliseconds: number
  add(amount?: any, unit?: string): Duration
  as(unit: string): number
  asDays(): number
  asHours(): number
  asMilliseconds(): number
  asMinutes(): number
  asSeconds(): number
  days(): number
  get(unit: string): number
  hours(): number
  humanize(...how: any[]): string
  minutes(): number
  seconds(): number
  subtract(amount?: any, unit?: string): Duration
  toISOString(): string
  toJSON(): string
}
// The function, and what is beside it.
declare class moment {
  static duration(...of: any[]): Duration
  static isDate(value: any): boolean
  static isDuration(value: any): boolean
  static isMoment(value: any): boolean
  static locale(name?: any): string
  static max(...of: any[]): Moment
  static min(...of: any[]): Moment
  static parseZone(...of: any[]): Moment
  static tz(...of: any[]): Moment
  static unix(time: number): Moment
  static utc(...of: any[]): Moment
}
declare function moment(...of: any[]): Moment
export default moment
