import type { NextConfig } from "next";

const server = process.env.HARBOUR_SERVER ?? "http://127.0.0.1:4000";

const config: NextConfig = {
  // What no file of the app serves below /api goes to the Rust server.
  rewrites: async () => ({ fallback: [{ source: "/api/:path*", destination: `${server}/api/:path*` }] }),
};

export default config;
