// date-fns 4.4.0, and date-fns-tz. What each function gives was seen by running it.

type ToDate = (...of: any[]) => Date
export declare const add: ToDate, addBusinessDays: ToDate, addDays: ToDate, addHours: ToDate, addISOWeekYears: ToDate,
  addMilliseconds: ToDate, addMinutes: ToDate, addMonths: ToDate, addQuarters: ToDate, addSeconds: ToDate, addWeeks:
  ToDate, addYears: ToDate, clamp: ToDate, constructFrom: ToDate, constructNow: ToDate, endOfDay: ToDate, endOfDecade:
  ToDate, endOfHour: ToDate, endOfISOWeek: ToDate, endOfISOWeekYear: ToDate, endOfMinute: ToDate, endOfMonth: ToDate,
  endOfQuarter: ToDate, endOfSecond: ToDate, endOfToday: ToDate, endOfTomorrow: ToDate, endOfWeek: ToDate, endOfYear:
  ToDate, endOfYesterday: ToDate, fromUnixTime: ToDate, lastDayOfDecade: ToDate, lastDayOfISOWeek: ToDate,
  lastDayOfISOWeekYear: ToDate, lastDayOfMonth: ToDate, lastDayOfQuarter: ToDate, lastDayOfWeek: ToDate,
  lastDayOfYear: ToDate, max: ToDate, min: ToDate, nextDay: ToDate, nextFriday: ToDate, nextMonday: ToDate,
  nextSaturday: ToDate, nextSunday: ToDate, nextThursday: ToDate, nextTuesday: ToDate, nextWednesday: ToDate, parse:
  ToDate, parseISO: ToDate, parseJSON: ToDate, previousDay: ToDate, previousFriday: ToDate, previousMonday: ToDate,
  previousSaturday: ToDate, previousSunday: ToDate, previousThursday: ToDate, previousTuesday: ToDate,
  previousWednesday: ToDate, roundToNearestHours: ToDate, roundToNearestMinutes: ToDate, set: ToDate, setDate: ToDate,
  setDay: ToDate, setDayOfYear: ToDate, setHours: ToDate, setISODay: ToDate, setISOWeek: ToDate, setISOWeekYear:
  ToDate, setMilliseconds: ToDate, setMinutes: ToDate, setMonth: ToDate, setQuarter: ToDate, setSeconds: ToDate,
  setWeek: ToDate, setWeekYear: ToDate, setYear: ToDate, startOfDay: ToDate, startOfDecade: ToDate, startOfHour:
  ToDate, startOfISOWeek: ToDate, startOfISOWeekYear: ToDate, startOfMinute: ToDate, startOfMonth: ToDate,
  startOfQuarter: ToDate, startOfSecond: ToDate, startOfToday: ToDate, startOfTomorrow: ToDate, startOfWeek: ToDate,
  startOfWeekYear: ToDate, startOfYear: ToDate, startOfYesterday: ToDate, sub: ToDate, subBusinessDays: ToDate,
  subDays: ToDate, subHours: ToDate, subISOWeekYears: ToDate, subMilliseconds: ToDate, subMinutes: ToDate, subMonths:
  ToDate, subQuarters: ToDate, subSeconds: ToDate, subWeeks: ToDate, subYears: ToDate, toDate: ToDate, toZonedTime:
  ToDate, fromZonedTime: ToDate, utcToZonedTime: ToDate, zonedTimeToUtc: ToDate

type ToDates = (...of: any[]) => Date[]
export declare const eachDayOfInterval: ToDates, eachHourOfInterval: ToDates, eachMinuteOfInterval: ToDates,
  eachMonthOfInterval: ToDates, eachQuarterOfInterval: ToDates, eachWeekOfInterval: ToDates, eachWeekendOfInterval:
  ToDates, eachWeekendOfMonth: ToDates, eachWeekendOfYear: ToDates, eachYearOfInterval: ToDates

type ToBoolean = (...of: any[]) => boolean
export declare const areIntervalsOverlapping: ToBoolean, isAfter: ToBoolean, isBefore: ToBoolean, isDate: ToBoolean,
  isEqual: ToBoolean, isExists: ToBoolean, isFirstDayOfMonth: ToBoolean, isFriday: ToBoolean, isFuture: ToBoolean,
  isLastDayOfMonth: ToBoolean, isLeapYear: ToBoolean, isMatch: ToBoolean, isMonday: ToBoolean, isPast: ToBoolean,
  isSameDay: ToBoolean, isSameHour: ToBoolean, isSameISOWeek: ToBoolean, isSameISOWeekYear: ToBoolean, isSameMinute:
  ToBoolean, isSameMonth: ToBoolean, isSameQuarter: ToBoolean, isSameSecond: ToBoolean, isSameWeek: ToBoolean,
  isSameYear: ToBoolean, isSaturday: ToBoolean, isSunday: ToBoolean, isThisHour: ToBoolean, isThisISOWeek: ToBoolean,
  isThisMinute: ToBoolean, isThisMonth: ToBoolean, isThisQuarter: ToBoolean, isThisSecond: ToBoolean, isThisWeek:
  ToBoolean, isThisYear: ToBoolean, isThursday: ToBoolean, isToday: ToBoolean, isTomorrow: ToBoolean, isTuesday:
  ToBoolean, isValid: ToBoolean, isWednesday: ToBoolean, isWeekend: ToBoolean, isWithinInterval: ToBoolean,
  isYesterday: ToBoolean

type ToNumber = (...of: any[]) => number
export declare const compareAsc: ToNumber, compareDesc: ToNumber, daysToWeeks: ToNumber, differenceInBusinessDays:
  ToNumber, differenceInCalendarDays: ToNumber, differenceInCalendarISOWeekYears: ToNumber,
  differenceInCalendarISOWeeks: ToNumber, differenceInCalendarMonths: ToNumber, differenceInCalendarQuarters:
  ToNumber, differenceInCalendarWeeks: ToNumber, differenceInCalendarYears: ToNumber, differenceInDays: ToNumber,
  differenceInHours: ToNumber, differenceInISOWeekYears: ToNumber, differenceInMilliseconds: ToNumber,
  differenceInMinutes: ToNumber, differenceInMonths: ToNumber, differenceInQuarters: ToNumber, differenceInSeconds:
  ToNumber, differenceInWeeks: ToNumber, differenceInYears: ToNumber, getDate: ToNumber, getDay: ToNumber,
  getDayOfYear: ToNumber, getDaysInMonth: ToNumber, getDaysInYear: ToNumber, getDecade: ToNumber, getHours: ToNumber,
  getISODay: ToNumber, getISOWeek: ToNumber, getISOWeekYear: ToNumber, getISOWeeksInYear: ToNumber, getMilliseconds:
  ToNumber, getMinutes: ToNumber, getMonth: ToNumber, getOverlappingDaysInIntervals: ToNumber, getQuarter: ToNumber,
  getSeconds: ToNumber, getTime: ToNumber, getUnixTime: ToNumber, getWeek: ToNumber, getWeekOfMonth: ToNumber,
  getWeekYear: ToNumber, getWeeksInMonth: ToNumber, getYear: ToNumber, hoursToMilliseconds: ToNumber, hoursToMinutes:
  ToNumber, hoursToSeconds: ToNumber, milliseconds: ToNumber, millisecondsToHours: ToNumber, millisecondsToMinutes:
  ToNumber, millisecondsToSeconds: ToNumber, minutesToHours: ToNumber, minutesToMilliseconds: ToNumber,
  minutesToSeconds: ToNumber, monthsToQuarters: ToNumber, monthsToYears: ToNumber, quartersToMonths: ToNumber,
  quartersToYears: ToNumber, secondsToHours: ToNumber, secondsToMilliseconds: ToNumber, secondsToMinutes: ToNumber,
  weeksToDays: ToNumber, yearsToDays: ToNumber, yearsToMonths: ToNumber, yearsToQuarters: ToNumber, getTimezoneOffset:
  ToNumber

type ToString = (...of: any[]) => string
export declare const format: ToString, formatDate: ToString, formatDistance: ToString, formatDistanceStrict: ToString,
  formatDistanceToNow: ToString, formatDistanceToNowStrict: ToString, formatDuration: ToString, formatISO: ToString,
  formatISO9075: ToString, formatISODuration: ToString, formatRFC3339: ToString, formatRFC7231: ToString,
  formatRelative: ToString, intlFormat: ToString, intlFormatDistance: ToString, lightFormat: ToString,
  formatInTimeZone: ToString

export declare const intervalToDuration: (interval: any) => Record<string, number>
export declare const closestTo: (...of: any[]) => Date | undefined
export declare const closestIndexTo: (...of: any[]) => number | undefined
