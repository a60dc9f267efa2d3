import { dayOf, type Day } from "#kernel/calendar.ts";
import type { FileAnswer, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase, UseCaseContext } from "#platform/module.ts";
import { ownCity, unitOn } from "#territory";
import type { BalanceRow, getBalance } from "../../contract/balance.api.ts";
import { InKind, OutKind, totalMg } from "../../contract/balance.ts";
import { IN_KIND_WORDS, OUT_KIND_WORDS } from "../../contract/movement-words.ts";
import { scopeFor, type BookScope } from "./book-scope.ts";
import { bookSheet, both, exportBook, kgColumn, substanceName, type BookColumn } from "./export-book.ts";
import { pastMoment, readBalance } from "./get-balance.ts";
import { isAnyDemo } from "./names.sql.ts";
import { namesOf } from "./names.ts";
import { holdsDemo } from "./register.sql.ts";

const TITLE = { zh: "物料平衡", en: "Mass balance" };

export const exportBalanceTable: UseCase<ParsedInputOf<typeof getBalance>, FileAnswer> = async (context, input) => {
  const { from, to, balances, within } = await readBalance(context, input);
  const scope = scopeFor(context.actor, input);
  const facts = { title: TITLE, of: await nameOf(context, scope, input.unit, within?.boundary), period: { from, to }, asOf: pastMoment(input.asOf, context.now), isDemo: scope !== null && (await isDemo(context, scope)) };
  const code = scope?.enterprise ?? input.unit ?? context.actor.unitCode;
  return exportBook(context, facts, `${TITLE.zh}-${code}-${from}-${to}`, [bookSheet(TITLE.zh, columnsOn(to), balances)]);
};

/** Every way in and out stands apart, so that a line can be added up by whoever holds the sheet. */
const columnsOn = (day: string): BookColumn<BalanceRow>[] => [
  { zh: "品种", en: "Substance", kind: "text", cell: (row) => substanceName(row.substanceId, day) },
  { zh: "品种代码", en: "Substance code", kind: "id", cell: (row) => row.substanceId },
  kgColumn("期初结存", "Opening", (row) => row.openingMg),
  ...InKind.options.map((kind) => kgColumn<BalanceRow>(`收：${IN_KIND_WORDS[kind].zh}`, `In: ${IN_KIND_WORDS[kind].en}`, (row) => row.inMg[kind] ?? 0)),
  kgColumn("收入合计", "Total in", (row) => totalMg(row.inMg)),
  ...OutKind.options.map((kind) => kgColumn<BalanceRow>(`支：${OUT_KIND_WORDS[kind].zh}`, `Out: ${OUT_KIND_WORDS[kind].en}`, (row) => row.outMg[kind] ?? 0)),
  kgColumn("支出合计", "Total out", (row) => totalMg(row.outMg)),
  kgColumn("期末结存", "Closing", (row) => row.closingMg),
  kgColumn("在途", "In transit", (row) => row.inTransitMg),
  kgColumn("盘点差异，正数为短少", "MUF, positive is missing", (row) => row.mufMg),
];

async function nameOf(context: UseCaseContext, scope: BookScope | null, asked: string | undefined, boundary: Day | undefined): Promise<string> {
  if (scope?.enterprise) return `${(await namesOf(context, [scope.enterprise])).of(scope.enterprise) ?? ""} ${scope.enterprise}`.trim();
  const city = ownCity();
  const unit = scope === null ? (asked ?? context.actor.unitCode) : (scope.unit ?? city.code);
  const named = unit === city.code ? city : unitOn(unit, boundary ?? dayOf(context.now));
  const name = named ? `${both({ zh: named.nameZh, en: named.nameEn })} ${unit}` : unit;
  return boundary === undefined ? name : `${name}（按 ${boundary} 的区划 within the boundaries of ${boundary}）`;
}

const isDemo = ({ tx }: UseCaseContext, scope: BookScope): Promise<boolean> => (scope.enterprise === null ? holdsDemo(tx, scope) : isAnyDemo(tx, [scope.enterprise]));
