/** Text of a stored cell, or why it cannot be trusted. */
export type CellText = { readonly text: string } | { readonly fault: string; readonly value: string };

const DAY_MS = 86_400_000;
/** 1899-12-30: serial 61 is 1 March 1900; below it Excel counts a 29 February 1900 that never was. */
const EPOCH_1900_MS = Date.UTC(1899, 11, 30);
const EPOCH_1904_MS = Date.UTC(1904, 0, 1);

/**
 * A number cell as plain decimal text. Spreadsheets keep 15 significant digits: a longer code has lost its end, so
 * 10^15 and more is a fault, never a rounded value; the binary tail of 0.1 + 0.2 is dropped at the 15th digit.
 */
export function numberText(stored: string): CellText {
  const value = Number(stored);
  if (stored.trim() === "" || !Number.isFinite(value)) return { fault: "table.cell.damaged", value: stored };
  if (Math.abs(value) >= 1e15) return { fault: "table.cell.number-too-long", value: stored };
  if (Number.isInteger(value)) return { text: String(value) };
  return { text: plainDecimal(value.toPrecision(15)) };
}

/** A date cell as `YYYY-MM-DD` or `YYYY-MM-DD hh:mm:ss[.fff]`, the wall clock the cell shows. */
export function dateText(stored: string, date1904: boolean): CellText {
  const serial = Number(stored);
  const days = date1904 || serial >= 61 ? serial : serial + 1;
  const ms = Math.round((date1904 ? EPOCH_1904_MS : EPOCH_1900_MS) + days * DAY_MS);
  const isPhantom = !date1904 && serial >= 60 && serial < 61;
  if (stored.trim() === "" || !(serial >= 1) || isPhantom || ms >= Date.UTC(9999, 11, 31)) return { fault: "table.cell.bad-date", value: stored };
  const iso = new Date(ms).toISOString();
  if (ms % DAY_MS === 0) return { text: iso.slice(0, 10) };
  return { text: `${iso.slice(0, 10)} ${iso.slice(11, ms % 1000 === 0 ? 19 : 23)}` };
}

/** `1.50000000000000e-7` → `0.00000015`. */
function plainDecimal(text: string): string {
  const [mantissa = "", exponentText = "0"] = text.split("e");
  const exponent = Number(exponentText);
  const sign = mantissa.startsWith("-") ? "-" : "";
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const digits = whole + fraction;
  const point = whole.length + exponent;
  const padded = point <= 0 ? "0".repeat(1 - point) + digits : digits.padEnd(point, "0");
  const at = Math.max(point, 1);
  const decimals = padded.slice(at).replace(/0+$/, "");
  return sign + padded.slice(0, at) + (decimals === "" ? "" : `.${decimals}`);
}
