import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import { one } from "#platform/db.ts";
import type { UseCase, UseCaseContext } from "#platform/module.ts";
import { declarationKey, isForeignParty } from "../../contract/declaration.ts";
import type { getDeclaration } from "../../contract/declaration.api.ts";
import { precursorRefusals } from "../../contract/refusals.ts";
import { receiverOf, senderOf } from "../../domain/key.ts";
import { groupKeyOf, isMatched } from "../../domain/match-shipments.ts";
import { toDeclaration } from "../declaration.sql.ts";
import { listShipments, type ShipmentRow } from "../books/shipment.sql.ts";
import { scopeFor, type BookScope } from "./book-scope.ts";
import { declarationRows } from "./declaration-rows.ts";
import { selectDeclaration, selectNamed, type ShownDeclaration } from "./declaration-view.sql.ts";
import { selectFindingsNaming } from "./finding.sql.ts";
import { findUnitOf } from "./names.sql.ts";
import { findVisibleUnit } from "./visible-book.ts";

const unknown = () => precursorRefusals.refuse("precursor.declaration.unknown");

export const readDeclaration: UseCase<ParsedInputOf<typeof getDeclaration>, OutputOf<typeof getDeclaration>> = async (context, { declarant, declarationId }) => {
  const scope = scopeFor(context.actor) ?? unknown();
  const unitCode = (await findVisibleUnit(context, declarant)) ?? unknown();
  const row = one(await selectDeclaration(context.tx, unitCode, declarant, declarationId), unknown);
  const pairing = await pairingOf(context, scope, row);
  const parties = [declarant, ...(row.counterparty === null ? [] : [row.counterparty])];
  const findings = await selectFindingsNaming(context.tx, scope, parties, declarationKey(row), context.now);
  const [declaration, ...others] = await declarationRows(context, [row, ...(pairing?.others ?? [])]);
  return { declaration: declaration ?? unknown(), pairing: pairing && { how: pairing.how, others }, findings: findings.map(({ id, kind, words }) => ({ id, kind, ...words })) };
};

/** The other rows of its shipment that the actor may see; how the two sides were paired, the shipment itself tells. */
async function pairingOf({ tx, withinCity }: UseCaseContext, scope: BookScope, shown: ShownDeclaration): Promise<{ how: ShipmentRow["how"]; others: readonly ShownDeclaration[] } | null> {
  const row = toDeclaration(shown);
  if (!isMatched(row)) return null;
  const legs = await withinCity(async () => {
    const unit = (await unitOfParty(tx, senderOf(row))) ?? (await unitOfParty(tx, receiverOf(row))) ?? row.unitCode;
    const [group] = await listShipments(tx, [[groupKeyOf(row), unit]]);
    const partners = group?.pairedWith ? await listShipments(tx, group.pairedWith.map((key) => [key, unit])) : [];
    return group && { how: group.how, keys: [group, ...partners].flatMap((each) => [...each.dispatches, ...each.receipts]).map((leg) => leg.key) };
  });
  if (legs === undefined) return { how: null, others: [] };
  const names = legs.keys.filter((key) => key !== declarationKey(row)).map((key) => ({ declarant: key.slice(0, 18), declarationId: key.slice(19) }));
  return { how: legs.how, others: await selectNamed(tx, scope, names) };
}

const unitOfParty = (tx: UseCaseContext["tx"], party: string) => (party === "" || isForeignParty(party) ? Promise.resolve(null) : findUnitOf(tx, party));
