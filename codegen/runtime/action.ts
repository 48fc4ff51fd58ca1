/** What came of a form that a server action sent on to the Rust server, for `useActionState`. */
import { redirect } from "next/navigation";
import { SERVER_LIMITS } from "./form-tree";
import type { FormSchema } from "./form";
import { formError, type ActionState, type FieldErrors, type FormFailure, type FormValues } from "./form-state";

/** What the client gives. */
type Answer<Data> =
  | { readonly ok: true; readonly status: number; readonly data: Data }
  | { readonly ok: false; readonly status: number; readonly error: unknown };

/**
 * What is wrong with a form before it is sent; `undefined`: nothing is. How much a form may hold is left to the server, which
 * may have limits of its own.
 */
export function refusal<I, T>(form: FormSchema<I, T>, data: FormData): FormFailure<I> | undefined {
  const decoded = form.decode(data, SERVER_LIMITS);
  if (decoded.ok) {
    return undefined;
  }
  const { formErrors, fieldErrors, values } = decoded;
  return { status: "error", formErrors, fieldErrors, values };
}

/** What the server answered. A redirect leads on to its page. */
export function outcome<I, T, D>(
  form: FormSchema<I, T>,
  data: FormData,
  answer: Answer<D>,
): ActionState<I, Exclude<D, { location: string | null }>> {
  if (answer.ok) {
    const { location } = (answer.status >= 300 ? answer.data : {}) as { location?: string | null };
    if (location) {
      redirect(location);
    }
    return { status: "success", data: answer.data as Exclude<D, { location: string | null }> };
  }
  const problem = (answer.error ?? {}) as Problem;
  if (answer.status === 0) {
    // It may name the server, which is not for everyone to see.
    console.error(problem.message);
    return formError<I>("the form could not be sent; try again later", form.values(data));
  }
  const { formErrors = [], fieldErrors = {}, values, detail, title } = problem;
  const isSaid = formErrors.length > 0 || Object.keys(fieldErrors).length > 0;
  return {
    status: "error",
    formErrors: isSaid ? formErrors : [detail ?? title ?? `the server answered with status ${answer.status}`],
    fieldErrors: fieldErrors as FieldErrors<I>,
    values: (values ?? form.values(data)) as FormValues<I>,
  };
}

/** The body of an answer that is no success, and what stands in its place. */
interface Problem {
  readonly formErrors?: readonly string[];
  readonly fieldErrors?: { readonly [name: string]: readonly string[] };
  readonly values?: { readonly [name: string]: readonly string[] } | null;
  readonly detail?: string | null;
  readonly title?: string;
  readonly message?: string;
}
