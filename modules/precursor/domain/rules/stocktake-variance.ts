import type { Finding } from "../../contract/finding.ts";
import { keyOf } from "../key.ts";
import type { Register } from "../register.ts";
import { dayText } from "../shanghai-day.ts";
import type { StockClose, StockStep } from "../stock-curve.ts";
import { SIGMA_FACTOR, toleranceMg } from "../tolerance.ts";
import type { StockAccount } from "./negative-stock.ts";
import { cite, defineRule, severityFor } from "./rule.ts";
import { massEn, massZh, partyName } from "./wording.ts";

export const STOCKTAKE_VARIANCE = defineRule(
  "stocktake-variance",
  "1",
  cite(
    "本系统规则：账物差（账面减实物）超过 3 倍标准不确定度，方法取自核材料衡算；监管依据《易制毒化学品管理条例》（2018年修订）第十九条、第三十四条",
    "Rule of this program: |book − physical| above 3 σ, the method of nuclear material accountancy; supervised under the Regulation (rev. 2018), Arts. 19, 34",
    "house",
  ),
);

/** A count differs from the book by more than measurement of the flows and of both counts explains. */
export function judgeStocktake(account: StockAccount, step: StockStep, close: StockClose, register: Register): Finding | null {
  const count = step.count;
  if (count === null) return null;
  const allowedMg = toleranceMg(close.mufVarianceMg2);
  if (Math.abs(close.mufMg) <= allowedMg) return null;
  const missing = close.mufMg > 0;
  const name = register.substanceName(account.substanceId);
  const owner = partyName(register, account.enterprise);
  return {
    key: keyOf("stocktake-variance", count.key, account.substanceId),
    kind: "stocktake-variance",
    severity: severityFor(missing ? "medium" : "low", register.substance(account.substanceId, count.at)?.class ?? null),
    rule: STOCKTAKE_VARIANCE,
    ...account,
    counterparty: null,
    lot: null,
    shipment: null,
    declarations: [count.key],
    massMg: Math.abs(close.mufMg),
    since: count.at,
    dueAt: count.at,
    until: null,
    inputs: { bookMg: close.bookMg, countedMg: count.massMg, mufMg: close.mufMg, toleranceMg: allowedMg, sigmaFactor: SIGMA_FACTOR },
    words: {
      zh: `${owner} ${dayText(count.at)} 盘点${name.zh}：账面 ${massZh(close.bookMg)}，实物 ${massZh(count.massMg)}，${missing ? "短少" : "多出"} ${massZh(Math.abs(close.mufMg))}，超出计量允差 ${massZh(allowedMg)}。`,
      en: `Count of ${name.en} at ${owner} on ${dayText(count.at)}: book ${massEn(close.bookMg)}, physical ${massEn(count.massMg)}, ${massEn(Math.abs(close.mufMg))} ${missing ? "missing" : "too much"}, beyond the measurement tolerance of ${massEn(allowedMg)}.`,
    },
  };
}
