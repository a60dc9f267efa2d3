export { appendLeaves } from "./server/append-leaves.ts";
