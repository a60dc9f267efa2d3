import type { RefusalCatalogue } from "#kernel/refusal.ts";
import type { Handler, Job, Module } from "#platform/module.ts";
import { platformRefusals } from "#platform/refusals.ts";
import { accessModule } from "#access";
import type { Permission } from "#access/contract";
import { dutyModule } from "#duty";
import { precursorModule } from "#precursor";
import { recordModule } from "#record";
import { territoryModule } from "#territory";

/** Every module of the house. A room leaves by deleting its folder and its line here. */
export const modules: readonly Module[] = [territoryModule, accessModule, recordModule, dutyModule, precursorModule];

export const handlers: readonly Handler[] = modules.flatMap((module) => module.handlers);
export const jobs: readonly Job[] = modules.flatMap((module) => module.jobs ?? []);
export const acts = Object.assign({ "platform.file.store": { zh: "存入文件", en: "Store a file" } }, ...modules.map((module) => module.acts ?? {})) as NonNullable<Module["acts"]>; // one object of all modules' acts
/** Imports and evidence come as files. */
export const uploadPermissions = ["precursor.import", "precursor.finding.work", "duty.work"] as const satisfies readonly Permission[];
export const refusals: RefusalCatalogue = Object.assign({}, platformRefusals.words, ...modules.map((module) => module.refusals));
