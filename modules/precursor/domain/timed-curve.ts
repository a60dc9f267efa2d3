import { closeStep, EMPTY_STOCK, stepsOf, type StockClose, type StockMovement, type StockState, type StockStep } from "./stock-curve.ts";
import { dayOf } from "./shanghai-day.ts";

/** A step with the stock after it. */
export type ClosedStep = { readonly step: StockStep; readonly close: StockClose };

/** Mass the bookkeeper moves between stock and "unaccounted" because of what was just filed. Positive: into the stock. */
export type Adjustment = { readonly kind: "shortfall" | "stocktake"; readonly massMg: number; readonly day: number; readonly at: number; readonly reportedAt: number; readonly declaration: string | null };

export type TimedMovement = StockMovement & { readonly reportedAt: number; /** −1 takes a voided movement back. */ readonly sign: 1 | -1 };

type Day = { day: number; steps: ClosedStep[]; /** Known where the day was built here; a loaded day has only its steps. */ movements: StockMovement[] | null };

/**
 * The stock curve of one account as it grows in the order of filing. Each filing changes one day; what follows is recomputed
 * until it meets its old values, and the differences of shortfall and MUF are the adjustments known from that filing on.
 */
export class TimedCurve {
  private readonly days: Day[] = [];
  private readonly before: StockState;
  readonly changedDays = new Set<number>();
  readonly adjustments: Adjustment[] = [];

  /** @param loaded closed steps in order, as stored; @param before the stock before the first of them */
  constructor(loaded: readonly ClosedStep[] = [], before: StockState = EMPTY_STOCK) {
    this.before = before;
    for (const closed of loaded) {
      const last = this.days.at(-1);
      if (last?.day === closed.step.day) last.steps.push(closed);
      else this.days.push({ day: closed.step.day, steps: [closed], movements: null });
    }
  }

  /** May this movement be added without knowing the single rows of its day? */
  canTake(movement: TimedMovement): boolean {
    const known = this.days[this.indexOf(dayOf(movement.at))];
    if (known === undefined || known.day !== dayOf(movement.at) || known.movements !== null) return true;
    return movement.countedMg === null && known.steps.every(({ step }) => step.count === null);
  }

  /** @param movement its filing is not earlier than that of any before */
  add(movement: TimedMovement): void {
    const day = dayOf(movement.at);
    const index = this.indexOf(day);
    const found = this.days[index];
    const known = found?.day === day ? found : undefined;
    const old = known?.steps ?? [];
    const steps = known === undefined ? stepsOf([movement]) : this.stepsWith(known, movement);
    const entry: Day = known ?? { day, steps: [], movements: [movement] };
    if (known === undefined) this.days.splice(index, 0, entry);
    const state = this.stateBefore(index);
    entry.steps = this.close(steps, state);
    this.note(old, entry.steps, movement);
    this.changedDays.add(day);
    this.carryOn(index + 1, old.at(-1)?.close ?? state, entry.steps.at(-1)?.close ?? state, movement);
  }

  get steps(): ClosedStep[] {
    return this.days.flatMap((day) => day.steps);
  }

  get last(): StockState {
    return this.stateBefore(this.days.length);
  }

  private stepsWith(known: Day, movement: TimedMovement): StockStep[] {
    if (known.movements !== null) {
      if (movement.sign === 1) known.movements.push(movement);
      else known.movements = without(known.movements, movement);
      return stepsOf(known.movements);
    }
    const [only] = known.steps;
    if (only === undefined || known.steps.length > 1 || only.step.count !== null || movement.countedMg !== null) throw new Error("the rows of this day must be known to add to it; see canTake");
    return [{ ...only.step, netMg: only.step.netMg + movement.sign * movement.deltaMg, flowVarianceMg2: Math.max(0, only.step.flowVarianceMg2 + movement.sign * movement.varianceMg2) }];
  }

  private close(steps: readonly StockStep[], from: StockState): ClosedStep[] {
    let state = from;
    return steps.map((step) => {
      const close = closeStep(state, step);
      state = close;
      return { step, close };
    });
  }

  private carryOn(from: number, old: StockState, fresh: StockState, cause: TimedMovement): void {
    let oldState = old;
    let state = fresh;
    for (let i = from; i < this.days.length; i++) {
      if (oldState.closingMg === state.closingMg && oldState.varianceMg2 === state.varianceMg2) return;
      const day = this.days[i];
      if (day === undefined) return;
      const before = day.steps;
      day.steps = this.close(before.map(({ step }) => step), state);
      this.note(before, day.steps, cause);
      this.changedDays.add(day.day);
      oldState = before.at(-1)?.close ?? oldState;
      state = day.steps.at(-1)?.close ?? state;
    }
  }

  private note(old: readonly ClosedStep[], fresh: readonly ClosedStep[], cause: TimedMovement): void {
    const shortfall = sum(fresh, (close) => close.shortfallMg) - sum(old, (close) => close.shortfallMg);
    const first = fresh[0] ?? old[0];
    if (shortfall !== 0 && first !== undefined) this.adjustments.push({ kind: "shortfall", massMg: shortfall, day: first.step.day, at: cause.at, reportedAt: cause.reportedAt, declaration: cause.key });
    const counts = new Map<string, { massMg: number; at: number; day: number }>();
    for (const [list, sign] of [[old, 1], [fresh, -1]] as const) {
      for (const { step, close } of list) {
        if (step.count === null) continue;
        const known = counts.get(step.count.key) ?? { massMg: 0, at: step.count.at, day: step.day };
        counts.set(step.count.key, { ...known, massMg: known.massMg + sign * close.mufMg });
      }
    }
    for (const [key, { massMg, at, day }] of counts) if (massMg !== 0) this.adjustments.push({ kind: "stocktake", massMg, day, at, reportedAt: cause.reportedAt, declaration: key });
  }

  private stateBefore(index: number): StockState {
    for (let i = index - 1; i >= 0; i--) {
      const close = this.days[i]?.steps.at(-1)?.close;
      if (close !== undefined) return close;
    }
    return this.before;
  }

  /** First position whose day is not before `day`; new rows are nearly always at the end. */
  private indexOf(day: number): number {
    let high = this.days.length;
    if ((this.days[high - 1]?.day ?? -Infinity) < day) return high;
    let low = 0;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.days[middle]?.day ?? Infinity) < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Of the movements of one row just this one: what a transform makes and what it uses may lie in one stock. */
function without(movements: readonly StockMovement[], { key, deltaMg }: StockMovement): StockMovement[] {
  const index = movements.findIndex((other) => other.key === key && other.deltaMg === deltaMg);
  return movements.filter((_, i) => i !== index);
}

const sum = (steps: readonly ClosedStep[], of: (close: StockClose) => number): number => steps.reduce((total, { close }) => total + of(close), 0);
