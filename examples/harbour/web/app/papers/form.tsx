"use client";

import { useActionState, type ReactNode } from "react";
import { registerShip } from "@/rutter/actions.gen";
import { defaultChecked, defaultValue, errorsOf, type FieldPath, fields, idle } from "@/rutter/forms/registration.gen";
import type { RegistrationInput } from "@/rutter/types.gen";

type Name = FieldPath<RegistrationInput>;

/** Sent by the browser itself while its scripts are not there yet: then the server says what is wrong, in the same words. */
export function PapersForm() {
  const [state, register, isPending] = useActionState(registerShip, idle);

  function row(name: Name, label: string, input: ReactNode) {
    const errors = errorsOf(state, name);
    return (
      <p>
        <label>
          {label} {input}
        </label>
        {errors.map((error) => (
          <strong key={error}> {error}</strong>
        ))}
      </p>
    );
  }

  return (
    <form action={register}>
      {state.status === "error" && state.formErrors.map((error) => <p key={error}>{error}</p>)}
      {row("name", "Name", <input {...fields.name} defaultValue={defaultValue(state, "name")} />)}
      {row("length", "Length in metres", <input {...fields.length} defaultValue={defaultValue(state, "length")} />)}
      {row("owner.email", "Owner", <input {...fields.owner.email} defaultValue={defaultValue(state, "owner.email")} />)}
      {row("owner.pin", "PIN", <input {...fields.owner.pin} />)}
      {row("insured", "Insured", <input {...fields.insured} defaultChecked={defaultChecked(state, "insured")} />)}
      {row("papers", "Papers", <input {...fields.papers} />)}
      <button disabled={isPending}>Register</button>
    </form>
  );
}
