import type { Declaration } from "../../contract/declaration.ts";
import type { CatalogueRule, HolderRule } from "../../contract/catalogue.ts";
import type { PermitKind } from "../../contract/permit.ts";
import { documentNeed } from "../exemption.ts";
import { keyOf } from "../key.ts";
import type { Register } from "../register.ts";
import { dayText } from "../shanghai-day.ts";
import { contributionFrom, type Contribution } from "./contribution.ts";
import { crossesBorder, drawnNumber, movementKeyOf } from "./document.ts";
import { defineRule, regulation, severityFor } from "./rule.ts";
import { classWords, DOCUMENT_WORDS, massEn, massZh, partyName } from "./wording.ts";

export const NO_PERMIT = defineRule("no-permit", "1", regulation("第十四条至第十七条、第二十条、第二十六条、第三十八条", "Arts. 14-17, 20, 26, 38"));

type NeededKind = Extract<PermitKind, "purchase" | "transport" | "import" | "export">;

/** The document without which this movement may not take place; null when none is needed. */
function neededDocument(row: Declaration, register: Register): NeededKind | null {
  switch (row.kind) {
    case "receive":
      return "purchase";
    case "import":
      return "import";
    case "export":
      return "export";
    case "dispatch":
      return crossesBorder(row, register) === true ? "transport" : null;
    default:
      return null;
  }
}

const HOLDERS: readonly HolderRule["holder"][] = ["hospital-with-seal-card", "teaching-or-research"];

/** Exemptions that depend on who the holder is, which a declaration does not say: for a person to consider, never applied here. */
const exemptionsByHolder = (row: Declaration, document: NeededKind): readonly CatalogueRule[] =>
  HOLDERS.flatMap((holder) => documentNeed({ substanceId: row.substanceId, document, contentPpm: row.contentPpm, massMg: row.massMg, holder }, dayText(row.occurredAt)).exemptBy);

/** A movement that needs a document cites none, or one that is not on the register. */
export function judgeNoPermit(row: Declaration, register: Register, found: Contribution[]): void {
  const needed = neededDocument(row, register);
  if (needed === null) return;
  const number = drawnNumber(row);
  // A document of another kind under this number is a mismatch, not an absence.
  if (number !== null && (register.permit(needed, number) ?? register.permitOfOtherKind(needed, number)) !== undefined) return;
  const version = register.substance(row.substanceId, row.occurredAt);
  if (version === null) return;
  const need = documentNeed({ substanceId: row.substanceId, document: needed, contentPpm: row.contentPpm, massMg: row.massMg }, dayText(row.occurredAt));
  if (!need.needed) return;
  const name = register.substanceName(row.substanceId);
  const document = DOCUMENT_WORDS[needed];
  const considered = [...need.undecided, ...exemptionsByHolder(row, needed)];
  const noteZh = considered.length === 0 ? "" : `请核对是否适用豁免：${considered.map((each) => each.citation.zh).join("；")}。`;
  const noteEn = considered.length === 0 ? "" : ` Check whether an exemption applies: ${considered.map((each) => each.citation.en).join("; ")}.`;
  found.push({
    ...contributionFrom(row, NO_PERMIT, severityFor("high", version.class)),
    key: keyOf("no-permit", needed, movementKeyOf(row)),
    inputs: { document: needed, number, reason: number === null ? "not-stated" : "not-on-register", class: version.class, exemptions: considered.map((each) => each.citation.zh) },
    words: (massMg) => ({
      zh: `${partyName(register, row.declarant)} ${dayText(row.occurredAt)} 申报${name.zh}（${classWords(version.class).zh}）${massZh(massMg)}，${number === null ? `未填写${document.zh}` : `所填${document.zh} ${number} 不在登记中`}。${noteZh}`,
      en: `${partyName(register, row.declarant)} declared ${massEn(massMg)} of ${name.en} (${classWords(version.class).en}) on ${dayText(row.occurredAt)} ${number === null ? `without a ${document.en}` : `under ${document.en} ${number}, which is not on the register`}.${noteEn}`,
    }),
  });
}
