export * from "./unit.ts";
export * from "./endpoints.ts";
export * from "./refusals.ts";
