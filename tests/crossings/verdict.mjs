// What is known of a value that crosses, and how the verdicts of its parts make up one.

/**
 * @typedef {object} Verdict
 * @property {"serializable" | "non-serializable" | "unknown"} verdict
 * @property {"throws" | "coerced" | "warns" | null} outcome what React does, where the value is not serializable
 * @property {string | null} reason
 * @property {string[]} path the members that lead to the offender
 * @property {boolean} [isAny] whether nothing but `any` or `unknown` is known, so that an assertion may say more
 * @property {boolean} [isFunction] whether it is a function of which only the type is known
 * @property {boolean} [isAbsent] whether the value is null or undefined, or cannot be on a server
 */

/** @type {Verdict} */
export const SERIALIZABLE = Object.freeze({ verdict: "serializable", outcome: null, reason: null, path: [] });

/** @type {Verdict} */
export const ABSENT = Object.freeze({ ...SERIALIZABLE, isAbsent: true });

/** @returns {Verdict} */
export function throws(reason) {
  return { verdict: "non-serializable", outcome: "throws", reason, path: [] };
}

/** @returns {Verdict} */
export function coerced(reason) {
  return { verdict: "non-serializable", outcome: "coerced", reason, path: [] };
}

/** @returns {Verdict} */
export function unknown(reason, traits = {}) {
  return { verdict: "unknown", outcome: null, reason, path: [], ...traits };
}

/** The verdict of a whole, by the one of its member. Only the whole's own traits count for the whole. */
export function inside(member, { verdict, outcome, reason, path }) {
  return verdict === "serializable" ? SERIALIZABLE : { verdict, outcome, reason, path: [member, ...path] };
}

/** All of these cross together: what throws decides, then what is coerced, then what is unknown. */
export function all(verdicts) {
  let worst = SERIALIZABLE;
  for (const verdict of verdicts) {
    if (verdict.outcome === "throws") return verdict;
    if (severity(verdict) > severity(worst)) worst = verdict;
  }
  return worst;
}

/** One of these crosses, and which one is not known. What may be absent does not count. */
export function either(verdicts) {
  const present = verdicts.filter((it) => !it.isAbsent);
  if (present.length === 0) return ABSENT;
  const [first] = present;
  if (present.every((it) => it.verdict === first.verdict)) {
    return { ...first, isAny: present.every((it) => it.isAny), isFunction: present.every((it) => it.isFunction) };
  }
  const uncertain = present.find((it) => it.verdict === "unknown");
  if (uncertain) return unknown(uncertain.reason, { path: uncertain.path });
  const offender = present.find((it) => it.verdict === "non-serializable");
  return unknown(`only some of what it may be is serializable, and this is not: ${offender.reason}`, {
    path: offender.path,
  });
}

/** Where the offender is: `user.orders[].total`; null where there is none. */
export function printPath(path, verdict) {
  return verdict === "serializable" ? null : path.join(".").replaceAll(".[]", "[]");
}

function severity({ verdict, outcome }) {
  if (verdict === "serializable") return 0;
  if (verdict === "unknown") return 1;
  return outcome === "throws" ? 3 : 2;
}
