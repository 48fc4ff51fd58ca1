// Every line below an expectation must be refused. A line that compiles makes its expectation an error.
import * as api from "@/rutter/api.gen";
import { route as berths } from "@/rutter/app/berths.gen";
import { href } from "@/rutter/routes.gen";
import type { Berth, IsoDate, NewBooking } from "@/rutter/types.gen";

// @ts-expect-error: the params are missing
void api.getBerth();
// @ts-expect-error: a param is missing
void api.getBerth({ params: {} });
// @ts-expect-error: the param has another name
void api.getBerth({ params: { name: "n1" } });
// @ts-expect-error: no such search param
void api.listBerths({ search: { length: 3 } });
// @ts-expect-error: not one of the quays
void api.listBerths({ search: { quay: ["south"] } });
// @ts-expect-error: a number
void api.listBerths({ search: { page: "2" } });
// @ts-expect-error: a catch-all of at least one segment
void api.getChart({ params: { sheet: [] } });
// @ts-expect-error: the body is missing
void api.bookBerth({ params: { berth: "n1" } });
// @ts-expect-error: a field of the body is missing
void api.bookBerth({ params: { berth: "n1" }, body: { ship: "Ida" } });
// @ts-expect-error: a form, not an object
void api.registerShip({ form: { name: "Ida" } });
// @ts-expect-error: the method is the endpoint's
void api.getBerth({ params: { berth: "n1" } }, { method: "POST" });

const found = await api.getBerth({ params: { berth: "n1" } });
// @ts-expect-error: nobody knows yet whether there is data
void found.data;
if (!found.ok) {
  // @ts-expect-error: an error has no data
  void found.data;
  // @ts-expect-error: no such status is declared
  void (found.status === 418);
  if (found.status === 404) {
    // @ts-expect-error: that is what 409 says
    void found.error.ship;
  }
}

declare const berth: Berth;
// @ts-expect-error: no such field
void berth.depth;
// @ts-expect-error: not one of the quays
const south: Berth = { ...berth, quay: "south" };
declare const day: IsoDate;
// @ts-expect-error: a day is no number
const wrong: Partial<NewBooking> = { nights: day };
// @ts-expect-error: a number, and no text
const text: Partial<NewBooking> = { shipLength: "30" };

// @ts-expect-error: the struct reads a number
href("/thanks/[registration]", { params: { registration: "7" } });
// @ts-expect-error: no such search param
href("/berths", { search: { q: "x" } });
// @ts-expect-error: what is read has no such name
void (await berths.searchParams({})).q;

export const refused = [south, wrong, text];
