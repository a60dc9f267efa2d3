import { MAX_FINDING_DECLARATIONS, type Finding } from "../../contract/finding.ts";
import type { Permit } from "../../contract/permit.ts";
import { keyOf } from "../key.ts";
import type { Draw } from "../permit-draw.ts";
import type { Register } from "../register.ts";
import { dayText } from "../shanghai-day.ts";
import { cite, defineRule, severityFor } from "./rule.ts";
import { DOCUMENT_WORDS, massEn, massZh, partyName } from "./wording.ts";

export const PERMIT_REUSED = defineRule(
  "permit-reused",
  "1",
  cite(
    "《易制毒化学品管理条例》（2018年修订）第二十二条；《易制毒化学品购销和运输管理办法》第九条（未核实）",
    "Regulation (rev. 2018), Art. 22; Measures on Purchase, Sale and Transport, Art. 9 (not verified)",
    "R",
  ),
);

/** A single-use document was drawn on by two or more shipments; partial receipts of one shipment are one draw. */
export function judgePermitReused(permit: Permit, draws: readonly Draw[], register: Register): Finding | null {
  if (permit.uses !== "single") return null;
  const first = draws[0];
  if (first === undefined) return null;
  const extra = draws.filter((draw) => draw.movement !== first.movement);
  const second = extra[0];
  const version = second === undefined ? null : register.substance(permit.substanceId, second.at);
  if (second === undefined || version === null) return null;
  const shipments = new Set(draws.map((draw) => draw.movement)).size;
  const massMg = extra.reduce((sum, draw) => sum + draw.massMg, 0);
  const name = register.substanceName(permit.substanceId);
  const document = DOCUMENT_WORDS[permit.kind];
  const holder = partyName(register, permit.holder);
  return {
    key: keyOf("permit-reused", permit.kind, permit.number),
    kind: "permit-reused",
    severity: severityFor("medium", version.class),
    rule: PERMIT_REUSED,
    unitCode: permit.unitCode,
    enterprise: permit.holder,
    counterparty: permit.counterparty,
    substanceId: permit.substanceId,
    lot: null,
    shipment: null,
    declarations: draws.slice(0, MAX_FINDING_DECLARATIONS).map((draw) => draw.key),
    massMg,
    since: second.at,
    dueAt: second.at,
    until: null,
    inputs: { document: permit.kind, number: permit.number, uses: permit.uses, shipments, firstUsedOn: dayText(first.at), usedAgainOn: dayText(second.at) },
    words: {
      zh: `${holder} 的${document.zh} ${permit.number}（${name.zh}）为一次使用有效，却用于 ${shipments} 批货物；${dayText(first.at)} 首次使用后又用于 ${massZh(massMg)}。`,
      en: `${document.en} ${permit.number} of ${holder} (${name.en}) is good for one use and was used for ${shipments} shipments; after its first use on ${dayText(first.at)} it covered another ${massEn(massMg)}.`,
    },
  };
}
