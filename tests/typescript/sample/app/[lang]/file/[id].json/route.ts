import type { RouteContext } from "@/rutter/routes.gen";

export async function GET(_request: Request, context: RouteContext<"/[lang]/file/[id].json">) {
  return Response.json(await context.params);
}
