import { NextResponse, type NextRequest } from "next/server";
import type { RouteContext } from "@/rutter/routes.gen";

export async function GET(_request: NextRequest, { params }: RouteContext<"/api/users/[id]">) {
  const { id } = await params;
  return NextResponse.json({ id, joined: new Date(0), tags: ["a"] });
}

export async function POST() {
  return Response.json({ any: true });
}

export const DELETE = () => NextResponse.json({ deleted: true } as const);
