import type { NextApiRequest, NextApiResponse } from "next";

export default function item(request: NextApiRequest, response: NextApiResponse<{ id: string } | { error: string }>) {
  response.json({ id: String(request.query["id"]) });
}
