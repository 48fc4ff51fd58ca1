// dayjs 1.11.23, and what its plugins duration, isBetween, isoWeek, relativeTime, timezone, toObject and utc add. A value
// and a duration have toJSON: seen by running them.

export declare class Dayjs {
  private $d: Date
  add(value: any, unit?: string): Dayjs
  clone(): Dayjs
  date(): number
  day(): number
  daysInMonth(): number
  diff(other?: any, unit?: string, precise?: boolean): number
  endOf(unit: string): Dayjs
  format(template?: string): string
  from(other: any, withoutSuffix?: boolean): string
  fromNow(withoutSuffix?: boolean): string
  get(unit: string): number
  hour(): number
  isAfter(other?: any, unit?: string): boolean
  isBefore(other?: any, unit?: string): boolean
  isBetween(a: any, b: any, unit?: any, inclusivity?: string): boolean
  isSame(other?: any, unit?: string): boolean
  isSameOrAfter(other?: any, unit?: string): boolean
  isSameOrBefore(other?: any, unit?: string): boolean
  isValid(): boolean
  isoWeek(): number
  local(): Dayjs
  millisecond(): number
  minute(): number
  month(): number
  quarter(): number
  second(): number
  set(unit: string, value: number): Dayjs
  startOf(unit: string): Dayjs
  subtract(value: any, unit?: string): Dayjs
  to(other: any, withoutSuffix?: boolean): string
  toDate(): Date
  toISOString(): string
  toJSON(): string
  toNow(withoutSuffix?: boolean): string
  toObject(): Record<string, number>
  toString(): string
  tz(zone?: string, keep?: boolean): Dayjs
  unix(): number
  utc(keep?: boolean): Dayjs
  utcOffset(): number
  valueOf(): number
  week(): number
  year(): number
}
export declare class Duration {
  private $ms: number
  add(value: any, unit?: string): Duration
  as(unit: string): number
  asDays(): number
  asHours(): number
  asMilliseconds(): number
  asMinutes(): number
  asSeconds(): number
  days(): number
  format(template?: string): string
  hours(): number
  humanize(withSuffix?: boolean): string
  minutes(): number
  seconds(): number
  subtract(value: any, unit?: string): Duration
  toISOString(): string
  toJSON(): string
}
// The function, and what is beside it.
declare class dayjs {
  static duration(...of: any[]): Duration
  static extend(plugin: any, options?: any): any
  static isDayjs(value: any): boolean
  static locale(name?: any): string
  static max(...of: any[]): Dayjs
  static min(...of: any[]): Dayjs
  static tz(...of: any[]): Dayjs
  static unix(time: number): Dayjs
  static utc(...of: any[]): Dayjs
}
declare function dayjs(...of: any[]): Dayjs
export default dayjs
