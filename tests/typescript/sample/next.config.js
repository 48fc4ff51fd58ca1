module.exports = {
  redirects: async () => [{ source: "/moved/:id", destination: "/", permanent: false }],
  rewrites: async () => [{ source: "/proxy/:path*", destination: "https://example.com/:path*" }],
};
