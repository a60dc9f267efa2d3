import { declarationKey, type Declaration } from "../../contract/declaration.ts";
import { judgeDeclaration } from "../../domain/rules/declaration.ts";
import { findingsOf, type Contribution } from "../../domain/rules/contribution.ts";
import type { Change, Judged } from "./change.ts";
import { deleteContributions, insertContributions, listContributors, listKeysOf } from "./contribution.sql.ts";
import { namedIn, registerOf } from "./register-of.ts";

/**
 * Rules that look at one declaration and the registers. Most rows say nothing; those that do are noted by finding key, so
 * that a key touched again is judged from all its rows.
 */
export async function settleDeclarations(change: Change): Promise<Judged> {
  const found: Contribution[] = [];
  for (const row of change.added) judgeDeclaration(row, change.register, found);
  const removedKeys = change.removed.length > 0 ? await listKeysOf(change.tx, change.removed.map(({ row }) => row)) : [];
  if (change.removed.length > 0) await deleteContributions(change.tx, change.removed.map(({ row }) => row));
  if (found.length === 0 && removedKeys.length === 0) return { groups: [], findings: [] };
  const unitOfRow = new Map(change.added.map((row) => [declarationKey(row), row.unitCode]));
  await insertContributions(change.tx, found.map((part) => ({ unitCode: part.unitCode, findingKey: part.key, declaration: part.declaration, declarantUnit: unitOfRow.get(part.declaration) ?? part.unitCode })));
  return judgeKeys(change, [...new Set([...found.map((part) => part.key), ...removedKeys])], found);
}

/** Judges whole keys again from every row noted for them. */
export async function judgeKeys(change: Change, keys: readonly string[], fresh: readonly Contribution[]): Promise<Judged> {
  const own = new Set(change.added.map(declarationKey));
  const earlier = (await listContributors(change.tx, change.units, keys)).filter((row) => !own.has(declarationKey(row)));
  const parts: Contribution[] = [...fresh];
  if (earlier.length > 0) parts.push(...(await contributionsOf(change, earlier)));
  const wanted = new Set(keys);
  const findings = findingsOf(parts.filter((part) => wanted.has(part.key)));
  return { groups: keys.map(groupOfKey), findings: findings.map((finding) => ({ group: groupOfKey(finding.key), finding })) };
}

async function contributionsOf(change: Change, rows: readonly Declaration[]): Promise<Contribution[]> {
  const register = await registerOf(change.tx, namedIn(rows));
  const parts: Contribution[] = [];
  for (const row of rows) judgeDeclaration(row, register, parts);
  return parts;
}

const groupOfKey = (key: string) => `row|${key}`;
