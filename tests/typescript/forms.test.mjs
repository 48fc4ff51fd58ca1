// The generated forms and actions, with the libraries that take their schema, against the server at RUTTER_SERVER_URL.
import { parseSubmission, report, useForm as useConform } from "@conform-to/react/future";
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { FormApi } from "@tanstack/react-form";
import { createSafeActionClient } from "next-safe-action";
import assert from "node:assert/strict";
import { test } from "node:test";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { bundle, load } from "./load.mjs";

const { actions, forms } = await load(`
  export * as actions from "./rutter/actions.gen";
  export * as forms from "./rutter/forms/registration.gen";
`);
const { registrationForm, fields, idle } = forms;
const right = { name: "Ida", length: "12.5", "owner.email": "ida@example.com", "owner.pin": "1234", insured: "on" };

function formData(values, papers = new File([], "")) {
  const data = new FormData();
  Object.entries(values).forEach(([name, value]) => data.set(name, value));
  data.set("papers", papers);
  return data;
}

test("a form is decoded", () => {
  const papers = new File(["%PDF"], "papers.pdf", { type: "application/pdf" });
  const owner = { email: "ida@example.com", pin: "1234" };
  assert.deepEqual(registrationForm.decode(formData(right, papers)), {
    ok: true,
    value: { name: "Ida", length: 12.5, owner, insured: true, papers },
  });
  const large = new File([new Uint8Array(1_000_001)], "papers.pdf", { type: "application/pdf" });
  assert.deepEqual(registrationForm.decode(formData({ ...right, name: "I", "owner.pin": "1" }, large)), {
    ok: false,
    status: 422,
    formErrors: [],
    fieldErrors: {
      name: ["must be 2 to 60 characters"],
      "owner.pin": ["must be 4 to 8 characters"],
      papers: ["is larger than 1000000 bytes"],
    },
    values: { name: ["I"], length: ["12.5"], "owner.email": ["ida@example.com"], insured: ["on"] },
  });
});

test("as many names, texts and files are read as the server reads", () => {
  const refused = (pairs) => {
    const data = new FormData();
    pairs.forEach(([name, value]) => data.append(name, value));
    const { status, formErrors, fieldErrors } = registrationForm.decode(data);
    return [status, [...formErrors, ...Object.entries(fieldErrors).flat(2)].join(" ")];
  };
  const mebi = "a".repeat(1 << 20);
  assert.deepEqual(refused(Array.from({ length: 1001 }, (_, at) => [`n${at}`, ""])), [413, "the form has more than 1000 values"]);
  assert.deepEqual(refused([["x", mebi + "a"]]), [413, "x is longer than 1048576 bytes"]);
  assert.deepEqual(refused([["x", mebi], ["y", mebi]]), [413, "the texts of the form are longer than 2097152 bytes"]);
  assert.deepEqual(refused([["x", new File([new Uint8Array((10 << 20) + 1)], "x")]]), [413, "x is larger than 10485760 bytes"]);
  assert.deepEqual(refused([["a" + ".a".repeat(16), ""]]), [400, `a${".a".repeat(16)} must not be nested more than 16 deep`]);
  assert.equal(registrationForm.decode(formData({ ...right, ["a".repeat(200) + "[]x[].y"]: "" })).ok, true);
});

test("values as libraries hold them are judged as what a form would send of them", () => {
  const validate = registrationForm["~standard"].validate;
  const owner = { email: "ida@example.com", pin: "1234" };
  const value = { name: "Ida", length: 12.5, owner, insured: false };
  assert.deepEqual(validate({ ...value, papers: null }).value, value);
  assert.deepEqual(validate({ ...value, length: "12.5", insured: undefined }).value, value);
  const { issues } = validate({ ...value, length: Number.NaN, owner: { ...owner, email: "" } });
  assert.deepEqual(issues.map(({ path, message }) => [path.join("."), message]), [
    ["length", "must be a number"],
    ["owner.email", "must be an e-mail address"],
  ]);
  const round = { name: "Ida" };
  round.round = round;
  assert.equal(validate(round).issues[0].message, "must not be nested more than 16 deep");
  assert.equal(validate("text").issues.length > 0, true);
});

test("an action says what is wrong, keeps what was sent, and goes where the server says", async () => {
  const wrong = await actions.registerShip(idle, formData({ ...right, name: "I" }));
  assert.deepEqual(wrong, {
    status: "error",
    formErrors: [],
    fieldErrors: { name: ["must be 2 to 60 characters"] },
    values: { name: ["I"], length: ["12.5"], "owner.email": ["ida@example.com"], insured: ["on"] },
  });
  assert.equal(forms.defaultValue(wrong, "owner.email"), "ida@example.com");
  assert.equal(forms.defaultChecked(wrong, "insured"), true);
  assert.deepEqual(forms.errorsOf(wrong, "name"), ["must be 2 to 60 characters"]);
  // What only the server knows.
  const long = await actions.registerShip(wrong, formData({ ...right, length: "30" }));
  assert.deepEqual(long.fieldErrors, { papers: ["a ship of more than 20 m needs papers"] });
  assert.deepEqual(long.values["owner.email"], ["ida@example.com"]);
  assert.equal(Object.hasOwn(long.values, "owner.pin"), false);
  await assert.rejects(actions.registerShip(long, formData(right)), /^Error: REDIRECT \/thanks\/\d+$/);
});

test("an action says that the server cannot be reached, and not where it is", async (t) => {
  const url = process.env.RUTTER_SERVER_URL;
  const error = t.mock.method(console, "error", () => {});
  process.env.RUTTER_SERVER_URL = "http://127.0.0.1:1";
  const failed = await actions.registerShip(idle, formData(right));
  process.env.RUTTER_SERVER_URL = url;
  assert.deepEqual(failed.formErrors, ["the form could not be sent; try again later"]);
  assert.equal(failed.values.name[0], "Ida");
  assert.equal(error.mock.callCount(), 1);
});

test("react-hook-form", async () => {
  const resolver = standardSchemaResolver(registrationForm);
  const values = { name: "Ida", length: 12.5, owner: { email: "ida@example.com", pin: "1234" }, insured: true };
  const options = { fields: {}, shouldUseNativeValidation: false };
  assert.deepEqual((await resolver(values, undefined, options)).values, values);
  const { errors } = await resolver({ ...values, owner: { email: "x", pin: "" } }, undefined, options);
  assert.deepEqual([errors.owner.email.message, errors.owner.pin.message], ["must be an e-mail address", "must be 4 to 8 characters"]);
});

test("next-safe-action", async () => {
  const action = createSafeActionClient()
    .inputSchema(registrationForm.formData)
    .action(async ({ parsedInput }) => parsedInput.length * 2);
  assert.equal((await action(formData(right))).data, 25);
  const { validationErrors } = await action(formData({ ...right, length: "x", "owner.pin": "1" }));
  assert.deepEqual(validationErrors.length._errors, ["must be a number"]);
  assert.deepEqual(validationErrors.owner.pin._errors, ["must be 4 to 8 characters"]);
});

test("conform", () => {
  const submission = parseSubmission(formData({ ...right, name: "I" }));
  const result = registrationForm["~standard"].validate(submission.payload);
  const { error } = report(submission, { error: result });
  assert.deepEqual(error.fieldErrors, { name: ["must be 2 to 60 characters"] });
  const Form = () => {
    const { form, fields } = useConform(registrationForm, { onSubmit() {} });
    return createElement("form", form.props, createElement("input", { name: fields.owner.getFieldset().email.name }));
  };
  assert.match(renderToString(createElement(Form)), /name="owner.email"/);
});

test("TanStack Form", async () => {
  const defaultValues = { name: "I", length: 12.5, owner: { email: "x", pin: "1234" }, insured: false };
  const form = new FormApi({ defaultValues, validators: { onSubmit: registrationForm } });
  form.mount();
  await form.handleSubmit();
  const errors = form.state.errors[0];
  assert.deepEqual([errors.name[0].message, errors["owner.email"][0].message], ["must be 2 to 60 characters", "must be an e-mail address"]);
});

test("a page that shows the form does not carry what reads it", async () => {
  const page = await bundle(`import { fields } from "./rutter/forms/registration.gen"; console.log(fields.name);`, { minify: true });
  assert.equal(page.includes("was sent more than once"), false);
  assert.deepEqual(fields.owner.pin, { name: "owner.pin", type: "password", required: true, minLength: 4, maxLength: 16 });
});
