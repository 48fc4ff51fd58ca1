// Everything here compiles: the client, the types and the routes of a Rust server.
import * as api from "@/rutter/api.gen";
import { ApiError, type CallOptions } from "@/rutter/api.gen";
import { forwarded, getBerth, serverUrl } from "@/rutter/api.server.gen";
import { route as berths } from "@/rutter/app/berths.gen";
import { route as thanks } from "@/rutter/app/thanks.[registration].gen";
import { href } from "@/rutter/routes.gen";
import type { Berth, Booking, IsoDate, NewBooking, Problem, Quay } from "@/rutter/types.gen";

export async function calls(): Promise<unknown> {
  const found = await api.getBerth({ params: { berth: "n1" } }, { next: { tags: ["berths"], revalidate: 60 }, timeout: 500 });
  if (found.ok) {
    const berth: Berth = found.data;
    return berth.length.toFixed(1);
  }
  switch (found.status) {
    case 0:
      return found.error.kind === "unexpected" ? found.error.httpStatus : found.error.message;
    case 404:
      return found.error.title;
    case 409:
      return "ship" in found.error ? found.error.ship : found.error.length;
    case 400: {
      const problem: Problem = found.error;
      return problem.fieldErrors["berth"]?.[0];
    }
  }
}

export async function more(): Promise<unknown> {
  const nothing: null = await api.cancelBooking.unwrap({ params: { berth: "n1" } });
  const booking: Booking = await api.bookBerth.unwrap({ params: { berth: "n1" }, body: newBooking });
  const leaves: IsoDate | null = booking.leaves;
  const all = await api.listBerths.unwrap();
  const some = await api.listBerths({ search: { quay: ["north"], page: 2 } }, { cache: "no-store" });
  const chart = await api.getChart({ params: { sheet: ["baltic", "kiel"] } });
  const sent = await api.registerShip({ form: new FormData() });
  const next: string | null = sent.ok ? sent.data.location : null;
  const direct = await getBerth({ params: { berth: serverUrl() } }, { headers: await forwarded(["cookie"]) });
  return [nothing, leaves, all.items[0]?.quay, some.ok, chart.status, next, direct.status];
}

// Any text may be a date, and what comes from a server action is plain data.
const newBooking: NewBooking = { ship: "Ida", shipLength: 30, contactEmail: "a@b.co", arrives: "2026-12-01", nights: 2 };
export const options: CallOptions = { signal: AbortSignal.timeout(5), headers: { "x-request-id": "1" } };
export const thrown = (error: unknown): number => (error instanceof ApiError ? error.status : 0);

export const links = [
  href("/berths"),
  href("/berths", { search: { page: 2, quay: ["north"] satisfies Quay[], minLength: 12.5 } }),
  href("/thanks/[registration]", { params: { registration: 7 } }),
  berths.href({ search: { page: 3 } }),
  thanks.href({ params: { registration: 7 } }),
];

export async function pages(): Promise<unknown> {
  const { minLength, quay, page } = await berths.searchParams({ page: "2" });
  const length: number | undefined = minLength;
  const { registration } = await thanks.params(Promise.resolve({ registration: "7" }));
  const safe = await berths.searchParams.safe(new URLSearchParams("page=x"));
  return [length, quay.includes("north"), page + 1, registration + 1, safe.ok ? safe.data.page : safe.issues];
}

// An error of the handler's own is known by its code, also where Rutter answers with the same status.
export async function byCode(): Promise<string | undefined> {
  const found = await api.getBerth({ params: { berth: "n1" } });
  if (found.status === 404 && found.error.code === "unknown-berth") {
    return found.error.title;
  }
  return found.status === 404 ? found.error.code : undefined;
}
