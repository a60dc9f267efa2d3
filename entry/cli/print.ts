export type Column = { readonly title: string; readonly right?: boolean };

/** Chinese characters take two columns of a terminal. */
function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(char) ? 2 : 1;
  return width;
}

/** An aligned table; the last column is not padded. */
export function tableText(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const all = [columns.map((column) => column.title), ...rows];
  const widths = columns.map((_column, i) => Math.max(...all.map((row) => widthOf(row[i] ?? ""))));
  const cell = (text: string, i: number) => {
    const gap = " ".repeat(Math.max(0, (widths[i] ?? 0) - widthOf(text)));
    if (columns[i]?.right === true) return gap + text;
    return i === columns.length - 1 ? text : text + gap;
  };
  return all.map((row) => row.map(cell).join("  ").trimEnd()).join("\n");
}

export const say = (text: string): void => void process.stdout.write(`${text}\n`);
export const sayJson = (value: unknown): void => say(JSON.stringify(value, null, 2));

/** Kilograms with every milligram, from the integer: 1234567 → 1.234567. */
export function kilograms(mg: number): string {
  const digits = String(Math.abs(mg)).padStart(7, "0");
  const whole = digits.slice(0, -6).replace(/\B(?=(\d{3})+$)/g, ",");
  const decimals = digits.slice(-6).replace(/0+$/, "");
  return `${mg < 0 ? "-" : ""}${whole}${decimals === "" ? "" : `.${decimals}`}`;
}
