// What a browser makes of the attributes of an input: https://html.spec.whatwg.org/#constraints, as far as generated forms
// have such.

const EMAIL = /^[a-zA-Z0-9.!#$%&'*+\/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
const NUMBER = /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The attribute that stops a text, if one does. */
export function stops(attributes, sent) {
  const { type = "text", required, min, max, step, minLength, maxLength, pattern } = attributes;
  const text = sent.replaceAll("\r\n", "\n");
  if (text === "" || type === "checkbox" || type === "file") {
    return required && text === "" ? "required" : undefined;
  }
  if (type === "number") {
    // What is no number to a browser is never sent: the same number can be typed in another way.
    const value = NUMBER.test(text) ? Number(text) : undefined;
    return value === undefined ? undefined
      : value < min ? "min"
      : value > max ? "max"
      : step === 1 && !Number.isInteger(value - (min ?? 0)) ? "step"
      : undefined;
  }
  return text.length < minLength ? "minLength"
    : text.length > maxLength ? "maxLength"
    : pattern !== undefined && !new RegExp(`^(?:${pattern})$`, "v").test(text) ? "pattern"
    : type === "email" && !EMAIL.test(text) ? "type"
    : type === "url" && !URL.canParse(text) ? "type"
    : undefined;
}

/** The attributes of the input of a name, among the `fields` of a form. */
export function attributesOf(fields, name) {
  let at = fields;
  for (const step of name.split(/[.[\]]+/).filter((step) => step !== "")) {
    if (typeof at?.name === "string") {
      break;
    }
    at = typeof at === "function" ? at(step) : at !== undefined && Object.hasOwn(at, step) ? at[step] : undefined;
  }
  return typeof at?.name === "string" ? at : undefined;
}
