import type { Actor } from "#kernel/actor.ts";
import type { OutputOf } from "#kernel/contract.ts";
import { Refusal, wordsOf } from "#kernel/refusal.ts";
import type { GroupedItem, GroupedUseCase, ReadAhead, UseCaseContext } from "#platform/module.ts";
import { declarationKey, type Declaration } from "../../contract/declaration.ts";
import { DeclarationFiling, type fileDeclaration } from "../../contract/declaration.api.ts";
import { rowRefusals } from "../../contract/row-refusals.ts";
import { declarationParser } from "../../domain/parse/declaration-row.ts";
import type { RowProblem } from "../../domain/parse/table-columns.ts";
import { postDeclarations, type Outcome } from "../books/post-declarations.ts";
import { findUnits } from "../books/register.sql.ts";
import { listNaming } from "./file-declaration.sql.ts";
import { rowLookupFrom } from "./row-lookup.ts";

type Filed = OutputOf<typeof fileDeclaration>;
type Parsed = { readonly line: number; readonly row: Declaration; readonly content: string; readonly reportedGiven: boolean };

/** A filing is a row of a file with these columns: the same rules judge both. */
const HEADER = Object.keys(DeclarationFiling.shape) as (keyof DeclarationFiling)[]; // the shape's keys are the filing's

type UnitsOfBooks = ReadonlyMap<string, string>;

/** Where the declarants' books lie. */
export const unitsAhead: ReadAhead<DeclarationFiling, UnitsOfBooks> = ({ tx }, items) => findUnits(tx, [...new Set(items.map(({ input }) => input.declarant.toUpperCase()))]);

/** Many filings in one posting. A faulty one costs itself: the others are taken. */
export const fileMany: GroupedUseCase<DeclarationFiling, Filed, UnitsOfBooks> = async (context, items, units) => {
  const answers = new Map<number, Filed | Refusal>();
  const parsed = parseAll(context, items, units, answers);
  const { fresh, again } = splitRepeated(parsed, answers);
  const posted = fresh.length === 0 ? { outcomes: [], findings: [] } : await postDeclarations({ ...context, sourceId: context.newId() }, fresh);
  const findings = await findingsByDeclaration(context, posted.findings);
  const byLine = new Map(posted.outcomes.map((outcome) => [outcome.line, outcome]));
  for (const each of fresh) answers.set(each.line, answerOf(each.row, byLine.get(each.line), findings));
  for (const { row, line, first } of again) {
    const answer = answers.get(first);
    answers.set(line, answer instanceof Refusal || answer === undefined ? (answer ?? new Refusal("precursor.declaration.conflict", { declarationId: row.declarationId })) : { ...answer, state: "unchanged" });
  }
  return items.map((_item, line) => answers.get(line) ?? missing());
};

function parseAll(context: UseCaseContext, items: readonly GroupedItem<DeclarationFiling>[], units: UnitsOfBooks, answers: Map<number, Filed | Refusal>): Parsed[] {
  const parse = declarationParser(HEADER, rowLookupFrom((uscc) => units.get(uscc) ?? null, context.now), context.now.getTime());
  const parsed: Parsed[] = [];
  items.forEach(({ actor, input }, line) => {
    const uscc = input.declarant.toUpperCase();
    if (!mayFileFor(actor, uscc, units.get(uscc))) return answers.set(line, new Refusal("precursor.enterprise.unknown"));
    const row = parse(HEADER.map((name) => input[name] ?? ""));
    if (row.ok) return parsed.push({ line, row: row.value, content: row.content, reportedGiven: (input.reported_at ?? "").trim() !== "" });
    return answers.set(line, new Refusal("precursor.declaration.invalid", { count: row.problems.length, problems: row.problems.map(problemOf) }));
  });
  return parsed;
}

/** Staff of an enterprise file for it alone, officials within their unit; a book one may not touch answers like none. */
function mayFileFor(actor: Actor, uscc: string, unitCode: string | undefined): boolean {
  if (unitCode === undefined) return false;
  if (actor.kind === "enterprise" || actor.department === "enterprise" || actor.enterpriseUscc !== undefined) return actor.enterpriseUscc === uscc;
  return actor.scope === "city" || actor.unitCode === unitCode;
}

const problemOf = ({ column, code, data }: RowProblem) => {
  const words = rowRefusals.words[code] ?? { status: 422, zh: code, en: code };
  return { path: column, code, words: { zh: wordsOf(words, "zh", data), en: wordsOf(words, "en", data) } };
};

function splitRepeated(parsed: readonly Parsed[], answers: Map<number, Filed | Refusal>): { fresh: Parsed[]; again: (Parsed & { first: number })[] } {
  const firsts = new Map<string, Parsed>();
  const fresh: Parsed[] = [];
  const again: (Parsed & { first: number })[] = [];
  for (const each of parsed) {
    const key = declarationKey(each.row);
    const first = firsts.get(key);
    if (first === undefined) {
      firsts.set(key, each);
      fresh.push(each);
    } else if (first.content === each.content) again.push({ ...each, first: first.line });
    else answers.set(each.line, new Refusal("precursor.declaration.conflict", { declarationId: each.row.declarationId }));
  }
  return { fresh, again };
}

async function findingsByDeclaration({ tx }: UseCaseContext, ids: readonly string[]): Promise<Map<string, string[]>> {
  const byDeclaration = new Map<string, string[]>();
  if (ids.length === 0) return byDeclaration;
  for (const { id, declarations } of await listNaming(tx, ids)) {
    for (const name of declarations) byDeclaration.set(name, [...(byDeclaration.get(name) ?? []), id]);
  }
  return byDeclaration;
}

function answerOf(row: Declaration, outcome: Outcome | undefined, findings: ReadonlyMap<string, readonly string[]>): Filed | Refusal {
  if (outcome === undefined) return missing();
  if (outcome.state === "refused") return outcome.refusal;
  return { declarant: row.declarant, declarationId: row.declarationId, massMg: row.massMg, state: outcome.state, voided: outcome.state === "unchanged" && outcome.isVoided, findings: [...(findings.get(declarationKey(row)) ?? [])] };
}

function missing(): never {
  throw new Error("a filing was left without an answer");
}
