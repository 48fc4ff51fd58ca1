export { Client, columns } from "./client";
export * as ui from "./client";
export { Unused } from "./shared";
