import type { RefusalData } from "#kernel/refusal.ts";
import type { RowRefusalCode } from "../../contract/row-refusals.ts";
import { isCountryCode } from "./country-code.ts";
import { NEGATIVE, NOT_A_NUMBER, parseDecimal, TOO_FINE } from "./decimal.ts";
import { EARLIEST_MS, LATEST_MS, parseInstant } from "./instant.ts";
import type { ColumnPositions, RowProblem } from "./table-columns.ts";
import { rememberedUsccs, usccFault } from "./uscc.ts";

/** Controls, zero-width and direction characters and half characters: two codes that look alike must be alike. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;
const INVISIBLE_IN_TEXT = /(?![\n\r\t])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;
const SCIENTIFIC = /^\d(?:\.\d+)?E\+\d{1,3}$/i;
const VALUE_SHOWN_CHARS = 100;

/**
 * Reads the fields of one row after another; every fault goes into `problems` and the field reads as null, so a row
 * tells all that is wrong with it. One reader serves a whole file: `start` makes it ready for the next row.
 */
export class RowReader<Name extends string> {
  problems: RowProblem[] = [];
  private record: readonly string[] = [];
  private readonly positions: ColumnPositions<Name>;
  private readonly width: number;
  private readonly usccs = rememberedUsccs();

  constructor(positions: ColumnPositions<Name>, width: number) {
    this.positions = positions;
    this.width = width;
  }

  start(record: readonly string[]): void {
    this.record = record;
    if (this.problems.length > 0) this.problems = [];
    for (let at = this.width; at < record.length; at++) {
      if (record[at] !== "") return this.problem("", "precursor.row.too-many-fields", record[at] ?? "");
    }
  }

  fault(column: Name, code: RowRefusalCode, data?: RefusalData): null {
    this.problem(column, code, this.text(column), data);
    return null;
  }

  /** The field without surrounding blanks; "" when absent. Not checked for anything. */
  text(column: Name): string {
    const at = this.positions[column];
    return at < 0 ? "" : (this.record[at]?.trim() ?? "");
  }

  /** A code or short name. */
  code(column: Name, maxChars: number): string | null {
    const text = this.text(column);
    if (text === "") return null;
    if (text.length > maxChars) return this.fault(column, "precursor.row.too-long", { limit: maxChars });
    if (INVISIBLE.test(text)) return this.fault(column, "precursor.row.control-character");
    if (text.length < 24 && SCIENTIFIC.test(text)) return this.fault(column, "precursor.row.code-mangled");
    return text;
  }

  requiredCode(column: Name, maxChars: number): string | null {
    return this.text(column) === "" ? this.missing(column) : this.code(column, maxChars);
  }

  /** Free text; line breaks and tabs are kept. */
  freeText(column: Name, maxChars: number): string | null {
    const text = this.text(column);
    if (text === "") return null;
    if (text.length > maxChars) return this.fault(column, "precursor.row.too-long", { limit: maxChars });
    return INVISIBLE_IN_TEXT.test(text) ? this.fault(column, "precursor.row.control-character") : text;
  }

  choice<Value extends string>(column: Name, allowed: readonly Value[]): Value | null {
    const text = this.text(column);
    if (text === "") return this.missing(column);
    for (const value of allowed) if (value === text) return value;
    return this.fault(column, "precursor.row.not-in-list", { allowed: allowed.join(" ") });
  }

  /** A required credit code; small letters are taken as capitals. */
  uscc(column: Name): string | null {
    const text = this.text(column);
    return text === "" ? this.missing(column) : this.creditCode(column, text);
  }

  optionalUscc(column: Name): string | null {
    const text = this.text(column);
    return text === "" ? null : this.creditCode(column, text);
  }

  /** A credit code, or `ISO2:name` for a party abroad. */
  party(column: Name): string | null {
    const text = this.text(column);
    if (text === "") return null;
    if (text[2] !== ":" && text[2] !== "：") return this.creditCode(column, text);
    const country = text.slice(0, 2).toUpperCase();
    const name = text.slice(3).trim();
    if (!isCountryCode(country) || country === "CN" || name === "") return this.fault(column, "precursor.row.counterparty-syntax");
    if (name.length > 200) return this.fault(column, "precursor.row.too-long", { limit: 203 });
    return INVISIBLE.test(name) ? this.fault(column, "precursor.row.control-character") : `${country}:${name}`;
  }

  /** A decimal as an integer of 10^−decimals; null when blank or faulty. Zero is a fault unless allowed. */
  decimal(column: Name, decimals: number, limit: number, zeroAllowed = false): number | null {
    const text = this.text(column);
    if (text === "") return null;
    const value = parseDecimal(text, decimals, limit);
    if (value > 0 || (value === 0 && zeroAllowed)) return value;
    if (value === 0 || value === NEGATIVE) return this.fault(column, "precursor.row.number-not-positive");
    if (value === NOT_A_NUMBER) return this.fault(column, "precursor.row.number-syntax");
    return value === TOO_FINE ? this.fault(column, "precursor.row.number-too-fine", { decimals }) : this.fault(column, "precursor.row.number-too-large");
  }

  /** Epoch ms between 2000 and 2100; null when blank or faulty. */
  instant(column: Name): number | null {
    const text = this.text(column);
    if (text === "") return null;
    const ms = parseInstant(text);
    if (Number.isNaN(ms)) return this.fault(column, "precursor.row.time-syntax");
    return ms >= EARLIEST_MS && ms < LATEST_MS ? ms : this.fault(column, "precursor.row.time-range");
  }

  missing(column: Name): null {
    return this.fault(column, "precursor.row.required");
  }

  private creditCode(column: Name, text: string): string | null {
    const known = this.usccs.find(text);
    if (known !== null) return known;
    const uscc = text.toUpperCase();
    const fault = usccFault(uscc);
    if (fault === null) return this.usccs.find(uscc) ?? this.usccs.add(uscc);
    return this.fault(column, SCIENTIFIC.test(text) ? "precursor.row.code-mangled" : `precursor.row.${fault}`);
  }

  private problem(column: string, code: RowRefusalCode, value: string, data: RefusalData = {}): void {
    const shown = value.slice(0, VALUE_SHOWN_CHARS);
    this.problems.push({ column, code, value: shown, data: { column, value: shown, ...data } });
  }
}
