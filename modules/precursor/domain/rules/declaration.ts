import type { Declaration } from "../../contract/declaration.ts";
import type { Register } from "../register.ts";
import type { Contribution } from "./contribution.ts";
import { judgeLateReport } from "./late-report.ts";
import { judgeNoPermit } from "./no-permit.ts";
import { judgePermitExpired } from "./permit-expired.ts";
import { judgePermitMismatch } from "./permit-mismatch.ts";
import { judgeUnlicensedParty } from "./unlicensed-party.ts";

/**
 * Every rule that looks at one declaration and the registers only. A clean row adds nothing and builds nothing.
 * Merge what is found by key with `mergeContributions`.
 */
export function judgeDeclaration(row: Declaration, register: Register, found: Contribution[]): void {
  if (row.kind === "void") return;
  judgeUnlicensedParty(row, register, found);
  judgeNoPermit(row, register, found);
  judgePermitExpired(row, register, found);
  judgePermitMismatch(row, register, found);
  judgeLateReport(row, register, found);
}
