import type { NextConfig } from "next";

const config: NextConfig = {
  // Every page lies below [lang], so a URL that matches nothing has no layout of its own to be shown in.
  experimental: { globalNotFound: true },
  redirects: async () => [
    { source: "/", destination: "/en", permanent: false },
    { source: "/p/:place", destination: "/en/places/:place", permanent: true },
  ],
  rewrites: async () => [{ source: "/data/:path*", destination: "/api/:path*" }],
};

export default config;
