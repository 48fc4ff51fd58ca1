/** Where the guide is served, for URLs that leave it: the sitemap, and pictures for other sites. */
export const origin = process.env["ATLAS_ORIGIN"] ?? "http://localhost:3000";
