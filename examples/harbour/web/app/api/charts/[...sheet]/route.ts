import { serverUrl } from "@/rutter/api.server.gen";

// Charts come from the Rust server too, and are kept here for an hour.
export async function GET(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const response = await fetch(serverUrl() + pathname, { next: { revalidate: 3600 } });
  return new Response(response.body, { status: response.status, headers: response.headers });
}
