// Every line below an expectation must be refused. A line that compiles makes its expectation an error.
import { registerShip } from "@/rutter/actions.gen";
import { type ActionState, defaultValue, errorsOf, fieldError, type FieldPath, fields, idle, registrationForm } from "@/rutter/forms/registration.gen";
import type { RegistrationInput } from "@/rutter/types.gen";

declare const state: ActionState<RegistrationInput>;

// @ts-expect-error: no such field
errorsOf(state, "owner.mail");
// @ts-expect-error: no such field
defaultValue(state, "nam");
// @ts-expect-error: no such field
export const failure: ActionState<RegistrationInput> = fieldError("owner.name", "is taken");
// @ts-expect-error: `length` holds no fields
export const path: FieldPath<RegistrationInput> = "length.x";
// @ts-expect-error: no form
void registerShip(idle, { name: "Ida" });
// @ts-expect-error: no such field
fields.owner.mail;
// @ts-expect-error: what was read is there only where the form is right
registrationForm.decode(new FormData()).value;
// @ts-expect-error: a failure holds what was sent
export const half: ActionState<RegistrationInput> = { status: "error", formErrors: [] };
// @ts-expect-error: attributes are no variables
fields.name.required = false;
