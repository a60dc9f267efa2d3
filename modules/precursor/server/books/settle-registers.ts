import { declarationKey, type Declaration } from "../../contract/declaration.ts";
import type { Enterprise } from "../../contract/enterprise.ts";
import type { Permit } from "../../contract/permit.ts";
import { keyOf } from "../../domain/key.ts";
import { drawTarget } from "../../domain/permit-draw.ts";
import { judgeDeclaration } from "../../domain/rules/declaration.ts";
import type { Contribution } from "../../domain/rules/contribution.ts";
import { listPermitDraws } from "../declaration.sql.ts";
import type { Change, Judged } from "./change.ts";
import { deleteContributions, insertContributions, listContributors, listKeysOf } from "./contribution.sql.ts";
import { storeFindings, type Because } from "./finding-store.sql.ts";
import type { Posting } from "./post-declarations.ts";
import { lockBooks } from "./register.sql.ts";
import { namedIn, registerOf } from "./register-of.ts";
import { judgeKeys } from "./settle-declarations.ts";
import { settlePermits } from "./settle-permits.ts";
import { judgeYears } from "./settle-years.ts";
import { listBookUnits, listUnknownPartyKeys, listYearsOf, moveShipments } from "./settle-registers.sql.ts";

/** Parties and documents that were entered in (or taken from) the registers just now, in this transaction. */
export type Registered = { readonly enterprises: readonly Enterprise[]; readonly permits: readonly Permit[] };

/**
 * Judges again what a new party or document explains: rows that cite the number or name the party, what was drawn on the
 * document, the buyer's year, and where a lane lies. All books are locked, so no posting judges by the old registers meanwhile.
 * @returns ids of the findings that changed
 */
export async function settleRegisters(posting: Posting, registered: Registered): Promise<readonly string[]> {
  const { tx, now, newId } = posting;
  return posting.withinCity(async () => {
    const units = await listBookUnits(tx);
    await lockBooks(tx, units, newId());
    if (registered.enterprises.length > 0) await moveShipments(tx, registered.enterprises);
    const citing = await rowsCiting(posting, registered.permits);
    const rows = unique([...citing, ...(await rowsNaming(posting, units, registered.enterprises))]);
    const change: Change = { tx, now, newId, added: rows, removed: [], register: await registerOf(tx, namedIn(rows)), stocks: new Map(), write: async (step) => (await step()).answer, unitOf: () => undefined, units };
    const judged = [await rejudgeRows(change), await settlePermits({ ...change, added: drawsOn(citing, registered.permits) }), await rejudgeYears(change, registered.permits)];
    const groups = [...new Set(judged.flatMap((each) => each.groups))];
    const findings = judged.flatMap((each) => each.findings);
    for (const { unitCode } of [...rows, ...findings.map(({ finding }) => finding)]) posting.touches?.(unitCode);
    if (groups.length === 0) return [];
    return storeFindings(posting, groups, findings, units, becauseOfRegister(registered));
  });
}

/** Present rows of any book that cite one of these numbers, for whatever kind of document. */
const rowsCiting = ({ tx }: Posting, permits: readonly Permit[]): Promise<Declaration[]> => (permits.length === 0 ? Promise.resolve([]) : listPermitDraws(tx, [...new Set(permits.map((permit) => permit.number))]));

/** A party that trades before it is registered is spoken of by a finding: its rows are those noted for it. */
async function rowsNaming({ tx }: Posting, units: readonly string[], enterprises: readonly Enterprise[]): Promise<Declaration[]> {
  if (enterprises.length === 0) return [];
  const keys = await listUnknownPartyKeys(tx, enterprises.map((each) => each.uscc));
  return keys.length === 0 ? [] : listContributors(tx, units, keys);
}

const unique = (rows: readonly Declaration[]): Declaration[] => [...new Map(rows.map((row) => [declarationKey(row), row])).values()];

async function rejudgeRows(change: Change): Promise<Judged> {
  if (change.added.length === 0) return { groups: [], findings: [] };
  const before = await listKeysOf(change.tx, change.added);
  await deleteContributions(change.tx, change.added);
  const found: Contribution[] = [];
  for (const row of change.added) judgeDeclaration(row, change.register, found);
  const unitOfRow = new Map(change.added.map((row) => [declarationKey(row), row.unitCode]));
  await insertContributions(change.tx, found.map((part) => ({ unitCode: part.unitCode, findingKey: part.key, declaration: part.declaration, declarantUnit: unitOfRow.get(part.declaration) ?? part.unitCode })));
  return judgeKeys(change, [...new Set([...before, ...found.map((part) => part.key)])], found);
}

/** Draws were not counted while the document was unknown, so each is new to it. */
function drawsOn(rows: readonly Declaration[], permits: readonly Permit[]): Declaration[] {
  const fresh = new Set(permits.map((permit) => keyOf(permit.kind, permit.number)));
  return rows.filter((row) => {
    const target = drawTarget(row);
    return target !== null && fresh.has(keyOf(target.kind, target.number));
  });
}

async function rejudgeYears(change: Change, permits: readonly Permit[]): Promise<Judged> {
  const purchases = permits.filter((permit) => permit.kind === "purchase");
  if (purchases.length === 0) return { groups: [], findings: [] };
  return judgeYears(change, await listYearsOf(change.tx, purchases));
}

function becauseOfRegister({ enterprises, permits }: Registered): Because {
  const party = enterprises[0];
  const permit = permits[0];
  const what = permit
    ? { zh: `登记的许可或备案证明有变化（${permit.number} 等 ${permits.length} 份）`, en: `The register of documents changed (${permit.number}, ${permits.length} in all)` }
    : { zh: `企业登记有变化（${party?.uscc ?? ""} 等 ${enterprises.length} 家）`, en: `The register of enterprises changed (${party?.uscc ?? ""}, ${enterprises.length} in all)` };
  return {
    healed: { zh: `${what.zh}，据此重新判断后不再成立。`, en: `${what.en}; judged again by it, this no longer holds.` },
    changed: { zh: `${what.zh}，据此重新判断后与办结时不同。`, en: `${what.en}; judged again by it, this is no longer what was closed.` },
  };
}
