import { maskedNames } from "#access";
import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import { one } from "#platform/db.ts";
import type { UseCase, UseCaseContext } from "#platform/module.ts";
import type { FindingRow, getFinding } from "../../contract/finding.api.ts";
import { precursorRefusals } from "../../contract/refusals.ts";
import { scopeFor } from "./book-scope.ts";
import { findingRows } from "./finding-row.ts";
import { selectActs, selectFinding, type StoredFinding } from "./finding.sql.ts";

const unknown = () => precursorRefusals.refuse("precursor.finding.unknown");

export const readFinding: UseCase<ParsedInputOf<typeof getFinding>, OutputOf<typeof getFinding>> = async (context, { id }) => {
  const stored = await getVisibleFinding(context, id);
  const acts = await selectActs(context.tx, stored.unitCode, id);
  const people = await maskedNames(context, acts.map(({ accountUnit, accountId }) => ({ unitCode: accountUnit, id: accountId })));
  const works = context.actor.permissions.has("precursor.finding.work") && context.actor.enterpriseUscc === undefined;
  const live = stored.state === "open" || stored.state === "assigned";
  return {
    finding: await findingRow(context, stored),
    acts: acts.map(({ accountUnit: _, accountId, at, ...act }) => ({ ...act, at: at.toISOString(), accountName: people.get(accountId) ?? null })),
    can: { assign: works && live && stored.assignee !== context.actor.accountId, note: works, close: works && live, reopen: works && stored.state === "closed" },
  };
};

/** @throws Refusal precursor.finding.unknown, also for one in a book the actor may not see */
export async function getVisibleFinding({ tx, actor, now }: UseCaseContext, id: string): Promise<StoredFinding> {
  const scope = scopeFor(actor) ?? unknown();
  return one(await selectFinding(tx, scope, id, now), unknown);
}

export async function findingRow(context: UseCaseContext, stored: StoredFinding): Promise<FindingRow> {
  return one(await findingRows(context, [stored]), unknown);
}
