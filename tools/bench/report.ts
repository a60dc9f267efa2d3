/** What a bench says: its figure, the reference's in the same run, their ratio and the goal. */
export type BenchReport = {
  readonly bench: string;
  readonly reference: string;
  readonly unit: string;
  readonly measured: number;
  readonly referenceMeasured: number | null;
  readonly ratio: number | null;
  readonly goal: string;
  readonly met: boolean;
  readonly details: { readonly [name: string]: number | string | boolean };
};

const round = (value: number) => (Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 100) / 100);

/** Prints as a table, or as JSON with `--json`; exit status 1 where the goal was missed. */
export function printReport(report: BenchReport): void {
  if (process.argv.includes("--json")) process.stdout.write(`${JSON.stringify(report)}\n`);
  else {
    const lines = [`${report.bench}: ${round(report.measured)} ${report.unit}`];
    if (report.referenceMeasured !== null) lines.push(`reference (${report.reference}): ${round(report.referenceMeasured)} ${report.unit}`, `ratio: ${round(report.ratio ?? 0)}`);
    lines.push(`goal: ${report.goal} — ${report.met ? "met" : "NOT met"}`);
    for (const [name, value] of Object.entries(report.details)) lines.push(`  ${name}: ${typeof value === "number" ? round(value) : value}`);
    process.stdout.write(`${lines.join("\n")}\n`);
  }
  process.exitCode = report.met ? 0 : 1;
}

/** A number option such as `--rows 100000`. */
export function numberOption(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? fallback : Number(process.argv[at + 1]);
  if (!Number.isFinite(value) || value <= 0) throw new Error(`--${name} must be a positive number`);
  return value;
}

/** A text option such as `--only /duties`; empty unless given. */
export function textOption(name: string): string {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? "" : (process.argv[at + 1] ?? "");
}

export const quantile = (values: readonly number[], q: number): number => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? NaN;

export const progress = (text: string): void => void process.stderr.write(`${text}\n`);
