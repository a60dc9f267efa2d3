import { Book } from "./book.ts";
import { instantText, monthsLater } from "./calendar.ts";
import type { Chance } from "./chance.ts";
import type { DeclarationCells, Document, NormCells } from "./files.ts";
import { FULING, type Firm } from "./firms.ts";
import { KG, kilograms, measured, plain, type Goods, type Written } from "./goods.ts";

/** Everything somebody declared or was granted so far, and the books that follow from it. */
export class Market {
  readonly today: number;
  readonly random: Chance;
  readonly documents: Document[] = [];
  readonly norms: NormCells[] = [];
  /** In the order of the file; a list within it holds what was filed later and belongs here. */
  private readonly rows: (DeclarationCells | DeclarationCells[])[] = [];
  /** Filed only after the rest was judged. */
  readonly supplement: DeclarationCells[] = [];
  private readonly books = new Map<string, Book>();
  private readonly ids = new Map<string, number>();
  private readonly due = new Map<number, (() => void)[]>();
  private waybills = 0;
  private batches = 0;

  constructor(today: number, random: Chance) {
    this.today = today;
    this.random = random;
  }

  book(firm: Firm, goods: Goods): Book {
    const key = `${firm.uscc} ${goods.id}`;
    const known = this.books.get(key);
    if (known) return known;
    const made = new Book(firm, goods);
    this.books.set(key, made);
    return made;
  }

  allBooks = (): readonly Book[] => [...this.books.values()];

  at(day: number, work: () => void): void {
    const list = this.due.get(day);
    if (list) list.push(work);
    else this.due.set(day, [work]);
  }

  runDue(day: number): void {
    for (const work of this.due.get(day) ?? []) work();
    this.due.delete(day);
  }

  nextWaybill = (): string => `YSD${String(++this.waybills).padStart(6, "0")}`;

  nextBatch = (): number => ++this.batches;

  nextId(firm: Firm): string {
    const n = (this.ids.get(firm.uscc) ?? 0) + 1;
    this.ids.set(firm.uscc, n);
    return `YS-${String(n).padStart(5, "0")}`;
  }

  /** Where rows go that belong behind a row already written: a receipt stands right behind its dispatch in the file. */
  slotHere(): DeclarationCells[] {
    const slot: DeclarationCells[] = [];
    this.rows.push(slot);
    return slot;
  }

  /** All rows in pieces of about this many; a sale and its receipt are never parted, so no piece finds what the next one heals. */
  pieces(most: number): DeclarationCells[][] {
    const pieces: DeclarationCells[][] = [[]];
    for (const row of this.rows) {
      if (Array.isArray(row)) pieces.at(-1)?.push(...row);
      else if ((pieces.at(-1)?.length ?? 0) >= most) pieces.push([row]);
      else pieces.at(-1)?.push(row);
    }
    return pieces;
  }

  /** One declaration. Filed `daysLater` (0 = the same evening), never after yesterday evening. */
  declare(firm: Firm, day: number, minute: number, cells: DeclarationCells, options: { daysLater?: number; slot?: DeclarationCells[]; supplement?: boolean } = {}): string {
    const id = this.nextId(firm);
    const filed = Math.min(day + (options.daysLater ?? this.random.whole(0, 2)), this.today - 1);
    const row = { declaration_id: id, declarant: firm.uscc, occurred_at: instantText(day, minute), reported_at: instantText(filed, 1_200 + this.random.whole(0, 200)), note: "演示数据", ...cells };
    if (options.supplement) this.supplement.push(row);
    else (options.slot ?? this.rows).push(row);
    return id;
  }

  produce(book: Book, day: number, wantedMg: number, lot: string): void {
    const written = measured(book.goods, wantedMg);
    this.declare(book.firm, day, 480 + this.random.whole(0, 59), { kind: "produce", lot, ...cellsOf(book.goods, written) });
    book.put(lot, written.massMg);
  }

  open(book: Book, day: number, wantedMg: number): void {
    const written = measured(book.goods, wantedMg);
    const lot = `QC-${book.goods.code}-${book.firm.number}`;
    this.declare(book.firm, day, 420, { kind: "opening", lot, ...cellsOf(book.goods, written), note: "演示数据：期初库存" });
    book.put(lot, written.massMg);
  }

  /** Several lots become one of the firm's own: repacked, merged, diluted. A little stays in the vessels. */
  transform(book: Book, day: number, parts: readonly { lot: string; massMg: number }[], lot: string, note: string): void {
    const total = parts.reduce((sum, part) => sum + part.massMg, 0);
    const written = measured(book.goods, total * 0.9996);
    this.declare(book.firm, day, 720 + this.random.whole(0, 30), { kind: "transform", lot, inputs: parts.map((part) => `${part.lot}=${kilograms(part.massMg)}`).join(";"), ...cellsOf(book.goods, written), note: `演示数据：${note}` });
    for (const part of parts) book.take(part.lot, part.massMg);
    book.put(lot, written.massMg);
  }

  leave(book: Book, day: number, kind: "consume" | "export" | "destroy" | "loss", wantedMg: number, cells: DeclarationCells = {}): number {
    const from = book.lotsOver(1)[0];
    if (!from) return 0;
    const written = measured(book.goods, Math.min(wantedMg, from.massMg));
    if (written.massMg <= 0) return 0;
    this.declare(book.firm, day, 960 + this.random.whole(0, 59), { kind, lot: from.lot, ...cellsOf(book.goods, written), ...cells });
    book.take(from.lot, written.massMg);
    return written.massMg;
  }

  /** Oldest lots first, product made in proportion to the norm with what a line varies. */
  consume(book: Book, day: number, wantedMg: number, process: string, kgPerTonne: number): void {
    let left = Math.min(wantedMg, book.heldMg * 0.97);
    for (let lots = 0; lots < 3 && left > KG / 10; lots++) {
      const lot = book.lotsOver(1)[0];
      if (!lot) return;
      const part = Math.min(left, lot.massMg);
      const tonnes = Math.max(0.001, (part / KG / kgPerTonne) * (1 + this.random.normal(2) * 0.01));
      const used = this.leave(book, day, "consume", part, { process, output_t: plain(tonnes, 3) });
      // What is too little to weigh goes with the next lot.
      if (lot.massMg - used > 0 && lot.massMg - used < 20_000 && used > 0) this.sweep(book, lot.lot, lot.massMg - used);
      if (used <= 0) return;
      left -= used;
    }
  }

  private sweep(book: Book, lot: string, massMg: number): void {
    const next = book.lotsOver(1).find((other) => other.lot !== lot);
    if (!next) return;
    book.take(lot, massMg);
    book.put(next.lot, massMg);
  }

  /** @param share of the book that is found: 1 within what the scale explains */
  count(book: Book, day: number, share = 1, note = "演示数据"): void {
    if (book.heldMg === 0) return;
    const probe = measured(book.goods, book.heldMg);
    const found = share === 1 ? book.heldMg * (1 + this.random.normal(1.2) * probe.sigma) : book.heldMg * share;
    const written = measured(book.goods, found);
    this.declare(book.firm, day, 1_110, { kind: "stocktake", ...cellsOf(book.goods, written), note }, { daysLater: 1 });
    book.setTo(written.massMg);
  }

  grant(document: Omit<Document, "number" | "form" | "origin" | "destination"> & Partial<Document>): Document {
    const form = document.goods.class === 1 ? "permit" : "filing";
    const granted: Document = { origin: null, destination: null, form, number: `YS-${PREFIX[document.kind]}-${String(this.documents.length + 1).padStart(5, "0")}`, ...document, quantityMg: Math.ceil(document.quantityMg / KG) * KG };
    this.documents.push(granted);
    return granted;
  }

  norm(firm: Firm, goods: Goods, process: string, kgPerTonne: number, from: string): void {
    this.norms.push({ enterprise: firm.uscc, process, substance: goods.id, kg_per_t: plain(kgPerTonne, 3), tolerance_pct: "8", valid_from: from });
  }
}

const PREFIX: Readonly<Record<Document["kind"], string>> = { production: "SC", operation: "JY", purchase: "GM", transport: "YS", import: "JK", export: "CK" };

export const cellsOf = (of: Goods, { quantity, unit, density, content }: Written): DeclarationCells => ({ substance: of.id, quantity, unit, density, content });

/** Half a year for a document used many times, a month for one used once (durations of the demonstration). */
export const validUntil = (from: number, uses: "single" | "multi"): number => (uses === "multi" ? monthsLater(from, 6) - 1 : from + 29);
export const isFuling = (firm: Firm): boolean => firm.district === FULING;
export const crossesBorder = (a: Firm, b: Firm): boolean => a.district.slice(0, 2) !== b.district.slice(0, 2);
