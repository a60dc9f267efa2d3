export * from "./duty.ts";
export * from "./endpoints.ts";
export * from "./refusals.ts";
