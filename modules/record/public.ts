export { appendLeaves } from "./server/append-leaves.ts";
export { recordModule } from "./server/module.ts";
