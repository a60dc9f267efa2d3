import { MAX_FINDING_DECLARATIONS, type Finding } from "../../contract/finding.ts";
import { keyOf } from "../key.ts";
import type { Register } from "../register.ts";
import { dayText, startOfDay } from "../shanghai-day.ts";
import { cite, defineRule, severityFor } from "./rule.ts";
import { massEn, massZh, partyName } from "./wording.ts";

export const NEGATIVE_STOCK = defineRule(
  "negative-stock",
  "1",
  cite(
    "《易制毒化学品管理条例》（2018年修订）第十九条、第三十四条（台账与库存；判定方法为本系统规则）",
    "Regulation (rev. 2018), Arts. 19, 34 (ledger and stock; the method is a rule of this program)",
    "house",
  ),
);

export type StockAccount = { readonly unitCode: string; readonly enterprise: string; readonly substanceId: string };

/** What a stock account's days came short by. */
export type ShortfallSummary = {
  readonly totalMg: number;
  readonly days: number;
  readonly firstDay: number;
  /** Shortfall of the first day alone. */
  readonly firstMg: number;
  /** Names of the declarations that touched the account on that day, in order of time, then name. */
  readonly firstDeclarations: readonly string[];
};

/** More left a book than it ever held: the rest came from somewhere nobody declared. */
export function judgeNegativeStock(account: StockAccount, shortfall: ShortfallSummary, register: Register): Finding | null {
  if (shortfall.totalMg <= 0) return null;
  const at = startOfDay(shortfall.firstDay);
  const name = register.substanceName(account.substanceId);
  const owner = partyName(register, account.enterprise);
  return {
    key: keyOf("negative-stock", account.enterprise, account.substanceId),
    kind: "negative-stock",
    severity: severityFor("medium", register.substance(account.substanceId, at)?.class ?? null),
    rule: NEGATIVE_STOCK,
    ...account,
    counterparty: null,
    lot: null,
    shipment: null,
    declarations: shortfall.firstDeclarations.slice(0, MAX_FINDING_DECLARATIONS),
    massMg: shortfall.totalMg,
    since: at,
    dueAt: at,
    until: null,
    inputs: { shortfallMg: shortfall.totalMg, firstDay: dayText(at), firstShortfallMg: shortfall.firstMg, days: shortfall.days },
    words: {
      zh: `${owner} 的${name.zh}账上数量不够支出：${dayText(at)} 首次缺 ${massZh(shortfall.firstMg)}，共 ${shortfall.days} 次、合计 ${massZh(shortfall.totalMg)} 来源不明，已记入“未说明”。`,
      en: `The book of ${owner} for ${name.en} gave out more than it held: first on ${dayText(at)} by ${massEn(shortfall.firstMg)}, ${shortfall.days} time(s) and ${massEn(shortfall.totalMg)} in all of unexplained origin, booked to “unaccounted”.`,
    },
  };
}
