import type { Actor } from "#kernel/actor.ts";
import { setFence } from "#platform/command.sql.ts";
import type { Tx } from "#platform/db.ts";
import { isSessionAlive, SESSION, sessionEnds } from "../domain/session-life.ts";
import { findAccount } from "./account.sql.ts";
import { actorCache } from "./actor-cache.ts";
import { actorOf, anonymousActor } from "./actors.ts";
import { accessParts } from "./parts.ts";
import { findProgramToken, findSession, findToken, touchSession, type TokenHolder } from "./session.sql.ts";
import { hashToken } from "./token.ts";

export type Credentials = { readonly sessionToken: string | undefined; readonly programToken: string | undefined; readonly address: string; readonly isUnattended?: boolean };
type Found = { readonly actor: Actor; readonly endsMs: number };

const LONGEST_TOKEN = 200;

/**
 * Who is asking. A token that is unknown, ended or expired makes nobody of its bearer, without saying which it was. What a
 * screen asks by itself does not count as use: it is remembered apart, so that it takes no use's place.
 */
export async function identify({ sessionToken, programToken, address, isUnattended = false }: Credentials): Promise<Actor> {
  const [kind, token] = programToken ? (["program", programToken] as const) : (["session", sessionToken] as const);
  if (!token || token.length > LONGEST_TOKEN) return anonymousActor(address);
  const hash = hashToken(token);
  const now = accessParts().clock?.() ?? new Date();
  const actor = await actorCache.get(`${kind} ${hash.toString("hex")}${isUnattended ? " unattended" : ""}`, now.getTime(), () => load(kind, hash, now, isUnattended));
  return actor ?? anonymousActor(address);
}

function load(kind: TokenHolder["kind"], hash: Buffer, now: Date, isUnattended: boolean): Promise<Found | undefined> {
  return accessParts().app.begin(async (tx): Promise<{ found: Found | undefined }> => {
    const holder = await findToken(tx, hash);
    if (!holder || holder.kind !== kind) return { found: undefined };
    await setFence(tx, "unit", holder.unitCode, "");
    return { found: await (kind === "session" ? ofSession(tx, holder, now, isUnattended) : ofProgram(tx, holder, now)) };
  }).then(({ found }) => found);
}

async function ofSession(tx: Tx, { unitCode, holderId }: TokenHolder, now: Date, isUnattended: boolean): Promise<Found | undefined> {
  const session = await findSession(tx, unitCode, holderId);
  if (!session || !isSessionAlive(session, now)) return undefined;
  const account = await findAccount(tx, unitCode, session.accountId);
  if (account?.state !== "active") return undefined;
  if (!isUnattended && now.getTime() - session.lastSeenAt.getTime() >= SESSION.seenEveryMs) await touchSession(tx, unitCode, session.id, now);
  return { actor: actorOf(account, { sessionId: session.id }), endsMs: sessionEnds(session).getTime() };
}

async function ofProgram(tx: Tx, { unitCode, holderId }: TokenHolder, now: Date): Promise<Found | undefined> {
  const token = await findProgramToken(tx, unitCode, holderId);
  if (!token || token.revokedAt || token.expiresAt <= now) return undefined;
  const account = await findAccount(tx, unitCode, token.accountId);
  if (account?.state !== "active") return undefined;
  return { actor: actorOf(account, { tokenPermissions: token.permissions }), endsMs: token.expiresAt.getTime() };
}
