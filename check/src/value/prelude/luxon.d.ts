// luxon 3.7.2. DateTime and Duration have toJSON, Interval and Zone have not: seen by running them.

export declare class DateTime {
  constructor(private_: any)
  private zone_: any
  day: number
  hour: number
  isValid: boolean
  locale: string | null
  millisecond: number
  minute: number
  month: number
  monthLong: string
  monthShort: string
  offset: number
  quarter: number
  second: number
  weekNumber: number
  weekday: number
  weekdayLong: string
  weekdayShort: string
  year: number
  zoneName: string | null
  zone: Zone
  diff(other: DateTime, unit?: any, options?: any): Duration
  diffNow(unit?: any, options?: any): Duration
  endOf(unit: string, options?: any): DateTime
  equals(other: DateTime): boolean
  hasSame(other: DateTime, unit: string): boolean
  minus(duration: any): DateTime
  plus(duration: any): DateTime
  reconfigure(options: any): DateTime
  set(values: any): DateTime
  setLocale(locale: string): DateTime
  setZone(zone?: any, options?: any): DateTime
  startOf(unit: string, options?: any): DateTime
  toBSON(): Date
  toFormat(format: string, options?: any): string
  toHTTP(): string
  toISO(options?: any): string
  toISODate(options?: any): string
  toISOTime(options?: any): string
  toISOWeekDate(): string
  toJSDate(): Date
  toJSON(): string
  toLocal(): DateTime
  toLocaleString(format?: any, options?: any): string
  toMillis(): number
  toObject(options?: any): Record<string, number>
  toRFC2822(): string
  toRelative(options?: any): string | null
  toRelativeCalendar(options?: any): string | null
  toSeconds(): number
  toSQL(options?: any): string
  toSQLDate(): string
  toSQLTime(options?: any): string
  toString(): string
  toUTC(offset?: number, options?: any): DateTime
  toUnixInteger(): number
  valueOf(): number
  static fromFormat(text: string, format: string, options?: any): DateTime
  static fromHTTP(text: string, options?: any): DateTime
  static fromISO(text: string, options?: any): DateTime
  static fromJSDate(date: Date, options?: any): DateTime
  static fromMillis(millis: number, options?: any): DateTime
  static fromObject(values: any, options?: any): DateTime
  static fromRFC2822(text: string, options?: any): DateTime
  static fromSQL(text: string, options?: any): DateTime
  static fromSeconds(seconds: number, options?: any): DateTime
  static invalid(reason: any): DateTime
  static isDateTime(value: any): boolean
  static local(...parts: any[]): DateTime
  static max(...times: DateTime[]): DateTime
  static min(...times: DateTime[]): DateTime
  static now(): DateTime
  static utc(...parts: any[]): DateTime
}
export declare class Duration {
  constructor(private_: any)
  days: number
  hours: number
  isValid: boolean
  milliseconds: number
  minutes: number
  months: number
  seconds: number
  weeks: number
  years: number
  as(unit: string): number
  equals(other: Duration): boolean
  minus(duration: any): Duration
  negate(): Duration
  normalize(): Duration
  plus(duration: any): Duration
  rescale(): Duration
  shiftTo(...units: string[]): Duration
  toFormat(format: string, options?: any): string
  toHuman(options?: any): string
  toISO(options?: any): string
  toJSON(): string
  toMillis(): number
  toObject(): Record<string, number>
  toString(): string
  static fromISO(text: string, options?: any): Duration
  static fromMillis(millis: number, options?: any): Duration
  static fromObject(values: any, options?: any): Duration
}
export declare class Interval {
  private s: any
  end: DateTime
  isValid: boolean
  start: DateTime
  contains(time: DateTime): boolean
  count(unit?: string): number
  length(unit?: string): number
  overlaps(other: Interval): boolean
  splitBy(duration: any): Interval[]
  toDuration(unit?: any, options?: any): Duration
  toFormat(format: string, options?: any): string
  toISO(options?: any): string
  toISODate(): string
  toString(): string
  static after(start: any, duration: any): Interval
  static before(end: any, duration: any): Interval
  static fromDateTimes(start: any, end: any): Interval
  static fromISO(text: string, options?: any): Interval
}
export declare class Zone {
  private zone_: any
  isValid: boolean
  name: string
  type: string
}
export declare class IANAZone extends Zone {
  static create(name: string): IANAZone
  static isValidZone(name: string): boolean
}
