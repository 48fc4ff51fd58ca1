import type { NextConfig } from "next";

const config: NextConfig = {
  // What no file of the app serves below /api goes to the Rust server.
  rewrites: async () => ({ fallback: [{ source: "/api/:path*", destination: `${process.env.RUTTER_SERVER_URL}/api/:path*` }] }),
};

export default config;
