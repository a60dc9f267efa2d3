import { handle, type Handler } from "#platform/module.ts";
import { exportReads, listOwnReads, listReads } from "../contract/index.ts";
import { exportReadsUseCase } from "./export-reads.ts";
import { listOwnReadsUseCase, listReadsUseCase } from "./list-reads.ts";

/** Who looked at protected records. */
export const readHandlers: readonly Handler[] = [handle(listReads, listReadsUseCase), handle(exportReads, exportReadsUseCase), handle(listOwnReads, listOwnReadsUseCase)];
