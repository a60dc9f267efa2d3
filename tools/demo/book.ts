import type { Firm } from "./firms.ts";
import type { Goods } from "./goods.ts";

/** Lots of the demonstration's traced chain: ordinary trade leaves them alone. */
export const SET_ASIDE = "SY-";

/** What one firm's book says it has of one substance, lot by lot, oldest first. */
export class Book {
  readonly firm: Firm;
  readonly goods: Goods;
  private readonly lots = new Map<string, number>();
  heldMg = 0;

  constructor(firm: Firm, goods: Goods) {
    this.firm = firm;
    this.goods = goods;
  }

  put(lot: string, massMg: number): void {
    this.lots.set(lot, (this.lots.get(lot) ?? 0) + massMg);
    this.heldMg += massMg;
  }

  take(lot: string, massMg: number): void {
    const left = (this.lots.get(lot) ?? 0) - massMg;
    if (left < 0) throw new Error(`demonstration: ${this.firm.name} ${this.goods.id} ${lot} is short of ${-left} mg`);
    if (left === 0) this.lots.delete(lot);
    else this.lots.set(lot, left);
    this.heldMg -= massMg;
  }

  /** Lots of at least this mass, oldest first; those set aside only when asked for by name. */
  lotsOver(massMg: number): { lot: string; massMg: number }[] {
    return [...this.lots].flatMap(([lot, held]) => (held >= massMg && !lot.startsWith(SET_ASIDE) ? [{ lot, massMg: held }] : []));
  }

  /** After a count: what is booked is what was counted, the lots in proportion. */
  setTo(countedMg: number): void {
    const before = this.heldMg;
    this.heldMg = countedMg;
    if (before === 0) return;
    let sum = 0;
    for (const [lot, held] of this.lots) {
      const now = Math.floor((held / before) * countedMg);
      this.lots.set(lot, now);
      sum += now;
    }
    const [first] = this.lots.keys();
    if (first !== undefined) this.lots.set(first, (this.lots.get(first) ?? 0) + countedMg - sum);
  }
}
