import type { FindingRule } from "../../contract/finding.ts";
import { LATE_REPORT, LATE_TRANSFER } from "./late-report.ts";
import { NEGATIVE_STOCK } from "./negative-stock.ts";
import { NO_PERMIT } from "./no-permit.ts";
import { OVER_PURCHASE } from "./over-purchase.ts";
import { OVERDUE_TRANSIT } from "./overdue-transit.ts";
import { PERMIT_EXPIRED } from "./permit-expired.ts";
import { PERMIT_MISMATCH } from "./permit-mismatch.ts";
import { PERMIT_OVERDRAWN } from "./permit-overdrawn.ts";
import { PERMIT_REUSED } from "./permit-reused.ts";
import { QUANTITY_MISMATCH } from "./quantity-mismatch.ts";
import { STOCKTAKE_VARIANCE } from "./stocktake-variance.ts";
import { UNLICENSED_PARTY } from "./unlicensed-party.ts";
import { UNMATCHED_DISPATCH } from "./unmatched-dispatch.ts";
import { UNMATCHED_RECEIPT } from "./unmatched-receipt.ts";

/** Every rule in force, by the kind of finding it gives. */
export const RULES: readonly FindingRule[] = [
  UNMATCHED_DISPATCH,
  UNMATCHED_RECEIPT,
  QUANTITY_MISMATCH,
  OVERDUE_TRANSIT,
  NO_PERMIT,
  PERMIT_EXPIRED,
  PERMIT_OVERDRAWN,
  PERMIT_REUSED,
  PERMIT_MISMATCH,
  UNLICENSED_PARTY,
  NEGATIVE_STOCK,
  LATE_REPORT,
  LATE_TRANSFER,
  STOCKTAKE_VARIANCE,
  OVER_PURCHASE,
];
