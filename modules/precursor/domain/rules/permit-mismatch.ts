import { isForeignParty, type Declaration } from "../../contract/declaration.ts";
import type { Permit, PermitKind } from "../../contract/permit.ts";
import { keyOf, receiverOf, senderOf } from "../key.ts";
import type { Register } from "../register.ts";
import { dayText } from "../shanghai-day.ts";
import { contributionFrom, type Contribution } from "./contribution.ts";
import { eachKnownDocument, isCountry, liesIn, movementKeyOf } from "./document.ts";
import { defineRule, regulation, severityFor } from "./rule.ts";
import { DOCUMENT_WORDS, massEn, massZh, partyName } from "./wording.ts";

export const PERMIT_MISMATCH = defineRule("permit-mismatch", "1", regulation("第二十二条、第二十四条、第四十条第二项、第四十一条", "Arts. 22, 24, 40(2), 41"));

const REASON_WORDS: { readonly [reason: string]: { readonly zh: string; readonly en: string } } = {
  kind: { zh: "证明种类", en: "kind of document" },
  holder: { zh: "持有人", en: "holder" },
  counterparty: { zh: "交易对方", en: "counterparty" },
  substance: { zh: "品种", en: "substance" },
  origin: { zh: "起运地", en: "origin" },
  destination: { zh: "目的地", en: "destination" },
};

/** In which respects the document does not fit the movement; empty when it fits. */
export function mismatchReasons(row: Declaration, permit: Permit, kind: PermitKind, register: Register): string[] {
  const reasons: string[] = [];
  if (permit.kind !== kind) reasons.push("kind");
  if (permit.substanceId !== row.substanceId) reasons.push("substance");
  const { holders, others } = partiesOf(row, kind);
  if (!holders.includes(permit.holder)) reasons.push("holder");
  if (permit.counterparty !== null && others !== null && !others.includes(permit.counterparty)) reasons.push("counterparty");
  const { from, to } = placesOf(row, kind, register);
  if (permit.origin !== null && from.length > 0 && !fits(from, permit.origin)) reasons.push("origin");
  if (permit.destination !== null && to.length > 0 && !fits(to, permit.destination)) reasons.push("destination");
  return reasons;
}

/** The common case of a fitting purchase document, answered without building anything. */
const isPlainPurchase = (row: Declaration, permit: Permit, kind: PermitKind): boolean =>
  kind === "purchase" &&
  permit.kind === "purchase" &&
  permit.substanceId === row.substanceId &&
  permit.holder === receiverOf(row) &&
  (permit.counterparty === null || permit.counterparty === senderOf(row));

/** Who may hold the document, and who may be named on it as the other side. A transport document is the owner's: either party's. */
function partiesOf(row: Declaration, kind: PermitKind): { readonly holders: readonly string[]; readonly others: readonly string[] | null } {
  if (row.kind !== "dispatch" && row.kind !== "receive") {
    return { holders: [row.declarant], others: row.counterparty === null || row.kind === "produce" ? null : [row.counterparty] };
  }
  if (kind === "transport") return { holders: [senderOf(row), receiverOf(row)], others: [senderOf(row), receiverOf(row)] };
  return { holders: [receiverOf(row)], others: [senderOf(row)] };
}

type Places = readonly string[];
const NOWHERE: Places = [];

/** Places are compared for transport (districts) and for import and export (the country abroad); empty: not known, not compared. */
function placesOf(row: Declaration, kind: PermitKind, register: Register): { readonly from: Places; readonly to: Places } {
  const home = districtsOf(row.declarant, register);
  const abroad = row.counterparty !== null && isForeignParty(row.counterparty) ? [row.counterparty.slice(0, 2)] : NOWHERE;
  if (kind === "import") return { from: abroad, to: home };
  if (kind === "export") return { from: home, to: abroad };
  if (kind !== "transport" || row.counterparty === null) return { from: NOWHERE, to: NOWHERE };
  return { from: home, to: districtsOf(row.counterparty, register) };
}

/** The district by the boundaries of its registration, and its unit by those of today: a document states the one in force when it was issued. */
function districtsOf(uscc: string, register: Register): Places {
  const party = register.enterprise(uscc);
  return party === undefined ? NOWHERE : [party.district, party.unitCode];
}

const fits = (places: Places, stated: string): boolean =>
  places.some((place) => {
    if (isCountry(stated)) return isCountry(place) ? place === stated : stated === "CN";
    return isCountry(place) ? false : liesIn(place, stated);
  });

/** The cited document is on the register and says something else than the movement. */
export function judgePermitMismatch(row: Declaration, register: Register, found: Contribution[]): void {
  eachKnownDocument(row, register, (permit, kind) => {
    if (isPlainPurchase(row, permit, kind)) return;
    const reasons = mismatchReasons(row, permit, kind, register);
    if (reasons.length === 0) return;
    const version = register.substance(row.substanceId, row.occurredAt);
    if (version === null) return;
    const name = register.substanceName(row.substanceId);
    found.push({
      ...contributionFrom(row, PERMIT_MISMATCH, severityFor("medium", version.class)),
      key: keyOf("permit-mismatch", kind, permit.number, movementKeyOf(row)),
      inputs: { document: kind, number: permit.number, reasons, permitKind: permit.kind, permitHolder: permit.holder, permitCounterparty: permit.counterparty, permitSubstance: permit.substanceId, permitOrigin: permit.origin, permitDestination: permit.destination },
      words: (massMg, _count, all) => ({
        zh: `${partyName(register, row.declarant)} ${dayText(row.occurredAt)} 的${name.zh} ${massZh(massMg)} 依据${DOCUMENT_WORDS[kind].zh} ${permit.number}，与该证明不符：${all.map((reason) => REASON_WORDS[reason]?.zh ?? reason).join("、")}。`,
        en: `${partyName(register, row.declarant)} moved ${massEn(massMg)} of ${name.en} on ${dayText(row.occurredAt)} under ${DOCUMENT_WORDS[kind].en} ${permit.number}, which differs in: ${all.map((reason) => REASON_WORDS[reason]?.en ?? reason).join(", ")}.`,
      }),
    });
  });
}
