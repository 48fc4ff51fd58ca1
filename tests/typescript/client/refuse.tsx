// Every line below an expectation must be refused. A line that compiles makes its expectation an error.
import * as api from "@/rutter/api.gen";

// @ts-expect-error: what fetch takes stands in the second argument
void api.endpoint({ cache: "no-store" });
// @ts-expect-error: the same, where search params could be
void api.find({ cache: "no-store" });
// @ts-expect-error: a word of the language cannot be a function's name
void api.delete({ params: { id: "1" } });
// @ts-expect-error: a JavaScript number does not hold it
void api.delete_({ params: { id: 1 } });
// @ts-expect-error: one of the shapes has a radius, the other a side
void api.handleApiThingsPost({ body: { kind: "circle", side: 1 } });
// @ts-expect-error: segments, not a path
void api.read({ params: { path: "a/b" } });

const one = await api.forwarded_({ params: { id: "1" } });
if (!one.ok && one.status === 0) {
  // @ts-expect-error: only an invalid answer has issues
  void one.error.issues;
}
if (one.status === 409) {
  // @ts-expect-error: it may be late instead
  void one.error.since;
}
const head = await api.api.unwrap();
// @ts-expect-error: the answer to HEAD has no body
void head.id;
const removed = await api.delete_({ params: { id: "1" } });
if (removed.ok) {
  // @ts-expect-error: only a redirect has a location
  void removed.data.location;
}
