import { maskedNames } from "#access";
import type { Actor } from "#kernel/actor.ts";
import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase, UseCaseContext } from "#platform/module.ts";
import { refuseRecord as refuse, type EntryView, type getEntry, type listEntries } from "../contract/index.ts";
import { findEntry, findEntryAt, listEntryRows, type EntryRow, type EntryScope } from "./entry.sql.ts";
import { recordParts } from "./parts.ts";

type Of<E> = UseCase<ParsedInputOf<E>, OutputOf<E>>;

/** Whoever may read the record sees their unit's (the city's officials: every unit's); everybody else what they did themselves. */
export function scopeOf(actor: Actor): EntryScope {
  return { unit: actor.scope === "city" ? null : actor.unitCode, account: actor.permissions.has("record.read") ? null : actor.accountId };
}

export const getEntryUseCase: Of<typeof getEntry> = async (context, { id }) => {
  const { tx, actor } = context;
  const row = /^\d+$/.test(id) ? await findEntryAt(tx, scopeOf(actor), Number(id)) : await findEntry(tx, scopeOf(actor), id);
  return row ? shown(row, await namesOf(context, [row])) : refuse("record.entry.unknown");
};

export const listEntriesUseCase: Of<typeof listEntries> = async (context, { unit, name, account, from, to, after, limit }) => {
  const { tx } = context;
  const scope = scopeOf(context.actor);
  if (unit !== undefined && scope.unit !== null && unit !== scope.unit) return { rows: [], next: null };
  const rows = await listEntryRows(tx, { unit: unit ?? scope.unit, account: account ?? scope.account, name: name ?? "", from: dateOf(from), to: dateOf(to), after: cursorOf(after), limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const names = await namesOf(context, page);
  return { rows: page.map((row) => shown(row, names)), next: rows.length > limit && last ? last.id : null };
};

const namesOf = (context: UseCaseContext, rows: readonly EntryRow[]) => maskedNames(context, rows.map(({ unitCode, accountId }) => ({ unitCode, id: accountId })));

function shown(row: EntryRow, names: ReadonlyMap<string, string>): EntryView {
  return {
    id: row.id,
    index: row.index,
    at: row.at.toISOString(),
    unit: row.unitCode,
    name: row.name,
    title: recordParts().titleOf(row.name) ?? null,
    actor: { kind: row.actorKind, id: row.accountId, name: names.get(row.accountId) ?? null },
    command: row.commandId,
    sealed: row.sealed,
  };
}

/** A cursor that is none begins at the beginning. */
const cursorOf = (after: string | undefined): string | null => (after !== undefined && /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(after) ? after : null);

const dateOf = (text: string | undefined): Date | null => (text === undefined ? null : new Date(text));
