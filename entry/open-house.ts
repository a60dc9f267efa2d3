import { mkdirSync } from "node:fs";
import { bootstrapAdministrators, cookieAfter, publicOutput, seedDemoAccounts, startAccess, systemActor, type Access } from "#access";
import { ownCalendar } from "#duty";
import { dayOf } from "#kernel/calendar.ts";
import { bootDatabase, type BootedDatabase } from "#platform/boot-database.ts";
import type { Config } from "#platform/config.ts";
import { Files } from "#platform/files.ts";
import { Gate } from "#platform/gate.ts";
import { makeHttp } from "#platform/http.ts";
import { installationKey } from "#platform/installation-key.ts";
import { KeyedHash } from "#platform/keyed-hash.ts";
import { startJobs } from "#platform/jobs.ts";
import { Live } from "#platform/live.ts";
import type { Log } from "#platform/log.ts";
import { Metrics } from "#platform/metrics.ts";
import { askDatabase, askJobs } from "#platform/readiness.sql.ts";
import { openVault } from "#platform/vault/key-file.ts";
import { DUTY_JOB, startImports } from "#precursor";
import { appendLeaves, recordPages, startRecord, VERIFY_JOB, type RecordLog } from "#record";
import { ownCity, unitOn } from "#territory";
import { demoPlaces } from "./demo-places.ts";
import { acts, handlers, jobs, refusals, uploadPermissions } from "./house.ts";
import { loadReference } from "./reference.ts";
import { welcome } from "./welcome.ts";

export type House = {
  readonly config: Config;
  readonly database: BootedDatabase;
  readonly gate: Gate;
  readonly files: Files;
  readonly access: Access;
  readonly live: Live;
  readonly record: RecordLog;
  /** Serves HTTP and runs jobs until `stop`. @returns the address */
  serve(): Promise<string>;
  stop(): Promise<void>;
};

/** Opens database, gate and modules; the server, the command line and the tools all come in through here. */
export async function openHouse(config: Config, log: Log): Promise<House> {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o711 });
  const database = await bootDatabase(config);
  await loadReference(database.ownerUrl, config.city);
  const live = new Live();
  const files = new Files(config.dataDir);
  const record = await startRecord({ database, dataDir: config.dataDir, origin: config.origin, cityCode: ownCity().code, titleOf, tell: (refreshes, unitCode) => live.tell(refreshes, [unitCode]), warn: (event, fields) => log.warn(event, fields) });
  const gate = new Gate({ app: database.app, appendLeaves, hashKey: new KeyedHash(installationKey(config.dataDir, "gate-hash")), inputKeys: record.inputKeys, afterCommit: (refreshes, unitCodes) => live.tell(refreshes, unitCodes) });
  const access = startAccess({
    database,
    vault: openVault(config.dataDir, config.cipher),
    cityCode: ownCity().code,
    unitName: nameOfUnit,
    isUnit: (code, now) => code === ownCity().code || unitOn(code, dayOf(now)) !== undefined,
    calendar: ownCalendar,
    demo: config.demo,
    onDoubt: (accountId) => live.doubt(accountId),
  });
  startImports({ files, tell: (refreshes, unitCode) => live.tell(refreshes, [unitCode]) });
  const closers: (() => Promise<unknown>)[] = [];
  return {
    config,
    database,
    gate,
    files,
    access,
    live,
    record,
    serve: () => serve({ config, database, gate, files, access, live, record, log, closers }),
    stop: async () => {
      live.close();
      for (const close of closers.reverse()) await close();
      await access.close();
      await record.close();
      await database.stop();
    },
  };
}

type Parts = Pick<House, "config" | "database" | "gate" | "files" | "access" | "live" | "record"> & { readonly log: Log; readonly closers: (() => Promise<unknown>)[] };

async function serve({ config, database, gate, files, access, live, record, log, closers }: Parts): Promise<string> {
  const city = ownCity().code;
  const first = config.demo ? [] : await gate.act(systemActor(city), "access.bootstrap", (context) => bootstrapAdministrators(context, city));
  if (config.demo) await gate.act(systemActor(city), "access.demo-accounts", (context) => seedDemoAccounts(context, demoPlaces(city)));
  await gate.act(systemActor(city), "precursor.duties.daily", ({ addJob }) => addJob(DUTY_JOB, {}, { jobKey: `${DUTY_JOB}/start` }));
  await gate.act(systemActor(city), "record.verification.daily", ({ addJob, now }) => addJob(VERIFY_JOB, {}, { jobKey: `${VERIFY_JOB}/daily`, runAt: new Date(now.getTime() + 600_000) }));
  record.integrate();
  const runner = await startJobs(database.ownerUrl, jobs, gate, log);
  closers.push(() => runner.stop());
  const http = await makeHttp({ gate, handlers, refusals, identify: access.identify, cookieAfter, publicOutput, pages: recordPages, files, live, log, metrics: new Metrics(), behindTls: config.behindTls, gateway: config.gateway, uploadPermissions, ready: () => readiness(database) });
  closers.push(() => http.close());
  const address = await http.listen({ host: config.host, port: config.port });
  process.stdout.write(welcome(address, config, first));
  return address;
}

async function readiness(database: BootedDatabase): Promise<{ ready: boolean; parts: { database: boolean; jobs: boolean } }> {
  const answers = async (question: Promise<unknown>) => question.then(() => true, () => false);
  const parts = { database: await answers(askDatabase(database.app)), jobs: await answers(askJobs(database.owner)) };
  return { ready: parts.database && parts.jobs, parts };
}

type Words = { readonly zh: string; readonly en: string };
const titles = new Map<string, Words>([...handlers.map(({ endpoint }): [string, Words] => [endpoint.name, endpoint.summary]), ...Object.entries(acts)]);
const titleOf = (name: string) => titles.get(name);

function nameOfUnit(code: string): string {
  if (code === ownCity().code) return ownCity().nameZh;
  return unitOn(code, dayOf(new Date()))?.nameZh ?? code;
}

