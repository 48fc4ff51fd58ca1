import type { RouteContext } from "../../../rutter/routes.gen";

export async function GET(_: Request, { params }: RouteContext<"/docs/[...lang]">): Promise<Response> {
  const { lang } = await params;
  return new Response(lang.join(", "));
}
