/** The client, where it checks that an answer is what the server declares. */
import { type AnyResult, callable, type NetworkError as AnyNetworkError, send, type Spec } from "./client";
import { issuesOfText, type Issue, type Reader } from "./read";

/** Everything that went wrong on the way: there is no answer, none that the server declares, or one that is not as declared. */
export interface Failure {
  readonly ok: false;
  readonly status: 0;
  readonly error: NetworkError;
}

/** Why there is no answer that the server declares. */
export type NetworkError = AnyNetworkError | InvalidAnswer;

/** An answer whose body is not what the server declares for its status. */
export interface InvalidAnswer {
  readonly kind: "invalid";
  readonly message: string;
  /** The status of the answer. */
  readonly httpStatus: number;
  /** What is wrong with its body, the first 20. */
  readonly issues: readonly { readonly path: readonly (string | number)[]; readonly message: string }[];
}

/** What is made of a result, if anything. */
export type Check = (request: string, result: AnyResult) => Failure | undefined;

/** Makes an endpoint callable, whose results are checked. */
export function endpoint<E>(method: string, pattern: string, spec: Spec, check?: Check): E {
  return callable(method, pattern, async (input, options) => {
    const result = await send(method, pattern, spec, input, options);
    return check?.(`${method} ${pattern}`, result) ?? result;
  });
}

/** How the bodies of an endpoint are read, by their statuses: by one of these functions. */
export interface Bodies {
  readonly [status: number]: readonly Reader<unknown>[];
}

const MAX_ISSUES = 20;

/** Checks a body by the functions that read it. The body itself stays as it came. */
export function bodies(readers: Bodies): Check {
  return (request, result) => {
    const body = result.ok ? result.data : result.error;
    let nearest: Issue[] | undefined;
    for (const read of readers[result.status] ?? []) {
      const issues = issuesOfText();
      read(body, [], issues);
      if (issues.length === 0) {
        return undefined;
      }
      if (nearest === undefined || issues.length < nearest.length) {
        nearest = issues;
      }
    }
    if (nearest === undefined) {
      return undefined;
    }
    const issues = nearest.slice(0, MAX_ISSUES).map(({ path, message }) => ({ path, message }));
    const [first] = issues;
    const place = first === undefined || first.path.length === 0 ? "the body" : `\`${first.path.join(".")}\``;
    const others = nearest.length > 1 ? `, and ${nearest.length - 1} more` : "";
    const message = `${request}: the answer is not what the server declares for status ${result.status}: ${place} ${first?.message}${others}`;
    return { ok: false, status: 0, error: { kind: "invalid", message, httpStatus: result.status, issues } };
  };
}
