const MASS_UNITS = [["t", 1_000_000_000], ["kg", 1_000_000], ["g", 1_000], ["mg", 1]] as const;
const SHANGHAI_MS = 8 * 3_600_000;

/**
 * Milligrams in the largest unit that is at least one, every digit kept: 1 234 567 mg → "1.234567 kg".
 * @throws RangeError when the mass is not a safe integer: a wrong figure must not be shown.
 */
export function formatMass(massMg: number): string {
  if (!Number.isSafeInteger(massMg)) throw new RangeError(`mass ${massMg} mg is not a safe integer`);
  const size = Math.abs(massMg);
  const [unit, mgPerUnit] = MASS_UNITS.find(([, each]) => size >= each) ?? (["kg", 1_000_000] as const);
  return `${formatMassIn(massMg, mgPerUnit)} ${unit}`;
}

/** Milligrams as kilograms with every digit, for columns where all rows must share one unit. */
export function formatKg(massMg: number): string {
  return formatMassIn(massMg, 1_000_000);
}

/** 1234567.5 → "1,234,567.5". */
export function formatNumber(value: number, decimals?: number): string {
  const [whole = "", fraction] = (decimals === undefined ? String(Math.abs(value)) : Math.abs(value).toFixed(decimals)).split(".");
  return `${value < 0 ? "−" : ""}${grouped(whole)}${fraction ? `.${fraction}` : ""}`;
}

/** Day in Asia/Shanghai, "2026-11-23". */
export function formatDay(at: string | number | Date): string {
  return shanghai(at).slice(0, 10);
}

/** Minute in Asia/Shanghai, "2026-11-23 08:00". */
export function formatMinute(at: string | number | Date): string {
  return shanghai(at).slice(0, 16).replace("T", " ");
}

/** Second in Asia/Shanghai, "2026-11-23 08:00:05". */
export function formatSecond(at: string | number | Date): string {
  return shanghai(at).slice(0, 19).replace("T", " ");
}

/** A day or local minute in Asia/Shanghai as an instant with offset: "2026-11-23T08:00" → "2026-11-23T08:00:00+08:00". */
export function shanghaiInstant(day: string, minute = "00:00"): string {
  return `${day}T${minute}:00+08:00`;
}

function shanghai(at: string | number | Date): string {
  // A bare day is already a Shanghai day; Date would read it as midnight UTC.
  if (typeof at === "string" && /^\d{4}-\d{2}-\d{2}$/.test(at)) return `${at}T00:00:00`;
  const ms = at instanceof Date ? at.getTime() : typeof at === "number" ? at : Date.parse(at);
  return new Date(ms + SHANGHAI_MS).toISOString();
}

function formatMassIn(massMg: number, mgPerUnit: number): string {
  if (!Number.isSafeInteger(massMg)) throw new RangeError(`mass ${massMg} mg is not a safe integer`);
  const size = Math.abs(massMg);
  const digits = String(mgPerUnit).length - 1;
  const fraction = String(size % mgPerUnit).padStart(digits, "0").replace(/0+$/, "");
  return `${massMg < 0 ? "−" : ""}${grouped(String(Math.floor(size / mgPerUnit)))}${digits > 0 && fraction ? `.${fraction}` : ""}`;
}

function grouped(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, ",");
}
