import { MAX_FINDING_DECLARATIONS, type Finding } from "../../contract/finding.ts";
import type { Permit } from "../../contract/permit.ts";
import { keyOf } from "../key.ts";
import { crossingDraw, permitBalance, type Draw } from "../permit-draw.ts";
import type { Register } from "../register.ts";
import { dayText } from "../shanghai-day.ts";
import { defineRule, regulation, severityFor } from "./rule.ts";
import { DOCUMENT_WORDS, massEn, massZh, partyName } from "./wording.ts";

export const PERMIT_OVERDRAWN = defineRule("permit-overdrawn", "1", regulation("第四十条第三项", "Art. 40(3)"));

/** More was moved under one document than it allows. @param draws all draws on it, sorted by time, then name */
export function judgePermitOverdrawn(permit: Permit, draws: readonly Draw[], register: Register): Finding | null {
  const { drawnMg, leftMg } = permitBalance(permit, draws);
  if (leftMg >= 0) return null;
  const crossing = crossingDraw(draws.filter((draw) => draw.substanceId === permit.substanceId), permit.quantityMg);
  const head = crossing[0];
  const version = head === undefined ? null : register.substance(permit.substanceId, head.at);
  if (head === undefined || version === null) return null;
  const name = register.substanceName(permit.substanceId);
  const document = DOCUMENT_WORDS[permit.kind];
  const holder = partyName(register, permit.holder);
  return {
    key: keyOf("permit-overdrawn", permit.kind, permit.number),
    kind: "permit-overdrawn",
    severity: severityFor("medium", version.class),
    rule: PERMIT_OVERDRAWN,
    unitCode: permit.unitCode,
    enterprise: permit.holder,
    counterparty: permit.counterparty,
    substanceId: permit.substanceId,
    lot: null,
    shipment: null,
    declarations: crossing.slice(0, MAX_FINDING_DECLARATIONS).map((draw) => draw.key),
    massMg: -leftMg,
    since: head.at,
    dueAt: head.at,
    until: null,
    inputs: { document: permit.kind, number: permit.number, quantityMg: permit.quantityMg, drawnMg, excessMg: -leftMg, draws: draws.length },
    words: {
      zh: `${holder} 的${document.zh} ${permit.number} 核准${name.zh} ${massZh(permit.quantityMg)}，已使用 ${massZh(drawnMg)}，自 ${dayText(head.at)} 起超出 ${massZh(-leftMg)}。`,
      en: `${document.en} ${permit.number} of ${holder} allows ${massEn(permit.quantityMg)} of ${name.en}; ${massEn(drawnMg)} has been drawn, ${massEn(-leftMg)} too much since ${dayText(head.at)}.`,
    },
  };
}
