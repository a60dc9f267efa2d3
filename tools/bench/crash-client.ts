/** One signed-in client of a server that comes and goes. */
export class CrashClient {
  private readonly base: string;
  private readonly account: string;
  private readonly password: string;
  private cookie = "";

  constructor(port: number, account: string, password: string) {
    this.base = `http://127.0.0.1:${port}`;
    this.account = account;
    this.password = password;
  }

  async signIn(): Promise<void> {
    const answer = await this.send("POST", "/api/session", { account: this.account, password: this.password }, crypto.randomUUID());
    if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}: ${answer.text}`);
  }

  /** @returns status 0 when no answer came. An answer counts only when it was read to its end. */
  async send(method: "GET" | "POST", path: string, body: object | FormData | undefined, commandId: string): Promise<{ status: number; text: string }> {
    const isForm = body instanceof FormData;
    const headers = { ...(body === undefined || isForm ? {} : { "content-type": "application/json" }), ...(method === "POST" ? { "x-command-id": commandId } : {}), ...(this.cookie ? { cookie: this.cookie } : {}) };
    try {
      const answer = await fetch(this.base + path, { method, headers, signal: AbortSignal.timeout(20_000), ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }) });
      const set = answer.headers.getSetCookie()[0]?.split(";")[0];
      if (set) this.cookie = set;
      return { status: answer.status, text: await answer.text() };
    } catch {
      return { status: 0, text: "" };
    }
  }
}

export type Filing = { readonly commandId: string; readonly key: string; readonly body: { readonly [column: string]: string } };

/** What was sent, and what of it was acknowledged. */
export type Ledger = { readonly acknowledged: Map<string, Filing>; readonly unanswered: Map<string, Filing>; readonly refused: string[] };

/** Files without pause until told to stop: sales with their receipts, production, use, counts and voids. */
export async function fileUntil(client: CrashClient, ledger: Ledger, names: readonly string[], random: () => number, prefix: string, isOver: () => boolean): Promise<void> {
  const pick = () => names[Math.floor(random() * names.length)] ?? "";
  for (let n = 0; !isOver(); n++) {
    const filing = aFiling(`${prefix}-${n}`, pick(), pick(), random, ledger);
    const answer = await client.send("POST", "/api/precursor/declarations", filing.body, filing.commandId);
    if (answer.status === 200) ledger.acknowledged.set(filing.key, filing);
    else if (answer.status === 0 || answer.status >= 500) ledger.unanswered.set(filing.key, filing);
    else ledger.refused.push(`${filing.key} ${answer.status} ${answer.text.slice(0, 200)}`);
    // Nobody at home: a client waits a little before its next filing.
    if (answer.status === 0 || answer.status >= 500) await new Promise((done) => setTimeout(done, 60));
  }
}

function aFiling(id: string, declarant: string, other: string, random: () => number, ledger: Ledger): Filing {
  const turn = random();
  const base = { declaration_id: id, declarant, substance: random() < 0.5 ? "toluene" : "acetone", lot: `C${Math.floor(random() * 50)}`, quantity: String(1 + Math.floor(random() * 500)), unit: "kg", occurred_at: new Date(Date.now() - Math.floor(random() * 20 * 86_400_000) - 60_000).toISOString() };
  const filing = (body: Filing["body"]): Filing => ({ commandId: crypto.randomUUID(), key: `${declarant}/${id}`, body });
  if (turn < 0.05) {
    const victim = [...ledger.acknowledged.values()].at(-1 - Math.floor(random() * 20));
    if (victim && victim.body["kind"] !== "void") return { ...filing({ declaration_id: id, declarant: victim.body["declarant"] ?? "", kind: "void", ref: victim.body["declaration_id"] ?? "", occurred_at: "" }), key: `${victim.body["declarant"]}/${id}` };
  }
  if (turn < 0.1) return filing({ ...base, kind: "stocktake" });
  if (turn < 0.35 && other !== declarant) return filing({ ...base, kind: "dispatch", counterparty: other, shipment: `Y${id}` });
  if (turn < 0.55 && other !== declarant) return filing({ ...base, kind: "receive", counterparty: other, shipment: `Y${id}` });
  return filing({ ...base, kind: turn < 0.85 ? "produce" : "consume" });
}
