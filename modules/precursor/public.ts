export { startImports } from "./server/imports/parts.ts";
export { precursorModule } from "./server/module.ts";
