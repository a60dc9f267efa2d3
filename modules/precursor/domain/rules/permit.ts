import type { Finding } from "../../contract/finding.ts";
import type { Permit } from "../../contract/permit.ts";
import { byTimeThenKey } from "../key.ts";
import type { Draw } from "../permit-draw.ts";
import type { Register } from "../register.ts";
import { judgePermitOverdrawn } from "./permit-overdrawn.ts";
import { judgePermitReused } from "./permit-reused.ts";

/** Every rule about the use of one document. @param draws all of its present draws, any order */
export function judgePermit(permit: Permit, draws: readonly Draw[], register: Register): Finding[] {
  const sorted = [...draws].sort(byTimeThenKey);
  return [judgePermitOverdrawn(permit, sorted, register), judgePermitReused(permit, sorted, register)].filter((finding) => finding !== null);
}
