/** What a server action says of a form, as plain data, and how a page shows it. */

/** What has no fields. */
type Leaf = string | number | boolean | bigint | null | undefined | Blob | Date;

/** The names of the fields, as forms write them: `email`, `owner.email`, `items[0].price`. At most six steps are spelled out. */
export type FieldPath<I> = I extends Leaf | readonly unknown[] ? never : Keys<I, "", [1, 1, 1, 1, 1, 1]>;

type Keys<I, Before extends string, Steps extends readonly unknown[]> = {
  [K in keyof I & (string | number)]-?: `${Before}${K}` | Longer<I[K], `${Before}${K}`, Steps>;
}[keyof I & (string | number)];

type Longer<I, Name extends string, Steps extends readonly unknown[]> = I extends Leaf
  ? never
  : Steps extends readonly [unknown, ...infer Fewer]
    ? I extends readonly (infer Element)[]
      ? `${Name}[${number}]` | Longer<Element, `${Name}[${number}]`, Fewer>
      : Keys<I, `${Name}.`, Fewer>
    : `${Name}${"." | "["}${string}`;

/** What is wrong with each field. */
export type FieldErrors<I> = { readonly [K in FieldPath<I>]?: readonly string[] };

/** The texts as they were sent, by the name of the field. Neither files nor secrets are among them. */
export type FormValues<I> = { readonly [K in FieldPath<I>]?: readonly string[] };

/** A form that was refused: what is wrong, and what to fill it in with. */
export interface FormFailure<I> {
  readonly status: "error";
  /** What is wrong with the form as a whole. */
  readonly formErrors: readonly string[];
  readonly fieldErrors: FieldErrors<I>;
  readonly values: FormValues<I>;
}

/** What came of a form. `I` is what it sends, `D` what the server answers. */
export type ActionState<I, D = void> =
  | { readonly status: "idle" }
  | { readonly status: "success"; readonly data: D }
  | FormFailure<I>;

/** Before the form is sent: what `useActionState` begins with. */
export const idle: { readonly status: "idle" } = { status: "idle" };

/** A failure of one field, for what only the page or its action knows. `values`: what to fill the form in with. */
export function fieldError<I>(
  name: FieldPath<I>,
  message: string,
  values: FormValues<I> = {} as FormValues<I>,
): FormFailure<I> {
  const fieldErrors = { [name]: [message] } as object as FieldErrors<I>;
  return { status: "error", formErrors: [], fieldErrors, values };
}

/** A failure of the form as a whole. */
export function formError<I>(message: string, values: FormValues<I> = {} as FormValues<I>): FormFailure<I> {
  return { status: "error", formErrors: [message], fieldErrors: {} as FieldErrors<I>, values };
}

/** What is wrong with a field: nothing, if nothing is. */
export function errorsOf<I>(state: ActionState<I, unknown>, name: FieldPath<I>): readonly string[] {
  return state.status === "error" ? (textsOf(state.fieldErrors, name) ?? []) : [];
}

/**
 * What to fill a field in with: what was sent, or `first` before anything was. React empties a form after its action, so
 * that without it all that was typed is gone.
 */
export function defaultValue<I>(state: ActionState<I, unknown>, name: FieldPath<I>): string | undefined;
export function defaultValue<I>(state: ActionState<I, unknown>, name: FieldPath<I>, first: string): string;
export function defaultValue<I>(
  state: ActionState<I, unknown>,
  name: FieldPath<I>,
  first?: string,
): string | undefined {
  return state.status === "error" ? textsOf(state.values, name)?.[0] : first;
}

/** All that was sent for a field, such as the options of `<select multiple>`. */
export function defaultValues<I>(
  state: ActionState<I, unknown>,
  name: FieldPath<I>,
  first: readonly string[] = [],
): string[] {
  return [...((state.status === "error" ? textsOf(state.values, name) : first) ?? [])];
}

/** Whether a box is checked: with its `value`, if there are several of one name. */
export function defaultChecked<I>(
  state: ActionState<I, unknown>,
  name: FieldPath<I>,
  first: boolean = false,
  value?: string,
): boolean {
  if (state.status !== "error") {
    return first;
  }
  const sent = textsOf(state.values, name) ?? [];
  return value === undefined ? ["on", "true"].includes(sent.at(-1) ?? "") : sent.includes(value);
}

function textsOf(by: object, name: string): readonly string[] | undefined {
  return Object.hasOwn(by, name) ? (by as { readonly [name: string]: readonly string[] })[name] : undefined;
}
