import { z } from "zod";
import { systemActor } from "#access";
import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { Job, JobGate, UseCase, UseCaseContext } from "#platform/module.ts";
import { refuseRecord as refuse, type getVerification, type listVerifications, type startVerification, type Verdict, type Verification } from "../contract/index.ts";
import { openOwn } from "./integrate.ts";
import { placeWaiting } from "./integrator.ts";
import { readKeptHead } from "./kept-head.ts";
import { readPublicKeys, readSigners } from "./log-keys.ts";
import { recordParts } from "./parts.ts";
import { insertVerification, listVerificationRows, type VerificationRow } from "./verification.sql.ts";
import { verifyLog } from "./verify.ts";

type Of<E> = UseCase<ParsedInputOf<E>, OutputOf<E>>;

export const VERIFY_JOB = "record.verify";
const DAY_MS = 86_400_000;
const REFRESHES = ["record.log.get", "record.verification.get", "record.verification.list"];

/** The one that runs in this process. */
let running: { readonly id: string; readonly startedAt: Date; readonly startedBy: string; progress: number } | undefined;

export const startVerificationUseCase: Of<typeof startVerification> = async ({ actor, now, newId, addJob }, { since }) => {
  if (since !== undefined) openOwn(since);
  if (running) return shownRunning(running);
  const order = { id: newId(), startedBy: actor.accountId, since };
  await addJob(VERIFY_JOB, order, { jobKey: VERIFY_JOB });
  return shownRunning({ ...order, startedAt: now, progress: 0 });
};

export const getVerificationUseCase: Of<typeof getVerification> = async (context, { id }) => {
  if (running?.id === id) return shownRunning(running);
  const [row] = await rowsOf(context, { id, before: null, limit: 1 });
  return row ? shownVerification(row) : refuse("record.verification.unknown");
};

export const listVerificationsUseCase: Of<typeof listVerifications> = async (context, { after, limit }) => {
  const before = z.uuid().safeParse(after).data ?? null;
  const rows = await rowsOf(context, { id: null, before, limit: limit + 1 });
  const page = rows.slice(0, limit).map(shownVerification);
  const head = before === null && running ? [shownRunning(running)] : [];
  return { rows: [...head, ...page], next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
};

/** The log is the city's; how a verification of it ended is no district's secret. */
const rowsOf = (context: UseCaseContext, which: Parameters<typeof listVerificationRows>[2]) => context.withinCity(() => listVerificationRows(context.tx, recordParts().cityCode, which));

const Order = z.object({ id: z.uuid().optional(), startedBy: z.string().default("system"), since: z.string().optional() });

/** Ordered by a person, or by the clock once a day; the day's own verification comes back by itself. */
export const verificationJobs: readonly Job[] = [{ task: VERIFY_JOB, run: async (payload, { gate }) => run(gate, Order.parse(payload ?? {})) }];

async function run(gate: JobGate, order: z.infer<typeof Order>): Promise<void> {
  const { cityCode, clock, tell, warn } = recordParts();
  const startedAt = clock();
  const city = systemActor(cityCode);
  const id = order.id ?? (await gate.act(city, "record.verification.begin", async ({ newId }) => newId()));
  running = { id, startedAt, startedBy: order.startedBy, progress: 0 };
  try {
    const verdict = await verifyNow(order.since, tellProgress);
    await gate.act(city, "record.verification.end", ({ tx }) => insertVerification(tx, cityCode, { id, startedAt, startedBy: order.startedBy, endedAt: clock(), verdict }).then(() => null), verdict);
    if (!verdict.sound) warn("record.unsound", { troubles: verdict.troubles.map(({ code }) => code).join(" ") });
  } catch (error) {
    await gate.act(city, "record.verification.end", ({ tx }) => insertVerification(tx, cityCode, { id, startedAt, startedBy: order.startedBy, endedAt: clock(), verdict: null }).then(() => null));
    throw error;
  } finally {
    running = undefined;
    tell(REFRESHES, cityCode);
  }
  await gate.act(city, "record.verification.next", ({ addJob, now }) => addJob(VERIFY_JOB, {}, { jobKey: `${VERIFY_JOB}/daily`, runAt: new Date(now.getTime() + DAY_MS) }));
}

/** Progress is told at most twice a second. */
function tellProgress(done: number, all: number): void {
  if (!running) return;
  running.progress = all === 0 ? 1 : Math.min(1, done / all);
}

/** Verifies from one snapshot, as the auditor: reading the record is all that role can do. @param since signed note of an older checkpoint, which must be ours */
export async function verifyNow(since: string | undefined, onProgress: (done: number, all: number) => void): Promise<Verdict> {
  const { auditor, dataDir, macKey, inputKeys, origin, clock } = recordParts();
  const opened = since === undefined ? undefined : openOwn(since);
  await placeWaiting();
  const verdict = await auditor.begin("isolation level repeatable read read only", (tx) => verifyLog(tx, { keys: readPublicKeys(dataDir), activeKeys: readSigners(dataDir).map(({ key }) => key), origin, macKey, inputKeys, since: opened, keptHead: readKeptHead(dataDir), now: clock(), onProgress }));
  return verdict as Verdict; // the driver unwraps promises in arrays; ours are none
}

const shownRunning = (order: { id: string; startedAt: Date; startedBy: string; progress: number }): Verification => ({ id: order.id, startedAt: order.startedAt.toISOString(), startedBy: order.startedBy, state: "running", progress: order.progress, endedAt: null, verdict: null });

export const shownVerification = (row: VerificationRow): Verification => ({
  id: row.id,
  startedAt: row.startedAt.toISOString(),
  startedBy: row.startedBy,
  state: row.verdict === null ? "failed" : "done",
  progress: 1,
  endedAt: row.endedAt.toISOString(),
  verdict: row.verdict,
});
