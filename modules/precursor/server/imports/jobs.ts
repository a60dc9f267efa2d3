import { z } from "zod";
import type { Actor } from "#kernel/actor.ts";
import { unitCode } from "#kernel/contract.ts";
import { systemActor } from "#access";
import { ownCity } from "#territory";
import type { Job, JobTools } from "#platform/module.ts";
import { importParts } from "./parts.ts";
import { checkImport, takeImport, type ImportRun } from "./run-import.ts";
import { undoInSteps } from "./undo-import.ts";

const Payload = z.object({ unitCode, id: z.uuid() });
const UndoPayload = Payload.extend({ reason: z.string() });

/** The program itself, within the fence of the unit whose import it is. */
const jobActor = (unit: string): Actor => ({ ...systemActor(ownCity().code), unitCode: unit, scope: unit === ownCity().code ? "city" : "unit" });

const runOf = (payload: z.infer<typeof Payload>, { gate }: JobTools): ImportRun => ({ ...importParts(), gate, actor: jobActor(payload.unitCode), unitCode: payload.unitCode, id: payload.id });

export const importJobs: readonly Job[] = [
  { task: "precursor.import.check", run: (payload, tools) => checkImport(runOf(Payload.parse(payload), tools)) },
  { task: "precursor.import.take", run: (payload, tools) => takeImport(runOf(Payload.parse(payload), tools)) },
  {
    task: "precursor.import.undo",
    run: (payload, tools) => {
      const parsed = UndoPayload.parse(payload);
      return undoInSteps(runOf(parsed, tools), parsed.reason);
    },
  },
];
