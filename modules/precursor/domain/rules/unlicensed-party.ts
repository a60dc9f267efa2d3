import { isForeignParty, type Declaration } from "../../contract/declaration.ts";
import type { Activity, Enterprise } from "../../contract/enterprise.ts";
import type { FindingSeverity } from "../../contract/finding.ts";
import { keyOf } from "../key.ts";
import type { Register } from "../register.ts";
import { dayOf, dayText } from "../shanghai-day.ts";
import { transferPeriodOf } from "../user-transfer.ts";
import { contributionFrom, type Contribution } from "./contribution.ts";
import { defineRule, regulation, severityFor } from "./rule.ts";
import { massEn, massZh, partyName } from "./wording.ts";

export const UNLICENSED_PARTY = defineRule("unlicensed-party", "2", regulation("第七条至第十四条、第十八条、第三十八条", "Arts. 7-14, 18, 38"));

/** What a party does in a movement, and the registered activities that cover it. */
export const ROLE_ACTIVITIES = {
  sell: ["production", "operation", "import"],
  buy: ["use", "operation", "production", "export"],
  produce: ["production"],
  import: ["import"],
  export: ["export"],
  consume: ["use", "production"],
} as const satisfies { readonly [role: string]: readonly Activity[] };
type Role = keyof typeof ROLE_ACTIVITIES;

const ROLE_WORDS: { readonly [role in Role]: { readonly zh: string; readonly en: string } } = {
  sell: { zh: "销售", en: "sell" },
  buy: { zh: "购买", en: "buy" },
  produce: { zh: "生产", en: "produce" },
  import: { zh: "进口", en: "import" },
  export: { zh: "出口", en: "export" },
  consume: { zh: "使用", en: "use" },
};

export type UnlicensedReason = "not-on-register" | "suspended" | "closed" | "before-since" | `no-activity-${Role}`;

/** Why a party may not do this on that day; null when it may. The register holds the present status without its date. */
export function unlicensedReason(party: Enterprise | undefined, role: Role, atMs: number): UnlicensedReason | null {
  if (party === undefined) return "not-on-register";
  if (party.status !== "active") return party.status;
  if (dayOf(atMs) < dayOf(party.since)) return "before-since";
  const covering: readonly Activity[] = ROLE_ACTIVITIES[role];
  for (const activity of party.activities) if (covering.includes(activity)) return null;
  return `no-activity-${role}`;
}

function declarantRole(row: Declaration): Role | null {
  switch (row.kind) {
    case "dispatch":
      return "sell";
    case "receive":
      return "buy";
    case "produce":
    case "import":
    case "export":
    case "consume":
      return row.kind;
    default:
      return null;
  }
}

/** Both parties of a movement, as far as they are domestic. */
export function judgeUnlicensedParty(row: Declaration, register: Register, found: Contribution[]): void {
  const role = declarantRole(row);
  if (role === null) return;
  judgeParty(row, row.declarant, role, register, found);
  if ((role !== "sell" && role !== "buy") || row.counterparty === null || isForeignParty(row.counterparty)) return;
  judgeParty(row, row.counterparty, role === "sell" ? "buy" : "sell", register, found);
}

const REASON_WORDS = (reason: UnlicensedReason, role: Role, party: Enterprise | undefined): { readonly zh: string; readonly en: string } => {
  switch (reason) {
    case "not-on-register":
      return { zh: "未在登记中", en: "is not on the register" };
    case "suspended":
      return { zh: "登记状态为停业（登记未载停业日期，请核对当时是否有效）", en: "is registered as suspended (the register gives no date: check whether it was so then)" };
    case "closed":
      return { zh: "登记状态为注销（登记未载注销日期，请核对当时是否有效）", en: "is registered as closed (the register gives no date: check whether it was so then)" };
    case "before-since":
      return { zh: `自 ${dayText(party?.since ?? 0)} 起才登记`, en: `was registered only from ${dayText(party?.since ?? 0)}` };
    default:
      return { zh: `登记活动不含${ROLE_WORDS[role].zh}`, en: `is not registered to ${ROLE_WORDS[role].en}` };
  }
};

function judgeParty(row: Declaration, uscc: string, role: Role, register: Register, found: Contribution[]): void {
  const party = register.enterprise(uscc);
  const reason = unlicensedReason(party, role, row.occurredAt);
  if (reason === null) return;
  const version = register.substance(row.substanceId, row.occurredAt);
  if (version === null) return;
  if (reason === "no-activity-sell" && transferPeriodOf(row, register) !== null) return; // not a sale: passed on between firms that use it
  const name = register.substanceName(row.substanceId);
  const base: FindingSeverity = reason === "not-on-register" ? "high" : "medium";
  const own = uscc === row.declarant;
  const why = REASON_WORDS(reason, role, party);
  // A party without a book shows in the books it trades with: each unit's finding is about that unit's own rows.
  const unitCode = party?.unitCode ?? row.unitCode;
  found.push({
    ...contributionFrom(row, UNLICENSED_PARTY, severityFor(base, version.class)),
    key: keyOf("unlicensed-party", uscc, reason, role, row.substanceId, unitCode),
    enterprise: own || party !== undefined ? uscc : row.declarant,
    counterparty: own || party !== undefined ? null : uscc,
    unitCode,
    lot: null,
    shipment: null,
    inputs: { party: uscc, reason, role, status: party?.status ?? null, registeredActivities: party === undefined ? [] : [...party.activities] },
    words: (massMg, count) => ({
      zh: `${partyName(register, uscc)} ${why.zh}，却有 ${count} 笔申报称其${ROLE_WORDS[role].zh}${name.zh}，共 ${massZh(massMg)}，最早在 ${dayText(row.occurredAt)}。`,
      en: `${partyName(register, uscc)} ${why.en}, yet ${count} declaration(s) have it ${ROLE_WORDS[role].en} ${massEn(massMg)} of ${name.en} in all, first on ${dayText(row.occurredAt)}.`,
    }),
  });
}
