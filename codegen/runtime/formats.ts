/** What texts look like: the same answers that the server gives. Whatever is no text is of no format. */

// Patterns stand by themselves: one in a function would be made anew each time.
const EMAIL = /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-zA-Z\d]+(?:-+[a-zA-Z\d]+)*(?:\.[a-zA-Z\d]+(?:-+[a-zA-Z\d]+)*)*$/;
const LONG_PART_OF_EMAIL = /^[^@]{65}|@.*?[^.@]{64}|@.{256}/;
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?$/;

function test(pattern: RegExp, value: unknown): value is string {
  return typeof value === "string" && pattern.test(value);
}

/** An e-mail address as `<input type="email">` takes it, of at most 64 characters before the `@` and 255 after it. */
export function isEmail(value: unknown): value is string {
  return test(EMAIL, value) && (value.length <= 64 || !LONG_PART_OF_EMAIL.test(value));
}

/** 8, 4, 4, 4 and 12 hexadecimal digits with hyphens between them. */
export function isUuid(value: unknown): value is string {
  return test(UUID, value);
}

/** `2026-11-22`, of a day that exists. */
export function isDate(value: unknown): value is string {
  if (!test(DATE, value)) {
    return false;
  }
  // Every month has the first 28 days.
  const day = value.charCodeAt(8) * 10 + value.charCodeAt(9) - 11 * DIGIT_ZERO;
  return day < 29 || day <= daysOf(+value.slice(0, 4), +value.slice(5, 7));
}

/** The code of `0`. */
const DIGIT_ZERO = 48;

/** The days of a month in the Gregorian calendar. */
function daysOf(year: number, month: number): number {
  if (month === 2) {
    return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  }
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** `21:00`, `21:00:00`, or with at most nine digits of a second after a point. */
export function isTime(value: unknown): value is string {
  return test(TIME, value);
}

/** A date, `T` and a time with seconds. */
export function isLocalDateTime(value: unknown): value is string {
  return test(/^.{10}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?$/, value) && isDate(value.slice(0, 10));
}

/** The same, and an offset: `Z` or `+01:00`. */
export function isDateTime(value: unknown): value is string {
  const found = typeof value === "string" ? /^(.*)(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/.exec(value) : null;
  return isLocalDateTime(found?.[1]);
}

/** A whole number in digits, from the least to the greatest of a type. */
export function isDigits(value: unknown, least: string, greatest: string): value is string {
  if (!test(/^(?:0|-?[1-9]\d*)$/, value)) {
    return false;
  }
  const [digits, limit] = value.startsWith("-") ? [value.slice(1), least.slice(1)] : [value, greatest];
  return digits.length < limit.length || (digits.length === limit.length && digits <= limit);
}

/** An IP address of version 4. */
export function isIpv4(value: unknown): value is string {
  return test(/^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/, value);
}

/** An IP address of version 6. */
export function isIpv6(value: unknown): value is string {
  if (!test(/^[\da-f:.]{2,45}$/i, value)) {
    return false;
  }
  const halves = value.split("::");
  if (halves.length > 2) {
    return false;
  }
  let count = 0;
  for (const [at, half] of halves.entries()) {
    const groups = half === "" ? [] : half.split(":");
    // An address of version 4 may stand for the last two groups.
    const last = at === halves.length - 1 && groups.at(-1);
    const isMixed = last && isIpv4(last);
    count += isMixed ? groups.length + 1 : groups.length;
    if (!(isMixed ? groups.slice(0, -1) : groups).every((group) => /^[\da-f]{1,4}$/i.test(group))) {
      return false;
    }
  }
  return halves.length === 2 ? count < 8 : count === 8;
}

/** An IP address of either version. */
export function isIp(value: unknown): value is string {
  return isIpv4(value) || isIpv6(value);
}

/** An absolute URL that needs no repair, with one of these schemes, or any. */
export function isUrl(value: unknown, schemes: readonly string[] = []): value is string {
  const found =
    typeof value === "string"
      ? /^([a-z][a-z\d+.-]*):((?:\/\/([^/?#]*))?[^\0- \x7f-\xa0\\\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*)$/i.exec(
          value,
        )
      : null;
  if (found === null || /[\0- \x7f-\xa0\\\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/.test(found[2] ?? "")) {
    return false;
  }
  const scheme = (found[1] ?? "").toLowerCase();
  const hasHost = /^(?:https?|wss?|ftp)$/.test(scheme);
  const authority = found[3];
  return (
    (schemes.length === 0 || schemes.includes(scheme)) &&
    (authority === undefined ? !hasHost : isAuthority(authority, hasHost, scheme === "file"))
  );
}

/** `user:password@host:port`. A file has neither user nor port. */
function isAuthority(text: string, hasHost: boolean, isFile: boolean): boolean {
  const at = text.lastIndexOf("@");
  const user = at < 0 ? undefined : text.slice(0, at);
  const place = text.slice(at + 1);
  const found = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d*))?$/.exec(place);
  if (found === null) {
    return false;
  }
  const [, address, host, port] = found;
  if (Number(port ?? 0) > 65_535 || (isFile && (user !== undefined || port !== undefined))) {
    return false;
  }
  if (address !== undefined) {
    return isIpv6(address) && !/[[\]]/.test(user ?? "");
  }
  // The empty host stands alone.
  return host === ""
    ? !hasHost && user === undefined && port === undefined
    : isHost(host ?? "") && !/[[\]]/.test(user ?? "");
}

/** Labels of letters, digits, hyphens and underscores; an IPv4 address if the last one is a number. One dot may end it. */
function isHost(host: string): boolean {
  const labels = host.replace(/\.$/, "").split(".");
  return /^(?:\d*|0x.*)$/i.test(labels.at(-1) ?? "")
    ? isIpv4(labels.join("."))
    : labels.every((label) => /^(?!xn--)[\w-]+$/i.test(label));
}

/** The digits of a payment card of a known issuer, of which the last is Luhn's check digit. */
export function isCardNumber(value: unknown): value is string {
  if (!test(/^\d{12,19}$/, value)) {
    return false;
  }
  const issuer = ISSUERS.find(([prefixes]) => prefixes.test(value));
  const sum = [...value].reverse().reduce((sum, digit, at) => {
    const twice = at % 2 === 0 ? +digit : 2 * +digit;
    return sum + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return issuer !== undefined && value.length >= issuer[1] && value.length <= issuer[2] && sum % 10 === 0;
}

/** Prefixes, and the lengths that go with them. The first issuer with a prefix of the number decides. */
const ISSUERS: readonly (readonly [RegExp, number, number])[] = [
  [/^(?:4026|417500|4405|4508|4844|4913|4917)/, 16, 16],
  [/^(?:5018|50[23]|5[68]|639|67)/, 12, 19],
  [/^(?:600|5019)/, 16, 16],
  [/^4/, 13, 16],
  [/^220[0-4]/, 16, 19],
  [/^(?:5[1-5]|2[2-7])/, 16, 16],
  [/^3[47]/, 15, 15],
  [/^3[0689]/, 14, 14],
  [/^(?:6[045]|622)/, 16, 16],
  [/^(?:62|88)/, 16, 19],
  [/^35/, 16, 16],
];
