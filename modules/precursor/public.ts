export { startImports } from "./server/imports/parts.ts";
export { precursorModule } from "./server/module.ts";
export { importPath, type ImportedFile } from "./server/imports/import-directly.ts";
export { templateFile } from "./server/imports/read-imports.ts";
export { balanceForInterface, findingsForInterface, traceForInterface } from "./server/interface-answers.ts";
export { isDayOnly, parseInstant } from "./server/written-time.ts";
export { DUTY_JOB } from "./server/duty-jobs.ts";
