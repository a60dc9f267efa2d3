import { aUscc } from "../../modules/precursor/testing/builders.ts";
import type { Aviary } from "./canaries.ts";
import { until, type CanaryServer, type Reply } from "./canary-server.ts";

const FULING = "500102";
const SELLER = aUscc(4101);
const BUYER = aUscc(4102);

/** What the acts of the town did; every one must have been done, or there was nothing to find. */
export type Planted = { readonly done: string[]; readonly failed: string[] };

/** Real work with canaries in every personal field there is: accounts, sign-ins, looks, emergency access, files, books, findings, duties. */
export class Planter {
  readonly planted: Planted = { done: [], failed: [] };
  private readonly server: CanaryServer;
  private readonly aviary: Aviary;

  constructor(server: CanaryServer, aviary: Aviary) {
    this.server = server;
    this.aviary = aviary;
  }

  async plantAll(): Promise<{ account: string }> {
    const account = await this.account();
    await this.signIns(account);
    await this.emergency();
    await this.books();
    await this.duties();
    return { account: account.id };
  }

  /** A new account, approved and looked at by three administrators, with a token and a tied identity. */
  private async account(): Promise<{ id: string; login: string; password: string }> {
    const { aviary } = this;
    const login = aviary.word("login");
    const person = { name: aviary.text("name"), phone: aviary.digits("phone", 20), identity: aviary.digits("identity", 18) };
    const proposed = await this.does("create an account", "xitong", "/api/proposals", { proposal: { kind: "create-account", unit: FULING, login, accountKind: "official", department: "drug-control", ...person, roles: ["district-officer"], reason: aviary.text("proposal reason") } });
    const id = String(proposed["accountId"]);
    const approved = await this.does("approve it", "anquan", `/api/proposals/${FULING}/${String(proposed["id"])}/approve`, { reason: aviary.text("approval reason") });
    const halves = [onceOnly(proposed, "password"), onceOnly(approved, "password")] as const;
    for (const half of halves) aviary.made("half of a one-time password", half);
    const password = halves.join("");
    await this.does("look at its fields", "anquan", `/api/accounts/${FULING}/${id}/reveal`, { fields: ["name", "phone", "identity"], purpose: "maintenance", reason: aviary.text("reveal reason") });
    const tied = await this.does("tie an identity", "anquan", "/api/proposals", { proposal: { kind: "link-subject", unit: FULING, account: id, reason: aviary.text("tie reason"), subject: aviary.text("subject") } });
    await this.does("approve the tie", "shenji", `/api/proposals/${FULING}/${String(tied["id"])}/approve`, { reason: aviary.text("tie approval") });
    await this.server.send("GET", `/api/accounts?phone=${person.phone}&login=${login}`, { login: "anquan" });
    return { id, login, password };
  }

  private async signIns({ login, password }: { login: string; password: string }): Promise<void> {
    const { aviary, server } = this;
    await server.send("POST", "/api/session", { body: { account: login, password: aviary.text("wrong password") } });
    await server.send("POST", "/api/session", { body: { account: aviary.text("unknown login"), password: aviary.text("other password"), totp: aviary.text("totp") } });
    await this.tell("sign in with the one-time password", server.signIn(login, password));
    const next = aviary.text("new password");
    await this.does("change the password", login, "/api/session/password", { current: password, next }, ["/api/session/password/change"]);
    await this.tell("sign in with the new password", server.signIn(login, next));
    const enrolled = await this.does("enrol a second factor", login, "/api/session/second-factor", { password: next });
    for (const value of Object.values((enrolled["onceOnly"] ?? {}) as object)) aviary.made(`second factor ${typeof value}`, value); // an object by contract
    await server.send("POST", "/api/session/second-factor/confirm", { login, body: { code: aviary.text("code") } });
    await server.send("GET", "/api/session", { headers: { authorization: `Bearer qyp_${aviary.word("program token")}`, "user-agent": aviary.word("agent"), referer: `http://x/${aviary.word("referer")}` } });
    await server.send("GET", "/api/session", { headers: { cookie: `qingyu_session=${aviary.word("cookie")}` } });
  }

  private async emergency(): Promise<void> {
    const { aviary } = this;
    const opened = await this.does("break the glass", "fuling-gongan", "/api/break-glass", { reason: "urgent-case", words: aviary.text("emergency words"), caseNo: aviary.text("case number") });
    await this.does("review it", "shenji", `/api/break-glass/${FULING}/${String(opened["id"])}/review`, { justified: true, words: aviary.text("review words") });
  }

  /** Registers by file (its name and content planted), declarations by form, and what people write about the findings. */
  private async books(): Promise<void> {
    const { aviary } = this;
    const file = `uscc,name,district,town,address,activities,since,status\n${SELLER},${aviary.text("enterprise name")},${FULING},,${aviary.text("address")},production;operation,2024-01-01,active\n${BUYER},${aviary.text("enterprise name 2")},${FULING},,,use,2024-01-01,active\nno code,${aviary.text("refused row")},${FULING},,,use,2024-01-01,active\n`;
    await this.imports("enterprises", `${aviary.text("file name")}.csv`, file);
    await this.imports("declarations", `${aviary.text("file name 2")}.csv`, `declaration_id,declarant,kind,substance,lot,quantity,unit,occurred_at,note\n${aviary.word("declaration id")},${SELLER},opening,甲苯,${aviary.word("lot")},90,kg,2026-01-01 08:00,${aviary.text("row note")}\nB-1,${SELLER},dispatch,甲苯,L-none,5,kg,2026-02-01 08:00,${aviary.text("row note 2")}\n`);
    await this.does("file a declaration", "fuling-jinduban", "/api/precursor/declarations", { declaration_id: aviary.word("declaration id 2"), declarant: SELLER, kind: "dispatch", substance: "甲苯", lot: "L-none", quantity: "50", unit: "kg", occurred_at: "2026-03-01 08:00", counterparty: BUYER, shipment: aviary.word("shipment"), note: aviary.text("declaration note") });
    const { text } = await this.server.send("GET", `/api/precursor/findings?enterprise=${SELLER}`, { login: "fuling-jinduban" });
    const finding = (JSON.parse(text) as { rows?: { id: string }[] }).rows?.[0]?.id ?? "none";
    await this.does("note on a finding", "fuling-jinduban", `/api/precursor/findings/${finding}/note`, { reason: aviary.text("finding note"), evidence: [{ kind: "note", text: aviary.text("finding evidence") }] });
    await this.does("close a finding", "fuling-jinduban", `/api/precursor/findings/${finding}/close`, { conclusion: "explained", reason: aviary.text("closing reason"), evidence: [{ kind: "note", text: aviary.text("closing evidence") }] });
  }

  private async imports(kind: string, name: string, body: string): Promise<void> {
    const form = new FormData();
    form.append("file", new Blob([body], { type: "text/csv" }), name);
    const login = "fuling-jinduban";
    const stored = await this.tell(`upload ${kind}`, this.server.send("POST", "/api/files", { login, body: form }));
    const staged = await this.does(`check ${kind}`, login, "/api/precursor/imports", { kind, fileId: String(stored["id"]) });
    const isIn = (state: string) => async () => (JSON.parse((await this.server.send("GET", `/api/precursor/imports/${String(staged["id"])}`, { login })).text) as { state?: string }).state === state;
    await until(isIn("staged"), 30);
    await this.does(`commit ${kind}`, login, `/api/precursor/imports/${String(staged["id"])}/commit`, {});
    await until(isIn("done"), 30);
    await this.server.send("GET", `/api/precursor/imports/${String(staged["id"])}/errors.xlsx`, { login });
  }

  private async duties(): Promise<void> {
    const { aviary } = this;
    const open = async (n: number): Promise<string> => {
      const key = aviary.text(`duty key ${n}`);
      await this.does("open a duty", "fuling-jinduban", "/api/duties", {
        key, title: { zh: aviary.text("duty title"), en: aviary.text("duty title 2") }, owner: { unitCode: FULING, department: "drug-control", accountId: null, enterprise: null }, subject: { kind: "person", key: aviary.text("duty subject") },
        legalBasis: { zh: "演示", en: "demo", grade: "R", verified: false }, period: { days: 5, mode: "calendar" }, startsAt: new Date().toISOString(),
      });
      const { text } = await this.server.send("GET", "/api/duties?subjectKind=person", { login: "fuling-jinduban" });
      return (JSON.parse(text) as { rows?: { id: string; key: string }[] }).rows?.find((duty) => duty.key === key)?.id ?? "none";
    };
    const first = await open(1);
    await this.does("complete a duty", "fuling-jinduban", `/api/duties/${first}/complete`, { evidence: [{ kind: "note", text: aviary.text("duty evidence") }, { kind: "document", reference: aviary.text("document"), text: aviary.text("duty evidence 2") }], note: aviary.text("duty note") });
    const second = await open(2);
    await this.does("waive a duty", "fuling-jinduban", `/api/duties/${second}/waive`, { reason: aviary.text("waive reason") });
  }

  private async does(act: string, login: string, path: string, body: object, others: readonly string[] = []): Promise<{ [field: string]: unknown }> {
    let reply = await this.server.send("POST", path, { login, body });
    for (const other of others) if (reply.status === 404) reply = await this.server.send("POST", other, { login, body });
    return this.note(act, reply);
  }
  private async tell(act: string, sent: Promise<Reply>) {
    return this.note(act, await sent);
  }
  private note(act: string, { status, text }: Reply): { [field: string]: unknown } {
    (status === 200 ? this.planted.done : this.planted.failed).push(status === 200 ? act : `${act}: ${status} ${text.slice(0, 400)}`);
    return status === 200 ? (JSON.parse(text) as { [field: string]: unknown }) : {}; // answers of commands are objects
  }
}

const onceOnly = (answer: { [field: string]: unknown }, field: string): string => String((answer["onceOnly"] as { [name: string]: unknown } | null)?.[field] ?? ""); // as its contract says
