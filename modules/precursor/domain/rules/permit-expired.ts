import type { Declaration } from "../../contract/declaration.ts";
import { keyOf } from "../key.ts";
import type { Register } from "../register.ts";
import { dayOf, dayText } from "../shanghai-day.ts";
import { contributionFrom, type Contribution } from "./contribution.ts";
import { eachKnownDocument, movementKeyOf } from "./document.ts";
import { defineRule, regulation, severityFor } from "./rule.ts";
import { DOCUMENT_WORDS, massEn, massZh, partyName } from "./wording.ts";

export const PERMIT_EXPIRED = defineRule("permit-expired", "1", regulation("第十四条至第十七条、第二十二条、第三十八条", "Arts. 14-17, 22, 38"));

/** The movement took place on a day outside the document's validity (both days inclusive). */
export function judgePermitExpired(row: Declaration, register: Register, found: Contribution[]): void {
  const day = dayOf(row.occurredAt);
  eachKnownDocument(row, register, (permit) => {
    if (day >= dayOf(permit.validFrom) && day <= dayOf(permit.validTo)) return;
    const version = register.substance(row.substanceId, row.occurredAt);
    if (version === null) return;
    const early = day < dayOf(permit.validFrom);
    const name = register.substanceName(row.substanceId);
    const document = DOCUMENT_WORDS[permit.kind];
    const validity = { zh: `${dayText(permit.validFrom)} 至 ${dayText(permit.validTo)}`, en: `${dayText(permit.validFrom)} to ${dayText(permit.validTo)}` };
    found.push({
      ...contributionFrom(row, PERMIT_EXPIRED, severityFor("medium", version.class)),
      key: keyOf("permit-expired", permit.kind, permit.number, movementKeyOf(row)),
      inputs: { document: permit.kind, number: permit.number, validFrom: dayText(permit.validFrom), validTo: dayText(permit.validTo), occurredOn: dayText(row.occurredAt), reason: early ? "not-yet-valid" : "expired" },
      words: (massMg) => ({
        zh: `${partyName(register, row.declarant)} ${dayText(row.occurredAt)} 的${name.zh} ${massZh(massMg)} 依据${document.zh} ${permit.number}，该证明有效期为 ${validity.zh}，当日${early ? "尚未生效" : "已过期"}。`,
        en: `${partyName(register, row.declarant)} moved ${massEn(massMg)} of ${name.en} on ${dayText(row.occurredAt)} under ${document.en} ${permit.number}, valid ${validity.en}: ${early ? "not yet valid" : "expired"} that day.`,
      }),
    });
  });
}
