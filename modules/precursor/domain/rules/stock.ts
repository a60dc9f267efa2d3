import type { Finding } from "../../contract/finding.ts";
import { byTimeThenKey } from "../key.ts";
import type { Register } from "../register.ts";
import { dayOf } from "../shanghai-day.ts";
import { replay, stepsOf, type StockClose, type StockMovement, type StockStep } from "../stock-curve.ts";
import { judgeNegativeStock, type ShortfallSummary, type StockAccount } from "./negative-stock.ts";
import { judgeStocktake } from "./stocktake-variance.ts";

/** Shortfalls of a whole curve. @param declarationsOn names of the rows that touched the account on a day */
export function shortfallOf(steps: readonly StockStep[], closes: readonly StockClose[], declarationsOn: (day: number) => readonly string[]): ShortfallSummary {
  let totalMg = 0;
  let days = 0;
  let firstDay: number | null = null;
  let firstMg = 0;
  closes.forEach((close, index) => {
    if (close.shortfallMg === 0) return;
    totalMg += close.shortfallMg;
    days++;
    const day = steps[index]?.day ?? 0;
    firstDay ??= day;
    if (day === firstDay) firstMg += close.shortfallMg;
  });
  return { totalMg, days, firstDay: firstDay ?? 0, firstMg, firstDeclarations: firstDay === null ? [] : declarationsOn(firstDay) };
}

/** Every rule about one stock account, from all its movements. */
export function judgeStock(account: StockAccount, movements: readonly StockMovement[], register: Register): Finding[] {
  const steps = stepsOf(movements);
  const closes = replay(steps);
  const declarationsOn = (day: number): string[] => [
    ...new Set(movements.filter((movement) => dayOf(movement.at) === day).sort(byTimeThenKey).map((movement) => movement.key)),
  ];
  const findings: (Finding | null)[] = [judgeNegativeStock(account, shortfallOf(steps, closes, declarationsOn), register)];
  closes.forEach((close, index) => {
    const step = steps[index];
    if (step !== undefined && step.count !== null) findings.push(judgeStocktake(account, step, close, register));
  });
  return findings.filter((finding) => finding !== null);
}
