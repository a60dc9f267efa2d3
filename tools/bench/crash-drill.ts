import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEMO_PASSWORD, operatorActor } from "#access";
import { readConfig } from "#platform/config.ts";
import { makeLog } from "#platform/log.ts";
import { ownCity } from "#territory";
import { openHouse } from "../../entry/open-house.ts";
import { chance } from "../../modules/precursor/testing/builders.ts";
import { registerForTest } from "../../modules/precursor/testing/register.ts";
import { checkBooks } from "./crash-checks.ts";
import { CrashClient, fileUntil, type Filing, type Ledger } from "./crash-client.ts";
import { CRASH_FIRMS, CrashImport } from "./crash-import.ts";
import { freePort } from "./free-port.ts";
import { killDatabase, NotStarted, startKillable, VICTIMS, type KillableServer, type Victim } from "./killable-server.ts";
import { aTrade } from "./trade.ts";

export type CrashReport = {
  loops: number;
  acknowledged: number;
  /** Sent, not answered, and sent again with the same command id. */
  retried: number;
  replayed: number;
  importsKilled: number;
  readonly kills: { [victim in Victim]: number };
  readonly readyMs: number[];
  readonly lost: string[];
  readonly doubled: string[];
  readonly unbalanced: string[];
  readonly otherFaults: string[];
  /** What the drill could not look at. Never counted as lost, and never as fine. */
  readonly couldNotCheck: string[];
};

export type CrashSize = { readonly loops: number; readonly seed: number; readonly clients: number; readonly tell: (text: string) => void };

/** Kills the server or its database under load, again and again, and looks whether all that was acknowledged is there once. */
export async function crashDrill({ loops, seed, clients, tell }: CrashSize): Promise<CrashReport> {
  const dataDir = mkdtempSync(join(tmpdir(), "qingyu-crash-"));
  const drill = new Drill(dataDir, await freePort(), seed, clients);
  try {
    await prepare(dataDir);
    for (let loop = 0; loop <= loops; loop++) {
      await drill.loop(loop, loop === loops);
      const { report } = drill;
      tell(`loop ${loop}: ${report.acknowledged} acknowledged, ${report.retried} retried, ${report.lost.length} lost, ${report.doubled.length} doubled, ready after ${Math.round(report.readyMs.at(-1) ?? NaN)} ms`);
    }
    return drill.report;
  } finally {
    await drill.end();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function prepare(dataDir: string): Promise<void> {
  const house = await openHouse(readConfig({ QINGYU_DATA: dataDir, QINGYU_PORT: "0", QINGYU_DEMO: "1" }), makeLog());
  try {
    await house.gate.act(operatorActor(ownCity().code), "drill.register", ({ tx }) => registerForTest(tx, aTrade(1, 1, CRASH_FIRMS)));
  } finally {
    await house.stop();
  }
}

const NEVER_SENT: Filing = { commandId: "00000000-0000-7000-8000-00000000dead", key: "nobody/never-sent", body: { declaration_id: "never-sent" } };

class Drill {
  readonly report: CrashReport = { loops: 0, acknowledged: 0, retried: 0, replayed: 0, importsKilled: 0, kills: { server: 0, database: 0, postmaster: 0, all: 0 }, readyMs: [], lost: [], doubled: [], unbalanced: [], otherFaults: [], couldNotCheck: [] };
  private readonly ledger: Ledger = { acknowledged: new Map(), unanswered: new Map(), refused: [] };
  private readonly names = aTrade(1, 1, CRASH_FIRMS).enterprises.map((enterprise) => enterprise.uscc);
  private readonly random: () => number;
  private readonly client: CrashClient;
  private readonly dataDir: string;
  private readonly port: number;
  private readonly clients: number;
  private server: KillableServer | undefined;
  private underWay: CrashImport | undefined;
  private isSignedIn = false;

  constructor(dataDir: string, port: number, seed: number, clients: number) {
    this.dataDir = dataDir;
    this.port = port;
    this.clients = clients;
    this.random = chance(seed);
    this.client = new CrashClient(port, "fuling-jinduban", DEMO_PASSWORD);
  }

  async loop(number: number, isLast: boolean): Promise<void> {
    if (!(await this.start(number))) return;
    if (!this.isSignedIn) await this.client.signIn();
    this.isSignedIn = true;
    await this.sendAgain();
    await this.finishImport();
    await this.check(number);
    if (isLast) return;
    await this.loadAndKill(number);
    this.report.loops += 1;
  }

  async end(): Promise<void> {
    await this.server?.kill("all");
    killDatabase(this.dataDir);
  }

  private async start(number: number): Promise<boolean> {
    try {
      this.server = await startKillable(this.dataDir, this.port);
      this.report.readyMs.push(this.server.readyMs);
      return true;
    } catch (error) {
      if (!(error instanceof NotStarted)) throw error;
      this.report.couldNotCheck.push(`loop ${number}: ${error.message}`);
      return false;
    }
  }

  /** A client that got no answer asks again with the same command id; then it is acknowledged like any other. */
  private async sendAgain(): Promise<void> {
    for (const [key, filing] of this.ledger.unanswered) {
      const answer = await this.client.send("POST", "/api/precursor/declarations", filing.body, filing.commandId);
      this.report.retried += 1;
      if (answer.status === 200) this.ledger.acknowledged.set(key, filing);
      else if (answer.status === 0 || answer.status >= 500) this.report.couldNotCheck.push(`retry of ${key} answered ${answer.status} ${answer.text.slice(0, 200)}`);
      else this.ledger.refused.push(`retry of ${key}: ${answer.status} ${answer.text.slice(0, 300)}`);
    }
    this.ledger.unanswered.clear();
    const latest: Filing[] = [...this.ledger.acknowledged.values()].slice(-5);
    for (const filing of latest) await this.replay(filing);
    this.report.otherFaults.push(...this.ledger.refused.splice(0).filter((text) => !text.includes("precursor.void.")));
  }

  private async replay(filing: Filing): Promise<void> {
    this.report.replayed += 2;
    const same = await this.client.send("POST", "/api/precursor/declarations", filing.body, filing.commandId);
    const anew = await this.client.send("POST", "/api/precursor/declarations", filing.body, crypto.randomUUID());
    if (same.status !== 200) this.report.otherFaults.push(`the command of ${filing.key} again answered ${same.status} ${same.text.slice(0, 200)}`);
    if (anew.status !== 200 || !anew.text.includes('"unchanged"')) this.report.otherFaults.push(`${filing.key} filed again answered ${anew.status} ${anew.text.slice(0, 200)}`);
  }

  private async finishImport(): Promise<void> {
    const work = this.underWay;
    if (work === undefined) return;
    this.underWay = undefined;
    const fault = await work.proceed(this.client, () => false);
    this.report.otherFaults.push(...(fault === null ? await work.check(this.client, this.dataDir) : [fault]));
  }

  private async check(number: number): Promise<void> {
    this.report.acknowledged = this.ledger.acknowledged.size;
    try {
      // One that was never sent goes along: a check that does not miss it has not looked.
      const { lost, doubled, unbalanced } = await checkBooks(this.dataDir, new Map([...this.ledger.acknowledged, [NEVER_SENT.key, NEVER_SENT]]));
      if (!lost.some((each) => each.startsWith(NEVER_SENT.key))) this.report.couldNotCheck.push(`loop ${number}: the check did not miss what was never sent`);
      this.report.lost.push(...lost.filter((each) => !each.startsWith(NEVER_SENT.key)).map((each) => `loop ${number}: ${each}`));
      this.report.doubled.push(...doubled.map((each) => `loop ${number}: ${each}`));
      this.report.unbalanced.push(...unbalanced.map((each) => `loop ${number}: ${each}`));
    } catch (error) {
      this.report.couldNotCheck.push(`loop ${number}: ${String(error)}`);
    }
  }

  private async loadAndKill(number: number): Promise<void> {
    let isOver = false;
    const withImport = number % 5 === 1;
    const load = Array.from({ length: this.clients }, (_, i) => fileUntil(this.client, this.ledger, this.names, chance(number * 100 + i), `K${number}-${i}`, () => isOver));
    if (withImport) {
      this.underWay = new CrashImport(`M${number}-`);
      this.report.importsKilled += 1;
      load.push(this.underWay.proceed(this.client, () => isOver).then((fault) => void (fault === null || this.report.otherFaults.push(fault))));
    }
    await new Promise((done) => setTimeout(done, 150 + this.random() * (withImport ? 2_500 : 700)));
    const victim = VICTIMS[Math.floor(this.random() * VICTIMS.length)] ?? "all";
    this.report.kills[victim] += 1;
    await this.server?.kill(victim);
    isOver = true;
    await Promise.all(load);
  }
}
