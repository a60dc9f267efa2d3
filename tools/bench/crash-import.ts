import { tradeLine, TRADE_HEADER } from "./trade-file.ts";
import { aTrade } from "./trade.ts";
import { countFiled } from "./crash-checks.ts";
import type { CrashClient } from "./crash-client.ts";

const ROWS = 12_000;
const SEED = 5;
/** Enterprises of the drill's register; a file names them all. */
export const CRASH_FIRMS = 60;

/** An import on its way through a server that may be killed at any step; what was acknowledged is remembered. */
export class CrashImport {
  readonly prefix: string;
  private readonly file: string;
  private readonly rows: number;
  private id: string | null = null;
  private isCommitted = false;
  /** The commit is retried with the same id: it must not matter whether the first one arrived. */
  private readonly commitId = crypto.randomUUID();

  constructor(prefix: string) {
    this.prefix = prefix;
    const lines = [...aTrade(SEED, ROWS, CRASH_FIRMS).rows].map((row) => tradeLine({ ...row, declarationId: prefix + row.declarationId }));
    this.rows = lines.length;
    this.file = `${TRADE_HEADER.join(",")}\n${lines.join("")}`;
  }

  /** Goes on from the last acknowledged step. @returns a fault, or null when the import is done */
  async proceed(client: CrashClient, isOver: () => boolean, patienceMs = 60_000): Promise<string | null> {
    const until = Date.now() + patienceMs;
    while (!isOver()) {
      if (Date.now() > until) return `import ${this.prefix} is stuck${this.id === null ? "" : ` (${await this.state(client)})`}`;
      this.id ??= await this.stage(client);
      const state = this.id === null ? "unstaged" : await this.state(client);
      if (state === "done") return null;
      if (state === "failed" || state === "lost") return `import ${this.prefix} is ${state}`;
      if (state === "staged" && this.isCommitted) return `import ${this.prefix}: its commit was acknowledged and is gone`;
      if (state === "staged") this.isCommitted = (await client.send("POST", `/api/precursor/imports/${this.id}/commit`, {}, this.commitId)).status === 200;
      else await new Promise((done) => setTimeout(done, 40));
    }
    return null;
  }

  /** After it is done: every row stands once, and the same file again changes nothing. */
  async check(client: CrashClient, dataDir: string): Promise<string[]> {
    const faults: string[] = [];
    const { rows, distinct } = await countFiled(dataDir, this.prefix);
    if (rows !== this.rows || distinct !== this.rows) faults.push(`import ${this.prefix}: ${rows} rows, ${distinct} different, of ${this.rows}`);
    const first = await this.view(client);
    if (Number(first?.["accepted"]) + Number(first?.["unchanged"]) !== this.rows) faults.push(`import ${this.prefix} says ${first?.["accepted"]} accepted and ${first?.["unchanged"]} unchanged of ${this.rows}`);
    const again = new CrashImport(this.prefix);
    const fault = await again.proceed(client, () => false);
    const second = fault === null ? await again.view(client) : undefined;
    if (fault !== null || second?.["unchanged"] !== this.rows || second["accepted"] !== 0) faults.push(fault ?? `import ${this.prefix} again: ${second?.["accepted"]} accepted, ${second?.["unchanged"]} unchanged of ${this.rows}`);
    return faults;
  }

  private async stage(client: CrashClient): Promise<string | null> {
    const form = new FormData();
    form.append("file", new Blob([this.file], { type: "text/csv" }), `${this.prefix}.csv`);
    const stored = await client.send("POST", "/api/files", form, crypto.randomUUID());
    if (stored.status !== 200) return null;
    const { id } = JSON.parse(stored.text) as { id: string };
    const staged = await client.send("POST", "/api/precursor/imports", { kind: "declarations", fileId: id }, crypto.randomUUID());
    return staged.status === 200 ? (JSON.parse(staged.text) as { id: string }).id : null;
  }

  private async state(client: CrashClient): Promise<string> {
    return String((await this.view(client))?.["state"] ?? "unanswered");
  }

  private async view(client: CrashClient): Promise<{ [name: string]: unknown } | undefined> {
    const answer = await client.send("GET", `/api/precursor/imports/${this.id}`, undefined, "");
    if (answer.status === 404) return { state: "lost" };
    return answer.status === 200 ? (JSON.parse(answer.text) as { [name: string]: unknown }) : undefined;
  }
}
