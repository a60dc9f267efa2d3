import { dayOf } from "#kernel/calendar.ts";
import { Refusal } from "#kernel/refusal.ts";
import { townNamed, townUnitOn } from "#territory";
import type { UseCaseContext } from "#platform/module.ts";
import type { Enterprise } from "../../contract/enterprise.ts";
import type { Norm } from "../../contract/norm.ts";
import type { Permit } from "../../contract/permit.ts";
import { enterpriseParser } from "../../domain/parse/enterprise-row.ts";
import { normParser } from "../../domain/parse/norm-row.ts";
import { permitParser } from "../../domain/parse/permit-row.ts";
import { findEnterprises, findPermits } from "../books/register.sql.ts";
import { settleRegisters } from "../books/settle-registers.ts";
import { fileKind, type ReadRow, type RowOutcome } from "./file-kind.ts";
import { findNorms, insertEnterprises, insertNorms, insertPermits, normKey, reserveEnterprises, reservePermits } from "./registers.sql.ts";

/** One text for what a register entry says: how a quantity was spelled, and where the book lies now, are not part of it. */
const enterpriseText = ({ unitCode: _unit, ...said }: Enterprise): string => JSON.stringify(Object.entries(said).sort(byName));
const permitText = ({ unitCode: _unit, quantityText: _text, ...said }: Permit): string => JSON.stringify(Object.entries(said).sort(byName));
const normText = ({ unitCode: _unit, ...said }: Norm): string => JSON.stringify(Object.entries(said).sort(byName));
const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);
const permitKey = (permit: Permit): string => `${permit.kind} ${permit.number}`;

export const enterprisesFile = fileKind<Enterprise>({
  keyColumn: "uscc",
  ownerColumn: "district",
  parser: (header, lookup, nowMs) => {
    const parse = enterpriseParser(header, lookup);
    return (record) => {
      const parsed = parse(record);
      return parsed.ok ? { ...parsed, value: { ...parsed.value, unitCode: unitByTown(parsed.value, nowMs) } } : parsed;
    };
  },
  keyOf: (row) => row.uscc,
  keyText: (row) => row.uscc,
  unitOf: (row) => row.unitCode,
  check: async (context, rows) => judge(rows, await storedEnterprises(context, rows), (row) => row.uscc, enterpriseText),
  take: async (context, rows, sourceId, turn) => {
    await turn;
    const free = await reserveEnterprises(context.tx, rows.map(({ value }) => value));
    const fresh = rows.filter(({ value }) => free.has(value.uscc)).map(({ value }) => value);
    if (fresh.length > 0) {
      await insertEnterprises(context.tx, fresh, sourceId, context.now);
      await settleRegisters({ ...context, sourceId }, { enterprises: fresh, permits: [] });
    }
    const taken = rows.filter(({ value }) => !free.has(value.uscc));
    return [...accepted(rows, (row) => free.has(row.uscc)), ...judge(taken, await storedEnterprises(context, taken), (row) => row.uscc, enterpriseText)];
  },
});

export const permitsFile = fileKind<Permit>({
  keyColumn: "number",
  ownerColumn: "holder",
  parser: permitParser,
  keyOf: permitKey,
  keyText: (row) => row.number,
  unitOf: (row) => row.unitCode,
  check: async (context, rows) => judge(rows, await storedPermits(context, rows), permitKey, permitText),
  take: async (context, rows, sourceId, turn) => {
    await turn;
    const free = await reservePermits(context.tx, rows.map(({ value }) => value));
    const fresh = rows.filter(({ value }) => free.has(permitKey(value))).map(({ value }) => value);
    if (fresh.length > 0) {
      await insertPermits(context.tx, fresh, sourceId, context.now);
      await settleRegisters({ ...context, sourceId }, { enterprises: [], permits: fresh });
    }
    const taken = rows.filter(({ value }) => !free.has(permitKey(value)));
    return [...accepted(rows, (row) => free.has(permitKey(row))), ...judge(taken, await storedPermits(context, taken), permitKey, permitText)];
  },
});

export const normsFile = fileKind<Norm>({
  keyColumn: "process",
  ownerColumn: "enterprise",
  parser: (header, lookup) => normParser(header, lookup),
  keyOf: normKey,
  keyText: (row) => row.process,
  unitOf: (row) => row.unitCode,
  check: async (context, rows) => judge(rows, await findNorms(context.tx, rows.map(({ value }) => value)), normKey, normText),
  take: async (context, rows, sourceId, turn) => {
    await turn;
    const free = await insertNorms(context.tx, rows.map(({ value }) => value), sourceId, context.now);
    const taken = rows.filter(({ value }) => !free.has(normKey(value)));
    const stored = taken.length > 0 ? await findNorms(context.tx, taken.map(({ value }) => value)) : [];
    return [...accepted(rows, (row) => free.has(normKey(row))), ...judge(taken, stored, normKey, normText)];
  },
});

/** Where a district was divided, the town says which successor keeps the register today. */
function unitByTown(row: Enterprise, nowMs: number): string {
  if (row.town === null) return row.unitCode;
  const town = townNamed(row.district, row.town, dayOf(row.since));
  return (town && townUnitOn(town.code, dayOf(nowMs))) ?? row.unitCode;
}

const storedEnterprises = ({ tx, withinCity }: UseCaseContext, rows: readonly ReadRow<Enterprise>[]): Promise<Enterprise[]> =>
  rows.length === 0 ? Promise.resolve([]) : withinCity(() => findEnterprises(tx, rows.map(({ value }) => value.uscc)));

const storedPermits = ({ tx, withinCity }: UseCaseContext, rows: readonly ReadRow<Permit>[]): Promise<Permit[]> =>
  rows.length === 0 ? Promise.resolve([]) : withinCity(() => findPermits(tx, [...new Set(rows.map(({ value }) => value.number))]));

const accepted = <Value>(rows: readonly ReadRow<Value>[], isNew: (value: Value) => boolean): RowOutcome[] => rows.filter(({ value }) => isNew(value)).map(({ line }) => ({ line, state: "accepted" }));

function judge<Value>(rows: readonly ReadRow<Value>[], stored: readonly Value[], keyOf: (value: Value) => string, textOf: (value: Value) => string): RowOutcome[] {
  const known = new Map(stored.map((value) => [keyOf(value), textOf(value)]));
  return rows.map(({ line, value }) => {
    const text = known.get(keyOf(value));
    if (text === undefined) return { line, state: "accepted" };
    return text === textOf(value) ? { line, state: "unchanged" } : { line, state: "refused", refusal: new Refusal("precursor.row.conflict") };
  });
}
