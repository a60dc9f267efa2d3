import { handle, type Module } from "#platform/module.ts";
import { addCosignatures, exportForWitness, getEntry, getLogHealth, getReceipt, getVerification, listEntries, listVerifications, recordRefusals, registerWitness, retireWitness, startVerification } from "../contract/index.ts";
import { getLogHealthUseCase } from "./log-health.ts";
import { readHandlers } from "./read-handlers.ts";
import { getEntryUseCase, listEntriesUseCase } from "./read-entries.ts";
import { takeReceipt } from "./take-receipt.ts";
import { getVerificationUseCase, listVerificationsUseCase, startVerificationUseCase, verificationJobs } from "./verifications.ts";
import { addCosignaturesUseCase, exportForWitnessUseCase, registerWitnessUseCase, retireWitnessUseCase } from "./witnesses.ts";

export const recordModule: Module = {
  name: "record",
  refusals: recordRefusals.words,
  handlers: [
    handle(getLogHealth, getLogHealthUseCase),
    handle(listEntries, listEntriesUseCase),
    handle(getEntry, getEntryUseCase),
    handle(getReceipt, takeReceipt),
    handle(startVerification, startVerificationUseCase),
    handle(getVerification, getVerificationUseCase),
    handle(listVerifications, listVerificationsUseCase),
    handle(registerWitness, registerWitnessUseCase),
    handle(retireWitness, retireWitnessUseCase),
    handle(exportForWitness, exportForWitnessUseCase),
    handle(addCosignatures, addCosignaturesUseCase),
    ...readHandlers,
  ],
  jobs: verificationJobs,
  acts: {
    "record.verification.begin": { zh: "开始每日核验", en: "Begin the daily verification" },
    "record.verification.end": { zh: "核验结束", en: "Verification ended" },
    "record.verification.next": { zh: "安排下次核验", en: "Schedule the next verification" },
    "record.verification.daily": { zh: "安排每日核验", en: "Schedule the daily verification" },
    "record.leaf.seal": { zh: "封存一条留痕", en: "Seal an entry" },
    "record.key.rotate": { zh: "更换日志密钥", en: "Rotate the log's key" },
    "record.key.retire": { zh: "停用旧日志密钥", en: "Retire the log's old keys" },
  },
};
