import type { Module } from "#platform/module.ts";
import { tableFileRefusals } from "#platform/table-file/refusals.ts";
import { precursorRefusals } from "../contract/refusals.ts";
import { rowRefusals } from "../contract/row-refusals.ts";
import { dutyJobs } from "./duty-jobs.ts";
import { findingActHandlers } from "./finding-acts/handlers.ts";
import { fileHandlers, importHandlers } from "./imports/handlers.ts";
import { importJobs } from "./imports/jobs.ts";
import { viewHandlers } from "./views/handlers.ts";

export const precursorModule: Module = {
  name: "precursor",
  handlers: [...viewHandlers, ...findingActHandlers, ...importHandlers, ...fileHandlers],
  refusals: { ...precursorRefusals.words, ...rowRefusals.words, ...tableFileRefusals.words },
  jobs: [...importJobs, ...dutyJobs],
};
