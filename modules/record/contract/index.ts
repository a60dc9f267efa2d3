export { EntryView, getEntry, listEntries } from "./entry.ts";
export { getLogHealth, LOG_STATES, LogHealth } from "./log.ts";
export { exportReads, listOwnReads, listReads, ReadView } from "./read.ts";
export { getReceipt, Receipt } from "./receipt.ts";
export { recordRefusals, refuseRecord } from "./refusals.ts";
export { TROUBLE_WORDS, type TroubleWords } from "./verification-words.ts";
export { getVerification, listVerifications, startVerification, Trouble, TROUBLES, Verdict, Verification, type TroubleCode } from "./verification.ts";
export { addCosignatures, exportForWitness, registerWitness, retireWitness, Witness } from "./witness.ts";
