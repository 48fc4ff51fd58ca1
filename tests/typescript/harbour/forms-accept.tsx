// Everything here compiles: the form of a Rust server, its action, and the libraries that take its schema.
import { useForm as useConform } from "@conform-to/react/future";
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useForm as useTanStack } from "@tanstack/react-form";
import { createSafeActionClient } from "next-safe-action";
import { useActionState } from "react";
import { useForm } from "react-hook-form";
import { registerShip } from "@/rutter/actions.gen";
import {
  type ActionState,
  defaultChecked,
  defaultValue,
  defaultValues,
  errorsOf,
  fieldError,
  type FieldErrors,
  type FieldPath,
  fields,
  formError,
  type FormValues,
  idle,
  registrationForm,
} from "@/rutter/forms/registration.gen";
import type { RegistrationInput } from "@/rutter/types.gen";

export function Registration() {
  const [state, register, isPending] = useActionState(registerShip, idle);
  return (
    <form action={register}>
      <input {...fields.name} defaultValue={defaultValue(state, "name", "Ida")} />
      <input {...fields.length} />
      <input {...fields.owner.email} defaultValue={defaultValue(state, "owner.email")} />
      <input {...fields.owner.pin} />
      <input {...fields.insured} defaultChecked={defaultChecked(state, "insured")} />
      <input {...fields.papers} />
      {errorsOf(state, "owner.pin").map((error) => (
        <b key={error}>{error}</b>
      ))}
      {state.status === "error" && state.formErrors.join() + state.fieldErrors["owner.email"]?.[0]}
      <button disabled={isPending} />
    </form>
  );
}

/** An action by hand: what the form cannot know is said of its field. */
export async function byHand(
  _state: ActionState<RegistrationInput, number>,
  data: FormData,
): Promise<ActionState<RegistrationInput, number>> {
  const decoded = registrationForm.decode(data);
  if (!decoded.ok) {
    const errors: FieldErrors<RegistrationInput> = decoded.fieldErrors;
    const values: FormValues<RegistrationInput> = decoded.values;
    return { status: "error", formErrors: decoded.formErrors, fieldErrors: errors, values };
  }
  const { name, length, owner, papers }: RegistrationInput = decoded.value;
  const size: number | undefined = papers?.size;
  if (name === "taken") {
    return fieldError("name", "is taken", registrationForm.values(data));
  }
  return length > 400 || size === 0 ? formError("no room", registrationForm.values(data)) : { status: "success", data: owner.pin.length };
}

/** A form that holds what forms can. */
interface Deep {
  title: string;
  tags?: string[];
  rows: { price: number; parts: { name: string }[] }[];
  left?: Deep | null;
  file: File;
  by: { kind: "a"; x: number } | { kind: "b"; y: string };
  notes: { [key: string]: string };
}

export const paths: FieldPath<Deep>[] = [
  "title",
  "tags",
  "tags[3]",
  "rows[0].price",
  "rows[0].parts[12].name",
  "left.left.left.title",
  "left.left.left.left.left.left.left.title",
  "file",
  "by.kind",
  "by.x",
  "by.y",
  "notes.anything",
];
export const texts: string[] = defaultValues<Deep>(idle, "tags", ["a"]);

export function HookForm() {
  const { register, handleSubmit } = useForm({ resolver: standardSchemaResolver(registrationForm) });
  const submit = handleSubmit((values) => values.owner.email.length + values.length);
  return (
    <form onSubmit={submit}>
      <input {...register("owner.email")} />
      <input {...register("length", { valueAsNumber: true })} />
    </form>
  );
}

export const safeAction = createSafeActionClient()
  .inputSchema(registrationForm.formData)
  .action(async ({ parsedInput }) => parsedInput.owner.email);
export const safe = async (): Promise<string | undefined> => (await safeAction(new FormData())).data;
export const safeState = createSafeActionClient()
  .inputSchema(registrationForm.formData)
  .stateAction(async ({ parsedInput }) => ({ length: parsedInput.length }));

export function Conform() {
  const { form, fields } = useConform(registrationForm, {
    onSubmit(event, { value }) {
      event.preventDefault();
      value.owner.pin satisfies string;
    },
  });
  return (
    <form {...form.props}>
      <input name={fields.name.name} />
    </form>
  );
}

const empty: RegistrationInput = { name: "", length: 1, owner: { email: "", pin: "" }, insured: false };
export function TanStack() {
  const form = useTanStack({ defaultValues: empty, validators: { onChange: registrationForm } });
  return (
    <form.Field name="owner.email">
      {(field) => <input name={field.name} value={field.state.value} onChange={(event) => field.handleChange(event.target.value)} />}
    </form.Field>
  );
}
