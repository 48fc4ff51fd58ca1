import type { NextApiHandler } from "next";

const hello: NextApiHandler<{ hello: string }> = (_request, response) => {
  response.json({ hello: "world" });
};

export default hello;
