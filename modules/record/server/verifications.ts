import { z } from "zod";
import { systemActor } from "#access";
import { dayOf } from "#kernel/calendar.ts";
import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { Job, JobTools, UseCase, UseCaseContext } from "#platform/module.ts";
import { refuseRecord as refuse, type getVerification, type listVerifications, type startVerification, type Verdict, type Verification } from "../contract/index.ts";
import { openOwn } from "./integrate.ts";
import { recordParts } from "./parts.ts";
import { findOrder, findWaitingOrder, insertOrder, insertVerification, listVerificationRows, type OrderRow, type VerificationRow } from "./verification.sql.ts";
import { verifyNow } from "./verify-now.ts";

type Of<E> = UseCase<ParsedInputOf<E>, OutputOf<E>>;

export const VERIFY_JOB = "record.verify";
const DAY_MS = 86_400_000;
/** An order of which nothing was heard for so long was lost; all attempts of one that goes wrong take two minutes. */
const ORDER_PATIENCE_MS = 3_600_000;
const REFRESHES = ["record.log.get", "record.verification.get", "record.verification.list"];

type Running = { readonly id: string; readonly startedAt: Date; readonly startedBy: string; readonly since: string | undefined; progress: number };
/** Those that run in this process, by id. */
const running = new Map<string, Running>();

export const startVerificationUseCase: Of<typeof startVerification> = async ({ tx, actor, now, newId, addJob, withinCity }, { since }) => {
  if (since !== undefined) openOwn(since);
  const same = [...running.values()].find((run) => run.since === since);
  if (same) return shownRunning(same);
  const { cityCode } = recordParts();
  const waiting = await withinCity(() => findWaitingOrder(tx, cityCode, since ?? null, heardSince(now)));
  if (waiting) return shownOrder(waiting, now);
  const order: OrderRow = { id: newId(), orderedAt: now, orderedBy: actor.accountId };
  await withinCity(() => insertOrder(tx, cityCode, { ...order, since: since ?? null }));
  await addJob(VERIFY_JOB, { id: order.id, startedBy: order.orderedBy, since }, { jobKey: `${VERIFY_JOB}/${order.id}` });
  return shownOrder(order, now);
};

export const getVerificationUseCase: Of<typeof getVerification> = async (context, { id }) => {
  const run = running.get(id);
  if (run) return shownRunning(run);
  const [row] = await rowsOf(context, { id, before: null, limit: 1 });
  if (row) return shownVerification(row);
  const order = await context.withinCity(() => findOrder(context.tx, recordParts().cityCode, id));
  return order ? shownOrder(order, context.now) : refuse("record.verification.unknown");
};

export const listVerificationsUseCase: Of<typeof listVerifications> = async (context, { after, limit }) => {
  const before = z.uuid().safeParse(after).data ?? null;
  const rows = await rowsOf(context, { id: null, before, limit: limit + 1 });
  const page = rows.slice(0, limit).map(shownVerification);
  const head = before === null ? [...running.values()].map(shownRunning) : [];
  return { rows: [...head, ...page], next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
};

/** The log is the city's; how a verification of it ended is no district's secret. */
const rowsOf = (context: UseCaseContext, which: Parameters<typeof listVerificationRows>[2]) => context.withinCity(() => listVerificationRows(context.tx, recordParts().cityCode, which));

const Order = z.object({ id: z.uuid().optional(), startedBy: z.string().default("system"), since: z.string().optional() });

/** Ordered by a person, or by the clock once a day. */
export const verificationJobs: readonly Job[] = [{ task: VERIFY_JOB, run: async (payload, tools) => run(tools, Order.parse(payload ?? {})) }];

async function run({ gate, isLastAttempt }: JobTools, order: z.infer<typeof Order>): Promise<void> {
  const { cityCode, clock, tell, warn } = recordParts();
  const startedAt = clock();
  const city = systemActor(cityCode);
  if (order.id === undefined) await scheduleNext(gate);
  const id = order.id ?? (await gate.act(city, "record.verification.begin", async ({ newId }) => newId()));
  const own: Running = { id, startedAt, startedBy: order.startedBy, since: order.since, progress: 0 };
  const end = (verdict: Verdict | null) => gate.act(city, "record.verification.end", ({ tx }) => insertVerification(tx, cityCode, { id, startedAt, startedBy: order.startedBy, endedAt: clock(), verdict }).then(() => null), verdict);
  running.set(id, own);
  try {
    const verdict = await verifyNow(order.since, (done, all) => void (own.progress = all === 0 ? 1 : Math.min(1, done / all)));
    await end(verdict);
    if (!verdict.sound) warn("record.unsound", { troubles: verdict.troubles.map(({ code }) => code).join(" ") });
  } catch (error) {
    // How it ended is written once: while another attempt may come to a verdict, it has not ended.
    if (isLastAttempt) await end(null);
    throw error;
  } finally {
    running.delete(id);
    tell(REFRESHES, cityCode);
  }
}

/** Before today's begins, so that it comes whatever becomes of this one; under tomorrow's own key, so that attempts of this one are left alone. */
const scheduleNext = (gate: JobTools["gate"]) =>
  gate.act(systemActor(recordParts().cityCode), "record.verification.next", ({ addJob, now }) => {
    const next = new Date(now.getTime() + DAY_MS);
    return addJob(VERIFY_JOB, {}, { jobKey: `${VERIFY_JOB}/${dayOf(next)}`, runAt: next });
  });

const heardSince = (now: Date): Date => new Date(now.getTime() - ORDER_PATIENCE_MS);

const shownRunning = ({ id, startedAt, startedBy, progress }: Omit<Running, "since">): Verification => ({ id, startedAt: startedAt.toISOString(), startedBy, state: "running", progress, endedAt: null, verdict: null });

/** Waiting for its turn, or for its next attempt. */
const shownOrder = ({ id, orderedAt, orderedBy }: OrderRow, now: Date): Verification => ({ ...shownRunning({ id, startedAt: orderedAt, startedBy: orderedBy, progress: 0 }), state: orderedAt > heardSince(now) ? "running" : "failed" });

export const shownVerification = (row: VerificationRow): Verification => ({
  id: row.id,
  startedAt: row.startedAt.toISOString(),
  startedBy: row.startedBy,
  state: row.verdict === null ? "failed" : "done",
  progress: 1,
  endedAt: row.endedAt.toISOString(),
  verdict: row.verdict,
});
